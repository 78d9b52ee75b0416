"""(Article, phrases, sources) -> [Mention]: the words that tell of incidents."""

from collections.abc import Iterable

from monitor.model.article import Article
from monitor.model.knowledge import Phrases, Sources
from monitor.model.mention import Evidence, Mention, Part
from monitor.model.phrase import Hit
from monitor.steps.detect.attribution import attribute
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.events import find_events
from monitor.steps.detect.people import count_people
from monitor.steps.detect.status import judge
from monitor.text.layout import Sentence, lay_out


def detect(article: Article, phrases: Phrases, sources: Sources) -> tuple[Mention, ...]:
    """Everything the headline and the body say happened.  Nothing found costs one scan of the text."""
    mentions: list[Mention] = []
    for part, text in ((Part.HEADLINE, article.headline), (Part.BODY, article.body)):
        hits = phrases.find(text)
        if hits:
            passage = Passage(article, part, text, lay_out(text, article.published_at))
            mentions += _read_passage(passage, hits, sources)
    return tuple(mentions)


def _read_passage(passage: Passage, hits: list[Hit], sources: Sources) -> Iterable[Mention]:
    for sentence in passage.layout.sentences:
        here = [hit for hit in hits if sentence.start <= hit.start < sentence.end]
        if here:
            for candidate in (*find_events(passage, sentence, here), *count_people(passage, sentence, here)):
                yield _mention(passage, sentence, candidate, sources)


def _mention(passage: Passage, sentence: Sentence, candidate: Candidate, sources: Sources) -> Mention:
    judgement = judge(passage, sentence, candidate)
    words = passage.text[candidate.start : candidate.end]
    return Mention(
        kind=candidate.kind,
        status=judgement.status,
        figure=candidate.figure,
        subject=candidate.subject,
        cause=candidate.cause,
        attribution=attribute(passage, sentence, candidate, sources),
        period=judgement.period,
        evidence=Evidence(part=passage.part, start=candidate.start, end=candidate.end, text=words),
        sentence=(sentence.start, sentence.end),
        paragraph=passage.layout.paragraphs[sentence.paragraph],
        dateline=passage.layout.takes[sentence.take].dateline,
        anchors=candidate.anchors,
        because=(*candidate.because, *judgement.because),
    )
