"""(Article, phrases, sources) -> [Mention]: the words that tell of incidents."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from monitor.model.article import Article
from monitor.model.knowledge import Phrases, Sources
from monitor.model.mention import PEOPLE, Evidence, Kind, Mention, Part, Status
from monitor.model.phrase import Hit
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.events.finding import find_events
from monitor.steps.detect.figurative import is_figurative
from monitor.steps.detect.headline import add_headline
from monitor.steps.detect.people.counting import DANGERS, count_people
from monitor.steps.detect.scene import Scene, judge_scene
from monitor.steps.detect.speech.attribution import attribute
from monitor.steps.detect.status.context import LOOKS_BACK, PLAIN
from monitor.steps.detect.status.judging import judge
from monitor.steps.detect.view import by_role, hits_between, is_worth_reading
from monitor.text.caseless import caseless
from monitor.text.context import quote
from monitor.text.furniture import without_furniture
from monitor.text.layout import Layout, Sentence, lay_out
from monitor.text.paragraphs import on_one_line
from monitor.text.plain import plain

# A sentence of the wire has 200 characters.  A text without full stops must not cost its length squared.
_LONGEST = 3_000

_NUMBER = caseless(
    r"\d|\b(?:dozens?|scores|hundreds?|thousands?|tens|millions?|half|thirds?|quarters?|families|ten|eleven|twelve"
    r"|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b"
)
"""Without one, everyday verbs of movement tell of nobody that could be counted."""
_SHARE = 100
"""A hundredth of a total is news of its own more often than a share."""
_SMALL, _ROUND = 20, 5
"""So few, and round numbers, may well come twice, of two events."""
_SAME_VERB = 60
_ANEW = caseless(r"[,;]|\b(?:who|that|which|after|since|when|while|and|but|as|before)\b")
"""Between two verbs: they do not share their subject, or not at one time."""
# A year's timeline has a few hundred sentences that tell of incidents; an article with more is made to slow us down.
_MOST_SENTENCES = _MOST_MENTIONS = 500


class Glance(NamedTuple):
    """Texts that may tell of incidents, and what the phrases found in each."""

    parts: tuple[tuple[Part, str, list[Hit]], ...]
    scene: Scene


def look_over(article: Article, phrases: Phrases) -> Glance | None:
    """None: nothing to read closely.  What is no war costs one scan for words of its scene; capitals do not count."""
    parts = ((Part.HEADLINE, plain(article.headline)), (Part.BODY, without_furniture(plain(article.body))))
    scene = judge_scene((text, phrases.find_scene(text)) for _, text in parts)
    if not scene.is_told:
        return None
    found = tuple((part, text, phrases.find(text)) for part, text in parts)
    every = [hit for _, _, hits in found for hit in hits]
    return Glance(found, scene) if is_worth_reading(every) or _may_tell_of_people(every) else None


def read_closely(article: Article, seen: Glance, sources: Sources) -> tuple[Mention, ...]:
    """The incidents of an article that was looked over."""
    roles = frozenset(by_role(seen.parts[0][2]))
    headline, body = (_read_part(article, *part, seen.scene, roles, sources) for part in seen.parts)
    return add_headline(headline, body)


def _may_tell_of_people(hits: list[Hit]) -> bool:
    """Everyday verbs of movement, and a word of war or disaster."""
    return any(hit.rule.kind in PEOPLE for hit in hits) and any(hit.rule.value in DANGERS for hit in hits)


def _read_part(
    article: Article, part: Part, text: str, hits: list[Hit], scene: Scene, roles: frozenset[str], sources: Sources
) -> tuple[Mention, ...]:
    if not (is_worth_reading(hits) or _may_tell_of_people(hits)):
        return ()
    layout = _in_bounds(lay_out(text, article.published_at))
    passage = Passage(article, part, on_one_line(text, layout.paragraphs), layout, tuple(hits), scene, roles)
    mentions = (
        (candidate, _mention(passage, sentence, candidate, sources))
        for sentence, here in islice(_sentences_with_hits(passage), _MOST_SENTENCES)
        for candidate in _candidates(passage, sentence, here)
        if not is_figurative(text, here, candidate)
    )
    return tuple(islice(_as_told_before(_without_details(mentions)), _MOST_MENTIONS))


_LASTING = (Status.STOCK, Status.CUMULATIVE)
_OF_THESE = caseless(r"\W*of (?:these|them|those|th(?:at|is) (?:number|total|figure)),?\s")
_NEXT = 3
"""Characters between a sentence and the next."""
_THE = caseless(r"\W*the\s$")
_DEAD_INCLUDE = caseless(r"(?:dead|killed|fatalities|casualties|victims|wounded|injured)\s(?:also\s)?includ")
_THE_DEAD_INCLUDE = caseless(rf"\W*(?:the|those)\s{_DEAD_INCLUDE.pattern}")
"""`The dead also included 71 soldiers`"""


def _as_told_before(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """A number that comes again without a time (`the army said 43 died`) is still that of then, or of now."""
    told: dict[tuple[Kind, int], Status] = {}
    last: dict[Kind, Status] = {}
    before: Mention | None = None
    counted: Mention | None = None
    for mention in mentions:
        if before is not None and before.status is Status.CUMULATIVE:
            mention = _in_its_total(mention, before)
        figure = mention.figure
        numbers = [n for n in (figure.low, figure.high) if n and n > _SMALL and n % _ROUND] if figure else []
        earlier = next((told[mention.kind, n] for n in numbers if (mention.kind, n) in told), None) if numbers else None
        is_known = earlier is Status.NEW and any(why.startswith(LOOKS_BACK) for why in mention.because)
        if is_known or (earlier is Status.PAST and PLAIN in mention.because):
            mention = mention.model_copy(update={"status": earlier, "because": (*mention.because, "told before")})
        whole = last.get(mention.kind)
        if whole in _LASTING and PLAIN in mention.because and _is_of_these(mention.evidence):
            mention = mention.model_copy(
                update={"status": whole, "because": (*mention.because, "of those told before")}
            )
        is_alike = counted is not None and mention.kind is counted.kind and PLAIN in mention.because
        if is_alike and counted and _is_part_of(mention, counted):
            continue
        counted = mention if mention.kind in PEOPLE else counted
        last[mention.kind] = mention.status
        for n in numbers:
            told.setdefault((mention.kind, n), mention.status)
        before = mention
        yield mention


def _is_part_of(mention: Mention, total: Mention) -> bool:
    """`Some 2,300 fled on Monday. Of this total, 1,700 fled to Nertiti while 500 fled to Golo.`: of the same."""
    return (
        0 <= mention.sentence[0] - total.sentence[1] <= _NEXT
        and _OF_THESE.match(mention.evidence.before) is not None
        and _figure_of(mention) < _figure_of(total)
    )


def _is_of_these(evidence: Evidence) -> bool:
    return bool(
        _OF_THESE.match(evidence.before)
        or (_THE.match(evidence.before) and _DEAD_INCLUDE.match(evidence.text))
        or _THE_DEAD_INCLUDE.match(evidence.before)
    )


def _in_its_total(mention: Mention, total: Mention) -> Mention:
    """`3.4 million were uprooted, with 2.6 million displaced at home and 790,000 fleeing abroad`: all of one count."""
    least = max(_figure_of(total) // _SHARE, _SMALL)
    is_same = mention.kind is total.kind and mention.sentence == total.sentence and PLAIN in mention.because
    if not is_same or not least <= _figure_of(mention) < _figure_of(total):
        return mention
    return mention.model_copy(update={"status": total.status, "because": (*mention.because, "of the total before it")})


def _figure_of(mention: Mention) -> int:
    figure = mention.figure
    return figure.size if figure else 0


def _without_details(mentions: Iterable[tuple[Candidate, Mention]]) -> Iterator[Mention]:
    """`33 in the past 24 hours` is news within a war's toll, or where none was told; a detail of one that is new."""
    totals: dict[Kind, Status] = {}
    for candidate, mention in mentions:
        if not candidate.is_detail:
            totals[mention.kind] = mention.status
        elif totals.get(mention.kind, Status.CUMULATIVE) is not Status.CUMULATIVE or mention.status is not Status.NEW:
            continue
        yield mention


def _candidates(passage: Passage, sentence: Sentence, hits: list[Hit]) -> Iterator[Candidate]:
    """Events, and people; `About 1,000 Syrians left Lebanon to go home`: who goes home is not displaced."""
    text, events, people = passage.text, find_events(passage, sentence, hits), count_people(passage, sentence, hits)
    homeward = [event.start for event in events if "people-go-home" in event.because]
    yield from events
    for candidate in people:
        gone = [at for at in homeward if 0 <= at - candidate.end <= _SAME_VERB]
        if candidate.kind is Kind.DISPLACEMENT and gone and not _ANEW.search(text, candidate.end, min(gone)):
            continue
        yield candidate


def _in_bounds(layout: Layout) -> Layout:
    """The same, with sentences beyond all measure cut in pieces."""
    if all(sentence.end - sentence.start <= _LONGEST for sentence in layout.sentences):
        return layout
    pieces = (
        sentence._replace(start=start, end=min(start + _LONGEST, sentence.end))
        for sentence in layout.sentences
        for start in range(sentence.start, sentence.end, _LONGEST)
    )
    return layout._replace(sentences=tuple(pieces))


def _sentences_with_hits(passage: Passage) -> Iterator[tuple[Sentence, list[Hit]]]:
    for sentence in passage.layout.sentences:
        here = hits_between(passage.hits, sentence.start, sentence.end)
        if is_worth_reading(here) or (
            any(hit.rule.kind in PEOPLE for hit in here) and _NUMBER.search(passage.text, sentence.start, sentence.end)
        ):
            yield sentence, list(here)


def _mention(passage: Passage, sentence: Sentence, candidate: Candidate, sources: Sources) -> Mention:
    judgement = judge(_without(passage, candidate.asides), sentence, candidate)
    own = passage.article.headline if passage.part is Part.HEADLINE else passage.article.body
    return Mention(
        kind=candidate.kind,
        status=_status(candidate, judgement.status),
        figure=candidate.figure,
        subject=candidate.subject,
        cause=candidate.cause,
        attribution=attribute(passage, sentence, candidate, sources),
        period=judgement.period,
        evidence=quote(own, passage.part, (sentence.start, sentence.end), candidate.start, candidate.end),
        sentence=(sentence.start, sentence.end),
        paragraph=passage.layout.paragraphs[sentence.paragraph],
        dateline=passage.layout.takes[sentence.take].dateline,
        anchors=candidate.anchors,
        because=(*candidate.because, *judgement.because),
    )


def _without(passage: Passage, asides: tuple[tuple[int, int], ...]) -> Passage:
    """The passage with some words blanked, all offsets kept."""
    text = passage.text
    for start, end in asides:
        text = text[:start] + " " * (end - start) + text[end:]
    return passage._replace(text=text) if asides else passage


def _status(candidate: Candidate, judged: Status) -> Status:
    """Of an event, what its phrase leaves no choice in; of people and of what a phrase takes for old, the sentence."""
    fixed = candidate.status
    if candidate.kind in PEOPLE:
        return judged
    if judged is Status.CUMULATIVE and (candidate.kind is Kind.VETO or fixed is Status.PAST):
        return Status.PAST
    if fixed is None:
        return judged
    is_open = candidate.kind is not Kind.VETO and fixed in (Status.PAST, Status.CUMULATIVE)
    is_old = fixed is Status.NEW and judged in (Status.PAST, Status.CUMULATIVE)
    return judged if is_open or is_old else fixed
