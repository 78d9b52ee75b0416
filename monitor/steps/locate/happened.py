"""(mention, its place) -> the finer one that the next sentence tells: `The blast happened in Asadabad`."""

import re
from dataclasses import replace

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import PEOPLE, Mention, Part
from monitor.steps.locate.main_place import SEPARATE
from monitor.steps.locate.scene import FIRM, SENTENCE_END, Choice, Scene, holds
from monitor.text.patterns import either

_DEED = either(
    "strikes? air_?strikes? attacks? incident blasts? explosions? bombings? bomb raid ambush clash(?:es)? shooting "
    "shelling assault massacre killings? fighting battle gunfight firefight encounter crash accident operation"
)
_IT_HAPPENED = re.compile(
    rf"[\"”’.\s]{{0,4}}(?:The|That|This) (?:[a-z]+ ){{0,2}}{_DEED} (?:happened|took place|occurred|unfolded|began"
    r"|erupted|broke out|was carried out|went off|(?P<struck>struck|hit|targeted|shook|rocked))\b"
)
_RIGHT_THERE = re.compile(
    r"(?!.*(?:\b(?:after|as|when|while|hours|days)\b|(?<!night )\bbefore\b))"
    r".*\b(?:in|at|near|on|outside|around)\b[^,;]{0,60}$"
)
"""Not `began a day after shelling in Aleppo`."""
_RIGHT_HIT = re.compile(
    r"(?! (?:fear|terror|panic|morale|headlines|nerves?|an? (?:nerve|chord|blow))\b)"
    r"(?: (?!after\b|as\b|when\b|while\b|days?\b|hours?\b|from\b|before\b)[a-z-]+){0,10} $"
)
"""`The attack struck the usually peaceful province of Parwan`."""
WIDE = frozenset({"country", "admin1", "people"})
_LONG = 250
"""Characters of that sentence."""


def where_it_happened(mention: Mention, choice: Choice, place: Place, scene: Scene) -> Choice:
    """`A bomb killed him in eastern Afghanistan.  The blast happened in Asadabad`: there."""
    if mention.kind not in PEOPLE or choice.is_whole or mention.evidence.part is not Part.BODY:
        return choice
    text = scene.texts[Part.BODY]
    match = _IT_HAPPENED.match(text, mention.sentence[1])
    if match is None or SEPARATE.search(text, *mention.sentence):
        return choice
    stop = SENTENCE_END.search(text, match.end(), match.end() + _LONG)
    for name in scene.named_in(mention, match.end(), stop.start() if stop else match.end() + _LONG):
        told = _RIGHT_HIT if match["struck"] else _RIGHT_THERE
        is_it = told.match(text, match.end(), name.start) and name.role in FIRM
        if is_it and name.place.level != place.level and holds(place, name.place):
            because = f"it happened in {name.words}"
            return replace(choice, place=name.place, toponym=name, by=PlacedBy.PARAGRAPH, because=because)
    return choice
