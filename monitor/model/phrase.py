"""One text rule, with its examples and counter-examples beside it."""

from typing import NamedTuple

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from monitor.model.base import Strict
from monitor.model.mention import Kind, Status, Subject


class AcledType(Strict):
    """ACLED event type and sub-event type, for those who merge with ACLED."""

    event_type: str
    sub_event_type: str


# Rules are asked for their fields thousands of times an article: a dataclass answers twice as fast as a model.
@dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class PhraseRule:
    """`pattern` is what hyperscan can find (no look-around, no back-references).

    It is matched without case, as whole words; a space stands for any white space (copy is wrapped anywhere), and
    `{name}` for one word of the lexicon of that name.
    """

    name: str
    kind: Kind | None = None
    """None: the words serve several kinds (a truce named, a negation, the scene)."""
    role: str = "event"
    """What the words are to the incident: `event` (tells it whole) or a part that detect puts together."""
    opens: bool = True
    """False: the words alone do not justify reading an article closely."""
    pattern: str
    needs: tuple[str, ...] = ()
    """Each must match in the same sentence, outside of the rule's own words: a pattern, or `@role` for a word found
    by a rule of that role or kind.  `@role>` only after the rule's own words, `@role<` only before them, `@role~70`,
    `@role>70`, `@role<70` at most 70 characters off; `@one|other` either."""
    bar: str = ""
    """What must not stand between the rule's own words and a word of `needs` whose distance is limited."""
    not_after: str = ""
    """What must not stand right before the rule's own words."""
    after: str = ""
    """What must stand right before the rule's own words, with `(?-i:[A-Z])` as below."""
    then: str = ""
    """What must stand right behind the rule's own words; `(?-i:[A-Z])` is a capital letter."""
    not_before: str = ""
    """What must not stand right behind the rule's own words."""
    context: tuple[str, ...] = ()
    """Like `needs`, but a headline or one of the three sentences before will do."""
    unless: tuple[str, ...] = ()
    """None may match in the same sentence; patterns and `@role`, as in `needs`."""
    unless_before: tuple[str, ...] = ()
    """Patterns that may not begin before the rule's own words end: `aims to take Bor`, not `took Bor and aims to`."""
    subject: Subject | None = None
    status: Status | None = None
    """Fixed status, where the words leave no choice."""
    value: str = ""
    """What a part stands for, where the role alone does not say it ("disaster", "syria")."""
    acled: AcledType | None = None
    finds: tuple[str, ...] = ()
    passes_over: tuple[str, ...] = ()
    known_errors: tuple[str, ...] = ()


class Hit(NamedTuple):
    """Where a rule's pattern matched: character offsets, end exclusive, the longest match from its start."""

    rule: PhraseRule
    start: int
    end: int
