"""`monitor rules check`: alert rules and phrases, and what a corpus says of the phrases."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic_core import from_json
from rich.table import Table
from rich.text import Text

from monitor.commands.knowledge import knowledge_for
from monitor.commands.terminal import out
from monitor.knowledge.phrase_files import read_phrase_files
from monitor.knowledge.phrase_lint import lint_phrases
from monitor.knowledge.rule_files import read_rule_files
from monitor.settings import Settings


def check(settings: Settings, files: Sequence[Path], corpus: Path | None) -> None:
    """Raises KnowledgeFileError with every problem of every file."""
    knowledge = knowledge_for(settings)
    found = read_rule_files(files) if files else knowledge.rules
    out.print(Text(f"{len(found)} rules, no problem: {', '.join(rule.name for rule in found)}"))
    if settings.phrases_dir is None:
        read_phrase_files()  # loading tries every pattern only where a user's are among them
    out.print(Text(f"{len(knowledge.phrases.rules)} phrases, no problem"))
    if corpus:
        table = Table("phrase", "articles", "what the corpus says", box=None, padding=(0, 1))
        for finding in lint_phrases(knowledge.phrases, _texts(corpus)):
            table.add_row(*(Text(cell) for cell in (finding.rule, f"{finding.articles:,}", finding.says)))
        out.print(table)


def _texts(corpus: Path) -> Iterator[str]:
    with corpus.open("rb") as lines:
        for line in lines:
            fields = from_json(line) if line.strip() else {}
            yield f"{fields.get('headline', '')}\n{fields.get('body', '')}"
