"""YAML with the line of every value, so that a problem can say where it is."""

from typing import Any

import yaml

_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_MOST = 200_000
"""Values in one file, aliases followed; the package's own files have some thousand."""

Path = tuple[str | int, ...]


class YamlError(ValueError):
    """`line` counts from 1."""

    def __init__(self, line: int, says: str) -> None:
        super().__init__(says)
        self.line = line
        self.says = says


def read_yaml(text: str) -> tuple[Any, dict[Path, int]]:
    """The value, and the line of every key and item under its path.  Raises YamlError; a key twice is an error."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, {(): 1}
        lines: dict[Path, int] = {}
        _note_lines(node, (), lines)
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, str(error.problem or error.context)) from error
    except yaml.YAMLError as error:
        raise YamlError(1, str(error)) from error
    except RecursionError as error:
        raise YamlError(1, "nested too deep, or an alias that stands for itself") from error
    except YamlError:
        raise
    except ValueError as error:  # by PyYAML, which says no line: `2026-02-30`
        raise YamlError(1, "somewhere in it is a date or number that there is not; put it in quotes") from error
    finally:
        loader.dispose()


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of the nearest value on the way to `path`."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _note_lines(node: yaml.Node, path: Path, lines: dict[Path, int]) -> None:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(lines) > _MOST:
        raise YamlError(node.start_mark.line + 1, f"more than {_MOST:,} values, aliases followed")
    if isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            _note_lines(item, (*path, at), lines)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(key.start_mark.line + 1, "a key is one word, no list and no mapping")
            here = (*path, key.value)
            if here in lines:
                raise YamlError(key.start_mark.line + 1, f"`{key.value}` stands here twice")
            lines[here] = key.start_mark.line + 1
            _note_lines(value, here, lines)
