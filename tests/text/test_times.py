"""Each row: words, shape, first day, last day (`-` is open), against Wednesday 1 May 2024."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.text.times import find_times

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)

TIMES = """
on Friday                     | moment  | 2024-04-26 | 2024-04-26
late on Wednesday             | moment  | 2024-05-01 | 2024-05-01
Tuesday's raid                | moment  | 2024-04-30 | 2024-04-30
last Wednesday                | moment  | 2024-04-24 | 2024-04-24
yesterday                     | moment  | 2024-04-30 | 2024-04-30
last night                    | moment  | 2024-04-30 | 2024-04-30
overnight                     | moment  | 2024-04-30 | 2024-05-01
overnight on Friday           | moment  | 2024-04-26 | 2024-04-26
this morning                  | moment  | 2024-05-01 | 2024-05-01
this week                     | window  | 2024-04-29 | 2024-05-01
over the weekend              | window  | 2024-04-28 | 2024-05-01
last week                     | moment  | 2024-04-22 | 2024-04-28
last month                    | moment  | 2024-04-01 | 2024-04-30
last year                     | moment  | 2023-01-01 | 2023-12-31
last November                 | moment  | 2023-11-01 | 2023-11-30
last summer                   | moment  | 2023-06-01 | 2023-08-31
in October last year          | moment  | 2023-10-01 | 2023-10-31
earlier this month            | moment  | 2024-05-01 | 2024-05-01
earlier in the week           | moment  | 2024-04-29 | 2024-05-01
so far this year              | window  | 2024-01-01 | 2024-05-01
since December 16             | since   | 2023-12-16 | -
since Thursday                | since   | 2024-04-25 | -
since 2011                    | since   | 2011-01-01 | -
since mid-April               | since   | 2024-04-11 | -
since the beginning of March  | since   | 2024-03-01 | -
since the war in Sudan erupted four months ago | since | 2023-12-13 | -
since the rebellion broke out in March 2011    | since | 2011-03-01 | -
since beginning in 2011       | since   | 2011-01-01 | -
since the offensive began     | since   | -          | -
since then                    | since   | -          | -
in recent days                | window  | 2024-04-24 | 2024-05-01
in recent months              | window  | 2023-12-03 | 2024-05-01
over the past four days       | window  | 2024-04-27 | 2024-05-01
the last 24 hours             | window  | 2024-04-30 | 2024-05-01
in the last year              | window  | 2023-05-02 | 2024-05-01
in the past five months       | window  | 2023-12-03 | 2024-05-01
for a third day               | window  | 2024-04-28 | 2024-05-01
for the second straight week  | window  | 2024-04-17 | 2024-05-01
Day 12 of the siege           | window  | 2024-04-30 | 2024-05-01
in 48 hours                   | lasting | -          | -
Four days of fighting         | lasting | -          | -
years of violence             | lasting | -          | -
a 24-hour period              | lasting | -          | -
seven-year war                | lasting | -          | -
six-month-old truce           | lasting | -          | -
month-long clashes            | lasting | -          | -
for decades                   | lasting | -          | -
in April                      | moment  | 2024-04-01 | 2024-04-30
in December                   | moment  | 2023-12-01 | 2023-12-31
in early January              | moment  | 2024-01-01 | 2024-01-11
in late February              | moment  | 2024-02-20 | 2024-02-29
at the end of June            | moment  | 2023-06-21 | 2023-06-30
in 2014                       | moment  | 2014-01-01 | 2014-12-31
in the 1990s                  | moment  | 1990-01-01 | 1999-12-31
the 1980-88 war               | moment  | 1980-01-01 | 1988-12-31
the 2013 blast                | moment  | 2013-01-01 | 2013-12-31
the first half of 2017        | moment  | 2017-01-01 | 2017-06-30
in the summer of 2014         | moment  | 2014-06-01 | 2014-08-31
two months ago                | moment  | 2024-02-21 | 2024-03-12
around two years ago          | moment  | 2021-12-31 | 2022-09-01
three days ago                | moment  | 2024-04-28 | 2024-04-28
14 SEP 89                     | moment  | 1989-09-14 | 1989-09-14
4 JAN 90                      | moment  | 1990-01-04 | 1990-01-04
Sept. 3                       | moment  | 2023-09-03 | 2023-09-03
March 7, 2015                 | moment  | 2015-03-07 | 2015-03-07
on the 20th of November       | moment  | 2023-11-20 | 2023-11-20
2019-12-22                    | moment  | 2019-12-22 | 2019-12-22
16.04.2017                    | moment  | 2017-04-16 | 2017-04-16
Mon Jul 18 2016               | moment  | 2016-07-18 | 2016-07-18
Saturday, 7 October 2017      | moment  | 2017-10-07 | 2017-10-07
12 to 27 May 2021             | moment  | 2021-05-12 | 2021-05-27
April 12 to 27                | moment  | 2024-04-12 | 2024-04-27
between 19 February and 23 March | moment | 2024-02-19 | 2024-03-23
from Sunday to Tuesday        | moment  | 2024-04-28 | 2024-04-30
from 2014 to 2016             | moment  | 2014-01-01 | 2016-12-31
a month into                  | since   | 2024-04-01 | -
eight years into              | since   | 2016-05-03 | -
20 years on,                  | since   | 2004-05-06 | -
now in its fourteenth year    | since   | 2010-05-05 | -
entered its third week        | since   | 2024-04-10 | -
after the 2014 war            | after   | 2014-01-01 | -
until 2015                    | until   | -          | 2015-12-31
27 years after                | relative | -         | -
a year later                  | relative | -         | -
the day before                | relative | -         | -
at the time                   | relative | -         | -
every day                     | every   | -          | -
tomorrow                      | future  | 2024-05-02 | 2024-05-02
next month                    | future  | 2024-05-01 | -
in the coming weeks           | future  | 2024-05-01 | -
"""

NO_TIMES = (
    "May Ayim may march on",
    "troops march on the town",
    "the Sun newspaper",
    "a second attack, the third of its kind",
    "April Jones and August Wilson",
    "killed 2,014 people",
    "at around 10:00",
    "over a quarter of a million people",
    "a night bus skidded",
    "Flight 2011 people",
    "the year-on-year fall",
)


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in TIMES.strip().splitlines()]


def day(moment: datetime | None, *, is_end: bool = False) -> str:
    if moment is None:
        return "-"
    return f"{moment - timedelta(seconds=1) if is_end else moment:%Y-%m-%d}"


@pytest.mark.parametrize(("words", "shape", "first", "last"), rows(), ids=[row[0] for row in rows()])
def test_words_of_time_become_an_interval(words: str, shape: str, first: str, last: str) -> None:
    found = find_times(words, NOON)

    assert [(time.shape, day(time.interval.start), day(time.interval.end, is_end=True)) for time in found] == [
        (shape, first, last)
    ]


@pytest.mark.parametrize("words", NO_TIMES)
def test_words_that_only_look_like_times_are_passed_over(words: str) -> None:
    assert find_times(words, NOON) == []


def test_ages_are_no_times_of_events() -> None:
    (age,) = find_times("the 46-year-old father", NOON)

    assert (age.shape, age.days) == ("relative", None)


def test_offsets_count_the_whole_text() -> None:
    text = "He left. They fled on Friday."

    (time,) = find_times(text, NOON, 9)

    assert text[time.start : time.end] == "on Friday"


def test_date_just_ahead_is_of_this_year() -> None:
    (time,) = find_times("on May 3", NOON)

    assert day(time.interval.start) == "2024-05-03"


def test_december_is_last_months_in_january() -> None:
    (time,) = find_times("in December", datetime(2024, 1, 2, tzinfo=UTC))

    assert day(time.interval.start) == "2023-12-01"


def test_length_is_kept_where_the_words_say_it() -> None:
    assert [time.days for time in find_times("in 48 hours, in two weeks and for a third day", NOON)] == [2, 14, 3]


def test_nothing_raises_on_odd_text() -> None:
    odd = "since since 31 February 2019 of the the last from to 99/99/9999 Feb. 30 - between and \x00 １２ May ²"

    assert find_times(odd, NOON) == find_times(odd, NOON)
