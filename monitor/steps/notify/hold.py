"""What keeps a message back: a mute, or quiet hours."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.mute import Mute
from monitor.model.notification import AlertLedger, SilenceReason
from monitor.model.route import Route


class Hold(NamedTuple):
    until: datetime
    reason: SilenceReason
    by: str = ""
    """The id of the mute; empty: quiet hours."""


def find_hold(
    change: AlertChange, ledger: AlertLedger, route: Route | None, mutes: Sequence[Mute], now: datetime
) -> Hold | None:
    """Of several mutes the one that lasts longest.  A retraction is not held by a mute: it takes back what was told.

    Unless nobody was told: then it waits with the rest, to be named when the mute ends.
    """
    if change.reason is not ChangeReason.RETRACTED or not ledger.told:
        holding = [mute for mute in mutes_on(ledger, mutes) if mute.holds(change, now)]
        if holding:
            longest = max(holding, key=lambda mute: mute.until)
            return Hold(longest.until, SilenceReason.MUTED, longest.id)
    quiet = route.quiet_hours if route else None
    level = change.level or change.was_level
    until = quiet.end_of(now) if quiet and (level.rank if level else 0) < quiet.breakthrough.rank else None
    return Hold(until, SilenceReason.QUIET_HOURS) if until else None


def mutes_on(ledger: AlertLedger, mutes: Sequence[Mute]) -> tuple[Mute, ...]:
    """Its own, and those by matchers that fit or not."""
    return (*((ledger.mute,) if ledger.mute else ()), *mutes)
