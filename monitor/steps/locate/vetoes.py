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


_REACH = 120
"""Characters: a list of five names."""
_AUTHOR = re.compile(
    r"^(?:['’]s?)?(?:[ -](?:draft(?:ed)?|sponsored|backed|proposed|led|authored|penned|written|tabled|submitted))? "
    r"(?:texts?|drafts?|resolutions?|motions?)\b"
)
"""`an Algerian text`, `the Emirates' resolution`: who wrote it, not what it is about."""
_AUTHORS_BEFORE = re.compile(
    r"\b(?:drafted|written|penned|authored|proposed|submitted|tabled|presented|introduced|circulated|"
    r"(?:co-?)?sponsored|supported|backed|put forward|abstentions?) (?:jointly )?"
    r"(?:by|from|of) (?:(?!\b(?:on|in|about|over|for|to|into|that|which)\b)[^.;]){0,80}$",
    re.IGNORECASE,
)
_A_WAY_IN = re.compile(
    r"\b(?:aid|relief|deliver\w+|convoys?|assistance|trucks?|supplies|operations?)(?: [\w-]+){0,2} from "
    r"(?:(?!\b(?:to|into|for)\b)[^.;]){0,60}$",
    re.IGNORECASE,
)
"""`aid deliveries from Turkey and Iraq`: where it comes through."""
_VOTES = re.compile(r"\b(?:against|favou?r|abstain\w*|abstentions?|opposed) \([^.;()]{0,80}$")
"""`three against (China, Russia and Venezuela)`"""
_VOTERS_BEHIND = re.compile(
    r"^(?:,| (?:and|the|[A-Z][\w.-]+)){0,12},? (?:(?:had|have|has|also|both|jointly) )*"
    r"(?:abstain\w*|vot(?:ed|ing)|did not (?:vote|participate)|wrote|put forward|"
    r"(?:draft|(?:co-?)?sponsor|tabl|submitt|propos|present|introduc|circulat)(?:ed|ing))\b"
)
"""`a text drafted by Belgium and Kuwait`, `Gabon and Ghana abstained`: whose hands went up, or did not."""


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
            and not _is_no_subject(scene.texts[part], name)
        ]
        if rated:
            name = max(rated, key=lambda one: one[:2])[2]
            return Choice(scene.country_of(name.place), by, name, f"vetoed text about: {name.words}")
    return Choice(None, PlacedBy.NOWHERE)


def _is_no_subject(text: str, name: Toponym) -> bool:
    before, behind = text[max(0, name.start - _REACH) : name.start], text[name.end : name.end + _REACH]
    return (
        _AUTHOR.match(behind) is not None
        or _VOTERS_BEHIND.match(behind) is not None
        or _AUTHORS_BEFORE.search(before) is not None
        or _A_WAY_IN.search(before) is not None
        or _VOTES.search(before) is not None
    )


def _rate(name: Toponym, scene: Scene) -> float:
    return _SCORE[name.role] + 4 * scene.countries.get(name.place.country or "", 0.0) / max(
        scene.countries.values(), default=1.0
    )
