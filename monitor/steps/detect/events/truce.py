"""What a sentence says of a truce itself, which is not when it was broken."""

from collections.abc import Iterator

from monitor.model.phrase import Hit
from monitor.steps.detect.view import View, compiled

_AFTER = (
    r"(?:,? (?:that|which|agreed|announced|brokered|declared|signed|reached|negotiated|sealed|struck|mediated|backed|"
    r"called|concluded|imposed|proclaimed)\b"
    r"(?: (?!according|despite|while|when|and|but|after|before|as)[^\s,;]+){0,12})"
)
_BEFORE = r"(?:\b(?:a|an|the|its|their|this|that|last|in)(?: (?!\w+ed |of )[^\s,;]+){0,5} |\b[\w-]+-old )$"
_DATING = (
    r"\b[\w-]*-old\b|\b\w+-(?:hour|day|week|month|year)s?\b|\blast (?:month|year)\S*|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:(?<=\bthe )|(?<=\ba )|(?<=\bits )|(?<=\btheir ))(?:19|20)\d\d\b"
)
# "a six-month-old US- and Russian-brokered truce".
_LEAD = 60


def about_the_truce(view: View, trigger: Hit) -> Iterator[tuple[int, int]]:
    """Spans that date the truce: "a six-month-old truce", "a ceasefire announced in August"."""
    text, sentence = view.text, view.sentence
    for truce in view.all("truce"):
        # `In June rebels broke the truce`: a time before the verb is the verb's.
        left = trigger.end if trigger.end <= truce.start else sentence.start
        before = compiled(_BEFORE).search(text, max(left, truce.start - _LEAD), truce.start)
        after = compiled(_AFTER).match(text, truce.end, sentence.end)
        end = after.end() if after else truce.end
        if truce.end <= trigger.start < end:
            end = trigger.start
        yield (_old(text, before.start(), truce.start) if before else truce.start, end)


def _old(text: str, start: int, end: int) -> int:
    """Only words that date it are cut; a determiner far off may belong to another noun."""
    found = compiled(_DATING).search(text, start, end)
    return found.start() if found else end
