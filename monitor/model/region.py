"""All we remember of one region: one table row."""

from monitor.model.base import Frozen
from monitor.model.report import RegionName


class RegionState(Frozen):
    """A function of the set of latest reports (design.md §4)."""

    region: RegionName
