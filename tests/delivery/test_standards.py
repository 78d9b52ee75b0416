"""What other systems read, against the schemas of those who wrote the standards."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.text.messages.atom import as_atom
from monitor.text.messages.cap import CapSender, as_cap
from monitor.text.messages.published import published, told_before
from tests.delivery.changes import HOUR, NOON, change, quote
from tests.delivery.golden import KINDS

STANDARDS = Path(__file__).parent / "standards"
CAP = etree.XMLSchema(etree.parse(STANDARDS / "CAP-v1.2.xsd"))
ATOM = etree.RelaxNG(etree.parse(STANDARDS / "atom.rng"))
SENDER = CapSender("monitor@ops.example")
FEED = "tag:monitor@ops.example,2026:alerts"
NAME = "{urn:oasis:names:tc:emergency:cap:1.2}"

STORY = (
    change(),
    change(ChangeReason.ROSE, 2, level=Level.CRITICAL, changed_at=NOON + HOUR),
    change(ChangeReason.ENDED, 3, changed_at=NOON + 2 * HOUR),
    change(ChangeReason.RETRACTED, 4, changed_at=NOON + 3 * HOUR),
    change(ChangeReason.STARTED, 5, changed_at=NOON + 4 * HOUR, was_state=AlertState.QUIET),
    change(ChangeReason.REVISED, 6, changed_at=NOON + 5 * HOUR),
)


def valid_cap(told: AlertChange, earlier: tuple[AlertChange, ...] = ()) -> etree._Element:
    root = etree.fromstring(as_cap(told, earlier, SENDER))
    CAP.assertValid(root)
    return root


def valid_feed(changes: tuple[AlertChange, ...]) -> etree._Element:
    root = etree.fromstring(as_atom(changes, feed_id=FEED, updated=NOON, self_url="alerts.atom", cap_folder="cap/"))
    ATOM.assertValid(root)
    return root


@pytest.mark.parametrize("kind", KINDS)
def test_cap_is_valid_by_the_schema_of_oasis(kind: str):
    told, telling = KINDS[kind]

    valid_cap(told, (telling.before,) if telling.before else ())


@pytest.mark.parametrize("kind", KINDS)
def test_the_feed_is_valid_by_rfc_4287(kind: str):
    valid_feed((KINDS[kind][0],))


def test_the_schemas_refuse_what_the_standards_forbid():
    cap = as_cap(change(), (), SENDER)
    for wrong in (cap.replace(b"+00:00</sent>", b"Z</sent>"), cap.replace(b"Actual", b"Real")):
        assert not CAP.validate(etree.fromstring(wrong))
    feed = as_atom([change()], feed_id=FEED, updated=NOON)
    for wrong in (feed.replace(b"<updated>2024-05-01T", b"<updated>2024-05-01 "), feed.replace(b"author>", b"by>")):
        assert wrong != feed
        assert not ATOM.validate(etree.fromstring(wrong))


def test_a_life_in_cap_is_alert_updates_and_cancel_and_a_new_start_is_a_new_alert():
    messages = [valid_cap(told, told_before(told, STORY)) for told in STORY]

    kinds = [one.findtext(f"{NAME}msgType") for one in messages]
    assert kinds == ["Alert", "Update", "Update", "Cancel", "Alert", "Update"]
    identifiers = [one.findtext(f"{NAME}identifier") for one in messages]
    assert len(set(identifiers)) == len(messages)
    cancelled = (messages[3].findtext(f"{NAME}references") or "").split()
    assert [reference.split(",")[1] for reference in cancelled] == identifiers[:3]
    assert messages[4].find(f"{NAME}references") is None
    assert [reference.split(",")[1] for reference in (messages[5].findtext(f"{NAME}references") or "").split()] == [
        identifiers[4]
    ]


def test_an_alert_says_until_when_it_holds_if_nothing_comes():
    info = valid_cap(change()).find(f"{NAME}info")

    assert info is not None
    assert info.findtext(f"{NAME}expires") == "2024-05-04T12:00:00+00:00"


def test_what_nobody_is_told_is_not_published():
    old = change(silent_because="older than 24 h")
    pending = change(ChangeReason.PENDING, alert_id="b")

    assert published((old, pending)) == ()
    assert len(published((*STORY, *STORY))) == len(STORY)


def test_every_entry_of_the_feed_has_its_own_id_and_leads_to_its_cap_message():
    root = valid_feed(STORY)

    entries = root.findall("{*}entry")
    assert len({entry.findtext("{*}id") for entry in entries}) == len(STORY)
    (first, *_) = entries[-1].findall("{*}link")
    assert dict(first.attrib) == {"rel": "alternate", "type": "application/cap+xml", "href": "cap/a1f09c3e77d2.1.xml"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
@example("", "", "a[1]^{2}?50%&%zz#b#c")
def test_whatever_an_article_says_both_stay_valid(text: str, name: str, url: str):
    told = change(
        quotes=(quote(text=text, before=name, headline=text, attribution=name, url=f"https://wire.example/{url}"),),
        region_name=name,
        rule_title=text,
        because=text,
        sources=(name, text),
    )

    valid_cap(told)
    valid_feed((told,))
