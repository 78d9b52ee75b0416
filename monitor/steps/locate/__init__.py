"""([Mention], Article, gazetteer) -> [Incident]: each mention gets the place where it happened."""

import re
from collections.abc import Sequence
from itertools import islice

from monitor.model.article import Article
from monitor.model.incident import Incident
from monitor.model.knowledge import Gazetteer
from monitor.model.mention import Kind, Mention, Part
from monitor.steps.locate.capitals import named_with_country, with_bare_capital
from monitor.steps.locate.choosing import choose
from monitor.steps.locate.meanings import resolve
from monitor.steps.locate.naming import as_told
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Choice, Scene, main_place
from monitor.steps.locate.tellers import with_lone_seat
from monitor.steps.locate.toponyms import count_countries, find_drafts, with_resolved, without_powers
from monitor.steps.locate.vetoes import choose_for_veto
from monitor.text.datelines import opening_place
from monitor.text.paragraphs import unwrapped


def locate(mentions: Sequence[Mention], article: Article, gazetteer: Gazetteer) -> tuple[Incident, ...]:
    """Most specific known place of each incident; one that can't be told has none (triage)."""
    if not mentions:
        return ()
    scene = _scene(mentions, article, gazetteer)
    return tuple(_placed(mention, _choose(mention, scene)) for mention in mentions)


def _choose(mention: Mention, scene: Scene) -> Choice:
    return choose_for_veto(mention, scene) if mention.kind is Kind.VETO else choose(mention, scene)


def _placed(mention: Mention, choice: Choice) -> Incident:
    because = (*mention.because, f"place by {choice.by}: {choice.because}") if choice.because else mention.because
    return Incident(**{**vars(mention), "because": because, "place": as_told(choice), "placed_by": choice.by})


def _scene(mentions: Sequence[Mention], article: Article, gazetteer: Gazetteer) -> Scene:
    texts = {Part.HEADLINE: article.headline, Part.BODY: unwrapped(article.body)}
    datelines = _datelines(article.body, mentions)
    drafts = {
        part: find_drafts(text, gazetteer, datelines if part is Part.BODY else ()) for part, text in texts.items()
    }
    drafts = with_lone_seat(texts, drafts, gazetteer)
    votes: dict[str, float] = {}
    hamlets: set[str] = set()
    for part, found in drafts.items():
        for country, vote in count_countries(found, hamlets, 1.5 if part is Part.HEADLINE else 1.0).items():
            votes[country] = votes.get(country, 0.0) + vote
    names = {
        part: named_with_country(texts[part], resolve(texts[part], found, votes), gazetteer)
        for part, found in drafts.items()
    }
    # A name that fitted nowhere after all was no vote for its country.
    named = {name.place.country for found in names.values() for name in found}
    told = with_resolved(votes, names.values())
    countries = {one: told[one] for one in sorted(told, key=told.__getitem__, reverse=True) if one in named}
    main = next(iter(countries), None)
    names = {
        part: without_powers(texts[part], found, main or "", countries, gazetteer) for part, found in names.items()
    }
    names = {part: with_bare_capital(texts[part], found, main, gazetteer) for part, found in names.items()}
    stamps = [name for name in names[Part.BODY] if name.role is Role.DATELINE]
    return Scene(names, texts, gazetteer, countries, main, main_place(names), stamps)


_MOST_DATELINES = 100
"""Different ones; each is looked for in the whole body."""
_DATELINE_END = re.compile(r"^[^\n]{0,40}?\s?(?:-|–|—|--|:)\s|^,? [A-Z][a-z]+ \d|^ \(")


def _datelines(body: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where the datelines stand in the body, so that their names are read as datelines only."""
    opening = opening_place(body)
    spans = [opening] if opening else []
    datelines = dict.fromkeys(mention.dateline for mention in mentions if mention.dateline)
    for dateline in islice(datelines, _MOST_DATELINES):
        at = body.find(dateline)
        while at >= 0:
            if _DATELINE_END.match(body[at + len(dateline) : at + len(dateline) + 60]):
                spans.append((at, at + len(dateline)))
            at = body.find(dateline, at + 1)
    return spans
