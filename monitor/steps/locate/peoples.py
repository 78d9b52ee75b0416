"""A people or its officials named with an incident: what they say of its place, whatever was named before."""

import re
from dataclasses import replace

from monitor.model.incident import PlacedBy
from monitor.model.mention import PEOPLE, Kind, Mention, Status
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene
from monitor.text.caseless import caseless

OFFICE = caseless(
    r"(?:['’]s)?(?: [\w-]+){0,3} (?:governors?|commissioner|secretary|minist(?:er|ry)|spokes\w+|officers?|police|chief"
    r"|director|officials?|authorit(?:y|ies)|governments?|ombudsman|administration|department|agency)\b"
)
_A_SCENE, _SEEN = 3.0, 60
_CIVILIANS = re.compile(
    r" (?:\w+ )?"
    r"(?:civilians?|villagers?|residents|people|men|women|children|farmers|families|homes|shepherds|herders|fishermen"
    r"|policem[ae]n|police officers|schoolchildren)\b"
)
_PALESTINE = "PS"
"""Palestinians of Yarmouk are driven from Yarmouk; what is told of them at home lies in Gaza or the West Bank."""


def of_its_people(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`Pakistan says Indian guns killed 17 Pakistani villagers`: in Pakistan, whatever was named before."""
    if mention.kind not in PEOPLE:
        return choice
    are_guests = mention.kind is Kind.DISPLACEMENT and _are_guests(mention, choice)
    if choice.by is PlacedBy.SENTENCE and not are_guests:
        return choice
    here = scene.named_in(mention, *scene.sentence_of(mention))
    victims = next((name for name in here if mention.evidence.start <= name.start < mention.evidence.end), None)
    if victims is None or victims.place.level != "people" or choice.place is None:
        return choice
    is_flight = mention.kind is Kind.DISPLACEMENT
    if not is_flight and not victims.words.endswith("s") and not _CIVILIANS.match(scene.text_of(mention), victims.end):
        return choice
    country = victims.place.country
    is_total = mention.status is Status.CUMULATIVE and choice.by in (PlacedBy.DATELINE, PlacedBy.ARTICLE)
    is_told = is_total or any(name.role is Role.ACTOR and name.place.country == country for name in here)
    is_told = is_told or (are_guests and country != _PALESTINE)
    if country == choice.place.country or not (is_told or _came_from_there(mention, choice)):
        return choice
    return Choice(scene.country_of(victims.place), PlacedBy.SENTENCE, victims, f"its people: {victims.words}")


def _are_guests(mention: Mention, choice: Choice) -> bool:
    """`Uganda hosts 825,000 South Sudanese`, `7,200 Ethiopians ran into Sudan`: they fled from their own country."""
    if choice.toponym is None:
        return False
    if mention.status is Status.STOCK:
        return choice.toponym.role is not Role.ORIGIN
    is_abroad = choice.toponym.place.level == "country" and choice.toponym.role is not Role.ORIGIN
    return choice.by is PlacedBy.SENTENCE and (choice.toponym.role is Role.DESTINATION or is_abroad)


def _came_from_there(mention: Mention, choice: Choice) -> bool:
    """`ADDIS ABABA - Some 7,800 South Sudanese crossed into Gambella`: where they fled from, not where it was told."""
    is_flight = mention.kind is Kind.DISPLACEMENT and mention.status is not Status.STOCK
    return is_flight and choice.by in (PlacedBy.DATELINE, PlacedBy.ARTICLE)


def of_its_officials(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`Mozambican officials said three were killed`, of a storm that was told of Madagascar before: in Mozambique."""
    here = scene.named_in(mention, *scene.sentence_of(mention))
    name = here[0] if len(here) == 1 and here[0].place.level in ("people", "country") else None
    if name is None or choice.place is None or name.place.country == choice.place.country:
        return choice
    is_scene = scene.countries.get(name.place.country or "", 0.0) >= _A_SCENE
    if not is_scene or not OFFICE.match(scene.text_of(mention), name.end, name.end + _SEEN):
        return choice
    return Choice(scene.country_of(name.place), PlacedBy.SENTENCE, name, f"its officials: {name.words}")


def in_its_half(choice: Choice, scene: Scene) -> Choice:
    """`killed 530 Palestinians`, of a story that names Gaza and never the West Bank: in Gaza."""
    place = choice.place
    if place is None or place.country != _PALESTINE or place.level != "country":
        return choice
    halves = {
        name.place.name.removesuffix(" Strip"): name.place
        for names in scene.names.values()
        for name in names
        if name.place.level == "area" and name.place.country == place.country and name.place.region is None
    }
    return replace(choice, place=next(iter(halves.values()))) if len(halves) == 1 else choice
