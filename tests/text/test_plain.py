"""Offsets into plain text are offsets into what came."""

import sys

from monitor.text.plain import plain


def test_plain_text_stays_as_long_in_small_letters_whatever_it_holds() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))

    assert len(plain(every)) == len(plain(every).lower()) == len(every)
