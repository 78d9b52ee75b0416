"""`monitor why`: why an alert stands as it does, and why an article raised none, out of the rows on Kafka."""

from collections.abc import Iterator
from datetime import datetime

from rich.text import Text

from monitor.commands.knowledge import knowledge_for
from monitor.commands.terminal import out
from monitor.errors import MonitorError
from monitor.model.base import RegionId
from monitor.model.region import RegionState
from monitor.replay.why import alert_as_text, article_as_text, why_alert, why_not
from monitor.settings import Settings
from monitor.stream.codec import decode_row
from monitor.stream.embedded import locate_broker
from monitor.stream.follow import Follower
from monitor.stream.topics import topics_of


def show_why(given: Settings, name: str, *, now: datetime) -> None:
    """`name`: an alert id or its beginning, or an article's uri.  Raises BrokerError, or MonitorError for no such."""
    settings = locate_broker(given)
    knowledge = knowledge_for(settings)
    regions = dict(_rows(settings))
    ids = {alert.alert_id for state in regions.values() for alert in state.alerts}
    for alert_id in sorted(one for one in ids if one.startswith(name)):
        why = why_alert(alert_id, regions.values(), knowledge, now)
        if why is not None:
            out.print(Text(alert_as_text(why)))
            return
    about = why_not(name, regions, knowledge, now)
    if not about.effects and not any(state.region for state in regions.values()):
        raise MonitorError("no region is remembered yet: nothing has been read that tells of one")
    out.print(Text(article_as_text(about)))


def _rows(settings: Settings) -> Iterator[tuple[RegionId, RegionState]]:
    """The newest row of each region."""
    newest: dict[bytes, bytes] = {}
    with Follower(settings, [topics_of(settings).regions.name]) as follower:
        for seen in follower.until_now():
            newest[seen.key] = seen.value
    for key, row in newest.items():
        if row:
            yield RegionId(key.decode()), decode_row(key, row, RegionState)
