"""text -> text, as long as before: links to other stories, tags and credits of a web page are blanked."""

import re

import ahocorasick_rs

_LINKS = re.compile(
    r"(?:^|(?<=[.!?\"')\]\d])\s+|(?<=\n)|\s+(?=Related (?:News|Articles?|Stories|Topics?|Posts|Links|Videos?)\b))"
    r"(?:Related(?: (?:News|Articles?|Stories|Story|Topics?|Posts|Links|Videos?))?|Tags|See [Aa]lso|Also [Rr]ead"
    r"|Read (?:[Aa]lso|[Mm]ore|[Nn]ext)|More on this(?: story)?|Recommended|Most [Rr]ead|Community [Ss]tandards)"
    r"\b:?\s+(?=[A-Z0-9])"
)
_CREDIT = re.compile(r"(?:©\s*)?\b(?:AFP|REUTERS|Reuters|AP Photo|EPA|Getty Images|SPUTNIK|Sputnik)\s+(?:19|20)\d\d\b")


def _any_of(words: str) -> ahocorasick_rs.BytesAhoCorasick:
    """Most texts have none of the words, and are through at a twentieth of what a pattern would cost."""
    return ahocorasick_rs.BytesAhoCorasick(words.encode().split(b","), matchkind=ahocorasick_rs.MatchKind.LeftmostFirst)


# Every link has one of the first, every credit one of the second.
_LINK_WORDS = _any_of("Related,Tags,See ,Also ,Read ,More on,Recommended,Most ,Community ")
_AGENCIES = _any_of("AFP,REUTERS,Reuters,AP Photo,EPA,Getty,SPUTNIK,Sputnik")
_TAIL = 0.6
"""Some pages print their tags above the story: only so far down nothing but links follows."""


def without_furniture(text: str) -> str:
    """Links behind the story, to the end of their paragraph, and a photographer's agency with its year."""
    signs = text.encode("utf-8", "replace")
    if _LINK_WORDS.find_matches_as_indexes(signs):
        text = _without_links(text)
    if _AGENCIES.find_matches_as_indexes(signs):
        text = _CREDIT.sub(lambda credit: " " * len(credit.group()), text)
    return text


def _without_links(text: str) -> str:
    found = next((link for link in _LINKS.finditer(text) if link.start() > _TAIL * len(text)), None)
    if found is None:
        return text
    end = text.find("\n\n", found.end())
    end = end if end >= 0 else len(text)
    return text[: found.start()] + " " * (end - found.start()) + text[end:]
