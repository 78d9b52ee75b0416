"""Whatever a file holds, it is a value with lines or one problem with a line: no stack trace, no minute of silence."""

import pytest

from monitor.knowledge.yaml_lines import YamlError, read_yaml

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: &b [*b]\n", 1, "an alias that stands for itself"),
        ("[" * 5_000 + "]" * 5_000, 1, "nested too deep"),
        (BOMB, 1, "aliases followed"),
        ("a: 1\n? [b]\n: 2\n", 2, "a key is one word"),
        ("a: 2026-02-30\n", 1, "a date or number that there is not"),
        ("a: 1\na: 2\n", 2, "`a` stands here twice"),
        ("a: !!python/object/apply:os.system [date]\n", 1, "could not determine a constructor"),
    ],
    ids=["alias of itself", "deep", "bomb", "list as key", "no such day", "twice", "code"],
)
def test_what_is_no_file_of_ours_is_one_problem(text: str, line: int, says: str) -> None:
    with pytest.raises(YamlError, match=says) as caught:
        read_yaml(text)

    assert caught.value.line == line


def test_an_alias_is_read_like_what_it_stands_for() -> None:
    value, lines = read_yaml("a: &a {x: 1}\nb: *a\n")

    assert value == {"a": {"x": 1}, "b": {"x": 1}}
    assert lines["b",] == 2
