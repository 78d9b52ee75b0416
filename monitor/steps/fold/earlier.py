"""When a figure was first told: by an older edition of its article, or by the article that it corrects.

A correction keeps the time of what it corrects, so that it moves a number and not the day on which the number counts.
"""

from collections.abc import Iterable, Sequence

from monitor.model.region import Claim, Earlier, RegionState, Telling
from monitor.text.sources import voice

_MOST_EARLIER = 12


def earlier_of(ledger: str, claim: Claim, edition: Telling) -> Earlier:
    """What one edition said."""
    return Earlier(ledger, claim.source, claim.place, claim.low, claim.told_at, edition.versioned_at)


def said_by(state: RegionState, telling: Telling) -> list[Earlier]:
    """All that an article says now."""
    return [
        earlier_of(ledger.key, claim, telling)
        for ledger in state.ledgers
        for claim in ledger.claims
        if claim.uri == telling.uri
    ]


def oldest(rows: Iterable[Earlier]) -> tuple[Earlier, ...]:
    """The first time of each figure.  Whether that was before the latest edition is asked when it is used.

    A later edition can speak before an older one (its embargo fell away), or not yet (it is held): an answer here would
    depend on which edition was the latest when the question came.
    """
    first: dict[tuple[str, str, str, int], tuple[int, int]] = {}
    for row in rows:
        times = (row.told_at, row.versioned_at)
        first[row[:4]] = min(first.get(row[:4], times), times)
    ordered = sorted(first, key=lambda key: (first[key], key))
    return tuple(Earlier(*key, *first[key]) for key in ordered[:_MOST_EARLIER])


def said_before(tellings: Sequence[Telling], uri: str) -> tuple[Earlier, ...]:
    """By older editions of an article, and by those that it replaced, or that these replaced."""
    replaced = [telling for telling in tellings if telling.replaced_by]
    rows: list[Earlier] = []
    heirs = {uri}
    while met := [telling for telling in replaced if telling.replaced_by in heirs]:
        replaced = [telling for telling in replaced if telling not in met]
        heirs |= {telling.uri for telling in met}
        rows += [row for telling in met for row in telling.earlier]
    own = next((telling.earlier for telling in tellings if telling.uri == uri), ())
    return oldest([*own, *rows]) if rows else own


def trail_of(earlier: Iterable[Earlier], ledger: str, claim: Claim) -> tuple[tuple[int, int], ...]:
    """When it was told before, of the same place or of one that holds or lies in it."""
    return tuple(
        sorted(
            {
                (row.told_at, row.low)
                for row in earlier
                if row.told_at < claim.told_at
                and row.ledger == ledger
                and voice(row.source) == voice(claim.source)
                and _touch(row.place, claim.place)
            }
        )
    )


def _touch(one: str, other: str) -> bool:
    return f"{one}|".startswith(f"{other}|") or f"{other}|".startswith(f"{one}|")


def date_again(state: RegionState, uri: str) -> RegionState:
    """The claims of an article whose past came to light, or of the one that took its place in the end."""
    passed = set[str]()
    while uri not in passed:
        passed.add(uri)
        uri = next((row.replaced_by for row in state.tellings if row.uri == uri and row.replaced_by), uri)
    earlier = said_before(state.tellings, uri)
    ledgers = []
    for ledger in state.ledgers:
        if any(claim.uri == uri for claim in ledger.claims):
            claims = tuple(
                claim._replace(trail=trail_of(earlier, ledger.key, claim)) if claim.uri == uri else claim
                for claim in ledger.claims
            )
            ledgers.append(ledger.model_copy(update={"claims": claims}))
        else:
            ledgers.append(ledger)
    return state.model_copy(update={"ledgers": tuple(ledgers)})
