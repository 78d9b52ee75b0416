"""What we send, the record that we sent it, and the reason where we did not."""

from enum import StrEnum
from typing import NamedTuple

from monitor.model.alert import AlertChange, AlertState, Level
from monitor.model.base import Frozen, RegionId, UtcTime
from monitor.model.command import Command
from monitor.model.mute import Mute
from monitor.model.route import Format, Severity


class NotifyReason(StrEnum):
    """Why a notification goes out: the change's own reason, or one of ours."""

    STARTED = "started"
    ROSE = "rose"
    FELL = "fell"
    REVISED = "revised"
    ENDED = "ended"
    RETRACTED = "retracted"
    REPEATED = "repeated"
    """Nobody has acknowledged it."""
    UNDELIVERED = "undelivered"
    """Another channel did not take it, so this one hears."""
    OWN_WORD = "own_word"
    """The monitor speaks about itself."""


class SilenceReason(StrEnum):
    """Why nobody, or one channel, is not told.  Each is counted."""

    PENDING = "pending"
    WATCHER_SAYS_SO = "watcher_says_so"
    """The change carries `silent_because`, for example too old."""
    NO_ROUTE = "no_route"
    ALREADY_DECIDED = "already_decided"
    """This revision was read before: the same change twice is harmless."""
    NEVER_TOLD = "never_told"
    """It ended, fell or was taken back, and nobody had heard of it."""
    END_NOT_WANTED = "end_not_wanted"
    QUIET_HOURS = "quiet_hours"
    WITHDRAWN_UNSENT = "withdrawn_unsent"
    """Taken back while it was still held, so it is never sent."""
    MUTED = "muted"
    CHANNEL_GONE = "channel_gone"
    """It was told on a channel that no longer exists."""
    SUPERSEDED = "superseded"
    """A newer revision was there before this one could be sent, and is told in its place."""
    NO_FALLBACK = "no_fallback"
    """A channel failed and nobody else is named to hear of it."""
    NOBODY_TOOK_IT = "nobody_took_it"
    """Every channel failed for a day; it is not tried any more."""


class NoticeState(StrEnum):
    HELD = "held"
    """Waits for the end of quiet hours or of a mute."""
    PENDING = "pending"
    SENT = "sent"
    """The provider accepted it."""
    FAILED = "failed"
    """The provider refused to the last try; it has not got it."""
    AMBIGUOUS = "ambiguous"
    """The last try ended without an answer: it may have got it."""
    SUPERSEDED = "superseded"
    """Overtaken before it was sent: what `superseded_by` names is told on the same channel instead."""
    DROPPED = "dropped"
    """Not to be sent any more (withdrawn while held, or taken by nobody for a day)."""


class Message(Frozen):
    """The words of one notification in its channel's format; markup from articles is already inert."""

    subject: str
    """One line, no markup: mail subject, push title."""
    body: str
    html: str = ""
    """Only for mail; `body` is then its text part."""


class Notification(Frozen):
    """One message for one channel.  Posting the same `id` twice while it is under way does nothing."""

    id: str
    """alert id, revision, channel and turn: the same after a replay."""
    alert_id: str
    revision: int
    channel: str
    turn: str = ""
    region_id: RegionId
    reason: NotifyReason
    level: Level | None = None
    severity: Severity = Severity.INFO
    format: Format = Format.TEXT
    message: Message
    line: str
    """What it says in one line without markup, for digests, logs and the terminal."""
    may_be_repeat: bool = False
    """An earlier try may have arrived; the message says so."""
    bundle: str = ""
    """What is posted with the same bundle goes as one digest under this title: all that one mute held back."""
    changed_at: UtcTime

    @property
    def strand(self) -> tuple[str, str]:
        """What a newer message takes the place of.  That a channel failed is a word of its own."""
        return (self.alert_id, self.turn if self.reason is NotifyReason.UNDELIVERED else "")

    @property
    def is_urgent(self) -> bool:
        """Neither grouped nor held back by a rate cap."""
        return self.level is Level.CRITICAL


class Notice(Frozen):
    """The record of one notification: who was to be told what, and what became of it."""

    revision: int
    channel: str
    turn: str = ""
    """Empty for the first telling; `repeat 2`, `for ops-slack`."""
    reason: NotifyReason
    state: NoticeState = NoticeState.PENDING
    route: str = ""
    decided_at: UtcTime
    due_at: UtcTime | None = None
    """Held until then."""
    held_by: str = ""
    """The id of the mute that holds or held it; empty: quiet hours."""
    settled_at: UtcTime | None = None
    failed_at: UtcTime | None = None
    """When it was first not taken; what is tried again keeps it."""
    tries: int = 0
    answer: str = ""
    """The provider's own words, bounded, without secrets."""
    may_be_repeat: bool = False
    superseded_by: int = 0
    """The newer revision that speaks for this one; 0: none."""

    @property
    def is_instead(self) -> bool:
        """It tells a fallback what another channel did not take."""
        return self.reason is NotifyReason.UNDELIVERED

    @property
    def may_have_arrived(self) -> bool:
        return self.state in (NoticeState.PENDING, NoticeState.SENT, NoticeState.AMBIGUOUS)


class Outcome(StrEnum):
    SENT = "sent"
    FAILED = "failed"
    AMBIGUOUS = "ambiguous"
    SUPERSEDED = "superseded"
    """Another went out in its place: the newest word of the same alert."""


class DeliveryResult(Frozen):
    """What became of one notification; goes back to the ledger."""

    alert_id: str
    revision: int
    channel: str
    turn: str = ""
    region_id: RegionId
    outcome: Outcome
    tries: int
    answer: str = ""
    at: UtcTime
    superseded_by: int = 0
    """The revision that went out in its place; 0: none."""


class Silence(Frozen):
    """Why nobody, or one channel, is not told."""

    alert_id: str
    revision: int
    reason: SilenceReason
    says: str
    channel: str = ""


class Acknowledgement(Frozen):
    """Somebody has it in hand: no repeats until the alert worsens or ends."""

    by: str
    at: UtcTime
    level: Level | None = None
    note: str = ""


class Verdict(StrEnum):
    """What people say about an alert afterwards; precision per rule is counted from it."""

    RIGHT = "right"
    FALSE_ALARM = "false_alarm"


class AlertLedger(Frozen):
    """One row for each alert id: what was told to whom.  Notices and changes are bounded."""

    alert_id: str
    region_id: RegionId
    revision: int = 0
    """The newest revision that was decided on."""
    change: AlertChange
    """The newest change."""
    before: AlertChange | None = None
    """The last change before the newest that somebody was told, so that a correction can say what was wrong."""
    unsettled: tuple[AlertChange, ...] = ()
    """Older changes whose notices are still held or pending."""
    told: tuple[str, ...] = ()
    """Every channel that may have got any revision, in order of first telling."""
    notices: tuple[Notice, ...] = ()
    acknowledged: Acknowledgement | None = None
    mute: Mute | None = None
    verdict: Verdict | None = None
    verdict_by: str = ""
    verdict_level: Level | None = None
    """What was judged: what rises above it is judged by nobody yet.  None: whatever comes."""
    commands: tuple[Command, ...] = ()
    """What people said about it, newest last; bounded."""

    @property
    def unheard(self) -> tuple[Notice, ...]:
        """Those of the newest revision, where each failed, fallbacks too: nobody has heard of it."""
        return tuple(notice for notice in self.missed if notice.state is NoticeState.FAILED)

    @property
    def missed(self) -> tuple[Notice, ...]:
        """The same, and what was given up: later news must go there too."""
        newest = [notice for notice in self.notices if notice.revision == self.revision]
        if any(notice.state not in (NoticeState.FAILED, NoticeState.DROPPED) for notice in newest):
            return ()
        return tuple(
            notice for notice in newest if not notice.is_instead and notice.reason is not NotifyReason.REPEATED
        )

    @property
    def is_in_hand(self) -> bool:
        """Somebody knows of it as bad as it is: acknowledged, or called a false alarm."""
        if self.acknowledged or self.verdict is not Verdict.FALSE_ALARM:
            return self.acknowledged is not None
        judged, now = self.verdict_level, self.change.level
        return judged is None or now is None or now.rank <= judged.rank

    @property
    def is_open(self) -> bool:
        """Something may still have to be said without a new change: a notice unsettled or unheard, or a repeat due."""
        if any(notice.state in (NoticeState.HELD, NoticeState.PENDING) for notice in self.notices):
            return True
        return self.change.state is AlertState.FIRING or bool(self.unheard)


class Announcement(NamedTuple):
    """The ledger to write first, the notifications to post then, and the reasons for silence."""

    ledger: AlertLedger
    notifications: tuple[Notification, ...] = ()
    silences: tuple[Silence, ...] = ()


class CommandAnswer(NamedTuple):
    """What became of a command, in one sentence for the one who gave it."""

    ledger: AlertLedger | None
    is_accepted: bool
    says: str
