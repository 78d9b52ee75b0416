"""What operators run, checked against the code and with each thing's own tool."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from monitor.knowledge.kept_file import CACHE_FOLDER, SHIPPED
from monitor.metrics import Metrics
from tests.deploy.files import DASHBOARDS, ROOT, load, panel_queries, panels, rules, text

BUILD = runpy.run_path(str(ROOT / "deploy/grafana/build.py"))
COMPOSE = load("docker-compose.yml")


def run(*command: str, cwd: Path = ROOT) -> str:
    """What a tool says; a failure where it finds something wrong."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


# --- Prometheus and Alertmanager


def _known_series() -> set[str]:
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}
    return {found.name + ending for found in Metrics().registry.collect() for ending in endings[found.type]}


@pytest.mark.parametrize("query", [*panel_queries(), *(rule["expr"] for rule in rules())])
def test_every_query_asks_for_a_metric_or_a_sum_that_exists(query: str) -> None:
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    asked = set(re.findall(r"(?<!:)\b(?:monitor|process)_\w+(?!:)\b", re.sub(r"\w+:\w+:\w+", "", query)))

    assert asked <= _known_series()
    assert set(re.findall(r"\w+:\w+:\w+", query)) <= recorded
    assert asked or ":" in query or "up{" in query or query == "vector(1) == 1"


def test_prometheus_takes_its_configuration_and_rules() -> None:
    said = run("promtool", "check", "config", "deploy/prometheus/prometheus.yml")

    assert "SUCCESS" in said


def test_each_rule_fires_when_it_should_and_not_before() -> None:
    assert "SUCCESS" in run("promtool", "test", "rules", "tests/deploy/monitor.test.yaml")


def test_each_alert_is_tried_and_leads_to_a_page_that_says_what_to_do() -> None:
    tried = text("tests/deploy/monitor.test.yaml")

    for rule in rules():
        if "alert" in rule:
            assert f'"{rule["alert"]}"' in tried or f"alertname: {rule['alert']}" in tried, rule["alert"]
            assert rule["annotations"]["summary"]
            assert rule["annotations"]["description"]
            assert rule["labels"]["severity"] in ("critical", "warning", "info", "none")
            assert len(text(rule["annotations"]["runbook_url"]).splitlines()) >= 4, rule["alert"]


def test_every_runbook_belongs_to_an_alert() -> None:
    wanted = {Path(rule["annotations"]["runbook_url"]).name for rule in rules() if "alert" in rule}

    assert {path.name for path in (ROOT / "docs/runbooks").iterdir()} == wanted


def test_alertmanager_takes_its_configuration() -> None:
    assert "SUCCESS" in run("amtool", "check-config", "deploy/prometheus/alertmanager.yml")


# --- Grafana


@pytest.mark.parametrize("name", DASHBOARDS)
def test_dashboard_on_disk_is_what_the_code_builds(name: str) -> None:
    assert text(f"deploy/grafana/dashboards/{name}") == BUILD["dashboards"]()[name], (
        "run: python deploy/grafana/build.py"
    )


@pytest.mark.parametrize("name", DASHBOARDS)
def test_dashboard_is_a_whole_one_by_grafanas_own_model(name: str) -> None:
    fields = json.loads(text(f"deploy/grafana/dashboards/{name}"))

    read = json.loads(json.dumps(Dashboard.from_json(fields), cls=JSONEncoder))

    assert read == fields, "a field that Grafana's schema does not know is lost on the way"


@pytest.mark.parametrize("name", DASHBOARDS)
def test_every_panel_says_what_it_is_and_asks_the_chosen_prometheus(name: str) -> None:
    shown = panels(name)

    assert len({one["title"] for one in shown}) == len(shown)
    assert [one["title"] for one in shown if len(one["description"]) < 10] == []
    sources = {
        source["uid"]
        for one in shown
        for source in (one["datasource"], *(asked["datasource"] for asked in one["targets"]))
    }
    assert sources == {"${source}"}


# --- containers


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_compose_pins_every_image(service: str) -> None:
    image = COMPOSE["services"][service]["image"]

    assert re.search(r":v?\d+\.\d+\.\d+$", image), image


def test_compose_publishes_on_loopback_only() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]

    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_compose_gives_no_container_a_capability(service: str) -> None:
    given = COMPOSE["services"][service]

    assert given["cap_drop"] == ["ALL"]
    assert given["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(given)
    assert given.get("read_only") or service == "kafka", "its start script writes into its root"


def test_compose_waits_for_what_each_service_needs() -> None:
    for name, service in COMPOSE["services"].items():
        assert "healthcheck" in service or name in ("topics", "monitor"), "the monitor's stands in its image"
        for needed, how in service.get("depends_on", {}).items():
            assert needed in COMPOSE["services"]
            assert how["condition"] in ("service_healthy", "service_completed_successfully"), (name, needed)


def test_compose_needs_no_variable_from_outside() -> None:
    assert "${" not in text("docker-compose.yml")


def test_image_is_not_root_and_holds_only_pinned_wheels() -> None:
    recipe = text("deploy/Dockerfile")
    pinned = set(re.findall(r"^([\w.-]+==\S+)", text("requirements.lock"), re.MULTILINE))
    shipped = set(re.findall(r"^([\w.-]+==\S+)", text("deploy/requirements.lock"), re.MULTILINE))

    assert recipe.rindex("USER 10001") > recipe.rindex("FROM ")
    assert "--require-hashes" in recipe
    assert "--only-binary :all:" in recipe
    assert "HEALTHCHECK" in recipe
    assert shipped <= pinned, "run: make lock"
    assert not {name for name in shipped if name.startswith(("pytest", "ruff", "mypy==", "hypothesis"))}


def test_image_brings_its_phrases_compiled_where_the_monitor_looks_for_them() -> None:
    recipe = text("deploy/Dockerfile")
    (made,) = re.findall(r"HOME=(\S+) /opt/monitor/bin/monitor rules check", recipe)

    kept = f"{made}/{CACHE_FOLDER.relative_to(Path.home())}"
    assert f"mv {kept} /opt/monitor/{SHIPPED.relative_to(sys.prefix).parent}/" in recipe
    assert CACHE_FOLDER.name == SHIPPED.name


# --- systemd

UNIT = "deploy/systemd/wire-feed-monitor.service"


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "wire-feed-monitor.service"
    unit.write_text(text(UNIT).replace("/opt/wire-feed-monitor/bin/monitor run", "/bin/true run"))

    assert run("systemd-analyze", "verify", "--man=no", str(unit)) == ""


def test_the_unit_is_shut_off_from_the_machine() -> None:
    said = run("systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT)

    assert "OK" in said.splitlines()[-1]
