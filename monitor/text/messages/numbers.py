"""Measured numbers as people say them."""

from monitor.model.alert import AlertChange, Measurement

_NOUNS = {
    "people_displaced": ("person newly displaced", "people newly displaced"),
    "people_killed": ("person killed", "people killed"),
    "people_injured": ("person injured", "people injured"),
    "incidents": ("incident", "incidents"),
    "first_mention": ("incident", "incidents"),
    "sources": ("independent source", "independent sources"),
    "articles": ("article", "articles"),
    "silence": ("hour without a word", "hours without a word"),
}


def count(number: Measurement, value: int | None = None) -> str:
    """`12,000 people newly displaced`."""
    value = number.value if value is None else value
    one, many = _NOUNS.get(number.measure, (number.measure.replace("_", " "),) * 2)
    return f"{value:,} {one if value == 1 else many}"


def window(number: Measurement) -> str:
    """`in 72 hours`, `in 7 days`; empty for an event by itself."""
    hours = number.window_seconds // 3600
    if hours <= 0 or number.measure == "silence":
        return ""
    if hours > 72 and hours % 24 == 0:
        return f"in {hours // 24} days"
    return f"in {hours} hours" if hours > 1 else "in an hour"


def amount(number: Measurement, value: int | None = None) -> str:
    """`12,000 people newly displaced in 72 hours`."""
    return f"{count(number, value)} {window(number)}".strip()


def whole(change: AlertChange) -> str:
    """What the alert is about, in one breath: people by their number, events by their title."""
    numbers = worth_telling(change)
    title = change.rule_title or change.rule
    if all(is_single_event(number) for number in numbers):
        return title
    if len(numbers) == 1 and numbers[0].measure.startswith("people_"):
        return amount(numbers[0])
    if len({number.window_seconds for number in numbers}) == 1:
        return f"{title}: {' and '.join(count(number) for number in numbers)} {window(numbers[0])}".strip()
    return f"{title}: {' and '.join(amount(number) for number in numbers)}"


def worth_telling(change: AlertChange) -> tuple[Measurement, ...]:
    """Of a rule with several conditions those that counted something; all where none did."""
    return tuple(number for number in change.numbers if number.value) or change.numbers


def is_single_event(number: Measurement) -> bool:
    """It happened, and once is enough: a count says nothing more."""
    return number.measure in ("incidents", "first_mention") and number.value == 1 and number.threshold in (1, None)


def difference(number: Measurement) -> str:
    """`6,000 more than before`; empty where nothing moved or nothing was told."""
    if number.was is None or number.was == number.value:
        return ""
    gap = number.value - number.was
    return f"{abs(gap):,} {'more' if gap > 0 else 'fewer'} than before"


def spread(number: Measurement) -> str:
    """`sources say 9,000 to 15,000`; empty where they agree."""
    low, high = number.low, number.high
    if low is not None and high is not None and low != high:
        return f"sources say {low:,} to {high:,}"
    if high is None and low is not None and low != number.value:
        return f"sources say {low:,} or more"
    if low is None and high is not None and high != number.value:
        return f"sources say up to {high:,}"
    return ""
