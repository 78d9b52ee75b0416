"""Is a text English?  For feeds that don't say; the feed's own field goes before any guess."""

import re

_SAMPLE = 1500
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "in",
        "to",
        "said",
        "was",
        "were",
        "has",
        "have",
        "that",
        "for",
        "with",
        "from",
        "at",
        "by",
        "on",
        "as",
    )
)
# French, Spanish, German, Italian, Turkish, Indonesian, Portuguese; none of them is an English word.
_OTHER = re.compile(
    r"le|les|des|du|et|dans|pour|une|est|sont|ont|par|sur|que|qui|el|los|las|del|en|una|con|der|das|und|den|von|mit|ist|im|zu|nicht"
    r"|auf|ein|eine|il|gli|di|che|non|sono|bir|için|yang|dan|dari|untuk|pada|os|da|em|uma|não|com"
)


def guess_language(text: str) -> str:
    """`en`, or `und` where other languages' small words, or no Latin letters at all, prevail."""
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return "en"
    if sum(word.isascii() for word in words) < 0.5 * len(words):
        return "und"
    english = sum(word in _ENGLISH for word in words)
    return "en" if english >= sum(_OTHER.fullmatch(word) is not None for word in words) else "und"
