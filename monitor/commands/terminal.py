"""The terminal: one console for answers, one for what goes beside them."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from monitor.errors import MonitorError

# Escape sequences begin with them: a stranger's words may not repaint, rename or question the terminal.
_ACTING = {sign: "\N{REPLACEMENT CHARACTER}" for sign in (*range(0x20), *range(0x7F, 0xA0)) if sign not in b"\t\n"}


class _InertConsole(Console):
    """Shows what strangers wrote, and obeys only what we wrote (styles, the cursor of a progress bar)."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else text.translate(_ACTING), style, control)


out = _InertConsole(highlight=False)
errors = _InertConsole(stderr=True, highlight=False)


def complain(error: MonitorError) -> None:
    """One clear sentence a problem, as plain text: it may quote what a stranger wrote."""
    for line in str(error).splitlines() or [type(error).__name__]:
        errors.print(Text.assemble(("error: ", "bold red"), line), soft_wrap=True)
