"""Page -> plain text: the text part of a mail, and every channel without markup."""

from textwrap import wrap

from monitor.text.messages.page import Page, Words


def as_text(page: Page, *, with_line: bool = True) -> str:
    """Wrapped at 78 columns (RFC 5322 §2.1.1), but for links.  Without the line where a title stands above."""
    parts = [_filled(page.line)] if with_line else []
    parts += [_filled(note) for note in page.notes]
    if page.facts:
        parts.append("\n".join(_filled(value, f"{name}: ") for name, value in page.facts))
    if page.quotes:
        parts.append("\n\n".join((f"{page.quotes_title}:", *(_quoted(words) for words in page.quotes))))
    if page.links:
        parts.append("\n".join(f"{name}: {url}" for name, url in page.links))
    parts.append("-- \n" + "\n".join(wrap(" · ".join(page.foot), 76)))
    return "\n\n".join(parts) + "\n"


def _quoted(words: Words) -> str:
    lines = wrap(f"“{words.text}”", 74, initial_indent="  ", subsequent_indent="  ")
    told = f"— {words.by}, {words.at}" + (f", in {words.outlet}" if words.outlet and words.outlet != words.by else "")
    lines += wrap(told, 74, initial_indent="  ", subsequent_indent="    ")
    if words.headline:
        lines += wrap(words.headline, 74, initial_indent="    ", subsequent_indent="    ")
    if words.url:
        lines.append(f"    {words.url}")
    return "\n".join(lines)


def _filled(text: str, before: str = "") -> str:
    return "\n".join(wrap(before + text, 78, subsequent_indent="  " if before else ""))
