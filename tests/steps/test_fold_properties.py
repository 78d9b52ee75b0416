"""What a region remembers depends on what was said, never on how it came."""

from datetime import datetime
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.knowledge.load import load_knowledge
from monitor.model.article import LAST_NUMBER, Signal
from monitor.model.mention import Kind
from monitor.model.region import RegionState
from monitor.model.report import Report, Tick
from monitor.pipeline import watch_region
from monitor.steps.fold import add_up, fold
from tests.builders_region import NOON, hours, incident, report

KNOWLEDGE = load_knowledge()
LATER = NOON + hours(24)

_places = st.sampled_from(["SY", "SY-ID", "SY-ID/Saraqeb", "SY-ID/Ariha", "SY-HL/Atarib"])
_periods = st.one_of(
    st.just((None, None)),
    st.integers(0, 4).map(lambda day: (NOON - hours(12 + 24 * day), NOON - hours(12 + 24 * day - 24))),
    st.integers(1, 9).map(lambda days: (NOON - hours(24 * days), NOON)),
)


@st.composite
def incidents(draw: st.DrawFn) -> object:
    kind = draw(st.sampled_from([Kind.KILLED, Kind.DISPLACEMENT, Kind.AIR_STRIKE, Kind.CEASEFIRE_BREACH]))
    low = draw(st.one_of(st.none(), st.integers(1, 60_000)))
    return incident(
        kind,
        low,
        by=draw(st.sampled_from(["Observatory", "UN OCHA", "state media", ""])),
        at=draw(_places),
        period=draw(_periods),
        high=draw(st.sampled_from([None, 99_999])),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    uri, number = draw(st.sampled_from("abcde")), draw(st.integers(1, 3))
    if draw(st.integers(0, 7)) == 0:
        return replaced(uri, by=draw(st.sampled_from("abcde".replace(uri, ""))), at=NOON + hours(12 + number))
    # A later version is told later, as on any wire.
    told_at = NOON + hours(number * 4 + "abcde".index(uri) / 4)
    return report(
        uri,
        *draw(st.lists(incidents(), max_size=3)),
        number=number,
        at=told_at,
        is_retracted=draw(st.integers(0, 5)) == 0,
        signal=draw(st.sampled_from([Signal.NONE, Signal.NONE, Signal.CORRECTION])),
        outlet=draw(st.sampled_from(["AFP", "Reuters", "Daily Paper"])),
        fingerprint=draw(st.sampled_from(["", "00ff00ff00ff00ff", "00ff00ff00ff00fe", "123456789abcdef0"])),
        is_held=draw(st.integers(0, 7)) == 0,
        embargoed_until=draw(st.sampled_from([None, None, None, NOON + hours(2), NOON + hours(90)])),
    )


def replaced(uri: str, *, by: str, at: datetime) -> Report:
    """A correction under another uri takes the place of a story."""
    return report(uri, number=LAST_NUMBER, at=at, is_retracted=True, replaced_by=by)


def _one_each(found: list[Report]) -> list[Report]:
    """One text for each version: a version does not change without counting up."""
    return list({(one.uri, one.edition.number, one.edition.versioned_at): one for one in found}.values())


sets_of_reports = st.lists(reports(), max_size=9).map(_one_each)


def remembered(found: list[Report], until: datetime = LATER) -> RegionState | None:
    state: RegionState | None = None
    for one in found:
        state, _ = watch_region(state, one, KNOWLEDGE)
    return None if state is None else watch_region(state, Tick(at=until), KNOWLEDGE)[0]


def memory(state: RegionState | None) -> object:
    return state and (state.clock, state.tellings, state.ledgers, state.excerpts)


def standing(state: RegionState | None) -> object:
    if state is None:
        return []
    rows = [alert for alert in state.alerts if alert.state != "quiet"]
    return sorted((row.rule, row.state, row.level) for row in rows)


def totals(state: RegionState | None) -> object:
    if state is None:
        return {}
    picture = add_up(state)
    grown = {account.ledger.key: [step[:2] for step in account.growth.steps] for account in picture.accounts}
    came = {account.ledger.key: [step[:2] for step in account.arrivals.steps] for account in picture.accounts}
    return {key: (grown[key], came[key]) for key in grown if grown[key] or came[key]}


@given(sets_of_reports, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_order_gives_the_same_memory(found: list[Report], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random

    one, other = remembered(found), remembered(shuffled)

    assert memory(one) == memory(other)
    assert standing(one) == standing(other)


def test_an_embargo_that_fell_away_and_a_hold_leave_no_trace_of_the_order_they_came_in() -> None:
    embargoed = report("a", incident(Kind.KILLED, 5), number=1, at=NOON, embargoed_until=NOON + hours(90))
    open_ = report("a", incident(Kind.KILLED, 7), number=2, at=NOON + hours(4))
    held = report("a", incident(Kind.KILLED, 7), number=3, at=NOON + hours(8), is_held=True)

    orders = [[embargoed, open_, held], [held, embargoed, open_], [open_, held, embargoed], [embargoed, held, open_]]

    first, *others = [memory(remembered(order)) for order in orders]
    assert all(other == first for other in others)


def test_what_corrections_under_new_uris_inherit_does_not_depend_on_the_order_they_came_in() -> None:
    said = [
        report("a", incident(low=45), at=NOON),
        report("b", incident(low=35), at=NOON + hours(2), signal=Signal.CORRECTION),
        replaced("a", by="b", at=NOON + hours(2)),
        report("c", incident(low=38), at=NOON + hours(4), signal=Signal.CORRECTION),
        replaced("b", by="c", at=NOON + hours(4)),
    ]

    first, *others = [remembered(list(order)) for order in permutations(said)]

    assert all(memory(other) == memory(first) for other in others)
    assert totals(first)["killed/conflict/"][0] == [(NOON.timestamp(), 35), ((NOON + hours(4)).timestamp(), 3)]


def test_a_killed_story_leaves_nothing_to_the_correction_that_had_replaced_it() -> None:
    said = [
        report("a", incident(low=45), at=NOON),
        report("b", incident(low=35), at=NOON + hours(2), signal=Signal.CORRECTION),
        replaced("a", by="b", at=NOON + hours(2)),
        report("a", number=LAST_NUMBER, at=NOON + hours(3), is_retracted=True),
    ]

    first, *others = [remembered(list(order)) for order in permutations(said)]

    assert all(memory(other) == memory(first) for other in others)
    assert totals(first)["killed/conflict/"][0] == [((NOON + hours(2)).timestamp(), 35)]


@given(sets_of_reports, st.lists(st.integers(0, 20), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_repetition_gives_the_same_memory(found: list[Report], again: list[int]) -> None:
    repeated = found + [found[position % len(found)] for position in again if found]

    one, other = remembered(found), remembered(repeated)

    assert memory(one) == memory(other)
    assert standing(one) == standing(other)


@given(sets_of_reports, st.integers(0, 9))
@settings(max_examples=100, deadline=None)
def test_a_row_written_and_read_at_any_point_changes_nothing(found: list[Report], cut: int) -> None:
    state: RegionState | None = None
    for position, one in enumerate(found):
        if position == cut and state is not None:
            state = RegionState.model_validate_json(state.model_dump_json(exclude_defaults=True))
        state, _ = watch_region(state, one, KNOWLEDGE)
    if state is not None:
        state, _ = watch_region(state, Tick(at=LATER), KNOWLEDGE)

    assert state == remembered(found)


@given(sets_of_reports, reports())
@settings(max_examples=150, deadline=None)
def test_retracted_equals_never_seen(found: list[Report], taken: Report) -> None:
    others = [one for one in found if one.uri != taken.uri]
    kill = report(taken.uri, number=99, at=NOON + hours(20), is_retracted=True)
    # A notice that names its substitute ties two stories together, which no kill unties.
    seen = remembered([*others, taken.model_copy(update={"arrived_at": NOON, "replaced_by": ""}), kill])
    never = remembered(others)

    assert totals(seen) == totals(never)
    assert standing(seen) == standing(never)


@given(sets_of_reports)
@settings(max_examples=150, deadline=None)
def test_nothing_ever_adds_up_to_less_than_nothing(found: list[Report]) -> None:
    state = remembered(found)

    picture = add_up(state) if state else None
    steps = (
        [step for account in picture.accounts for step in (*account.growth.steps, *account.arrivals.steps)]
        if picture
        else []
    )
    assert all(step.amount > 0 for step in steps)


@given(sets_of_reports)
@settings(max_examples=150, deadline=None)
def test_no_total_is_more_than_all_that_was_claimed(found: list[Report]) -> None:
    state = remembered(found)

    for account in add_up(state).accounts if state else ():
        for episode in account.episodes:
            assert episode.low <= sum(claim.low for claim in episode.claims)


@given(sets_of_reports, reports())
@settings(max_examples=100, deadline=None)
def test_the_same_report_again_changes_nothing(found: list[Report], one: Report) -> None:
    state = remembered([*(other for other in found if other.uri != one.uri), one], until=NOON)

    again = fold(state, one, household_size=5)

    assert memory(again) == memory(state)
    assert watch_region(state, one, KNOWLEDGE)[1] == ()
