"""Debian's word lists -> monitor/knowledge/small_words.txt.gz."""

import gzip
import re
from pathlib import Path

from monitor.knowledge.spelling import SMALL_WORDS

_LISTS = (Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english"))
_SMALL = re.compile("[a-z]+")


def main() -> None:
    words = {word for file in _LISTS for word in file.read_text(encoding="utf-8").split() if _SMALL.fullmatch(word)}
    SMALL_WORDS.write_bytes(gzip.compress("\n".join(sorted(words)).encode(), 9, mtime=0))
    print(f"{len(words)} words in {SMALL_WORDS}")


if __name__ == "__main__":
    main()
