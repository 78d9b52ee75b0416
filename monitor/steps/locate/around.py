"""(mention, scene) -> a place from what stands around the sentence: its paragraph, and those before."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from monitor.model.incident import Place, PlacedBy
from monitor.model.mention import PEOPLE, Kind, Mention, Status
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.fitting import NEAR, REACH, is_scene
from monitor.steps.locate.lead import APART
from monitor.steps.locate.pointing import choose_unit_told_of
from monitor.steps.locate.rating import is_measured
from monitor.steps.locate.roles import Role
from monitor.steps.locate.rows import row_of, several
from monitor.steps.locate.scene import FIRM, SENTENCE_END, Choice, Scene, holds
from monitor.steps.locate.villages import village, village_beside

_LOOK_BACK = 1500
"""Characters: four or five paragraphs of wire copy; further back another story may be told."""
_BEFORE_THAT = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?) (?:after|since|before)\b[^.;]*$"
    r"|\bsince (?:(?:the|an?|two|three|some|dozens|hundreds|gunmen|rebels|militants|troops|soldiers|police)\b)[^.;]*"
    r"\b(?:was|were|killed|attacked|raided|stormed|bombed|gunned|shot|seized|captured|hit)\b[^.;]*$"
)
"""`stormed Masagowaay, days after they attacked Budbud`: another day's scene."""
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
    near = [name for name in earlier if name.start >= start - NEAR]
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
            listed = several(name, mention, here, scene)
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
    told = [name for name in near if is_scene(name, mention, scene)]
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
            and is_scene(name, mention, scene)
            and not _BEFORE_THAT.search(text, name.start - REACH, name.start)
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
