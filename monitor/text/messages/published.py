"""[AlertChange] -> what other systems are told of, and on what each message stands."""

from collections.abc import Iterable, Sequence

from monitor.model.alert import AlertChange, ChangeReason


def published(changes: Iterable[AlertChange]) -> tuple[AlertChange, ...]:
    """Oldest first, each revision once: what people are told of, and nothing that is pending, old or quiet."""
    told = {
        (change.alert_id, change.revision): change
        for change in changes
        if change.reason is not ChangeReason.PENDING and not change.silent_because
    }
    return tuple(sorted(told.values(), key=lambda change: (change.changed_at, change.alert_id, change.revision)))


def by_alert(told: Iterable[AlertChange]) -> dict[str, list[AlertChange]]:
    """For whoever asks `told_before` of many: a year has thousands."""
    found: dict[str, list[AlertChange]] = {}
    for change in told:
        found.setdefault(change.alert_id, []).append(change)
    return found


def told_before(change: AlertChange, told: Sequence[AlertChange]) -> tuple[AlertChange, ...]:
    """What was published of the same alert since it last started; nothing where it starts with this change."""
    if change.reason is ChangeReason.STARTED:
        return ()
    same = [one for one in told if one.alert_id == change.alert_id and one.revision < change.revision]
    same.sort(key=lambda one: one.revision)
    starts = [position for position, one in enumerate(same) if one.reason is ChangeReason.STARTED]
    return tuple(same[starts[-1] if starts else 0 :])
