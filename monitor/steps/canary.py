"""The canary: an article of ours that goes the whole way, and touches no region, alert or person.

It is an advisory, which every other reader of the wire passes over; only who knows it reads it as news.
"""

from datetime import timedelta

from monitor.model.alert import AlertChange, ChangeReason, Level
from monitor.model.article import Signal
from monitor.model.base import UtcTime
from monitor.model.report import Report
from monitor.model.route import Channel, Route, Routes
from monitor.model.rule import AlertRule, Condition, Measure, PlaceLevel, Where
from monitor.model.wire import WireArticle

CANARY_URI = "urn:monitor:canary:"
NULL_CHANNEL = "(canary)"
"""No routes file can name a channel so.  What is sent there is thrown away, and counts as taken."""
_HEADLINE = "ADVISORY: a test of the monitor by itself, not news"
_BODY = "More than 26,000 people have fled fighting in Antarctica since yesterday, the Canary Observatory said."
RULE = AlertRule(
    name="canary",
    title="A test of the monitor by itself",
    where=Where(levels=(PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.TRIAGE)),
    all=(Condition(measure=Measure.PEOPLE_DISPLACED, within=timedelta(days=3), levels={Level.WATCH: 1000}),),
)
ROUTES = Routes(channels=(Channel(name=NULL_CHANNEL),), routes=(Route(name=NULL_CHANNEL, channels=(NULL_CHANNEL,)),))


def write_canary(uri: str, now: UtcTime) -> bytes:
    """As it lies on the wire."""
    article = WireArticle(
        uri=uri, published_at=now, headline=_HEADLINE, body=_BODY, source="monitor", signal=Signal.ADVISORY
    )
    return article.model_dump_json(exclude_defaults=True).encode()


def with_null(routes: Routes) -> Routes:
    """With the channel that throws away, for a courier."""
    return routes.model_copy(update={"channels": (*routes.channels, *ROUTES.channels)})


def pick_report(reports: tuple[Report, ...]) -> Report | None:
    """The one that tells of the flight."""
    return next((report for report in reports if report.incidents), None)


def pick_alarm(changes: tuple[AlertChange, ...]) -> AlertChange | None:
    """The alarm that it must raise."""
    return next((change for change in changes if change.reason is ChangeReason.STARTED), None)
