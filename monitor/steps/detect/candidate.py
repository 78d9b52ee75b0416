"""What the parts of detect hand to each other: a text laid out, and words that may tell of an incident."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.model.article import Article
from monitor.model.figure import Figure
from monitor.model.mention import Cause, Kind, Part, Status, Subject
from monitor.model.phrase import Hit
from monitor.steps.detect.scene import UNCLEAR, Scene
from monitor.text.layout import Layout, Sentence


class Passage(NamedTuple):
    """One part of an article (headline or body), laid out.  All offsets count characters of `text`.

    `text` has straight quotes and plain hyphens (monitor.text.plain), one sign for one of the article's own.
    """

    article: Article
    part: Part
    text: str
    layout: Layout
    hits: tuple[Hit, ...] = ()
    """Every hit in this part, in order of start: for whoever looks beyond one sentence."""
    scene: Scene = UNCLEAR
    headline_roles: frozenset[str] = frozenset()
    """Roles and kinds of the words in the headline."""

    def words(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def number_of(self, sentence: Sentence) -> int:
        """Its place among the layout's sentences."""
        return bisect_left(self.layout.sentences, sentence)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident before its status and its source are judged.  `start`, `end`: its evidence, within one sentence."""

    kind: Kind
    start: int
    end: int
    trigger: Hit | None = None
    figure: Figure | None = None
    subject: Subject | None = None
    cause: Cause = Cause.CONFLICT
    status: Status | None = None
    """Fixed already, where the words that found it leave no choice."""
    anchors: tuple[int, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()
    """Words within the sentence that speak of something else ("a truce agreed in March"): no time of theirs counts."""
    is_detail: bool = False
    """A part of a total, with a day of its own: news where the total is none."""
    because: tuple[str, ...] = field(default=())
