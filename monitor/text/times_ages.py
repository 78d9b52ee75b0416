"""`aged between 12 and 14 years`, `30 years of age`: how old somebody is, and no time."""

from monitor.text.times_scan import Scan
from monitor.text.words import word_set

_AGES = word_set("aged age ages aging ageing")
_BETWEEN = word_set(
    "between and from to or under over of about around - , group groups range bracket roughly below above"
)
_REACH = 7


def is_age(scan: Scan, at: int, end: int) -> bool:
    """Of the length whose number is word `at` and whose unit ends before word `end`."""
    if scan.word(end) == "of" and scan.word(end + 1) == "age":
        return True
    for back in range(at - 1, max(at - 1 - _REACH, -1), -1):
        if scan.word(back) in _AGES:
            return True
        token = scan.token(back)
        if scan.word(back) not in _BETWEEN and not (token and (token.cardinal or token.unit)):
            return False
    return False
