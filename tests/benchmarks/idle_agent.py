"""Stock Faust doing nothing, or sending one message in twenty on: the yardsticks of reader.py."""

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


raw = {"key_serializer": "raw", "value_serializer": "raw", "partitions": 4}
onward = app.topic(f"{os.environ['BENCH_TOPIC']}.onward", **raw)
FORWARD_EVERY = int(os.environ.get("BENCH_FORWARD_EVERY", "0"))


@app.agent(app.topic(os.environ["BENCH_TOPIC"], **raw))
async def idle(stream: Any) -> None:
    """Take each message, and let it go; one in so many goes on, and its ack is awaited."""
    count = 0
    async for value in stream:
        count += 1
        if FORWARD_EVERY and count % FORWARD_EVERY == 0:
            await (await onward.send(value=value))


if __name__ == "__main__":
    sys.exit(app.main())
