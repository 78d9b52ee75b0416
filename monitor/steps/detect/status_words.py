"""Long patterns, written over several lines."""

import re

_BREAK = re.compile(r"\n\s*")


def pattern(lines: str) -> re.Pattern[str]:
    """Without case; line breaks and indents don't count, blanks within a line do."""
    return re.compile(_BREAK.sub("", lines), re.IGNORECASE)
