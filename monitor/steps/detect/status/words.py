"""Long patterns, written over several lines."""

import re

from monitor.text.caseless import Caseless, caseless

SIGN = r"(?:[^,;.]|(?<=\d)[,.](?=\d))"
"""Within one clause: the comma of `1,340` ends none."""
OF_DISASTERS = caseless(r"\bevacu|\bflood|storm|quake|\bcyclone|\btyphoon|\bhurricane|landslide|\bmudslide|\btsunami")
"""A disaster's number to date is its newest."""
_BREAK = re.compile(r"\n\s*")


def pattern(lines: str) -> Caseless:
    """Without case; line breaks and indents don't count, blanks within a line do."""
    return caseless(_BREAK.sub("", lines))
