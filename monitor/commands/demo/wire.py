"""The invented day, as messages."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic_core import to_json

from monitor.stream.publish import Outgoing

_FILE = Path(__file__).with_name("wire.yaml")


class WireItem(NamedTuple):
    """One item of the day, and what to show of it before it is read."""

    at: datetime
    message: Outgoing
    outlet: str
    headline: str


def load_day(file: Path = _FILE) -> list[WireItem]:
    """All items, in order of time."""
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    items = [_item(given["day"], fields) for fields in given["wire"]]
    return sorted(items, key=lambda item: item.at)


def _item(day: Any, fields: Mapping[str, Any]) -> WireItem:
    at = datetime.combine(day, time.fromisoformat(fields["at"]), UTC)
    if "raw" in fields:
        uri = f"raw:{fields['at']}"
        return WireItem(at, Outgoing(uri, fields["raw"].encode(), at), "?", fields["raw"])
    sent = {key: value for key, value in fields.items() if key not in ("at", "as")} | {"published_at": at}
    return WireItem(at, Outgoing(fields["uri"], to_json(sent), at), fields["source"], fields["headline"])
