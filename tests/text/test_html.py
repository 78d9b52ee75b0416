"""A feed's mark-up becomes text: nothing of it acts, nothing that says something is lost, none takes long."""

from time import thread_time

import pytest

from monitor.text.html import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Five died.<p>Six fled &amp; hid.", "Five died.\n\nSix fled & hid."),
        ("fewer than <5 people, a < b", "fewer than <5 people, a < b"),
        ("<a title=\"x>y\" href=z'>don't</a>", "don't"),
        ("<script>if (a<b) alert('<p>x</p>')</script>seen", "seen"),
        ("<STYLE>p {}</STYLE >seen", "seen"),
        ("<head><title>t</title><body>seen", "seen"),
        ("<!-- a <p> b --> seen", "seen"),
        ("<!-- nobody closed this <p>seen", "seen"),
        ("<p>x <![CDATA[killed <5>]]> y", "x killed <5> y"),
        ("<![if !x]>seen<![endif]><![oops--", "seen<![oops--"),
        ("<p x='nobody closed this>seen</p> too", "seen\n\ntoo"),
        ("&#99999999999999999999;&#" + "9" * 5000 + ";", "\ufffd\ufffd"),
        ('<!DOCTYPE p SYSTEM "file:///etc/passwd">seen &passwd;', "seen &passwd;"),
    ],
)
def test_markup_becomes_what_a_reader_sees(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "piece",
    ["<", "<!--", "<![", "<![CDATA[", "<a ", "<a x='", '<a x="y" ', "<a x='>'", "&", "&#x41", "</", "</p", "<!x ", "<?", "<script>", "<div>", "a<b ", "<a/"],
)  # fmt: skip
def test_a_megabyte_of_broken_markup_is_read_in_a_moment(piece: str) -> None:
    began = thread_time()
    plain_text(piece * (1_000_000 // len(piece)))

    assert thread_time() - began < 5, "of its own processor time; by the square of its length it would be hours"
