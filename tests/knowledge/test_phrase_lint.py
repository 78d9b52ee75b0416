"""`monitor rules check` says which phrases are dead and which are everywhere."""

from monitor.knowledge.matcher import PhraseMatcher
from monitor.knowledge.phrase_lint import lint_phrases
from monitor.model.phrase import PhraseRule

RULES = PhraseMatcher(
    [
        PhraseRule(name="common", pattern="the"),
        PhraseRule(name="dead", pattern="mortar shels"),
        PhraseRule(name="fine", pattern="mortar shells"),
        PhraseRule(name="quiet", pattern="of", opens=False),
    ],
    cache_folder=None,
)
CORPUS = ["The price of tin fell.", "The price of zinc rose."] * 120 + ["Mortar shells fell."]


def test_a_phrase_that_never_matched_is_named() -> None:
    assert "dead" in {finding.rule for finding in lint_phrases(RULES, CORPUS)}


def test_a_phrase_that_opens_every_article_is_named() -> None:
    assert "common" in {finding.rule for finding in lint_phrases(RULES, CORPUS)}


def test_words_that_open_nothing_may_be_common() -> None:
    assert {finding.rule for finding in lint_phrases(RULES, CORPUS)} == {"common", "dead"}


def test_few_articles_prove_no_phrase_dead() -> None:
    assert "dead" not in {finding.rule for finding in lint_phrases(RULES, CORPUS[:5])}
