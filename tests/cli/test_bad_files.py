"""Files that are not there, or not files: one sentence and an exit code, never a stack trace."""

import gzip
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.commands.publish import outgoing
from tests.cli.test_commands import ARTICLE, monitor


@pytest.mark.parametrize("command", [("replay",), ("explain",), ("schemas", "--write")], ids=lambda words: words[0])
def test_a_file_that_cannot_be_used_is_named_in_one_sentence(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "file.txt").touch()
    wrong = tmp_path / "file.txt" / "below"

    done = monitor(*command, str(wrong))

    assert done.returncode == 1
    assert done.stderr.startswith("error: can't")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["read", "replay"])
@pytest.mark.parametrize("at", [slice(None, -20), slice(20)], ids=["cut", "head only"])
def test_a_broken_gzip_archive_is_named_in_one_sentence(command: str, at: slice, tmp_path: Path) -> None:
    archive = tmp_path / "archive.jsonl.gz"
    archive.write_bytes(gzip.compress(json.dumps(ARTICLE).encode())[at])

    done = monitor(command, str(archive))

    assert done.returncode == 1
    assert done.stderr.startswith(f"error: can't read {archive}: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("span", ["999999999d", "²d", "8", "d", "-3h"])
def test_what_is_no_span_of_time_is_one_sentence(span: str) -> None:
    done = monitor("handover", f"--since={span}")

    assert (done.returncode, done.stderr) == (1, f"error: {span!r} is no span of time; write 30m, 8h or 7d\n")


def test_an_empty_file_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    now = datetime.now(UTC)

    assert not [
        *outgoing([tmp_path / "empty.jsonl"], headline="", source="", published_at=None, own_time=False, now=now)
    ]


def test_an_empty_text_is_nothing_to_explain(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    done = monitor("explain", str(tmp_path / "empty.txt"))

    assert (done.returncode, done.stderr.strip()) == (
        1,
        "error: there is nothing to explain: the text is empty",
    )


@pytest.mark.parametrize("setting", ["MONITOR_DATA_DIR", "MONITOR_RUN_DIR"])
def test_a_folder_that_cannot_be_made_is_one_sentence(setting: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folders = {"MONITOR_DATA_DIR": str(tmp_path), "MONITOR_RUN_DIR": str(tmp_path)}
    environment = {**os.environ, **folders, "MONITOR_HTTP_PORT": "0", setting: str(tmp_path / "file")}

    done = monitor("up", environment=environment)

    assert done.returncode == 1
    assert "error: can't" in done.stderr
    assert setting in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("read {story} > /dev/full", 74),
        ("explain {story} > /dev/full", 74),
        ("replay --json {story} > /dev/full", 74),
        ("schemas | true", 0),
        ("read {story} >&-", 0),
        ("schemas >&-", 0),
        ("read <&-", 0),
    ],
)
def test_output_that_nobody_takes_is_a_sentence_at_most(command: str, code: int, tmp_path: Path) -> None:
    story = tmp_path / "story.jsonl"
    story.write_text(json.dumps(ARTICLE))
    shell = f"{sys.executable} -m monitor {command.format(story=story)}"

    done = subprocess.run(shell, shell=True, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (code, "error: No space left on device\n" if code else "")
