"""Who would be told of an alert like this, and why.  For `monitor routes test`."""

from datetime import datetime
from typing import NamedTuple

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.base import RegionId
from monitor.model.mention import Kind
from monitor.model.route import Routes
from monitor.steps.notify.audience import fitting_routes
from monitor.steps.notify.choose import choose_notifications


class Hearing(NamedTuple):
    """One channel, or one route that does not fit (no channel)."""

    is_told: bool
    channel: str
    says: str


def rehearse(
    routes: Routes, *, level: Level, region: str, now: datetime, kind: Kind | None = None, rule: str = "rehearsal"
) -> tuple[Hearing, ...]:
    """Every channel that would hear of a new alert at `now`, those held back, and each route that does not fit."""
    change = _imagined(level, region, now, kind, rule)
    said = choose_notifications(change, None, routes, now)
    routed = {notice.channel: notice.route for notice in said.ledger.notices}
    told = [Hearing(True, one.channel, f"by route {routed[one.channel]}") for one in said.notifications]
    held = [
        Hearing(False, one.channel, f"by route {routed[one.channel]}: {one.says}")
        for one in said.silences
        if one.channel
    ]
    fitting, misfits = fitting_routes(change, routes)
    passed = [Hearing(False, "", misfit) for misfit in misfits]
    empty = [
        Hearing(False, "", f"{route.name}: fits, but none of its channels is set up")
        for route in fitting
        if not routes.meant_by(route)
    ]
    return (*told, *held, *passed, *empty)


def _imagined(level: Level, region: str, now: datetime, kind: Kind | None, rule: str) -> AlertChange:
    return AlertChange(
        alert_id="rehearsal",
        revision=1,
        rule=rule,
        region_id=RegionId(region),
        region_name=region,
        country=region.partition("-")[0],
        kinds=(kind,) if kind else tuple(Kind),
        state=AlertState.FIRING,
        was_state=AlertState.QUIET,
        level=level,
        reason=ChangeReason.STARTED,
        changed_at=now,
        started_at=now,
        evidence_at=now,
        because="a rehearsal",
    )
