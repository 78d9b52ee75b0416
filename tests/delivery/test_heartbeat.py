"""Somebody outside hears from us while all is well, and only then."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from monitor.delivery.catchers import Answer, WebhookCatcher, wait_until
from monitor.delivery.heartbeat import Heartbeat


@pytest.fixture
def outside() -> Iterator[WebhookCatcher]:
    with WebhookCatcher() as catcher:
        yield catcher


def url(catcher: WebhookCatcher) -> SecretStr:
    return SecretStr(f"http://127.0.0.1:{catcher.port}/hunter2secret")


def test_it_beats_while_all_is_well_and_ends_when_told(outside: WebhookCatcher):
    with Heartbeat(url(outside), lambda: "", every=timedelta(milliseconds=20)):
        assert wait_until(lambda: len(outside.posts) >= 3)
    wait_until(lambda: False, 0.1)
    heard = len(outside.posts)
    wait_until(lambda: False, 0.2)
    assert len(outside.posts) == heard


def test_it_falls_silent_when_something_is_wrong(outside: WebhookCatcher):
    said: list[str] = []
    every = timedelta(milliseconds=20)
    with Heartbeat(url(outside), lambda: "no article for an hour", every=every, on_trouble=said.append):
        assert wait_until(lambda: len(said) >= 2)
    assert outside.posts == []
    assert said[0] == "held back: no article for an hour"


def test_a_beat_that_does_not_arrive_is_told_without_the_url(outside: WebhookCatcher):
    outside.always_answer(Answer(503))
    assert Heartbeat(url(outside), lambda: "").beat() == "was refused (HTTP 503)"
    nobody = Heartbeat(SecretStr("http://127.0.0.1:9/hunter2secret"), lambda: "")
    assert nobody.beat() == "did not arrive (ConnectionError)"
