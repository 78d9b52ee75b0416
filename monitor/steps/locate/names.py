"""When a name that could be a place is a person's, a paper's or an organisation's."""

import re

from monitor.model.knowledge import PlaceName
from monitor.steps.locate.half_names import is_half_a_name
from monitor.steps.locate.roles import Role
from monitor.text.caseless import caseless
from monitor.text.shortened import TITLES
from monitor.text.words import word_set

_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)(\.?)[ ]$")
_WORD_AFTER = re.compile(r"^ ([^\W\d_][\w’'-]*)")
_FITS_BEFORE = word_set(
    "in at near from to of around outside inside the and or north south east west northern southern eastern western "
    "central northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper lower "
    "greater inner outer middle new old rural monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december mid city on for with by as after "
    "when while but a an two three rebel government besieged occupied nearby today yesterday over across into towards "
    "toward province provincial district mount lake camp downtown region state"
)
"""Right before a name of a place; another word with a capital may be part of a longer name."""
_FITS_AFTER = word_set(
    "province governorate region state district county city town village area camp camps countryside valley oblast "
    "prefecture "
    "department territory zone township raion airport airbase road highway river mountains hills border crossing "
    "bridge "
    "dam port and or on in at from to since monday tuesday wednesday thursday friday saturday sunday is was has have "
    "were after as until by north south east west northern southern eastern western yesterday today island islands "
    "strip heights "
    "rohingya palestinian refugee agency local division locality municipality commune canton cercle arrondissement "
    "subdistrict subcounty subdivision krai wilaya woreda payam boma tehsil upazila barangay regency emirate chiefdom "
    "girls boys government general teaching provincial primary secondary technical hospital school college mosque "
    "church market "
    "peninsula suburbs january february march april may june july august september october november december"
)
"""Right behind a name of a place, with a capital or without."""
_FIRST_NAME = re.compile(
    rf"(?:\b(?:{'|'.join(TITLES)}|Sheikh|General|Colonel|Major|Captain|President|Minister|Senator|"
    r"Ambassador|Governor|Mayor|Professor|Judge|Justice|Prince|Princess|King|Queen|Lord|Lady|Sir|Pope|Saint"
    r"|Abu|"
    r"Abd|Abdul|Abdel|Umm|Ibn|Bin|Director|Commander|Chief|Secretary|Envoy|Chancellor|Bishop|Imam|Ayatollah"
    r"|Mullah|Monsignor|Father|Fr|Reverend|Brother|Sister|Attorney|Lawyer|Comrade|Deputy)\.?|\b[A-Z]\.) $"
)
_BODY = (
    r"(?:Times|Post|Herald|Tribune|Gazette|Telegraph|News|Today|TV|Television|Radio|Journal|Daily|Observer|Monitor"
    r"|Star|"
    r"Institute|University|Center|Centre|Observatory|Media|Conventions?|Liberation|Front|Party|Brigades?|Army"
    r"|(?<!Police )Command"
    r"|Forces"
    r"|Shield|"
    r"Islamic(?! State)|Fighters|Movement|Resistance|Corps|Battalion|Coalition|Congress|Alliance|Revolutionary|"
    r"Council|Network|Committee|Coordination|Association|Foundation|Union|Bank|Airlines|Airways|Exchange|Olympic\w*"
    r"|Cup|"
    r"Club|United|FC|Accords?|Agreements?|Treaty|Process|Protocol|Group|Company|Corp|Inc|Ltd|Street|Avenue|Stadium)\b"
)
_BODY_AFTER = re.compile(rf"^(?: \w+)? {_BODY}|^ (?:[Ww]ars|radio|television|winds?|virus|fever)\b")
_BODY_BEFORE = re.compile(
    r"\b(?:University|Bank|Institute|Times|Voice|Radio|Islamic State|ISIS|Republic|Kingdom|Party|Front|League|Church"
    r"|Archbishop|Bishop|"
    r"Duke|Friends|Doctors|Institute|Daesh|ISIL|Levant|Movement|Army|People|Government|Embassy|Ministry) (?:of|for)"
    r" (?:the )?$|\b(?:Embassy|Ministry) in (?:the )?$"
)
_BODY_ENDS = (" of ", " in ", " for ", " from ", "the ", "iraq", " IN ", " OF ", " FOR ", "THE ", "IRAQ", "Iraq")
"""What each of the two below ends with."""
_ISLAMIC_STATE = caseless(r"Islamic State (?:of|in|for) (?:Iraq(?:\s*and (?:the )?)?)?$")
HOSTS = word_set(
    "abuja accra addis_ababa algiers arusha astana bangui bonn brussels cairo camp_david cotonou dayton djibouti doha "
    "geneva helsinki istanbul jakarta jeddah kampala khartoum kuala_lumpur kyoto lome lomé luanda lusaka machakos "
    "madrid manama minsk montreux moscow muscat nairobi naivasha nazran nur-sultan nyon ohrid oslo ouagadougou "
    "panmunjom paris pretoria rambouillet riyadh rome sharm_el-sheikh skhirat sochi stockholm sun_city taif tashkent "
    "tehran vienna vilnius washington"
)
"""Cities whose guests made peace elsewhere: `the Minsk ceasefire` holds, or not, far from Minsk."""
_AGREED_AFTER = re.compile(
    r"^(?:’s|'s)?(?:[ -](?:brokered|mediated|sponsored|led|hosted|agreed|signed|based))?"
    r"(?: (?:peace|political|humanitarian|security|nuclear|draft|interim|final|failed|fragile|shaky|first|second|latest"
    r"|ceasefire|truce|[a-z]+-[a-z]+))*"
    r"[ -](?:talks|peace|process|conference|summit|accords?|agreements?|deal|communiqu[eé]|declaration|protocols?"
    r"|convention|negotiations|format|cease-?fires?|truces?|armistice|cessation of hostilities|pacts?|plan|road ?map"
    r"|framework|de-escalation)\b"
)


_PERSON_AFTER = re.compile(
    r"^, (?:an? |aged )?\d{1,3}(?:-year-old|,(?!\d)| ?years)|^, who\b|^,? \d{2},? (?:who|said|told|from)\b"
)
_THERE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]round) (?:the )?$")
"""`In Morang, a 58-year-old woman died`: no person."""
_TITLED = re.compile(
    rf"\b(?:{'|'.join(TITLES)}|Sheikh|General|Colonel|Major|Captain|Lieutenant|Sergeant|Brigadier"
    r"|Commander|Inspector|Superintendent|President|Minister|Senator|Governor|Mayor|Spokesman|Spokeswoman)"
    r"\.? [A-Z][\w’'-]+ $"
)
_OFFICE_AFTER = re.compile(
    r", (?:an?|the|who|[a-z]+) (?:[\w’'-]+ ){0,3}?(?:officers?|spokes\w+|residents?|doctors?|officials?|workers?"
    r"|teachers?|farmers?|commanders?|chiefs?|minister|mayor|governor|activists?|lawyers?|traders?|nurses?|shopkeepers?|analysts?"
    r"|elders?|leaders?|directors?|heads?|policem[ae]n|soldiers?|members?|managers?|coordinators?)\b"
    r"|, (?:spokes\w+|head|director|chief|governor|mayor|commander|leader|chair\w*|president|secretary|member"
    r"|coordinator|manager) (?:of|for|at)\b"
)
_OF_A_SMALL_COUNTRY = 44
"""Weight of a unit of one: `told Prothom Alo` is no island in the Pacific."""
_MEDIUM_REACH, _FIRST_NAME_REACH = 30, 16
"""Signs of the longest words before a name: no match begins further off."""
_A_TOWN_WITH_PAPERS = 30
_MEDIUM_BEFORE = re.compile(
    r"\b(?:channel|agency|newspaper|daily|station|broadcaster|website|TV|television|magazine|outlet|[Rr]adio|Ahrar|Tahrir"
    r"|Fateh|Jaish|Jaysh|Jund|Agence|AGENCE|Ansar|Liwa|Harakat|Katibat|Faylaq|Hay'at|Hayat)[ -]+(?:al[- ])?$"
    r"|\btold The $|\b[Aa]gency,? [(“\"](?:al[- ])?$"
)
"""`told The Irrawaddy`, `the news agency (Saba)`"""

_MEDIUM_AFTER = re.compile(r" (?:newspaper|daily|magazine|website|news agency|TV channel|television channel)\b")
_OF_ANOTHER_NAME = re.compile(r"al-quds (?:hospitals?|brigades?|force|day)\b", re.IGNORECASE)
"""A hospital named after Jerusalem."""

_GIVEN_NAMES = word_set(
    "mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein hossein omar umar othman osman ibrahim ismail "
    "abdullah abdallah abdul abdel abdulrahman khaled khalid mahmoud mustafa yusuf youssef yousef bashar saddam "
    "hamid hamza bilal tariq tarek rami fatima aisha maryam leila layla zainab amina "
    "jose juan carlos luis maria jorge pedro miguel francisco antonio manuel rafael fernando ricardo roberto alberto "
    "eduardo enrique alfredo alfonso oscar raul ramon cesar hector julio mario pablo diego andres arturo guillermo "
    "gustavo ignacio rodrigo armando rodolfo felipe ernesto ana carmen rosa elena "
    "john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark "
    "donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary "
    "nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond "
    "jack dennis jerry tyler aaron henry douglas peter adam nathan zachary walter kyle harold jean pierre jacques "
    "michel francois philippe andre marie louis emmanuel nicolas mary patricia jennifer linda elizabeth barbara susan "
    "sarah karen nancy lisa margaret sandra ashley emily donna michelle carol amanda melissa deborah stephanie laura "
    "ivan vladimir sergei sergey dmitry alexei igor oleg andrei andriy oleksandr volodymyr mykola viktor yuri anna "
    "olga natalia svetlana emeka chukwu kwame kofi tadesse getachew abebe abiy deng garang machar salva riek "
)
"""`Jose Guerrero`, `Anna Paris`: behind one of them stands a surname."""


_BUILDING_AFTER = re.compile(
    r"^ (?:Hotel|Inn|Cafe|Café|Restaurant|Cinema|Hospital|Bridge|Street|Avenue|Boulevard|Plaza|Square|Tower|Gate|Mosque"
    r"|Stadium|Mall"
    r"|Bay|Harbou?r|Road|Town|Colony|Park|Creek|River|Beach|Point)\b"
)
"""`the Palestine Hotel`, `Jordan Street`; but `Aleppo Hospital` lies in the town."""


_TOWN_OF = ("city of ", "town of ", "village of ")
_LANDS = frozenset("Syria Iraq Yemen Libya Lebanon Ukraine Sudan Somalia Afghanistan Mali Nigeria".split())
"""`the city of Tabqa Syria`, in copy without commas"""


def is_title_case(text: str) -> bool:
    """A headline that capitalises its words says nothing by a capital letter."""
    if len(text) >= 300:
        return False
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 2 and sum([word[0].isupper() for word in words]) >= 0.6 * len(words)


_DATELINE_AFTER = re.compile(
    r"^(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?(?:,? "
    r"?\([A-Z][^)\n]{1,30}\)(?: ?(?:--|[-–—:])|(?= [A-Z]))| ?(?:--|[–—])|(?: -|:)(?= )| (?=[A-Z][a-z]* ))"
)


def is_dateline(text: str, name: PlaceName) -> bool:
    """`MOSCOW (Sputnik)`, `BEIRUT, Lebanon (AP) --`: capitals in a text that is not written in capitals."""
    words = text[name.start : name.end]
    return (
        len(words) > 3
        and words.isupper()
        and not text[name.end : name.end + 200].isupper()
        and bool(_DATELINE_AFTER.match(text[name.end : name.end + 80]))
    )


def is_part_of_a_name(text: str, name: PlaceName, role: Role, *, title_case: bool) -> bool:
    """True for `Jordan Whitaker`, `New York Times`, `Islamic State of Iraq`, `the Geneva talks`."""
    left, right = text[max(name.start - 60, 0) : name.start], text[name.end : name.end + 60]
    is_against = left[-5:] == "anti-" and name.candidates[0].level in ("place", "admin2")
    if (
        is_against
        or _OF_ANOTHER_NAME.match(text, name.start, name.end + 12)
        or is_half_a_name(text[name.start : name.end].lower(), left, right, name.candidates[0].level)
    ):
        return True
    if (
        (
            left.endswith(_BODY_ENDS)
            and ((_ISLAMIC_STATE.search(left) and name.candidates[0].level == "country") or _BODY_BEFORE.search(left))
        )
        or _MEDIUM_BEFORE.search(left, max(len(left) - _MEDIUM_REACH, 0))
        or _FIRST_NAME.search(left, max(len(left) - _FIRST_NAME_REACH, 0))
    ):
        return True
    level = name.candidates[0].level
    if (level == "country" and not title_case and _BUILDING_AFTER.match(right)) or is_medium(text, name):
        return True
    if level != "people" and _is_last_name(left, right):
        return True
    if level != "country" and _has_an_age(left, right):
        return True
    if _BODY_AFTER.match(right) and role is not Role.PARENT:
        return level != "country" or not _BODY_AFTER.match(right).group().endswith("Army")  # type: ignore[union-attr]  # matched above
    if _AGREED_AFTER.match(right) and "_".join(text[name.start : name.end].lower().split()) in HOSTS:
        return True
    return not title_case and _touches_a_capital(left, right, name, role, level)


def is_half_a_person(text: str, name: PlaceName, weight: int, role: Role) -> bool:
    """`Leon Liagao`: a city known everywhere stands before any capital, the small one meant here (`weight`) not."""
    if is_title_case(text):
        return False
    left, right = text[max(name.start - 60, 0) : name.start], text[name.end : name.end + 60]
    return _touches_a_capital(left, right, name._replace(weights=(weight,)), role, "place")


def is_medium(text: str, name: PlaceName) -> bool:
    """`Turkey's Hurriyet newspaper`; a big town has papers of its own."""
    if name.weights[0] >= _A_TOWN_WITH_PAPERS or name.candidates[0].level != "place":
        return False
    return _MEDIUM_AFTER.match(text, name.end, name.end + 30) is not None


def is_person(text: str, name: PlaceName) -> bool:
    """`Samira, 55, who fled`, `Jose Guerrero`: wherever the text names it again, it is no place."""
    right = text[name.end : name.end + 60]
    left = text[max(name.start - 60, 0) : name.start]
    return _has_an_age(left, right) or _is_last_name(left, right)


def _has_an_age(left: str, right: str) -> bool:
    """`Samira, 55, who fled`; but `In Morang, a 58-year-old woman died`."""
    return _PERSON_AFTER.match(right) is not None and not _THERE.search(left)


def _is_last_name(left: str, right: str) -> bool:
    """`Jose Guerrero`, `Captain Nur Aden`, `Sadik Aden Ali, spokesman for`, `Nur Aden, a worker at the bank`."""
    before = _WORD_BEFORE.search(left, left.rfind(" ", 0, -1) + 1)
    if before is None or not before.group(1)[0].isupper():
        return False
    word = before.group(1)
    if word.lower() in _GIVEN_NAMES:
        return True
    if word.lower() in _FITS_BEFORE or _is_capitals(word):
        return False
    if _TITLED.search(left):
        return True
    after = _WORD_AFTER.match(right)
    goes_on = after is not None and _is_odd(after.group(1), _FITS_AFTER) and not _is_capitals(after.group(1))
    return _OFFICE_AFTER.match(right, after.end() if after and goes_on else 0) is not None


def _touches_a_capital(left: str, right: str, name: PlaceName, role: Role, level: str) -> bool:
    sure = name.weights[0] >= _OF_A_SMALL_COUNTRY and not name.is_word
    sure = sure and (level != "admin1" or name.weights[0] > _OF_A_SMALL_COUNTRY)
    after = _WORD_AFTER.match(right)
    # A big place may stand before any capital ("Aleppo Mohammed said"); a small one or a word is a first name.
    if after and not sure and _is_odd(after.group(1), _FITS_AFTER) and not _is_capitals(after.group(1)):
        return after.group(1) not in _LANDS or not left.endswith(_TOWN_OF)
    before = _WORD_BEFORE.search(left, left.rfind(" ", 0, -1) + 1)
    if before and before.group(1)[0].isupper() and before.group(1).lower().rstrip("’'s") not in _FITS_BEFORE:
        if role is Role.PARENT or _is_capitals(before.group(1)):
            return False
        starts = not left[: before.start()].strip() or left[: before.start()].rstrip()[-1] in '.!?"“:;-—–|'
        return (
            not starts
            and not sure
            and (level not in ("country", "area", "admin1") or name.weights[0] <= _OF_A_SMALL_COUNTRY)
        )
    return False


def _is_odd(word: str, fitting: frozenset[str]) -> bool:
    return word[0].isupper() and word.lower() not in fitting


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()
