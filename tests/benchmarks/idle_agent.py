"""Stock Faust doing nothing: the yardstick of reader.py."""

import os
import sys
from typing import Any

import faust

app = faust.App(
    os.environ["BENCH_GROUP"],
    broker=f"kafka://{os.environ['BENCH_KAFKA']}",
    store="memory://",
    datadir=os.environ["BENCH_FOLDER"],
    web_enabled=False,
    topic_disable_leader=True,
    topic_allow_declare=False,
    topic_partitions=4,
    consumer_auto_offset_reset="earliest",
    broker_commit_interval=0.2,
)


@app.agent(app.topic(os.environ["BENCH_TOPIC"], key_serializer="raw", value_serializer="raw", partitions=4))
async def idle(stream: Any) -> None:
    """Take each message, and let it go."""
    async for _ in stream:
        pass


if __name__ == "__main__":
    sys.exit(app.main())
