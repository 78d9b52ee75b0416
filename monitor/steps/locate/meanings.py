"""[Draft] -> [Toponym]: the one place that each name means in this text, or none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.model.incident import Place
from monitor.steps.locate.draft import Draft, Toponym
from monitor.steps.locate.names import is_half_a_person
from monitor.steps.locate.namesakes import lies_elsewhere
from monitor.steps.locate.roles import Role
from monitor.steps.locate.toponyms import (
    A_SMALL_COUNTRY,
    A_TOWN,
    LEAST_WEIGHT,
    OF_A_HAMLET,
    SCENES,
    SHORT,
    SURELY_A_PLACE,
    VOTES,
)
from monitor.steps.locate.units import in_their_units
from monitor.text.caseless import caseless

_LISTS = frozenset({", ", " and ", ", and ", " or "})
_OF_A_LIST = 45
"""More than a country of the same name has before a unit."""
_TELLS_OF_ANOTHER = 9.0
"""Three scenes in another country: what lies elsewhere is hardly more than a name."""
_A_METROPOLIS = 51
_A_BIG_CITY = 44
_A_LONG_NAME = 5
"""Letters of a village's name: shorter ones are also words of other languages, persons and firms."""
_HARDLY = 15
"""Weight: so much likelier than any namesake."""
_AGAIN = 20
"""Weight: a name means in the whole text what it meant at first."""
_ON_THE_BORDER = 30
"""Characters: `Moyale on the Kenyan border` lies in the other country."""
_SPEAKS_OF_ANOTHER = 1.5
"""One bare mention of another country."""
_ONE_SCENE, _HARDLY_ANOTHER, _A_VILLAGE = 3.0, 2.0, 24
"""A dateline with its country, and no more of it; a place of 2,500 people."""
_LEAST_ABROAD = 41
"""About 700,000 people: a name in a country of which the text says nothing else."""


def _count_regions(drafts: Sequence[Draft]) -> Counter[str]:
    """How often a text names each region by a name that means nothing else, or hardly: Faryab of Afghanistan."""
    return Counter(
        region
        for draft in drafts
        if (region := draft.name.candidates[0].region)
        and (
            len(draft.name.candidates) == 1
            or (draft.name.candidates[0].level == "admin1" and draft.name.weights[0] > draft.name.weights[1] + _HARDLY)
        )
    )


def _votes_of(name: Draft, weight: int, own: Mapping[str, float]) -> float:
    """How much a name itself speaks of its country, over the whole text; a hamlet's counts once."""
    if weight < LEAST_WEIGHT:
        return VOTES[name.role] * OF_A_HAMLET
    return own[name.words]


def _of_this_story(
    draft: Draft, ranked: Sequence[tuple[Place, int]], votes: Mapping[str, float]
) -> tuple[Place, int] | None:
    """`in Karak district`, of a story from Pakistan that never names Jordan: the Karak of Pakistan."""
    top = max(votes, key=lambda country: votes[country], default=None)
    if (
        draft.role not in (*SURELY_A_PLACE, Role.TARGET, Role.ORIGIN)
        or votes.get(top or "", 0.0) < _ONE_SCENE
        or draft.name.is_word
    ):
        return None
    return next((one for one in ranked if one[0].country == top), None)


def resolve(text: str, drafts: Sequence[Draft], votes: Mapping[str, float]) -> list[Toponym]:
    """One place for each name; names that fit nowhere in this text are dropped."""
    found: list[Toponym] = []
    own: dict[str, float] = {}
    for draft in drafts:
        own[draft.words] = own.get(draft.words, 0.0) + VOTES[draft.role]
    story = _Story(votes, _count_regions(drafts), own, {})
    for at, draft in enumerate(drafts):
        is_plain = len(draft.name.candidates) == 1 and draft.name.weights[0] >= _LEAST_ABROAD
        near = [] if is_plain else _neighbours(text, drafts, at)
        best, weight = _most_likely(draft, near, text[draft.name.end : draft.name.end + 20], story)
        if best is None or (weight < _A_BIG_CITY <= draft.name.weights[0] and _is_a_person(text, drafts, at, weight)):
            continue
        if not lies_elsewhere(text, drafts, at, best, votes):
            role = Role.ADJECTIVE if best.level == "people" and draft.role in SCENES else draft.role
            story.senses.setdefault(draft.words, best)
            found.append(Toponym(draft.name.start, draft.name.end, draft.words, best, role, weight))
    return in_their_units(text, found)


def _is_a_person(text: str, drafts: Sequence[Draft], at: int, weight: int) -> bool:
    """`Leon Liagao`; but of `Tripoli Lebanon` both words are places."""
    name = drafts[at].name
    after = drafts[at + 1].name.start if at + 1 < len(drafts) else len(text)
    before = drafts[at - 1].name.end if at else -1
    stands_alone = after > name.end + 1 and before < name.start - 1
    return stands_alone and is_half_a_person(text, name, weight, drafts[at].role)


class Near(NamedTuple):
    """A place named close by; `firm`: 3 where its phrase says that it holds this one, 1, or below 0 (it does not)."""

    places: tuple[Place, ...]
    firm: int
    is_listed_unit: bool = False
    """`Georgia and Florida`: a state or province named in the same breath."""


class _Story(NamedTuple):
    """What the whole text says: of each country and region, and what a name meant before."""

    votes: Mapping[str, float]
    regions: Counter[str]
    own: Mapping[str, float]
    """By its words, how much each name speaks of its country."""
    senses: dict[str, Place]


def _most_likely(draft: Draft, near: Sequence[Near], right: str, story: _Story) -> tuple[Place | None, int]:
    if len(draft.name.candidates) == 1:
        best, weight = draft.name.candidates[0], draft.name.weights[0]
        is_credible = _is_credible(best, weight, draft, near, story, right)
        return (best if is_credible else None), weight
    is_short = draft.words in SHORT
    before = story.senses.get(draft.words)

    def fit(one: tuple[Place, int]) -> float:
        place, weight = one
        here = min(4 * story.regions[place.region], 16) if place.region else 0
        is_small = place.level == "country" and (weight < A_SMALL_COUNTRY or is_short)
        again = _AGAIN if place == before else 0
        filed = weight if draft.role is Role.DATELINE else 0  # agencies file from big cities
        return (
            weight + _fit(place, near, story.votes) + (0 if is_small else _by_unit(place, right)) + here + again + filed
        )

    ranked = sorted(zip(draft.name.candidates, draft.name.weights, strict=True), key=fit, reverse=True)
    best, weight = ranked[0]
    if _is_credible(best, weight, draft, near, story, right):
        return best, weight
    return _of_this_story(draft, ranked[1:], story.votes) or (None, 0)


_UNIT = caseless(r"^(?:'s|’s)? (?:state|province|governorate|region|department|prefecture|oblast|district|county)\b")


def _by_unit(place: Place, right: str) -> int:
    """`Niger` is a country, `Niger state` is not."""
    is_unit = bool(_UNIT.match(right))
    if place.level == "country":
        return -25 if is_unit else 25
    return 12 if is_unit and place.level in ("admin1", "admin2") else 0


def _neighbours(text: str, drafts: Sequence[Draft], at: int) -> list[Near]:
    name, role = drafts[at].name, drafts[at].role
    near: list[Near] = []
    for other in drafts[max(at - 4, 0) : at + 5]:
        if other.name is name or other.words == drafts[at].words:
            continue
        left, right = (name, other.name) if name.start < other.name.start else (other.name, name)
        gap = text[left.end : right.start]
        if len(gap) > 160 or "\n\n" in gap or ". " in gap:
            continue
        if other.role is Role.BORDER and left is name and len(gap) <= _ON_THE_BORDER:
            near.append(Near(other.name.candidates[:1], -4))
            continue
        holds = len(gap) <= 45 and (other.role is Role.PARENT or role is Role.PARENT or gap[:2] in ("'s", "’s"))
        is_listed_unit = gap in _LISTS and other.name.candidates[0].level == "admin1"
        near.append(Near(other.name.candidates, 3 if holds else 1, is_listed_unit))
    return near


def _fit(place: Place, near: Sequence[Near], votes: Mapping[str, float]) -> float:
    fit = 0.0
    top = max(votes.values(), default=0.0)
    if place.country and top:
        fit += 25 * votes.get(place.country, 0.0) / top
    for others, firm, is_listed_unit in near:
        if is_listed_unit and place.level == "admin1" and others[0].country == place.country:
            fit += _OF_A_LIST
        fits = (_kinship(place, other) * (1.0 if rank == 0 else 0.6) for rank, other in enumerate(others))
        fit += firm * max(fits, default=0.0)
    return fit


def _kinship(place: Place, other: Place) -> float:
    if other.country != place.country or other.country is None:
        return 0.0
    wide = other.level in ("country", "people", "admin1", "area")
    return (9.0 if wide else 4.0) + (7.0 if other.region and other.region == place.region else 0.0)


def _is_credible(place: Place, weight: int, draft: Draft, near: Sequence[Near], story: _Story, right: str) -> bool:
    """Small places, and names that are words and not called a unit, must be where the rest of the text plays."""
    votes = story.votes
    if place.level in ("country", "people"):
        is_told_bare = draft.role is Role.BARE
        return (
            not (is_told_bare and _may_be_a_surname(place, weight, draft))
            or votes.get(place.country or "", 0.0) > VOTES[draft.role]
        )
    own = _votes_of(draft, weight, story.own) if weight < _LEAST_ABROAD else 0.0
    here = votes.get(place.country or "", 0.0) - own
    elsewhere = max((vote for country, vote in votes.items() if country != place.country), default=0.0)
    is_near = any(others.places[0].country == place.country for others in near)
    is_spoken_of = here > 0.01 or is_near or place.country is None
    if draft.role is Role.BARE and _may_be_a_surname(place, weight, draft):
        return False
    if draft.name.is_word and not (is_spoken_of and (draft.role in SCENES or (is_near and _UNIT.match(right)))):
        return weight >= _A_BIG_CITY and draft.role in SURELY_A_PLACE
    if is_spoken_of and here + own >= 0.15 * elsewhere:
        return True
    if is_spoken_of or elsewhere < _SPEAKS_OF_ANOTHER:
        return weight >= A_TOWN or (not elsewhere and _means_one_place(draft))
    if elsewhere <= _ONE_SCENE and weight >= A_TOWN and _means_one_place(draft):
        return True
    is_own_name = draft.words.lower() == place.name.lower()
    if elsewhere <= _HARDLY_ANOTHER and weight >= _A_VILLAGE and is_own_name and _means_one_place(draft):
        return True
    return weight >= (_LEAST_ABROAD if elsewhere < _TELLS_OF_ANOTHER else _A_METROPOLIS)


def _means_one_place(draft: Draft) -> bool:
    """`killed in Buni Yadi`, in a text that names no other place: the one village of that name is meant."""
    is_scene = draft.role in SCENES and draft.role is not Role.PARENT
    return is_scene and len(draft.name.candidates) == 1 and len(draft.words) >= _A_LONG_NAME


def _may_be_a_surname(place: Place, weight: int, draft: Draft) -> bool:
    """In copy all in capitals a surname looks like any village."""
    is_capitals = draft.words.isupper() and len(draft.words) > 4
    least = A_SMALL_COUNTRY if place.level == "country" else _A_BIG_CITY
    return is_capitals and place.level != "people" and weight < least
