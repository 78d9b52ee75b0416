"""A broker that takes nothing: whoever publishes hears of it, and nothing waits for ever."""

import socket
from collections.abc import Iterator

import pytest

from monitor.errors import BrokerError
from monitor.settings import load_settings
from monitor.stream import publish as module
from monitor.stream.publish import Outgoing, Publisher, publish

MORE_THAN_FITS = 150_000
"""librdkafka keeps 100,000 messages."""


@pytest.fixture
def mute() -> Iterator[str]:
    """The address of something that accepts connections and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def test_a_broker_that_says_nothing_is_an_error_and_no_wait(mute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SILENCE_SECONDS", 1)
    with pytest.raises(BrokerError, match=r"1 articles were not taken by .*: no answer for 1 s"):
        publish(load_settings({"MONITOR_KAFKA": mute}), [Outgoing("a", b"{}")])


def test_more_than_fits_is_not_waited_for_without_end(mute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SILENCE_SECONDS", 1)
    with pytest.raises(BrokerError, match="no answer for 1 s"):
        publish(load_settings({"MONITOR_KAFKA": mute}), (Outgoing(f"a{n}", b"{}") for n in range(MORE_THAN_FITS)))


def test_once_one_was_not_taken_the_next_says_so(mute: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only the end: what publishes from a pipe may never end."""
    monkeypatch.setattr(module, "_TIMEOUT_SECONDS", 0.5)
    with Publisher(load_settings({"MONITOR_KAFKA": mute})) as publisher:
        with pytest.raises(BrokerError, match="timed out"):
            put_for_ever(publisher)
        publisher.flush()  # nothing of it is left


def put_for_ever(publisher: Publisher) -> None:
    while True:
        publisher.put(Outgoing("a", b"{}"))
