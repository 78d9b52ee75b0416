"""(passage, sentence, candidate) -> Judgement: new, or one of the ways of not being new."""

from typing import NamedTuple

from monitor.model.mention import Period, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.text.layout import Sentence


class Judgement(NamedTuple):
    status: Status
    period: Period
    because: tuple[str, ...]


def judge(passage: Passage, sentence: Sentence, candidate: Candidate) -> Judgement:
    """Status against the take's own date, from tense, time words, modality and negation."""
    return Judgement(candidate.status or Status.NEW, Period(), ())
