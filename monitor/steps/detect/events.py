"""(passage, sentence, hits) -> [Candidate]: incidents that a phrase tells whole."""

from collections.abc import Sequence

from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.text.layout import Sentence


def find_events(passage: Passage, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
    """Every incident in one sentence that is not a count of people."""
    return [
        Candidate(
            hit.rule.kind,
            hit.start,
            hit.end,
            hit,
            subject=hit.rule.subject,
            status=hit.rule.status,
            anchors=(hit.start,),
            because=(hit.rule.name,),
        )
        for hit in hits
        if hit.rule.role == "event" and hit.rule.kind
    ]
