"""A pipeline that can be seen through: an article names its regions, every report raises an alert at once.

What the stream promises (order, acks, rows, partitions) does not depend on what the steps find.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from monitor.errors import UnreadableArticleError
from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.article import Edition, RawArticle
from monitor.model.base import ArticleUri, RegionId
from monitor.model.incident import Place
from monitor.model.knowledge import Knowledge
from monitor.model.phrase import Hit
from monitor.model.region import Alert, RegionState, Telling
from monitor.model.report import RawRetraction, Reading, RegionName, Report, Story, Tick

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class NoPhrases:
    def find(self, text: str) -> list[Hit]:
        return []


class NoPlaces:
    def find(self, text: str) -> list[tuple[int, int, tuple[Place, ...]]]:
        return []

    def region_name(self, region: RegionId) -> RegionName:
        return RegionName(id=region, name=region)


class NoSources:
    def canonical(self, words: str) -> str:
        return words


KNOWLEDGE = Knowledge(version="fake", phrases=NoPhrases(), gazetteer=NoPlaces(), sources=NoSources(), rules=())


def article(uri: str, *regions: str, version: int = 1, **more: Any) -> bytes:
    return json.dumps({"uri": uri, "version": version, "regions": list(regions), **more}).encode()


def read_article(raw: RawArticle, story: Story | None, knowledge: Knowledge) -> Reading:
    try:
        wire = json.loads(raw.value)
    except ValueError:
        raise UnreadableArticleError("bad_json", "this is no JSON") from None
    if wire.get("bug"):
        raise ZeroDivisionError("a bug of ours")
    edition = Edition(number=wire["version"], versioned_at=NOON, arrived_at=NOON, digest="")
    uri = ArticleUri(wire["uri"])
    if story is not None and not edition.supersedes(story.edition):
        return Reading(uri=uri, edition=edition, skipped="stale")
    names = tuple(RegionName(id=RegionId(region), name=region) for region in wire["regions"])
    left = tuple(region for region in (story.regions if story else ()) if region not in names)
    return Reading(
        uri=uri,
        edition=edition,
        reports=tuple(
            Report(region=name, uri=uri, edition=edition, published_at=NOON, arrived_at=raw.arrived_at, headline=text)
            for name, text in [*((name, wire.get("text", "")) for name in names), *((name, "gone") for name in left)]
        ),
        retractions=tuple(
            RawRetraction(uri=killed, value=article(killed, version=99)) for killed in wire.get("kills", ())
        ),
        story=Story(uri=uri, edition=edition, regions=names) if names or story else None,
    )


def watch_region(
    state: RegionState | None, message: Report | Tick, knowledge: Knowledge
) -> tuple[RegionState, tuple[AlertChange, ...]]:
    if isinstance(message, Tick):
        assert state is not None
        ended = [alert for alert in state.alerts if alert.state is not AlertState.QUIET]
        changes = tuple(change(state.region, alert.rule, 2, ChangeReason.ENDED, message.at) for alert in ended)
        quiet = tuple(Alert(rule=made.rule, last=made, state=AlertState.QUIET) for made in changes)
        return (state.model_copy(update={"alerts": quiet}) if ended else state), changes
    if message.headline == "bug":
        raise ZeroDivisionError("a bug of ours")
    before = state or RegionState(region=message.region, clock=message.arrived_at)
    telling = Telling(
        uri=message.uri,
        number=message.edition.number,
        versioned_at=0,
        arrived_at=0,
        digest="",
        told_at=0,
        headline=message.headline,
    )
    tellings = {known.uri: known for known in before.tellings} | {telling.uri: telling}
    kept = tuple(tellings[uri] for uri in sorted(tellings))
    if message.uri in {known.uri for known in before.tellings}:
        return before.model_copy(update={"tellings": kept}), ()
    started = change(message.region, message.uri, 1, ChangeReason.STARTED, message.arrived_at)
    alerts = (*before.alerts, Alert(rule=message.uri, last=started, state=AlertState.FIRING))
    ordered = tuple(sorted(alerts, key=lambda alert: alert.rule))
    return before.model_copy(update={"tellings": kept, "alerts": ordered}), (started,)


def change(region: RegionName, rule: str, revision: int, reason: ChangeReason, at: datetime) -> AlertChange:
    fires = reason is ChangeReason.STARTED
    return AlertChange(
        alert_id=hashlib.sha1(f"{rule} {region.id}".encode()).hexdigest()[:12],
        revision=revision,
        rule=rule,
        region_id=region.id,
        region_name=region.name,
        state=AlertState.FIRING if fires else AlertState.QUIET,
        was_state=AlertState.QUIET if fires else AlertState.FIRING,
        level=Level.WARNING if fires else None,
        was_level=None if fires else Level.WARNING,
        reason=reason,
        changed_at=at,
        started_at=NOON,
        evidence_at=NOON,
        because=f"{rule} {reason}",
    )
