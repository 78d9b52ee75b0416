"""Every error that somebody handles differently.

MonitorError
├── UnreadableArticleError   this message can't be read: dead letters, then go on
├── KnowledgeFileError       rules, phrases, gazetteer or routes are wrong: refuse to start, list every problem
├── SettingsError            a setting is wrong or contradicts another: refuse to start
├── BrokerError              Kafka can't be reached or lacks something: say what to do
├── StoredRowError           a table row can't be decoded: stop the worker, name the key
└── DeliveryError            a channel refused: try again (retryable) or give up
"""

from datetime import timedelta


class MonitorError(Exception):
    """Shown to people as one sentence, without a stack trace."""


class UnreadableArticleError(MonitorError):
    """`reason` is a bounded word for the counter (`bad_json`, `no_date`, …); `says` is the sentence for people."""

    def __init__(self, reason: str, says: str) -> None:
        super().__init__(says)
        self.reason = reason
        self.says = says


class KnowledgeFileError(MonitorError):
    """Carries every problem, each already as `file:line: sentence`."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class SettingsError(MonitorError):
    """A setting that can't be obeyed."""


class BrokerError(MonitorError):
    """Kafka is out of reach, or a topic is missing or shaped otherwise."""


class StoredRowError(MonitorError):
    """A stored row that no version of ours can have written."""


class DeliveryError(MonitorError):
    """A channel did not take the message; `retry_after` is the provider's own wish."""

    def __init__(self, says: str, *, retryable: bool, retry_after: timedelta | None = None) -> None:
        super().__init__(says)
        self.retryable = retryable
        self.retry_after = retry_after
