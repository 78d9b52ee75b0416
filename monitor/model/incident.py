"""Something the text says happened, with its place."""

from enum import StrEnum

from monitor.model.base import TRIAGE, Frozen, RegionId
from monitor.model.mention import Mention


class PlacedBy(StrEnum):
    """Where the place was found, surest first."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADLINE = "headline"
    DATELINE = "dateline"
    ARTICLE = "article"
    NOWHERE = "nowhere"


class Place(Frozen):
    """`country` is ISO 3166-1 alpha-2, `region` ISO 3166-2 first level, `pcode` OCHA's where the user gave them."""

    name: str
    country: str | None = None
    region: str | None = None
    pcode: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    level: str = "place"
    """`country`, `admin1`, `admin2` or `place`."""


class Incident(Mention):
    """A mention with a place.  Displacement is placed at the origin."""

    place: Place | None = None
    placed_by: PlacedBy = PlacedBy.NOWHERE

    @property
    def region_id(self) -> RegionId:
        if self.place is None or not (self.place.region or self.place.country):
            return TRIAGE
        return RegionId(self.place.region or self.place.country or TRIAGE)
