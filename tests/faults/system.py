"""A system under test and the verdict on it: what a run left behind, compared with a clean one."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.faults.articles import Sent
from tests.faults.channels import Desk
from tests.faults.view import Follower, View, latest
from tests.faults.workers import Worker


@dataclass(frozen=True)
class Verdict:
    """What a run left behind, compared with what it should have."""

    lost: tuple[str, ...] = ()
    """Articles whose newest version no row knows."""
    wrong_rows: tuple[str, ...] = ()
    """Regions and stories whose row differs from the clean run's in any byte."""
    wrong_alerts: tuple[str, ...] = ()
    """Alert changes told that the reports do not give, or given and not told.  Told twice in the same bytes is fine."""
    doubled_alerts: tuple[str, ...] = ()
    """Alert ids that the rows hold twice."""
    unheard: tuple[str, ...] = ()
    """Notifications that no message carried."""
    unmarked: tuple[str, ...] = ()
    """Notifications that came twice, without a word of it."""
    unsettled: tuple[str, ...] = ()
    """Notices that the ledger still waits for."""
    repeated_at: tuple[float, ...] = field(default=(), compare=False)
    """When a report was sent a second time, seconds since 1970: allowed, and kept small."""
    says: str = field(default="", compare=False)
    """Counts, for the table."""


@dataclass(frozen=True)
class System(ABC):
    """One group with its own topics."""

    bootstrap: str
    prefix: str
    folder: Path
    door: Callable[[str], str] | None = None
    """The address of the broker for a worker of that name; None: the broker's own."""
    desk: Desk | None = None
    """Who is told; None: nobody."""
    seeds: Mapping[str, bytes] = field(default_factory=dict)
    """Rows of regions that are there from the beginning."""

    @property
    @abstractmethod
    def articles(self) -> str:
        """The topic that is read."""

    @property
    @abstractmethod
    def reports(self) -> str:
        """The topic of what is told to the regions."""

    @property
    @abstractmethod
    def traces(self) -> str:
        """The topic where it shows that an article was read."""

    @property
    @abstractmethod
    def read_topics(self) -> tuple[str, ...]:
        """All topics that the group commits."""

    @property
    @abstractmethod
    def group(self) -> str:
        """The consumer group."""

    @property
    @abstractmethod
    def tables(self) -> tuple[str, ...]:
        """The changelogs whose rows must be the same; the regions' first."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the topics."""

    @abstractmethod
    def worker(self, name: str) -> Worker:
        """A worker that is not started yet."""

    @abstractmethod
    def uri_of(self, key: bytes, value: bytes) -> str:
        """Whose trace this message is; empty for nobody's."""

    @abstractmethod
    def known(self, tables: Sequence[Mapping[bytes, bytes]]) -> dict[str, int]:
        """Which version of which article the rows know."""

    @abstractmethod
    def report_of(self, value: bytes) -> tuple[str, ...]:
        """What makes a report the same as another; the uri of its article first, empty for a tick."""

    def buried(self) -> set[bytes]:
        """What lies in the dead letters."""
        return set()

    def is_settled(self) -> bool:
        """Whether nobody has still to be told of anything."""
        return True

    def watchers(self) -> list[Follower]:
        """What must be watched while it runs."""
        return []

    def look_further(self, rows: Mapping[bytes, bytes]) -> Verdict:
        """What only this system promises."""
        return Verdict()

    def rows(self) -> list[dict[bytes, bytes]]:
        """Each table as a new worker would recover it."""
        return [latest(View(self.bootstrap).everything(table)) for table in self.tables]

    def judge(self, sent: Iterable[Sent], clean: "System") -> Verdict:
        """Compare with a run of the same articles that nothing disturbed."""
        tables, clean_tables = self.rows(), clean.rows()
        return replace(
            self.look_further(tables[0]),
            lost=tuple(sorted(self._lost(sent, tables))),
            wrong_rows=tuple(sorted(_different(tables, clean_tables))),
            repeated_at=tuple(self._repeats()),
        )

    def _lost(self, sent: Iterable[Sent], tables: Sequence[Mapping[bytes, bytes]]) -> Iterator[str]:
        newest: dict[str, int] = {}
        buried, known = self.buried(), self.known(tables)
        for each in sent:
            if not each.is_bad:
                newest[each.uri] = max(each.version, newest.get(each.uri, 0))
            elif each.value not in buried:
                yield each.uri
        yield from (uri for uri, version in newest.items() if known.get(uri, 0) < version)

    def _repeats(self) -> Iterator[float]:
        seen: set[tuple[str, ...]] = set()
        for record in View(self.bootstrap).everything(self.reports):
            report = self.report_of(record.value or b"")
            if report[0] and report in seen:
                yield record.timestamp_ms / 1000
            seen.add(report)


def _different(ours: Sequence[Mapping[bytes, bytes]], theirs: Sequence[Mapping[bytes, bytes]]) -> Iterator[str]:
    for mine, other in zip(ours, theirs, strict=True):
        yield from (key.decode() for key in mine.keys() | other.keys() if mine.get(key) != other.get(key))
