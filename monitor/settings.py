"""Every setting.  The only module that reads the environment.

`MONITOR_KAFKA=broker:9092 monitor run`; each secret also as `MONITOR_…_FILE`, the path of a file that holds it
(Docker and Kubernetes secrets).  `.env` is not read: what a service starts with stands in its unit or manifest.
"""

import os
import socket
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from monitor.errors import SettingsError
from monitor.model.link import Links
from monitor.text.signed_links import MIN_KEY_BYTES

_PREFIX = "MONITOR_"


class Settings(BaseSettings):
    """`MONITOR_…` variables, read once and frozen.  An unknown one is a typo, so it is an error."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid", validate_default=True)

    # --- Kafka
    kafka: str = ""
    """`host:port,host:port`.  Empty: `monitor up` and `demo` start the embedded broker, the rest looks for it."""
    kafka_security: Literal["plaintext", "ssl", "sasl_plaintext", "sasl_ssl"] = "plaintext"
    """As Kafka's security.protocol.  Plaintext: the broker of the compose file listens inside its network only."""
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    """The strongest that both of our client libraries speak."""
    kafka_username: str = ""
    """SASL user; needed where kafka_security begins with sasl."""
    kafka_password: SecretStr = SecretStr("")
    """SASL password; better as MONITOR_KAFKA_PASSWORD_FILE."""
    kafka_ca_file: Path | None = None
    """PEM of the authority that signed the broker's certificate.  None: the system's own authorities."""
    kafka_cert_file: Path | None = None
    """Our certificate, PEM, where the broker asks for one."""
    kafka_key_file: Path | None = None
    """The key of our certificate, PEM, without a passphrase: a worker starts without a person."""
    group: str = "monitor"
    """Consumer group and Faust app id; the changelog topics carry it.  Another name starts from nothing."""
    topic_prefix: str = ""
    """Before every topic name (`test.` gives `test.wire.articles`), for several monitors on one Kafka."""
    article_topic: str = "wire.articles"
    """Where the articles come from; feeds that have their own topic already name it here."""
    partitions: int = Field(4, ge=1, le=1024)
    """Of every topic: the most workers that can share the work.  4, as embedded; it can't change later."""
    replication: int = Field(1, ge=1, le=9)
    """Copies of every topic.  1: the compose file has one broker; set 3 where there are three."""
    create_topics: bool = True
    """Make missing topics at start.  Off where only admins may: then the worker names what is missing."""
    instance: str = Field(default_factory=socket.gethostname)
    """Unique and stable for each worker (host or pod name): one that comes back under it resumes in seconds."""
    session_timeout_seconds: float = Field(20.0, ge=6, le=300)
    """After so long without a heartbeat the group gives a worker's partitions away.  Twenty: longer than a garbage
    collection or a busy disk, short enough when a machine is gone for good."""
    commit_interval_seconds: float = Field(1.0, gt=0, le=60)
    """Offsets are committed so often; what came since the last commit is read again after a crash."""
    produce_timeout_seconds: float = Field(60.0, ge=5, le=1200)
    """So long may a broker take to acknowledge until the worker ends and is started again.  Its restart takes 10–30."""

    # --- what it knows
    rules_file: Path | None = None
    """Alert rules instead of the default ones."""
    routes_file: Path | None = None
    """Who is told what, on which channels.  None: alerts are made and shown, nobody is told."""
    phrases_dir: Path | None = None
    """More phrase files (*.yaml), read after the package's own."""
    places_file: Path | None = None
    """More places and other spellings, in the form of the package's places.csv."""
    sources_file: Path | None = None
    """More names of those who say things, in the form of the package's sources.yaml."""
    pcodes_file: Path | None = None
    """OCHA's administrative boundaries list (CSV) to add P-codes to regions."""

    # --- telling people
    channel_urls: SecretStr = SecretStr("")
    """Apprise URLs as lines `channel = url`, for secrets that may not stand in the routes file."""
    channel_variables: dict[str, SecretStr] = Field(default_factory=dict)
    """Every `MONITOR_CHANNEL_<NAME>` (a URL) and `MONITOR_CHANNEL_<NAME>_FILE` (a file that holds it), as they are."""
    base_url: str = ""
    """Address of the workers' HTTP port as the duty officer's browser sees it, for links in messages; with link_key.
    Without both messages carry no links."""
    link_key: SecretStr = SecretStr("")
    """Signs links; at least 16 bytes, better 32 (`openssl rand -hex 32`), the same for all workers; better as
    MONITOR_LINK_KEY_FILE.  Several, one a line: the first signs, the others still open links made before."""
    link_hours: float = Field(48.0, gt=0, le=720)
    """So long a link in a message works: over a weekend's shift."""
    heartbeat_url: SecretStr = SecretStr("")
    """Posted to while all is well (healthchecks.io and the like), so that our silence is noticed outside."""
    heartbeat_seconds: float = Field(60.0, ge=1)
    """How often; the far end should wait for three of them before it raises the alarm."""

    # --- other systems
    identity: str = Field("monitor@monitor.invalid", pattern=r"^[A-Za-z0-9._-]{1,60}@[A-Za-z0-9.-]{1,190}$")
    """Who we are for other systems (CAP sender, ids in Atom and CloudEvents): `name@your.domain`, the same for all
    workers and for ever, since receivers know messages again by it.  `.invalid` says that nobody has chosen yet."""
    cap_status: Literal["Actual", "Exercise", "Test"] = "Actual"
    """CAP's `status`.  Exercise while a drill is on the wire, so that no warning system takes it for life."""
    serve_alerts: bool = True
    """/alerts.atom and its CAP messages on http_port.  Whoever reaches the port reads the alerts."""
    canary_minutes: float = Field(5.0, ge=0)
    """How often a test article of ours goes the whole way, once for each partition, to a channel that throws it away.
    It touches no region and no alert.  0: never."""
    canary_late_seconds: float = Field(120.0, ge=1)
    """After so long without it /readyz fails, the heartbeat stops, and the fallback channel hears.  Two minutes: more
    than a restart or a broker's election takes."""

    # --- the worker
    data_dir: Path = Field(default_factory=lambda: _home("XDG_STATE_HOME", ".local/state") / "monitor")
    """Faust's working directory.  The rows themselves live in Kafka and in memory; nothing here need be kept."""
    run_dir: Path = Field(default_factory=lambda: _home("XDG_RUNTIME_DIR", ".cache") / "monitor")
    """Where a running embedded broker leaves its address for `monitor publish` in another terminal."""
    tick_seconds: float = Field(60.0, gt=0, le=3600)
    """How often regions are looked at again without news.  A minute: alerts that end by time end within it."""
    dead_letters_in_a_row: int = Field(100, ge=1)
    """So many unreadable messages one after the other stop the worker: then the feed has changed, not one article."""
    text_seconds: float = Field(10.0, gt=0, le=50)
    """An article or report that takes more of the processor goes to the dead letters; most take a thousandth of it."""
    stall_seconds: float = Field(120.0, ge=5)
    """Messages wait and none was handled for so long: the worker is not live and ends itself."""
    loop_stall_seconds: float = Field(60.0, ge=5)
    """The event loop has not turned for so long: same.  Far above the slowest article (under 1 s)."""
    stop_seconds: float = Field(20.0, gt=0)
    """A polite stop takes no longer (Kubernetes kills after 30)."""
    http_host: str = "127.0.0.1"
    """/metrics, /livez, /readyz and the pages behind links.  Loopback; in a container 0.0.0.0, in its own network."""
    http_port: int = Field(9464, ge=0, le=65535)
    """9464 is what OpenTelemetry's Prometheus exporters use.  0 picks a free one."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """INFO: one line for each decision, none for each article."""

    @model_validator(mode="after")
    def _agree(self) -> "Settings":
        if self.kafka_security.startswith("sasl") and not (
            self.kafka_username and self.kafka_password.get_secret_value()
        ):
            raise ValueError("kafka_security asks for SASL: set kafka_username and kafka_password")
        if (self.kafka_cert_file is None) != (self.kafka_key_file is None):
            raise ValueError("kafka_cert_file and kafka_key_file go together")
        if any(len(key.get_secret_value().encode()) < MIN_KEY_BYTES for key in self.link_keys):
            raise ValueError(
                f"link_key: each needs at least {MIN_KEY_BYTES} bytes; make one with: openssl rand -hex 32"
            )
        if self.base_url and not self.base_url.startswith(("http://", "https://")):
            raise ValueError("base_url: write it as https://monitor.example")
        return self

    @property
    def link_keys(self) -> tuple[SecretStr, ...]:
        """Newest first."""
        lines = self.link_key.get_secret_value().split()
        return tuple(SecretStr(line) for line in lines)

    @property
    def links(self) -> Links | None:
        """How links in messages are made."""
        if not self.base_url or not self.link_keys:
            return None
        return Links(base_url=self.base_url, key=self.link_keys[0], valid_for=timedelta(hours=self.link_hours))

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what load_settings hands over: it alone reads the environment, so that typos are seen."""
        return (init_settings,)

    @property
    def tick_every(self) -> timedelta:
        return timedelta(seconds=self.tick_seconds)


def _home(variable: str, otherwise: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / otherwise)


def load_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Settings from the environment, `overrides` (command line) first.  Raises SettingsError with every problem."""
    environment = os.environ if environment is None else environment
    ours = {key.removeprefix(_PREFIX).lower(): value for key, value in environment.items() if key.startswith(_PREFIX)}
    channels = {key: value for key, value in environment.items() if _names_channel(key)}
    others = {key: value for key, value in ours.items() if not _names_channel(_PREFIX + key.upper())}
    values = _with_secret_files(others) | {"channel_variables": channels} | overrides
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError("\n".join(_say(problem) for problem in error.errors())) from None


def _names_channel(variable: str) -> bool:
    """Channels have names that no list of settings can know."""
    return variable.startswith(f"{_PREFIX}CHANNEL_") and not variable.startswith(f"{_PREFIX}CHANNEL_URLS")


def _with_secret_files(values: dict[str, str]) -> dict[str, Any]:
    """`kafka_password_file` becomes `kafka_password`.  Raises SettingsError where it can't be read."""
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = key.removesuffix("_file")
        if key in Settings.model_fields or name not in _SECRETS:
            read[key] = value
            continue
        if name in values:
            raise SettingsError(f"set {_PREFIX}{name.upper()} or {_PREFIX}{key.upper()}, not both")
        try:
            read[name] = Path(value).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{_PREFIX}{key.upper()}: can't read {value}: {type(error).__name__}") from None
    return read


_SECRETS = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}


def _say(problem: Mapping[str, Any]) -> str:
    """One problem in one line, without the value: it may be a secret."""
    where = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{_PREFIX}{where.upper()}: no such setting"
    says = str(problem["msg"]).removeprefix("Value error, ")
    return f"{_PREFIX}{where.upper()}: {says}" if where else says
