"""A pipeline that can be seen through: an article names its regions, every report raises an alert at once.

What the stream promises (order, acks, rows, partitions) does not depend on what the steps find.
"""

import hashlib
import json
import time
from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from monitor.errors import UnreadableArticleError
from monitor.model.alert import AlertChange, AlertState, ChangeReason, Level
from monitor.model.article import Edition, RawArticle
from monitor.model.base import ArticleUri, Frozen, RegionId, UtcTime
from monitor.model.incident import Place
from monitor.model.knowledge import Knowledge
from monitor.model.phrase import Hit
from monitor.model.report import Onward, Reading, RegionName, Report, Story, Tick

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
LATELY = datetime.now(UTC)
"""The same for every copy, and not so long ago that its row is let go."""


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


class NoSpelling:
    def written(self, word: str) -> str | None:
        return None

    def names(self, text: str) -> list[tuple[int, int]]:
        return []


KNOWLEDGE = Knowledge(
    version="fake", phrases=NoPhrases(), gazetteer=NoPlaces(), sources=NoSources(), spelling=NoSpelling(), rules=()
)


def article(uri: str, *regions: str, version: int = 1, **more: Any) -> bytes:
    return json.dumps({"uri": uri, "version": version, "regions": list(regions), **more}).encode()


def read_article(raw: RawArticle, story: Story | None, knowledge: Knowledge) -> Reading:
    try:
        wire = json.loads(raw.value)
    except ValueError:
        raise UnreadableArticleError("bad_json", "this is no JSON") from None
    if wire.get("bug"):
        raise ZeroDivisionError("a bug of ours")
    time.sleep(wire.get("hang", 0))
    while wire.get("endless"):
        pass
    edition = Edition(number=wire["version"], versioned_at=NOON, arrived_at=LATELY, digest="")
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
        retractions=tuple(Onward(uri=killed, value=article(killed, version=99)) for killed in wire.get("kills", ())),
        story=Story(uri=uri, edition=edition, regions=names) if names or story else None,
    )


class FakeState(Frozen):
    """A region's row: rule -> whether it fires."""

    region: RegionName
    firing: dict[str, bool] = Field(default_factory=dict)
    clock: UtcTime = NOON

    @property
    def wakes_at(self) -> datetime | None:
        return NOON if any(self.firing.values()) else None


def watch_region(
    state: FakeState | None, message: Report | Tick, knowledge: Knowledge
) -> tuple[FakeState, tuple[AlertChange, ...]]:
    if isinstance(message, Tick):
        assert state is not None
        ended = [rule for rule, fires in sorted(state.firing.items()) if fires]
        changes = tuple(change(state.region, rule, 2, ChangeReason.ENDED, message.at) for rule in ended)
        return FakeState(region=state.region, firing=dict.fromkeys(state.firing, False)), changes
    if message.headline == "bug":
        raise ZeroDivisionError("a bug of ours")
    before = state or FakeState(region=message.region)
    if message.uri in before.firing:
        return before, ()
    started = change(message.region, message.uri, 1, ChangeReason.STARTED, message.arrived_at)
    return FakeState(region=message.region, firing={**before.firing, message.uri: True}), (started,)


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
