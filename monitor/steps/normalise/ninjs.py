"""IPTC ninjs 1.x, 2.x and 3.x -> the fields of our own article message."""

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.text.html import plain_text

Fields = Mapping[str, Any]
_STATUS = {"withhold": "withheld", "cancelled": "canceled"}


def is_ninjs(fields: Fields) -> bool:
    """True for any ninjs: 2.x and 3.x name their standard or carry `bodies`; 1.x has `versioncreated` or `body_…`."""
    if "published_at" in fields or "body" in fields:
        return False
    return is_ninjs_2(fields) or "versioncreated" in fields or any(key.startswith("body_") for key in fields)


def is_ninjs_2(fields: Fields) -> bool:
    """True for 2.x and 3.x, which differ in nothing that we read."""
    return any(isinstance(fields.get(key), list) for key in ("bodies", "headlines")) or "versionCreated" in fields


def from_ninjs(fields: Fields) -> dict[str, Any]:
    """Fields that are missing or of the wrong type are left out; the caller validates what stays."""
    found = _from_2(fields) if is_ninjs_2(fields) else _from_1(fields)
    found["pub_status"] = _STATUS.get(str(found.get("pub_status")), found.get("pub_status"))
    return {key: value for key, value in found.items() if value not in (None, "", ())}


def _from_1(fields: Fields) -> dict[str, Any]:
    return {
        "uri": fields.get("uri"),
        "version": fields.get("version"),
        "published_at": fields.get("versioncreated") or fields.get("firstcreated"),
        "pub_status": fields.get("pubstatus"),
        "embargoed_until": fields.get("embargoed"),
        "headline": _text(fields.get("headline")),
        "body": _body_1(fields),
        "language": fields.get("language"),
        "source": fields.get("source") or _first_name(fields.get("infosources")) or fields.get("copyrightholder"),
        "url": fields.get("url"),
        "slug": _text(fields.get("slugline")),
        "note": _text(fields.get("ednote")),
        "alt_ids": _ids(fields.get("altids")),
        "places": _places(fields.get("place")),
    }


def _from_2(fields: Fields) -> dict[str, Any]:
    return {
        "uri": fields.get("uri"),
        "version": fields.get("version"),
        "published_at": fields.get("versionCreated") or fields.get("contentCreated") or fields.get("firstCreated"),
        "pub_status": fields.get("pubStatus"),
        "embargoed_until": fields.get("embargoed"),
        "headline": _valued(fields.get("headlines")),
        "body": _valued(fields.get("bodies")) or _valued(fields.get("descriptions")),
        "language": fields.get("language"),
        "source": _first_name(fields.get("infoSources")) or _first_name(_as_list(fields.get("provider"))),
        "url": fields.get("url"),
        "slug": _text(fields.get("slugline")),
        "note": _text(fields.get("edNote")),
        "alt_ids": _ids(fields.get("altIds")),
        "places": _places(fields.get("places")),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _body_1(fields: Fields) -> str:
    plain = _text(fields.get("body_text"))
    if plain:
        return plain
    marked_up = next((fields[key] for key in ("body_html", "body_xhtml") if isinstance(fields.get(key), str)), "")
    return plain_text(marked_up) if marked_up else _text(fields.get("description_text"))


def _valued(entries: object) -> str:
    """The entry with role `main`, or the first; plain text before mark-up."""
    usable = [entry for entry in _as_list(entries) if isinstance(entry, dict) and isinstance(entry.get("value"), str)]
    if not usable:
        return ""
    best = min(usable, key=lambda entry: (entry.get("role") not in (None, "main"), _is_marked_up(entry)))
    return plain_text(best["value"]) if _is_marked_up(best) else str(best["value"])


def _is_marked_up(entry: Fields) -> bool:
    return "html" in str(entry.get("contentType") or entry.get("contenttype") or "")


def _first_name(entries: object) -> str:
    names: Iterable[object] = (entry.get("name") for entry in _as_list(entries) if isinstance(entry, dict))
    return next((name for name in names if isinstance(name, str) and name), "")


def _ids(entries: object) -> tuple[str, ...]:
    """1.x has an object of names and ids, 2.x and 3.x a list of objects with a `value`."""
    values: Iterable[object] = (
        entries.values()
        if isinstance(entries, dict)
        else (entry.get("value") for entry in _as_list(entries) if isinstance(entry, dict))
    )
    return tuple(value for value in values if isinstance(value, str) and value)


def _places(entries: object) -> tuple[str, ...]:
    names = (entry.get("name") for entry in _as_list(entries) if isinstance(entry, dict))
    return tuple(name for name in names if isinstance(name, str) and name)[:20]
