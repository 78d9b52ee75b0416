"""A headline repeats its story, and is told only where the body is silent."""

from monitor.model.figure import Figure
from monitor.model.mention import Evidence, Kind, Mention, Part, Status
from monitor.steps.detect.headline import add_headline


def mention(kind: Kind, part: Part, low: int | None = None, high: int | None = None) -> Mention:
    figure = Figure(low=low, high=high) if low or high else None
    evidence = Evidence(part=part, start=0, end=1, text="x")
    return Mention(kind=kind, status=Status.NEW, figure=figure, evidence=evidence, sentence=(0, 1), paragraph=(0, 1))


def test_what_both_tell_is_told_in_the_bodys_words() -> None:
    headline, body = mention(Kind.KILLED, Part.HEADLINE, 17, 17), mention(Kind.KILLED, Part.BODY, 17, 17)

    assert add_headline((headline,), (body,)) == (body,)


def test_a_rounded_figure_is_the_same_figure() -> None:
    headline, body = (
        mention(Kind.DISPLACEMENT, Part.HEADLINE, 20_000, 20_000),
        mention(Kind.DISPLACEMENT, Part.BODY, 21_500, 21_500),
    )

    assert add_headline((headline,), (body,)) == (body,)


def test_dozens_hold_34() -> None:
    headline, body = mention(Kind.KILLED, Part.HEADLINE, 24, 99), mention(Kind.KILLED, Part.BODY, 34, 34)

    assert add_headline((headline,), (body,)) == (body,)


def test_a_figure_that_the_body_lacks_is_kept() -> None:
    headline, body = mention(Kind.DISPLACEMENT, Part.HEADLINE, 18_000, 18_000), mention(Kind.SHELLING, Part.BODY)

    assert add_headline((headline,), (body,)) == (headline, body)


def test_background_in_the_body_does_not_swallow_the_headline() -> None:
    headline, body = mention(Kind.KILLED, Part.HEADLINE, 12, 12), mention(Kind.KILLED, Part.BODY, 370_000, None)

    assert add_headline((headline,), (body,)) == (headline, body)
