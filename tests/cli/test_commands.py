"""The command line as a user meets it: a process, its output, its exit code."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ARTICLE = {
    "uri": "urn:cli:1",
    "version": "1",
    "published_at": "2024-05-01T11:00:00Z",
    "headline": "Thousands flee Mweso",
    "body": "GOMA, Democratic Republic of Congo - Some 9,000 people fled the town of Mweso in Congo's North Kivu province on Tuesday, OCHA said.",
    "source": "Northwire",
    "language": "en",
}


def monitor(
    *arguments: str, stdin: str = "", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )


@pytest.fixture
def nowhere(tmp_path: Path) -> dict[str, str]:
    """An environment in which no broker runs."""
    import os

    return {**os.environ, "MONITOR_RUN_DIR": str(tmp_path), "COLUMNS": "200"}


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


ACTING = "\x1b[31m\x1b]0;owned\x07\x9b5n"
"""It would paint, rename and question a terminal."""


def test_what_a_stranger_wrote_does_not_act_on_the_terminal(tmp_path: Path) -> None:
    story = tmp_path / "story.json"
    story.write_text(
        json.dumps(
            {name: f"{words} {ACTING}" for name, words in ARTICLE.items()}
            | {
                "published_at": ARTICLE["published_at"],
                "version": "1",
                "language": "en",
            }
        )
    )

    shown = monitor("explain", str(story))
    complained = monitor("explain", f"/nowhere/{ACTING}.json", "--published-at", ACTING)

    assert "Mweso" in shown.stdout
    assert not set("\x1b\x07\x9b") & set(shown.stdout + complained.stdout + complained.stderr)


def test_read_gives_one_line_an_article_in_order() -> None:
    found = rows(monitor("read", stdin="".join(json.dumps({**ARTICLE, "uri": f"urn:{n}"}) + "\n" for n in (3, 1, 2))))

    assert [row["uri"] for row in found] == ["urn:3", "urn:1", "urn:2"]


def test_read_finds_figure_place_source_and_words() -> None:
    (row,) = rows(monitor("read", stdin=json.dumps(ARTICLE)))

    (found,) = [one for one in row["incidents"] if one["kind"] == "displacement"]
    assert (found["figure"]["low"], found["figure"]["unit"], found["status"]) == (9000, "people", "new")
    assert (found["place"]["country"], found["place"]["region"]) == ("CD", "CD-NK")
    assert "OCHA" in found["attribution"]
    assert ARTICLE["body"][found["evidence"]["start"] : found["evidence"]["end"]] == found["evidence"]["text"]


def test_replay_tells_day_place_number_and_words(tmp_path: Path, nowhere: dict[str, str]) -> None:
    archive = tmp_path / "archive.jsonl"
    archive.write_text(json.dumps(ARTICLE) + "\n")

    done = monitor("replay", str(archive), "--no-cache", environment=nowhere)

    assert "2024-05-01 11:00  watch  North Kivu, Democratic Republic of Congo: 9,000 people" in done.stdout
    assert "“Some 9,000 people fled”, says UN OCHA" in done.stdout


@pytest.mark.parametrize("words", ["read {file}", "read < {file}", "cat {file} | read", "replay --json {file}"])
def test_an_archive_packed_by_gzip_reads_as_one_that_is_not(words: str, tmp_path: Path) -> None:
    plain, packed = tmp_path / "plain.jsonl", tmp_path / "packed.jsonl.gz"
    lines = [json.dumps({**ARTICLE, "uri": f"urn:{n}"}).encode() + b"\n" for n in (1, 2)]
    plain.write_bytes(b"".join(lines))
    packed.write_bytes(b"".join(map(gzip.compress, lines)))

    def told(file: Path) -> str:
        before, bar, command = words.format(file=file).rpartition("| ")
        shell = f"{before}{bar}{sys.executable} -m monitor {command}"
        return subprocess.run(shell, shell=True, capture_output=True, text=True, timeout=60, check=True).stdout

    assert told(packed) == told(plain) != ""


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "story.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8-sig")

    (row,) = rows(monitor("read", str(tmp_path / "story.jsonl")))

    assert row["uri"] == ARTICLE["uri"]


def test_unreadable_line_keeps_lines_and_articles_in_step() -> None:
    found = rows(monitor("read", stdin=f"{{broken\n{json.dumps(ARTICLE)}\n"))

    assert (found[0]["uri"], found[0]["reason"], found[0]["incidents"]) == (None, "bad_json", [])
    assert found[1]["uri"] == "urn:cli:1"


def test_read_knows_the_sources_of_ones_own_file(tmp_path: Path) -> None:
    import os

    (tmp_path / "sources.yaml").write_text("sources:\n  - {name: Hill Watch, also: [Watchers of the Hill]}\n")
    body = "Some 9,000 people fled Mweso in Congo's North Kivu on Tuesday, the Watchers of the Hill said."

    (row,) = rows(
        monitor(
            "read",
            stdin=json.dumps({**ARTICLE, "body": body}),
            environment={**os.environ, "MONITOR_SOURCES_FILE": str(tmp_path / "sources.yaml")},
        )
    )

    assert {found["source"] for found in row["incidents"]} == {"Hill Watch"}


def test_explain_takes_the_words_themselves() -> None:
    done = monitor("explain", "--json", "-p", "2024-05-01", str(ARTICLE["body"]))

    assert done.returncode == 0, done.stderr
    assert any(found["kind"] == "displacement" for found in json.loads(done.stdout)["incidents"])


def test_explain_takes_words_longer_than_any_file_name() -> None:
    done = monitor("explain", "--json", " ".join([str(ARTICLE["body"])] * 5))

    assert done.returncode == 0, done.stderr


def test_explain_shows_a_page_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(ARTICLE))

    done = monitor("explain", str(tmp_path / "story.json"))

    assert done.returncode == 0, done.stderr
    assert "displacement" in done.stdout
    assert "9,000 people" in done.stdout


def test_explain_shows_markup_in_a_text_as_text() -> None:
    done = monitor("explain", "[bold red]Some 9,000 people fled Mweso.[/] [link=https://evil.example]x[/link]")

    assert "[bold red]" in done.stdout


def test_publish_without_a_broker_says_what_to_do(nowhere: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text(json.dumps(ARTICLE))

    done = monitor("publish", str(tmp_path / "story.json"), environment=nowhere)

    assert (done.returncode, done.stdout) == (69, "")
    assert done.stderr == "error: no broker: set MONITOR_KAFKA=host:port, or start `monitor up` in another terminal\n"


def test_doctor_ends_with_one_where_something_is_bad(nowhere: dict[str, str]) -> None:
    done = monitor("doctor", environment=nowhere)

    assert done.returncode == 1
    assert "no broker" in done.stdout


def test_doctor_warns_of_senders_and_names_that_nobody_has_chosen(nowhere: dict[str, str]) -> None:
    mails = {
        "MONITOR_CHANNEL_ONE": "mailto://localhost?to=duty@ops.example",
        "MONITOR_CHANNEL_TWO": "mailto://localhost?from=monitor@ops.example&to=duty@ops.example",
    }

    unset = monitor("doctor", environment={**nowhere, **mails})
    chosen = monitor("doctor", environment={**nowhere, **mails, "MONITOR_IDENTITY": "monitor@ops.example"})

    assert "look  channel" in unset.stdout
    assert "one: mails come from root@localhost" in " ".join(unset.stdout.split())
    assert "two: mails come from" not in unset.stdout
    assert "set MONITOR_IDENTITY=" in unset.stdout
    assert "set MONITOR_HEARTBEAT_URL_FILE" in unset.stdout
    assert "ok    identity" in chosen.stdout


def test_mistyped_setting_is_named(nowhere: dict[str, str]) -> None:
    done = monitor("doctor", environment={**nowhere, "MONITOR_KAFKAA": "x:1"})

    assert done.returncode == 1
    assert "MONITOR_KAFKAA: no such setting" in done.stderr


def test_rule_file_with_two_faults_shows_both_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(
        "rules:\n  - name: a\n    measure: people_kiled\n    at_least: 5\n  - name: B!\n    measure: incidents\n    at_least: 0\n"
    )

    done = monitor("rules", "check", str(file))

    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if str(file) in line]
    assert len(lines) >= 2
    assert f"{file}:3:" in done.stderr


def test_help_names_every_command() -> None:
    done = monitor("--help")

    assert done.returncode == 0
    for command in (
        "demo",
        "up",
        "run",
        "publish",
        "read",
        "explain",
        "replay",
        "rules",
        "routes",
        "topics",
        "doctor",
        "schemas",
    ):
        assert command in done.stdout, command
