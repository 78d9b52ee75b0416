"""(mention, scene) -> a place from below the lead: it says what happened, and the next paragraphs say where."""

import re
from collections.abc import Sequence

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import Mention, Part
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.rows import row_of
from monitor.steps.locate.scene import FIRM, SENTENCE_END, Choice, Scene
from monitor.steps.locate.unknown import find_unknown, place_of
from monitor.text.caseless import caseless

_LEAD, _NEXT = 450, 500
"""Characters: the first paragraph of a story, and the one or two after it."""
_MANY = 3
_ONE_MORE = re.compile(r",? and [A-Z]")
_UP_COUNTRY = re.compile(
    r"\bthe (?:country|nation|kingdom|republic)['’]s (?:[\w-]+ ){0,2}(?:north|south|east|west|centre|center|coast)"
    r"|\b(?:in|across) the (?:[\w-]+ )?(?:north|south|east|west|centre|center)(?:east|west)? of the country\b"
)
"""`villages in the country's far north`, in a story from the capital."""
_ANOTHER_STORY = caseless(
    r"\b(?:meanwhile|elsewhere|separate(?:ly)?|another|also|earlier|previous(?:ly)?"
    r"|(?<!report )(?<!statement )(?<!said )last (?:week|month|year)|in \d{4}|ago"
    r"|since|(?:days?|weeks?|months?|years?) (?:after|before))\b",
)

APART = re.compile(
    r"\b(?:(?:In|At) (?:a |an|another|other|two |three )[\w ]{0,20}(?:attack|incident|clash|strike|blast|raid"
    r"|explosion|shooting|ambush|development)|Separately|Meanwhile|Elsewhere)"
)
"""`In a separate incident, a bomb went off in Kirkuk`: that is told of no other."""


def choose_after_lead(mention: Mention, scene: Scene) -> Choice | None:
    """A lead from the capital says what happened; the next paragraphs say where."""
    return choose_below_lead(mention, scene) if _is_from_afar(mention, scene) else None


def choose_below_lead(mention: Mention, scene: Scene) -> Choice | None:
    """What the paragraphs right after the lead name, in the story's country."""
    if mention.evidence.part is not Part.BODY or mention.sentence[0] > _LEAD:
        return None
    end = mention.sentence[1]
    text = scene.text_of(mention)
    names = scene.named_in(mention, end, mention.paragraph[1] + _NEXT)
    for name in names:
        if _ANOTHER_STORY.search(text, end, name.start):
            return None
        if name.role in FIRM and name.place.country == scene.country and name.place.level != "country":
            if (village := _told_first(text, end, name, scene)) is not None:
                return Choice(village, PlacedBy.PARAGRAPH, name, f"told after the lead: {village.name}")
            place = _of_all_listed(name, names, text, scene) or name.place
            return Choice(place, PlacedBy.PARAGRAPH, name, f"told after the lead: {name.words}")
    return None


def _of_all_listed(name: Toponym, names: Sequence[Toponym], text: str, scene: Scene) -> Place | None:
    """`They stormed the villages of Karou, Ouatagouna and Daouga`: in the region of all three."""
    row = row_of(name, names, text)
    regions = {one.place.region for one in row}
    if len(row) + bool(_ONE_MORE.match(text, row[-1].end)) < _MANY or name.place.level == "admin1":
        return None
    return scene.gazetteer.unit(name.place.region or "") if len(regions) == 1 else scene.country_of(name.place)


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
