"""(passage, sentence, candidate) -> Attribution: who says it."""

from monitor.model.knowledge import Sources
from monitor.model.mention import Attribution
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.text.layout import Sentence


def attribute(passage: Passage, sentence: Sentence, candidate: Candidate, sources: Sources) -> Attribution:
    """The speaker or source of the candidate's words; else the outlet itself."""
    return Attribution(name=passage.article.outlet, is_outlet=True)
