"""(passage, sentence, hits) -> [Candidate]: people displaced, killed and injured, each bound to its figure."""

from collections.abc import Sequence

from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.text.layout import Sentence


def count_people(passage: Passage, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
    """Every figure of people displaced, killed or injured in one sentence."""
    return []
