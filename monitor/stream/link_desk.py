"""What stands behind the links in messages: opening one shows, pressing its button tells `monitor.commands`.

Called from the HTTP server's threads.  Any worker can answer for any alert.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import SecretStr

from monitor.errors import MonitorError
from monitor.model.command import Command, CommandKind, Offer
from monitor.model.mute import MAX_NAME, MAX_NOTE
from monitor.model.notification import AlertLedger
from monitor.steps.notify import apply_command, is_known
from monitor.text.messages.link_page import SPANS, lay_answer, lay_offer
from monitor.text.signed_links import BadTokenError, read_offer

_log = logging.getLogger(__name__)
_DONE_SECONDS = 5.0
"""So long may a page wait until a worker has obeyed."""
_KINDS = (CommandKind.ACKNOWLEDGE, CommandKind.MUTE, CommandKind.FALSE_ALARM)
_HOURS = {span: timedelta(hours=int(span[:-1])) for span in SPANS}


class Answer(NamedTuple):
    """An HTTP status, and a page."""

    status: int
    html: str


class LinkDesk:
    """`find` answers an alert's newest row, `tell` returns when Kafka has the command; both may block."""

    def __init__(
        self,
        keys: Sequence[SecretStr],
        find: Callable[[Offer], AlertLedger | None],
        tell: Callable[[Command], None],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience_seconds: float = _DONE_SECONDS,
    ) -> None:
        self._keys = tuple(key.get_secret_value().encode() for key in keys)
        self._find, self._tell = find, tell
        self._now, self._patience_seconds = now, patience_seconds

    def show(self, token: str) -> Answer:
        """Changes nothing, however often and by whom it is opened."""
        now = self._now()
        try:
            offer = read_offer(token, self._keys, now)
        except BadTokenError as error:
            return _bad_link(error)
        ledger = self._look(offer)
        if ledger is not None and any(is_known(ledger, _named(offer, token, kind, now)) for kind in _KINDS):
            return Answer(200, lay_offer(ledger, offer, now, is_used=True))
        return Answer(200, lay_offer(ledger, offer, now))

    def act(self, token: str, form: Mapping[str, str]) -> Answer:
        """Pass on what the form says, once for each link and kind."""
        now = self._now()
        try:
            offer = read_offer(token, self._keys, now)
        except BadTokenError as error:
            return _bad_link(error)
        if form.get("kind") not in _KINDS:
            return Answer(400, lay_answer("Nothing was done", "The form is not complete.", is_good=False, again=True))
        command = _command(offer, token, form, now)
        ledger = self._look(offer)
        if ledger is not None and is_known(ledger, command):
            return _used()
        says = "Muted, called false or acknowledged in a moment."
        if ledger is not None:
            answer = apply_command(ledger, command, now)
            if not answer.is_accepted:
                return Answer(409, lay_answer("Nothing was done", answer.says, is_good=False, again=True))
            says = answer.says
        return self._pass_on(offer, command, says)

    def _pass_on(self, offer: Offer, command: Command, says: str) -> Answer:
        try:
            self._tell(command)
        except (MonitorError, TimeoutError) as error:
            _log.error("link_failed kind=%s alert_id=%s because=%s", command.kind, command.alert_id, error)
            says = f"Kafka did not take it. Try again, or call: monitor alerts {command.alert_id}"
            return Answer(503, lay_answer("Nothing was done", says, is_good=False, again=True))
        _log.info("link_used kind=%s alert_id=%s channel=%s", command.kind, command.alert_id, offer.channel)
        deadline = time.monotonic() + self._patience_seconds
        while time.monotonic() < deadline:
            ledger = self._look(offer)
            if ledger is not None and is_known(ledger, command):
                # Two who press at once are both told by the row which of them it was.
                is_ours = command in ledger.commands
                return Answer(200, lay_answer("Done", says, is_good=True, again=True)) if is_ours else _used()
            time.sleep(0.1)
        says = f"{says} It is written down and takes effect when a worker reads it; look again in a minute."
        return Answer(202, lay_answer("Passed on", says, is_good=True, again=True))

    def _look(self, offer: Offer) -> AlertLedger | None:
        try:
            return self._find(offer)
        except MonitorError as error:
            _log.warning("link_without_row alert_id=%s because=%s", offer.alert_id, error)
            return None


def _used() -> Answer:
    says = "What this link was for has been done with it before; it works once."
    return Answer(410, lay_answer("This link was used", says, is_good=False, again=True))


def _bad_link(error: BadTokenError) -> Answer:
    says = f"{error} Nothing was changed. Open the newest message about the alert, or call: monitor alerts"
    return Answer(410 if error.is_expired else 403, lay_answer("This link does not work", says, is_good=False))


def _named(offer: Offer, token: str, kind: CommandKind, now: datetime) -> Command:
    """The same link and kind are the same command, whoever presses when."""
    name = hashlib.sha256(f"{kind} {token}".encode()).hexdigest()[:16]
    return Command(
        id=name,
        kind=kind,
        alert_id=offer.alert_id,
        region_id=offer.region_id,
        by=f"link to {offer.channel}"[:MAX_NAME],
        at=now,
        level=offer.level,
    )


def _command(offer: Offer, token: str, form: Mapping[str, str], now: datetime) -> Command:
    command = _named(offer, token, CommandKind(form["kind"]), now)
    words = {name: " ".join(form.get(name, "").split()) for name in ("name", "note")}
    by = f"{words['name'][: MAX_NAME // 2]} ({command.by[: MAX_NAME // 2 - 3]})" if words["name"] else command.by
    until = now + _HOURS.get(form.get("span", ""), _HOURS["8h"]) if command.kind is CommandKind.MUTE else None
    return command.model_copy(update={"by": by, "note": words["note"][:MAX_NOTE], "until": until})
