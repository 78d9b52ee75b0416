"""MuteBook, WideMute or WideUnmute -> MuteBook: silence for all alerts that fit some matchers."""

from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.model.command import WideMute, WideUnmute
from monitor.model.mute import Mute, MuteBook

# A mute that nobody remembers is a hole in the watch.
MAX_MUTE = timedelta(days=30)
_MAX_MUTES = 200
"""More at once means that the routes or rules are wrong."""
_KEEP = timedelta(days=7)


class MuteAnswer(NamedTuple):
    """What became of it, in one sentence for the one who asked."""

    book: MuteBook
    is_accepted: bool
    says: str


def apply_mute(book: MuteBook, order: WideMute | WideUnmute, now: datetime) -> MuteAnswer:
    """The book after it.  The same order twice changes nothing; a refused one changes nothing."""
    kept = book.model_copy(update={"mutes": tuple(mute for mute in book.mutes if now < mute.until + _KEEP)})
    return _begin(kept, order.mute, now) if isinstance(order, WideMute) else _end(kept, order, now)


def mute_problem(mute: Mute, now: datetime) -> str:
    """Why it can't be accepted, in a sentence; empty: it can."""
    if not mute.by.strip():
        return "Say who you are: those who come after you must know."
    if mute.until <= now:
        return "Say until when, a time to come: a mute ends by itself."
    if mute.until > now + MAX_MUTE:
        return f"A mute lasts {MAX_MUTE.days} days at most."
    if not mute.reason.strip():
        return "Say why: those who come after you must know."
    return ""


def _begin(book: MuteBook, mute: Mute, now: datetime) -> MuteAnswer:
    if any(known.id == mute.id for known in book.mutes):
        return MuteAnswer(book, True, "This was done before.")
    problem = mute_problem(mute, now)
    if not problem and (not mute.id or all(matcher.is_broad for matcher in mute.matchers)):
        problem = "Say what to mute, at least one thing by name: region=SY-ID, kind=air_strike, rule=aid-veto."
    if not problem and sum(now < known.until for known in book.mutes) >= _MAX_MUTES:
        problem = f"There are {_MAX_MUTES} mutes already; end some."
    if problem:
        return MuteAnswer(book, False, problem)
    return MuteAnswer(MuteBook(mutes=(*book.mutes, mute)), True, f"{mute.says}: {muted_words(mute)}")


def _end(book: MuteBook, order: WideUnmute, now: datetime) -> MuteAnswer:
    known = next((mute for mute in book.mutes if mute.id == order.mute_id), None)
    if known is None:
        return MuteAnswer(book, False, f"No mute {order.mute_id} is known.")
    if known.until <= now:
        return MuteAnswer(book, True, f"Mute {known.id} is over already.")
    over = known.model_copy(update={"until": now, "ended_by": order.by})
    mutes = tuple(over if mute.id == known.id else mute for mute in book.mutes)
    return MuteAnswer(MuteBook(mutes=mutes), True, f"Mute {known.id} is over; what it held back goes out now.")


def muted_words(mute: Mute) -> str:
    """Until when, and what still speaks."""
    worse = f" It still speaks above {mute.level}." if mute.level else ""
    return f"Muted until {mute.until:%Y-%m-%d %H:%M} UTC.{worse}"
