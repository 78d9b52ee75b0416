"""Rows read back from a changelog, straight into the table.

Stock Faust makes a message, an event and a place in a queue of every row, a hundred microseconds each: 100,000
stories kept a worker from its first article for 20 seconds.  Only the last row that recovery waits for goes Faust's
way: with it Faust sees that the partition is complete.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from faust.types import TP


class Record(Protocol):
    """The part of a fetched message that a row needs."""

    offset: int
    key: bytes
    value: bytes | None


def take_rows(recovery: Any, tp: TP, records: list[Any]) -> list[Any]:
    """Take up what lies before the last row of this partition; answers what is left for Faust."""
    table = recovery.tp_to_table.get(tp)
    end = recovery.active_highwaters.get(tp)  # Faust's: the offset of the last row
    if table is None or end is None or not recovery.in_recovery or tp not in recovery.active_tps:
        return records
    rows = [record for record in records if record.offset < end]
    if rows:
        _flush(recovery, table)
        seen = recovery.active_offsets.get(tp)
        _apply(table.data, tp.partition, (row for row in rows if seen is None or row.offset > seen))
        recovery.active_offsets[tp] = max(rows[-1].offset, -1 if seen is None else seen)
    return records[len(rows) :]


def _flush(recovery: Any, table: Any) -> None:
    """What came Faust's way before is older, and must not be written over ours later."""
    buffer = recovery.buffers[table]
    if buffer:
        table.apply_changelog_batch(buffer)
        buffer.clear()


def _apply(store: Any, partition: int, rows: Iterable[Record]) -> None:
    data, homes = store.data, store._key_partition
    for row in rows:
        if row.value is None:
            data.pop(row.key, None)
            homes.pop(row.key, None)
        else:
            data[row.key] = row.value
            homes[row.key] = partition
