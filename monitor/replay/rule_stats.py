"""[AlertChange], [Command] -> how often each rule was right, as the people say who had to get up for it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from monitor.model.alert import AlertChange, ChangeReason
from monitor.model.command import Command, CommandKind

_VERDICTS = (CommandKind.RIGHT, CommandKind.FALSE_ALARM)


class RuleStats(NamedTuple):
    rule: str
    raised: int
    """Alerts that people were to be told of; not those of an archive read late."""
    withdrawn: int
    """Taken back by those who published the story: no fault of the rule's."""
    right: int
    false: int

    @property
    def unjudged(self) -> int:
        return self.raised - self.right - self.false

    @property
    def precision(self) -> float | None:
        """Right among the judged; None: nobody has judged one."""
        judged = self.right + self.false
        return self.right / judged if judged else None


def rule_stats(changes: Iterable[AlertChange], commands: Iterable[Command]) -> list[RuleStats]:
    """The least precise first.  Of several verdicts on one alert the latest counts."""
    rules: dict[str, str] = {}
    withdrawn: set[str] = set()
    for change in changes:
        if change.reason is ChangeReason.STARTED and not change.silent_because:
            rules[change.alert_id] = change.rule
        elif change.reason is ChangeReason.RETRACTED:
            withdrawn.add(change.alert_id)
    verdicts: dict[str, CommandKind] = {}
    for command in sorted(commands, key=lambda one: one.at):
        if command.kind in _VERDICTS and (command.kind is CommandKind.RIGHT or command.note.strip()):
            verdicts[command.alert_id] = command.kind
    alerts: dict[str, list[str]] = defaultdict(list)
    for alert_id, rule in rules.items():
        alerts[rule].append(alert_id)
    found = [
        RuleStats(
            rule,
            len(ids),
            len(withdrawn.intersection(ids)),
            sum(verdicts.get(alert_id) is CommandKind.RIGHT for alert_id in ids),
            sum(verdicts.get(alert_id) is CommandKind.FALSE_ALARM for alert_id in ids),
        )
        for rule, ids in alerts.items()
    ]
    return sorted(found, key=lambda one: (1.0 if one.precision is None else one.precision, -one.raised, one.rule))
