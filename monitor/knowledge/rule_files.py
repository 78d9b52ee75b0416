"""Alert rule files -> AlertRule: strict, and every problem at once with its file and line."""

from collections.abc import Iterable
from difflib import get_close_matches
from operator import itemgetter
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from monitor.errors import KnowledgeFileError
from monitor.knowledge.yaml_lines import Path, YamlError, line_of, read_yaml
from monitor.model.base import Strict
from monitor.model.mention import Kind
from monitor.model.rule import PEOPLE_KINDS, AlertRule, Condition, Measure

DEFAULT_RULES = FilePath(__file__).parent / "rules" / "default.yaml"

_CONDITION_FIELDS = frozenset(Condition.model_fields)
_RULE_FIELDS = frozenset(field.alias or name for name, field in AlertRule.model_fields.items())


class RuleFile(Strict):
    """One file of alert rules."""

    rules: tuple[AlertRule, ...]

    @classmethod
    def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
        """As people write it: a rule's one condition may stand beside its name."""
        schema = super().model_json_schema(*args, **options)
        rule, condition = schema["$defs"]["AlertRule"], schema["$defs"]["Condition"]
        rule["properties"] |= condition["properties"]
        rule["properties"]["all"]["minItems"] = rule["properties"]["any"]["minItems"] = 1
        rule["anyOf"] = [{"required": [way]} for way in ("measure", "all", "any")]
        rule["not"] = {"anyOf": [{"required": [way, "any"]} for way in ("measure", "all")]}
        rule["allOf"] = condition["allOf"] = _agreements()
        return schema


def _agreements() -> list[dict[str, Any]]:
    """What `Condition` asks of several fields at once; comparisons of numbers only the loader can make."""
    people = {"properties": {"measure": {"enum": [*PEOPLE_KINDS]}}, "required": ["measure"]}
    silence = {"properties": {"measure": {"const": Measure.SILENCE}}, "required": ["measure"]}
    return [
        {"if": people, "then": {"properties": {"kinds": {"maxItems": 0}}}},
        {"if": silence, "then": {"properties": {"sources": {"minItems": 1}}, "required": ["sources"]}},
        {
            "if": {"properties": {"subjects": {"minItems": 1}}, "required": ["subjects"]},
            "then": {"properties": {"kinds": {"const": [Kind.VETO]}}, "required": ["kinds"]},
        },
        {"not": {"properties": {"levels": {"minProperties": 1}}, "required": ["at_least", "levels"]}},
    ]


def read_rule_files(paths: Iterable[FilePath] = (DEFAULT_RULES,)) -> tuple[AlertRule, ...]:
    """Every rule of every file (of a folder: its *.yaml).  Raises KnowledgeFileError with every problem."""
    problems: list[str] = []
    rules: dict[str, AlertRule] = {}
    for path in _files(paths, problems):
        for rule, line in _read(path, problems):
            if rule.name in rules:
                problems.append(f"{path}:{line}: two rules are called `{rule.name}`; alerts go by it, so one each")
            rules[rule.name] = rule
    if problems:
        raise KnowledgeFileError(problems)
    return tuple(rules.values())


def _files(paths: Iterable[FilePath], problems: list[str]) -> Iterable[FilePath]:
    for path in paths:
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not found:
            problems.append(f"{path}:1: no *.yaml in this folder")
        yield from found


def _read(path: FilePath, problems: list[str]) -> list[tuple[AlertRule, int]]:
    try:
        content, lines = read_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(f"{path}:1: cannot be read: {error.strerror}")
        return []
    except (YamlError, UnicodeDecodeError) as error:
        problems.append(f"{path}:{getattr(error, 'line', 1)}: {error}")
        return []
    return read_rules(content, lines, path, problems)


def read_rules(
    content: Any, lines: dict[Path, int], path: FilePath, problems: list[str]
) -> list[tuple[AlertRule, int]]:
    """The rules under `rules:` of a file's content; problems are added as `file:line: sentence`."""
    rows = content.get("rules") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows:
        problems.append(f"{path}:1: a rule file is `rules:` and a list of rules under it")
        return []
    problems += [
        f"{path}:{line_of(lines, (key,))}: `{key}` is not a field here; is it a typo?"
        for key in content
        if key != "rules"
    ]
    rules = []
    found_here: list[tuple[int, str]] = []
    for position, row in enumerate(rows):
        try:
            rules.append((AlertRule.model_validate(as_conditions(row)), line_of(lines, ("rules", position))))
        except ValidationError as error:
            found_here += [
                (_line(lines, position, found), says) for found in error.errors() for says in _sentences(found, row)
            ]
    problems += [f"{path}:{line}: {says}" for line, says in sorted(found_here, key=itemgetter(0))]
    return rules


def as_conditions(row: Any) -> Any:
    """A rule with its one condition written beside its name, as a rule with a list of one."""
    if not isinstance(row, dict) or "measure" not in row:
        return row
    condition = {key: value for key, value in row.items() if key in _CONDITION_FIELDS}
    rest = {key: value for key, value in row.items() if key not in _CONDITION_FIELDS}
    return {**rest, "all": [condition, *rest.get("all", ())]}


def _line(lines: dict[Path, int], position: int, found: Any) -> int:
    place = tuple(part for part in found["loc"] if part != "[key]")
    inline = ("rules", position, *place[2:]) if place[:2] == ("all", 0) else ()
    return line_of(lines, inline if inline and inline in lines else ("rules", position, *place))


def _sentences(found: Any, row: Any) -> list[str]:
    rule = row.get("name", "?") if isinstance(row, dict) else "?"
    parts = [str(part) for part in found["loc"] if not isinstance(part, int) and part not in ("all", "any", "[key]")]
    name = ".".join(parts)
    if found["type"] == "extra_forbidden":
        near = get_close_matches(parts[-1], _CONDITION_FIELDS | _RULE_FIELDS, n=1)
        return [f"`{rule}`: `{name}` is not a field of a rule{f'; do you mean `{near[0]}`?' if near else ''}"]
    if found["type"] == "missing":
        return [f"`{rule}`: `{name}` is missing"]
    says = found["msg"].removeprefix("Value error, ").split("\n")
    return [f"`{rule}`: `{name}`: {one}" if name else f"`{rule}`: {one}" for one in says]
