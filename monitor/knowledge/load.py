"""Everything the steps must know, from the files of the package and the user's own."""

from functools import cache

from monitor.model.base import RegionId
from monitor.model.incident import Place
from monitor.model.knowledge import Knowledge
from monitor.model.phrase import Hit
from monitor.model.report import RegionName


class _Nothing:
    def find(self, text: str) -> list[Hit]:
        return []


class _Nowhere:
    def find(self, text: str) -> list[tuple[int, int, tuple[Place, ...]]]:
        return []

    def region_name(self, region: RegionId) -> RegionName:
        return RegionName(id=region, name=region)


class _Nobody:
    def canonical(self, words: str) -> str:
        return words.strip()


@cache
def load_knowledge() -> Knowledge:
    """The package's own knowledge; loaded once a process."""
    return Knowledge(version="0", phrases=_Nothing(), gazetteer=_Nowhere(), sources=_Nobody(), rules=())
