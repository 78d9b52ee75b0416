"""Messages for other systems: well-formed, in the standard's order, with the standard's words."""

import re
from xml.etree import ElementTree as ET

import pytest

from monitor.model.alert import ChangeReason
from monitor.text.messages.atom import as_atom
from monitor.text.messages.cap import CapSender, CapStatus, as_cap
from tests.delivery.changes import HOUR, NOON, change, quote
from tests.delivery.golden import KINDS

SENDER = CapSender("monitor@ops.example")
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
ATOM = "{http://www.w3.org/2005/Atom}"
# OASIS CAP 1.2 §3.2: the order of elements, and the words that are allowed.
ALERT_ORDER = (
    "identifier sender sent status msgType source scope restriction addresses code note references incidents info"
)
INFO_ORDER = """language category event responseType urgency severity certainty audience eventCode effective onset expires
senderName headline description instruction web contact parameter resource area"""
WORDS = {
    "status": "Actual Exercise System Test Draft",
    "msgType": "Alert Update Cancel Ack Error",
    "scope": "Public Restricted Private",
    "category": "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other",
    "responseType": "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None",
    "urgency": "Immediate Expected Future Past Unknown",
    "severity": "Extreme Severe Moderate Minor Unknown",
    "certainty": "Observed Likely Possible Unlikely Unknown",
}
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d"


def names(parent: ET.Element) -> list[str]:
    return [child.tag.removeprefix(CAP) for child in parent]


def is_in_order(found: list[str], order: str) -> bool:
    wanted = order.split()
    places = [wanted.index(name) for name in found]
    return places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_cap_is_in_the_standards_order_with_the_standards_words(kind: str):
    told, telling = KINDS[kind]
    root = ET.fromstring(as_cap(told, (telling.before,) if telling.before else (), SENDER))
    assert is_in_order(names(root), ALERT_ORDER)
    (info,) = root.iter(f"{CAP}info")
    assert is_in_order(names(info), INFO_ORDER)
    for element in root.iter():
        name = element.tag.removeprefix(CAP)
        assert name not in WORDS or element.text in WORDS[name].split()
        assert name not in ("sent", "effective", "onset") or re.fullmatch(TIME, element.text or "")
    assert len(root.findtext(f"{CAP}info/{CAP}headline") or "") <= 160


def test_alert_update_and_cancel_refer_to_what_came_before():
    first, second = change(), change(ChangeReason.REVISED, 2, changed_at=NOON + HOUR)
    taken_back = change(ChangeReason.RETRACTED, 3)
    types = [
        ET.fromstring(as_cap(told, earlier, SENDER)).findtext(f"{CAP}msgType")
        for told, earlier in ((first, ()), (second, (first,)), (taken_back, (first, second)))
    ]
    assert types == ["Alert", "Update", "Cancel"]
    cancel = ET.fromstring(as_cap(taken_back, (first, second), SENDER))
    assert cancel.findtext(f"{CAP}references") == (
        "monitor@ops.example,a1f09c3e77d2.1,2024-05-01T12:00:00+00:00 "
        "monitor@ops.example,a1f09c3e77d2.2,2024-05-01T13:00:00+00:00"
    )
    assert "withdrawn" in (cancel.findtext(f"{CAP}note") or "")
    assert cancel.findtext(f"{CAP}info/{CAP}certainty") == "Unlikely"


def test_an_exercise_says_so_and_an_id_keeps_the_standards_letters():
    root = ET.fromstring(as_cap(change(), (), CapSender("a b,<c>&d@x", status=CapStatus.EXERCISE)))
    assert root.findtext(f"{CAP}status") == "Exercise"
    assert root.findtext(f"{CAP}sender") == "abcd@x"


def test_signs_that_xml_forbids_do_not_break_either():
    odd = change(
        quotes=(quote(text="\x00\x0b\ud800\ufffe]]><x>&", headline="\x1f"),), region_name="\x01Y", because="\ud800"
    )
    assert ET.fromstring(as_cap(odd, (), SENDER)) is not None
    assert ET.fromstring(as_atom([odd], feed_id="urn:x", updated=NOON)) is not None


def test_the_feed_has_every_revision_newest_first():
    later = change(ChangeReason.RETRACTED, 2, changed_at=NOON + HOUR)
    root = ET.fromstring(
        as_atom([change(), later], feed_id="urn:monitor:test", updated=NOON, self_url="https://x.example/f")
    )
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "urn:monitor:test/a1f09c3e77d2.2", "urn:monitor:test/a1f09c3e77d2.1",
    ]  # fmt: skip
    assert root.findtext(f"{ATOM}updated") == "2024-05-01T13:00:00Z"
    assert (entries[0].findtext(f"{ATOM}title") or "").startswith("WITHDRAWN · West Darfur")
    for needed in ("id", "title", "updated"):
        assert all(entry.findtext(f"{ATOM}{needed}") for entry in entries)


def test_an_empty_feed_is_a_feed():
    root = ET.fromstring(as_atom([], feed_id="urn:x", updated=NOON))
    assert root.findtext(f"{ATOM}updated") == "2024-05-01T12:00:00Z"
