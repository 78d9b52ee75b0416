"""Words in a text that tell of an incident, before we know where."""

from enum import StrEnum

from monitor.model.base import Frozen, UtcTime
from monitor.model.figure import Figure


class Kind(StrEnum):
    DISPLACEMENT = "displacement"
    KILLED = "killed"
    INJURED = "injured"
    CEASEFIRE_BREACH = "ceasefire_breach"
    CEASEFIRE_THREAT = "ceasefire_threat"
    VETO = "veto"
    AID_OBSTRUCTION = "aid_obstruction"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    TERRITORY_CHANGE = "territory_change"
    FACILITY_ATTACK = "facility_attack"
    WARNING = "warning"
    DE_ESCALATION = "de_escalation"


PEOPLE = frozenset({Kind.DISPLACEMENT, Kind.KILLED, Kind.INJURED})
"""The kinds whose figures count people."""


class Status(StrEnum):
    """What the text itself says, against its time of publication.  Only `new` may raise an alert."""

    NEW = "new"
    CUMULATIVE = "cumulative"
    PAST = "past"
    STOCK = "stock"
    POSSIBLE = "possible"
    DENIED = "denied"


class Subject(StrEnum):
    """What a vetoed text was about."""

    AID = "aid"
    CEASEFIRE = "ceasefire"
    CHEMICAL = "chemical"
    SANCTIONS = "sanctions"
    OTHER = "other"


class Cause(StrEnum):
    CONFLICT = "conflict"
    DISASTER = "disaster"


class Part(StrEnum):
    HEADLINE = "headline"
    BODY = "body"


class Evidence(Frozen):
    """The exact words: character offsets into `part` of the article, end exclusive."""

    part: Part = Part.BODY
    start: int
    end: int
    text: str
    before: str = ""
    """The rest of its sentence, bounded and on one line, for people: what stands before the words,"""
    after: str = ""
    """and what stands after them."""


class Attribution(Frozen):
    """Who says it.  `name` is canonical (one name a source); `words` as the text has them, empty for the outlet."""

    name: str = ""
    words: str = ""
    is_outlet: bool = False
    """Nobody is named, so the agency itself stands for it."""


class Period(Frozen):
    """When it happened, resolved against the dateline; either end may be open."""

    start: UtcTime | None = None
    end: UtcTime | None = None
    words: str = ""


class Mention(Frozen):
    """`sentence` and `paragraph` are offsets into the evidence's part, for whoever looks for the place."""

    kind: Kind
    status: Status
    figure: Figure | None = None
    subject: Subject | None = None
    cause: Cause = Cause.CONFLICT
    attribution: Attribution = Attribution()
    period: Period = Period()
    evidence: Evidence
    sentence: tuple[int, int]
    paragraph: tuple[int, int]
    dateline: str = ""
    """Place words of the take's own dateline ("MAARET AL-NUMAN, Syria"), empty where it has none."""
    anchors: tuple[int, ...] = ()
    """Offsets of the words that bind the incident (verb, figure), to weigh places by nearness."""
    because: tuple[str, ...] = ()
    """Which rules and words led here, in order, for `monitor explain`."""
