"""(veto, the article's names) -> the country that the vetoed text is about."""

import re

from monitor.model.incident import PlacedBy
from monitor.model.mention import Mention, Part
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene
from monitor.text.words import word_set

_CASTERS = word_set("RU CN US GB FR")
_SCORE = {
    Role.AT: 6.0,
    Role.TARGET: 8.0,
    Role.PARENT: 6.0,
    Role.DESTINATION: 7.0,
    Role.ORIGIN: 2.0,
    Role.BARE: 3.0,
    Role.LAND: 4.0,
    Role.ADJECTIVE: 2.0,
    Role.BORDER: 0.5,
    Role.ACTOR: 0.2,
}


_AUTHOR = re.compile(
    r"^(?:['’]s?)?(?:[ -](?:draft(?:ed)?|sponsored|backed|proposed|led|authored|penned|written|tabled|submitted))? "
    r"(?:texts?|drafts?|resolutions?|motions?)\b"
)
"""`an Algerian text`, `the Emirates' resolution`: who wrote it, not what it is about."""


def choose_for_veto(mention: Mention, scene: Scene) -> Choice:
    """Never the country that cast it."""
    stages = (
        (scene.named_in(mention, *mention.sentence), PlacedBy.SENTENCE),
        (scene.named_in(mention, *mention.paragraph), PlacedBy.PARAGRAPH),
        (scene.names[Part.HEADLINE], PlacedBy.HEADLINE),
        (scene.names[Part.BODY], PlacedBy.ARTICLE),
    )
    for names, by in stages:
        part = (
            Part.HEADLINE if by is PlacedBy.HEADLINE else Part.BODY if by is PlacedBy.ARTICLE else mention.evidence.part
        )
        rated = [
            (_rate(name, scene), -name.start, name)
            for name in names
            if name.role in _SCORE
            and name.place.country not in (*_CASTERS, None)
            and not _AUTHOR.match(scene.texts[part][name.end : name.end + 40])
        ]
        if rated:
            name = max(rated, key=lambda one: one[:2])[2]
            return Choice(scene.country_of(name.place), by, name, f"vetoed text about: {name.words}")
    return Choice(None, PlacedBy.NOWHERE)


def _rate(name: Toponym, scene: Scene) -> float:
    return _SCORE[name.role] + 4 * scene.countries.get(name.place.country or "", 0.0) / max(
        scene.countries.values(), default=1.0
    )
