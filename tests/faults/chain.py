"""The smallest chain with a table: articles -> reports -> rows, on our consumer and nothing else of ours.

Where the monitor loses something and this does not, look in the monitor; where both do, look in stream/consumer.py.
`python -m tests.faults.chain worker` reads FAULTS_BROKER, FAULTS_PREFIX, FAULTS_INSTANCE, FAULTS_FOLDER; FAULTS_STOCK=1 runs stock Faust.
"""

import json
import os
import sys
from typing import Any

import faust

from monitor.stream.safe_app import SafeApp

PREFIX = os.environ["FAULTS_PREFIX"]
App = faust.App if os.environ.get("FAULTS_STOCK") else SafeApp
app = App(
    PREFIX,
    broker=f"kafka://{os.environ['FAULTS_BROKER']}",
    store="memory://",
    datadir=os.environ["FAULTS_FOLDER"],
    web_enabled=False,
    topic_partitions=4,
    topic_replication_factor=1,
    topic_disable_leader=True,
    consumer_auto_offset_reset="earliest",
    consumer_group_instance_id=os.environ["FAULTS_INSTANCE"],
    producer_acks=-1,
    producer_linger=0,
    broker_commit_interval=1.0,
    # Faust's standbys crash in recovery when they change places with actives (a seek to offset None).
    table_standby_replicas=0,
    broker_session_timeout=10.0,
    broker_heartbeat_interval=1.0,
)
raw = {"key_serializer": "raw", "value_serializer": "raw", "partitions": 4}
articles = app.topic(f"{PREFIX}.articles", **raw)
reports = app.topic(f"{PREFIX}.reports", **raw)
rows = app.Table(f"{PREFIX}-rows", partitions=4, key_type=bytes, value_type=bytes)


@app.agent(articles)  # type: ignore[untyped-decorator]
async def reader(stream: Any) -> None:
    """Send each article on to its region, and wait until the broker has it."""
    async for value in stream:
        fields = json.loads(value)
        place = fields["headline"].split(" in ", 1)[1].encode()
        report = {"uri": fields["uri"], "version": fields["version"], "says": fields["headline"]}
        await (await reports.send(key=place, value=json.dumps(report).encode()))


@app.agent(reports)  # type: ignore[untyped-decorator]
async def watcher(stream: Any) -> None:
    """Keep the latest version of each article in the row of its region."""
    async for event in stream.events() if App is faust.App else stream:
        value, key = (event.value, event.key) if App is faust.App else (event, stream.current_event.key)
        report = json.loads(value)
        row = json.loads(rows.get(key) or b"{}")
        known = row.get(report["uri"])
        if known is None or known[0] < report["version"]:
            row[report["uri"]] = [report["version"], report["says"]]
            rows[key] = json.dumps(row, sort_keys=True).encode()


if __name__ == "__main__":
    sys.exit(app.main())
