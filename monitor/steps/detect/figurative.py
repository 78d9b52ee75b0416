"""(passage, sentence, candidate) -> bool: whether the words of war are a figure of speech here."""

from monitor.model.mention import Kind
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.scene import judge_scene
from monitor.steps.detect.view import hits_between
from monitor.text.layout import Sentence

# Two words of sport stand in many a sentence on the death of a coach.
_ENOUGH = 3


def is_figurative(passage: Passage, sentence: Sentence, candidate: Candidate) -> bool:
    """The sentence's own words show that nothing of the kind happened, whatever the article is about.

    A report on a war may end with a football match or a bus crash; who fled is left to the counting of people.
    """
    hits = [hit for hit in hits_between(passage.hits, sentence.start, sentence.end) if hit.rule.role == "scene"]
    if any(hit.rule.value == "fiction" for hit in hits):
        return True
    if candidate.kind is Kind.DISPLACEMENT:
        return False
    return len(hits) >= _ENOUGH and not judge_scene([(passage.text, hits)]).is_told
