"""Each failure of stock Faust 0.15.3 that loses messages as it fetches them, and that ours does not have it."""

import asyncio

from faust.types import TP

from tests.stream.bench import A, B, bench, eventually, run


@run
async def test_what_flows_while_recovery_seeks_is_read_again() -> None:
    """Stock delivers between resuming and seeking, clears the queues, and goes on after the hole."""
    async with bench({A: range(40), B: range(40)}, {A: 10, B: 20}, recovered=False) as made:
        await made.recovery_ends()

        await eventually(lambda: len(made.handed.messages) == 30 + 20)

        assert made.handed.offsets(A) == list(range(10, 40))
        assert made.handed.offsets(B) == list(range(20, 40))


@run
async def test_a_second_recovery_begins_again_at_what_was_committed() -> None:
    async with bench({A: range(20)}) as made:
        await eventually(lambda: len(made.handed.messages) == 20)
        for offset in range(7):
            made.consumer.ack(made.handed[offset])
        await made.commit()

        await made.recovery_ends()

        await eventually(lambda: made.handed.offsets() == list(range(7, 20)))


@run
async def test_an_abandoned_fetch_is_read_again() -> None:
    """Stock takes the hole for offsets that do not exist, and commits over it."""
    async with bench({A: range(4)}) as made:
        await made.lose_a_fetch()

        assert made.handed.offsets() == list(range(15))


@run
async def test_a_fetch_that_outlives_a_rebalance_takes_nothing_from_recovery() -> None:
    """The end of a changelog was swallowed by a fetch of before; recovery waited for it for ever."""
    changelog = TP("rows-changelog", 0)
    async with bench({A: range(3), changelog: range(5)}, recovered=False) as made:
        made.app.tables._changelogs["rows-changelog"] = None
        await made.consumer.seek_wait({changelog: 5})
        made.consumer.resume_partitions({changelog})  # as a standby
        made.kafka.fetch_seconds = 0.05
        await asyncio.sleep(0.06)  # the fetch is on its way
        made.consumer.stop_flow()
        made.recovery_begins()
        made.consumer.resume_partitions({changelog})
        await made.consumer.seek_wait({changelog: 0})

        await eventually(lambda: made.handed.offsets(changelog) == list(range(5)))


@run
async def test_rows_are_read_back_without_a_message_for_each_and_the_last_one_is_handed_over() -> None:
    changelog = TP("bench-rows-changelog", 0)
    async with bench({A: range(3), changelog: range(12)}, recovered=False) as made:
        table = made.app.Table("rows", partitions=1, key_type=bytes, value_type=bytes)
        recovery = made.app.tables.recovery
        recovery.add_active(table, changelog)
        recovery.active_highwaters[changelog] = 11
        recovery.in_recovery = True
        await made.consumer.seek_wait({changelog: 0})
        made.consumer.resume_partitions({changelog})

        await eventually(lambda: made.handed.offsets(changelog) == [11])
        assert table.data.data == {b"k": b"10"}
        assert made.consumer._ledgers[changelog].next == 12


@run
async def test_offsets_that_do_not_exist_are_passed_over() -> None:
    """Compaction and transaction markers leave real holes."""
    async with bench({A: [0, 1, 5, 6, 50]}) as made:
        await eventually(lambda: made.handed.offsets() == [0, 1, 5, 6, 50])

        for message in made.handed.messages:
            made.consumer.ack(message)

        assert await made.commit() == {A: 51}


@run
async def test_a_topic_made_anew_is_read_from_its_start() -> None:
    """Its group's committed offset is beyond the end; stock waits until as many new messages are there."""
    async with bench({A: range(5)}, {A: 1000}) as made:
        await eventually(lambda: made.handed.offsets() == list(range(5)))


@run
async def test_messages_older_than_the_log_are_no_reason_to_wait() -> None:
    async with bench({A: range(100, 105)}, {A: 3}) as made:
        await eventually(lambda: made.handed.offsets() == list(range(100, 105)))


@run
async def test_a_paused_partition_goes_on_where_it_stopped() -> None:
    async with bench({A: range(50)}) as made:
        await eventually(lambda: len(made.handed.messages) > 3)
        made.consumer.pause_partitions({A})
        await asyncio.sleep(0.02)
        made.consumer.resume_partitions({A})

        await eventually(lambda: 49 in made.handed.offsets())

        assert made.handed.offsets() == list(range(50))
