"""[AlertChange] -> an Atom feed (RFC 4287) of what was told."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from monitor.model.alert import AlertChange
from monitor.model.notification import NotifyReason
from monitor.text.messages.cap import CAP_TYPE, as_xml, cap_name
from monitor.text.messages.page import lay_page
from monitor.text.messages.plaintext import as_text
from monitor.text.messages.published import published, told_before
from monitor.text.messages.telling import Telling

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM_TYPE = "application/atom+xml"
# Enough for a reader that looks once a day, small enough to fetch every minute.
MAX_ENTRIES = 200


def as_atom(
    changes: Iterable[AlertChange], *, feed_id: str, updated: datetime, self_url: str = "", cap_folder: str = ""
) -> bytes:
    """Newest first.  Every revision is an entry of its own, so that readers show a retraction as news.

    `feed_id` is a URI that never changes; `updated` counts where nothing was told yet.  With `cap_folder` each entry
    leads to its CAP message there.
    """
    feed = ET.Element("feed", xmlns=NAMESPACE)
    _put(feed, "id", feed_id)
    _put(feed, "title", "Alerts of the wire-feed monitor")
    told = published(changes)
    newest = told[::-1]
    _put(feed, "updated", _time(newest[0].changed_at if newest else updated))
    _put(ET.SubElement(feed, "author"), "name", "Wire-feed monitor")
    if self_url:
        ET.SubElement(feed, "link", rel="self", type=ATOM_TYPE, href=self_url)
    for change in newest[:MAX_ENTRIES]:
        _put_entry(feed, change, told_before(change, told), feed_id, cap_folder)
    return as_xml(feed)


def _put_entry(
    feed: ET.Element, change: AlertChange, earlier: Sequence[AlertChange], feed_id: str, cap_folder: str
) -> None:
    before = earlier[-1] if earlier else None
    telling = Telling(reason=NotifyReason(change.reason.value), first_here=before is None, before=before)
    page = lay_page(change, telling)
    entry = ET.SubElement(feed, "entry")
    _put(entry, "id", f"{feed_id}/{cap_name(change)}")
    _put(entry, "title", page.line)
    _put(entry, "updated", _time(change.changed_at))
    _put(entry, "published", _time(change.changed_at))
    ET.SubElement(entry, "category", term=change.region_id)
    ET.SubElement(entry, "category", term=str(change.level or change.was_level or "none"))
    if cap_folder:
        ET.SubElement(entry, "link", rel="alternate", type=CAP_TYPE, href=f"{cap_folder}{cap_name(change)}.xml")
    for words in page.quotes:
        if words.url:
            ET.SubElement(entry, "link", rel="related", href=words.url)
    content = ET.SubElement(entry, "content", type="text")
    content.text = as_text(page, is_mail=False)


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
