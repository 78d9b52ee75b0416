"""[(text, [Hit])] -> Scene: what an article is about at all, so that a match of football is no battle."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from monitor.model.phrase import Hit
from monitor.text.caseless import caseless
from monitor.text.words import word_set

_FIGURES_OF_SPEECH = ("sport", "business", "culture", "labour", "science", "home")
_HEATED = word_set("truce ceasefire cease-fire war wars warring conflict")
"""Words of war that rivals of every trade have for their quarrels."""
_HARM = caseless(
    r"\b(?:kill|wound|shell(?:s|ed|ing)\b|gun|bomb|blast|explo|mortar|rocket|dead\b|deaths?\b|shot\b|fired\b|armed\b|forces\b|attack)"
)
# Two words of war and five of sport: the war is a figure of speech, or stands aside.
_TWO = 2


class SceneKind(StrEnum):
    CONFLICT = "conflict"
    DISASTER = "disaster"
    ACCIDENT = "accident"
    CRIME = "crime"
    OTHER = "other"
    """Sport, business, films, labour, science, memory, drills: words of war in it are no incidents."""
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


def judge_scene(parts: Iterable[tuple[str, list[Hit]]]) -> Scene:
    """From the different words of each topic in the headline and the body."""
    read = tuple(parts)
    words = _words(read)
    points = Counter(topic for topic, _ in words)
    conflict = points["conflict"]
    other, most = max(((topic, points[topic]) for topic in _FIGURES_OF_SPEECH), key=lambda found: found[1])
    because = tuple(f"{topic}: {count}" for topic, count in sorted(points.items()))
    if most > max(conflict, 1) and not points["disaster"] and _is_heated_only(read, words):
        return Scene(SceneKind.OTHER, because)
    return Scene(_kind(points, conflict, other, most), because)


def _is_heated_only(parts: Iterable[tuple[str, list[Hit]]], words: set[tuple[str, str]]) -> bool:
    """`A truce in the long war of the two wings broke down`, and nobody was hurt."""
    heated = {word for topic, word in words if topic == "conflict"}
    return bool(heated) and heated <= _HEATED and not any(_HARM.search(text) for text, _ in parts)


def _words(parts: Iterable[tuple[str, list[Hit]]]) -> set[tuple[str, str]]:
    """The different words of each topic."""
    return {
        (hit.rule.value, text[hit.start : hit.end].lower())
        for text, hits in parts
        for hit in hits
        if hit.rule.role == "scene"
    }


def _kind(points: Counter[str], conflict: int, other: str, most: int) -> SceneKind:
    if (most >= _TWO and most >= conflict and most > points["disaster"]) or (
        points["fiction"] and conflict <= _TWO * (points["fiction"] + most)
    ):
        return SceneKind.OTHER
    if points["drill"] >= 1 and conflict <= 4 * points["drill"]:
        return SceneKind.OTHER
    if points["memory"] >= _TWO and conflict <= 2 * points["memory"]:
        return SceneKind.OTHER
    if points["disaster"] and points["disaster"] >= conflict:
        return SceneKind.DISASTER
    if points["crime"] >= _TWO and points["crime"] >= 2 * conflict:
        return SceneKind.CRIME
    if points["mishap"] and not conflict:
        return SceneKind.ACCIDENT
    if points["accident"] >= _TWO and points["accident"] >= conflict:
        return SceneKind.ACCIDENT
    return SceneKind.CONFLICT if conflict else SceneKind.UNCLEAR
