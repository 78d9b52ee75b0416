"""Kafka behind TLS and SASL: both of our client libraries come in, and nobody without the password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from monitor.errors import BrokerError
from monitor.settings import Settings, load_settings
from monitor.stream.topics import check_topics, create_topics
from tests.stream.conftest import Live
from tests.stream.fakes import article
from tests.stream.secured import PASSWORD, USER, SecuredBroker

pytestmark = pytest.mark.kafka


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredBroker]:
    broker = SecuredBroker(tmp_path_factory.mktemp("secured"))
    broker.prepare()
    broker.start()
    yield broker
    broker.kill()


def settings_for(broker: SecuredBroker, folder: Path, **more: str) -> Settings:
    password = folder / "password"
    password.write_text(f"{PASSWORD}\n")
    secured = {
        "MONITOR_KAFKA": broker.bootstrap,
        "MONITOR_KAFKA_SECURITY": "sasl_ssl",
        "MONITOR_KAFKA_USERNAME": USER,
        "MONITOR_KAFKA_PASSWORD_FILE": str(password),
        "MONITOR_KAFKA_CA_FILE": str(broker.authority),
        "MONITOR_HTTP_PORT": "0",
        "MONITOR_DATA_DIR": str(folder),
    }
    return load_settings(secured | more)


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-512"])
def test_an_article_becomes_an_alert(secured: SecuredBroker, tmp_path: Path, mechanism: str) -> None:
    own = {"MONITOR_GROUP": mechanism.lower(), "MONITOR_TOPIC_PREFIX": f"{mechanism.lower()}."}
    settings = settings_for(secured, tmp_path, MONITOR_KAFKA_SASL_MECHANISM=mechanism, **own)
    create_topics(settings)
    assert check_topics(settings) == []
    live = Live(settings)
    try:
        live.start()
        live.publish(article("floods", "SD-KA"))

        live.wait_for(1, live.topics.alerts.name, "SD-KA")
    finally:
        live.stop()
        live.close()


def test_a_wrong_password_is_one_sentence_without_the_password(
    secured: SecuredBroker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.stream.topics._TIMEOUT_SECONDS", 5.0)
    wrong = settings_for(secured, tmp_path).model_copy(update={"kafka_password": SecretStr("hunter2")})

    with pytest.raises(BrokerError) as caught:
        check_topics(wrong)

    assert "hunter2" not in str(caught.value)


def test_a_broker_that_our_authority_did_not_sign_is_not_trusted(
    secured: SecuredBroker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.stream.topics._TIMEOUT_SECONDS", 5.0)
    settings = settings_for(secured, tmp_path).model_copy(update={"kafka_ca_file": None})

    with pytest.raises(BrokerError):
        check_topics(settings)
