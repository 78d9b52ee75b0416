"""What every noun shares."""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, NewType

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

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


_DURATION = r"^P(?=[0-9T])([0-9]+W|([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)$"


def _as_span(value: object) -> object:
    """YAML reads 30:00 as 1800 and 366 as it is, and neither says of what."""
    if isinstance(value, timedelta) or (isinstance(value, str) and re.match(_DURATION, value)):
        return value
    raise ValueError("a length of time is written P3D, PT36H or P1DT12H (ISO 8601)")


IsSpan = BeforeValidator(_as_span)
SpanSchema = WithJsonSchema({"type": "string", "format": "duration", "pattern": _DURATION})
Span = Annotated[timedelta, IsSpan, SpanSchema]
"""As people write it in files."""


def _as_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("a number is written in digits, without quotes")
    return value


IsNumber = BeforeValidator(_as_number)


class Frozen(BaseModel):
    """A message or stored value.  Unknown keys are ignored: old workers and rows exist during a deploy."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Strict(BaseModel):
    """A file that a person writes.  An unknown key is a typo, so it is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
