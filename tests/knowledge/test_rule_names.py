"""A phrase rule that a step asks for by its name is one of the phrase files."""

import ast
from importlib import import_module
from pathlib import Path
from types import ModuleType

from monitor import steps
from monitor.knowledge.load import load_knowledge

FOLDER = Path(steps.__path__[0])
KNOWN = {rule.name for rule in load_knowledge().phrases.rules}


def value_of(node: ast.expr, module: ModuleType) -> list[str]:
    """The words that a comparison's right side stands for: its own, or those of the module's constant."""
    value = getattr(module, node.id) if isinstance(node, ast.Name) else ast.literal_eval(node)
    return [value] if isinstance(value, str) else list(value)


def names_asked_for(path: Path) -> list[str]:
    """The right sides of `….rule.name == …` and `….rule.name in …`."""
    module = import_module(".".join(["monitor.steps", *path.relative_to(FOLDER).with_suffix("").parts]))
    return [
        name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("rule.name")
        for right in node.comparators
        for name in value_of(right, module)
    ]


def test_every_rule_named_in_the_steps_stands_in_a_phrase_file() -> None:
    asked_for = [name for path in sorted(FOLDER.rglob("*.py")) for name in names_asked_for(path)]

    assert {"grip-ended", "bombard-verb"} <= set(asked_for)
    assert set(asked_for) - KNOWN == set()
