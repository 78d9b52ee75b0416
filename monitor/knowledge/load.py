"""Everything the steps must know, from the files of the package and the user's own."""

from functools import cache
from pathlib import Path

from monitor.knowledge.gazetteer_file import GAZETTEER, GazetteerFile
from monitor.knowledge.matcher import PhraseMatcher
from monitor.knowledge.phrase_files import PACKAGE_PHRASES, read_phrase_files
from monitor.knowledge.rule_files import DEFAULT_RULES, read_rule_files
from monitor.knowledge.source_files import PACKAGE_SOURCES, SourceNames, read_source_files
from monitor.model.knowledge import Knowledge


@cache
def load_knowledge(*, phrase_folder: Path | None = None, rules: Path = DEFAULT_RULES) -> Knowledge:
    """The package's own knowledge and, on top, the user's own phrases, and alert rules; loaded once a process.

    Raises KnowledgeFileError with every problem of every file.
    """
    phrases = PhraseMatcher(read_phrase_files(folder for folder in (PACKAGE_PHRASES, phrase_folder) if folder))
    gazetteer = GazetteerFile(GAZETTEER)
    sources = SourceNames(read_source_files((PACKAGE_SOURCES,)), gazetteer)
    return Knowledge(
        version=phrases.version, phrases=phrases, gazetteer=gazetteer, sources=sources, rules=read_rule_files((rules,))
    )
