from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from monitor.commands.schemas import all_schemas, as_text

FOLDER = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", all_schemas())
def test_schema_on_disk_is_what_the_models_say(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == as_text(all_schemas()[name]), "run: make schemas"


@pytest.mark.parametrize("name", all_schemas())
def test_schema_is_valid_itself(name: str) -> None:
    Draft202012Validator.check_schema(all_schemas()[name])


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(all_schemas())
