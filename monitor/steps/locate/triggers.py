"""The words that stand before a name of a place and give it its part in the sentence: `in`, `fled from`, `seized`."""

import re

from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.times_words import WEEKDAY
from monitor.text.words import word_set

UNITS = either(
    "count(?:y|ies) districts? provinces? governorates? states? territor(?:y|ies) regions? departments? prefectures? "
    "localit(?:y|ies) zones? divisions? municipalit(?:y|ies) communes? cantons? cercles? arrondissements? townships? "
    "sub-?districts? sub-?count(?:y|ies) sub-?divisions? oblast raions? krai wilayas? woredas? payams? bomas? tehsils? "
    "talukas? upazilas? barangays? regenc(?:y|ies) emirates? chiefdoms? local_government_areas?"
)
"""What the countries of the world are cut into."""
KINDS = either(
    "city cities towns? villages? provinces? districts? regions? areas? governorates? states? count(?:y|ies) camps? "
    "outskirts suburbs? "
    "hills? shores? capital parts? neighbou?rhoods? quarters? countryside municipalit(?:y|ies) department enclave "
    "port side sides "
    "edges? centre center heart rest islands? mountains? communit(?:y|ies) settlements? territor(?:y|ies) stronghold "
    "bastion zones? "
    f"prefecture coast streets? swathes? much most all city_centre plains? {UNITS}"
)
_SHELTERED = either("sheltered sheltering take_shelter took_shelter taking_shelter living staying arrived")

_BORDER = (
    r"(?:borders?|frontiers?|boundary|bordering|crossings?)\s+(?:points?\s+)?(?:with|of|from|to|between)(?:\s+the)?"
    r"|\b(?:bordering|borders)(?:\s+the)?(?=\s*$)|\bbordering\s+(?:areas|districts|regions|provinces|parts)\s+of(?=\s*$)"
)
_FIGHTERS = either(
    "rebels? insurgents? militants? fighters? forces militias? groups? movement troops army military jihadists? "
    "Houthis? Hezbollah Hizbollah Hizbullah Hezbullah factions? allies proxies"
)
_LAUNCH = (
    either(
        "(?:air)?strikes? shelling rockets? missiles? fire fired launched drones? shells? bombardment artillery raids?"
    )
    + r"(?:\s+\w+){0,2}\s+from(?:\s+inside|\s+within|\s+over|\s+above|\s+near)?"
    r"(?:\s+(?:an?|the)(?:\s+[\w-]+){1,4}\s+(?:in|inside|of))?\b"
    rf"|(?:fired|launched|lobbed|sent)\s+by\s+(?:[\w'’-]+\s+){{0,3}}?{_FIGHTERS}\s+(?:based\s+|operating\s+)?in\b"
    r"|(?:attackers|assailants|gunmen|raiders|bandits|rustlers|insurgency|incursions?|infiltrat\w+|spill-?over|by\s+(?:\w+\s+)?(?:fighters|gunmen|militants|rebels|bandits|raiders"
    r"|jihadists|troops|mercenaries))\s+from\b"
    r"|(?:hail(?:s|ed|ing)?|originat\w+|originally)\s+from\b|(?:natives?|nationals?|citizens?)\s+(?:of|from)\b"
    r"|(?:between|against)\s+(?:[\w-]+\s+){0,3}(?:herders|herdsmen|keepers|youths?|nomads|pastoralists|tribesmen|communities|clans)"
    r"\s+from\b|(?:spill\w*|spilt|spread\w*|crept|creeping|seep\w+|leak\w+|(?:insurgency|revolt|rebellion|war|conflict|violence"
    r"|gunmen|fighters|militants|rebels|bandits|raiders|jihadists)\s+(?:that|which|who)\s+(?:ha[sd]\s+|have\s+)?(?:came|come"
    r"|crossed|moved))(?:\s+(?:over|across|in|into|out|down|the|border))*\s+from\b"
)
"""Also where a war or its men came from: `the revolt that spilled over from Mali` is not told of Mali."""
_NEAR = (
    r"(?:near|close\s+to|not\s+far\s+from|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\s+of"
    r"|outside(?:\s+of)?"
    r"|(?:km|(?:kilomet(?:re|er)s?|miles?)\)?)(?:\s+\([^)]*\))?(?:\s+\w+(?:-\w+)?){0,2}\s+(?:from|of)"
    r"|towards\s+the\s+\w+\s+of"
    r"|(?:ambush\w*|attack\w*|bomb\w*|blast|mine|explosion|checkpoint|convoy|bus|truck|vehicle|lorry|minibus|off)"
    r"(?:\s+[\w-]+){0,4}?\s+on\s+(?:the|a)\s+(?:[\w-]+\s+){0,2}(?:road|highway|motorway|route)"
    r"\s+(?:to|towards?|from|between|linking))\b"
)
"""Whoever is ambushed on the road to a town is near it."""
_AFTERMATH = (
    r"(?:aftermath\s+of|wake\s+of|(?:retaliation|revenge|reprisal|response)\s+(?:for|to)|to\s+avenge)"
    r"(?:\s+[\w-]+){0,6}\s+(?:in|on|at)\b"
)
"""`in the aftermath of violence in Khagrachhari`: what went before, elsewhere."""
_SITES = either(
    "markets? bazaars? hospitals? clinics? airports? airbases? mosques? cathedral bridges? barracks bases? prisons? "
    "schools? garrisons? skies"
)
_INNER = rf"(?:{KINDS}|{_SITES})\s+of\b|\b(?:the|a|in)\s+{KINDS}\b(?=\s*$)"
_HARM = either(
    r"killed wounded injured dead died hit struck attack\w* \w*strikes? bomb\w* shell\w* fight\w* clash\w* people "
    "soldiers? civilians troops forces militants rebels displaced"
)
_HEARERS = either(
    "on late early by over via to an? the his her its in this last week today yesterday morning evening night "
    f"reporters? newsmen {WEEKDAY} journalists? news_agency_of_\\w+ \\([a-z]{{2,8}}\\) lawmakers "
    "diplomats media news agency conference briefing meeting interview "
    "statement telephone phone satellite call message parliament supporters television TV radio AFP Reuters AP Xinhua "
    "DPA BBC CNN"
)
_GATHERINGS = either(
    "forum conference summit gathering rally seminar audience crowd panel session hearing committee council(?!_ward) "
    "court club assembly meeting briefing newspaper daily station channel program(?:me)? website"
)
_SEAT = (
    rf"(?:said|says|told|spoke|speaking)(?:\s+{_HEARERS}){{0,6}}\s+(?:in|at|from|near)\b|"
    r"monitored\s+(?:here\s+)?in\b|"
    r"(?:talks?|negotiations|summit|meeting)\s+(?:chaired|hosted|led|mediated|brokered|sponsored|convened)\s+by"
    r"(?:\s+[\w’'-]+){1,6}\s+(?:in|at)\b|"
    r"to\s+(?:the\s+)?(?:news\s+agency\s+of\s+\w+|newsmen|reporters|journalists|AFP|Reuters|AP|Xinhua|Anadolu)"
    r"(?:\s+\([a-z]{2,8}\))?\s+(?:in|at|from)\b|"
    rf"told\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?{_GATHERINGS}\s+(?:in|at|from|near)\b|"
    + either(
        "reporters journalists conference statement interview interviewed briefing "
        "talks? meetings? met meets? "
        "summit hearing negotiations speech address parliament headquarters headquartered based office offices "
        "correspondent bureau "
        "embassy spokes(?:man|woman|person)(?!_at_(?:the|a)_hospital) "
        "born studying exile exiled diplomats? analysts? officials? court trial "
        r"(?<!their.)(?<!his.)(?<!her.)(?<!the.)(?<!of.)(?<!\d.)(?<!more.)(?<!many.)(?<!human.)(?<!ian.)(?<!red.)lives "
        "living lived phone "
        "telephone "
        "hospitali[sz]ed seen resid(?:es|ing|ed) time(?!_in_an?_) "
        "published released obtained presented banned outlawed prohibited blacklisted convicted "
        "jailed arrested brokered mediated negotiated signed agreed hosted initialled inked sealed concluded"
    )
    + rf"(?:\s+(?!{KINDS}|{_HARM}|(?:said|says?|told|tells?|reported)\b)[\w’'-]+){{0,3}}\s+(?:in|at|from|near)\b"
)
_DESTINATION = (
    either(
        r"headed heading way route road en_route bound reach(?:ed|ing|es)? arriv(?:ed|ing|es|als?)(?:_(?:in|at|to))? "
        rf"{_SHELTERED}(?:_\w+){{0,4}}_(?:in|at|near) refuge_(?:in|at|near) camped(?:_\w+){{0,5}}_(?:in|around|at"
        rf"|near) settled_in "
        r"stranded_(?:in|at|near|along) hosted_(?:in|by) asylum_in safety_(?:in|of|at) resettled_in "
        r"stay(?:ing|ed)?_in return(?:s|ed"
        r"|ing)?_to back_to "
        r"enter(?:ed|s|ing)? to into towards? for via "
        r"treat(?:ed|ing|ment)(?:_(?!its_|their_|our_)[\w-]+){0,6}?_(?:hospitals?|clinics?)_in"
    )
    + r"\b"
)
_ORIGIN = (
    either(
        "from(?:_(?:within|inside|around|across|throughout))? "
        "out_of leav(?:e|es|ing) left flees? fled fleeing quit(?:s|ting)? abandon(?:ed|ing|s)? escap(?:e|ed|es"
        "|ing) "
        "evacuat(?:e|ed|es|ing) desert(?:ed|ing) empt(?:y|ied|ies|ying) vacat(?:ed|ing) outside"
    )
    + r"\b"
)
_ATTACK = either("offensive assault advance push attack raids? strikes? bombardment fire crackdown operation campaign")
_TARGET = (
    either(
        "on onto upon hit hits hitting strikes? struck striking bombing_of pounding_of pound shell bomb batter hammer "
        "overrun retake besiege storm "
        "bomb(?:ed|s|ing|ard(?:ed|ing|s|ment_of))? pound(?:ed|s|ing) "
        "shell(?:ed|s|ing)(?:_of)? target(?:ed|s|ing) attack(?:s|ed|ing)? captur(?:ed?|es|ing)(?:_of)? seiz(?:ed?|es"
        "|ing|ure_of) retook "
        "retak(?:en?|ing) overr[au]n recaptur(?:ed?|ing) regain(?:ed|s|ing)? control_of took tak(?:e|en|ing) "
        "storm(?:ed|s|ing)? "
        "(?:claw|w[io]n|took|tak|snatch|grab|got)(?:ed|ing|en|s)?_back secur(?:ed|ing) clear(?:ed|ing) occupied "
        "purg(?:ed|ing) "
        "snatch(?:ed|ing) grabbed annex(?:ed|ing) hold(?:s|ing)? held reclaim(?:ed|ing) conquer(?:ed|ing) entered "
        "besieg(?:ed|ing) raid(?:ed|s|ing)? shook rock(?:ed|s) over against liberat(?:ed|ing|es) lost fall_of "
        "siege_of battle_(?:for|of) "
        rf"{_ATTACK}s?_(?:on|in|against|into|to_(?:re)?take) fired(?:_\w+){{0,3}}_(?:at|into|on) overwhelm(?:ed|ing) "
        rf"surround(?:ed|ing) "
        "encircl(?:ed|ing) devastat(?:ed|ing) batter(?:ed|ing) blockad(?:ed|ing) "
        "(?:slamm|barrell?|roar|crash)(?:ed|ing)_into"
    )
    + r"\b"
)
_ACTOR = (
    either(
        r"by with between all(?:y|ies) backers? accus\w+ blam\w+ urg\w+ thank\w+ includ\w+ call(?:ed|s|ing)?_on "
        r"neighbou?r(?:s|ing)? "
        r"ask\w* press(?:ed|es|ing) pressur\w+ prodd\w+ begg\w+ persuad\w+ warn(?:ed|s|ing)? "
        r"rivals? because_of like against sanctions_on slammed_by foes? enem(?:y|ies) bid_by friends? versus among"
    )
    + r"(?:\s+the)?(?=\s*$)"
)
_AT = (
    either(
        r"in at near around inside across throughout within along off between beyond surrounding through amid under "
        r"covering beside "
        r"outside nearby(?=\s*$) where including to_the_\w+_of"
    )
    + r"\b"
)
_STAND = r"(?:located|positioned|stationed|entrenched|deployed|holed\s+up|dug\s+in)\s+(?:in|at|around|near|on)\b"
TRIGGER = caseless(
    rf"(?P<border>\b{_BORDER})|(?P<launch>\b{_LAUNCH})|(?P<near>\b{_NEAR})|(?P<after>\b{_AFTERMATH})|(?P<inner>\b{_INNER})|(?P<seat>\b{_SEAT})"
    rf"|(?P<stand>\b{_STAND})"
    rf"|(?P<destination>\b{_DESTINATION})|(?P<origin>\b{_ORIGIN})|(?P<target>\b{_TARGET})|(?P<actor>\b{_ACTOR})"
    rf"|(?P<bare>\bof(?:\s+the)?(?=\s*$))|(?P<at>\b{_AT})",
)
STEMS = word_set(
    "bor fro bou cro nea clo not out nor sou eas wes km kil mil tow air str she roc mis fir lau dro bom art rai the "
    "a in cit vil pro dis "
    "reg are gov sta cou cam sub hil sho cap par nei qua mun dep enc por sid edg cen hea res isl mou com set ter bas "
    "zon pre coa swa muc "
    "mos all pla obl sai tol say rep jou con int bri spe spo tal mee met sum neg add off cor bur emb stu exi dip ana "
    "tri liv lif pho tel mon "
    "hos ban bla jai arr way rou roa en rea ref asy saf ret bac to ont via for ent of lea lef fle qui aba esc eva "
    "des emp vac on hit pou "
    "tar att sei rec ove too tak sto bes aga lib los fal sie bat ass adv pus cra ope sur dev blo by wit bet acc urg "
    "tha inc cal riv bec "
    "bro res tim cla win won got sna gra cle occ ann hol hel "
    "med sig agr hos ini ink sea pur lik san sla foe ene bid fri ver amo at aro ins acr thr wit alo bey ami und cov "
    "whe see pub rel obt ins inf spi spr cre lea rev reb war vio gun jih ban min exp che veh lor off beg ask per "
    "hai ori nat cit loc pos dug fig ham en amb bus tru sec div can cer rai kra wil wor pay teh upa bar emi chi lob "
    "rus sen upo aft wak ret rep mar baz cli cat bar pri sch gar ski tre"
)
"""How the words begin that may open a trigger: the pattern is tried only there, for it is long."""
_ANY_WORD = re.compile(r"[A-Za-z]+")


def find_triggers(clause: str) -> list[re.Match[str]]:
    """As `TRIGGER.finditer`, and many times as fast; the group that matched is the part."""
    found: list[re.Match[str]] = []
    free = 0
    for word in _ANY_WORD.finditer(clause):
        if word.group()[:3].lower() in STEMS and word.start() >= free:
            match = TRIGGER.match(clause, word.start())
            if match is not None:
                found.append(match)
                free = match.end()
    return found
