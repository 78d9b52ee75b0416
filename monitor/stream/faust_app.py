"""The Faust app of a worker.  Every Faust default that matters is set here, with its reason."""

from typing import Any

from monitor.errors import SettingsError
from monitor.settings import Settings
from monitor.stream.broker import faust_broker
from monitor.stream.safe_app import SafeApp


def faust_app(settings: Settings) -> Any:
    """Without agents; its folder is made.  Raises SettingsError where that can't be."""
    directory = settings.data_dir / settings.instance
    try:
        directory.mkdir(parents=True, exist_ok=True)  # Faust makes only the last part
    except OSError as error:
        raise SettingsError(f"can't make {directory} ({error.strerror}): set MONITOR_DATA_DIR to another") from error
    return SafeApp(
        settings.group,
        **faust_broker(settings),
        # Rows live in memory and in the changelog: no disk to lose, restarts read a few MB.
        store="memory://",
        datadir=str(directory),
        # Off: Faust's server binds 0.0.0.0 and shows table rows.  Ours is stream/health.py.
        web_enabled=False,
        autodiscover=False,
        # Topics are made by stream/topics.py, with compaction and retention; a leader topic is of no use to us.
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_partitions=settings.partitions,
        topic_replication_factor=settings.replication,
        # exactly_once crashes and duplicates (faust #323, #136); folding is idempotent instead.
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        # A leader that moved without a word is looked for again within half a minute.
        consumer_metadata_max_age_ms=30_000,
        # A rebalance waits for the message in hand.
        stream_wait_empty=True,
        stream_publish_on_commit=False,
        stream_recovery_delay=0.0,
        # All in-sync replicas, at once.
        producer_acks=-1,
        producer_linger=0.0,
        producer_request_timeout=settings.produce_timeout_seconds,
        producer_max_request_size=1_000_000,
        producer_compression_type=None,
        # Under its old name a worker that was killed is back without waiting for its session to end.
        consumer_group_instance_id=settings.instance,
        broker_client_id=f"monitor-{settings.instance}",
        broker_session_timeout=settings.session_timeout_seconds,
        # A third of the session at most, as Kafka advises, and often enough to hear of a rebalance within a second.
        broker_heartbeat_interval=min(1.0, settings.session_timeout_seconds / 3),
        # So long may the others take to finish what they have in hand (a text takes 10 s at most) and to join again.
        broker_rebalance_timeout=60.0,
        # Above that: the broker answers who joins only when all have.
        broker_request_timeout=90.0,
        # Not aiokafka's to judge whether we make progress: stream/watchdog.py ends a worker that stands still.
        broker_max_poll_interval=1000.0,
        broker_commit_interval=settings.commit_interval_seconds,
        # No copies on other workers: reading 5,000 rows again takes a second.
        table_standby_replicas=0,
        # A report waits behind all the articles that one fetch brought.  With 4 MiB a backlog of short ones kept a
        # partition of reports waiting for two minutes, and the watchdog ended the worker.  A larger message is still
        # fetched, alone.
        consumer_max_fetch_size=256 * 1024,
        # Messages held in memory for each agent; a burst is Kafka's to hold, not ours.
        stream_buffer_maxsize=1024,
    )
