"""Every kind of message in every format, as files that people can read.

`python -m tests.delivery.golden` writes them anew; look at the difference before you commit it.
"""

from pathlib import Path

from monitor.model.alert import AlertChange, ChangeReason, Level, Measurement
from monitor.model.base import TRIAGE, RegionId
from monitor.model.mention import Kind
from monitor.model.mute import Mute
from monitor.model.notification import (
    Acknowledgement,
    AlertLedger,
    Message,
    Notice,
    NoticeState,
    Notification,
    NotifyReason,
    Verdict,
)
from monitor.model.route import Format
from monitor.text.messages import Telling, as_digest, marked_as_repeat, one_line, write
from monitor.text.messages.handover import HeldMute, Shift, lay_handover
from monitor.text.messages.handover_forms import as_markdown, as_page, as_plain
from monitor.text.silences import SilentOutlet
from tests.delivery.changes import HOUR, NOON, change, quote

FOLDER = Path(__file__).parent / "golden"
NAMES = {Format.TEXT: "txt", Format.SLACK: "slack", Format.SHORT: "sms"}


def displaced(value: int, was: int | None, low: int | None = None, high: int | None = None) -> tuple[Measurement, ...]:
    return (
        Measurement(
            measure="people_displaced", value=value, low=low, high=high, threshold=10_000,
            window_seconds=72 * 3600, was=was,
        ),
    )  # fmt: skip


FIRST = change(numbers=displaced(12_000, None, 9_000, 15_000))
SECOND_QUOTE = quote(
    before="Dozens of lorries and carts were seen on the road to the border as ",
    text="entire families left",
    after=", residents told the paper.",
    attribution="residents",
    outlet="Example Daily",
    headline="Border town fills with families",
    url="",
    published_at=NOON - 2 * HOUR,
)
ROSE = change(
    ChangeReason.ROSE, 2, level=Level.CRITICAL, was_level=Level.WARNING, changed_at=NOON + 3 * HOUR,
    numbers=displaced(31_000, 12_000, 25_000, 35_000), quotes=(quote(), SECOND_QUOTE),
    since_last="12,000 → 31,000; warning → critical; now also residents",
    because="31,000 people newly displaced in 72 hours, at or above 25,000",
)  # fmt: skip
VETO = change(
    rule="aid-veto", rule_title="Security Council veto on aid", region_id=RegionId("SY"), region_name="Syria",
    country="SY", country_name="Syria", kinds=(Kind.VETO,),
    numbers=(Measurement(measure="incidents", value=1, threshold=1, window_seconds=7 * 86_400),),
    because="1 incidents in 7 days, at or above 1", sources=("Example Wire",),
    quotes=(quote(text="Two members blocked the text that would have kept the crossing open for a year.",
                  kind=Kind.VETO, figure=None, attribution="Example Wire", headline="Council fails to renew aid route"),),
)  # fmt: skip

KINDS: dict[str, tuple[AlertChange, Telling]] = {
    "started": (FIRST, Telling(reason=NotifyReason.STARTED)),
    "rose": (ROSE, Telling(reason=NotifyReason.ROSE, first_here=False, before=FIRST)),
    "rose-first-heard": (ROSE, Telling(reason=NotifyReason.ROSE)),
    "fell": (
        change(ChangeReason.FELL, 3, level=Level.WATCH, numbers=displaced(7_000, 12_000),
               since_last="12,000 → 7,000; warning → watch",
               because="7,000 people newly displaced in 72 hours, at or above 1,000"),
        Telling(reason=NotifyReason.FELL, first_here=False, before=FIRST),
    ),
    "revised": (
        change(ChangeReason.REVISED, 2, numbers=displaced(18_000, 12_000), since_last="12,000 → 18,000"),
        Telling(reason=NotifyReason.REVISED, first_here=False, before=FIRST),
    ),
    "corrected": (
        change(ChangeReason.REVISED, 2, numbers=displaced(10_500, 20_000), since_last="20,000 → 10,500",
               because="10,500 people newly displaced in 72 hours, at or above 10,000"),
        Telling(reason=NotifyReason.REVISED, first_here=False, before=FIRST),
    ),
    "fell-withdrawn": (
        change(ChangeReason.FELL, 3, level=Level.WATCH, was_level=Level.CRITICAL, numbers=displaced(7_000, 31_000),
               sources=("Sudan Doctors Network",), articles=("urn:wire:other:1",), changed_at=NOON + 4 * HOUR,
               quotes=(quote(text="about 7,000 residents have left", attribution="Sudan Doctors Network",
                             uri="urn:wire:other:1", url="", headline="Thousands leave town"),),
               since_last="31,000 → 7,000; critical → watch; no longer UN refugee agency",
               because="7,000 people newly displaced in 72 hours, at or above 1,000"),
        Telling(reason=NotifyReason.FELL, first_here=False, before=ROSE),
    ),
    "ended": (
        change(ChangeReason.ENDED, 3, numbers=displaced(0, 12_000), quotes=(), changed_at=NOON + 76 * HOUR,
               sources=(), since_last="12,000 → 0; warning → quiet",
               because="0 people newly displaced in 72 hours, below 1,000"),
        Telling(reason=NotifyReason.ENDED, first_here=False, before=FIRST),
    ),
    "retracted": (
        change(ChangeReason.RETRACTED, 2, numbers=displaced(0, 12_000), quotes=(), sources=(),
               changed_at=NOON + HOUR, since_last="12,000 → 0; warning → quiet",
               because="0 people newly displaced in 72 hours, below 1,000"),
        Telling(reason=NotifyReason.RETRACTED, first_here=False, before=FIRST),
    ),
    "repeated": (FIRST, Telling(reason=NotifyReason.REPEATED, first_here=False, turn=3,
                                acknowledge_url="https://board.example/ack/a1f09c3e77d2?sig=0&until=9")),
    "undelivered": (FIRST, Telling(reason=NotifyReason.UNDELIVERED, failed_channel="ops-slack",
                                   failed_because="HTTP 503")),
    "held": (FIRST, Telling(reason=NotifyReason.STARTED, held_until=NOON + 18 * HOUR)),
    "veto": (VETO, Telling(reason=NotifyReason.STARTED)),
    "unplaced": (change(region_id=TRIAGE, region_name="ZZ", country=None, country_name=""),
                 Telling(reason=NotifyReason.STARTED)),
    "hostile": (
        change(
            region_name="West <b>Darfur</b>\r\nBcc: all@example.com",
            quotes=(
                quote(text="<!channel> @here *bold* `x` <https://evil.example|click> \u202ednuor gnorw\u202c "
                           "see http://evil.example/a or javascript:alert(1) & <script>alert(1)</script>",
                      attribution="<@U123> & _co_", headline="A headline without end " * 500,
                      outlet="Wire\u0007 :tada:", url="https://wire.example/x?a=1&b='<y>|z"),
                quote(text="Z" + "\u0335" * 200, url="javascript:alert(1)"),
                quote(before="At http:", text="//evil.example/x <!he", after="re> and @chan", url=""),
            ),
        ),
        Telling(reason=NotifyReason.STARTED),
    ),
}  # fmt: skip


def files() -> dict[str, str]:
    """File name -> content."""
    found: dict[str, str] = {}
    for kind, by_form in messages().items():
        for form, ending in NAMES.items():
            message = by_form[form]
            subject = f"Subject: {message.subject}\n\n" if form is Format.TEXT else ""
            found[f"{kind}.{ending}"] = f"{subject}{message.body.rstrip()}\n"
        mail = by_form[Format.MAIL]
        found[f"{kind}.html"], found[f"{kind}.mail.txt"] = mail.html, mail.body
    return found


def messages() -> dict[str, dict[Format, Message]]:
    """Kind -> the message in every format."""
    found = {kind: {form: write(*told, form) for form in Format} for kind, told in KINDS.items()}
    found["possible-repeat"] = {form: marked_as_repeat(posted("started", form)).message for form in Format}
    # What waited for a group, or was held back by a rate cap, goes as one; the hostile one must be inert there, too.
    group = ("started", "veto", "hostile")
    found["digest"] = {form: as_digest([posted(kind, form) for kind in group]).message for form in Format}
    alone = ("started", "rose")
    found["digest-of-one"] = {form: as_digest([posted(kind, form) for kind in alone]).message for form in Format}
    return found


def posted(kind: str, form: Format) -> Notification:
    """As the courier has it.  Kinds that are about other alerts have other ids."""
    told, telling = KINDS[kind]
    alert_id = told.alert_id if told.rule == FIRST.rule and kind != "hostile" else f"{kind}-0c3e77d2a1f0"
    return Notification(
        id=f"{alert_id}/{told.revision}", alert_id=alert_id, revision=told.revision, channel="desk",
        region_id=told.region_id, reason=telling.reason, level=told.level, format=form,
        message=write(told, telling, form), line=one_line(told, telling), changed_at=told.changed_at,
    )  # fmt: skip


_MUTE = Mute(id="m1", by="ben", at=NOON, until=NOON + 9 * HOUR, reason="known convoy")
_FAILED = Notice(
    revision=1, channel="ops-slack", reason=NotifyReason.STARTED, state=NoticeState.FAILED, decided_at=NOON,
    settled_at=NOON, tries=6, answer="HTTP 503",
)  # fmt: skip
_IN_HAND = Acknowledgement(by="ana", at=NOON + HOUR, note="the convoy waits at the bridge")
_RETRACTED = KINDS["retracted"][0].model_copy(update={"alert_id": "77aa0c3e77d2", "region_name": "Kassala"})
_HOSTILE = KINDS["hostile"][0].model_copy(update={"alert_id": "66bb<script>"})

HANDOVERS: dict[str, Shift] = {
    "quiet": Shift(NOON - 8 * HOUR, NOON),
    "busy": Shift(
        since=NOON - 4 * HOUR,
        now=NOON + 4 * HOUR,
        changes=(FIRST, VETO.model_copy(update={"alert_id": "99cc0c3e77d2"}), ROSE, _RETRACTED, _HOSTILE),
        ledgers=(
            AlertLedger(alert_id=ROSE.alert_id, region_id=ROSE.region_id, change=ROSE, before=FIRST, told=("mail",),
                        acknowledged=_IN_HAND, notices=(_FAILED,)),
            AlertLedger(alert_id=_RETRACTED.alert_id, region_id=_RETRACTED.region_id, change=_RETRACTED, before=FIRST,
                        told=("mail",), verdict=Verdict.FALSE_ALARM, verdict_by="ana"),
        ),
        mutes=(HeldMute(_MUTE, "region=SD-KA rule=displacement-72h", 3),),
        silent=(SilentOutlet("Example Wire", NOON - 9 * HOUR, 2 * HOUR),),
    ),
}  # fmt: skip
_ENDINGS = {"txt": as_plain, "md": as_markdown, "html": as_page}


def handover_files() -> dict[str, str]:
    """File name -> content."""
    return {
        f"{name}.{ending}": write_it(lay_handover(shift))
        for name, shift in HANDOVERS.items()
        for ending, write_it in _ENDINGS.items()
    }


def refresh() -> None:
    for folder, contents in ((FOLDER, files()), (FOLDER.parent / "golden_handover", handover_files())):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in contents.items():
            (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    refresh()
