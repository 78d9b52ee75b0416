"""Bytes on topics and in tables ↔ values.  Faust sees bytes only, so recovery can't misread a row."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from monitor.errors import StoredRowError
from monitor.model.alert import AlertChange
from monitor.model.report import TICK_START

M = TypeVar("M", bound=BaseModel)


def encode(value: BaseModel) -> bytes:
    """A message: every field, so that others need not know our defaults.  Equal values give equal bytes."""
    return value.model_dump_json().encode()


def encode_row(value: BaseModel) -> bytes:
    """A table row: defaults left out, for a region's row is long.  Equal values give equal bytes."""
    return value.model_dump_json(exclude_defaults=True).encode()


def decode_row(key: bytes, row: bytes, model: type[M]) -> M:
    """Raises StoredRowError, which names the key: going on would overwrite what a person could still save."""
    try:
        return model.model_validate_json(row)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise StoredRowError(f"row {key!r} is no {model.__name__}: {where}: {first['msg']}") from None


def read_change(value: bytes) -> AlertChange | None:
    """A message of the alert topic; None for a tick or a canary, and for what is none of ours."""
    if value.startswith(TICK_START):
        return None
    try:
        return AlertChange.model_validate_json(value)
    except ValidationError:
        return None
