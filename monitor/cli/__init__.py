"""The command line, a module for each panel.  Each command's work is in `monitor/commands/`, imported when called."""

import os
import sys

# Imported for the commands that they add, in the order in which `--help` shows their panels.
from monitor.cli import first_look, live, on_duty, people, rules  # noqa: F401  # as said above
from monitor.cli.root import app
from monitor.errors import BrokerError, MonitorError

__all__ = ["app", "main"]


def main() -> None:
    """Errors that people can act on are one sentence each, without a stack trace."""
    _hold_standard_streams()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output went away (`| head`): nothing is wrong.
        _write_no_more()
    except MonitorError as error:
        from monitor.commands.terminal import complain

        complain(error)
        # As sysexits.h has it, so that a supervisor can tell "try again" from "mend me".
        sys.exit(69 if isinstance(error, BrokerError) else 1)
    except OSError as error:
        # The machine's, not ours: a full disk behind our output, a file that went away.
        from monitor.commands.terminal import complain

        _write_no_more()
        where = f"{error.filename}: " if error.filename else ""
        complain(MonitorError(f"{where}{error.strerror or repr(error)}"))
        sys.exit(74)


def _hold_standard_streams() -> None:
    """Where one came closed (`>&-`), a socket would get its number, and what we print with it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  # for as long as we live


def _write_no_more() -> None:
    """What waits to be written can't be, and Python would say so at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
