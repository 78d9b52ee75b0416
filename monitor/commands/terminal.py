"""The terminal: one console for answers, one for what goes beside them."""

from rich.console import Console
from rich.text import Text

from monitor.errors import MonitorError

out = Console(highlight=False)
errors = Console(stderr=True, highlight=False)


def complain(error: MonitorError) -> None:
    """One clear sentence a problem, as plain text: it may quote what a stranger wrote."""
    for line in str(error).splitlines() or [type(error).__name__]:
        errors.print(Text.assemble(("error: ", "bold red"), line), soft_wrap=True)
