"""AlertChange, Telling -> Page: what a message says, before any markup.  Every string in it is inert already."""

import re
from datetime import datetime
from typing import NamedTuple

from monitor.model.alert import AlertChange, Level, Quote, may_be_outdone
from monitor.model.base import TRIAGE
from monitor.model.notification import NotifyReason
from monitor.text.messages.inert import inert, safe_url, shortened
from monitor.text.messages.numbers import amount, difference, is_single_event, spread, whole, worth_telling
from monitor.text.messages.taken_back import is_withdrawn, taken_back
from monitor.text.messages.telling import Telling

# Three quotes: enough to believe it, few enough to read on a telephone.
_MOST_QUOTES = 3
# How a number came about stands in brackets at the end of the reason ("households counted as 5 people").
_ASIDE = re.compile(r"\(([^()]{3,120})\)\.?$")
_LINE, _WORDS, _NAME, _QUOTE = 180, 300, 80, 420
# What a correction quotes of the words that no longer stand.
_SHORT = 160


class Words(NamedTuple):
    """A quote: the words in their sentence, who says so, and where it can be read."""

    before: str
    text: str
    after: str
    by: str
    headline: str
    outlet: str
    at: str
    url: str

    @property
    def sentence(self) -> str:
        return f"{self.before}{self.text}{self.after}"


class Page(NamedTuple):
    label: str
    """`WARNING`, `CRITICAL, was warning`, `WITHDRAWN`."""
    tone: str
    """The level, `over` or `withdrawn`: for a colour."""
    place: str
    news: str
    """What is new, by how much."""
    notes: tuple[str, ...] = ()
    """What to know about this message: withdrawn, a reminder, held back, another channel failed."""
    facts: tuple[tuple[str, str], ...] = ()
    quotes_title: str = ""
    quotes: tuple[Words, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    foot: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return f"{self.label} · {self.place}: {self.news}"


def lay_page(change: AlertChange, telling: Telling) -> Page:
    """The same change told the same way is always the same page."""
    withdrawn = telling.reason is NotifyReason.RETRACTED
    told = telling.before if withdrawn and telling.before is not None else change
    return Page(
        label=_label(change, telling),
        tone=_tone(change, telling),
        place=_place(change),
        news=inert(_news(change, telling), _LINE),
        notes=tuple(inert(note, _WORDS) for note in _notes(change, telling)),
        facts=tuple((name, inert(value, _WORDS)) for name, value in _facts(change, telling) if value),
        quotes_title="The withdrawn alert stood on" if withdrawn else "In their words",
        quotes=_quotes(told, change.changed_at),
        links=tuple((name, url) for name, link in _links(telling) if (url := safe_url(link))),
        foot=_foot(change),
    )


def stamp(at: datetime, today: datetime) -> str:
    """`12:04 UTC`, with the day where it is another one."""
    return f"{at:%H:%M} UTC" if at.date() == today.date() else f"{at.day} {at:%b %H:%M} UTC"


def _label(change: AlertChange, telling: Telling) -> str:
    reason = telling.reason
    level = _level(change).upper()
    if reason is NotifyReason.ENDED:
        return "OVER"
    if reason is NotifyReason.RETRACTED:
        return "WITHDRAWN"
    if reason is NotifyReason.REPEATED:
        return f"{level}, not acknowledged"
    if reason is NotifyReason.UNDELIVERED:
        return f"NOT DELIVERED to {inert(telling.failed_channel, _NAME)} · {level}"
    if reason in (NotifyReason.ROSE, NotifyReason.FELL) and change.was_level and not telling.first_here:
        level = f"{level}, was {change.was_level}"
    return f"CORRECTED · {level}" if _is_correction(change, telling) else level


def _tone(change: AlertChange, telling: Telling) -> str:
    if telling.reason is NotifyReason.RETRACTED:
        return "withdrawn"
    return "over" if telling.reason is NotifyReason.ENDED else _level(change)


def _level(change: AlertChange) -> str:
    return str(change.level or change.was_level or Level.WATCH)


def _is_correction(change: AlertChange, telling: Telling) -> bool:
    """The number went down and not by time alone: what was told was too high."""
    if telling.first_here:
        return False
    if telling.reason is NotifyReason.FELL:
        return bool(taken_back(change, telling.before))
    numbers = change.numbers
    lower = bool(numbers) and numbers[0].was is not None and numbers[0].value < numbers[0].was
    return telling.reason is NotifyReason.REVISED and lower


def _place(change: AlertChange) -> str:
    name, country = inert(change.region_name, _NAME), inert(change.country_name, _NAME)
    if change.region_id == TRIAGE:
        return "Place not known"
    return f"{name}, {country}" if country and country != name else name


def _news(change: AlertChange, telling: Telling) -> str:
    title = change.rule_title or change.rule
    if telling.reason is NotifyReason.ENDED:
        return f"{title}: no longer {change.was_level or 'an alert'}"
    if telling.reason is NotifyReason.RETRACTED:
        told = telling.before or change
        return f"do not rely on our alert of {stamp(told.changed_at, change.changed_at)} ({_told(change, telling)})"
    news = whole(change)
    number = next(iter(worth_telling(change)), None)
    if number is None or telling.first_here:
        return news
    if _is_correction(change, telling) and len(change.numbers) == 1:
        return f"{news}, not {number.was:,}"
    moved = difference(number)
    return f"{news}, {moved}" if moved else news


def _told(change: AlertChange, telling: Telling) -> str:
    """What a retraction takes back, in the words of the numbers that were told."""
    if telling.before is not None:
        return whole(telling.before)
    number = change.numbers[0] if change.numbers else None
    return amount(number, number.was) if number and number.was is not None else change.rule_title or change.rule


def _why_withdrawn(change: AlertChange) -> str:
    if may_be_outdone(change.numbers):
        return "The reports behind it were withdrawn or corrected, or an older report came to light."
    return "The reports behind it were withdrawn or corrected by those who published them."


def _notes(change: AlertChange, telling: Telling) -> list[str]:
    notes = []
    if telling.reason is NotifyReason.RETRACTED:
        notes.append(_why_withdrawn(change))
    if telling.reason is NotifyReason.ENDED:
        notes.append("Nothing was withdrawn: what was reported stays true, and no more of it came.")
    if _is_correction(change, telling):
        notes += _corrections(change, telling)
    if telling.reason is NotifyReason.REPEATED:
        notes.append(f"Told {telling.turn} times now. It is told again until somebody acknowledges it.")
    if telling.reason is NotifyReason.UNDELIVERED:
        why = f" ({telling.failed_because})" if telling.failed_because else ""
        notes.append(
            f"{telling.failed_channel} did not take this message{why}. Please pass it on, and mend the channel."
        )
    if telling.held_until is not None:
        notes.append(_held_note(stamp(telling.held_until, change.changed_at), telling))
    return notes


def _held_note(until: str, telling: Telling) -> str:
    if not telling.held_because:
        return f"Held back until {until} (quiet hours or mute)."
    more = f" It held back {telling.held_count} messages about it." if telling.held_count > 1 else ""
    return f"Held back until {until} by a mute ({telling.held_because}).{more}"


def _corrections(change: AlertChange, telling: Telling) -> list[str]:
    """What was wrong, in the words that were told."""
    gone = taken_back(change, telling.before)
    if not gone:
        return ["What we told before was too high; the sources have corrected it or a report was withdrawn."]
    notes = []
    for quote in gone[:_MOST_QUOTES]:
        words = _words(quote, change.changed_at)
        what = "Withdrawn, do not rely on it" if is_withdrawn(quote, change) else "Corrected since"
        where = f", in {words.outlet}" if words.outlet and words.outlet != words.by else ""
        said = words.sentence if len(words.sentence) <= _SHORT else shortened(words.text, _SHORT)
        notes.append(f"{what}: “{said}” ({words.by}, {words.at}{where}).")
    return notes


def _facts(change: AlertChange, telling: Telling) -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    for number in worth_telling(change):
        if is_single_event(number):
            continue
        level = f"{change.level} from" if change.level else "threshold"
        threshold = f"{level} {number.threshold:,}" if number.threshold is not None else ""
        said = "; ".join(part for part in (amount(number), spread(number), threshold) if part)
        facts.append(("And" if facts else "Now", said))
    if not telling.first_here and telling.reason is not NotifyReason.REPEATED:
        facts.append(("Since last time", change.since_last.strip()))
    if change.sources and telling.reason is not NotifyReason.RETRACTED:
        facts.append((_plural("Source", change.sources), _named(change.sources)))
    if telling.reason not in (NotifyReason.RETRACTED, NotifyReason.ENDED):
        facts.append(("Newest report", stamp(change.evidence_at, change.changed_at)))
    if not _repeats_numbers(change):
        facts.append(("Why", f"{change.because.rstrip('.')}." if change.because else ""))
    elif (aside := _ASIDE.search(change.because)) and aside[1] not in tuple(Level):
        facts.append(("Note", aside[1]))
    return facts


def _repeats_numbers(change: AlertChange) -> bool:
    return bool(change.numbers) and all(f"{number.value:,} " in change.because for number in change.numbers)


def _plural(word: str, of: tuple[str, ...]) -> str:
    return word if len(of) == 1 else f"{len(of)} {word.lower()}s"


def _named(sources: tuple[str, ...]) -> str:
    names = [name for source in sources[:6] if (name := inert(source, _NAME))]
    return ", ".join(names) + (f" and {len(sources) - 6} more" if len(sources) > 6 else "")


def _quotes(told: AlertChange, today: datetime) -> tuple[Words, ...]:
    """Each sentence once: it may tell of the dead and of the wounded, and forty papers may print it."""
    sentences: dict[str, Words] = {}
    for quote in told.quotes:
        words = _words(quote, today)
        sentences.setdefault(words.sentence.casefold(), words)
    return tuple(sentences.values())[:_MOST_QUOTES]


def _words(quote: Quote, today: datetime) -> Words:
    before, text, after = _in_sentence(quote)
    return Words(
        before=before,
        text=text,
        after=after,
        by=inert(quote.attribution, _NAME) or inert(quote.outlet, _NAME),
        headline=inert(quote.headline, 140),
        outlet=inert(quote.outlet, _NAME),
        at=stamp(quote.published_at, today),
        url=safe_url(quote.url),
    )


def _in_sentence(quote: Quote) -> tuple[str, str, str]:
    """What stands before the words, the words, what stands after; put together they are inert as well."""
    whole = inert(f"{quote.before}{quote.text}{quote.after}", _QUOTE)
    before, text, after = inert(quote.before, _QUOTE), inert(quote.text, _QUOTE), inert(quote.after, _QUOTE)
    middle = whole[len(before) : len(whole) - len(after)]
    if f"{before}{middle}{after}" != whole or middle.strip() != text:
        # A link may begin in one part and end in the next, so the parts alone are no proof.
        before, text, after, middle = "", whole, "", whole
    left, right = middle[: len(middle) - len(middle.lstrip())], middle[len(middle.rstrip()) :]
    opened, closed = _dots(whole)
    if not before:
        text = opened + text
    if not after:
        text += closed
    return (opened if before else "") + before + left, text, right + after + (closed if after else "")


def _dots(text: str) -> tuple[str, str]:
    """What shows that words are less than a sentence."""
    before = "… " if text[:1].islower() else ""
    after = "" if not text or text.endswith((".", "!", "?", "…", '"', "”", "'")) else " …"
    return before, after


def _links(telling: Telling) -> list[tuple[str, str]]:
    return [("Acknowledge", telling.acknowledge_url), ("Explain", telling.explain_url)]


def _foot(change: AlertChange) -> tuple[str, ...]:
    at = f"{change.changed_at.day} {change.changed_at:%b %Y %H:%M} UTC"
    rule = f"rule {inert(change.rule, _NAME)}" + (f" ({inert(change.rule_version, 20)})" if change.rule_version else "")
    return (at, rule, f"alert {inert(change.alert_id, 40)}, revision {change.revision}", inert(change.region_id, 10))
