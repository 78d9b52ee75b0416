"""(text, hits of a sentence, candidate) -> bool: whether the words of war are a figure of speech here."""

from collections.abc import Sequence

from monitor.model.mention import Kind
from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate
from monitor.steps.detect.scene import judge_scene

# Two words of sport stand in many a sentence on the death of a coach.
_ENOUGH = 3


def is_figurative(text: str, here: Sequence[Hit], candidate: Candidate) -> bool:
    """The sentence's own words show that nothing of the kind happened, whatever the article is about.

    A report on a war may end with a football match or a bus crash; who fled is left to the counting of people.
    """
    hits = [hit for hit in here if hit.rule.role == "scene"]
    if any(hit.rule.value == "fiction" for hit in hits):
        return True
    if candidate.kind is Kind.DISPLACEMENT:
        return False
    return len(hits) >= _ENOUGH and not judge_scene([(text, hits)]).is_told
