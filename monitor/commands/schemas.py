"""`monitor schemas`: JSON Schema of every message and file, made from the models."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from monitor.errors import MonitorError
from monitor.knowledge.route_files import RouteFile
from monitor.knowledge.rule_files import RuleFile
from monitor.model.alert import AlertChange
from monitor.model.command import COMMAND_MESSAGE
from monitor.model.event import Envelope
from monitor.model.mute import MuteBook
from monitor.model.notification import AlertLedger, DeliveryResult
from monitor.model.region import RegionState
from monitor.model.report import REGION_MESSAGE, Story
from monitor.model.wire import WireArticle


def all_schemas() -> dict[str, dict[str, Any]]:
    """File name -> schema.  Writers are closed by tests, readers ignore what they don't know."""
    return {
        "wire.articles.schema.json": _of(WireArticle),
        "monitor.reports.schema.json": _of(REGION_MESSAGE),
        "monitor.alerts.schema.json": _of(AlertChange),
        "monitor.alerts.cloudevent.schema.json": _of(Envelope),
        "monitor.deliveries.schema.json": _of(DeliveryResult),
        "monitor.commands.schema.json": _of(COMMAND_MESSAGE),
        "monitor.stories.schema.json": _of(Story),
        "monitor.regions.schema.json": _of(RegionState),
        "monitor.ledgers.schema.json": _of(AlertLedger),
        "monitor.mutes.schema.json": _of(MuteBook),
        "alert-rules.schema.json": _of(RuleFile),
        "routes.schema.json": _of(RouteFile),
    }


def _of(shape: type[BaseModel] | TypeAdapter[Any]) -> dict[str, Any]:
    schema = shape.json_schema() if isinstance(shape, TypeAdapter) else shape.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def as_text(schema: dict[str, Any]) -> str:
    """As it stands in `schemas/`."""
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Writes every schema; answers the files that changed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder)
    except OSError as error:
        raise MonitorError(f"can't write to {folder}: {error.strerror}") from error


def _write(folder: Path) -> list[Path]:
    changed = []
    for name, schema in all_schemas().items():
        path, text = folder / name, as_text(schema)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
