"""Prose that nothing checks goes false; so it is checked."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _parts() -> set[str]:
    return {
        entry.stem
        for entry in (ROOT / "monitor").iterdir()
        if not entry.name.startswith("_") and (entry.is_dir() or entry.suffix == ".py")
    }


def test_architecture_page_names_every_part_and_no_other() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")

    named = set(re.findall(r"^\| `monitor/(\w+)", page, re.MULTILINE))
    assert named == _parts()


def test_architecture_page_is_about_one_page() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 110


def test_readme_names_every_command() -> None:
    from typer.main import get_command

    from monitor.cli import app

    page = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    assert [name for name in commands if f"monitor {name}" not in page] == []


def test_threats_page_points_to_tests_that_are_there() -> None:
    page = (ROOT / "THREATS.md").read_text(encoding="utf-8")

    proofs = set(re.findall(r"`(tests/[\w./]+)`", page))
    assert [proof for proof in proofs if not (ROOT / proof).exists()] == []
    assert all(
        "`tests/" in line
        for line in page.splitlines()
        if line.startswith("|") and "---" not in line and "proven by" not in line
    )
    assert len(page.splitlines()) <= 60, "one page"
