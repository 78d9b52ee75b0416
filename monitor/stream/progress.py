"""How far an engine has read: asked on the event loop, for the threads that watch it."""

from monitor.stream.app import Engine
from monitor.stream.vitals import Place


def agents_of(engine: Engine) -> dict[str, str]:
    """Topic -> the agent that reads it."""
    topics = engine.topics
    return {
        topics.articles.name: "reader",
        topics.reports.name: "watcher",
        topics.alerts.name: "announcer",
        topics.commands.name: "commander",
    }


def finished(engine: Engine) -> dict[Place, int]:
    """Of every partition that we read from, below which offset all is done."""
    wanted = {*agents_of(engine), engine.topics.deliveries.name}
    ledgers = getattr(engine.app._consumer, "_ledgers", None) or {}
    return {Place(tp.topic, tp.partition): ledger.committable for tp, ledger in ledgers.items() if tp.topic in wanted}


def partitions_behind(engine: Engine, done: dict[Place, int]) -> frozenset[int] | None:
    """Where articles wait.  A partition of which nothing is known yet counts as waiting; None: nothing is known."""
    consumer, topic = engine.app._consumer, engine.topics.articles.name
    if consumer is None:
        return None
    ends = {tp.partition: consumer.highwater(tp) for tp in consumer.assignment() if tp.topic == topic}
    return frozenset(number for number, end in ends.items() if end is None or done.get(Place(topic, number), -1) < end)
