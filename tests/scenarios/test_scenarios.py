"""Every scenario file of this folder, played through the pipeline."""

from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.load import load_knowledge
from monitor.replay.scenario_file import read_scenario
from monitor.replay.scenarios import play

FILES = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_scenario(path: Path) -> None:
    assert play(path, load_knowledge()).failures == ()


def test_there_are_forty_scenarios_and_more() -> None:
    assert len(FILES) >= 40


def test_a_scenario_that_fails_says_what_came_instead(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(
        """about: Expects too much.
only: [killed]
wire:
  - {at: "00:00", uri: a, source: AFP, tells: [{kind: killed, low: 20, by: medics, place: SY-ID}]}
totals:
  - {at: "00:00", region: SY-ID, measure: people_killed, is: 30, why: a guess}
alerts:
  - {at: "00:00", region: SY-ID, rule: killed, becomes: warning}
"""
    )

    assert play(path, load_knowledge()).failures == (
        "00:00 SY-ID people_killed: is 20, expected 30 (a guess)",
        "missing (told): 00:00 SY-ID killed becomes warning; found ['00:00 SY-ID killed becomes watch (started, 20)']",
        "not expected: 00:00 SY-ID killed becomes watch (started, 20)",
    )


def test_every_problem_of_a_scenario_file_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text('about: Broken.\nwire:\n  - {at: 25:00, uri: a}\n  - {at: "01:00", uri: b, colour: red}\n')

    with pytest.raises(KnowledgeFileError) as caught:
        read_scenario(path)

    assert [problem.removeprefix(f"{path}:") for problem in caught.value.problems] == [
        '3: wire.0.at: a time is written "25:30" or "3d 02:00", in quotes, counted from the start',
        "4: wire.1.colour: Extra inputs are not permitted",
    ]
