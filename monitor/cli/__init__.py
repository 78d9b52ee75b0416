"""The command line, a module for each panel.  Each command's work is in `monitor/commands/`, imported when called."""

import sys

# Imported for the commands that they add, in the order in which `--help` shows their panels.
from monitor.cli import first_look, live, on_duty, people, rules  # noqa: F401  # as said above
from monitor.cli.root import app
from monitor.errors import BrokerError, MonitorError

__all__ = ["app", "main"]


def main() -> None:
    """Errors that people can act on are one sentence each, without a stack trace."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output went away (`| head`): nothing is wrong.
        sys.stderr.close()
    except MonitorError as error:
        from monitor.commands.terminal import complain

        complain(error)
        # As sysexits.h has it, so that a supervisor can tell "try again" from "mend me".
        sys.exit(69 if isinstance(error, BrokerError) else 1)
