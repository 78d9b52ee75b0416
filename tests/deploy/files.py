"""What operators run, as the tests read it."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
DASHBOARDS = ("desk.json", "engine.json")
_COMPARISON = re.compile(r"\s(?:==|!=|>=|<=|>|<)\s+[\d.e]+$")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def load(path: str) -> Any:
    return yaml.safe_load(text(path))


def rules() -> list[dict[str, Any]]:
    """Of Prometheus, about ourselves."""
    return [rule for group in load("deploy/prometheus/rules/monitor.yaml")["groups"] for rule in group["rules"]]


def panels(name: str) -> list[dict[str, Any]]:
    """Of one dashboard, out of their rows."""
    made = json.loads(text(f"deploy/grafana/dashboards/{name}"))["panels"]
    return [one for top in made for one in (top, *top.get("panels", ())) if one["type"] != "row"]


def panel_queries() -> list[str]:
    return [target["expr"] for name in DASHBOARDS for one in panels(name) for target in one["targets"]]


def rule_queries() -> list[str]:
    """Without the comparison of an alert, which answers nothing while all is well."""
    return [_COMPARISON.sub("", rule["expr"]) for rule in rules()]
