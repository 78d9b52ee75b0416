import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.errors import UnreadableArticleError
from monitor.model.article import Article, PubStatus, RawArticle, Signal
from monitor.steps.normalise import LAST_NUMBER, MAX_BYTES, normalise, version_number

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def message(**fields: Any) -> dict[str, Any]:
    return {
        "uri": "urn:test:1",
        "version": "1",
        "published_at": "2024-05-01T11:00:00Z",
        "headline": "H",
        "body": "B.",
        **fields,
    }


def read(fields: object) -> Article:
    return normalise(RawArticle(value=json.dumps(fields).encode(), arrived_at=NOON))


def refusal(value: bytes) -> str:
    with pytest.raises(UnreadableArticleError) as caught:
        normalise(RawArticle(value=value, arrived_at=NOON))
    return caught.value.reason


def test_our_own_message_comes_through_whole() -> None:
    article = read(
        message(version=3, source="Agency", language="EN-gb", slug="s", url="https://a.example/1", places=["SY-ID"])
    )

    assert (article.uri, article.edition.number, article.outlet, article.language) == (
        "urn:test:1",
        3,
        "Agency",
        "en-gb",
    )
    assert (article.headline, article.body, article.place_hints) == ("H", "B.", ("SY-ID",))
    assert article.published_at == NOON - timedelta(hours=1)


def test_body_is_kept_to_the_letter_so_that_offsets_hold() -> None:
    body = "  One\r\n\r\ntwo “three”  \n"

    assert read(message(body=body)).body == body


@pytest.mark.parametrize(
    "fields",
    [
        {
            "uri": "urn:n:1", "type": "text", "version": "2", "versioncreated": "2024-05-01T10:00:00Z", "pubstatus": "usable",
            "headline": "H", "body_html": "<p>One &amp; <b>two</b></p><script>bad()</script><p>Three</p>", "language": "en",
            "infosources": [{"name": "Agency"}], "place": [{"name": "Idlib"}],
        },
        {
            "uri": "urn:n:1", "standard": {"name": "ninjs", "version": "2.2"}, "version": "2",
            "versionCreated": "2024-05-01T10:00:00Z", "pubStatus": "usable", "headlines": [{"value": "H", "role": "main"}],
            "bodies": [{"contentType": "text/html", "value": "<p>One &amp; <b>two</b></p><p>Three</p>"}], "language": "en",
            "infoSources": [{"name": "Agency"}], "places": [{"name": "Idlib"}],
        },
        {
            "uri": "urn:n:1", "standard": {"name": "ninjs", "version": "3.1"}, "version": "2",
            "versionCreated": "2024-05-01T10:00:00Z", "pubStatus": "usable", "headlines": [{"value": "S", "role": "short"}, {"value": "H"}],
            "bodies": [{"contentType": "text/html", "value": "<p>x</p>"}, {"contentType": "text/plain", "value": "One & two\n\nThree"}],
            "language": "en", "infoSources": [{"name": "Agency"}], "places": [{"name": "Idlib"}],
        },
    ],
    ids=["1.x", "2.x", "3.x"],
)  # fmt: skip
def test_every_ninjs_gives_the_same_article(fields: dict[str, Any]) -> None:
    article = read(fields)

    assert (article.uri, article.edition.number, article.headline) == ("urn:n:1", 2, "H")
    assert (article.body, article.outlet, article.place_hints) == ("One & two\n\nThree", "Agency", ("Idlib",))
    assert article.published_at == NOON - timedelta(hours=2)


@pytest.mark.parametrize(("version", "status"), [("pubstatus", "cancelled"), ("pubstatus", "canceled")])
def test_canceled_ninjs_needs_no_body(version: str, status: str) -> None:
    article = read({"uri": "urn:n:1", "versioncreated": "2024-05-01T10:00:00Z", version: status})

    assert article.pub_status is PubStatus.CANCELED
    assert article.is_retracted


@pytest.mark.parametrize("published_at", [None, "2024-05-09T12:00:00Z"])
def test_kill_is_read_without_a_date_and_with_a_wrong_one(published_at: str | None) -> None:
    article = read(message(signal="kill", published_at=published_at))

    assert (article.is_retracted, article.published_at) == (True, NOON)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"", "empty_message"),
        (b"{", "bad_json"),
        (b"\xff\xfe{}", "bad_utf8"),
        (b"[1]", "not_an_object"),
        (b"null", "not_an_object"),
        (b"[" * 100_000, "bad_json"),
        (b'{"uri": "a", "published_at": "2024-05-01T11:00:00Z", "headline": "\\ud800"}', "bad_json"),
        (json.dumps(message(uri="")).encode(), "bad_field"),
        (json.dumps(message(uri=7)).encode(), "bad_field"),
        (json.dumps(message(body=["x"])).encode(), "bad_field"),
        (json.dumps(message(published_at="next Tuesday")).encode(), "bad_date"),
        (json.dumps(message(published_at=None)).encode(), "no_date"),
        (json.dumps(message(published_at="2024-05-03T12:00:00Z")).encode(), "future_date"),
        (json.dumps(message(published_at="0001-01-01T00:00:00+14:00")).encode(), "bad_date"),
        (json.dumps(message(body="x" * MAX_BYTES)).encode(), "too_big"),
    ],
)
def test_unreadable_message_is_refused_with_its_reason(value: bytes, reason: str) -> None:
    assert refusal(value) == reason


def test_time_without_zone_is_utc() -> None:
    assert read(message(published_at="2024-05-01T11:00:00")).published_at == NOON - timedelta(hours=1)


def test_later_copy_of_one_version_says_the_same() -> None:
    first = read(message()).edition
    again = normalise(RawArticle(value=json.dumps(message()).encode(), arrived_at=NOON + timedelta(hours=1))).edition

    assert again.says_the_same_as(first)


def test_corrected_text_without_a_new_number_supersedes() -> None:
    first = read(message(body="40 died.")).edition
    fixed = normalise(
        RawArticle(value=json.dumps(message(body="14 died.")).encode(), arrived_at=NOON + timedelta(hours=1))
    ).edition

    assert fixed.supersedes(first)
    assert not fixed.says_the_same_as(first)


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), (" 12 ", 12), ("3.0", 3), ("1.10", 1), ("a7", 1), ("", 1), ("-2", 1)]
)
def test_version_number_never_fails(text: str, number: int) -> None:
    assert version_number(text) == number


@pytest.mark.parametrize(
    ("headline", "signal"),
    [
        ("UPDATE 3-Villagers cross the river", Signal.UPDATE),
        ("WRAPUP 2-Day of shelling", Signal.UPDATE),
        ("CORRECTED-Gunmen kill 17", Signal.CORRECTION),
        ("Correction: Mali story", Signal.CORRECTION),
        ("REFILE-Floods cut road", Signal.REFILE),
        ("RPT-Floods cut road", Signal.REPEAT),
        ("EXPLAINER-Who are the rebels?", Signal.BACKGROUND),
        ("Timeline: ten years of war", Signal.BACKGROUND),
        ("FACTBOX - What we know", Signal.BACKGROUND),
        ("FACTBOX: Security developments in Iraq", Signal.NONE),
        ("FLASH: OVER 40,000 DISPLACED", Signal.FLASH),
        ("MEDIA ADVISORY: briefing at ten", Signal.ADVISORY),
        ("HOLD HOLD HOLD", Signal.HOLD),
        ("KILL", Signal.KILL),
        ("KILL KILL KILL - Market raid", Signal.KILL),
        ("MANDATORY KILL: Market raid", Signal.KILL),
        ("BULLETIN KILL-Market raid", Signal.KILL),
        ("STORY WITHDRAWN: Market raid", Signal.KILL),
        ("KILLERS OF PRIEST JAILED", Signal.NONE),
        ("KILLING OF MAYOR STOPS TALKS", Signal.NONE),
        ("Kill team on trial", Signal.NONE),
        ("Hold the line, says coach", Signal.NONE),
        ("Corrections officers held in riot", Signal.NONE),
        ("Budget: tax on tea rises", Signal.NONE),
        ("Flash floods kill six", Signal.NONE),
        ("Profiles in courage", Signal.NONE),
        ("Updated map of front line", Signal.NONE),
        ("Withdrawn troops return home", Signal.NONE),
        ("Repeat offender jailed", Signal.NONE),
    ],
)
def test_headline_marker_is_told_from_a_word(headline: str, signal: Signal) -> None:
    assert read(message(headline=headline)).signal is signal


@pytest.mark.parametrize(
    ("slug", "signal"),
    [("Mali-Unrest,2nd Ld-Writethru", Signal.UPDATE), ("BC-Mali KILL", Signal.KILL), ("mali-unrest", Signal.NONE),
     ("Corrects toll in first paragraph", Signal.CORRECTION), ("Please kill the story Mali-Unrest", Signal.KILL)],
)  # fmt: skip
def test_slug_marker_is_read(slug: str, signal: Signal) -> None:
    assert read(message(slug=slug)).signal is signal


def test_note_to_editors_that_withdraws_a_story_kills() -> None:
    body = "ATTENTION EDITORS: The story sent at 0910 on a raid in Mopti is withdrawn. The ministry says no raid took place."

    assert read(message(headline="Note on Mopti raid", body=body)).signal is Signal.KILL


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("The army said that 12 people were killed in the raid.", "en"),
        ("L'armée a dit que douze personnes ont été tuées dans le raid et que les rebelles sont partis.", "und"),
        (
            "Die Armee sagte, dass zwölf Menschen bei dem Angriff auf die Stadt getötet worden sind und der Ort brennt.",
            "und",
        ),
        ("قال الجيش إن اثني عشر شخصا قتلوا في الغارة", "und"),
        ("TWELVE DEAD", "en"),
    ],
)
def test_missing_language_is_guessed(body: str, language: str) -> None:
    assert read(message(body=body, headline="")).language == language


def test_a_version_that_is_a_time_of_day_does_not_stand_above_a_kill() -> None:
    story = read(message(version="20240501110000"))
    kill = read(message(version=str(LAST_NUMBER), pub_status="canceled", published_at="2024-05-01T11:30:00Z"))
    update = read(message(version="20240501115900", versioned_at="2024-05-01T11:59:00Z"))

    assert update.edition.supersedes(story.edition)
    assert kill.edition.supersedes(update.edition)


def test_a_notice_that_retracts_the_whole_wire_is_refused() -> None:
    uris = [f"urn:{number}" for number in range(101)]

    assert refusal(json.dumps(message(retracts=uris)).encode()) == "bad_field"


def test_a_kill_without_a_version_stands_above_every_version_of_its_story() -> None:
    story = read(message(version="7"))
    kill = message(pub_status="canceled")
    del kill["version"]

    assert read(kill).edition.supersedes(story.edition)
