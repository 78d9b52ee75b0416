"""Canonical names: the package's own, and a user's on top."""

from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.gazetteer_file import GazetteerFile
from monitor.knowledge.source_files import PACKAGE_SOURCES, SourceNames, read_source_files


def names(*files: Path) -> SourceNames:
    return SourceNames(read_source_files((PACKAGE_SOURCES, *files)), GazetteerFile())


def test_a_users_file_adds_sources_and_names(tmp_path: Path) -> None:
    mine = tmp_path / "sources.yaml"
    mine.write_text(
        "sources:\n  - {name: Blue Shield, also: [the shield people], called: [group]}\n"
        "  - {name: UNHCR, also: [refugee office]}\n",
        encoding="utf-8",
    )
    sources = names(mine)

    assert sources.canonical("a spokesman for the shield people") == "Blue Shield"
    assert sources.canonical("the refugee office") == "UNHCR"
    assert sources.canonical("the UN refugee agency") == "UNHCR"
    assert sources.answers_to("Blue Shield", "group")


def test_every_problem_is_shown_with_its_line(tmp_path: Path) -> None:
    mine = tmp_path / "sources.yaml"
    mine.write_text("sources:\n  - name: A\n    alias: [b]\n  - also: [c]\n", encoding="utf-8")

    with pytest.raises(KnowledgeFileError) as caught:
        names(mine)

    assert [problem.split(": ")[0].rpartition(":")[2] for problem in caught.value.problems] == ["3", "4"]


@pytest.mark.parametrize("words", ["who", "under the un-backed plan", "the sanatorium", "US-backed group"])
def test_parts_of_words_name_nobody(words: str) -> None:
    assert names().named_in(words) == ()


def test_unknown_words_come_back_tidied() -> None:
    assert names().canonical("two intelligence officials who") == "intelligence officials"


def test_an_office_is_one_source_a_country() -> None:
    sources = names()

    assert sources.canonical("Iraq's ministry of health") == sources.canonical("the Iraqi health minister")
    assert sources.canonical("the Iraqi health ministry") != sources.canonical("the Syrian health ministry")
