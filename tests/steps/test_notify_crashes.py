"""Promise 3 of the design, in a small world of its own: an announcer that dies anywhere, channels that fail anyhow.

Every channel gets each revision at least once, or a newer one that the ledger names in its place; twice only where the
message says that it may be a repeat.
"""

from collections import Counter
from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.notification import AlertLedger, DeliveryResult, Notification, Outcome
from monitor.model.route import Channel, Route, Routes
from monitor.pipeline import announce_change
from monitor.steps.notify import overdue, record_delivery
from monitor.text.messages import newest_words
from tests.delivery.changes import HOUR, NOON, change

ROUTES = Routes(
    channels=(Channel(name="mail"), Channel(name="slack"), Channel(name="spare")),
    routes=(Route(name="all", channels=("mail", "slack")),),
    fallback="spare",
)
REASONS = (ChangeReason.ROSE, ChangeReason.REVISED, ChangeReason.FELL, ChangeReason.RETRACTED)


class World:
    """The ledger and the topic last; the courier's queue dies with its worker."""

    def __init__(self, changes: list[AlertChange]) -> None:
        self.topic = changes
        self.position = 0
        self.ledger: AlertLedger | None = None
        self.queue: list[Notification] = []
        self.results: list[DeliveryResult] = []
        self.got: list[Notification] = []
        self.now: datetime = NOON

    def read(self, *, dies_after_write: bool = False) -> None:
        if self.position >= len(self.topic):
            return
        found = self.topic[self.position]
        said = announce_change(found, self.ledger, ROUTES, found.changed_at)
        self.ledger = said.ledger
        if dies_after_write:
            self.restart()
            return
        self.queue += said.notifications
        self.position += 1

    def deliver(self, outcome: Outcome, *, arrives: bool, dies_before_record: bool = False) -> None:
        if not self.queue:
            return
        notification = self.queue.pop(0)
        if notification.channel == "spare":  # With the fallback dead too there is only the silence that is counted.
            outcome, arrives = Outcome.SENT, True
        if arrives:
            self.got.append(notification)
        if dies_before_record:
            self.restart()
            return
        self._answer(notification, outcome)

    def deliver_together(self) -> None:
        """All that waits for one channel, as a digest: of each strand its newest word."""
        if not self.queue:
            return
        batch = [one for one in self.queue if one.channel == self.queue[0].channel]
        self.queue = [one for one in self.queue if one.channel != batch[0].channel]
        newest = newest_words(batch)
        self.got += newest.values()
        for one in batch:
            overtaken = newest[one.strand].revision if one.revision < newest[one.strand].revision else 0
            self._answer(one, Outcome.SUPERSEDED if overtaken else Outcome.SENT, overtaken)

    def _answer(self, to: Notification, outcome: Outcome, superseded_by: int = 0) -> None:
        self.results.append(
            DeliveryResult(
                alert_id=to.alert_id, revision=to.revision, channel=to.channel, turn=to.turn, region_id=to.region_id,
                outcome=outcome, tries=1, at=self.now, superseded_by=superseded_by,
            )
        )  # fmt: skip

    def record(self) -> None:
        if self.results and self.ledger:
            said = record_delivery(self.ledger, self.results.pop(0), ROUTES, self.now)
            self.ledger = said.ledger
            self.queue += said.notifications

    def restart(self) -> None:
        """Results on their topic are read before the tick that looks for what is overdue."""
        self.queue = []
        while self.results:
            self.record()
        self.queue = []
        self.look(timedelta(0))

    def look(self, grace: timedelta) -> None:
        self.now += timedelta(minutes=1)
        if self.ledger:
            said = overdue(self.ledger, ROUTES, self.now, grace=grace)
            self.ledger = said.ledger
            under_way = {notification.id for notification in self.queue}
            self.queue += [one for one in said.notifications if one.id not in under_way]

    def settle(self) -> None:
        while self.position < len(self.topic) or self.queue or self.results:
            self.read()
            self.deliver(Outcome.SENT, arrives=True)
            self.record()


def changes(reasons: list[ChangeReason]) -> list[AlertChange]:
    found = [change()]
    for revision, reason in enumerate(reasons, 2):
        level = Level.CRITICAL if reason is ChangeReason.ROSE else Level.WARNING
        found.append(change(reason, revision, level=level, changed_at=NOON + revision * HOUR))
        if reason is ChangeReason.RETRACTED:
            break
    return found


def newest_of(ledger: AlertLedger, channel: str, revision: int, turn: str = "") -> int:
    """The revision that speaks for this one, as the ledger says; itself where nothing overtook it."""
    asked = (channel, revision, turn)
    notices = (notice for notice in ledger.notices if (notice.channel, notice.revision, notice.turn) == asked)
    newer = max((notice.superseded_by for notice in notices), default=0)
    return newest_of(ledger, channel, newer, turn) if newer > revision else revision


steps = st.lists(
    st.sampled_from(
        (
            "read",
            "read",
            "die while reading",
            "send",
            "send",
            "send together",
            "die while sending",
            "lose",
            "record",
            "look",
            "refuse",
            "arrives without an answer",
        )
    ),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(REASONS), max_size=14), steps)
@example(  # the fallback stands in for two revisions, and its newer word for its older one
    [ChangeReason.ROSE],
    ["read", "die while reading", "lose", "refuse", "refuse", "die while reading", "send", "send together"],
)
@example([ChangeReason.ROSE] * 9, ["read"] * 9 + ["lose"])  # lost after a newer revision was to speak for it
def test_wherever_it_dies_every_channel_gets_each_revision_and_repeats_say_so(
    reasons: list[ChangeReason], acts: list[str]
):
    world = World(changes(reasons))
    for act in acts:
        match act:
            case "read":
                world.read()
            case "die while reading":
                world.read(dies_after_write=True)
            case "send":
                world.deliver(Outcome.SENT, arrives=True)
            case "send together":
                world.deliver_together()
            case "die while sending":
                world.deliver(Outcome.SENT, arrives=True, dies_before_record=True)
            case "lose":
                world.deliver(Outcome.AMBIGUOUS, arrives=False)
            case "arrives without an answer":
                world.deliver(Outcome.AMBIGUOUS, arrives=True)
            case "refuse":
                world.deliver(Outcome.FAILED, arrives=False)
            case "record":
                world.record()
            case "look":
                world.look(timedelta(minutes=15))
    world.settle()
    world.restart()
    world.settle()
    heard = Counter((one.channel, one.revision) for one in world.got if not one.may_be_repeat and not one.turn)
    assert all(times == 1 for times in heard.values())
    assert world.ledger is not None
    reached = {(one.channel, one.revision) for one in world.got}
    for notice in world.ledger.notices:
        if notice.state == "sent":
            assert (notice.channel, notice.revision) in reached
    stood_in_for = {(one.turn.removeprefix("for "), one.revision) for one in world.got if one.turn}
    for found in world.topic:
        for channel in ("mail", "slack"):
            # What follows goes to those who heard: after a refusal that is the fallback.
            refused_before = any((channel, revision) in stood_in_for for revision in range(1, found.revision))
            follows = found.reason not in (ChangeReason.STARTED, ChangeReason.ROSE)
            told_by = newest_of(world.ledger, channel, found.revision)
            stand_in = newest_of(world.ledger, "spare", told_by, f"for {channel}")
            heard_of_it = (channel, told_by) in reached or (channel, stand_in) in stood_in_for
            assert heard_of_it or (follows and refused_before)
