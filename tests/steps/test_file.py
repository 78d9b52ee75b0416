from datetime import UTC, datetime, timedelta

from monitor.model.article import Article, Edition, PubStatus, RawArticle, Signal
from monitor.model.base import TRIAGE, ArticleUri, RegionId
from monitor.model.incident import Incident, Place
from monitor.model.mention import Evidence, Kind, Status
from monitor.model.report import Reading, RegionName, Story
from monitor.steps.file import file_reports, is_stale
from monitor.steps.normalise import normalise

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


class Names:
    def find(self, text: str) -> list[tuple[int, int, tuple[Place, ...]]]:
        return []

    def region_name(self, region: RegionId) -> RegionName:
        return RegionName(id=region, name=f"name of {region}")


def edition(number: int = 1, digest: str = "a", later: int = 0) -> Edition:
    return Edition(number=number, versioned_at=NOON, arrived_at=NOON + timedelta(minutes=later), digest=digest)


def article(
    at: Edition | None = None,
    *,
    signal: Signal = Signal.NONE,
    status: PubStatus = PubStatus.USABLE,
    retracts: tuple[str, ...] = (),
) -> Article:
    return Article(
        uri=ArticleUri("urn:a"), edition=at or edition(), pub_status=status, signal=signal, published_at=NOON, arrived_at=NOON,
        headline="H", body="B", retracts=retracts,
    )  # fmt: skip


def incident(country: str | None = "SY", region: str | None = "SY-ID") -> Incident:
    place = Place(name="somewhere", country=country, region=region) if country else None
    return Incident(
        kind=Kind.SHELLING,
        status=Status.NEW,
        evidence=Evidence(start=0, end=1, text="B"),
        sentence=(0, 1),
        paragraph=(0, 1),
        place=place,
    )


def file(what: Article, *found: Incident, known: Story | None = None) -> Reading:
    return file_reports(what, found, known, Names())


def story(*regions: str, at: Edition | None = None) -> Story:
    return Story(
        uri=ArticleUri("urn:a"),
        edition=at or edition(),
        regions=tuple(Names().region_name(RegionId(r)) for r in regions),
    )


def test_incident_in_a_province_is_filed_there_and_under_its_country() -> None:
    reading = file(article(), incident())

    assert [(report.region.id, len(report.incidents)) for report in reading.reports] == [("SY", 1), ("SY-ID", 1)]
    assert reading.story == story("SY", "SY-ID")


def test_incident_known_to_a_country_only_is_filed_once() -> None:
    assert [report.region.id for report in file(article(), incident(region=None)).reports] == ["SY"]


def test_incident_without_a_place_goes_to_triage() -> None:
    assert [report.region.id for report in file(article(), incident(country=None)).reports] == [TRIAGE]


def test_quiet_first_version_leaves_no_row_and_no_report() -> None:
    reading = file(article())

    assert (reading.story, reading.reports) == (None, ())


def test_quiet_later_version_is_remembered() -> None:
    assert file(article(edition(2))).story == story(at=edition(2))


def test_region_that_a_new_version_leaves_gets_an_empty_report() -> None:
    reading = file(article(edition(2)), incident("UA", "UA-63"), known=story("SY", "SY-ID"))

    assert {report.region.id: len(report.incidents) for report in reading.reports} == {
        "UA": 1,
        "UA-63": 1,
        "SY": 0,
        "SY-ID": 0,
    }
    assert reading.story == story("UA", "UA-63", at=edition(2))


def test_kill_empties_every_region_that_the_story_touched() -> None:
    reading = file(article(edition(2), signal=Signal.KILL), incident(), known=story("SY", "SY-ID"))

    assert [(report.region.id, report.is_retracted, report.incidents) for report in reading.reports] == [
        ("SY", True, ()),
        ("SY-ID", True, ()),
    ]


def test_kill_before_its_story_is_remembered_so_that_the_story_comes_too_late() -> None:
    row = file(article(edition(2), status=PubStatus.CANCELED)).story

    assert row is not None
    assert is_stale(article(edition(1)), row)


def test_notice_that_kills_other_stories_becomes_a_canceled_version_under_each_uri() -> None:
    (retraction,) = file(article(signal=Signal.KILL, retracts=("urn:b", "urn:a"))).retractions

    killed = normalise(RawArticle(value=retraction.value, arrived_at=NOON))
    assert (killed.uri, killed.is_retracted) == ("urn:b", True)
    assert killed.edition.supersedes(edition(99))


def test_story_that_kills_nothing_retracts_nobody() -> None:
    assert file(article(retracts=("urn:b",))).retractions == ()


def test_same_version_again_is_stale() -> None:
    assert is_stale(article(edition(1, later=5)), story(at=edition(1)))


def test_older_version_is_stale() -> None:
    assert is_stale(article(edition(1)), story(at=edition(2)))


def test_other_words_under_the_same_number_are_not_stale_when_they_come_later() -> None:
    assert not is_stale(article(edition(1, digest="b", later=5)), story(at=edition(1)))
