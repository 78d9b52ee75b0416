"""AlertLedger -> AlertLedger: how a row is opened, extended and kept small."""

from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.notification import AlertLedger, Notice, NoticeState, Silence, SilenceReason

# Sixty-four: a busy alert tells four channels sixteen times; older history lies in the topics.
MAX_NOTICES = 64
# Eight: further behind, a channel is dead, and the newest words tell it better than the oldest.
MAX_UNSETTLED = 8
MAX_QUOTES, MAX_LISTED, MAX_WORDS = 3, 20, 800

_WAITING = (NoticeState.PENDING, NoticeState.HELD)
_ENDINGS = (ChangeReason.ROSE, ChangeReason.ENDED, ChangeReason.RETRACTED)


def turn_page(change: AlertChange, ledger: AlertLedger | None) -> AlertLedger:
    """The row with `change` as its newest; an acknowledgement ends where the alert worsens or ends."""
    change = _slim(change)
    if ledger is None:
        return AlertLedger(
            alert_id=change.alert_id, region_id=change.region_id, revision=change.revision, change=change
        )
    acknowledged = None if change.reason in _ENDINGS else ledger.acknowledged
    page = ledger.model_copy(
        update={
            "revision": change.revision,
            "change": change,
            "before": ledger.change if _was_told(ledger) else ledger.before,
            "unsettled": (*ledger.unsettled, ledger.change),
            "acknowledged": acknowledged,
        }
    )
    return tidy(page)


def _slim(change: AlertChange) -> AlertChange:
    """What a message can show of it; a row keeps up to ten changes and must fit into a message of Kafka's."""
    quotes = tuple(
        quote.model_copy(update={"text": quote.text[:MAX_WORDS], "headline": quote.headline[:MAX_WORDS]})
        for quote in change.quotes[:MAX_QUOTES]
    )
    return change.model_copy(
        update={
            "quotes": quotes,
            "sources": change.sources[:MAX_LISTED],
            "articles": change.articles[:MAX_LISTED],
            "because": change.because[:MAX_WORDS],
            "since_last": change.since_last[:MAX_WORDS],
        }
    )


def _was_told(ledger: AlertLedger) -> bool:
    return any(notice.revision == ledger.revision and notice.may_have_arrived for notice in ledger.notices)


def with_notice(ledger: AlertLedger, notice: Notice) -> AlertLedger:
    """The row with this notice, in place of one about the same telling."""
    others = tuple(known for known in ledger.notices if not _same_telling(known, notice))
    return tidy(ledger.model_copy(update={"notices": (*others, notice)}))


def find_notice(ledger: AlertLedger, revision: int, channel: str, turn: str) -> Notice | None:
    return next((n for n in ledger.notices if (n.revision, n.channel, n.turn) == (revision, channel, turn)), None)


def change_of(ledger: AlertLedger, revision: int) -> AlertChange | None:
    """The change a notice is about, where it is still kept."""
    return next((change for change in (ledger.change, *ledger.unsettled) if change.revision == revision), None)


def tidy(ledger: AlertLedger) -> AlertLedger:
    """Bounded: old settled notices go, but never the last proof that a channel was told."""
    notices = _bounded(_give_up_far_behind(ledger))
    waiting = {notice.revision for notice in notices if notice.state in _WAITING}
    unsettled = tuple(change for change in ledger.unsettled if change.revision in waiting)
    told = dict.fromkeys((*ledger.told, *(notice.channel for notice in notices)))
    arrived = {notice.channel for notice in notices if notice.may_have_arrived}
    return ledger.model_copy(
        update={"notices": notices, "unsettled": unsettled, "told": tuple(name for name in told if name in arrived)}
    )


def _give_up_far_behind(ledger: AlertLedger) -> tuple[Notice, ...]:
    """Of each channel the newest that wait go on waiting; the oldest of them speaks for what was given up."""
    waiting: dict[str, set[int]] = {}
    for notice in ledger.notices:
        if notice.state in _WAITING:
            waiting.setdefault(notice.channel, set()).add(notice.revision)
    first = {channel: sorted(revisions)[-MAX_UNSETTLED - 1 :][0] for channel, revisions in waiting.items()}
    return tuple(
        superseded(notice, first[notice.channel])
        if notice.state in _WAITING and notice.revision < first[notice.channel]
        else notice
        for notice in ledger.notices
    )


def newly_superseded(before: AlertLedger | None, after: AlertLedger) -> tuple[Silence, ...]:
    """Nothing is given up without a word: one for each notice that a newer one has overtaken since `before`."""
    known = set(before.notices) if before else set()
    return tuple(
        Silence(
            alert_id=after.alert_id,
            revision=notice.revision,
            reason=SilenceReason.SUPERSEDED,
            says=f"Revision {notice.superseded_by} is told in its place.",
            channel=notice.channel,
        )
        for notice in after.notices
        if notice.state is NoticeState.SUPERSEDED and notice not in known
    )


def superseded(notice: Notice, by: int) -> Notice:
    """Not to be sent: revision `by` is told on the same channel."""
    return notice.model_copy(update={"state": NoticeState.SUPERSEDED, "superseded_by": by})


def _bounded(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    if len(notices) <= MAX_NOTICES:
        return notices
    proof = {notice.channel: index for index, notice in enumerate(notices) if notice.may_have_arrived}
    keep = set(proof.values()) | {i for i, notice in enumerate(notices) if notice.state in _WAITING}
    for index in range(len(notices) - 1, -1, -1):
        if len(keep) >= MAX_NOTICES:
            break
        keep.add(index)
    return tuple(notice for index, notice in enumerate(notices) if index in keep)


def _same_telling(one: Notice, other: Notice) -> bool:
    return (one.revision, one.channel, one.turn) == (other.revision, other.channel, other.turn)
