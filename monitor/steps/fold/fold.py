"""(RegionState, Report) -> RegionState.

The state is a function of the set of latest reports: twice, late or out of order is harmless.
"""

from collections.abc import Iterable
from datetime import datetime

from monitor.model.base import UtcTime
from monitor.model.incident import Incident
from monitor.model.mention import Status
from monitor.model.region import HELD, Claim, Ledger, RegionState, Telling
from monitor.model.report import Report
from monitor.steps.fold.claims import claim_of

_HEADLINE_CHARACTERS = 120


def fold(state: RegionState | None, report: Report, *, household_size: int) -> RegionState:
    """The latest edition of each article counts; anything older changes nothing but the clock."""
    state = pass_time(state or RegionState(region=report.region, clock=report.arrived_at), report.arrived_at)
    telling = _telling(report)
    known = next((row for row in state.tellings if row.uri == telling.uri), None)
    if known is not None and not _supersedes(telling, known):
        return state
    others = [row for row in state.tellings if row.uri != telling.uri]
    tellings = tuple(sorted([*others, telling], key=lambda row: (row.told_at, row.uri)))
    ledgers = _replace_claims(state.ledgers, report, telling, household_size)
    return state.model_copy(update={"tellings": tellings, "ledgers": ledgers, "region": report.region})


def _supersedes(telling: Telling, known: Telling) -> bool:
    if telling.edition == known.edition:
        return False
    return telling.rank > known.rank


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
        uri=report.uri,
        number=edition.number,
        versioned_at=_seconds(edition.versioned_at),
        arrived_at=_seconds(edition.arrived_at),
        digest=edition.digest[:8],
        told_at=HELD if report.is_held else told_at,
        is_retracted=report.is_retracted,
        headline=report.headline[:_HEADLINE_CHARACTERS],
        outlet=report.outlet[:60],
        url=report.url[:200],
        fingerprint=report.fingerprint,
    )


def _replace_claims(
    ledgers: tuple[Ledger, ...], report: Report, telling: Telling, household_size: int
) -> tuple[Ledger, ...]:
    found = () if report.is_retracted else _counting(report.incidents)
    rows = {ledger.key: _without(ledger, telling.uri) for ledger in ledgers}
    for incident in found:
        empty = Ledger(kind=incident.kind, cause=incident.cause, subject=incident.subject)
        ledger = rows.get(empty.key, empty)
        claim = claim_of(incident, telling, household_size)
        if claim not in ledger.claims:
            rows[empty.key] = ledger.model_copy(update={"claims": tuple(sorted((*ledger.claims, claim), key=_order))})
    return tuple(rows[key] for key in sorted(rows) if rows[key].claims)


def _counting(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Only what the text tells as new may ever raise an alert, so nothing else is remembered."""
    return tuple(incident for incident in incidents if incident.status is Status.NEW)


def _without(ledger: Ledger, uri: str) -> Ledger:
    kept = tuple(claim for claim in ledger.claims if claim.uri != uri)
    return ledger if len(kept) == len(ledger.claims) else ledger.model_copy(update={"claims": kept})


def _order(claim: Claim) -> tuple[int, str, str, str, int, int, int, str]:
    return (claim.told_at, claim.uri, claim.source, claim.place, claim.start, claim.end, claim.low, claim.words)
