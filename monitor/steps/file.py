"""(Article, [Incident], Story) -> Reading: what to tell each region, and which of them to remember for next time."""

from collections.abc import Iterable, Sequence

from monitor.model.article import Article
from monitor.model.base import RegionId
from monitor.model.incident import Incident
from monitor.model.knowledge import Gazetteer
from monitor.model.report import Onward, Reading, RegionName, Report, Story
from monitor.text.fingerprint import fingerprint


def is_stale(article: Article, known: Story | None) -> bool:
    """True where this version, or a later one, was filed before."""
    if known is None:
        return False
    return article.edition.says_the_same_as(known.edition) or not article.edition.supersedes(known.edition)


def file_reports(article: Article, incidents: Sequence[Incident], known: Story | None, gazetteer: Gazetteer) -> Reading:
    """One report for each region that the article speaks of, an empty one for each that it no longer does.

    An incident in a first-level unit is filed there and under its country.
    """
    found = () if article.is_retracted else tuple(incidents)
    by_region = _by_region(found)
    regions = tuple(gazetteer.region_name(region) for region in sorted(by_region))
    left = [region for region in (known.regions if known else ()) if region.id not in by_region]
    told = [_report(article, region, by_region.get(region.id, ())) for region in (*regions, *left)]
    return Reading(
        uri=article.uri,
        edition=article.edition,
        incidents=found,
        reports=tuple(told),
        retractions=_retractions(article),
        story=_row(article, regions, known),
    )


def _by_region(incidents: Iterable[Incident]) -> dict[RegionId, tuple[Incident, ...]]:
    filed: dict[RegionId, tuple[Incident, ...]] = {}
    for incident in incidents:
        country = incident.place.country if incident.place else None
        for region in dict.fromkeys((incident.region_id, RegionId(country or incident.region_id))):
            filed[region] = (*filed.get(region, ()), incident)
    return filed


def _report(article: Article, region: RegionName, incidents: tuple[Incident, ...]) -> Report:
    return Report(
        region=region,
        uri=article.uri,
        edition=article.edition,
        signal=article.signal,
        is_retracted=article.is_retracted,
        replaced_by=article.killed_by if article.is_replaced else "",
        is_held=article.is_held,
        embargoed_until=article.embargoed_until,
        published_at=article.published_at,
        arrived_at=article.arrived_at,
        outlet=article.outlet,
        headline=article.headline,
        url=article.url,
        fingerprint=fingerprint(article.body) if incidents else "",
        incidents=incidents,
    )


def _row(article: Article, regions: tuple[RegionName, ...], known: Story | None) -> Story | None:
    """A first version with nothing in it leaves no row: it has nothing that a later one could take back."""
    is_first = known is None and article.edition.number <= 1 and not article.is_retracted
    return None if is_first and not regions else Story(uri=article.uri, edition=article.edition, regions=regions)


def _retractions(article: Article) -> tuple[Onward, ...]:
    """The kill notice again, under the uri of each story that it names: that is where the story's row lies."""
    at, headline, outlet = article.published_at, article.headline, article.outlet
    return tuple(
        Onward.canceling(uri, at=at, headline=headline, outlet=outlet, by=article.uri)
        for uri in article.retracts
        if article.is_retracted and uri != article.uri
    )
