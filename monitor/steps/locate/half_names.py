"""Words that are names of places, and here only a word or a half of another name."""

import re

from monitor.model.knowledge import Gazetteer, PlaceName
from monitor.text.words import word_set

_COMPASS = word_set("western eastern northern southern central")
_SIDES = _COMPASS | word_set("north south east west")
_UNIT_OF_COMPASS = re.compile(
    r"^ (?:[Pp]rovince|[Rr]egion|[Dd]ivision|[Dd]istrict|[Ss]tate|[Aa]rea"
    r"|(?!(?:Cit(?:y|ies)|(?:Town|Village|Suburb|Countryside|Outskirt|Part|Front)s?)\b)[A-Z])"
)
_LANDFORMS = word_set(
    "tal tall tell tel deir dayr kafr kafar bab jabal jebel ain ayn wadi beit bayt khan umm ras qalaat qasr burj marj "
    "rasm maarat zawiyat nahr sahl hay ard bir sheikh shaykh sidi mazraat dar"
)
_GOES_ON = re.compile(r"^ (?:al|el|ash|as|at|an|az|ad|ar|es|ez)[- ][A-Z]", re.IGNORECASE)
_NAME_OPENS = frozenset(
    "Puerto Porto San Santa Santo São Villa Vila Ciudad Nueva Nuevo Nova Novo Pueblo Barrio Cerro Rio Río Monte Playa "
    "Laguna Valle Campo Alto Bajo Bella Sitio Barangay Purok Vereda "
    "Kofar Gidan Unguwar Unguwan Angwan Tudun Rugar".split()
)
"""`Puerto Jordan`, where no gazetteer has the whole."""
_OPENERS_END = frozenset(f"{word[-3:]} " for word in _NAME_OPENS)
_GOES_ON_IN_SPANISH = re.compile(r"^ de(?:l| la| los| las)? [A-Z]")
"""`Santa Maria del Oro`, of which no gazetteer has the whole."""
_SHARES_A_NAME = re.compile(
    r"^(?:,| and|, and) (?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Uu]pper|[Ll]ower)\w* [A-Z]"
)
"""`South and North Darfur`"""
_PART_OF = re.compile(r"^ (?!(?:Region|Province|Department|District)\b)[A-Z]")
"""`East Talpiot`: no region that is called East."""
_FIRST_HALF = re.compile(
    r"\b(?!(?:North|South|East|West|Central|Upper|Lower|Greater|Inner|Nord|Est|Sud|Ouest|Mid|Downtown|Near|Trans)-)[A-Z][a-z]{3,}-$"
)
_WAY = r" (?:high)?(?:way|road|border|frontier|axis|corridor|route|line|rail)"
_WAY_AFTER = re.compile(_WAY)
_NO_WAY, _SECOND_HALF = re.compile(rf"^(?!{_WAY})"), re.compile(rf"^-[A-Z][a-z]{{2,}}\b(?!{_WAY}|-)")
_CAPITAL = re.compile(r" [A-Z]")
_PLURAL, _COUNTED = re.compile(r"^s\b(?!['’])"), re.compile(r"\d $")
"""`97 Ahmadis`: people, not the town whose name they share."""
_ARTICLE_END = ("-", " al ", " el ")
_OPENED = re.compile(
    r"\b(?i:tall?|tell|deir|dayr|kafa?r|bab|ja?bal|jebel|ain|wadi|bei?[ty]t?|khan|umm|abu|ras|qasr|burj|marj|bir|khirbet)"
    r"[ -](?i:al|el|ash|as|at|an|az|ad|ar|es|ez)[- ]$"
)
"""`Umm al-Hiran` is no Hiran."""
_WATERS = frozenset({"bay", "gulf", "strait", "horn", "cape", "coast"})
"""`the Bay of Bengal`"""
_OF_SEA = re.compile(r"^ (?:[Ss]tate|[Pp]rovince|[Rr]egion|[Gg]overnorate|[Hh]ills)\b")
_LONGER_NAME = re.compile(
    r"\b(?i:villages?|hamlets?|towns?|settlements?|farms?) (?i:of) "
    r"(?!(?i:the|a[dlnrstz]|ash|e[ldz]|la|los|las) $)(?:[A-Z][\w’'-]* ){1,3}$"
)


_SIDE_OF_REGION = re.compile(r"(?:western|eastern|northern|southern|central) (?=[A-Z])")


def without_side(text: str, name: PlaceName, gazetteer: Gazetteer) -> PlaceName:
    """`Sudan's western Darfur region` is Darfur, in the west of Sudan; `western Darfur` may be the state."""
    side = _SIDE_OF_REGION.match(text, name.start, name.end)
    if side is None or not text.startswith(" region", name.end):
        return name
    rest = next(iter(gazetteer.find(text[side.end() : name.end])), None)
    if rest is None or rest.start or rest.candidates[0].level != "area":
        return name
    return rest._replace(start=side.end(), end=side.end() + rest.end)


_KNOWN = 36
"""Weight of a town that is known; a city of more than 140,000 people has more."""


def are_two_towns(text: str, first: PlaceName, second: PlaceName) -> bool:
    """`in Fallujah-Ramadi`: two known towns of one country, one of them a city, are no one name of a village."""
    if text[first.end : second.start] != "-" or _WAY_AFTER.match(text, second.end):
        return False
    one, other = first.candidates[0], second.candidates[0]
    weights = (first.weights[0], second.weights[0])
    return (
        one.country == other.country and one.level == other.level == "place" and max(weights) > _KNOWN <= min(weights)
    )


def _is_hyphenated(left: str, right: str) -> bool:
    """`Tchamba-Tera` is no Tera; `the Tonj-Rumbek road` goes to Rumbek."""
    if right[:1] == "-":
        return _SECOND_HALF.match(right) is not None
    return _FIRST_HALF.search(left) is not None and _NO_WAY.match(right) is not None


def _is_cut_short(words: str, left: str, right: str, level: str) -> bool:
    """`PUERTO` of PUERTO OBALDIA; `Santa Maria` of Santa Maria del Oro; `Tera` of Tchamba-Tera."""
    if right[:3] == " de" and level not in ("country", "people", "area") and _GOES_ON_IN_SPANISH.match(right):
        return True
    if level in ("place", "admin2") and (left[-1:] == "-" or right[:1] == "-") and _is_hyphenated(left, right):
        return True
    return words.title() in _NAME_OPENS and _CAPITAL.match(right) is not None


def is_half_a_name(words: str, left: str, right: str, level: str) -> bool:
    """`the Western parts`, `the Caribbean Coast`, the `Tell` of Tell al-Ward, `the hamlet of La Buena Esquina`."""
    if (left[-4:] in _OPENERS_END and left.split()[-1] in _NAME_OPENS) or _is_cut_short(words, left, right, level):
        return True
    if left.endswith(_ARTICLE_END) and _OPENED.search(left):
        return True
    if words in _SIDES and (_SHARES_A_NAME.match(right) or (words not in _COMPASS and _PART_OF.match(right))):
        return True
    if _PLURAL.match(right) and _COUNTED.search(left):
        return level not in ("country", "people")
    if words in _COMPASS:
        return not _UNIT_OF_COMPASS.match(right)
    if words in _LANDFORMS:
        return _GOES_ON.match(right) is not None
    if words[-4:] == " sea" or words in _WATERS:
        return right[:4] == " of " or not _OF_SEA.match(right)
    return level in ("place", "admin2") and " of " in left.lower() and _LONGER_NAME.search(left) is not None
