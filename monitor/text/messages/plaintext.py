"""Page -> plain text: the text part of a mail, and every channel without markup."""

from textwrap import wrap

from monitor.text.messages.page import Page, Words

# RFC 5322 §2.1.1 asks for 78 columns in mails; what shows chats breaks lines by itself.
MAIL_COLUMNS = 78


def as_text(page: Page, *, is_mail: bool = True) -> str:
    """A mail's lines are wrapped, but for links.  Elsewhere the title carries the first line already."""
    columns = MAIL_COLUMNS if is_mail else None
    parts = [filled(page.line, columns)] if is_mail else []
    parts += [filled(note, columns) for note in page.notes]
    if page.facts:
        parts.append("\n".join(filled(f"{name}: {value}", columns, after="  ") for name, value in page.facts))
    if page.quotes:
        quotes = (_quoted(words, columns) for words in page.quotes)
        parts.append("\n\n".join((f"{page.quotes_title}:", *quotes)))
    if page.links:
        parts.append("\n".join(f"{name}: {url}" for name, url in page.links))
    signature = "-- \n" if is_mail else ""
    parts.append(signature + filled(" · ".join(page.foot), columns))
    return "\n\n".join(parts) + "\n"


def _quoted(words: Words, columns: int | None) -> str:
    told = f"— {words.by}, {words.at}" + (f", in {words.outlet}" if words.outlet and words.outlet != words.by else "")
    edge, deeper = ("  ", "    ") if columns else ("", "")
    lines = [filled(f"“{words.sentence}”", columns, edge, edge), filled(told, columns, edge, deeper)]
    if words.headline:
        lines.append(filled(words.headline, columns, deeper, deeper))
    if words.url:
        lines.append(f"{deeper}{words.url}")
    return "\n".join(lines)


def filled(text: str, columns: int | None, before: str = "", after: str = "") -> str:
    """Wrapped at so many columns, or not at all."""
    if columns is None:
        return before + text
    return "\n".join(wrap(text, columns, initial_indent=before, subsequent_indent=after))
