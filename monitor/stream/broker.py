"""How to reach Kafka: one set of settings, said twice, for confluent-kafka and for Faust."""

import logging
import ssl
from typing import Any

import faust

from monitor.errors import BrokerError, SettingsError
from monitor.settings import Settings
from monitor.stream.quiet import SaysItOnce

_log = logging.getLogger("monitor.kafka")  # librdkafka prints to stderr by itself otherwise
# It calls every closed connection a failure.
_log.addFilter(lambda record: "Disconnected" not in record.getMessage())
_log.addFilter(SaysItOnce())


def client_config(settings: Settings, **more: Any) -> dict[str, Any]:
    """For confluent-kafka's producers, consumers and admin clients.  Raises SettingsError."""
    config: dict[str, Any] = {
        "bootstrap.servers": bootstrap(settings),
        "client.id": f"monitor-{settings.instance}",
        "security.protocol": settings.kafka_security,
        "logger": _log,
    }
    if settings.kafka_security.startswith("sasl"):
        config |= {
            "sasl.mechanism": settings.kafka_sasl_mechanism,
            "sasl.username": settings.kafka_username,
            "sasl.password": settings.kafka_password.get_secret_value(),
        }
    files = {
        "ssl.ca.location": settings.kafka_ca_file,
        "ssl.certificate.location": settings.kafka_cert_file,
        "ssl.key.location": settings.kafka_key_file,
    }
    return config | {key: str(path) for key, path in files.items() if path} | more


def bootstrap(settings: Settings) -> str:
    """Raises BrokerError where no broker is named."""
    if not settings.kafka:
        raise BrokerError("no broker: set MONITOR_KAFKA=host:port, or start `monitor up` first")
    return settings.kafka


def faust_broker(settings: Settings) -> dict[str, Any]:
    """`broker` and `broker_credentials` for a Faust app."""
    servers = [server.strip() for server in bootstrap(settings).split(",") if server.strip()]
    return {
        "broker": [f"kafka://{server}" for server in servers],
        "broker_credentials": _credentials(settings),
    }


def _credentials(settings: Settings) -> Any:
    context = _tls(settings) if settings.kafka_security.endswith("ssl") else None
    if settings.kafka_security.startswith("sasl"):
        return faust.SASLCredentials(
            mechanism=settings.kafka_sasl_mechanism,
            username=settings.kafka_username,
            password=settings.kafka_password.get_secret_value(),
            ssl_context=context,
        )
    return faust.SSLCredentials(context) if context else None


def _tls(settings: Settings) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=settings.kafka_ca_file)
        if settings.kafka_cert_file:
            context.load_cert_chain(settings.kafka_cert_file, settings.kafka_key_file)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(f"can't load the TLS files for Kafka: {error}") from error
    return context
