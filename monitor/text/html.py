"""Plain text out of a feed's HTML body.  Nothing is fetched, nothing is evaluated.

One pass over the text: for some of the broken ones the standard library's parser takes the square of their length.
"""

import re
from collections.abc import Iterator
from html import unescape

_BLOCK = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "hr"}
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})
_OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME = re.compile(r"</?[a-zA-Z][^\s/>]{0,40}")
_STOP = re.compile(r">|=\s{0,9}[\"']")
"""Elsewhere than behind `=` a quote is only a sign."""
_END_OF = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""Between these the browser looks for nothing else."""
_NO_CHARACTER = re.compile(r"&#0*[1-9]\d{7,};?")
"""Python refuses to read a number of thousands of digits."""


def plain_text(markup: str) -> str:
    """Paragraphs parted by an empty line; entities resolved; scripts and styles left out."""
    pieces: list[str] = []
    unseen = 0
    for text, tag in _Scan(markup).pieces():
        if not unseen:
            pieces.append(re.sub(r"\s+", " ", text))
        name = tag.removeprefix("/")
        if name in _UNSEEN:
            unseen = max(0, unseen + (-1 if tag.startswith("/") else 1))
        elif name == "body":  # ends a head that nobody closed
            unseen = 0
        elif name in _BLOCK:
            pieces.append("\n\n")
    paragraphs = (paragraph.strip() for paragraph in "".join(pieces).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


class _Scan:
    """What was looked for to the end of the text and not found is never looked for again."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._absent: set[str] = set()
        self._has_quotes = True

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Text and the tag after it: `p`, `/p`; empty for what is neither."""
        markup, at = self._markup, 0
        while opened := _OPENING.search(markup, at):
            begin = opened.start()
            yield _characters(markup[at:begin]), ""
            if markup.startswith("<![CDATA[", begin):
                inner, at = begin + 9, self._after("]]>", begin)
                yield (markup[inner : at - 3], "") if at > 0 else (markup[inner:], "")
                at = at if at > 0 else len(markup)
                continue
            end = self._end(begin)
            if end < 0:
                at = begin
                break
            named = _NAME.match(markup, begin, end)
            tag = named[0][1:].lower() if named else ""
            yield "", tag
            at = self._after_raw(tag, end)
        yield _characters(markup[at:]), ""

    def _end(self, begin: int) -> int:
        """Behind the tag, comment or declaration that begins here; -1: the rest is text."""
        if self._markup.startswith("<!--", begin) and (end := self._after("-->", begin)) > 0:
            return end
        is_tag = _NAME.match(self._markup, begin)
        end = self._after_quoted(begin) if is_tag and self._has_quotes else 0
        return end or self._after(">", begin)

    def _after(self, sign: str, at: int) -> int:
        found = -1 if sign in self._absent else self._markup.find(sign, at)
        if found < 0:
            self._absent.add(sign)
            return -1
        return found + len(sign)

    def _after_quoted(self, at: int) -> int:
        """Behind the first `>` that stands in no quotes; 0: none, and from here on quotes are text."""
        while stop := _STOP.search(self._markup, at):
            if stop[0] == ">":
                return stop.end()
            at = self._markup.find(stop[0][-1], stop.end()) + 1
            if not at:
                break
        self._has_quotes = False
        return 0

    def _after_raw(self, tag: str, at: int) -> int:
        closing = _END_OF.get(tag)
        if closing is None:
            return at
        found = closing.search(self._markup, at)
        return found.start() if found else len(self._markup)


def _characters(text: str) -> str:
    return unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text
