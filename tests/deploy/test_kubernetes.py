"""The manifests, against Kubernetes' own schemas and its `restricted` standard for pods."""

from typing import Any

import kubernetes_validate
import pytest
import yaml

from monitor.knowledge.route_files import read_routes
from monitor.settings import Settings
from tests.deploy.files import ROOT, load, text

FOLDER = ROOT / "deploy/kubernetes"
BASE = load("deploy/kubernetes/base/kustomization.yaml")
OVERLAY = load("deploy/kubernetes/overlays/production/kustomization.yaml")
STATEFUL = load("deploy/kubernetes/base/statefulset.yaml")
POD = STATEFUL["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]


def _settings(path: str) -> dict[str, str]:
    lines = [line for line in text(path).splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("name", BASE["resources"])
def test_manifest_is_what_kubernetes_knows(name: str) -> None:
    for manifest in yaml.safe_load_all(text(f"deploy/kubernetes/base/{name}")):
        kubernetes_validate.validate(manifest, "1.34", strict=True)


def test_every_file_is_part_of_a_kustomization() -> None:
    used = {"README.md", "base/kustomization.yaml", "overlays/production/kustomization.yaml"}
    for folder, kustomization in (("base", BASE), ("overlays/production", OVERLAY)):
        names = [one for one in kustomization["resources"] if not one.startswith("..")]
        for made in kustomization["configMapGenerator"]:
            names += made.get("files", []) + made.get("envs", [])
        names += [patch["path"] for patch in kustomization.get("patches", [])]
        used |= {f"{folder}/{name}" for name in names}

    assert {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()} == used


def test_patch_is_of_a_container_that_is_there() -> None:
    for patch in OVERLAY["patches"]:
        changed = load(f"deploy/kubernetes/overlays/production/{patch['path']}")
        assert (changed["kind"], changed["metadata"]["name"]) == ("StatefulSet", STATEFUL["metadata"]["name"])
        assert [one["name"] for one in changed["spec"]["template"]["spec"]["containers"]] == [CONTAINER["name"]]


@pytest.mark.parametrize("folder", ["base", "overlays/production"])
def test_every_setting_and_route_is_one_that_the_monitor_knows(folder: str) -> None:
    known = {f"MONITOR_{name.upper()}" for name in Settings.model_fields}

    assert set(_settings(f"deploy/kubernetes/{folder}/settings.env")) <= known
    book = read_routes(
        FOLDER / folder / "routes.yaml", environment={"MONITOR_CHANNEL_DUTY_MAIL": "mailto://example.org"}
    )
    assert book.routes.routes


def test_the_pod_asks_for_nothing_that_restricted_refuses() -> None:
    pod: dict[str, Any] = POD["securityContext"]
    own: dict[str, Any] = CONTAINER["securityContext"]

    assert pod["runAsNonRoot"]
    assert pod["runAsUser"] == 10001, "as in the Dockerfile"
    assert pod["seccompProfile"] == {"type": "RuntimeDefault"}
    assert own == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert POD["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(POD)


def test_secrets_come_as_files_and_never_as_variables() -> None:
    assert "secretKeyRef" not in text("deploy/kubernetes/base/statefulset.yaml")
    assert "secretRef" not in text("deploy/kubernetes/base/statefulset.yaml")
    assert {"secret": {"secretName": "monitor-secrets", "defaultMode": 0o440}, "name": "secrets"} in POD["volumes"]


def test_a_worker_has_longer_to_stop_than_it_takes() -> None:
    assert POD["terminationGracePeriodSeconds"] > Settings.model_fields["stop_seconds"].default
    assert STATEFUL["spec"]["replicas"] <= Settings.model_fields["partitions"].default
