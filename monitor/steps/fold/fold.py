"""(RegionState, Report) -> RegionState.

A region's memory is a function of the set of reports: twice, late or out of order is harmless.  It reaches back

* in articles: the newest 144 that tell something new, or fewer where they bring more than 400 claims, and 14 days at
  most.  Up to there a correction or a kill takes back all that the article brought.  A later one is too late: its
  article already stands in the numbers.  Of one report 24 incidents are taken in; what is beyond is never seen.
* in episodes: the newest 112 places and periods, and 14 days after they were last told.  Up to there a retelling
  is known for what it is, and a source's later figure replaces its earlier one.  Of forgotten articles eight sources
  are known for each: the four highest and the four newest.  What another of them brought stays in the numbers, and
  cannot be corrected by it any more.
* in days: one number a day and kind for 1,096 days, for windows, records and baselines; after two months to two digits.

Quiet regions never reach the counts; a region with 500 such reports a day keeps articles for half a day and episodes
for a day or two.
"""

from collections.abc import Iterable
from datetime import datetime

from monitor.model.base import UtcTime
from monitor.model.incident import Incident
from monitor.model.mention import Status
from monitor.model.region import HELD, Claim, Excerpt, Ledger, RegionState, Telling, by_age
from monitor.model.report import Report
from monitor.steps.fold.claims import claim_of, excerpt_of, short_uri
from monitor.steps.fold.earlier import date_again, earlier_of, oldest, said_before, said_by, trail_of
from monitor.steps.fold.settle import forget, newest_of

_MOST_INCIDENTS = 24
"""Of one report: more is a list, not news."""
_MOST_EXCERPTS = 20
"""Sentences kept for quoting; about 5 KiB of a packed row."""


def fold(state: RegionState | None, report: Report, *, household_size: int) -> RegionState:
    """The latest edition of each article counts; of older ones only when they first told a figure."""
    state = pass_time(state or RegionState(region=report.region, clock=report.arrived_at), report.arrived_at)
    telling = _telling(report)
    known = next((row for row in state.tellings if row.uri == telling.uri), None)
    found = () if report.is_retracted else _counting(report.incidents)
    claims = _claims(found, report, telling, household_size)
    if known is None:
        return _put(state, telling, claims, report, found)
    if known.edition == telling.edition:
        first = min(known.arrived_at, telling.arrived_at)
        return state if first == known.arrived_at else _swap(state, known, known._replace(arrived_at=first))
    if known.rank > telling.rank:
        return _look_back(state, known, telling, claims)
    telling = _succeed(state, known, telling)
    return _put(state, telling, claims, report, found)


def pass_time(state: RegionState, now: UtcTime) -> RegionState:
    """A region's clock never goes back."""
    return state if now <= state.clock else state.model_copy(update={"clock": now})


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _telling(report: Report) -> Telling:
    edition = report.edition
    told_at = max(_seconds(report.published_at), _seconds(edition.versioned_at))
    if report.embargoed_until is not None:
        told_at = max(told_at, _seconds(report.embargoed_until))
    return Telling(
        uri=short_uri(report.uri),
        number=edition.number,
        versioned_at=_seconds(edition.versioned_at),
        arrived_at=_seconds(edition.arrived_at),
        digest=edition.digest[:6],
        told_at=HELD if report.is_held else told_at,
        is_retracted=report.is_retracted,
        replaced_by=short_uri(report.replaced_by) if report.is_retracted else "",
    )


def _counting(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Only what the text tells as new may ever raise an alert, so nothing else is remembered."""
    return tuple(incident for incident in incidents if incident.status is Status.NEW)[:_MOST_INCIDENTS]


def _claims(
    found: Iterable[Incident], report: Report, telling: Telling, household_size: int
) -> list[tuple[Ledger, Claim]]:
    return [
        (
            Ledger(kind=incident.kind, cause=incident.cause, subject=incident.subject),
            claim_of(incident, report, telling, household_size),
        )
        for incident in found
    ]


def _put(
    state: RegionState,
    telling: Telling,
    claims: list[tuple[Ledger, Claim]],
    report: Report,
    found: Iterable[Incident],
) -> RegionState:
    """The new latest edition, and nothing left of the one before."""
    tellings = tuple(sorted([*(row for row in state.tellings if row.uri != telling.uri), telling], key=_by_time))
    rows = {ledger.key: _without(ledger, telling.uri) for ledger in state.ledgers}
    earlier = said_before(tellings, telling.uri)
    for empty, claim in claims:
        ledger = rows.get(empty.key, empty)
        dated = claim._replace(trail=trail_of(earlier, empty.key, claim))
        if dated not in ledger.claims:
            rows[empty.key] = ledger.model_copy(update={"claims": tuple(sorted((*ledger.claims, dated), key=by_age))})
    words = [excerpt for excerpt in state.excerpts if excerpt.uri != telling.uri]
    words += [
        excerpt_of(incident, claim, report, empty.key) for incident, (empty, claim) in zip(found, claims, strict=True)
    ]
    kept = state.model_copy(
        update={
            "tellings": tellings,
            "ledgers": tuple(rows[key] for key in sorted(rows) if not rows[key].is_empty),
            "excerpts": tuple(sorted(set(words), key=_by_weight)[:_MOST_EXCERPTS]),
            "region": report.region,
        }
    )
    heirs = {row.replaced_by for row in (*state.tellings, telling) if row.uri == telling.uri and row.replaced_by}
    for heir in sorted(heirs):
        kept = date_again(kept, heir)
    return forget(kept, newest_of(state))


def _by_time(telling: Telling) -> tuple[int, str]:
    return (telling.told_at, telling.uri)


def _by_weight(excerpt: Excerpt) -> tuple[int, Excerpt]:
    return (-excerpt.weight, excerpt)


def _without(ledger: Ledger, uri: str) -> Ledger:
    kept = tuple(claim for claim in ledger.claims if claim.uri != uri)
    return ledger if len(kept) == len(ledger.claims) else ledger.model_copy(update={"claims": kept})


def _swap(state: RegionState, old: Telling, new: Telling) -> RegionState:
    return state.model_copy(update={"tellings": tuple(new if row is old else row for row in state.tellings)})


def _succeed(state: RegionState, known: Telling, telling: Telling) -> Telling:
    """What a new edition takes over from the ones before: when they said what."""
    if telling.is_retracted and not telling.replaced_by:
        return telling
    if known.is_retracted and not (known.replaced_by and telling.replaced_by):
        return telling._replace(cut_at=known.versioned_at)
    return telling._replace(cut_at=known.cut_at, earlier=oldest([*known.earlier, *said_by(state, known)]))


def _look_back(state: RegionState, known: Telling, older: Telling, claims: list[tuple[Ledger, Claim]]) -> RegionState:
    """An older edition that comes late still tells when its figures were first published."""
    if (known.is_retracted and not known.replaced_by) or older.versioned_at <= known.cut_at:
        return state
    if older.is_retracted and older.replaced_by and known.replaced_by:
        return state
    if older.is_retracted:
        after = [row for row in known.earlier if row.versioned_at > older.versioned_at]
        new = known._replace(cut_at=older.versioned_at, earlier=tuple(after))
    else:
        said = [earlier_of(empty.key, claim, older) for empty, claim in claims]
        new = known._replace(earlier=oldest([*known.earlier, *said]))
    return state if new == known else date_again(_swap(state, known, new), known.uri)
