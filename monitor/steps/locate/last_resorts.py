"""(mention, scene) -> a place where nothing around the sentence tells one: headline, dateline, article."""

import re
from collections.abc import Sequence

from monitor.model.incident import PlacedBy
from monitor.model.mention import PEOPLE, Mention, Part, Status
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.fitting import REACH, is_scene
from monitor.steps.locate.lead import is_afar, tells_of_up_country
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import FIRM, NO_SCENE, Choice, Scene, fineness
from monitor.steps.locate.unknown import find_unknown, place_of
from monitor.steps.locate.villages import village
from monitor.text.caseless import caseless

_HALL = re.compile(
    r"\b(?:shelters?|halls?|schools?|cent(?:re|er)s?|churches|gymnasiums?|stadiums?|mosques|temples|buildings"
    r"|higher ground|safer areas) (?:in|on|across|throughout) (?:the )?(?:[a-z]+ (?:of )?){0,2}$"
)
_TO_SAFETY = caseless(
    r"\b(?:fle[ed]\w*|refugees?|displaced|evacuat\w+|famil(?:y|ies)|people|civilians|residents|villagers|survivors|patients"
    r"|victims|wounded|injured|casualties|bodies|hospital\w*|aid|relief|food|medicines?|supplies|trucks|convoys?|prisoners"
    r"|hostages|captured|withdr[ae]w\w*|retreat\w*|return\w*|talks|meeting)\b[^.;]*$"
)
"""`The wounded were taken to Aleppo.  Nine were killed`: not there."""


def choose_by_headline(mention: Mention, scene: Scene) -> Choice | None:
    """The finest name in the headline; for a headline's own incident, in the first words of the body."""
    is_headline = mention.evidence.part is Part.HEADLINE
    near = scene.names[Part.BODY] if is_headline else scene.names[Part.HEADLINE]
    names = [name for name in near if name.role not in NO_SCENE]
    names = [name for name in (names[:4] if is_headline else names) if is_scene(name, mention, scene)]
    if not names:
        return None
    best = max(names, key=lambda name: (name.role in FIRM, fineness(name.place), -name.start))
    return Choice(scene.land_of(best.place), PlacedBy.HEADLINE, best, f"{best.role}: {best.words}")


def choose_by_dateline(mention: Mention, scene: Scene) -> Choice | None:
    """Where the reporter wrote: the scene only where the text speaks of that country."""
    own = [name for name in scene.datelines if name.words.lower() in mention.dateline.lower()]
    candidates = own if own or mention.dateline else scene.datelines[:2]
    name = next((name for name in candidates if scene.country in (None, name.place.country)), None)
    if name is None:
        return None
    is_total = mention.status in (Status.CUMULATIVE, Status.STOCK)
    country = scene.country_of(name.place)
    is_total = is_total or (is_afar(name, scene) and tells_of_up_country(scene))
    main = scene.main
    if main is not None and not is_total and main.place.country == country.country and is_afar(name, scene):
        return Choice(main.place, PlacedBy.ARTICLE, main, f"what the article tells of: {main.words}")
    place = country if is_total else name.place
    inner = village(mention, country, scene)
    place = inner if inner is not country and not is_total else place
    return Choice(place, PlacedBy.DATELINE, name, f"dateline: {name.words}")


def choose_by_destination(mention: Mention, here: Sequence[Toponym], scene: Scene) -> Choice | None:
    """Where nothing else is told: people who flee on foot do not go far.  An unknown origin keeps its own name."""
    name = next((name for name in here if name.role is Role.DESTINATION and name.place.region), None)
    if name is None:
        return None
    taken = tuple((one.start, one.end) for one in here)
    origins = (
        one
        for start, _, one in find_unknown(scene.text_of(mention), *scene.sentence_of(mention), taken)
        if start < name.start
    )
    origin = next(origins, None)
    place = place_of(origin, scene.country_of(name.place), scene.gazetteer) if origin else name.place
    return Choice(place, PlacedBy.SENTENCE, name, f"{name.role}: {name.words}")


def choose_in_its_halls(
    mention: Mention, other: Toponym | None, here: Sequence[Toponym], scene: Scene
) -> Choice | None:
    """`evacuated to shelters in Fiji, days after the storm hit Samoa`: nobody leaves the country for a school hall."""
    text = scene.text_of(mention)
    for name in here:
        is_hall = name.role is Role.DESTINATION and (other is None or name.start < other.start)
        if is_hall and _HALL.search(text, max(name.start - REACH, 0), name.start):
            return Choice(name.place, PlacedBy.SENTENCE, name, f"{name.role}: {name.words}")
    return None


def choose_only_region(mention: Mention, scene: Scene) -> Choice | None:
    """`The minister flew to Darchula.  Five died`: the one part of the country that the article names at all."""
    if mention.status is not Status.NEW or mention.kind not in PEOPLE:
        return None
    names = [name for one in scene.names.values() for name in one if name.place.region]
    if len({name.place.region for name in names}) != 1 or names[0].place.country != scene.country:
        return None
    there = ((part, name) for part, one in scene.names.items() for name in one if name.role is Role.DESTINATION)
    part, name = next(there, (Part.BODY, None))
    if name is None or name.place == scene.gazetteer.capital(scene.country or ""):
        return None
    left = scene.texts[part][max(name.start - REACH, 0) : name.start]
    if _TO_SAFETY.search(left):
        return None
    return Choice(name.place, PlacedBy.ARTICLE, name, f"the only region named: {name.words}")


def choose_by_article(scene: Scene) -> Choice | None:
    """The country that the article speaks of most."""
    every = (*scene.names[Part.HEADLINE], *scene.names[Part.BODY])
    name = next((name for name in every if name.place.country and name.place.country == scene.country), None)
    if name is None:
        return None
    return Choice(scene.country_of(name.place), PlacedBy.ARTICLE, name, f"article: {name.words}")
