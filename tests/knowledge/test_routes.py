"""Route files: strict, every problem at once with its line, and no secret in any message."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from monitor.errors import KnowledgeFileError
from monitor.knowledge.route_files import RouteBook, read_routes
from monitor.model.alert import Level
from monitor.model.mention import Kind
from monitor.model.route import Channel, Format, Route, Routes, Severity
from monitor.steps.notify.rehearse import rehearse

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
WHOLE = """
channels:
  ops-slack:
    url: slackhook://127.0.0.1/hunter2secret
    tags: [desk]
    at_most: 20
    per: PT1H
    group_wait: PT30S
    fallback: duty-mail
  duty-mail: {url_file: duty.url, tags: [desk]}
  pager: {format: short}
fallback: duty-mail
routes:
  - name: desk
    channels: [desk]
    quiet_hours: {start: 22:00, end: "06:00", zone: Europe/Rome}
    repeat_every: PT30M
  - name: pager
    channels: [pager]
    at_least: critical
    countries: [SY]
    kinds: [displacement]
    severity: {critical: failure}
    tell_end: false
"""


def read(folder: Path, text: str, **environment: str) -> RouteBook:
    (folder / "duty.url").write_text("mailto://duty:hunter2secret@mail.example\n")
    (folder / "routes.yaml").write_text(text)
    return read_routes(folder / "routes.yaml", environment=environment)


def problems(folder: Path, text: str, **environment: str) -> list[str]:
    with pytest.raises(KnowledgeFileError) as wrong:
        read(folder, text, **environment)
    assert "hunter2secret" not in str(wrong.value)
    return [problem.removeprefix(f"{folder}/") for problem in wrong.value.problems]


@pytest.mark.parametrize("text", ["", "# all of it was lost\n", "channels: {}\nroutes: []\n"])
def test_a_file_by_which_nobody_would_be_told_is_a_problem(text: str, tmp_path: Path):
    assert any("nobody would be told" in problem for problem in problems(tmp_path, text))


def test_a_file_without_channels_serves_those_of_the_environment(tmp_path: Path):
    book = read(tmp_path, "routes:\n  - {name: r, channels: [pager]}\n", MONITOR_CHANNEL_PAGER="json://127.0.0.1/x")
    assert [channel.name for channel in book.routes.channels] == ["pager"]
    empty = problems(tmp_path, "routes: []", MONITOR_CHANNEL_PAGER="json://127.0.0.1/x")
    assert empty == [
        "routes.yaml:1: `routes` is empty, so nobody would be told; leave it out to tell everything to every channel"
    ]


def test_a_whole_file_is_read(tmp_path: Path):
    book = read(tmp_path, WHOLE, MONITOR_CHANNEL_PAGER="json://127.0.0.1/hunter2secret")
    slack, mail, pager = book.routes.channels
    assert (slack.name, slack.format, slack.at_most, slack.group_wait) == (
        "ops-slack",
        Format.SLACK,
        20,
        timedelta(seconds=30),
    )
    assert (mail.format, pager.format, slack.fallback) == (Format.MAIL, Format.SHORT, "duty-mail")
    desk, page = book.routes.routes
    assert desk.quiet_hours is not None
    assert (desk.quiet_hours.start, desk.quiet_hours.end) == (time(22), time(6))
    assert page.severity == {Level.CRITICAL: Severity.FAILURE}
    assert page.kinds == (Kind.DISPLACEMENT,)
    assert [channel.name for channel in book.routes.meant_by(desk)] == ["ops-slack", "duty-mail"]
    assert book.urls["duty-mail"].get_secret_value().startswith("mailto://")


def test_neither_book_nor_routes_show_a_secret(tmp_path: Path):
    book = read(tmp_path, WHOLE, MONITOR_CHANNEL_PAGER="json://127.0.0.1/hunter2secret")
    assert "hunter2secret" not in repr(book) + book.routes.model_dump_json()


def test_with_urls_only_everything_from_watch_on_goes_to_all():
    book = read_routes(
        environment={"MONITOR_CHANNEL_OPS_SLACK": "slackhook://127.0.0.1/x"}, lines="mail = mailto://a:b@c.example"
    )
    (everything,) = book.routes.routes
    assert everything.at_least is Level.WATCH
    assert {channel.name for channel in book.routes.meant_by(everything)} == {"ops-slack", "mail"}


def test_two_channels_are_each_others_fallback_and_one_has_none():
    two = read_routes(lines="slack = slackhook://127.0.0.1/x\nmail = mailto://a:b@c.example").routes
    assert two.fallback == "mail"
    assert two.channel("mail").fallback == "slack"  # type: ignore[union-attr]
    assert read_routes(lines="mail = mailto://a:b@c.example").routes.fallback is None


def test_nothing_set_up_is_nobody_told():
    book = read_routes(environment={"MONITOR_CHANNEL_URLS": "", "HOME": "/root"})
    assert (book.routes.channels, book.routes.routes, book.urls) == ((), (), {})


def test_the_environment_stands_above_the_file_and_may_name_a_secret_file(tmp_path: Path):
    (tmp_path / "secret").write_text("slackhook://127.0.0.1/from-file\n")
    book = read(
        tmp_path,
        WHOLE,
        MONITOR_CHANNEL_PAGER="json://127.0.0.1/x",
        MONITOR_CHANNEL_OPS_SLACK_FILE=str(tmp_path / "secret"),
    )
    assert book.urls["ops-slack"].get_secret_value() == "slackhook://127.0.0.1/from-file"


def test_every_problem_is_told_at_once_with_its_line(tmp_path: Path):
    wrong = """channels:
  Ops Slack: {url: "slackhook://127.0.0.1/hunter2secret"}
  none: {}
  both: {url: "json://hunter2secret", url_file: duty.url}
  lost: {url_file: nowhere.url}
  odd: {url: hunter2secret, fallback: odd}
fallback: nobody
routes:
  - {name: a, channels: [nobody]}
  - {name: a, channels: [none]}
"""
    says = problems(tmp_path, wrong)
    assert any(p.startswith("routes.yaml:2: call channel `Ops Slack` by small letters") for p in says)
    assert any(
        p.startswith("routes.yaml:3: channel `none` has no URL; set `url`, `url_file`, or MONITOR_CHANNEL_NONE")
        for p in says
    )
    assert any(p.startswith("routes.yaml:4: channel `both` has both") for p in says)
    assert any(p.startswith("routes.yaml:5: the URL of channel `lost` cannot be read from") for p in says)
    assert any(p.startswith("routes.yaml:6: the URL of channel `odd` is none") for p in says)
    assert any(p.startswith("routes.yaml:6: the fallback of `odd` must be another channel") for p in says)
    assert any(p.startswith("routes.yaml:7: the fallback `nobody` is not a channel") for p in says)
    assert any(p.startswith("routes.yaml:9: route `a` names `nobody`, which is neither") for p in says)
    assert any(p.startswith("routes.yaml:10: two routes are called `a`") for p in says)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("at_leest: watch", "`routes.at_leest` is not a field here; is it a typo?"),
        ("at_least: high", "`routes.at_least`: Input should be 'watch', 'warning' or 'critical'"),
        (
            "countries: [Syria]",
            "`routes.countries`: write countries as SY (ISO 3166-1) and regions as SY-ID (ISO 3166-2)",
        ),
        ("repeat_every: PT1S", "`routes.repeat_every`: Input should be greater than or equal to 1 minute"),
        (
            "quiet_hours: {start: 22:00, end: 22:00}",
            "`routes.quiet_hours`: start and end are the same, so it would always",
        ),
        ("quiet_hours: {start: 22:00, end: 23:00, zone: Mars/Base}", "`routes.quiet_hours.zone`: invalid timezone"),
    ],
)
def test_a_field_that_cannot_be_meant_is_named_with_its_line(tmp_path: Path, line: str, says: str):
    text = f"channels: {{m: {{url: 'json://127.0.0.1'}}}}\nroutes:\n  - name: r\n    channels: [m]\n    {line}\n"
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(f"routes.yaml:5: {says}")


def test_a_file_that_is_no_yaml_or_not_there_is_one_sentence(tmp_path: Path):
    assert problems(tmp_path, "channels: [hunter2secret") == ["routes.yaml:2: not YAML that can be read"]
    with pytest.raises(KnowledgeFileError, match="cannot be read"):
        read_routes(tmp_path / "nowhere.yaml")


def test_lines_of_channels_say_what_is_wrong_without_showing_it():
    with pytest.raises(KnowledgeFileError) as wrong:
        read_routes(lines="# mine\n\nhunter2secret\nmail = hunter2secret")
    assert [problem.split(":")[0:2] for problem in wrong.value.problems] == [
        ["MONITOR_CHANNEL_URLS", "3"], ["MONITOR_CHANNEL_URLS", "4"],
    ]  # fmt: skip
    assert "hunter2secret" not in str(wrong.value)


def test_a_rehearsal_says_who_would_be_told_and_why(tmp_path: Path):
    routes = read(tmp_path, WHOLE, MONITOR_CHANNEL_PAGER="json://127.0.0.1/x").routes
    told = rehearse(routes, level=Level.CRITICAL, region="SY-ID", kind=Kind.DISPLACEMENT, now=NOON)
    assert [(h.is_told, h.channel, h.says.split(";")[0]) for h in told] == [
        (True, "ops-slack", "by route desk"), (True, "duty-mail", "by route desk"), (True, "pager", "by route pager"),
    ]  # fmt: skip
    night = rehearse(routes, level=Level.WARNING, region="SD-DW", now=NOON + timedelta(hours=11))
    assert [(h.is_told, h.channel) for h in night] == [(False, "ops-slack"), (False, "duty-mail"), (False, "")]
    assert night[0].says == "by route desk: held until 2024-05-02 04:00 UTC"
    assert night[2].says == "pager: level warning is below critical"


def test_a_rehearsal_says_what_follows_and_on_what_it_depends():
    channels = (Channel(name="desk", at_most=20, per=timedelta(hours=1), fallback="duty"), Channel(name="duty"))
    flight = Route(name="flight", channels=("desk",), kinds=(Kind.DISPLACEMENT,), repeat_every=timedelta(minutes=30))
    routes = Routes(channels=channels, routes=(flight,))
    (told,) = rehearse(routes, level=Level.WARNING, region="SY-ID", now=NOON)
    assert told.says == (
        "by route flight, where it is about displacement; as warning; again every 30 min until acknowledged; "
        "at most 20 in 1 h, the rest as a digest; if it fails duty"
    )
