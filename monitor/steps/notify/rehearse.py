"""Who would be told of an alert like this, and why.  For `monitor routes test`."""

from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.base import RegionId
from monitor.model.mention import Kind
from monitor.model.notification import Notification
from monitor.model.route import Route, Routes
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
    by_name = {route.name: route for route in routes.routes}
    told = [
        Hearing(True, one.channel, _as_told(one, by_name[routed[one.channel]], routes, kind))
        for one in said.notifications
    ]
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


def _as_told(told: Notification, route: Route, routes: Routes, kind: Kind | None) -> str:
    """By which route, and what else follows from it."""
    says = [f"by route {route.name}", f"as {told.severity}"]
    if kind is None and route.kinds:
        says[0] += f", where it is about {' or '.join(route.kinds)}"
    if route.repeat_every:
        says.append(f"again every {_minutes(route.repeat_every)} until acknowledged")
    channel = routes.channel(told.channel)
    fallback = (channel.fallback if channel else None) or routes.fallback
    if channel and channel.at_most and not told.is_urgent:
        says.append(f"at most {channel.at_most} in {_minutes(channel.per)}, the rest as a digest")
    if fallback and fallback != told.channel:
        says.append(f"if it fails {fallback}")
    return "; ".join(says)


def _minutes(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60} h" if minutes >= 60 and minutes % 60 == 0 else f"{minutes} min"


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
