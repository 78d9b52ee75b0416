"""The scene: what an article is about decides whether its words of war count."""

import pytest

from monitor.knowledge.load import load_knowledge
from monitor.steps.detect.scene import Scene, SceneKind, judge_scene

PHRASES = load_knowledge().phrases


def scene(*texts: str) -> Scene:
    return judge_scene((text, PHRASES.find_scene(text)) for text in texts)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels and soldiers clashed near the front line.", SceneKind.CONFLICT),
        ("Floods swept the valley after torrential rains.", SceneKind.DISASTER),
        ("The bus skidded and plunged into a ravine; passengers were trapped.", SceneKind.ACCIDENT),
        ("The jury returned its verdict; the defendant was sentenced to life imprisonment.", SceneKind.CRIME),
        ("The striker scored twice as the champions won the cup.", SceneKind.OTHER),
        ("Shares fell and investors sold bonds.", SceneKind.OTHER),
        ("The film stars an actor from Lagos.", SceneKind.OTHER),
        ("People stood by the road.", SceneKind.UNCLEAR),
    ],
)
def test_scene_is_told_from_its_words(text: str, kind: SceneKind) -> None:
    assert scene(text).kind is kind


def test_headline_counts_too() -> None:
    assert scene("Champions capture cup", "They overran the other side in the second half.").kind is SceneKind.OTHER


def test_war_outweighs_a_word_of_sport() -> None:
    text = "Shells hit the stadium where refugees sleep; soldiers and militants fought nearby."

    assert scene(text).kind is SceneKind.CONFLICT


def test_the_same_word_again_adds_nothing() -> None:
    assert scene("Rebels took a goal. Goal! Goal! Goal!").kind is SceneKind.CONFLICT


def test_a_drill_is_no_battle() -> None:
    assert not scene("Soldiers stormed a beach in a live-fire exercise with the navy.").is_told


def test_an_unclear_scene_is_left_to_the_sentence() -> None:
    assert scene("More than 4,000 people have fled.").is_told


@pytest.mark.parametrize(
    "text",
    [
        "In his new novel, shells rain on the port; the champions  won the world\ncup.",
        "Stock markets fell as militants attacked a bus station in the mock attack.",
        "Nothing of the kind.",
    ],
)
def test_the_scan_for_the_scene_finds_what_the_whole_scan_finds(text: str) -> None:
    assert PHRASES.find_scene(text) == [hit for hit in PHRASES.find(text) if hit.rule.role == "scene"]
