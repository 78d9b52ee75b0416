"""Which phrases never match a corpus, and which match too much: for `monitor rules check`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.model.knowledge import Phrases

# Of 2,000 ordinary articles, a word that is in every fifth tells nothing by itself.
_TOO_MANY = 0.2
# Fewer articles can't show that a phrase is dead.
_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class PhraseFinding:
    """One rule that needs a look; `articles` of `read` had it."""

    rule: str
    articles: int
    read: int
    says: str


def lint_phrases(phrases: Phrases, texts: Iterable[str]) -> tuple[PhraseFinding, ...]:
    """Rules that never matched, and rules that open too many articles, in the order of the files."""
    matched: Counter[str] = Counter()
    read = 0
    for text in texts:
        read += 1
        matched.update({hit.rule.name for hit in phrases.find(text)})
    found = [
        PhraseFinding(rule.name, matched[rule.name], read, says)
        for rule in phrases.rules
        if (says := _fault(matched[rule.name], read, is_opening=rule.opens and not rule.needs))
    ]
    return tuple(found)


def _fault(articles: int, read: int, *, is_opening: bool) -> str:
    if articles == 0 and read >= _ENOUGH:
        return f"never matched in {read} articles: is there a typo, or is it rarer than that?"
    if is_opening and read and articles / read > _TOO_MANY:
        return (
            f"matched {articles} of {read} articles, and each is then read closely: "
            "narrow it, add `needs`, or set `opens: false`"
        )
    return ""
