"""Alert rule files -> AlertRule: strict, and every problem at once with its file and line."""

from collections.abc import Iterable
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from monitor.errors import KnowledgeFileError
from monitor.knowledge.yaml_lines import Path, YamlError, line_of, read_yaml
from monitor.model.base import Strict
from monitor.model.rule import AlertRule, Condition

DEFAULT_RULES = FilePath(__file__).parent / "rules" / "default.yaml"

_CONDITION_FIELDS = frozenset(Condition.model_fields)


class RuleFile(Strict):
    """One file of alert rules."""

    rules: tuple[AlertRule, ...]


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
    for position, row in enumerate(rows):
        try:
            rules.append((AlertRule.model_validate(as_conditions(row)), line_of(lines, ("rules", position))))
        except ValidationError as error:
            problems += [f"{path}:{_line(lines, position, found)}: {_sentence(found, row)}" for found in error.errors()]
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
    return line_of(lines, inline if inline in lines else ("rules", position, *place))


def _sentence(found: Any, row: Any) -> str:
    rule = row.get("name", "?") if isinstance(row, dict) else "?"
    name = ".".join(str(part) for part in found["loc"] if not isinstance(part, int) and part not in ("all", "[key]"))
    if found["type"] == "extra_forbidden":
        return f"`{rule}`: `{name}` is not a field of a rule; is it a typo?"
    if found["type"] == "missing":
        return f"`{rule}`: `{name}` is missing"
    says = found["msg"].removeprefix("Value error, ")
    return f"`{rule}`: `{name}`: {says}" if name else f"`{rule}`: {says}"
