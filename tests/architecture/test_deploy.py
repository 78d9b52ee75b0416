"""What operators run, checked against the code."""

import json
import re
import runpy
from pathlib import Path

import pytest
import yaml

from monitor.metrics import Metrics

ROOT = Path(__file__).parents[2]
BUILD = runpy.run_path(str(ROOT / "deploy/grafana/build.py"))
RULES = yaml.safe_load((ROOT / "deploy/prometheus/rules/monitor.yaml").read_text(encoding="utf-8"))
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def _known_series() -> set[str]:
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    return {found.name + ending for found in Metrics().registry.collect() for ending in endings[found.type]}


def _expressions() -> list[str]:
    panels = [one for name in ("desk", "engine") for one in BUILD[name]()["panels"]]
    rules = [rule["expr"] for group in RULES["groups"] for rule in group["rules"]]
    return [target["expr"] for one in panels for target in one["targets"]] + rules


@pytest.mark.parametrize("expression", _expressions())
def test_every_query_asks_for_a_metric_that_exists(expression: str) -> None:
    asked = set(re.findall(r"\bmonitor_\w+", expression))

    assert asked <= _known_series()
    assert asked or "up{" in expression


@pytest.mark.parametrize("name", ["desk.json", "engine.json"])
def test_dashboard_on_disk_is_what_the_code_builds(name: str) -> None:
    text = (ROOT / "deploy/grafana/dashboards" / name).read_text(encoding="utf-8")

    assert text == BUILD["dashboards"]()[name], "run: python deploy/grafana/build.py"
    assert json.loads(text)["panels"]


def test_every_rule_about_ourselves_has_a_runbook_that_exists() -> None:
    for group in RULES["groups"]:
        for rule in group["rules"]:
            assert (ROOT / rule["annotations"]["runbook_url"]).is_file(), rule["alert"]


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_compose_pins_every_image(service: str) -> None:
    image = COMPOSE["services"][service]["image"]

    assert re.search(r":v?\d+\.\d+\.\d+$", image), image


def test_compose_publishes_on_loopback_only() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]

    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []
