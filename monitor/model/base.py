"""What every noun shares."""

from datetime import UTC, datetime
from typing import Annotated, NewType

from pydantic import AfterValidator, BaseModel, ConfigDict

ArticleUri = NewType("ArticleUri", str)
RegionId = NewType("RegionId", str)
"""ISO 3166-2 first-level unit ("SY-ID"), ISO 3166-1 country ("SY"), or the triage region."""

TRIAGE = RegionId("ZZ")
"""Where an incident goes whose place cannot be told (ISO 3166-1 user-assigned)."""


def _as_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs its zone, for example 2019-12-22T12:00:00Z")
    return value.astimezone(UTC)


UtcTime = Annotated[datetime, AfterValidator(_as_utc)]
"""Always aware, always UTC."""


class Frozen(BaseModel):
    """A message or stored value.  Unknown keys are ignored: old workers and rows exist during a deploy."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Strict(BaseModel):
    """A file that a person writes.  An unknown key is a typo, so it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
