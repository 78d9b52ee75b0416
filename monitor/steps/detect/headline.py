"""(headline's mentions, body's mentions) -> all, each told once."""

from monitor.model.figure import Figure, Quantifier
from monitor.model.mention import Kind, Mention, Status

Told = tuple[Mention, ...]

_HARM = frozenset({Kind.KILLED, Kind.INJURED})


def add_headline(headline: tuple[Mention, ...], body: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """A headline repeats its story: what the body tells as well is kept in the body's words only."""
    joint = _joint(headline)
    headline, body = _counted_once(headline, body)
    return (
        *(
            told
            for told in headline
            if not any(_is_same(told, other) or (told in joint and _is_harm(other)) for other in body)
        ),
        *body,
    )


def _counted_once(headline: Told, body: Told) -> tuple[Told, Told]:
    """ "9,000 flee", and the body speaks of thousands: the headline's number, by the body's source."""
    vague = (
        [at for at, other in enumerate(body) if other.figure is not None and _is_vague(other.figure)]
        if headline
        else []
    )
    vaguer = {at: told for at in vague for told in headline if _is_vaguer(body[at], told)}
    if not vaguer:
        return headline, body
    sources = {id(told): body[at].attribution for at, told in vaguer.items() if told.attribution.is_outlet}
    named = tuple(
        told.model_copy(update={"attribution": sources[id(told)]}) if id(told) in sources else told for told in headline
    )
    return named, tuple(other for at, other in enumerate(body) if at not in vaguer)


def _is_vaguer(other: Mention, told: Mention) -> bool:
    """`other` says dozens or thousands where `told` has a number among them."""
    one, two = told.figure, other.figure
    if told.kind is not other.kind or one is None or two is None or one.unit is not two.unit or one.low is None:
        return False
    is_news = told.status is Status.NEW and other.status is Status.NEW
    return is_news and not _is_vague(one) and _is_vague(two) and _low(two) <= one.low <= _high(two)


def _joint(headline: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "88 Killed & Injured" is one number for both."""
    harmed = [told for told in headline if told.kind in _HARM and told.figure is not None]
    return tuple(
        told for told in harmed if any(other.figure == told.figure and other.kind is not told.kind for other in harmed)
    )


def _is_harm(mention: Mention) -> bool:
    return mention.kind in _HARM and mention.figure is not None and mention.status is Status.NEW


def _is_same(told: Mention, other: Mention) -> bool:
    if told.kind is not other.kind:
        return False
    if told.figure is None or other.figure is None:
        return True
    return _overlap(told.figure, other.figure) or (_is_vague(told.figure) and other.status is Status.NEW)


def _is_vague(figure: Figure) -> bool:
    """ "Dozens killed", "millions homeless": a headline's own words give way to whatever number the story has."""
    return figure.low != figure.high and figure.quantifier is Quantifier.ABOUT


def _overlap(one: Figure, two: Figure) -> bool:
    """Bounds that meet, give or take a tenth: headlines round."""
    return _low(one) * 0.9 <= _high(two) and _low(two) * 0.9 <= _high(one)


def _low(figure: Figure) -> float:
    return figure.low if figure.low is not None else 0


def _high(figure: Figure) -> float:
    """An open upper bound reaches twice as far: "more than 30,000" does not speak of 400,000."""
    return figure.high if figure.high is not None else 2.0 * (figure.low or 0)
