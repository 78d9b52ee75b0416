"""Minimal pairs: one sentence, one change of words, another status."""

from datetime import UTC, datetime

import pytest

from monitor.model.article import Article, Edition, Signal
from monitor.model.base import ArticleUri
from monitor.model.figure import Figure
from monitor.model.mention import Kind, Part, Status
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.status.judging import Judgement, judge
from monitor.text.layout import lay_out

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
NEW, CUMULATIVE, PAST, STOCK, POSSIBLE, DENIED = Status


def judged(
    text: str, words: str, kind: Kind = Kind.KILLED, *, signal: Signal = Signal.NONE, **fixed: object
) -> Judgement:
    """The status of the incident whose verb stands at `words`, with a figure of 20."""
    edition = Edition(number=1, versioned_at=NOON, arrived_at=NOON, digest="0")
    article = Article(
        uri=ArticleUri("a"), edition=edition, published_at=NOON, arrived_at=NOON, body=text, signal=signal
    )
    layout = lay_out(text, NOON)
    start = text.index(words)
    sentence = next(found for found in layout.sentences if found.start <= start < found.end)
    is_count = kind in (Kind.KILLED, Kind.INJURED, Kind.DISPLACEMENT)
    figure = Figure(low=20, high=20) if is_count else None
    candidate = Candidate(kind, start, start + len(words), figure=figure, **fixed)  # type: ignore[arg-type]  # by name
    return judge(Passage(article, Part.BODY, text, layout), sentence, candidate)


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Shells killed 20 people on Monday.", "killed", NEW),
        ("Shells killed 20 people in 2015.", "killed", PAST),
        ("Shells have killed 20 people since Monday.", "killed", NEW),
        ("Shells have killed 20 people since 2015.", "killed", CUMULATIVE),
        ("Shells could kill 20 people.", "kill", POSSIBLE),
        ("The army denied that shells killed 20 people.", "killed", DENIED),
        ("Shells killed 20 people.", "killed", NEW),
        ("The army said on Monday that shells killed 20 people.", "killed", NEW),
        ("The army said in 2015 that shells killed 20 people.", "killed", PAST),
        ("In January shells hit a bus, killing 20 people.", "killing", PAST),
        ("On Monday shells hit a bus, killing 20 people.", "killing", NEW),
        ("The army launched a campaign in January, killing 20 people.", "killing", CUMULATIVE),
        ("The army, which was founded in 1962, killed 20 people.", "killed", NEW),
        ("The war, which began in 2016, has killed 20 people.", "killed", CUMULATIVE),
        ("The war, which ended in 2016, killed 20 people.", "killed", PAST),
        ("Fighting that began in 2021 has killed 20 people.", "killed", CUMULATIVE),
        ("Four days of fighting have killed 20 people.", "killed", NEW),
        ("Four years of fighting have killed 20 people.", "killed", CUMULATIVE),
        ("It was the worst attack since 2015: 20 people were killed.", "killed", NEW),
        ("Two men were jailed on Monday over a raid that killed 20 people.", "killed", PAST),
        ("Two men were jailed in 2020 over a raid that killed 20 people on Monday.", "killed", NEW),
        ("He spoke on the anniversary of a raid that killed 20 people.", "killed", PAST),
        ("Ten years after rebels killed 20 people, the village mourns.", "killed", PAST),
        ("Three days after rebels killed 20 people, the village mourns.", "killed", NEW),
        ("Ten years after the war ended, rebels killed 20 people.", "killed", NEW),
        ("The group has fought since 2009, and its men killed 20 people.", "killed", NEW),
        ("The army has shelled the town since January, killing 20 people.", "killing", CUMULATIVE),
        ("A shell hit a school built in 1974 and killed 20 people.", "killed", NEW),
        ("Held since 2012, the town was shelled on Monday and 20 people were killed.", "killed", NEW),
        ("It was the worst raid since one in 2015 that killed 20 people.", "killed", PAST),
        ("Updating a previous toll of 20 killed, he spoke of more.", "killed", PAST),
        ("On this day in 1995 soldiers killed 20 people.", "killed", PAST),
        ("The general led a 1982 assault in which 20 people were killed.", "killed", PAST),
    ],
)
def test_time_that_governs_the_verb_decides(text: str, words: str, status: Status) -> None:
    assert judged(text, words).status is status


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("The camp hosts 20 refugees.", "hosts", STOCK),
        ("Some 20 people remain displaced.", "displaced", STOCK),
        ("Some 20 people were displaced by shelling.", "displaced", NEW),
        ("Some 20 people might flee.", "flee", POSSIBLE),
        ("Some 20 people plan to flee.", "flee", POSSIBLE),
        ("Some 20 people were forced to flee.", "flee", NEW),
        ("Some 20 people will flee if the dam breaks.", "flee", POSSIBLE),
        ("If 20 people flee, the town is lost.", "flee", POSSIBLE),
        ("Asked if 20 people fled, he nodded.", "fled", NEW),
        ("The UN warned that 20 people would flee.", "flee", POSSIBLE),
        ("The UN warned that 20 people had fled.", "fled", NEW),
        ("The UN warned of the displacement of 20 people.", "displacement", POSSIBLE),
        ("I met 20 people who had fled the war.", "fled", PAST),
        ("He said 20 people had fled the war.", "fled", NEW),
    ],
)
def test_mood_and_state_of_the_displaced(text: str, words: str, status: Status) -> None:
    assert judged(text, words, Kind.DISPLACEMENT).status is status


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("No people were killed.", "killed", DENIED),
        ("Not only were 20 people killed.", "killed", NEW),
        ("No fewer than 20 people were killed.", "killed", NEW),
        ("No one said who killed the 20 people.", "killed", NEW),
        ("Rebels killed 20 people, a charge they deny.", "killed", NEW),
        ("The army denied involvement in a raid that killed 20 people.", "killed", NEW),
        ("The army rejected reports that it killed 20 people.", "killed", DENIED),
        ("Reports that rebels killed 20 people were false.", "killed", DENIED),
        ("The blast did not kill 20 people.", "kill", DENIED),
    ],
)
def test_negation_has_its_scope(text: str, words: str, status: Status) -> None:
    assert judged(text, words).status is status


@pytest.mark.parametrize(
    ("text", "words", "kind", "status"),
    [
        ("Russia vetoed the text on Monday.", "vetoed", Kind.VETO, NEW),
        ("Russia vetoed the text in 2017.", "vetoed", Kind.VETO, PAST),
        ("Russia has repeatedly vetoed such texts.", "vetoed", Kind.VETO, PAST),
        ("Russia would veto the text.", "veto", Kind.VETO, POSSIBLE),
        ("Russia vetoes a text on Syria.", "vetoes", Kind.VETO, NEW),
        ("The truce declared in 2020 was broken on Monday.", "broken", Kind.CEASEFIRE_BREACH, NEW),
        ("The truce broke down in 2020.", "broke down", Kind.CEASEFIRE_BREACH, PAST),
        ("Shelling went on despite a truce agreed in January.", "went on despite", Kind.CEASEFIRE_BREACH, NEW),
        ("The truce could collapse by June.", "could collapse", Kind.CEASEFIRE_THREAT, NEW),
        ("The UN warned that famine could spread.", "warned", Kind.WARNING, NEW),
    ],
)
def test_events_without_a_number(text: str, words: str, kind: Kind, status: Status) -> None:
    assert judged(text, words, kind).status is status


def test_nothing_is_new_in_a_background_story() -> None:
    assert judged("Shells killed 20 people on Monday.", "killed", signal=Signal.BACKGROUND).status is PAST


def test_old_line_of_a_timeline_is_past() -> None:
    text = "Key dates\n\nMarch 2011: Police killed 20 people.\n\nApril 2012: Shells killed 30 people."

    assert judged(text, "killed 20").status is PAST


def test_fresh_line_of_a_timeline_is_new() -> None:
    text = "Key dates\n\nMarch 2011: Police killed 30 people.\n\nApril 30: Shells killed 20 people."

    assert judged(text, "killed 20").status is NEW


def test_nothing_is_new_in_a_commentary() -> None:
    assert judged("LIMA, 4 JAN 90 (EFE) -- [COMMENTARY] Rebels killed 20 people.", "killed").status is PAST


def test_times_count_from_the_dateline() -> None:
    assert judged("LIMA, April 3 (EFE) -- Rebels killed 20 people on 31 March.", "killed").status is NEW


def test_nothing_is_new_in_a_story_out_of_an_archive() -> None:
    assert judged("LIMA, 4 JAN 90 (EFE) -- Rebels killed 20 people today.", "killed").status is PAST


def test_sentence_without_a_time_takes_that_of_its_neighbour() -> None:
    text = "The war began in 2016. Some 20 people have been killed."

    assert judged(text, "killed").status is CUMULATIVE


def test_status_fixed_by_a_phrase_stands_where_the_time_is_recent() -> None:
    assert judged("Shells killed 20 people on Monday.", "killed", status=STOCK).status is STOCK


def test_status_fixed_by_a_phrase_gives_way_to_a_doubt() -> None:
    assert judged("Shells could kill 20 people.", "kill", status=NEW).status is POSSIBLE


def test_period_is_the_time_that_governs() -> None:
    period = judged("Shells have killed 20 people since April 20.", "killed").period

    assert (period.start, period.end, period.words) == (datetime(2024, 4, 20, tzinfo=UTC), None, "since April 20")


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("Shells have killed 20 people since the army began an offensive two weeks ago.", True),
        ("The army launched an offensive on April 20, and shells have killed 20 people.", True),
        ("Shells killed 20 people two weeks ago.", False),
    ],
)
def test_what_began_and_goes_on_has_no_end(text: str, is_open: bool) -> None:
    period = judged(text, "killed").period

    assert period.start is not None
    assert (period.end is None) is is_open


def test_judgement_names_the_words_it_stands_on() -> None:
    assert judged("Shells killed 20 people on Monday.", "killed").because == ("`on Monday` makes it new",)
