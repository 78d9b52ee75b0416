"""Writes docs/demo.svg, the README's picture, from a real run of the demo: python tools/picture.py."""

import re
import time
from io import StringIO
from pathlib import Path

from rich.console import Console

from monitor.commands.demo.play import set_up
from monitor.commands.demo.wire import load_day

UNTIL = 27  # items: the morning, with its corrections, before the screen gets crowded


def main() -> None:
    items = load_day()
    with set_up(Console(quiet=True)) as stage:
        for item in items[:UNTIL]:
            stage.play(item)
            stage.look(0.4)
        stage.settle()
        time.sleep(1)
        console = Console(record=True, width=150, height=36, file=StringIO(), force_terminal=True)
        console.print(stage.frame(items[UNTIL - 1].at, len(items)))
        svg = console.export_svg(title="monitor demo")
        # Rich's template fetches its font from a stranger; the reader's own monospace will do.
        Path("docs/demo.svg").write_text(re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
