"""(mention, a country) -> the one place that the article tells of, unless the sentence or the story tells of more."""

import re
from dataclasses import replace

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import PEOPLE, Cause, Mention, Part, Status
from monitor.steps.locate import lead
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.rows import row_of
from monitor.steps.locate.scene import FIRM, Choice, Scene, holds
from monitor.steps.locate.totals import have_left_it, is_of_many_towns
from monitor.text.caseless import caseless

_DEEDS = (
    r"attacks?|raids|assaults|ambush(?:es)?|bombings|incidents|clashes|massacres|battles|shootings|gunfights|encounters"
)
SEPARATE = caseless(
    r"\b(?:(?:(?:separate|several|multiple|various|different|simultaneous)(?: [\w-]+){0,2}"
    rf"|(?:two|three|four|five|six|twin)(?: [\w-]+)?) (?:{_DEEDS})"
    rf"|(?:series|string|spate|wave) of(?: [\w-]+){{0,2}} (?:{_DEEDS}|blasts|explosions|landslides|mudslides|floods"
    r"|storms|(?:earth)?quakes|fires))\b"
)
"""`in two separate attacks on villages in Burkina Faso`: in no one of them."""
_MANY = 3
_SOON = 600
"""Characters: a paragraph or two below."""
_AND_OTHERS = caseless(
    r"(?: (?:province|state|region|district|city))?(?:,? and (?:(?:a number of|at least|\w+) )?"
    r"(?:other )?(?:provinces|regions|districts|states|cities|towns|counties|areas|parts)\b"
    r"|,? (?:which )?(?:was|were|is|are|has been|have been) (?:the )?(?:hit )?(?:the )?(?:hardest|worst)\b)"
)
_PART_OF = caseless(r"\b(?:(?:(?:north|south)[- ]?(?:east|west)?|east|west)(?:ern)?|central) $")
_ALL_OVER = caseless(
    r"\b(?:(?:across|throughout|all over|around|elsewhere in) (?:the )?(?:[a-z]+ern (?:and [a-z]+ern )?)?"
    r"|(?:two|three|four|five|six|several|many|various) (?:[a-z]+ )?(?:regions|provinces|states|governorates"
    r"|departments|cities|towns) (?:of|in|across) (?:the )?)$"
)
_ITS_TOWNS = re.compile(
    r"(?:['’]s|s)? (?:towns and (?:cities|villages)|cities and towns|provinces)\b"
    r"| (?:since the (?:start|beginning) of|so far (?:this|in)|this (?:year|month))\b"
)
"""`in Syria's towns and cities`, `in violence in Algeria since the beginning of April`"""


def is_told_by_parts(choice: Choice) -> bool:
    """`in several districts of Pakistan, notably Rajanpur`: the sentence itself says that it is wider."""
    name, place = choice.toponym, choice.place
    return name is not None and place is not None and place.level == "country" and holds(place, name.place)


_STORM = caseless(
    r"\b(?:(?:tropical |super )?(?:cyclones?|typhoons?|hurricanes?|storms?|depressions?)|monsoons?"
    r"|(?:torrential|heavy|seasonal) (?:[a-z-]+ )?rain(?:s|fall)?|rainy season)\b"
)
_ONE_PLACE = caseless(
    r"\b(?:villages?|hamlets?|slums?|neighbou?rhoods?|(?:a|the) (?:town|school|house|landslide|mudslide))\b"
)
_STORY_OPENS = 500
"""Characters in which a story has said what kind of disaster it tells of."""


def is_of_a_storm(mention: Mention, choice: Choice, scene: Scene) -> bool:
    """`The cyclone killed 59 in Madagascar`: a storm's toll in a country, and not in a part of it, is no one town's."""
    if mention.cause is not Cause.DISASTER or is_in_a_part(choice, scene.text_of(mention)):
        return False
    text = scene.text_of(mention)
    if _ONE_PLACE.search(text, *scene.sentence_of(mention)):
        return False
    return bool(_STORM.search(text, *scene.sentence_of(mention)) or _STORM.search(text, 0, _STORY_OPENS))


def within_main(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """A lead says "in Syria" or "a Syrian town" of what the article then tells of one town."""
    main, place = scene.main, choice.place
    if place is None or place.level != "country":
        return choice
    if main is None or main.place.country != place.country:
        return _below_its_lead(mention, choice, scene)
    if mention.status not in (Status.NEW, Status.POSSIBLE, Status.DENIED) or _is_all_of_it(mention, choice, scene):
        return choice
    if SEPARATE.search(scene.text_of(mention), *scene.sentence_of(mention)):
        is_bare = choice.toponym is not None and choice.toponym.role is Role.ADJECTIVE
        return replace(choice, place=_all_of_it(place, scene)) if is_bare else choice
    if choice.by is PlacedBy.SENTENCE and is_of_a_storm(mention, choice, scene):
        return choice
    if (wider := _wider_than_main(main, scene)) is not None:
        return replace(choice, place=wider) if wider.level != "country" else choice
    told = Choice(main.place, PlacedBy.ARTICLE, main, f"what the article tells of: {main.words}")
    return _told_below(mention, choice, scene) or (choice if _is_of_another_story(mention, main, scene) else told)


def _told_below(mention: Mention, choice: Choice, scene: Scene) -> Choice | None:
    return lead.choose_below_lead(mention, scene) if is_in_a_part(choice, scene.text_of(mention)) else None


def _below_its_lead(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`killed five in the southern Philippines`, of a story from many towns: in the first that is told of below."""
    is_lead = choice.by is PlacedBy.SENTENCE and mention.status is Status.NEW
    is_lead = is_lead and not _is_all_of_it(mention, choice, scene)
    if not is_lead or SEPARATE.search(scene.text_of(mention), *scene.sentence_of(mention)):
        return choice
    after = _told_below(mention, choice, scene)
    place = after.place if after is not None else None
    is_there = place is not None and choice.place is not None and place.country == choice.place.country
    return after if after is not None and is_there else choice


_OPENS_ANOTHER = ("Elsewhere, ", "In a separate ", "In another ")
_SPATE = re.compile(r"(?:A|In a) (?:series|string|spate|wave) of ")
_APART = re.compile(
    rf"\bin (?:\w+ )?(?:separate|different) (?:[\w-]+ ){{0,2}}(?:{_DEEDS})\b|\bfound elsewhere\b(?! (?:in|on|at)\b)"
)
_THE_SAME = re.compile(
    r"\bthe same (?:[a-z]+ )?(?:district|province|village|town|city|area|region|state|county|camp)\b"
    r"|\b(?:in|of) the (?:city|town|village)\b(?! of\b)|\bthere\b(?! (?:was|were|is|are|had|has|have)\b)"
)


def without_last_town(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`In another attack, gunmen killed three`, `five died in two separate battles`: not in the town told of last."""
    name, place, text = choice.toponym, choice.place, scene.text_of(mention)
    if mention.kind not in PEOPLE or choice.by is not PlacedBy.PARAGRAPH or name is None or place is None:
        return choice
    start, end = mention.sentence
    is_another = text.startswith(_OPENS_ANOTHER, start) if name.start < start else SEPARATE.search(text, start, end)
    is_another = is_another or (name.start < mention.paragraph[0] and _SPATE.match(text, start))
    if _THE_SAME.search(text, start, end) or not place.region or not (is_another or _APART.search(text, start, end)):
        return choice
    return replace(choice, place=_all_of_it(place, scene), because=f"{choice.because}; another one")


def _all_of_it(place: Place, scene: Scene) -> Place:
    """The one region of a country that the article tells of; else the country."""
    firm = (name.place for names in scene.names.values() for name in names if name.role in FIRM)
    regions = {one.region for one in firm if one.region and one.country == place.country}
    unit = scene.gazetteer.unit(next(iter(regions)) or "") if len(regions) == 1 else None
    return unit or scene.country_of(place)


_APART_FROM_MAIN = re.compile(
    rf"{lead.APART.pattern}|\b(?:(?:came|comes|began|happened|took place) (?:[\w-]+ ){{0,3}}"
    r"(?:hours?|days?|weeks?|months?)|came) (?:after|before)\b[^.!?\n]*$"
)
"""Also `The attack came a day after shelling in Aleppo`."""


def _is_of_another_story(mention: Mention, main: Toponym, scene: Scene) -> bool:
    """`A blast killed seven.  In a separate incident, a bomb killed five in Kirkuk`: not the first in Kirkuk."""
    is_body = mention.evidence.part is Part.BODY and main in scene.names[Part.BODY]
    return (
        is_body
        and main.start < mention.sentence[1] + _SOON
        and _APART_FROM_MAIN.search(scene.texts[Part.BODY], mention.sentence[1], main.start) is not None
    )


def _wider_than_main(main: Toponym, scene: Scene) -> Place | None:
    """`It hit Kabul and several other provinces`, `Yen Bai was hit the hardest`: neither is all that is told of."""
    part = next(part for part, names in scene.names.items() if main in names)
    if _AND_OTHERS.match(scene.texts[part], main.end):
        return scene.country_of(main.place)
    row = row_of(main, scene.names[part], scene.texts[part])
    if len(row) < _MANY:
        return None
    is_one = len({name.place.region for name in row}) == 1 and main.place.level != "admin1"
    return scene.gazetteer.unit(main.place.region or "") if is_one else scene.country_of(main.place)


def is_in_a_part(choice: Choice, text: str) -> bool:
    """`in western Sudan`: which part, the next paragraphs say."""
    name = choice.toponym
    return name is not None and _PART_OF.search(text, max(name.start - 20, 0), name.start) is not None


def _is_all_of_it(mention: Mention, choice: Choice, scene: Scene) -> bool:
    """`on areas across Syria`, `on Syria's towns and cities`."""
    name = choice.toponym
    if name is None or choice.by is not PlacedBy.SENTENCE:
        return choice.is_whole
    if is_told_by_parts(choice) or have_left_it(mention, name) or is_of_many_towns(mention, scene):
        return True
    text = scene.text_of(mention)
    is_over = _ALL_OVER.search(text, max(name.start - 50, 0), name.start)
    return is_over is not None or _ITS_TOWNS.match(text, name.end) is not None
