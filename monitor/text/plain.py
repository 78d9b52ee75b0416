"""Typographic signs as ASCII, one character for one, so that offsets stay."""

_SIGNS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2013": "-",
    "\u00ad": "-",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    # The one letter that becomes two in lower case, and would shift every offset behind it.
    "\u0130": "I",
}


def plain(text: str) -> str:
    """The same text, as long as before, with straight quotes, plain hyphens and plain spaces.  Em dashes stay."""
    if text.isascii():
        return text
    for sign, simple in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, simple)
    return text
