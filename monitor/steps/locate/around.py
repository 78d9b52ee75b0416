"""(mention, scene) -> a place from what stands around the sentence: paragraph, headline, dateline, article."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import PEOPLE, Kind, Mention, Part, Status
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.lead import APART, is_afar, tells_of_up_country
from monitor.steps.locate.pointing import choose_unit_told_of
from monitor.steps.locate.rating import is_measured
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import FIRM, NO_SCENE, SENTENCE_END, Choice, Scene, fineness, holds
from monitor.steps.locate.sentence import row_of, several
from monitor.steps.locate.unknown import find_unknown, place_of
from monitor.steps.locate.villages import village, village_beside
from monitor.text.caseless import caseless

_NEAR = 600
"""Characters: the paragraph or two before."""
_LOOK_BACK = 1500
"""Characters: four or five paragraphs of wire copy; further back another story may be told."""
"""Where they flee to, or are brought, it did not happen."""
_THE_TOWN = re.compile(r"\bthe (?:city|town|village)\b(?! of)")
_LIES_THERE = (Role.AT, Role.NEAR, Role.PARENT)
"""Of a country that the article hardly speaks of: who is only named, or fought, is no scene."""
_ALSO = caseless(r"\b(?:has|have|had) (?:also|previously|repeatedly|often|long|in the past|since)\b[^.;]*$")
_BEFORE_THAT = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) (?:after|since|before)\b[^.;]*$"
    r"|\bsince (?:(?:the|an?|two|three|some|dozens|hundreds|gunmen|rebels|militants|troops|soldiers|police)\b)[^.;]*"
    r"\b(?:was|were|killed|attacked|raided|stormed|bombed|gunned|shot|seized|captured|hit)\b[^.;]*$"
)
"""`stormed Masagowaay, days after they attacked Budbud`: another day's scene."""
_OF_A_ROAD = re.compile(r"(?:[-–][A-Z][\w’'-]+)? (?:highway|motorway|road)\b")
"""`driven from the Kadugli-Dilling highway`: what the next sentence tells of is in neither."""
_AMONG = re.compile(
    r"\b(?:areas|places|parts|cities|towns|villages|districts|counties|provinces|neighbou?rhoods|suburbs|communities|camps)"
    r"(?: [^.;,()]{0,40})?"
    r"(?:,| \(|,? on [A-Z]?[\w ]{1,20}\(?)? ?[Ii]ncluding [^.;)]{0,90}$"
)
"""`in the city's southern districts (including Ain Zara)`: what the next sentence counts was in all of them."""
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
_ON_THE_WAY = (Role.DESTINATION, Role.ORIGIN)
_CAME_FROM = re.compile(
    r"\b(?:displaced|refugees|famil(?:y|ies)|came|hailed|originally|originat\w+|returned|returning|evacuees|migrants"
    r"|displaced people) from (?:the )?(?:[a-z]+ (?:of |in )?){0,4}$"
)
_REACH = 160
"""Characters: within a sentence."""
_BULLETS = ("- ", "-- ", "– ", "— ", "• ", "· ", "* ", "► ", "▪ ")
_HEADING = 40
"""Characters: no sentence of a story is as short."""
_MANY = 3
"""Towns in a row: what the next paragraph tells happened in all of them."""


def choose_around(mention: Mention, scene: Scene) -> Choice | None:
    """What was named before in the paragraph, in the one before, right after, and then further back."""
    text, start, span = scene.text_of(mention), mention.paragraph[0], scene.sentence_of(mention)
    here = scene.named_in(mention, *span)
    before, earlier = _told_before(mention, here, text, scene)
    near = [name for name in earlier if name.start >= start - _NEAR]
    after = _right_after(mention, text, scene)
    if (unit := choose_unit_told_of(text, span, chain(*map(reversed, (here, before, earlier))), scene)) is not None:
        return unit
    told = _told_origin(mention, here, (*reversed(before), *reversed(near)), scene)
    told = told or _where_who_tells_is(mention, here, (*reversed(before), *reversed(earlier)), scene)
    if told is not None:
        return told
    for nearest in (reversed(before), reversed(near), iter(after[:3]), reversed(earlier)):
        name = _first_scene(nearest, mention, scene)
        if name is not None:
            if name.place.level == "country" and village(mention, name.place, scene) is name.place:
                name = _finer_near(name, (*reversed(before), *reversed(near), *after[:3]), mention, scene)
            here = [*near, *before, *after]
            row = row_of(name, here, text)
            name = row[0]
            wider = name if name in near and len(row) < _MANY else _widened(name, earlier)
            listed = several(name, here, text, scene)
            if listed is not None:
                return Choice(listed, PlacedBy.PARAGRAPH, wider, f"several: {listed.name}")
            if (wide := _told_all_over(name, before, near, mention, scene)) is not None:
                return Choice(wide, PlacedBy.PARAGRAPH, wider, f"told of many: {wide.name}", is_whole=True)
            place = _of_a_row(row, scene) if len(row) >= _MANY else None
            place = place or village_beside(wider, mention, scene) or scene.land_of(wider.place)
            place = village(mention, place, scene, start if name.end <= start else None)
            return Choice(place, PlacedBy.PARAGRAPH, wider, f"{wider.role}: {wider.words}")
    return None


def _told_before(
    mention: Mention, here: Sequence[Toponym], text: str, scene: Scene
) -> tuple[list[Toponym], list[Toponym]]:
    """What stands before in the paragraph, and further back; not where those of the sentence fled to."""
    start, end = mention.paragraph[0], mention.sentence[0]
    before = scene.named_in(mention, max(start, end - _LOOK_BACK), end)
    earlier = scene.named_in(mention, end - _LOOK_BACK, start)
    earlier = _headings(earlier, text) if text.startswith(_BULLETS, start) else earlier
    if mention.kind is not Kind.DISPLACEMENT:
        return before, earlier
    havens = [name.place for name in here if name.role is Role.DESTINATION]
    if not havens:
        return before, earlier
    return [one for one in before if one.place not in havens], [one for one in earlier if one.place not in havens]


def _right_after(mention: Mention, text: str, scene: Scene) -> list[Toponym]:
    """Until `In a separate incident`."""
    end = mention.sentence[1]
    after = scene.named_in(mention, end, min(mention.paragraph[1], end + _LOOK_BACK))
    apart = APART.search(text, end, after[-1].start) if after else None
    return [name for name in after if name.start < apart.start()] if apart else after


def _headings(names: Sequence[Toponym], text: str) -> list[Toponym]:
    """In a list of items each is a story of its own: what stands above one is a heading, or tells of others."""
    starts = ((name, text.rfind("\n", 0, name.start) + 1) for name in names)
    lines = ((name, text[start : name.end + _HEADING].partition("\n")[0]) for name, start in starts)
    return [name for name, line in lines if len(line) < _HEADING and not line.startswith(_BULLETS)]


def _where_who_tells_is(
    mention: Mention, here: Sequence[Toponym], near: Sequence[Toponym], scene: Scene
) -> Choice | None:
    """`…, a nurse told Reuters by telephone from Baidoa`: of the towns named before it is Baidoa that she tells of."""
    seats = [name.place for name in here if name.role is Role.SEAT and name.place.country == scene.country]
    if not seats:
        return None
    told = [name for name in near if _is_scene(name, mention, scene)]
    name = next((name for name in told if name.place in seats), None)
    if name is None or not name.place.region or holds(name.place, told[0].place):
        return None
    return Choice(name.place, PlacedBy.PARAGRAPH, name, f"{name.role}: {name.words}")


def _told_origin(mention: Mention, here: Sequence[Toponym], near: Sequence[Toponym], scene: Scene) -> Choice | None:
    """`Some 197 of them had arrived in Doro by Friday`: where they came from stands before."""
    if mention.kind is not Kind.DISPLACEMENT or not any(name.role is Role.DESTINATION for name in here):
        return None
    name = next((name for name in near if name.role is Role.ORIGIN), None)
    if name is None:
        return None
    return Choice(scene.land_of(name.place), PlacedBy.PARAGRAPH, name, f"{name.role}: {name.words}")


def _finer_near(name: Toponym, near: Sequence[Toponym], mention: Mention, scene: Scene) -> Toponym:
    """A country that the sentence before names in passing hides no town of it that is named just as near."""
    if mention.status not in (Status.NEW, Status.POSSIBLE, Status.DENIED):
        return name
    finer = (one for one in near if one.place.level in ("place", "admin2", "admin1") and one.role in FIRM)
    return next((one for one in finer if one.place.country == name.place.country), name)


def _of_a_row(row: Sequence[Toponym], scene: Scene) -> Place | None:
    """`… in Barpeta, Darrang and Nalbari.  Some 40,000 have fled`: in their state."""
    regions = {name.place.region for name in row}
    is_fine = len(regions) == 1 and row[0].place.level != "admin1"
    return scene.gazetteer.unit(row[0].place.region or "") if is_fine else None


def _told_all_over(
    name: Toponym, before: Sequence[Toponym], near: Sequence[Toponym], mention: Mention, scene: Scene
) -> Place | None:
    """`Raids hit Zalingei, Nyala airport and a market in Geneina.  They killed 150`: in their country."""
    if mention.kind not in PEOPLE or mention.figure is None or (name not in before and name not in near):
        return None
    text = scene.text_of(mention)
    names = [one for one in (*near, *before) if one.role in FIRM and one.place.region]
    names = [one for one in names if not SENTENCE_END.search(text, *sorted((one.end, name.end)))]
    is_wide = len({one.place.region for one in names}) > _MANY and len({one.place.country for one in names}) == 1
    return scene.country_of(name.place) if is_wide else None


def _first_scene(names: Iterable[Toponym], mention: Mention, scene: Scene) -> Toponym | None:
    """The first that is a scene, or what the same sentence names within it."""
    text = scene.text_of(mention)
    first: Toponym | None = None
    for name in names:
        if first is not None:
            left, right = sorted((first, name), key=lambda one: one.start)
            if SENTENCE_END.search(text, left.end, right.start):
                break
        is_finer = first is None or holds(first.place, name.place) or is_measured(name, first, text)
        is_finer = is_finer or _is_firmer(name, first, mention)
        if (
            is_finer
            and _is_scene(name, mention, scene)
            and not _BEFORE_THAT.search(text, name.start - _REACH, name.start)
        ):
            first = name
    return first


def _is_firmer(name: Toponym, first: Toponym | None, mention: Mention) -> bool:
    """`They advance on Gorazde from Rogatica and Foca.  It killed 75`: in Gorazde; who fled, from their origin."""
    if first is not None and mention.kind is Kind.DISPLACEMENT:
        return name.role is Role.ORIGIN and first.role is Role.AT
    if first is None or first.role not in (Role.ORIGIN, Role.BARE):
        return False
    return name.role is Role.TARGET or (name.role is Role.AT and first.role is Role.ORIGIN)


def _widened(name: Toponym, earlier: Sequence[Toponym]) -> Toponym:
    """A town named paragraphs ago is too fine; its region, where that was named as well, is not."""
    if name not in earlier or name.place.level == "admin1":
        return name
    wider = (one for one in earlier if one.place.level == "admin1" and one.place.region == name.place.region)
    return next(wider, name)


def _is_scene(name: Toponym, mention: Mention, scene: Scene) -> bool:
    if name.role in NO_SCENE or (name.role in _ON_THE_WAY and _is_of_travellers(name, mention, scene)):
        return False
    if name.place.level == "area" and _THE_TOWN.search(scene.text_of(mention), *scene.sentence_of(mention)):
        return False
    if name.start < mention.sentence[0] and _AMONG.search(
        scene.text_of(mention), max(name.start - _REACH, 0), name.start
    ):
        return False
    if name.role is Role.BARE and _OF_A_ROAD.match(scene.text_of(mention), name.end, name.end + 40):
        return False
    if name.start < mention.paragraph[0] and _is_told_of_abroad(name, mention, scene):
        return False
    if name.place.level == "country" and name.place.country != scene.country:
        if scene.country is not None and (name.start < mention.paragraph[0] or _is_by_the_way(name, mention, scene)):
            return False
        return name.role in _LIES_THERE or (name.role is Role.ORIGIN and mention.kind is Kind.DISPLACEMENT)
    return name.place.country == scene.country or name.role is not Role.BARE


def _is_of_travellers(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`families displaced from Mannar lived there.  Five were killed`: not in Mannar; nor where who flees gets to."""
    if name.role is Role.DESTINATION:
        return mention.kind in PEOPLE
    is_harm = mention.kind is not Kind.DISPLACEMENT
    return is_harm and _CAME_FROM.search(scene.text_of(mention), max(name.start - _REACH, 0), name.start) is not None


def _is_told_of_abroad(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`… since Hamas attacked and began the war in Gaza`, in the paragraph before, of a story from Lebanon."""
    if name.place.country in (scene.country, None):
        return False
    end = mention.paragraph[0]
    before = scene.named_in(mention, max(end - _NEAR, 0), end)
    return any(one.place.country == scene.country and one.place.region and one.role in FIRM for one in before)


def _is_by_the_way(name: Toponym, mention: Mention, scene: Scene) -> bool:
    """`The group has also struck in Kenya`, behind what it did today."""
    text = scene.text_of(mention)
    return name.start > mention.sentence[1] and _ALSO.search(text, mention.sentence[1], name.start) is not None


def choose_by_headline(mention: Mention, scene: Scene) -> Choice | None:
    """The finest name in the headline; for a headline's own incident, in the first words of the body."""
    is_headline = mention.evidence.part is Part.HEADLINE
    near = scene.names[Part.BODY] if is_headline else scene.names[Part.HEADLINE]
    names = [name for name in near if name.role not in NO_SCENE]
    names = [name for name in (names[:4] if is_headline else names) if _is_scene(name, mention, scene)]
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
        if is_hall and _HALL.search(text, max(name.start - _REACH, 0), name.start):
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
    left = scene.texts[part][max(name.start - _REACH, 0) : name.start]
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
