"""AlertChange -> one CAP 1.2 message (OASIS Standard, 1 July 2010), for civil-protection and warning systems."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from xml.etree import ElementTree as ET

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.mention import Kind
from monitor.model.notification import NotifyReason
from monitor.text.messages.inert import inert, safe_url
from monitor.text.messages.page import Page, lay_page
from monitor.text.messages.plaintext import as_text
from monitor.text.messages.telling import Telling

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CAP_TYPE = "application/cap+xml"
_URGENCY = {Level.WATCH: "Future", Level.WARNING: "Expected", Level.CRITICAL: "Immediate"}
_SEVERITY = {Level.WATCH: "Moderate", Level.WARNING: "Severe", Level.CRITICAL: "Extreme"}
_SAFETY = frozenset((Kind.DISPLACEMENT, Kind.AID_OBSTRUCTION, Kind.WARNING))


class CapStatus(StrEnum):
    """§3.2.1 `status`."""

    ACTUAL = "Actual"
    EXERCISE = "Exercise"
    TEST = "Test"


class CapSender(NamedTuple):
    """`id` names us for the world, without spaces, commas, `<` or `&` (§3.2.1), for example `monitor@ops.example`."""

    id: str
    name: str = "Wire-feed monitor"
    status: CapStatus = CapStatus.ACTUAL
    restriction: str = "For operations centres; derived from news reports, unverified"


def as_cap(change: AlertChange, earlier: Sequence[AlertChange], sender: CapSender) -> bytes:
    """Alert for the first, Cancel for a retraction, Update for all between; `earlier` are what it stands upon."""
    before = earlier[-1] if earlier else None
    telling = Telling(reason=NotifyReason(change.reason.value), first_here=before is None, before=before)
    page = lay_page(change, telling)
    alert = ET.Element("alert", xmlns=NAMESPACE)
    _put(alert, "identifier", cap_name(change))
    _put(alert, "sender", _id(sender.id))
    _put(alert, "sent", _time(change.changed_at))
    _put(alert, "status", sender.status)
    _put(alert, "msgType", _type(change, earlier))
    _put(alert, "scope", "Restricted")
    _put(alert, "restriction", inert(sender.restriction, 200))
    if page.notes:
        _put(alert, "note", " ".join(page.notes))
    if earlier:
        _put(alert, "references", " ".join(_reference(one, sender) for one in earlier))
    _put(alert, "incidents", _id(change.alert_id))
    _put_info(alert, change, page, sender)
    return as_xml(alert)


def as_xml(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content + b"\n"


def _put_info(alert: ET.Element, change: AlertChange, page: Page, sender: CapSender) -> None:
    info = ET.SubElement(alert, "info")
    _put(info, "language", "en")
    for category in _categories(change):
        _put(info, "category", category)
    _put(info, "event", inert(change.rule_title or change.rule, 120))
    _put(info, "responseType", "Monitor" if change.state is AlertState.FIRING else "AllClear")
    level = change.level or change.was_level or Level.WATCH
    _put(info, "urgency", _URGENCY[level] if change.state is AlertState.FIRING else "Past")
    _put(info, "severity", _SEVERITY[level])
    _put(info, "certainty", _certainty(change))
    _put(info, "effective", _time(change.changed_at))
    _put(info, "onset", _time(change.started_at))
    if change.state is AlertState.FIRING and (window := max((n.window_seconds for n in change.numbers), default=0)):
        # If nothing new comes the window moves on, and time alone ends the alert.
        _put(info, "expires", _time(change.changed_at + timedelta(seconds=window)))
    _put(info, "senderName", inert(sender.name, 80))
    _put(info, "headline", page.line[:160])
    _put(info, "description", as_text(page, is_mail=False))
    web = next((url for quote in change.quotes if (url := safe_url(quote.url))), "")
    if web:
        _put(info, "web", web)
    for number in change.numbers:
        _put_pair(info, "parameter", f"monitor:{inert(number.measure, 60)}", str(number.value))
    _put_pair(info, "parameter", "monitor:rule", inert(change.rule, 80))
    area = ET.SubElement(info, "area")
    _put(area, "areaDesc", page.place)
    _put_pair(area, "geocode", "ISO 3166-2" if "-" in change.region_id else "ISO 3166-1", inert(change.region_id, 10))


def _type(change: AlertChange, earlier: Sequence[AlertChange]) -> str:
    if change.reason is ChangeReason.RETRACTED and earlier:
        return "Cancel"
    return "Update" if earlier else "Alert"


def _categories(change: AlertChange) -> list[str]:
    kinds = set(change.kinds)
    found = ["Safety"] if kinds & _SAFETY else []
    found += ["Security"] if kinds - _SAFETY or not kinds else []
    return found + (["Health"] if Kind.FACILITY_ATTACK in kinds else [])


def _certainty(change: AlertChange) -> str:
    """News is never "observed" by us; two independent sources make it likely."""
    if change.reason is ChangeReason.RETRACTED:
        return "Unlikely"
    return "Likely" if len(change.sources) > 1 else "Possible"


def cap_name(change: AlertChange) -> str:
    """`identifier`, and the name of its file: alert id and revision."""
    return f"{_id(change.alert_id)}.{change.revision}"


def _reference(change: AlertChange, sender: CapSender) -> str:
    return f"{_id(sender.id)},{cap_name(change)},{_time(change.changed_at)}"


def _id(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and (sign.isalnum() or sign in "-._@:/"))[:200] or "unknown"


def _time(at: datetime) -> str:
    """§3.3.2: a numeric offset, never `Z`."""
    return f"{at:%Y-%m-%dT%H:%M:%S}+00:00"


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = str(text)


def _put_pair(parent: ET.Element, name: str, key: str, value: str) -> None:
    pair = ET.SubElement(parent, name)
    _put(pair, "valueName", key)
    _put(pair, "value", value)
