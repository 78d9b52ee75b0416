"""Settings: from the environment, each problem in one line, no secret shown."""

from pathlib import Path

import pytest

from monitor.errors import SettingsError
from monitor.settings import Settings, load_settings


def test_nothing_set_is_enough_to_begin() -> None:
    settings = load_settings({})

    assert (settings.kafka, settings.http_host, settings.partitions) == ("", "127.0.0.1", 4)


def test_the_environment_is_read_and_the_command_line_comes_first() -> None:
    settings = load_settings({"MONITOR_KAFKA": "a:1", "MONITOR_GROUP": "test", "HOME": "/x"}, kafka="b:2")

    assert (settings.kafka, settings.group) == ("b:2", "test")


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"MONITOR_KAFKAA": "a:1", "MONITOR_PARTITIONS": "many", "MONITOR_HTTP_PORT": "70000"})

    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert "MONITOR_KAFKAA: no such setting" in lines


def test_a_wrong_secret_is_not_shown() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({"MONITOR_KAFKA_PASSWORD": "hunter2", "MONITOR_KAFKA_SECURITY": "hunter2"})

    assert "hunter2" not in str(caught.value)


def test_secrets_are_not_in_the_text_of_the_settings() -> None:
    settings = load_settings({"MONITOR_KAFKA_PASSWORD": "hunter2", "MONITOR_CHANNEL_URLS": "desk = slack://hunter2"})

    assert "hunter2" not in f"{settings!r} {settings}"


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("hunter2\n")

    settings = load_settings({"MONITOR_KAFKA_PASSWORD_FILE": str(secret)})

    assert settings.kafka_password.get_secret_value() == "hunter2"


def test_a_secret_file_that_cannot_be_read_is_named() -> None:
    with pytest.raises(SettingsError, match="MONITOR_KAFKA_PASSWORD_FILE: can't read /nowhere"):
        load_settings({"MONITOR_KAFKA_PASSWORD_FILE": "/nowhere"})


def test_a_secret_and_its_file_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not both"):
        load_settings({"MONITOR_KAFKA_PASSWORD": "a", "MONITOR_KAFKA_PASSWORD_FILE": str(tmp_path / "b")})


def test_sasl_without_a_user_is_refused() -> None:
    with pytest.raises(SettingsError, match="kafka_username"):
        load_settings({"MONITOR_KAFKA_SECURITY": "sasl_ssl"})


def test_a_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(SettingsError, match="kafka_key_file"):
        load_settings({"MONITOR_KAFKA_CERT_FILE": "/c.pem"})


def test_every_setting_says_what_it_means() -> None:
    source = Path("monitor/settings.py").read_text()

    for name in Settings.model_fields:
        declaration = source.index(f"\n    {name}: ")
        rest = source[declaration + 1 :].split("\n", 1)[1]
        assert rest.lstrip().startswith('"""'), name
