"""Every message to Slack is one that Slack shows whole, and as words."""

import json
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from monitor.delivery.sender import Sender
from monitor.errors import DeliveryError
from monitor.model.notification import Message, Notification
from monitor.model.route import Format
from monitor.text.messages import Telling, as_digest, marked_as_repeat, write
from tests.delivery.changes import change, quote
from tests.delivery.couriers import notifications
from tests.delivery.golden import KINDS, posted
from tests.delivery.slack_rules import SlackCatcher, faults

_LONG = "The convoy of & vehicles <left> the town before dawn and nobody who stayed could say where it had gone. " * 9
_URL = "https://wire.example/" + "a" * 400


@pytest.fixture
def slack() -> Iterator[SlackCatcher]:
    with SlackCatcher() as catcher:
        yield catcher


def said(message: Message) -> Notification:
    return notifications()["slack"].model_copy(update={"message": message})


def longest() -> Message:
    quotes = tuple(
        quote(before=f"{n} {_LONG}"[:200], text=_LONG[:300], after=_LONG[:200], headline=_LONG, outlet=_LONG, url=_URL)
        for n in range(6)
    )
    found = change(
        region_name=_LONG, rule_title=_LONG, because=_LONG, since_last=_LONG, sources=(_LONG,) * 20, quotes=quotes
    )
    telling = Telling(
        reason=KINDS["revised"][1].reason, first_here=False, acknowledge_url=_URL, explain_url=_URL, held_because=_LONG
    )
    return write(found, telling, Format.SLACK)


@pytest.mark.parametrize("kind", KINDS)
def test_slack_takes_every_kind_of_message_as_words(slack: SlackCatcher, kind: str):
    sender = Sender({"slack": SecretStr(slack.url())})
    one = posted(kind, Format.SLACK).model_copy(update={"channel": "slack"})
    for notification in (one, marked_as_repeat(one)):
        assert sender.send(notification) == "HTTP 200", slack.found


def test_the_longest_message_there_can_be_is_shown_in_one_piece(slack: SlackCatcher):
    sender = Sender({"slack": SecretStr(slack.url())})
    assert sender.send(marked_as_repeat(said(longest()))) == "HTTP 200", slack.found
    (post,) = slack.posts
    assert "SD-DW" in post.text.splitlines()[-1]  # quotes go first; what names the alert stays


def test_a_digest_of_fifty_long_lines_is_shown_in_one_piece_and_says_how_many_are_missing(slack: SlackCatcher):
    base = notifications()["slack"]
    batch = [base.model_copy(update={"alert_id": f"alert-{n}", "line": _LONG[:180]}) for n in range(50)]
    assert Sender({"slack": SecretStr(slack.url())}).send(as_digest(batch)) == "HTTP 200", slack.found
    (post,) = slack.posts
    shown = post.text.count("•")
    assert 10 < shown < 50
    assert post.text.endswith(f"and {50 - shown} more: `monitor alerts`")


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        ({"attachments": [{"text": "x"}]}, "invalid_payload"),
        ({"text": " "}, "no_text"),
        ({"text": "R&D"}, "a control character for itself"),
        ({"text": "<!channel> come"}, "a mention or a command"),
        ({"text": "a < b"}, "a control character for itself"),
        ({"text": "x" * 4_001}, "too long: posted in pieces"),
    ],
)
def test_the_judge_finds_what_slack_refuses(slack: SlackCatcher, payload: dict[str, object], fault: str):
    assert fault in faults(json.loads(json.dumps(payload)))


def test_what_slack_refuses_is_a_failure_and_is_not_tried_again(slack: SlackCatcher):
    with pytest.raises(DeliveryError, match="HTTP 400") as refused:
        Sender({"slack": SecretStr(slack.url())}).send(said(Message(subject="", body="<!channel> come")))
    assert not refused.value.retryable
