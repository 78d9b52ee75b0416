"""text -> text, as long as before: links to other stories, tags and credits of a web page are blanked."""

import re

import ahocorasick_rs

_LINKS = re.compile(
    r"(?:^|(?<=[.!?\"')\]\d])\s+|(?<=\n))"
    r"(?:Related(?: (?:News|Articles?|Stories|Story|Topics?|Posts|Links|Videos?))?|Tags|See [Aa]lso|Also [Rr]ead"
    r"|Read (?:[Aa]lso|[Mm]ore|[Nn]ext)|More on this(?: story)?|Recommended|Most [Rr]ead|Community [Ss]tandards)"
    r"\b:?\s+(?=[A-Z0-9])"
)
_CREDIT = re.compile(r"(?:©\s*)?\b(?:AFP|REUTERS|Reuters|AP Photo|EPA|Getty Images|SPUTNIK|Sputnik)\s+(?:19|20)\d\d\b")
_SIGNS = (
    "Related,Tags,See ,Also ,Read ,More on,Recommended,Most ,Community ,"
    "AFP,REUTERS,Reuters,AP Photo,EPA,Getty,SPUTNIK,Sputnik"
)
# Every link and every credit has one.  Most texts have none, and are through at a twentieth of the cost.
_ANY_SIGN = ahocorasick_rs.BytesAhoCorasick(
    _SIGNS.encode().split(b","), matchkind=ahocorasick_rs.MatchKind.LeftmostFirst
)
_TAIL = 0.6
"""Some pages print their tags above the story: only so far down nothing but links follows."""


def without_furniture(text: str) -> str:
    """Links behind the story, to the end of their paragraph, and a photographer's agency with its year."""
    if not _ANY_SIGN.find_matches_as_indexes(text.encode("utf-8", "replace")):
        return text
    found = next((link for link in _LINKS.finditer(text) if link.start() > _TAIL * len(text)), None)
    if found is not None:
        end = text.find("\n\n", found.end())
        end = end if end >= 0 else len(text)
        text = text[: found.start()] + " " * (end - found.start()) + text[end:]
    return _CREDIT.sub(lambda credit: " " * len(credit.group()), text)
