"""Alert changes to tell, made for the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level, Measurement, Quote
from monitor.model.base import RegionId
from monitor.model.figure import Figure, Quantifier
from monitor.model.mention import Kind, Status

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def quote(**changes: Any) -> Quote:
    facts: dict[str, Any] = {
        "text": "More than 12,000 people have fled",
        "after": "" if "text" in changes else " shelling around El Geneina since Monday, the agency said.",
        "kind": Kind.DISPLACEMENT,
        "status": Status.NEW,
        "figure": Figure(low=12_000, high=None, quantifier=Quantifier.AT_LEAST),
        "attribution": "UN refugee agency",
        "place": "El Geneina",
        "uri": "urn:wire:geneina:1",
        "headline": "Thousands flee shelling in West Darfur",
        "outlet": "Example Wire",
        "url": "https://wire.example/geneina-1",
        "published_at": NOON - timedelta(minutes=4),
    }
    return Quote(**(facts | changes))


def change(reason: ChangeReason = ChangeReason.STARTED, revision: int = 1, **changes: Any) -> AlertChange:
    over = reason in (ChangeReason.ENDED, ChangeReason.RETRACTED)
    facts: dict[str, Any] = {
        "alert_id": "a1f09c3e77d2",
        "revision": revision,
        "rule": "displacement-72h",
        "rule_title": "People newly displaced in three days",
        "rule_version": "3",
        "knowledge_version": "2024-05-01.1",
        "region_id": RegionId("SD-DW"),
        "region_name": "West Darfur",
        "country": "SD",
        "country_name": "Sudan",
        "kinds": (Kind.DISPLACEMENT,),
        "state": AlertState.QUIET if over else AlertState.FIRING,
        "was_state": AlertState.QUIET if revision == 1 else AlertState.FIRING,
        "level": None if over else Level.WARNING,
        "was_level": None if revision == 1 else Level.WARNING,
        "reason": reason,
        "changed_at": NOON,
        "started_at": NOON,
        "evidence_at": NOON - timedelta(minutes=4),
        "numbers": (
            Measurement(
                measure="people_displaced",
                value=12_000,
                low=12_000,
                high=15_000,
                threshold=10_000,
                window_seconds=72 * 3600,
                was=None if revision == 1 else 6_000,
            ),
            Measurement(measure="sources", value=2, threshold=2, window_seconds=72 * 3600),
        ),
        "sources": ("UN refugee agency", "Sudan Doctors Network"),
        "articles": ("urn:wire:geneina:1",),
        "quotes": (quote(),),
        "because": "12,000 people newly displaced in 72 h, at or above 10,000 (warning).",
        "since_last": "" if revision == 1 else "6,000 more than at 09:00.",
    }
    return AlertChange(**(facts | changes))
