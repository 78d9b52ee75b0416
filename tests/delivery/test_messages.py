"""What people read: every kind in every format, and nothing from the wire that acts."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.alert import ChangeReason, Level, Measurement
from monitor.model.notification import NotifyReason
from monitor.model.route import Format
from monitor.text.messages import Telling, as_digest, marked_as_repeat, one_line, write
from monitor.text.messages.inert import inert, safe_url
from monitor.text.messages.short import fit_sms
from tests.delivery.changes import HOUR, NOON, change, quote
from tests.delivery.couriers import ROUTES, notifications
from tests.delivery.golden import FIRST, FOLDER, KINDS, files, messages

STARTED = Telling(reason=NotifyReason.STARTED)


@pytest.mark.parametrize("name", sorted(files()))
def test_messages_read_as_they_did(name: str):
    """`python -m tests.delivery.golden` writes them anew; look at the difference first."""
    assert files()[name] == (FOLDER / name).read_text(encoding="utf-8")


def test_no_old_message_file_is_left_behind():
    assert {path.name for path in FOLDER.iterdir()} == set(files())


@pytest.mark.parametrize("kind", KINDS)
def test_the_line_names_level_and_region_and_is_one_line(kind: str):
    line = one_line(*KINDS[kind])
    assert len(line) < 300
    assert "\n" not in line
    assert KINDS[kind][0].region_id == "ZZ" or KINDS[kind][0].region_name[:4] in line


@pytest.mark.parametrize("kind", messages())
def test_a_short_message_is_one_sms(kind: str):
    body = messages()[kind][Format.SHORT].body
    assert len(body) <= (160 if body.isascii() else 70)


def test_letters_beyond_the_sms_alphabet_make_it_shorter_and_marks_do_not():
    assert fit_sms("Šibenik, Łódź, Diyarbakır: “x”…") == 'Sibenik, Lodz, Diyarbakir: "x"...'
    assert len(fit_sms("Харків " * 40, " #a1f09c3e")) <= 70
    assert fit_sms("[" * 200, " #a1").count("[") < 80


def test_a_digest_has_names_of_its_own_so_that_no_mail_program_takes_it_for_a_copy():
    one = notifications(ROUTES)["mail"]
    other = one.model_copy(update={"alert_id": "b", "id": "b/1"})
    digest = as_digest([one, other])
    assert digest.id not in (one.id, other.id)
    assert digest.alert_id not in (one.alert_id, other.alert_id)
    assert as_digest([one, other]).id == digest.id


def test_a_retraction_in_slack_says_whose_words_these_were():
    assert "*The withdrawn alert stood on:*\n\n> *More than" in write(*KINDS["retracted"], Format.SLACK).body


def test_a_record_that_an_older_report_outdid_is_not_told_as_withdrawn_by_its_authors():
    taken_back, telling = KINDS["retracted"]
    number = taken_back.numbers[0]
    outdone = taken_back.model_copy(update={"numbers": (number.model_copy(update={"value": number.threshold}),)})
    first = taken_back.model_copy(update={"numbers": (number.model_copy(update={"measure": "first_mention"}),)})
    for one in (outdone, first):
        body = write(one, telling, Format.TEXT).body
        assert "by those who published them" not in body
        assert "or an older report came to light" in body


def test_a_retraction_says_what_was_wrong_and_shows_it():
    body = write(*KINDS["retracted"], Format.TEXT)
    assert "do not rely on our alert of 12:00 UTC (12,000 people" in body.subject
    assert "withdrawn or corrected" in body.body
    assert "have fled shelling" in body.body


def test_a_correction_says_which_number_was_wrong():
    assert one_line(*KINDS["corrected"]).endswith("10,500 people newly displaced in 72 hours, not 20,000")


def test_a_fall_because_a_story_was_withdrawn_says_so_and_a_fall_by_time_does_not():
    withdrawn = write(*KINDS["fell-withdrawn"], Format.TEXT)
    assert withdrawn.subject.startswith("CORRECTED · WATCH, was critical · West Darfur")
    assert "Withdrawn, do not rely on it: “More than 12,000 people have fled" in " ".join(withdrawn.body.split())
    told, telling = KINDS["fell-withdrawn"]
    later = told.model_copy(update={"changed_at": NOON + 80 * HOUR})
    assert one_line(later, telling).startswith("WATCH, was critical")


def test_a_figure_that_its_own_source_lowered_is_a_correction():
    before = change(quotes=(quote(),), numbers=KINDS["started"][0].numbers)
    lower = quote(text="Some 10,500 people have fled.")
    told = KINDS["corrected"][0].model_copy(update={"quotes": (lower,)})
    telling = Telling(reason=NotifyReason.REVISED, first_here=False, before=before)
    assert "Corrected since: “More than 12,000" in " ".join(write(told, telling, Format.TEXT).body.split())


def test_a_condition_that_counted_nothing_is_not_told():
    killed = Measurement(measure="people_killed", value=60, threshold=50, window_seconds=24 * 3600)
    moved = Measurement(measure="people_displaced", value=0, threshold=10_000, window_seconds=24 * 3600)
    message = write(change(numbers=(moved, killed), because="Sixty were killed."), STARTED, Format.TEXT)
    assert "60 people killed in 24 hours" in message.subject
    assert " 0 people newly displaced" not in message.subject + message.body


def test_households_counted_as_people_are_said():
    because = "12,000 people newly displaced in 72 hours, at or above 10,000 (households counted as 5 people)"
    told = change(numbers=FIRST.numbers, because=because)
    assert "Note: households counted as 5 people" in write(told, STARTED, Format.TEXT).body


def test_part_of_a_sentence_is_shown_as_such():
    body = write(change(quotes=(quote(text="killing 14 people"),)), STARTED, Format.TEXT).body
    assert "“… killing 14 people …”" in body


def test_the_whole_sentence_is_shown_with_its_telling_words_set_off():
    told = change(
        quotes=(quote(before="Shells fell on Gori overnight, ", text="killing 14 people", after=", he said."),)
    )
    assert "“Shells fell on Gori overnight, killing 14 people, he said.”" in write(told, STARTED, Format.TEXT).body
    assert "> Shells fell on Gori overnight, *killing 14 people*, he said.\n" in write(told, STARTED, Format.SLACK).body
    assert "overnight, <b>killing 14 people</b>, he said." in write(told, STARTED, Format.MAIL).html


def test_words_bound_to_others_are_not_set_off_in_slack():
    told = change(quotes=(quote(before="A pre-", text="war town fell", after=" on Friday."),))
    assert "> A pre-war town fell on Friday.\n" in write(told, STARTED, Format.SLACK).body


def test_one_sentence_that_tells_of_two_things_is_quoted_once():
    dead = quote(before="Shells hit Gori, ", text="killing 14", after=" and wounding 30.")
    hurt = quote(before="Shells hit Gori, killing 14 and ", text="wounding 30", after=".", outlet="Another Paper")
    other = quote(text="Shops shut.")
    body = write(change(quotes=(dead, hurt, other)), STARTED, Format.TEXT).body
    assert body.count("Shells hit Gori") == 1
    assert "Shops shut." in body


def test_a_retraction_without_memory_still_says_the_number():
    told = change(ChangeReason.RETRACTED, 2, numbers=KINDS["retracted"][0].numbers, quotes=())
    assert "12,000 people" in one_line(told, Telling(reason=NotifyReason.RETRACTED, first_here=False))


def test_who_hears_it_first_is_told_no_difference():
    assert "more than before" not in one_line(*KINDS["rose-first-heard"])


HOSTILE = ("<!channel>", "<!here>", "<@U1>", "@everyone", "@here", "javascript:alert(1)", "http://evil.example", "www.evil.com",
           "\u202e", "\u2066", "\u200b", "\x00", "\r\nBcc: x", "\ud800", "<script>", "*b*", "`c`", "\u2028", ":tada:")  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=12).map("".join)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}
        assert not any(name.startswith("on") for name, _ in attrs)


@settings(max_examples=150, deadline=None)
@given(words, words, words, words)
def test_nothing_from_the_wire_acts_in_any_format(text: str, headline: str, name: str, url: str):
    told = change(
        quotes=(
            quote(text=text, before=name, after=url, headline=headline, attribution=name, outlet=name,
                  url=f"https://wire.example/{url}"),
        ),
        region_name=name, country_name=name, because=text, rule_title=headline, sources=(name, text),
    )  # fmt: skip
    slack = write(told, STARTED, Format.SLACK)
    links = re.findall(r"<([^>]*)>", slack.body)
    assert all(link.startswith("https://wire.example/") for link in links)
    assert "@" not in re.sub(r"<[^>]*>", "", slack.body)
    mail = write(told, STARTED, Format.MAIL)
    tags = _Tags()
    tags.feed(mail.html)
    assert tags.found <= {"html", "head", "meta", "title", "body", "table", "tr", "td", "div", "a", "b"}
    assert all(link.startswith("https://wire.example/") for link in tags.links)
    for said in (mail.subject, mail.body, mail.html, slack.body, write(told, STARTED, Format.SHORT).body):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\x00\ud800-\udfff\u2028]", said)
        said.encode("utf-8")
    assert not re.search(r"[\r\n]", mail.subject)
    assert all(len(line) <= 78 or " " not in line.strip() for line in mail.body.splitlines())


@settings(max_examples=100)
@given(st.text(max_size=2000), st.integers(min_value=2, max_value=300))
def test_inert_words_are_bounded(text: str, limit: int):
    assert len(inert(text, limit)) <= limit


def test_ten_thousand_letters_of_headline_are_cut():
    assert len(write(change(quotes=(quote(headline="x" * 10_000),)), STARTED, Format.SLACK).body) < 3_000


def test_only_plain_web_addresses_become_links():
    assert safe_url("https://wire.example/a?b=1#c") == "https://wire.example/a?b=1#c"
    for bad in ("javascript:alert(1)", "//x.example", "https://user:pw@x.example/", "https://xn—.example", "ftp://x",
                "https://x.example/\nSet-Cookie", "https://x.example/" + "a" * 600, " ", "https://"):  # fmt: skip
        assert safe_url(bad) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("read evil.app or EVIL.NEWS/x now", "read evil[.]app or EVIL[.]NEWS/x now"),
        ("slack://open?x=1, ftp://x.yz", "slack ://open?x=1, ftp ://x[.]yz"),
        ("tel:+123 mailto:x@y.org", "tel :+123 mailto :x(at)y[.]org"),
        ("HTTPS://a.dev", "hxxPS://a[.]dev"),
        ("the data: 5 dead", "the data: 5 dead"),
        (
            "a.k.a. the mayor, at 5 p.m. in St.Petersburg, No.5, 1.5m",
            "a.k.a. the mayor, at 5 p.m. in St.Petersburg, No.5, 1.5m",
        ),
    ],
)
def test_no_program_finds_a_link_in_what_an_article_says(text: str, shown: str):
    assert inert(text, 99) == shown


def test_links_and_abbreviations_in_quotes():
    assert inert("See evil.com now", 99) == "See evil[.]com now"
    assert inert("The U.N. said 1.5 million fled. They left", 99) == "The U.N. said 1.5 million fled. They left"


def test_a_digest_has_one_line_each_and_the_worst_first():
    base = notifications(ROUTES)["slack"]
    critical = base.model_copy(update={"alert_id": "b", "level": Level.CRITICAL, "line": "CRITICAL · X: *y*"})
    digest = as_digest([base, critical])
    assert digest.message.body.splitlines()[1] == "• CRITICAL · X: ∗y∗ #b"
    mail = as_digest([notifications(ROUTES)["mail"].model_copy(update={"alert_id": name}) for name in "abc"])
    assert mail.message.subject.startswith("3 alerts")
    assert mail.message.html.count("12,000") >= 3


def test_of_one_alert_alone_the_newest_message_goes_whole():
    base = notifications(ROUTES)["slack"]
    later = base.model_copy(update={"revision": 2, "id": "later", "message": write(*KINDS["retracted"], Format.SLACK)})
    digest = as_digest([base, later])
    assert digest.message.body.startswith(":leftwards_arrow_with_hook: *WITHDRAWN")
    assert "_Earlier messages" not in digest.message.body
    assert "Earlier messages about it were held back" in digest.message.body
    assert digest.id == "later"


def test_a_digest_says_that_it_may_be_a_repeat_where_any_of_its_messages_may():
    base = notifications(ROUTES)["slack"]
    again = base.model_copy(update={"alert_id": "other", "may_be_repeat": True})
    assert as_digest([base, again]).may_be_repeat
    assert not as_digest([base, again.model_copy(update={"may_be_repeat": False})]).may_be_repeat


def test_a_digest_tells_of_each_alert_only_the_newest():
    base = notifications(ROUTES)["slack"]
    later = base.model_copy(update={"revision": 2, "line": "WITHDRAWN · West Darfur"})
    other = base.model_copy(update={"alert_id": "other", "line": "WATCH · Idlib"})
    body = as_digest([base, other, later]).message.body
    assert "WITHDRAWN" in body
    assert "12,000" not in body


def test_a_digest_never_hides_that_another_channel_failed():
    base = notifications(ROUTES)["slack"]
    failed = {"reason": NotifyReason.UNDELIVERED, "turn": "for mail", "line": "NOT DELIVERED to mail · WARNING"}
    digest = as_digest([base.model_copy(update=failed), base.model_copy(update={"revision": 2})])
    assert "NOT DELIVERED to mail" in digest.message.body
    assert "12,000" in digest.message.body
    assert digest.message.subject.startswith("2 messages")


@pytest.mark.parametrize("kind", messages())
def test_lines_of_a_mail_are_as_short_as_rfc_5322_asks(kind: str):
    body = messages()[kind][Format.MAIL].body
    assert all(len(line) <= 78 or " " not in line.strip() for line in body.splitlines())


@pytest.mark.parametrize("form", Format)
def test_a_possible_repeat_says_so_in_every_format(form: Format):
    base = notifications(ROUTES)["mail"].model_copy(update={"format": form, "message": write(FIRST, STARTED, form)})
    said = marked_as_repeat(base).message
    assert "repeat" in said.body
    assert "repeat" not in said.body.partition("\n-- \n")[2]
    assert not said.html or said.html.index("repeat") < said.html.index("In their words")
