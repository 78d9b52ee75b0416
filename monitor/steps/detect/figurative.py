"""(passage, sentence, candidate) -> bool: whether the words of war are a figure of speech here."""

from monitor.steps.detect.candidate import Candidate, Passage
from monitor.text.layout import Sentence


def is_figurative(passage: Passage, sentence: Sentence, candidate: Candidate) -> bool:
    """The sentence's own words show that nothing of the kind happened, whatever the article is about."""
    return False
