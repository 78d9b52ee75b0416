"""Files of phrases: what one says may not be lost behind another."""

from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.phrase_files import read_phrase_files


def test_a_lexicon_in_two_files_of_one_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("words:\n  danger: [war]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("words:\n  way: [over]\n  danger: [flood]\n", encoding="utf-8")

    with pytest.raises(KnowledgeFileError) as caught:
        read_phrase_files((tmp_path,))

    assert list(caught.value.problems) == [
        f"{tmp_path}/b.yaml:3: the lexicon `danger` stands in a.yaml as well; one of them is lost"
    ]


def test_a_lexicon_of_ones_own_replaces_the_packages(tmp_path: Path) -> None:
    package, own = tmp_path / "package", tmp_path / "own"
    for folder, words in ((package, "[war]"), (own, "[flood]")):
        folder.mkdir()
        (folder / "words.yaml").write_text(f"words:\n  danger: {words}\n", encoding="utf-8")
    (package / "rules.yaml").write_text(
        "kind: displacement\nrules:\n  - {name: one, role: act, pattern: 'fled {danger}', finds: [They fled flood waters.]}\n",
        encoding="utf-8",
    )

    assert [rule.pattern for rule in read_phrase_files((package, own))] == [r"fled\s+(?:flood)"]


def test_a_wrong_pattern_is_shown_around_its_fault_only(tmp_path: Path) -> None:
    long = "|".join(f"word{number}" for number in range(900))
    path = tmp_path / "rules.yaml"
    path.write_text(
        f"kind: displacement\nrules:\n  - {{name: one, role: act, pattern: 'fled', unless: ['{long}|(?<!an? )end']}}\n",
        encoding="utf-8",
    )

    with pytest.raises(KnowledgeFileError) as caught:
        read_phrase_files((tmp_path,))

    (problem,) = caught.value.problems
    assert "look-behind requires fixed-width pattern" in problem
    assert len(problem) < len(str(path)) + 300
