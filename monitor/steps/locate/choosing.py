"""(mention, scene) -> a place: the sentence first, then what stands around it, then the dateline, then the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.model.incident import PlacedBy
from monitor.model.mention import Cause, Kind, Mention, Status
from monitor.steps.locate import around, last_resorts, lead, villages
from monitor.steps.locate.capitals import beside_the_capital
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.happened import WIDE, where_it_happened
from monitor.steps.locate.main_place import is_in_a_part, within_main, without_last_town
from monitor.steps.locate.peoples import OFFICE, in_its_half, of_its_officials, of_its_people
from monitor.steps.locate.roles import Role
from monitor.steps.locate.rows import row_of
from monitor.steps.locate.scene import FIRM, Choice, Scene, holds
from monitor.steps.locate.sentence import choose_in_sentence
from monitor.steps.locate.sides import in_that_part
from monitor.steps.locate.tellers import choose_by_teller, is_told_by_its_police
from monitor.steps.locate.totals import (
    is_a_wars_toll,
    is_counted_in_the_country,
    is_countrywide,
    is_of_many_towns,
    is_of_the_war,
)
from monitor.steps.locate.whole import is_country_meant
from monitor.text.caseless import caseless

_REACH = 30
"""Characters: `officials in Lumajang, East Java, said`."""
_SHELTERS = (Role.DESTINATION, Role.SEAT)
_STAY = re.compile(r"\b(?:stay\w*|liv(?:e|es|ing)|shelter\w*|housed|camped|lodged|remain\w*)\b[^.;]{0,60}$")
_CAPITAL_OF = re.compile(r"\bcapital of (?:[\w’'-]+ (?:of )?){0,5}$")
_A_FEW = 2
"""Datelines in one text: with more it is a list of events, each under its town."""
_UNITS = frozenset({"admin1", "admin2", "place"})
_OFFICE_OF = caseless(
    r"\b(?:governor|administrator|prefect|mayor|minister|commissioner|spokes\w+|chief|director|authorit(?:y|ies)|government|assembly|council"
    r"|head) (?:of|for) (?:the )?$"
)


def choose(mention: Mention, scene: Scene) -> Choice:
    """The place of one mention, by the nearest and surest words for it."""
    choice = of_its_people(mention, _nearest(mention, scene), scene)
    if scene.datelines and mention.dateline and choice.by is PlacedBy.SENTENCE:
        choice = _of_its_item(mention, choice, scene)
    if choice.by is not PlacedBy.SENTENCE:
        choice = without_last_town(mention, in_that_part(mention, choice, scene), scene)
    if choice.place is not None and choice.place.level in WIDE and mention.status is Status.NEW:
        choice = where_it_happened(mention, choice, choice.place, scene)
    if mention.cause is Cause.DISASTER and choice.by is not PlacedBy.SENTENCE and choice.place is not None:
        choice = of_its_officials(mention, choice, scene)
    choice = in_its_half(choice, scene)
    if choice.place is None or choice.toponym is None:
        return choice
    place = beside_the_capital(choice.toponym, choice.place, scene)
    return choice if place is choice.place else replace(choice, place=place)


def _before(name: Toponym) -> tuple[int, int]:
    return (name.start - _REACH if name.start > _REACH else 0), name.start


def _of_its_item(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`RABIA - A bomb killed one in northern Nineveh`, in a list of such; `in the capital of Kashmir`: in Srinagar."""
    name, place = choice.toponym, choice.place
    if name is None or place is None or not (name.role is Role.NEAR or place.level in ("admin1", "area")):
        return choice
    if not scene.datelines[_A_FEW:] and not _CAPITAL_OF.search(scene.text_of(mention), *_before(name)):
        return choice
    items = (one for one in scene.datelines if one.place.level == "place" and one.words in mention.dateline)
    own = next(items, None)
    if own is None or own.place.region != place.region:
        return choice
    return replace(choice, place=own.place, toponym=own, by=PlacedBy.DATELINE, because=f"its item: {own.words}")


def _nearest(mention: Mention, scene: Scene) -> Choice:
    here = scene.named_in(mention, *scene.sentence_of(mention))
    first = choose_in_sentence(mention, here, scene)
    if first is not None and first.place is not None and first.place.level in _UNITS:
        first = _finer_than_an_office(mention, first, scene)
    if (wide := _countrywide(mention, first, scene)) is not None:
        return wide
    if (shelter := _in_its_shelters(mention, first, here, scene)) is not None:
        return shelter
    fallback: Choice | None = None
    for choice in _choices(mention, here, first, scene):
        if choice is None or choice.place is None:
            continue
        if choice.place.level != "country" or is_country_meant(mention, choice, scene):
            chosen = within_main(mention, _same_country(choice, fallback) or _in_a_country(choice, scene), scene)
            return _by_who_is_there(mention, chosen, here, scene) if here and choice is not first else chosen
        fallback = fallback or choice
    return within_main(mention, fallback, scene) if fallback else Choice(None, PlacedBy.NOWHERE)


def _by_who_is_there(mention: Mention, choice: Choice, here: Sequence[Toponym], scene: Scene) -> Choice:
    """`34,000 stay in camps in Kokrajhar`, and not all over Assam; `the Puno department police said`: in Puno."""
    if choice.place is None:
        return choice
    if mention.status is Status.STOCK and mention.kind is Kind.DISPLACEMENT:
        names = (name for name in here if holds(choice.place, name.place) and _stay_in(name, here, mention, scene))
    else:
        names = (
            name for name in here if name.role is Role.ACTOR and is_told_by_its_police(name, choice, mention, scene)
        )
    name = next(names, None)
    return replace(choice, place=name.place, toponym=name, by=PlacedBy.SENTENCE) if name else choice


def _stay_in(name: Toponym, here: Sequence[Toponym], mention: Mention, scene: Scene) -> bool:
    text = scene.text_of(mention)
    is_one = name.role in _SHELTERS and len(row_of(name, here, text)) == 1
    return is_one and _STAY.search(text, mention.sentence[0], name.start) is not None


def _in_its_shelters(mention: Mention, first: Choice | None, here: Sequence[Toponym], scene: Scene) -> Choice | None:
    """`took refuge in schools in Barisal as the storm neared Bangladesh`: there, if no other country is named."""
    if mention.kind is not Kind.DISPLACEMENT:
        return None
    if first is None and len(here) == 1 and here[0].place.level == "country":
        return last_resorts.choose_in_its_halls(mention, None, here, scene)
    if first is None or first.place is None or first.toponym is None:
        return None
    is_bare_country = first.place.level == "country" and first.toponym.place.level == "country"
    if not is_bare_country or first.toponym.role is Role.ORIGIN:
        return None
    if {name.place.country for name in here} != {first.place.country}:
        return last_resorts.choose_in_its_halls(mention, first.toponym, here, scene)
    shelter = last_resorts.choose_by_destination(mention, here, scene)
    is_told_first = shelter is not None and shelter.toponym is not None and shelter.toponym.start < first.toponym.start
    return shelter if is_told_first else None


def _finer_than_an_office(mention: Mention, choice: Choice, scene: Scene) -> Choice:
    """`the Punjab chief secretary said three were hurt`: in the town of it that was told of, there or before."""
    name, place = choice.toponym, choice.place
    if name is not None and place is not None and name.role is Role.PARENT:
        here = scene.named_in(mention, max(name.start - _REACH, 0), name.start)
        seats = (one for one in here if one.role is Role.SEAT and holds(place, one.place))
        return next((replace(choice, place=one.place, toponym=one) for one in seats), choice)
    if name is None or place is None or name.role is not Role.BARE:
        return choice
    text = scene.text_of(mention)
    if not (
        OFFICE.match(text, name.end, name.end + 60) or _OFFICE_OF.search(text, max(name.start - 60, 0), name.start)
    ):
        return choice
    finer = (one for one in scene.named_in(mention, *scene.sentence_of(mention)) if one.role in FIRM)
    own = next((one for one in finer if holds(place, one.place)), None)
    if own is not None:
        return replace(choice, place=own.place, toponym=own)
    near = around.choose_around(mention, scene)
    is_in_it = (
        near is not None
        and near.place is not None
        and (holds(place, near.place) or near.place.name.endswith(f", {place.name}"))
    )
    return near if near is not None and is_in_it else choice


def _choices(mention: Mention, here: Sequence[Toponym], first: Choice | None, scene: Scene) -> Iterator[Choice | None]:
    """One after the other, and only as long as none will do; `first` is what the sentence itself says."""
    yield first
    if first is None or (
        first.place is not None and first.place.level == "country" and first.place.country == scene.country
    ):
        yield villages.choose_by_spelling(mention, scene)
    if first is None:
        yield villages.choose_named_again(mention, scene)
        yield villages.choose_village_of_count(mention, scene)
    if first is None and is_of_the_war(mention, scene):
        country = last_resorts.choose_by_article(scene)
        yield replace(country, is_whole=is_of_many_towns(mention, scene)) if country else None
    yield around.choose_around(mention, scene)
    yield last_resorts.choose_by_headline(mention, scene)
    yield lead.choose_after_lead(mention, scene)
    if first is not None and is_in_a_part(first, scene.text_of(mention)):
        yield lead.choose_below_lead(mention, scene)
    yield choose_by_teller(here, mention, scene)
    yield last_resorts.choose_by_dateline(mention, scene)
    yield last_resorts.choose_by_destination(mention, here, scene)
    yield last_resorts.choose_only_region(mention, scene)
    yield last_resorts.choose_by_article(scene)


def _countrywide(mention: Mention, named: Choice | None, scene: Scene) -> Choice | None:
    """`Seven million people are displaced in the country`: no town's, whatever town the story tells of."""
    if is_a_wars_toll(mention, scene):
        return last_resorts.choose_by_article(scene)
    if not is_countrywide(mention, scene):
        return None
    if named is None or is_counted_in_the_country(mention, scene):
        return last_resorts.choose_by_article(scene)
    return named if named.place is not None and named.place.level == "country" else None


def _same_country(choice: Choice, fallback: Choice | None) -> Choice | None:
    """What stands around may refine the country that the sentence gave, never change it."""
    if fallback is None or fallback.place is None or choice.place is None:
        return None
    return None if choice.place.country == fallback.place.country else fallback


def _in_a_country(choice: Choice, scene: Scene) -> Choice:
    """Lake Chad and the Sahel lie in several countries: the one that the article speaks of is meant."""
    place = choice.place
    if place is None or place.country or scene.country is None:
        return choice
    return replace(choice, place=place.model_copy(update={"country": scene.country}))
