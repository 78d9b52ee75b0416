"""AlertChange, what was told before -> the words told then that no longer stand."""

from datetime import timedelta

from monitor.model.alert import AlertChange, Quote

# An event has no window of its own; a week is as long as a shift still thinks of it.
_EVENT_WINDOW = timedelta(days=7)


def taken_back(change: AlertChange, before: AlertChange | None) -> tuple[Quote, ...]:
    """Quotes that should still count by their age, and do not: withdrawn, or corrected by those who said them.

    Only where the number fell: when it rises, an older quote has merely made room.
    """
    if before is None or not _fell(change):
        return ()
    seconds = max((number.window_seconds for number in change.numbers), default=0)
    oldest = change.changed_at - (timedelta(seconds=seconds) or _EVENT_WINDOW)
    return tuple(quote for quote in before.quotes if quote.published_at > oldest and not _stands(quote, change))


def is_withdrawn(quote: Quote, change: AlertChange) -> bool:
    """Whoever said it says nothing else now; else it is a correction."""
    return quote.attribution not in change.sources


def _fell(change: AlertChange) -> bool:
    return any(number.was is not None and number.value < number.was for number in change.numbers)


def _stands(quote: Quote, change: AlertChange) -> bool:
    of_same_article = [now for now in change.quotes if now.uri == quote.uri]
    if of_same_article:
        return any(now.text == quote.text for now in of_same_article)
    return quote.uri in change.articles
