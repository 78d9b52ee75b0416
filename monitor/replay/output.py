"""Changes and comparisons → JSONL and plain tables."""

import json
from collections.abc import Iterable, Iterator, Sequence

from monitor.model.alert import AlertChange
from monitor.replay.compare import DayCount, Difference, Raised

Row = tuple[str, ...]


def as_jsonl(changes: Iterable[AlertChange]) -> Iterator[str]:
    """One line a change, as on the topic."""
    for change in changes:
        yield change.model_dump_json()


def rule_rows(alerts: Sequence[Raised]) -> tuple[Row, list[Row]]:
    """Header and rows: how often each rule would have woken somebody, and how high it went."""
    rules = sorted({one.rule for one in alerts})
    rows = []
    for rule in rules:
        told = [one for one in alerts if one.rule == rule and one.told]
        levels = [sum(1 for one in told if one.level == level) for level in ("watch", "warning", "critical")]
        regions = len({one.region for one in told})
        silent = sum(1 for one in alerts if one.rule == rule and not one.told)
        rows.append((rule, str(len(told)), *map(str, levels), str(regions), str(silent)))
    return ("rule", "alerts", "watch", "warning", "critical", "regions", "silent"), rows


def difference_rows(differences: Iterable[Difference]) -> tuple[Row, list[Row]]:
    """Header and rows: alerts gained, lost and moved."""
    return ("day", "rule", "region", "change", "before", "after"), [
        (str(one.day), one.rule, one.region, one.move.value, _short(one.old), _short(one.new)) for one in differences
    ]


def day_rows(counts: Iterable[DayCount]) -> tuple[Row, list[Row]]:
    """Header and rows: per rule and day."""
    head = ("rule", "day", "before", "after", "gained", "lost", "moved")
    return head, [(one.rule, str(one.day), *map(str, one[2:])) for one in counts]


def differences_as_jsonl(differences: Iterable[Difference]) -> Iterator[str]:
    """One line a difference."""
    for one in differences:
        yield json.dumps(
            {
                "change": one.move.value,
                "rule": one.rule,
                "region": one.region,
                "day": str(one.day),
                "before": _fields(one.old),
                "after": _fields(one.new),
            },
            ensure_ascii=False,
        )


def as_table(head: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as they need, for terminals and files alike."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (head, *rows)
    ]
    return "\n".join(lines)


def _short(one: Raised | None) -> str:
    return f"{one.started_at:%m-%d %H:%M} {one.level} {one.value:,}" if one else "-"


def _fields(one: Raised | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "alert_id": one.alert_id,
        "started_at": one.started_at.isoformat(),
        "level": one.level.value,
        "value": one.value,
        "because": one.because,
    }
