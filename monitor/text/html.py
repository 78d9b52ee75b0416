"""Plain text out of a feed's HTML body.  Nothing is fetched, nothing is evaluated."""

import re
from html.parser import HTMLParser

_BLOCK = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "hr"}
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCK:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCK:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(re.sub(r"\s+", " ", data))


def plain_text(markup: str) -> str:
    """Paragraphs parted by an empty line; entities resolved; scripts and styles left out."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    paragraphs = (paragraph.strip() for paragraph in "".join(parser.pieces).split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
