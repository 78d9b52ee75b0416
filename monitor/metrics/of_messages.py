"""Metrics of telling: messages decided on, held back, sent and not sent, and how late they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry

from monitor.metrics.registered import TELL_SECONDS, Registered
from monitor.model.alert import WORSENS, AlertChange
from monitor.model.notification import NotifyReason, Outcome, SilenceReason


class MessageMetrics(Registered):
    """What the announcer and its channels tell."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(registry)
        self._make_message_counters()
        self._make_waits()

    def _make_message_counters(self) -> None:
        self._notifications = self._counter(
            "monitor_notifications_total",
            "Messages by channel and outcome. 'failed': nobody got it there; 'ambiguous': somebody may get it twice; "
            "'superseded' rising: the channel is slow, and newer revisions speak for older ones.",
            "channel",
            "outcome",
        )
        self._decided = self._counter(
            "monitor_notifications_decided_total",
            "Messages decided on, by reason. Rising 'repeated': nobody acknowledges; 'undelivered': a channel fails.",
            "reason",
        )
        for reason in NotifyReason:
            self._decided.labels(reason.value)
        self._silences = self._counter(
            "monitor_silences_total",
            "Changes that somebody was not told of, by reason. 'no_route' rising: routes miss something.",
            "reason",
        )
        for silence in SilenceReason:
            self._silences.labels(silence.value)

    def _make_waits(self) -> None:
        self._waiting = self._gauge(
            "monitor_notifications_waiting",
            "Messages not yet taken by their channel. Rising: a channel is down.",
            "channel",
        )
        self._held = self._gauge(
            "monitor_notifications_held",
            "Messages held back now, by what holds them. Rising over days: a mute that nobody remembers.",
            "by",
        )
        for holder in (SilenceReason.QUIET_HOURS, SilenceReason.MUTED):
            self._held.labels(holder.value)
        self._from_publication = self._histogram(
            "monitor_publication_to_notification_seconds",
            "From the newest article's publication until a channel took the first message about what got worse. "
            "Rising while arrival_to_notification does not: the wire is late.",
            TELL_SECONDS,
        )
        self._from_arrival = self._histogram(
            "monitor_arrival_to_notification_seconds",
            "From a change's own time (arrival of its article, or tick) until a channel took the message: our delay. "
            "Rising: quiet hours, a rate cap, a channel that fails, or we are behind.",
            TELL_SECONDS,
        )

    def name_channels(self, channels: Iterable[str]) -> None:
        """The channels of the routes file: the only values of the label."""
        for channel in channels:
            self._waiting.labels(channel)
            for outcome in Outcome:
                self._notifications.labels(channel, outcome.value)

    def decided(self, reason: NotifyReason) -> None:
        """A message was decided on."""
        self._decided.labels(reason.value).inc()

    def silent(self, reason: SilenceReason) -> None:
        """Somebody was not told."""
        self._silences.labels(reason.value).inc()

    def waiting(self, channel: str, count: int) -> None:
        """Messages that a channel has not taken yet."""
        self._waiting.labels(channel).set(count)

    def held(self, by: Mapping[SilenceReason, int]) -> None:
        """Messages that wait for the end of quiet hours or of a mute."""
        for holder in (SilenceReason.QUIET_HOURS, SilenceReason.MUTED):
            self._held.labels(holder.value).set(by.get(holder, 0))

    def delivered(self, channel: str, outcome: Outcome) -> None:
        """What became of one message."""
        self._notifications.labels(channel, outcome.value).inc()

    def told(self, change: AlertChange, at: datetime) -> None:
        """A channel took the first message about a change."""
        self._from_arrival.observe(max((at - change.changed_at).total_seconds(), 0.0))
        if change.reason in WORSENS:  # an alert that ends by time stands on articles of last week
            self._from_publication.observe(max((at - change.evidence_at).total_seconds(), 0.0))
