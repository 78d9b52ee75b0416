"""Readings kept from one replay to the next save time and change nothing."""

import json
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.model.article import RawArticle
from monitor.model.report import Reading, Story
from monitor.pipeline import read_article
from monitor.replay import kept as keeping
from monitor.replay import read_ahead as reading_ahead
from monitor.replay import run as replaying
from monitor.replay.kept import KeptReadings
from monitor.replay.read_ahead import read_ahead
from monitor.replay.run import Run, in_order
from tests.builders_region import hours
from tests.replay.test_run import ARCHIVE, line

KNOWLEDGE = load_knowledge()


def told(kept: KeptReadings, archive: list[bytes] = ARCHIVE, *, processes: int = 1) -> list[str]:
    """What a replay says, byte for byte."""
    run = Run(KNOWLEDGE, kept=kept)
    changes = []
    for raw, ahead in read_ahead(in_order(archive), KNOWLEDGE, processes=processes, kept=kept):
        changes += run.hear(raw.arrived_at, run.read(raw, ahead))
    return [change.model_dump_json() for change in changes]


def told_with(folder: Path, archive: list[bytes] = ARCHIVE, *, version: str = "a", processes: int = 1) -> list[str]:
    with KeptReadings(folder, version) as kept:
        return told(kept, archive, processes=processes)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every article that is read from here on."""
    read: list[bytes] = []

    def counting(raw: RawArticle, story: Story | None, knowledge: object) -> Reading:
        read.append(raw.value)
        return read_article(raw, story, KNOWLEDGE)

    monkeypatch.setattr(replaying, "read_article", counting)
    return read


def test_a_second_replay_reads_nothing_and_says_the_same(tmp_path: Path, counted: list[bytes]) -> None:
    first = told_with(tmp_path)
    read = len(counted)
    second = told_with(tmp_path)

    assert first == second == told(KeptReadings(None, ""))
    assert read >= len(ARCHIVE)
    assert len(counted) == 2 * read, "only the run that keeps nothing reads again"


def test_of_an_archive_that_grew_only_the_new_is_read(tmp_path: Path, counted: list[bytes]) -> None:
    told_with(tmp_path)
    counted.clear()
    new = line(12, 90, 12 * hours(7))
    longer = told_with(tmp_path, [*ARCHIVE, new])

    assert new in counted
    assert not set(counted) & set(ARCHIVE)
    assert longer == told(KeptReadings(None, ""), [*ARCHIVE, new])


def test_an_update_is_read_again_where_its_first_version_is_not_in_the_archive(tmp_path: Path) -> None:
    fields = json.loads(line(1, 40, hours(9)))
    update = json.dumps({**fields, "uri": "agency-0", "version": "2"}).encode()
    told_with(tmp_path, [*ARCHIVE, update])

    assert told_with(tmp_path, [update]) == told(KeptReadings(None, ""), [update])


def test_other_knowledge_reads_anew(tmp_path: Path, counted: list[bytes]) -> None:
    told_with(tmp_path)
    counted.clear()
    told_with(tmp_path, version="b")

    assert set(ARCHIVE) <= set(counted)


def test_several_processes_read_only_what_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead, "_ALONE", 2)
    first = told_with(tmp_path, processes=2)
    with KeptReadings(tmp_path, "a") as kept:
        second = told(kept, processes=2)

        assert kept.found >= len(ARCHIVE)
    assert first == second == told(KeptReadings(None, ""))


@pytest.mark.parametrize("content", [b"", b"this is no database" * 500])
def test_a_broken_file_costs_time_and_nothing_else(tmp_path: Path, content: bytes, counted: list[bytes]) -> None:
    expected = told_with(tmp_path)
    [file] = tmp_path.glob("*.sqlite")
    file.write_bytes(content)
    counted.clear()

    assert told_with(tmp_path) == expected
    assert set(ARCHIVE) <= set(counted)
    counted.clear()
    told_with(tmp_path)
    assert not counted, "a sound file took its place"


def test_a_row_that_is_no_reading_is_read_anew(tmp_path: Path) -> None:
    [raw] = in_order(ARCHIVE[:1])
    with KeptReadings(tmp_path, "a") as kept:
        kept.put(raw, None, read_article(raw, None, KNOWLEDGE))
        assert kept._rows is not None
        kept._rows.execute("UPDATE readings SET reading = '{}'")

        assert kept.knows(raw)
        assert kept.get(raw, None) is None


def test_a_file_that_another_replay_writes_is_still_read(tmp_path: Path, counted: list[bytes]) -> None:
    expected = told_with(tmp_path)
    [file] = tmp_path.glob("*.sqlite")
    other = sqlite3.connect(file)
    other.execute("INSERT INTO readings VALUES (x'00', x'', x'')")
    counted.clear()
    longer = [*ARCHIVE, line(12, 90, 12 * hours(7))]

    assert told_with(tmp_path, longer)[: len(expected)] == expected
    assert not set(counted) & set(ARCHIVE)
    other.close()


def test_a_full_file_keeps_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_BATCH", 1)
    monkeypatch.setattr(keeping, "_MOST_BYTES", 1)
    told_with(tmp_path)
    [file] = tmp_path.glob("*.sqlite")

    assert sqlite3.connect(file).execute("SELECT count(*) FROM readings").fetchone() == (1,)


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert told_with(tmp_path / "file" / "folder") == told(KeptReadings(None, ""))


def test_only_the_owner_may_look_at_what_is_kept(tmp_path: Path) -> None:
    told_with(tmp_path / "cache")
    [file] = (tmp_path / "cache").glob("*.sqlite")

    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_files_of_old_code_or_knowledge_are_removed_after_a_week(tmp_path: Path) -> None:
    told_with(tmp_path, version="old")
    told_with(tmp_path, version="yesterday")
    for file in tmp_path.glob("readings-old-*"):
        os.utime(file, (0, 0))
    told_with(tmp_path)

    assert {file.name.split("-")[1] for file in tmp_path.glob("*.sqlite")} == {"a", "yesterday"}


def test_the_rules_are_no_part_of_what_is_kept(tmp_path: Path) -> None:
    told_with(tmp_path)
    silent = replace(KNOWLEDGE, rules=())
    with KeptReadings(tmp_path, "a") as kept:
        run = Run(silent, kept=kept)

        assert [change for raw in in_order(ARCHIVE) for change in run.take(raw)] == []
        assert kept.found >= len(ARCHIVE)
        assert run.tally.reports > 0
