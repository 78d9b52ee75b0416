"""Rule files: strict, and every problem at once with its file and line."""

from pathlib import Path

import jsonschema
import pytest
import yaml

from monitor.errors import KnowledgeFileError
from monitor.knowledge.rule_files import DEFAULT_RULES, RuleFile, read_rule_files

OPERATORS_COPY = Path(__file__).parents[2] / "deploy" / "alert-rules" / "default.yaml"


def problems(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeFileError) as caught:
        read_rule_files([path])
    return [problem.removeprefix(f"{path}:") for problem in caught.value.problems]


def test_the_default_rules_are_read_without_a_problem() -> None:
    assert len(read_rule_files()) >= 15


def test_the_operators_copy_is_the_shipped_file() -> None:
    assert OPERATORS_COPY.read_text(encoding="utf-8") == DEFAULT_RULES.read_text(encoding="utf-8")


def test_every_default_rule_says_where_its_number_comes_from() -> None:
    blocks = DEFAULT_RULES.read_text(encoding="utf-8").split("\n  - name: ")[1:]

    assert [block.splitlines()[0] for block in blocks if "#" not in block and "at_least: 1" not in block] == []


def test_the_default_rules_fit_the_published_schema() -> None:
    jsonschema.Draft202012Validator(RuleFile.model_json_schema()).validate(yaml.safe_load(DEFAULT_RULES.read_text()))


def test_every_problem_of_a_file_is_shown_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """rules:
  - name: deaths
    measure: people_killed
    withing: P1D
    levels: {watch: 0, warnings: 5}
  - name: Loud Rule
    measure: loudness
  - name: falling
    measure: people_killed
    levels: {watch: 50, warning: 10}
    within: P9999D
  - name: nothing
  - name: deaths
    measure: incidents
    subjects: [aid]
    kinds: [killed]
""",
    )

    assert found == [
        "4: `deaths`: `withing` is not a field of a rule; do you mean `within`?",
        "5: `deaths`: `levels.watch`: Input should be greater than or equal to 1",
        "5: `deaths`: `levels.warnings`: Input should be 'watch', 'warning' or 'critical'",
        "6: `Loud Rule`: `name`: String should match pattern '^[a-z][a-z0-9-]*$'",
        "7: `Loud Rule`: `measure`: Input should be 'people_displaced', 'people_killed', 'people_injured', 'incidents', "
        "'sources', 'articles', 'silence' or 'first_mention'",
        "8: `falling`: a higher level has a lower threshold, so the lower level would never be told",
        "8: `falling`: `within` is 9999 days, 0:00:00; a region remembers 1 hour to 1096 days",
        "12: `nothing`: a rule needs a `measure`, or conditions under one of `all` and `any`",
        "13: `deaths`: only a veto has subjects: give `kinds: [veto]`",
    ]


def test_two_rules_of_one_name_are_a_problem(tmp_path: Path) -> None:
    one = "  - {name: deaths, measure: people_killed, at_least: 5}\n"

    assert problems(tmp_path, f"rules:\n{one}{one}") == [
        "3: two rules are called `deaths`; alerts go by it, so one each"
    ]


def test_broken_yaml_is_a_problem_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "rules:\n  - {name: [}\n")[0].startswith("2: ")


def test_a_rule_that_could_never_fire_is_a_problem(tmp_path: Path) -> None:
    rule = "  - {name: deaths, measure: people_killed, at_least: 5, within: PT6H, for: PT6H}\n"

    assert problems(tmp_path, f"rules:\n{rule}") == [
        "2: `deaths`: `for` is as long as `within` (6:00:00), so it would never fire"
    ]


_DEATHS = "{name: deaths, measure: people_killed, at_least: 5, within: P1D%s}"
_MORE = [
    "", ", clear: 0.5", ", clear: '0.5'", ", clear: 2", ", for: PT1H", ", for: 3600", ", for: 30:00", ", min_sources: 2",
    ", min_sources: '2'", ", min_sources: true", ", min_sources: 0", ", title: 5", ", where: {levels: [country]}",
    ", where: {levels: country}", ", where: {countries: [SY, 5]}", ", causes: [disaster]", ", causes: disaster",
    ", kinds: []", ", kinds: [killed]", ", subjects: [aid]", ", spike: {factor: 3, baseline: P28D, floor: 10}",
    ", spike: {factor: 1, baseline: P28D, floor: 10}", ", spike: {factor: '3', baseline: P28D, floor: 10}",
    ", spike: {factor: 3, baseline: P28D}", ", record: {watch: P366D}", ", record: {watch: 366}", ", record: P366D",
    ", record_needs: P30D", ", quiet_for: P180D", ", max_age: 24h", ", withing: P1D", ", placed: own", ", placed: other",
    ", sources: [AFP]", ", sources: AFP", ", levels: {watch: 1}", ", levels: {}", ", any: [{measure: incidents}]",
]  # fmt: skip
_RULES = [_DEATHS % more for more in _MORE]
_RULES += [
    f"{{name: deaths, measure: people_killed, at_least: {given}}}"
    for given in ("5", "'5'", "5.5", "true", "-1", "0", "null")
]
_RULES += [
    f"{{name: deaths, measure: people_killed, within: {given}}}"
    for given in (
        "P1D",
        "PT36H",
        "P3DT12H",
        "P1W",
        "P1M",
        "-P1D",
        "1 day",
        "86400",
        "24:00",
        "'86400'",
        "null",
        "P",
        "PT",
    )
]
_RULES += [
    f"{{name: {given}, measure: people_killed}}"
    for given in ("ab-c", "A", "5", "a_b", "''", "null", "a" * 64, "a" * 65)
]
_RULES += [
    "{name: a}", "{name: a, all: []}", "{name: a, any: [{measure: incidents}]}", "{measure: incidents}", "5", "[]",
    "{name: a, all: [{measure: incidents}], any: [{measure: incidents}]}", "{name: a, measure: loudness}",
    "{name: a, measure: incidents, all: [{measure: articles}]}", "{name: a, measure: silence}",
    "{name: a, measure: silence, sources: []}", "{name: a, measure: silence, sources: [AFP]}",
    "{name: a, all: [{measure: silence}]}", "{name: a, measure: incidents, levels: {watch: 1, critical: 5}}",
    "{name: a, measure: incidents, levels: {bad: 5}}", "{name: a, measure: [incidents]}",
    "{name: a, measure: incidents, kinds: [veto], subjects: [aid]}", "{name: a, measure: incidents, subjects: [aid]}",
]  # fmt: skip


@pytest.mark.parametrize("rule", _RULES)
def test_an_editor_that_knows_the_schema_says_what_the_loader_says(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(f"rules:\n  - {rule}\n", encoding="utf-8")
    schema = jsonschema.Draft202012Validator(RuleFile.model_json_schema())

    try:
        is_loaded = bool(read_rule_files([path]))
    except KnowledgeFileError:
        is_loaded = False

    assert schema.is_valid(yaml.safe_load(path.read_text())) is is_loaded


def test_a_length_of_time_without_a_unit_is_a_problem(tmp_path: Path) -> None:
    rule = "  - {name: deaths, measure: people_killed, record: {watch: 366}, within: 24:00}\n"

    assert problems(tmp_path, f"rules:\n{rule}") == [
        "2: `deaths`: `within`: a length of time is written P3D, PT36H or P1DT12H (ISO 8601)",
        "2: `deaths`: `record.watch`: a length of time is written P3D, PT36H or P1DT12H (ISO 8601)",
    ]
