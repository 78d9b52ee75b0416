"""What part a name of a place plays in its sentence: where it happened, whence, whither, or who did or said it."""

import re
from enum import StrEnum
from typing import NamedTuple

from monitor.model.knowledge import PlaceName
from monitor.steps.locate import role_words as words
from monitor.steps.locate.powers import (
    APOSTROPHES,
    describes_fighters,
    fires_from,
    is_a_party,
    is_a_power,
    is_hit_house,
    leads_allies,
    makes_a_pact,
    wages_war,
)
from monitor.steps.locate.triggers import find_triggers


class Role(StrEnum):
    AT = "at"
    TARGET = "target"
    """What was hit, taken or fought for."""
    NEAR = "near"
    """`75 km east of Goma`: not there, but not far."""
    ORIGIN = "origin"
    DESTINATION = "destination"
    PARENT = "parent"
    """The bigger place that holds the one named just before ("Anantnag, in Kashmir")."""
    BARE = "bare"
    LAND = "land"
    """`the Syrian town`: the country by its adjective, and a place in it."""
    ADJECTIVE = "adjective"
    """`Syrian`: says of which country, not where."""
    BORDER = "border"
    ACTOR = "actor"
    """A government, an army or a people under the name of its country or capital."""
    SEAT = "seat"
    """Where somebody spoke."""
    DATELINE = "dateline"


_LOOK_LEFT, _LOOK_RIGHT = 90, 70
"""Characters: a clause of wire copy has some fifteen words."""
_CLAUSE_MARK = re.compile(
    r"\.\s(?![a-z])|(?<!\b[A-Z])\.\s|[;:?!]\s|[\n“‘\"]|\((?![A-Z]{2,8}\)|\d+ (?:km|kilo|mile))|\s(?:--?|—)\s"
)
_RANK = {"country": 3, "area": 2, "admin1": 2, "admin2": 1, "place": 0}
_HIDDEN = (Role.ACTOR, Role.SEAT)
_TELLING = ("that ", "which ", "The ", "daily ", "newspaper ", "website ", "magazine ", "outlet ")
"""`The Irrawaddy reported`: a paper."""
_FAR_LESS_LIKELY = 20
"""Weight: `San Miguel, Santa Ana` of El Salvador is a list, though Ecuador has villages of these names."""
_ETHNIC = len("ethnic ")
"""`ethnic Albanian villages` do not lie in Albania."""


class Before(NamedTuple):
    """The name that stands before this one, and its part."""

    name: PlaceName
    role: Role


def capital_after(text: str, end: int) -> int:
    """Where `capital` ends, if that word follows the name of a country or a people; else 0."""
    match = words.CAPITAL_AFTER.match(text[end : end + 40])
    return end + match.end() if match else 0


def role_of(text: str, name: PlaceName, before: Before | None) -> Role:
    """The part that the words around a name give it."""
    right = text[name.end : name.end + _LOOK_RIGHT]
    level = name.candidates[0].level
    if words.ROAD_PAIR.match(right):
        is_reached = _by_trigger(_phrase_before(text, name.start), level, right) is Role.DESTINATION
        return Role.DESTINATION if is_reached else Role.BARE
    is_ethnic = level == "people" and name.start > _ETHNIC and text[name.start - _ETHNIC : name.start] == "ethnic "
    if is_ethnic or words.PAIRED.match(right) or _is_party(text, name, right):
        return Role.ACTOR
    if (
        words.BORDER_AFTER.match(right)
        and not words.BORDER_TOWN.match(right)
        and (level in ("country", "people") or not words.CROSSING_AFTER.match(right))
    ):
        return Role.BORDER
    if level in ("country", "people") and words.FIRE_AFTER.match(right):
        return Role.ACTOR
    if level == "people":
        role = _role_of_adjective(right)
        if role is Role.LAND and _by_trigger(_phrase_before(text, name.start), level, right) is Role.DESTINATION:
            return Role.DESTINATION
        is_party = (
            role is Role.LAND and words.SIDE.match(right) and _BY.search(text[max(name.start - 12, 0) : name.start])
        )
        return Role.ACTOR if is_party else role
    if before is not None and (inherited := _from_before(text, name, before, right)) is not None:
        return inherited
    left = _phrase_before(text, name.start)
    is_theirs = makes_a_pact(left) or (level not in ("place", "admin2") and describes_fighters(left))
    return Role.ACTOR if is_theirs else _role_in_clause(left, right, level)


def _is_party(text: str, name: PlaceName, right: str) -> bool:
    """A people, a side in a talk or a deal; or a hospital that counts the dead of elsewhere."""
    if words.GROUP.match(right) and not (
        right.startswith(" communi") and words.ON_A_PLACE.search(text[max(name.start - _ETHNIC, 0) : name.start])
    ):
        return True
    if right[:7] == " family" and text[name.start - 4 : name.start] in ("the ", "The "):
        return True
    is_hospital = text.endswith("ospital", 0, name.end)
    tells = is_hospital and (words.TELLS.match(right) or words.ITS_STAFF.match(right))
    return bool(tells) or is_a_party(text, name, right)


def _role_in_clause(left: str, right: str, level: str) -> Role:
    """By the words to the left, and by what the name does to the right."""
    is_waging = level == "country" and right[:1] in APOSTROPHES and wages_war(right)
    if is_waging or (left.endswith(_TELLING) and words.TELLS.match(right)):
        return Role.ACTOR
    role = _by_trigger(left, level, right)
    if role in (Role.BARE, Role.AT) and words.TAKES_IN.match(right):
        return Role.DESTINATION
    if role is Role.DESTINATION and words.WHERE_WAR.match(right):
        return Role.AT
    is_tellers = role is Role.BARE and "said " in left and words.SAID_ITS.search(left)
    if is_tellers or (role is Role.AT and _is_where_who_tells_is(left, right)):
        return Role.SEAT
    if role is Role.NEAR and level == "country" and right[:1] not in APOSTROPHES and words.BESIDE.search(left):
        return Role.BORDER
    if role is Role.BARE and not left.strip() and right.startswith(_APART) and level != "country":
        return Role.AT
    if role is Role.AT and level == "country" and (words.QUALITY_AFTER.match(right) or words.ITS_HISTORY.search(left)):
        return Role.BARE
    return _by_what_follows(role, level, left, right)


def _by_what_follows(role: Role, level: str, left: str, right: str) -> Role:
    if role in (Role.BARE, Role.ACTOR) and words.HAZARD_AFTER.match(right):
        return Role.AT
    if role in (Role.BARE, Role.ACTOR, Role.DESTINATION) and level == "country" and words.WAR_AFTER.match(right):
        return Role.AT
    return Role.ACTOR if not right.startswith(_SPEECH_ENDS) and _acts(role, level, left, right) else role


_SPEECH_ENDS = (", said ", ", says ", ", told ")
"""`… in Rakhine state, said a panel`: who speaks comes after."""


def _is_where_who_tells_is(left: str, right: str) -> bool:
    """`the ministry in Niamey said`, `a resident of nearby Bourzanga told AFP`."""
    if words.TELLER_NEARBY.search(left):
        return words.TELLS.match(right) is not None or words.SAID_BY.search(left) is not None
    begins = right[:8]
    if begins[:2] == ", " and left == "In " and words.MINISTRY_SAYS.match(right):
        return True
    speaks = " said" in begins or " told" in begins or " says" in begins
    if speaks and ", " in left and words.STAFF_IN.search(left) and words.JUST_SAYS.match(right):
        return True
    return bool(words.MINISTRY_IN.search(left) and words.JUST_SAYS.match(words.NAME_BETWEEN.sub("", right)))


def _role_of_adjective(right: str) -> Role:
    """`the Syrian town` speaks of a place, `Syrian troops` of who acts, `Syrian families` of neither."""
    if words.LAND.match(right):
        return Role.LAND
    return Role.ACTOR if words.OFFICE.match(right) else Role.ADJECTIVE


def _acts(role: Role, level: str, left: str, right: str) -> bool:
    """`Damascus said`, `Russia's army`; but `in Damascus army shells fell` is a place."""
    if role in (Role.TARGET, Role.ORIGIN) and words.JUST_SAYS.match(right):
        return True
    has_office = words.OFFICE.match(right) is not None
    if role in (Role.BARE, *_HIDDEN):
        return has_office or words.ACTS.match(right) is not None or leads_allies(right)
    if role is Role.AT:
        return has_office and level == "country" and not left.rstrip().lower().endswith((" in", " near"))
    return has_office and (
        (role is Role.TARGET and not is_hit_house(level, right)) or (role is Role.ORIGIN and level == "country")
    )


def _phrase_before(text: str, start: int) -> str:
    left, end = text[max(start - _LOOK_LEFT, 0) : start], 0
    for mark in _CLAUSE_MARK.finditer(left):
        end = mark.end()
    return left[end:]


def _from_before(text: str, name: PlaceName, before: Before, right: str) -> Role | None:
    """A list shares one part in the sentence; a bigger place after a smaller one is its parent."""
    gap, role = text[before.name.end : name.start], before.role
    if not gap or len(gap) > _LOOK_RIGHT or role in (Role.ADJECTIVE, Role.DATELINE) or words.BORDER_GAP.search(gap):
        return None
    if words.OWNED.match(gap):
        return role if role not in _HIDDEN else None
    may_hold = _may_hold(name, before.name)
    if words.LIST_GAP.match(gap):
        return _in_list(gap, role, name, may_hold=may_hold)
    is_land = before.name.candidates[0].level == "country"
    is_parent = (not is_land and words.IN_UNIT.match(gap) and words.UNIT_AFTER.match(right)) or (
        may_hold and words.PARENT_GAP.match(gap) and not words.FAR_GAP.search(gap)
    )
    if is_parent and role is Role.DESTINATION and name.candidates[0].level == "country":
        return role
    return Role.PARENT if is_parent and role not in _HIDDEN else None


def _in_list(gap: str, role: Role, name: PlaceName, *, may_hold: bool) -> Role | None:
    if gap.strip() == "," and may_hold:
        return Role.PARENT
    return None if role in _HIDDEN and name.candidates[0].level not in ("country", "people") else role


def _may_hold(outer: PlaceName, inner: PlaceName) -> bool:
    """True where a reading of the later name is bigger than, and in the country of, a likely one of the earlier."""
    least = inner.weights[0] - _FAR_LESS_LIKELY
    return any(
        _RANK.get(big.level, 0) > _RANK.get(small.level, 0) and (big.country == small.country or big.country is None)
        for big in outer.candidates[:3]
        for small, weight in zip(inner.candidates, inner.weights, strict=True)
        if weight >= least or big.level == "country"
    )


def _by_trigger(left: str, level: str, right: str) -> Role:
    """The last word before the name that gives it a part; words that say what it is (`town of`) let us look on."""
    clause = left.rsplit(", ", 1)[-1]
    if not clause.strip() and (words.IN_UNKNOWN.search(left) or words.THE_CAPITAL.search(left)):
        clause = left.rstrip(", ").rsplit(", ", 1)[-1]
    role = Role.BARE
    triggers = find_triggers(clause)
    for at, match in reversed([*enumerate(triggers)]):
        kind = match.lastgroup or "bare"
        if kind == "actor" and match[0][:1] in "nN" and _NEXT_DOOR.search(clause, 0, match.end()):
            continue
        if (kind == "origin" and words.HOURS_AWAY.search(left)) or (
            kind == "near" and (words.EPICENTRE.search(left) or words.THE_CITY_AWAY.search(left))
        ):
            return Role.BORDER
        if kind == "inner" or (kind in _LIES and at and _is_refuge(clause, triggers[at - 1], match)):
            role = Role.AT
        elif (
            kind != "actor"
            or level in ("country", "people")
            or clause.rstrip().lower().endswith((" by", " with"))
            or is_a_power(match.group(), right)
        ):
            return _of_trigger(kind, clause, match.group().lower(), match.end(), right, level, otherwise=role)
    return role


_NEXT_DOOR = re.compile(r"\b(?:[Ii]n|into|inside|across|near|to|of|over) (?:the )?neighbou?ring$")
"""`a village in neighbouring Ingushetia`: the word before gives it its part."""
_BY = re.compile(r"\b(?:by|from|with|and) (?:the )?$")
_APART = (", ", " - ", " – ", " — ", "—", " (")
_LIES = ("at", "near")
_NO_SEATS = (words.HIT_HOUSE, words.HURT_AND_HELD, words.INHABITANTS)
_SO_LONG = re.compile(r"\b(?:hours|days|weeks?|months?|years?|decades?|time)\s+$")
"""`fighting for nearly a month in Marawi`"""
_OVER = ("over", "across")
_MOVES = ("destination", "origin")


def _is_refuge(clause: str, outer: re.Match[str], inner: re.Match[str]) -> bool:
    """`fled to a camp near Goma`: near Goma lies where they went."""
    if outer.lastgroup == "inner":
        return False
    between = clause[outer.end() : inner.start()]
    if outer.group() == "for" and _SO_LONG.search(between):
        return False
    if outer.lastgroup == "destination" and words.ONE_NAME.match(between):
        return words.TRAVELS.search(clause[: outer.end()]) is not None
    return outer.lastgroup in _MOVES and words.A_REFUGE.match(between) is not None


def _of_trigger(kind: str, clause: str, trigger: str, end: int, right: str, level: str, *, otherwise: Role) -> Role:
    if kind in ("after", "launch"):
        is_there = kind == "launch" and level != "country" and trigger.endswith(" in")
        return Role.BARE if kind == "after" else otherwise if is_there else Role.ACTOR
    if kind == "seat" and any(one.search(clause[:end]) for one in _NO_SEATS):
        return Role.AT
    if kind == "stand":
        return Role.SEAT if fires_from(right) else Role.AT
    if kind == "destination" and (role := _of_no_refuge(clause[:end], trigger, right)) is not None:
        return role
    if trigger in _OVER and words.OVER_WATER.match(right) and words.GOES_OVER.search(clause[:end]):
        return Role.BORDER
    if kind not in ("border", "seat") and words.OTHER_CLAUSE.search(clause, end):
        return otherwise
    return Role(kind)


def _of_no_refuge(clause: str, trigger: str, right: str) -> Role | None:
    """What `to`, `into` and `entered` lead to, where nobody flees: `rockets fired into X`, `troops entered X`."""
    if words.FROM_AROUND.match(right):
        return Role.AT
    is_entry = trigger[:5] in _ENTERS or clause[-7:] in _GETS_TO
    is_march = is_entry and words.MARCH_IN.search(clause)
    is_shot = trigger in ("into", "to", "towards", "toward") and words.FLIES_IN.search(clause)
    return Role.TARGET if is_march or is_shot else None


_ENTERS = ("enter", "into")
_GETS_TO = ("came to", " way to", "ived in", "ived at")
