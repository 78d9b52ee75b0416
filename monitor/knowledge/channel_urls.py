"""Where channels' URLs come from: the environment, lines of settings, secret files.

No message of ours ever shows a URL: it carries the password.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PREFIX = "MONITOR_CHANNEL_"
# Settings that begin like a channel.
_OURS = frozenset(("URLS",))


def own_url(
    name: str, url: SecretStr | None, url_file: Path | None, place: str, problems: list[str]
) -> SecretStr | None:
    """As the file says it: a URL, or the name of a file that holds it."""
    if url is not None and url_file is not None:
        problems.append(f"{place}: channel `{name}` has both `url` and `url_file`; keep one")
        return None
    if url is not None:
        return _checked(name, url.get_secret_value(), place, problems)
    if url_file is not None:
        return _from_file(name, url_file, place, problems)
    problems.append(f"{place}: channel `{name}` has no URL; set `url`, `url_file`, or {_variable(name)}")
    return None


def _from_file(name: str, path: Path, place: str, problems: list[str]) -> SecretStr | None:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "not text"
        problems.append(f"{place}: the URL of channel `{name}` cannot be read from {path} ({why})")
        return None
    return _checked(name, content, f"{path}:1", problems)


def from_lines(lines: str, problems: list[str]) -> dict[str, SecretStr]:
    """`name = url`, one a line."""
    found: dict[str, SecretStr] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, url = (part.strip() for part in line.partition("="))
        place = f"MONITOR_CHANNEL_URLS:{number}"
        if not equals or not NAME.fullmatch(name):
            problems.append(f"{place}: write `name = url`, the name in small letters, digits and hyphens")
            continue
        checked = _checked(name, url, place, problems)
        if checked is not None:
            found[name] = checked
    return found


def from_environment(environment: Mapping[str, str], problems: list[str]) -> dict[str, SecretStr]:
    """`MONITOR_CHANNEL_<NAME>` holds a URL, `MONITOR_CHANNEL_<NAME>_FILE` the name of a file with one."""
    found: dict[str, SecretStr] = {}
    for variable, value in sorted(environment.items()):
        word = variable.removeprefix(_PREFIX)
        if word in (variable, *_OURS) or not value:
            continue
        name = word.removesuffix("_FILE").lower().replace("_", "-")
        if not NAME.fullmatch(name):
            problems.append(f"{variable}: a channel's name is letters, digits and hyphens, at most 40")
            continue
        if word.endswith("_FILE"):
            url = _from_file(name, Path(value), variable, problems)
        else:
            url = _checked(name, value, variable, problems)
        if url is not None:
            found[name] = url
    return found


def _checked(name: str, url: str, place: str, problems: list[str]) -> SecretStr | None:
    url = url.strip()
    if "://" not in url or "\n" in url:
        problems.append(f"{place}: the URL of channel `{name}` is none; it should look like slack://… or mailto://…")
        return None
    return SecretStr(url)


def _variable(name: str) -> str:
    return _PREFIX + name.upper().replace("-", "_")
