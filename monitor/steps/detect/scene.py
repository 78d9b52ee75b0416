"""[Hit] -> Scene: what an article is about at all, so that a match of football is no battle."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from monitor.model.phrase import Hit


class SceneKind(StrEnum):
    CONFLICT = "conflict"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    CRIME = "crime"
    OTHER = "other"
    """Sport, business, films, politics without war: words of war in it are figures of speech."""
    UNCLEAR = "unclear"
    """Too little is said to tell; the sentence alone decides."""


class Scene(NamedTuple):
    kind: SceneKind
    because: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Something here may be an incident."""
        return self.kind in (SceneKind.CONFLICT, SceneKind.DISASTER, SceneKind.UNCLEAR)


UNCLEAR = Scene(SceneKind.UNCLEAR)


def judge_scene(hits: Iterable[Hit]) -> Scene:
    """From the words found in the whole article; each rule counts once."""
    return UNCLEAR
