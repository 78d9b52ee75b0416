"""One text rule, with its examples and counter-examples beside it."""

from typing import NamedTuple

from monitor.model.base import Strict
from monitor.model.mention import Kind, Status, Subject


class AcledType(Strict):
    """ACLED event type and sub-event type, for those who merge with ACLED."""

    event_type: str
    sub_event_type: str


class PhraseRule(Strict):
    """`pattern` is what hyperscan can find (no look-around, no back-references); it is matched without case."""

    name: str
    kind: Kind
    role: str = "event"
    """What the words are to the incident: `event` (tells it whole) or a part that detect puts together."""
    pattern: str
    needs: tuple[str, ...] = ()
    """Each must also match in the same sentence."""
    unless: tuple[str, ...] = ()
    """None may match in the same sentence."""
    subject: Subject | None = None
    status: Status | None = None
    """Fixed status, where the words leave no choice."""
    acled: AcledType | None = None
    finds: tuple[str, ...] = ()
    passes_over: tuple[str, ...] = ()
    known_errors: tuple[str, ...] = ()


class Hit(NamedTuple):
    """Where a rule's pattern matched: character offsets, end exclusive, the longest match from its start."""

    rule: PhraseRule
    start: int
    end: int
