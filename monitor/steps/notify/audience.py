"""AlertChange, AlertLedger, Routes -> who listens, and why the others do not."""

from collections.abc import Iterable
from typing import NamedTuple

from monitor.model.alert import WORSENS, AlertChange, ChangeReason
from monitor.model.notification import AlertLedger, Silence, SilenceReason
from monitor.model.route import Channel, Route, Routes


class Listener(NamedTuple):
    channel: Channel
    route: Route | None
    """None: it heard before, by a route that is gone."""


def find_listeners(
    change: AlertChange, page: AlertLedger, waiting: tuple[str, ...], routes: Routes
) -> tuple[tuple[Listener, ...], tuple[Silence, ...]]:
    """News goes where the routes say; what follows goes to exactly those who heard, or wait to hear.

    Where all of these are gone from the settings, those hear whom the routes name now: a channel may have been renamed.
    """
    fitting, misfits = fitting_routes(change, routes)
    found = named(fitting, routes) if change.reason in WORSENS else {}
    silences: list[Silence] = []
    for name in dict.fromkeys((*page.told, *waiting)):
        if name in found:
            continue
        heard = _heard_before(name, change, page, routes)
        if isinstance(heard, Silence):
            silences.append(heard)
        else:
            found[name] = heard
    if not found and silences and all(one.reason is SilenceReason.CHANNEL_GONE for one in silences):
        found = named(fitting, routes)
    if not found and not silences:
        silences.append(_nobody(change, misfits))
    return tuple(found.values()), tuple(silences)


def fitting_routes(change: AlertChange, routes: Routes) -> tuple[tuple[Route, ...], tuple[str, ...]]:
    """The routes that fit, in order, up to one that is the last; and why each other does not."""
    fitting: list[Route] = []
    misfits: list[str] = []
    for route in routes.routes:
        misfit = route.misfit(change)
        if misfit:
            misfits.append(f"{route.name}: {misfit}")
            continue
        fitting.append(route)
        if route.last:
            break
    return tuple(fitting), tuple(misfits)


def route_for(channel: str, names: Iterable[str], change: AlertChange, routes: Routes) -> Route | None:
    """The route by which a channel heard; where that is gone, the one by which it would hear now."""
    known = set(names)
    by_name = next((route for route in routes.routes if route.name in known), None)
    if by_name is not None:
        return by_name
    fitting, _ = fitting_routes(change, routes)
    return next((route for route in fitting if routes.channel(channel) in routes.meant_by(route)), None)


def silence(change: AlertChange, reason: SilenceReason, says: str, channel: str = "") -> Silence:
    return Silence(alert_id=change.alert_id, revision=change.revision, reason=reason, says=says, channel=channel)


def named(fitting: tuple[Route, ...], routes: Routes) -> dict[str, Listener]:
    """Whom these routes name, each channel once."""
    found: dict[str, Listener] = {}
    for route in fitting:
        for channel in routes.meant_by(route):
            found.setdefault(channel.name, Listener(channel, route))
    return found


def _heard_before(name: str, change: AlertChange, page: AlertLedger, routes: Routes) -> Listener | Silence:
    channel = routes.channel(name)
    if channel is None:
        return silence(change, SilenceReason.CHANNEL_GONE, f"Channel {name} is no longer set up.", name)
    route = route_for(name, (notice.route for notice in page.notices if notice.channel == name), change, routes)
    if change.reason is ChangeReason.ENDED and route is not None and not route.tell_end:
        return silence(change, SilenceReason.END_NOT_WANTED, f"Route {route.name} does not tell ends.", name)
    return Listener(channel, route)


def _nobody(change: AlertChange, misfits: tuple[str, ...]) -> Silence:
    if change.reason in WORSENS:
        says = "; ".join(misfits[:10]) or "no routes are set up"
        return silence(change, SilenceReason.NO_ROUTE, says)
    return silence(change, SilenceReason.NEVER_TOLD, "Nobody had heard of this alert.")
