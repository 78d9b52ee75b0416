"""A story is found by the names that its desk calls it, and no other story is."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from pydantic_core import to_json

from monitor.errors import UnreadableArticleError
from monitor.model.article import RawArticle
from monitor.model.base import RegionId
from monitor.model.names import NAME_PREFIX, NameKind
from monitor.model.report import Onward, Reading, RegionName, Story
from monitor.steps.names import read_name, with_names
from monitor.steps.names.naming import killed_names, own_names
from monitor.steps.normalise import normalise

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
TEXT = "Shells fell on the grain market at dawn, when farmers had come in from the villages to sell what they had."
OTHER = "The minister said that nobody had asked him about the dam before the water came over the road and the bridge."


def raw(uri: str, hours: float = 0, **fields: object) -> RawArticle:
    at = NOON + timedelta(hours=hours)
    return RawArticle(value=to_json({"uri": uri, "published_at": at, "source": "AFP", **fields}), arrived_at=at)


def notices(message: RawArticle, known: Story | None = None) -> tuple[Onward, ...]:
    article = normalise(message)
    regions = () if article.is_retracted else (RegionName(id=RegionId("SD-DN"), name="North Darfur"),)
    row = Story(uri=article.uri, edition=article.edition, regions=regions)
    return with_names(Reading(uri=article.uri, edition=article.edition, story=row), article, known).notices


def withdrawn(*messages: RawArticle) -> set[str]:
    """The uris that are retracted when the messages come in this order."""
    rows: dict[str, Story | None] = {}
    gone = set()
    for message in messages:
        for notice in notices(message):
            reading = read_name(RawArticle(value=notice.value, arrived_at=message.arrived_at), rows.get(notice.uri))
            rows[notice.uri] = reading.story or rows.get(notice.uri)
            gone |= {retraction.uri for retraction in reading.retractions}
    return gone


@pytest.mark.parametrize(
    ("bears", "kills"),
    [
        ({"headline": "Shells hit market in Sudan town"}, {"headline": "KILL: Shells hit market in Sudan town"}),
        ({"headline": "URGENT - Shells hit market in town"}, {"headline": "MANDATORY KILL-shells hit market in town"}),
        ({"slug": "BC-Sudan-Market"}, {"slug": "BC-Sudan-Market, KILL"}),
        ({"slug": "sudan-conflict/market"}, {"slug": "SUDAN CONFLICT MARKET"}),
        (
            {"headline": "Shells hit market in Sudan town"},
            {"body": "ATTN EDITORS - The story headlined “Shells hit market in Sudan town” is withdrawn."},
        ),
        ({"slug": "Sudan-Market"}, {"body": "Please kill the story slugged Sudan-Market. There is no substitute."}),
        ({"alt_ids": ["x1"]}, {"retracts": ["x1"]}),
    ],
)
def test_a_kill_finds_its_story_in_either_order(bears: dict[str, object], kills: dict[str, object]) -> None:
    story = raw("story", body=TEXT, **bears)
    kill = raw("notice", 1, signal="kill", **kills)

    assert withdrawn(story, kill) == withdrawn(kill, story) == {"story"}


@pytest.mark.parametrize(
    "kill",
    [
        raw("notice", 1, signal="kill", headline="KILL: Shells hit a school in Sudan town"),
        raw("notice", 1, signal="kill", headline="KILL: Shells hit market in Sudan town", source="Reuters"),
        raw("notice", -1, signal="kill", headline="KILL: Shells hit market in Sudan town"),
        raw("notice", 72, signal="kill", headline="KILL: Shells hit market in Sudan town"),
        raw("notice", 1, signal="kill", headline="KILL: market"),
    ],
    ids=["another headline", "another agency", "before it was written", "three days later", "no name at all"],
)
def test_a_kill_of_something_else_takes_nothing_back(kill: RawArticle) -> None:
    assert withdrawn(raw("story", body=TEXT, headline="Shells hit market in Sudan town"), kill) == set()


def test_a_correction_replaces_the_text_that_it_corrects_and_no_other_of_that_slug() -> None:
    first = raw("first", slug="sudan-unrest", body=TEXT)
    other = raw("other", slug="sudan-unrest", body=OTHER)
    corrected = raw("second", 1, slug="sudan-unrest", body=TEXT, signal="correction")

    assert all(withdrawn(*order) == {"first"} for order in permutations([first, other, corrected]))


def test_a_slug_of_two_stories_names_neither_and_the_notice_is_kept_for_a_person() -> None:
    first, other = raw("first", slug="sudan-unrest", body=TEXT), raw("other", slug="sudan-unrest", body=OTHER)

    with pytest.raises(UnreadableArticleError, match="several stories") as caught:
        withdrawn(first, other, raw("notice", 1, signal="kill", slug="sudan-unrest"))

    assert caught.value.reason == "ambiguous_kill"


def test_the_same_notice_again_changes_nothing() -> None:
    (notice,) = notices(raw("story", slug="sudan-market", body=TEXT))
    message = RawArticle(value=notice.value, arrived_at=NOON)

    row = read_name(message, None).story

    assert read_name(message, row).story is None


def test_a_version_under_the_same_names_sends_no_notice() -> None:
    message = raw("story", slug="sudan-market", body=TEXT)
    article = normalise(message)
    reading = Reading(uri=article.uri, edition=article.edition, story=Story(uri=article.uri, edition=article.edition))
    region = RegionName(id=RegionId("SD-DN"), name="North Darfur")
    told = reading.model_copy(
        update={"story": reading.story and reading.story.model_copy(update={"regions": (region,)})}
    )

    known = with_names(told, article, None).story

    assert known is not None
    assert notices(message, known) == ()


def test_the_monitors_own_retraction_asks_for_no_other() -> None:
    (notice,) = notices(raw("story", headline="Shells hit market in Sudan town", body=TEXT))
    row = read_name(RawArticle(value=notice.value, arrived_at=NOON), None).story
    kill = notices(raw("notice", 1, signal="kill", headline="KILL: Shells hit market in Sudan town"))[0]
    (retraction,) = read_name(RawArticle(value=kill.value, arrived_at=NOON), row).retractions

    assert notices(RawArticle(value=retraction.value, arrived_at=NOON)) == ()


def test_a_notice_that_is_none_of_ours_is_unreadable() -> None:
    with pytest.raises(UnreadableArticleError, match="none of ours"):
        read_name(RawArticle(value=b'{"uri":"' + NAME_PREFIX.encode() + b'x"}', arrived_at=NOON), None)


def test_a_short_headline_and_a_slug_of_one_word_are_no_names() -> None:
    assert own_names(normalise(raw("a", headline="Syria strikes", slug="SYRIA"))) == ()


def test_names_that_a_notice_may_give_are_bounded() -> None:
    many = [f"id {number} of many" for number in range(100)]

    assert len(killed_names(normalise(raw("a", signal="kill", retracts=many)))) == 12
    assert own_names(normalise(raw("a", alt_ids=many)))[:1] == ((NameKind.ALT_ID, many[0]),)
