"""Everything the steps must know, from the files of the package and the user's own."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from monitor.knowledge.gazetteer_file import GAZETTEER, GazetteerFile
from monitor.knowledge.matcher import PhraseMatcher
from monitor.knowledge.pcode_file import read_pcodes
from monitor.knowledge.phrase_files import PACKAGE_PHRASES, read_phrase_files
from monitor.knowledge.place_names import read_place_file
from monitor.knowledge.rule_files import DEFAULT_RULES, read_rule_files
from monitor.knowledge.source_files import PACKAGE_SOURCES, SourceNames, names_of, read_source_files
from monitor.knowledge.spelling import SMALL_WORDS, EnglishSpelling
from monitor.model.knowledge import Knowledge


@cache
def load_knowledge(
    *,
    phrase_folder: Path | None = None,
    rules: Path = DEFAULT_RULES,
    places: Path | None = None,
    sources: Path | None = None,
    pcodes: Path | None = None,
) -> Knowledge:
    """The package's own knowledge and, on top, the user's phrases, places, sources and rules; once a process.

    `places` and `sources` have the form of the package's places.csv and sources.yaml, `pcodes` is OCHA's list.

    Raises KnowledgeFileError with every problem of every file.
    """
    folders = [folder for folder in (PACKAGE_PHRASES, phrase_folder) if folder]
    with _nothing_to_collect():
        phrases = PhraseMatcher(read_phrase_files(folders, are_tested=phrase_folder is None))
    gazetteer = GazetteerFile(
        GAZETTEER, read_place_file(places) if places else (), read_pcodes(pcodes) if pcodes else ()
    )
    source_file = read_source_files(file for file in (PACKAGE_SOURCES, sources) if file)
    return Knowledge(
        version=_version(phrases.version, GAZETTEER, PACKAGE_SOURCES, SMALL_WORDS, places, sources, pcodes),
        phrases=phrases,
        gazetteer=gazetteer,
        sources=SourceNames(source_file, gazetteer),
        spelling=EnglishSpelling(names_of(source_file)),
        rules=read_rule_files((rules,)),
    )


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Without the collector, which would look through all that was loaded again and again: a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _version(phrases: str, *files: Path | None) -> str:
    """Another one whenever phrases, places, names of sources or spellings differ; rules have a version each."""
    digest = hashlib.sha256(phrases.encode())
    for file in files:
        digest.update(file.read_bytes() if file else b"-")
    return digest.hexdigest()[:12]
