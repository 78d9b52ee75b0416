"""Phrases are found as whole words, at the right characters, however the copy is wrapped."""

import errno
import os
from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.expansion import expand, part
from monitor.knowledge.matcher import PhraseMatcher
from monitor.knowledge.phrase_files import read_phrase_files
from monitor.model.mention import Kind
from monitor.model.phrase import PhraseRule

GAP = r"(?:fled|left)\s+(?:\w+\s+){0,3}homes?"


def matcher(*patterns: str, folder: Path | None = None) -> PhraseMatcher:
    rules = [PhraseRule(name=f"rule {n}", pattern=pattern) for n, pattern in enumerate(patterns)]
    return PhraseMatcher(rules, cache_folder=folder)


def words(found: PhraseMatcher, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in found.find(text)]


def test_no_word_is_cut() -> None:
    assert words(matcher("rebels?"), "Rebel, rebels, rebellion, unrebel") == ["Rebel", "rebels"]


def test_the_longest_match_stands() -> None:
    assert words(matcher(r"air\s+strikes?|air"), "An air strike") == ["air strike"]


@pytest.mark.parametrize("text", ["air\nstrike", "air  strike", "air \t strike", "air\u00a0strike", "AIR STRIKE"])
def test_white_space_and_capitals_do_not_matter(text: str) -> None:
    assert words(matcher(r"air\s+strikes?"), f"One  {text}, two") == [text]


def test_a_phrase_does_not_reach_over_paragraphs() -> None:
    assert words(matcher(r"air\s+strikes?"), "out of the air\n\nStrikes went on") == []


def test_typographic_quotes_count_as_plain_ones() -> None:
    assert words(matcher("people's"), "the people’s army") == ["people’s"]


@pytest.mark.parametrize("before", ["", "Étienne — ", "\U0001f6a8 ", "İstanbul: ", "\ud800 "])
def test_offsets_count_characters(before: str) -> None:
    text = f"{before}they fled their burnt homes, he said"

    assert words(matcher("fled", GAP), text) == ["fled", "fled their burnt homes"]


def test_letters_beyond_ascii_are_letters() -> None:
    assert words(matcher("rad"), "Grad, radé, rad") == ["rad"]


def test_gaps_are_bounded() -> None:
    assert words(matcher(GAP), "fled one two three four homes") == []


def test_a_few_texts_are_written_out() -> None:
    assert expand(r"rebels?\s+(?:took|lost)") == {"rebel took", "rebels took", "rebel lost", "rebels lost"}


@pytest.mark.parametrize("pattern", [GAP, r"\w+", "a+", "[^x]"])
def test_endless_patterns_are_not_written_out(pattern: str) -> None:
    assert expand(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "texts", "left"),
    [
        (r"rak(?:ed|ing)|lost", {"raked", "raking", "lost"}, ""),
        (rf"lost|{GAP}|held", {"lost", "held"}, GAP),
        (rf"(?:held|(?:lost|{GAP}))", {"held", "lost"}, GAP),
        (r"(?:held|\w+s)\s+hills", set(), r"(?:held|\w+s)\s+hills"),
        (r"\(x|[|)]", {"(x", "|", ")"}, ""),
    ],
)
def test_alternatives_without_gaps_are_written_out_beside_those_with(pattern: str, texts: set[str], left: str) -> None:
    assert part(pattern) == (texts, left)


def test_alternatives_with_gaps_count_as_the_same_rule() -> None:
    assert words(matcher(rf"homes?|{GAP}"), "they fled their homes, left home, homes") == [
        "fled their homes",
        "left home",
        "homes",
    ]


def test_the_compiled_patterns_are_kept_and_found_again(tmp_path: Path) -> None:
    first = words(matcher(GAP, folder=tmp_path), "they left home")
    kept = list(tmp_path.glob("phrases-*.hs"))

    assert first == words(matcher(GAP, folder=tmp_path), "they left home") == ["left home"]
    assert list(tmp_path.glob("phrases-*.hs")) == kept


def test_patterns_once_written_out_are_not_written_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = words(matcher("rebels? took", folder=tmp_path), "the rebel took it; rebels took it")
    monkeypatch.setattr("monitor.knowledge.matcher.part", None)

    assert words(matcher("rebels? took", folder=tmp_path), "the rebel took it; rebels took it") == first
    assert first == ["rebel took", "rebels took"]


def test_other_patterns_find_nothing_kept(tmp_path: Path) -> None:
    matcher("rebels? took", folder=tmp_path)

    assert words(matcher("rebels? left", folder=tmp_path), "rebels took it; rebels left it") == ["rebels left"]


def test_a_damaged_cache_is_compiled_again(tmp_path: Path) -> None:
    matcher(GAP, folder=tmp_path)
    for kept in (*tmp_path.glob("phrases-*.hs"), *tmp_path.glob("texts-*.json")):
        kept.write_bytes(b"not what we wrote" * 9)

    assert words(matcher(GAP, folder=tmp_path), "they left home") == ["left home"]


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")

    assert words(matcher(GAP, folder=file / "below"), "they left home") == ["left home"]


def test_a_full_disk_keeps_no_halves_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def half(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", half)

    assert words(matcher(GAP, folder=tmp_path), "they left home") == ["left home"]
    assert not list(tmp_path.iterdir())
    assert caplog.messages == [
        f"{tmp_path} keeps nothing (No space left on device): each start takes as long as the first"
    ]


def test_what_a_killed_process_left_half_written_goes_as_others_do(tmp_path: Path) -> None:
    matcher(GAP, folder=tmp_path)
    (kept,) = tmp_path.glob("phrases-*.hs")
    half = kept.rename(kept.with_stem(f"{kept.stem}.4711"))
    os.utime(half, (0, 0))

    matcher(GAP, folder=tmp_path)

    assert not half.exists()


def test_a_home_without_a_cache_uses_what_came_with_the_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matcher(GAP, folder=tmp_path / "image")
    monkeypatch.setattr("monitor.knowledge.kept_file.SHIPPED", tmp_path / "image")
    monkeypatch.setattr("monitor.knowledge.matcher.part", None)
    monkeypatch.setattr("monitor.knowledge.long_patterns._database", None)

    assert words(matcher(GAP, folder=tmp_path / "home"), "they left home") == ["left home"]


def test_another_phrase_of_one_kind_leaves_what_is_kept_of_the_others(tmp_path: Path) -> None:
    rules = [
        PhraseRule(name=f"rule {n}", kind=kind, pattern=rf"(?:{kind.value}{n}|{'x' * 4000})\s+(?:\w+\s+){{0,3}}end")
        for kind in (Kind.KILLED, Kind.SHELLING, Kind.VETO)
        for n in range(2)
    ]
    PhraseMatcher(rules, cache_folder=tmp_path)
    first = set(tmp_path.glob("phrases-*.hs"))

    found = PhraseMatcher(
        [rules[0], PhraseRule(name="new", kind=Kind.KILLED, pattern=GAP), *rules[1:]], cache_folder=tmp_path
    )

    assert len(set(tmp_path.glob("phrases-*.hs")) - first) == 1, "its own"
    assert words(found, "fled home. killed1 at the end, veto1 is no end") == [
        "fled home",
        "killed1 at the end",
        "veto1 is no end",
    ]


def test_what_is_used_is_not_thrown_away_for_its_age(tmp_path: Path) -> None:
    matcher(GAP, folder=tmp_path)
    (kept,) = tmp_path.glob("phrases-*.hs")
    os.utime(kept, (0, 0))

    matcher(GAP, folder=tmp_path)
    matcher(rf"new\s+{GAP}", folder=tmp_path)

    assert kept.exists()


def test_every_problem_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules:\n  - name: one\n    pattern: 'a{nothing}'\n  - name: two\n    patern: x\n")
    (tmp_path / "b.yaml").write_text(
        "rules:\n  - name: three\n    pattern: '(?=x)y'\n  - name: four\n    pattern: 'x('\n"
    )

    with pytest.raises(KnowledgeFileError) as caught:
        read_phrase_files((tmp_path,))

    told = "\n".join(caught.value.problems)
    assert "a.yaml:4: `rules.pattern`" in told
    assert "a.yaml:5: `rules.patern` is not a field here" in told
    assert "b.yaml:3: `three`: the pattern uses look-around" in told
    assert "b.yaml:5: `four`" in told


def test_a_key_twice_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules: []\nrules: []\n")

    with pytest.raises(KnowledgeFileError, match=r"a\.yaml:2: `rules` stands here twice"):
        read_phrase_files((tmp_path,))


def test_a_user_may_replace_a_rule(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, pattern in ((ours, "one"), (theirs, "two")):
        folder.mkdir()
        (folder / "a.yaml").write_text(f"rules:\n  - name: same\n    pattern: '{pattern}'\n")

    assert [rule.pattern for rule in read_phrase_files((ours, theirs))] == ["two"]


def test_the_packages_own_phrases_have_no_fault() -> None:
    assert read_phrase_files()
