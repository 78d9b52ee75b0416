"""Channels by their URLs: what is wrong with one is said without its secret."""

import logging

import pytest
from pydantic import SecretStr

from monitor.delivery.catchers import WebhookCatcher
from monitor.delivery.sender import Sender
from monitor.delivery.services import check_channels
from monitor.errors import DeliveryError, SettingsError
from monitor.model.route import Format
from monitor.text.channel_format import format_of
from tests.delivery.couriers import notifications


def test_a_wrong_url_is_a_clear_error_that_shows_no_secret(caplog: pytest.LogCaptureFixture):
    urls = {
        "ops": SecretStr("slack://hunter2secret"),
        "typo": SecretStr("maillto://user:hunter2secret@example.com"),
        "plain": SecretStr("hunter2secret"),
    }
    with pytest.raises(SettingsError) as wrong:
        Sender(urls)
    says = str(wrong.value)
    assert "channel ops: `slack://` is known, but" in says
    assert "channel typo: Apprise knows no `maillto://`" in says
    assert "channel plain: this is not a URL" in says
    assert "hunter2secret" not in says + caplog.text


def test_a_webhooks_url_is_in_no_log_even_at_debug(hook: WebhookCatcher, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    for url in (hook.url("hunter2secret"), hook.json_url("hunter2secret")):
        Sender({"slack": SecretStr(url)}).send(notifications()["slack"])
    assert len(hook.posts) == 2
    assert "hunter2secret" not in caplog.text


def test_check_channels_says_what_is_wrong_or_nothing():
    found = check_channels({"good": SecretStr("json://127.0.0.1/x"), "bad": SecretStr("slack://nope")})
    assert found["good"] == ""
    assert "lacks something" in found["bad"]


def test_the_format_follows_from_the_url():
    assert format_of("mailto://127.0.0.1?from=a@b.example&to=c@d.example") is Format.MAIL
    assert format_of("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/") is Format.SLACK
    assert format_of("slackhook://127.0.0.1/x") is Format.SLACK
    assert format_of("json://127.0.0.1/x") is Format.TEXT


def test_channels_without_urls_fail_with_their_name():
    with pytest.raises(DeliveryError, match="channel slack has no URL"):
        Sender({}).send(notifications()["slack"])
