"""(mention, scene) -> is it the number of a whole country or war, whatever town the story tells of."""

import re

from monitor.model.mention import Kind, Mention, Status
from monitor.steps.locate.draft import Toponym
from monitor.steps.locate.roles import Role
from monitor.steps.locate.scene import Scene
from monitor.text.caseless import caseless

_WAR = caseless(
    r"\b(?:war|conflict|uprising|revolt|revolution|insurgency|rebellion|protests?|crisis|fighting began"
    r"|violence (?:began|erupted)"
    r"|(?:upsurge|surge|wave|spate|escalation) (?:of|in) (?:violence|fighting|bloodshed|attacks) since"
    r"|since (?:\d\d? )?(?:\w+\.? (?:\d\d?,? )?)?(?:19|20)\d\d)\b",
)
"""Also a total of years: `some 20,000 have died in the violence since 2015`."""
_THERE = re.compile(
    r"\b(?:the|this|that) (?:region|area|province|city|town|village|enclave|district|camp|governorate|state|territory"
    r"|valley|front)\b|\bthere\b"
)
_COUNTRYWIDE = caseless(
    r"\b(?:(?:nation|country)-?wide"
    r"|(?:across|throughout|around|all over|elsewhere in) th(?:e|is) (?:[\w-]+ ){0,2}(?:country|nation)"
    r"|(?:different|various|several|many|most|other|large|wide) (?:parts|areas|regions|provinces|districts) of the"
    r" (?:country|nation))\b(?!['’]s)"
)
_WAR_THAT = re.compile(
    r"\b(?:war|conflict|uprising|revolt|crisis|insurgency|crackdown)(?: on (?:\w+ ){0,1}\w+)?,?"
    r" (?:that|which)(?: an? [\w ]{3,40} says?)? (?:has|have) "
    r"(?:now |already |so far |also )?"
    r"(?:(?:claimed|killed|cost|taken|left) (?:(?:more than|at least|over|nearly|some|about|an estimated) )?)?$"
)
"""`in a revolt that has so far killed 9,000`: not in the town that the sentence tells of."""
_FIGHTING_THAT = re.compile(r"\b(?:fighting|violence|bloodshed),? (?:that|which) (?:has|have) [\w ]{0,10}$")
_OF_YEARS = caseless(
    r"\b(?:war|conflict|uprising|revolt|insurgency|rebellion|violence of (?:19|20)\d\d"
    r"|(?:19|20)\d\d (?:[\w-]+ )?(?:violence|fighting|unrest|bloodshed|killings|crisis))\b"
)
_ONE_EVENT = caseless(
    r"\b(?:attack|massacre|strike|raid|bombing|siege|battle|quake|earthquake|blast|explosion|genocide)\b"
)
_POINTS_BACK = re.compile(
    r"\s*(?:It|This|They|The (?:[a-z-]+ )?(?:fires?|blazes?|storm|cyclone|typhoon|hurricane|floods?|flooding"
    r"|(?:earth)?quakes?|eruptions?|volcano|landslides?|attacks?|clashes|offensive|fighting)) (?:has|have)\b"
)
"""`It has forced 200,000 evacuations`: the fire that was told of before, where it burns."""
_OF_A_WAR, _OUT_OF_A_COUNTRY, _OF_A_COUNTRY = 1_000, 50_000, 1_000_000
"""People: in a war, not in one town of it; who left their country, not one town of it; and never in one town."""
_IN_A_YEAR = caseless(
    r"^\W*(?:(?:earlier )?(?:last|this|each|every) year|so far this year|(?:during|in) (?:last year|(?:19|20)\d\d))\b"
)
_EVENTS = caseless(
    r"\b(?:\d[\d,]*|dozens of|scores of|hundreds of|several|many|such)(?: [\w-]+){0,2} (?:landslides|mudslides"
    r"|floods|storms|cyclones|typhoons|hurricanes|earthquakes|eruptions|disasters|wildfires|fires|attacks|incidents|clashes|raids|bombings|massacres|ambushes)\b"
)
"""`Last year, nearly 350 landslides killed 130`: a year's count is no town's."""
_TOLL_OF_MANY = caseless(
    r"\btoll (?:from|of|in) (?:the|this|a) (?:[\w’'-]+ ){0,4}(?:wave|attacks|strikes|raids|campaign|offensive"
    r"|violence|unrest|protests|fighting|escalation|floods|flooding|storms)\b"
)
_BY_THE_STATE = caseless(r"\b(?:government|ministry|state media|national|disaster (?:agency|authority))\b")
_WHICH_BEGAN = caseless(
    r"\b(?:bombardment|offensive|campaign|onslaught|assault|fighting|violence|hostilities|unrest),? (?:which|that)"
    r" (?:began|started|resumed|erupted|broke out)\b"
)
_OF_A_WAVE = 100
_IN_THE_COUNTRY = caseless(
    r"\b(?:in|inside|within) (?:the (?:whole |entire )?|this (?:[\w-]+ ){0,2})(?:country|nation)\b"
    r"(?!['’]s| (?:towns?|house|side|road|lane|club)\b)"
)

_THERE_IN_IT = caseless(rf"[^,;.]{{0,30}}?{_IN_THE_COUNTRY.pattern}")
_TOTALS = (Status.CUMULATIVE, Status.STOCK)


def is_of_the_war(mention: Mention, scene: Scene) -> bool:
    """A running total "since the revolt began" is the country's, whatever town the story tells of."""
    words = _sentence(mention, scene)
    if mention.kind is Kind.DISPLACEMENT and _POINTS_BACK.match(words):
        return False
    is_great = _is_at_least(_OF_A_WAR, mention)
    is_total = mention.status is Status.CUMULATIVE and (is_great or _WAR.search(words))
    is_total = is_total or is_of_a_past_war(mention, scene) or (is_great and _is_more_than_a_towns(mention, scene))
    return bool(is_total) and not _THERE.search(words)


def _is_more_than_a_towns(mention: Mention, scene: Scene) -> bool:
    return is_a_countrys_number(mention) or is_of_many_towns(mention, scene)


def is_of_a_past_war(mention: Mention, scene: Scene) -> bool:
    """`the violence of 2013 that left thousands dead`; one attack that did was somewhere."""
    is_past = mention.status is Status.PAST and mention.kind is not Kind.DISPLACEMENT
    if not is_past or not _is_at_least(_OF_A_WAR, mention):
        return False
    words = _sentence(mention, scene)
    return _OF_YEARS.search(words) is not None and not _ONE_EVENT.search(words)


def is_a_countrys_number(mention: Mention) -> bool:
    """A million are never displaced in one town."""
    return _is_at_least(_OF_A_COUNTRY, mention)


def have_left_it(mention: Mention, name: Toponym) -> bool:
    """`Some 120,000 have fled Ukraine`: so many did not leave one town of it for abroad."""
    is_out = name.role is Role.ORIGIN and name.place.level == "country"
    return mention.kind is Kind.DISPLACEMENT and is_out and _is_at_least(_OUT_OF_A_COUNTRY, mention)


def is_a_wars_toll(mention: Mention, scene: Scene) -> bool:
    """`in a revolt that has so far killed 9,000`."""
    text, start = scene.text_of(mention), mention.evidence.start
    if _WAR_THAT.search(text, max(start - 60, 0), start):
        return True
    return _is_at_least(_OF_A_WAR, mention) and _FIGHTING_THAT.search(text, max(start - 60, 0), start) is not None


def is_of_many_towns(mention: Mention, scene: Scene) -> bool:
    """`2,000 were injured in Lebanon in the renewed war`: so many are not hurt within days in one town."""
    is_harm = mention.kind in (Kind.KILLED, Kind.INJURED) and _is_at_least(_OF_A_WAR, mention)
    return is_harm and _WAR.search(_sentence(mention, scene)) is not None


def _is_of_a_campaign(words: str) -> bool:
    """`the toll from this wave of attacks has risen`, `the bombardment, which began on Tuesday, has killed 680`."""
    is_told_by_state = _TOLL_OF_MANY.search(words) and _BY_THE_STATE.search(words)
    return bool(is_told_by_state or (_WHICH_BEGAN.search(words) and not _THERE.search(words)))


def is_countrywide(mention: Mention, scene: Scene) -> bool:
    """`Seven million people are displaced in the country`, `across the nation`."""
    words = _sentence(mention, scene)
    if mention.status in (Status.PAST, Status.CUMULATIVE) and _IN_A_YEAR.search(words) and _EVENTS.search(words):
        return True
    if _is_at_least(_OF_A_WAVE, mention) and _is_of_a_campaign(words):
        return True
    return bool(_COUNTRYWIDE.search(words) or (mention.status in _TOTALS and _IN_THE_COUNTRY.search(words)))


def is_counted_in_the_country(mention: Mention, scene: Scene) -> bool:
    """`700,000 are displaced in the country`: the words stand right behind the number's, whatever town comes later."""
    is_total = mention.status in _TOTALS and mention.figure is not None
    return is_total and _THERE_IN_IT.match(scene.text_of(mention), mention.evidence.end) is not None


def _is_at_least(least: int, mention: Mention) -> bool:
    number = (mention.figure.low or mention.figure.high) if mention.figure is not None else None
    return number is not None and number >= least


def _sentence(mention: Mention, scene: Scene) -> str:
    return scene.text_of(mention)[mention.sentence[0] : mention.sentence[1]]
