"""Rows read back without Faust's events are the same rows."""

from types import SimpleNamespace
from typing import Any

from faust.types import TP
from hypothesis import given
from hypothesis import strategies as st

from monitor.stream.recovered import take_rows
from monitor.stream.safe_app import SafeApp

ROWS = TP("app-rows-changelog", 1)
OTHER = TP("app-rows-changelog", 2)


class Row(SimpleNamespace):
    """A message of a changelog, as aiokafka fetches it."""

    def __init__(self, offset: int, key: bytes, value: bytes | None) -> None:
        super().__init__(offset=offset, key=key, value=value, partition=ROWS.partition)


class Reading:
    """Faust's recovery in the middle of reading one partition whose last row lies at `end`."""

    def __init__(self, end: int) -> None:
        app: Any = SafeApp("app", broker="kafka://nowhere", store="memory://", web_enabled=False)
        self.table = app.Table("rows", partitions=4, key_type=bytes, value_type=bytes)
        self.recovery = app.tables.recovery
        self.recovery.add_active(self.table, ROWS)
        self.recovery.active_highwaters[ROWS] = end
        self.recovery.in_recovery = True

    def take(self, *rows: Row, tp: TP = ROWS) -> list[int]:
        """The offsets that are left for Faust."""
        return [row.offset for row in take_rows(self.recovery, tp, list(rows))]

    def as_faust(self, *rows: Row) -> None:
        """What its own task does with what is left."""
        for row in rows:
            seen = self.recovery.active_offsets.get(ROWS)
            if seen is None or row.offset > seen:
                self.recovery.active_offsets[ROWS] = row.offset
                self.recovery.buffers[self.table].append(SimpleNamespace(key=row.key, value=row.value, message=row))

    def end(self) -> dict[bytes, bytes]:
        assert not self.recovery.need_recovery()
        self.recovery.flush_buffers()
        store: Any = self.table.data
        assert set(store._key_partition.values()) <= {ROWS.partition}
        assert store.data.keys() == store._key_partition.keys()
        return dict(store.data)


def test_the_last_row_is_left_so_that_faust_sees_the_end() -> None:
    reading = Reading(end=2)
    rows = Row(0, b"a", b"1"), Row(1, b"b", b"1"), Row(2, b"a", b"2")

    assert reading.take(*rows) == [2]
    assert reading.recovery.need_recovery()
    reading.as_faust(rows[2])
    assert reading.end() == {b"a": b"2", b"b": b"1"}


def test_a_deleted_row_is_gone() -> None:
    reading = Reading(end=2)
    reading.take(Row(0, b"a", b"1"), Row(1, b"a", None))
    reading.as_faust(Row(2, b"b", b"1"))
    assert reading.end() == {b"b": b"1"}


def test_what_an_earlier_recovery_left_in_a_buffer_is_not_written_over_what_came_later() -> None:
    reading = Reading(end=3)
    reading.as_faust(Row(0, b"a", b"old"))
    reading.take(Row(1, b"a", b"new"), Row(2, b"b", b"1"))
    reading.as_faust(Row(3, b"c", b"1"))
    assert reading.end()[b"a"] == b"new"


def test_what_was_read_before_is_not_read_again() -> None:
    reading = Reading(end=9)
    reading.take(Row(0, b"a", b"1"), Row(1, b"a", b"2"))
    assert reading.take(Row(0, b"a", b"1")) == []
    assert reading.recovery.active_offsets[ROWS] == 1
    assert reading.table.data.data[b"a"] == b"2"


def test_nothing_is_taken_when_nothing_is_recovered_or_of_another_partition() -> None:
    reading = Reading(end=9)
    assert reading.take(Row(0, b"a", b"1"), tp=OTHER) == [0]
    reading.recovery.in_recovery = False
    assert reading.take(Row(0, b"a", b"1")) == [0]
    assert reading.table.data.data == {}


values = st.one_of(st.none(), st.binary(min_size=1, max_size=2))


@given(st.lists(st.tuples(st.sampled_from((b"a", b"b", b"c")), values), min_size=1), st.lists(st.integers(1, 5)))
def test_in_whatever_batches_they_come_the_rows_are_those_that_the_log_leaves(
    log: list[tuple[bytes, bytes | None]], sizes: list[int]
) -> None:
    rows = [Row(offset, key, value) for offset, (key, value) in enumerate(log)]
    reading, left = Reading(end=len(rows) - 1), rows
    for size in (*sizes, len(rows)):
        batch, left = left[:size], left[size:]
        reading.as_faust(*(row for row in batch if row.offset in reading.take(*batch)))

    wanted: dict[bytes, bytes] = {}
    for row in rows:
        wanted.pop(row.key, None)
        if row.value is not None:
            wanted[row.key] = row.value
    assert reading.end() == wanted
