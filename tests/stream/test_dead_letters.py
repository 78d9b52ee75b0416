"""What can't be read lies in the dead letters, with the reason, and the rest goes on."""

import base64
import json
from types import SimpleNamespace

from monitor.stream.carry import MAX_MESSAGE_BYTES
from monitor.stream.dead_letters import MAX_BYTES, TooManyDeadLettersError, dead_letter
from tests.stream.conftest import PATIENCE_SECONDS, Live
from tests.stream.fakes import article


def test_an_unreadable_article_lies_in_the_dead_letters_with_its_bytes(live: Live) -> None:
    live.publish(b"\xff{nope", uri="broken")
    live.publish(article("after-broken", "LB-BI"))

    live.wait_for(1, live.topics.alerts.name, "LB-BI")
    (message,) = live.wait_for(1, live.topics.dead_letters.name, "broken")
    letter = json.loads(message.value())
    assert base64.b64decode(letter["value"]) == b"\xff{nope"
    assert (letter["agent"], letter["reason"], letter["topic"]) == ("reader", "bad_json", "wire.articles")
    assert letter["partition"] == message.partition()
    assert {"offset", "timestamp", "says"} <= letter.keys()


def test_an_article_that_finds_a_bug_of_ours_does_not_stop_the_wire(live: Live) -> None:
    live.publish(article("finds-a-bug", bug=True))
    live.publish(article("after-bug", "LB-AS"))

    live.wait_for(1, live.topics.alerts.name, "LB-AS")
    (message,) = live.wait_for(1, live.topics.dead_letters.name, "finds-a-bug")
    assert json.loads(message.value())["reason"] == "failed"


def test_a_report_that_finds_a_bug_of_ours_leaves_its_region_as_it_was(live: Live) -> None:
    live.publish(article("before", "LB-BA"))
    live.wait_for(1, live.topics.alerts.name, "LB-BA")

    live.publish(article("bug-in-region", "LB-BA", text="bug"))
    live.publish(article("behind-it", "LB-BA"))

    live.wait_for(2, live.topics.alerts.name, "LB-BA")
    (message,) = live.wait_for(1, live.topics.dead_letters.name, "LB-BA")
    assert json.loads(message.value())["agent"] == "watcher"


def test_a_report_in_the_wrong_partition_touches_no_row(live: Live) -> None:
    live.publish(article("right-place", "LB-JL"))
    (report,) = live.wait_for(1, live.topics.reports.name, "LB-JL")

    live.put(live.topics.reports.name, b"LB-JL", report.value(), (report.partition() + 1) % 4)

    (message,) = live.wait_for(1, live.topics.dead_letters.name, "LB-JL")
    assert json.loads(message.value())["reason"] == "wrong_partition"


def test_too_many_in_a_row_stop_the_worker(own: Live) -> None:
    worker = own.start()
    thread = own.workers[0][1]

    for number in range(6):
        own.publish(b"nope", uri=f"broken-{number}")
    thread.join(PATIENCE_SECONDS)

    assert not thread.is_alive()
    assert isinstance(worker.error, TooManyDeadLettersError)
    assert own.codes == [70]


def test_a_letter_about_the_largest_body_still_fits_on_a_topic() -> None:
    message = SimpleNamespace(
        topic="wire.articles", partition=1, offset=2, timestamp=0.0, key=b"k" * 50_000, value=b"x" * 50_000_000
    )

    letter = dead_letter("reader", message, "too_large", "s" * 100_000)

    assert len(letter) < MAX_MESSAGE_BYTES
    read = json.loads(letter)
    assert (read["value_bytes"], read["is_cut"]) == (50_000_000, True)
    assert base64.b64decode(read["value"]) == b"x" * MAX_BYTES


def test_an_article_that_takes_too_long_is_given_up(live: Live) -> None:
    live.publish(article("never-ends", endless=True))
    live.publish(article("after-endless", "LB-NA"))

    live.wait_for(1, live.topics.alerts.name, "LB-NA")
    (message,) = live.wait_for(1, live.topics.dead_letters.name, "never-ends")
    assert json.loads(message.value())["reason"] == "too_slow"
