"""(mention, scene) -> a place from below the lead: it says what happened, and the next paragraphs say where."""

import re

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import Mention, Part
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.scene import FIRM, SENTENCE_END, Choice, Scene
from monitor.steps.locate.unknown import find_unknown, place_of
from monitor.text.caseless import caseless

_LEAD, _NEXT = 450, 500
"""Characters: the first paragraph of a story, and the one or two after it."""
_UP_COUNTRY = re.compile(
    r"\bthe (?:country|nation|kingdom|republic)['’]s (?:[\w-]+ ){0,2}(?:north|south|east|west|centre|center|coast)"
    r"|\b(?:in|across) the (?:[\w-]+ )?(?:north|south|east|west|centre|center)(?:east|west)? of the country\b"
)
"""`villages in the country's far north`, in a story from the capital."""
_ANOTHER_STORY = caseless(
    r"\b(?:meanwhile|elsewhere|separately|another|also|earlier|previous(?:ly)?"
    r"|(?<!report )(?<!statement )(?<!said )last (?:week|month|year)|in \d{4}|ago"
    r"|since|(?:days?|weeks?|months?|years?) (?:after|before))\b",
)


def choose_after_lead(mention: Mention, scene: Scene) -> Choice | None:
    """A lead from the capital says what happened; the next paragraphs say where."""
    return choose_below_lead(mention, scene) if _is_from_afar(mention, scene) else None


def choose_below_lead(mention: Mention, scene: Scene) -> Choice | None:
    """What the paragraphs right after the lead name, in the story's country."""
    if mention.evidence.part is not Part.BODY or mention.sentence[0] > _LEAD:
        return None
    end = mention.sentence[1]
    text = scene.text_of(mention)
    for name in scene.named_in(mention, end, mention.paragraph[1] + _NEXT):
        if _ANOTHER_STORY.search(text, end, name.start):
            return None
        if name.role in FIRM and name.place.country == scene.country and name.place.level != "country":
            if (village := _told_first(text, end, name, scene)) is not None:
                return Choice(village, PlacedBy.PARAGRAPH, name, f"told after the lead: {village.name}")
            return Choice(name.place, PlacedBy.PARAGRAPH, name, f"told after the lead: {name.words}")
    return None


def _told_first(text: str, start: int, name: Toponym, scene: Scene) -> Place | None:
    """`in the village of Bamenyam. … On November 6, 25 died in Egbekaw`: the first, which nobody knows."""
    unknown = find_unknown(text, start, name.start, (), sure=True)
    if not unknown or not SENTENCE_END.search(text, unknown[0][1], name.start):
        return None
    return (
        None
        if scene.gazetteer.find(unknown[0][2])
        else place_of(unknown[0][2], scene.country_of(name.place), scene.gazetteer)
    )


def _is_from_afar(mention: Mention, scene: Scene) -> bool:
    """True where the dateline is a capital, or of another country; where there is none, of a tale from up country."""
    stamp = next((name for name in scene.datelines if name.words.lower() in mention.dateline.lower()), None)
    return tells_of_up_country(scene) if stamp is None else is_afar(stamp, scene)


def is_afar(stamp: Toponym, scene: Scene) -> bool:
    capital = scene.gazetteer.capital(scene.country or "")
    is_capital = capital is not None and capital.name == stamp.place.name
    return stamp.place.country != scene.country or is_capital


def tells_of_up_country(scene: Scene) -> bool:
    """True where the lead speaks of a part of the country far from who writes."""
    return _UP_COUNTRY.search(scene.texts[Part.BODY], 0, _LEAD) is not None
