"""What stands on either side of a name of a place and changes its part: who acts, who tells, what it lies in."""

import re

from monitor.steps.locate.triggers import KINDS, UNITS
from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.times_words import WEEKDAY

HIT_HOUSE = caseless(
    r"\b(?:attack\w*|blasts?|explosions?|bomb\w*|blew|blown|raid\w*|strikes?|shelling|rockets?|mortars?|hit|struck|stormed|targeted"
    r"|destroyed)\b[\w.’' -]{0,40}\b(?:headquarters|offices?|embassy|bureau|residence)\s+(?:in|at|near)$"
    r"|\b(?:houses?|homes?|vehicles?|cars?|convoys?|compound|motorcade)\s+(?:of|belonging\s+to|carrying)\s+[\w -]{0,40}"
    r"(?:in|at|near)$|\b(?:kill\w*|assassinat\w+|shot|wound\w*|injur\w+|abduct\w+|kidnap\w*|murder\w*|behead\w*)\s+(?:[\w-]+\s+){0,5}officials?"
    r"\s+(?:in|at|near)$"
    r"|\b(?:attack\w*|ambush\w*|raids?|fire[ds]?)\b[^,;]{0,40}\b(?:on|against|at)\s+(?:[\w-]+\s+){0,3}officials?\s+(?:in|at|near)$"
    r"|^(?!.*\b(?:said|told|spoke|speaking|reporters|journalists|protest\w*|rall\w+)\b)"
    r".*\b(?:outside|in front of|leaving|left|entering|near)\s+(?:his|her|its|their|the|an?)\s+"
    r"(?:[\w-]+\s+){0,2}(?:offices?|headquarters|embassy|bureau|residence)"
    r"(?: of [\w -]{0,30})?\s+(?:in|at|near)$"
)
"""`an explosion at its headquarters in Idlib`: nobody spoke there."""
INHABITANTS = caseless(
    r"\b(?:people|persons|residents|famil(?:y|ies)|households|villagers|civilians|inhabitants|individuals|those"
    r"|\d[\d,.]*(?: \w+)?)(?: (?:who|that))?(?: (?:are|were|had been|have been))?"
    r" (?:living|residing|resided|lived)(?: [\w-]+){0,3} in$"
)
"""`15,000 people living in Beni have fled`: nobody speaks there."""
HURT_AND_HELD = caseless(
    r"\b(?:killed|dead|died|injured|wounded|hurt|displaced)\b[^,;]{0,40}\b(?:arrested|detained|jailed) (?:in|at|near)$"
)
"""`ten were hurt and 15 arrested in two towns`: there they were hurt as well."""
_NO_REFUGE = either("who that which while when after before because as was were is are has have had where and but by")
FLIES_IN = caseless(
    r"\b"
    + either(
        r"fir(?:ed|ing) launch(?:ed|ing) rockets? missiles? shells? shelling push(?:ed)? advanc\w+ incursion "
        r"invasion offensive drones? "
        "mortars? (?:air)?strikes? raids? fire salvo siege"
    )
    + r"\b[^.;]{0,40}$",
)
"""`rockets fired into X` go to a target, not to a refuge."""
MARCH_IN = caseless(
    r"\b(?:gunmen|rebels|insurgents|militants|fighters|jihadists|bandits|raiders|attackers|assailants|guerrillas|terrorists"
    r"|troops|soldiers|forces|army|tanks|militia\w*|paramilitar\w+|M23|RSF|Hezbollah|Taliban|al-Shabaab|Boko Haram)\b"
    r"[^.;,]{0,60}\b(?:entered|(?:storm|burst|barg|charg|rampag|march|rode|rid|roll|smash|ramm|barrel|swoop|swe(?:pt|ep)"
    r"|sneak|snuck|infiltrat|crept|break|brok|rac|roar|pour|surg|flood)\w*(?:\s+(?:their\s+way|on\s+\w+|down))?\s+into)$"
    r"|\b(?:gunmen|bandits|raiders|attackers|assailants|insurgents|terrorists|herdsmen|killers)\b[^.;,]{0,30}"
    r"\b(?:came\s+to|arrived\s+(?:in|at)|made\s+their\s+way\s+to)$"
)
"""`gunmen on motorbikes entered the village`, `stormed into it`: no refugees."""
A_REFUGE = re.compile(
    rf"^\s+(?:(?!{_NO_REFUGE}\b)[\w’'-]+\s+){{0,6}}?"
    r"(?:camps?|sites?|schools?|churches|church|mosques?|shelters?|buildings?|houses|homes|villages?|towns?|areas?|cit(?:y|ies)"
    r"|communit(?:y|ies)|districts?|centers?|centres?|famil(?:y|ies)|settlements?|neighbou?rhoods?|compounds?|bases?"
    r"|suburbs?|parts?|hills|forests?|bush|fields?|hospitals?|stadium|monastery|monasteries|parks?|hotels?|locations?"
    r"|tents|places?|positions?|hideouts?|strongholds?|trenches|halls?|tribe|relatives|municipalit(?:y|ies)|county|counties|provinces?|regions?"
    r"|week|month|weekend|night|morning|days|yesterday|today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+$"
)
"""`fled to a camp near`, `sheltered in schools in`, `left villages around`: the outer word gives the part."""
ONE_NAME = re.compile(r"^\s+[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2},?\s*$")
TRAVELS = caseless(
    r"\b(?:going|heading|headed|travel\w*|driving|drove|bound|returning|returned|way|journey\w*|trip|fled|flee\w*|moved|moving"
    r"|cross\w*|evacuated|displaced|relocated|transferred|taken|rushed|went|walked|flown|route)\b[^,;]{0,40}\bto$"
)
"""`a bus going to Dorbel in`: who travels to a village there, was not hit there."""
OTHER_CLAUSE = caseless(rf"\b(?:that|who|when|while|after|before|because|as|and\s+then|if|despite|{WEEKDAY})\b")
FROM_AROUND = re.compile(r"^(?: \w+)? from (?:the )?(?:surround|nearby|neighbou?ring|outlying|adjacent|its )")

_FIRST = (
    r"(?:'s|’s)?(?:\s+(?:on|late|early|also|again|however|later|then|still|now|already|repeatedly|earlier|meanwhile"
    r"|this|last|and|itself)\b)?"
    rf"(?:\s+{WEEKDAY}|\s+week)?,?"
)
_ALLY = r"(?:\s+(?:and|,)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
_HELPED = r"(?:(?:has|have|had|would|will|could)\s+(?:\w+ly\s+)?(?:been\s+|not\s+)?)?"
_ACTS = either(
    "said says? told tells? vow(?:ed|s) warn(?:ed|s) veto(?:ed|es)? accus(?:ed|es) den(?:ied|ies|y) announc(?:ed|es) "
    "claim(?:ed|s) "
    "blam(?:ed|es) insist(?:ed|s) reject(?:ed|s) condemn(?:ed|s) call(?:ed|s) back(?:ed|s|ing)? support(?:ed|s)? "
    "launch(?:ed|es) "
    "want(?:ed|s) agree[ds]? pledg(?:ed|es) declar(?:ed|es) confirm(?:ed|s) interven(?:ed|es) sent sends deploy(?:ed"
    "|s) hail(?:ed|s) "
    "urg(?:ed|es) demand(?:ed|s) consider(?:ed|s) regard(?:ed|s) abstain(?:ed|s) vot(?:ed|es) believes? suspects? "
    "dismiss(?:ed|es) "
    "describ(?:ed|es) brands? admit(?:ted|s) acknowledg(?:ed|es) promis(?:ed|es) threaten(?:ed|s) respond(?:ed|s) "
    "retaliat(?:ed|es) "
    "invad(?:ed|es) annexed occupies cut impos(?:ed|es) broker(?:ed|s) mediat(?:ed|es) stood halt(?:ed|s) block(?:ed"
    "|s) trad(?:ed|es) "
    "carried_out conducts? conducted strikes?\\b(?!_(?:in|by|kill|hit)) kills? killed bombed fired let_it "
    "resum(?:ed|es) push(?:ed|es)_its press(?:ed|es)_(?:its|ahead|on) keeps pounded shelled attacked seized captured "
    "violated broke opened retaliated been_\\w+ing "
    "targeted struck dealt destroyed levelled "
    r"(?:is|was|are|were)_(?:\w+ly_)?(?:angry|concerned|worried|alarmed|outraged|appalled|furious|disappointed|aware"
    r"|unaware|prepared|willing|unwilling|reluctant|keen|confident|committed|opposed|sceptical|skeptical|convinced"
    r"|determined|grateful|seeking|pressing|pushing|considering|calling|urging)"
)
ACTS = re.compile(rf"^{_FIRST}{_ALLY}{_FIRST}\s+{_HELPED}{_ACTS}\b")
_SAYS = either(
    "said says told denies denied accuses accused blamed blames insists insisted claims claimed believes "
    "(?:has|had)_(?:(?:repeatedly|also|always|long)_)?(?:said|denied|blamed|accused|warned|insisted|claimed|urged|vowed)"
)
JUST_SAYS = re.compile(rf"^{_FIRST}\s+{_SAYS}\b")
_OFFICES = either(
    r"governments?(?!\s+[Aa]reas?\b) regimes? army armies military armed_(?:groups?|men) forces? troops? soldiers? "
    r"warplanes? jets? aircraft planes? helicopters? air_force "
    r"president prime_minister premier minist(?:er|ers|ry|ries) foreign defen[cs]e envoys? ambassadors? spokes\w+ "
    r"officials? parliament aerospace_(?:forces?|group) air_group "
    r"authorit(?:y|ies) state_(?:media|television|TV|news) intelligence navy leaders? king loyalists? all(?:y|ies) "
    r"opposition "
    r"representatives? mission delegation embassy Security_Council junta rulers? diplomats? air_raids? "
    r"air\s*strikes? police chief "
    r"head(?!\s+(?:back|home|for|to|out|off|north|south|east|west|towards?|into|away)\b) "
    r"veto media rebels? militants? fighters? jihadists? insurgents? militia(?:s|men)? drones? missiles? artillery "
    r"promises? pledges? "
    r"vows? offers? denials? claims? requests? demands? statements? accusations? objections? warnings? offensive "
    r"operations? "
    r"bombardment bombing warships? destroyers? frigates? submarines? carriers? proxies proxy "
    r"presidency palace cabinet ministr(?:y|ies) prosecutors? lawmakers mercenaries tanks? "
    r"commandos gunners bombers rockets? strikes? shelling raids? attacks? gunfire shellfire assaults? incursions? "
    r"invasion blockade settlers? siege fire "
    r"shells gunships? paratroop(?:er)?s marines snipers contractors generals? commanders? separatists chancellor "
    r"rangers Refugee_Council Church_Aid secretar(?:y|ies) administration "
    r"(?:Defen[cs]e|Foreign)_Minist(?:er|ry) Air_Force [Aa]rmed_[Ff]orces"
)
TAKES_IN = re.compile(
    r"^(?:['’]s \w+)?,? (?:(?:has|have|had) )?(?:already |also |so far )?(?:received|taken in|took in|absorbed)"
    r"(?: [\w,.-]+){0,5}? (?:people|famil|household|refugee|displaced|IDP|arriv|evacuee|resident|villager|civilian"
    r"|individual|person)"
)
"""Where they went, whoever is the grammar's subject: `the city of Goma received 300 families`."""
ROAD_PAIR = re.compile(r"^[-–](?:to-)?[A-Z][\w’'-]+ (?:highway|road|motorway|route|line|corridor)\b", re.IGNORECASE)
"""`on the Mombasa-Lamu road`: somewhere between them."""
SIDE = re.compile(r"^ sides?\b(?! of)")
"""`shelling by the Azerbaijani side`: a party, no place."""
WHERE_WAR = re.compile(
    r"^, where (?:[\w-]+ ){0,4}?(?:fighting|clashes|violence|attacks?|shelling|(?:air)?strikes?|gunmen|rebels|militants"
    r"|blasts?|explosions?|raids?|bombing)\b"
)
"""`unrest has reached Bria, where fighting killed five`."""
_LINKS = either(
    "from in on at to by with after as and or for near against where while when during before over since under into "
    "that which who is was were has have had "
    "fac(?:ed|es) suffer(?:ed|s) endured sustained experienced withstood repelled repulsed saw sees"
)
_TITLES = either(
    "President Premier Minister Secretary Ambassador Chancellor King Queen Envoy Chief Governor Senator Foreign_Office "
    "State_Department"
)
"""`US Defence Secretary Ann Gray`: as large as the name that follows."""
_ARMED = either(
    "Boko_Haram [Aa]l.Shaba+b Hezbollah Hizbollah Houthis? Huthis? Taliban Hamas Lord[’']s_Resistance_Army M23 ISWAP"
)
"""`Nigeria's Boko Haram` strikes in Cameroon as well."""
OFFICE = re.compile(
    rf"^(?:'s|’s|s)?\s+(?:(?:state|regional|provincial)\s+)?(?:(?!{_LINKS}\b)\w+\s+)?(?:{_OFFICES}|{_TITLES}|{_ARMED})\b(?![-–](?!backed|led))"
)
FIRE_AFTER = caseless(
    r"^(?:-led)?(?:\s(?:coalition|army|government|regime|military|navy|naval|air force))?\s"
    + either(
        "air_?strikes? air_?raids? air_attacks? drones? drone_(?:strikes?|attacks?|raids?) missiles? rockets? shells "
        "missile_(?:strikes?|attacks?) bombs bombing bombardments? shelling artillery warplanes? jets gunships? "
        "strikes bombers (?:air[-]?(?:strikes?|raids?))_(?:in|on|near|at|against|across|over|targeting)"
    )
    + r"\b",
)
"""`US air strikes killed 22`: who fires, not where it comes down."""
MINISTRY_IN = caseless(
    r"\b(?:ministr(?:y|ies)|spokes(?:m[ae]n|wom[ae]n|persons?|people)"
    r"|(?:officials?|officers?|authorities|staff|workers?|volunteers?|doctors?|nurses?|coordinators?|managers?)"
    r" (?:at|with|from|of) [^,.;]{3,40}|(?<!health )(?<!medical )(?<!trauma )cent(?:re|er)"
    r"|(?<!health )authority|department|headquarters|command|directorate|secretariat|committee) in $"
)
MINISTRY_SAYS = caseless(
    r"^, (?:the |a |an )?(?:[\w’'-]+ ){0,2}?(?:(?:defen[cs]e|foreign) (?:ministry|minister)|foreign office|kremlin"
    r"|pentagon|state department|prime minister|president)\b[^,.;]{0,40}?"
    r" (?:said|says|told|reported|put|announced|claimed|denied)\b"
)
"""`In Moscow, the defence ministry said four had died`: not there."""
TELLER_NEARBY = caseless(
    r"\b(?:residents?|villagers?|locals?|officials?|officers?|commanders?|spokes\w+|administrators?|councill?ors?"
    r"|lawmakers?|policem[ae]n|sources?|witness(?:es)?|elders?|doctors?|medics?|nurses?|teachers?"
    r"|farmers?|traders?|activists?|reporters?|journalists?|mayors?|chiefs?|people|inhabitants?)"
    r" (?:in|of|from|for) (?:the )?(?:nearby|neighbou?ring|adjacent) (?:[a-z]+ of )?$"
)
STAFF_IN = re.compile(
    r", (?:an? |the )?(?:[\w’'-]+ ){0,4}?(?:coordinators?|heads?|directors?|chiefs?|managers?|leaders?|presidents?"
    r"|chair\w+|secretary|representatives?|delegates?|advis[eo]rs?|analysts?|researchers?|lawyers?|activists?"
    r"|correspondents?|members?)(?: (?:of|for|at|with|from) (?:[\w’'&-]+ ){1,8}?)? ?in (?:the )?(?:[a-z]+ (?:of )?)?$"
)
"""`…, a priest and coordinator for the charity Caritas in Bunia, said`"""
SAID_ITS = re.compile(
    r"\b(?:[Ss]aid|[Aa]ccording to) (?:[A-Z][\w.’'-]+ ){1,3}?[A-Z][\w.’'-]+, (?:the )?(?:[\w-]+ ){0,2}"
    r"(?:commissioner|governor|mayor|administrator|head|chief|prefect|president|chair\w+|director|spokes\w+)"
    r" (?:of|for) (?:the )?(?:[a-z]+ ){0,2}$"
)
"""`said Shaffiq Sekandi, district commissioner of Kisoro`"""
SAID_BY = re.compile(r"\b(?:said|says|according to|told [A-Z]\w+) [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3},[^.;]{0,60}$")
"""`said Azad Omar, an officer in nearby Kalar`"""
HOURS_AWAY = caseless(
    r"(?:,|\b(?:is|lies|sits|located|situated|at|about|around|some|roughly|nearly|over)) (?:about |some |at least )?"
    r"(?:an? |the )?(?:[\w-]+[ -])(?:hours?|minutes?|days?)['’]?[ -](?:drive|walk|ride|flight|journey|trek|travel|trip"
    r"|hike)(?: [a-z]+){0,2} from (?:the )?(?:[\w-]+,? ){0,3}$"
)
"""`a village about five hours' drive from the capital`: not there."""
THE_CITY_AWAY = re.compile(
    r"(?:^|[.”\"]\s|\n)The (?:city|town|port),? (?:about |some |around |roughly )?\d{2,3} ?(?:km|kilomet(?:er|re)s?"
    r"|miles?)(?: \([^)]{3,20}\))? (?:to the )?[a-z-]+ (?:of|from) (?:the )?(?:[\w-]+,? )?$"
)
"""`The city, 80 miles south of Baghdad`: the one told of before."""
EPICENTRE = re.compile(
    r"\b(?:cent(?:red|ered|re|er)|epicent(?:re|er))\b[^.;]*(?:\b(?:off|offshore|beneath the sea)\b"
    r"|(?<![\d.,])(?:[5-9]\d|\d{3}) (?:miles|km|kilomet))[^.;]*$"
)
"""`centred off the coast, 50 miles south of Guayaquil`: the dead lie elsewhere."""
TELLS = re.compile(rf"^(?: [a-z]+)?{_FIRST}\s+(?:{_SAYS}|reported|added|recalled)\b")
"""`a resident of nearby Bourzanga told AFP`: not there."""
ITS_STAFF = re.compile(
    r"^(?:['’]s)?(?: [a-z]+){0,2}"
    r" (?:directors?|managers?|doctors?|medics?|officials?|staff|sources?|nurses?|surgeons?|head)"
    r"\b(?! (?:was|were|is|are|has been|had been)\b)[^,.;]{0,40}? (?:said|told|stated|reported|confirmed|says|added)\b"
)
"""`Shifa Hospital director Dr Ali said`: who tells of it."""
NAME_BETWEEN = re.compile(r"^, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,5}(?=,)")
"""`the defence ministry in Niamey said`, `officials at the registration point in Bannu said`."""
HAZARD_AFTER = caseless(
    r"^(?:['’]s)?(?: [\w-]+){0,2} (?:eruptions?|(?:earth)?quakes?|tremors?|aftershocks?|floods?|flooding|blazes?"
    r"|(?:wild|bush)?fires?|(?:land|mud)slides?|lava|ash|volcano|tsunami|drought|dam (?:breach|burst|collapse))\b"
)
"""`by Taal's eruption`, `the Kaikoura quake`: it happened there."""
WAR_AFTER = re.compile(
    r"^(?:'s|’s) (?:[\w-]+ ){0,3}?(?:war|conflict|crisis|insurgency|uprising|rebellion|strife)\b"
    r"(?!-| (?:on|in|into|of|with|against|over|effort|machine|cabinet|aims|chest|crimes?|dead|veterans?)\b)"
)
"""`to end Syria's five-year conflict, which has killed`: there."""
OVER_WATER = caseless(r"^ (?:river|lake|strait|mountains?|hills|range|desert)\b")
GOES_OVER = caseless(
    r"\b(?:fle[ed]\w*|cross\w*|dr[io]v\w+|sen[dt]\w*|pour\w*|escap\w*|push\w*|forc\w+|sw[ia]m\w*|ferr\w+|row\w+|chas\w+|mov\w+"
    r"|stream\w*|ran)\b(?:[^,;]|,\d){0,60}\b(?:over|across)$"
)
"""`drove them over the Arauca river`: which way they went."""
PAIRED = caseless(
    r"^-(?:[A-Z]\w+[- ])?"
    + either(
        "based backed led allied controlled supported sponsored funded brokered mediated aligned run born trained "
        "made imposed linked "
        "dominated chaired proposed drafted"
    )
    + r"\b",
)
GROUP = re.compile(
    r"^\s+"
    + either(
        "people communit(?:y|ies) tribes?(?:men)? clans? youths? ethnic nationalists? herders farmers nationals "
        "citizens speakers "
        "immigrants migrants diaspora refugees?_from natives? Dinka Nuer"
    )
    + r"\b"
)
ON_A_PLACE = re.compile(r"\b(?:in|on|at|hit) (?:the )?$")
"""`a strike on the Bilozerska community`"""
LIST_GAP = re.compile(
    r"^(?:['’]s?)?\s*(?:,|,?\s+(?:and|or|as\s+well\s+as|then|&)|/)\s+(?:(?:the|nearby|neighbou?ring|in|around)\s+)?"
    r"(?:(?:towns?|villages?|cit(?:y|ies))\s+of\s+)?$"
)
BORDER_GAP = caseless(
    r"\b(?:borders?|frontiers?|crossings?|boundary)\b[^,;]*\b(?:with|to|from|into)\b|\bborder(?:s|ing)\b"
)
"""`the Rafah crossing with Egypt` does not lie in Egypt."""
PARENT_GAP = re.compile(
    rf"^(?:,|,?\s+(?:a|an|the)\s+[\w\s’'-]{{3,40}})?,?\s*(?:a\s+{KINDS}\s+|{KINDS},?\s+|which\s+is\s+|located\s+"
    rf"|lying\s+)?"
    r"(?:(?:in|of|within)\s+)?(?:the\s+)?(?:[a-z][\w’'-]*\s+){0,5}$"
)
FAR_GAP = caseless(
    r"\b(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)? of (?:the (?:[\w-]+ ){0,3})?$"
    r"|\d ?(?:km|kms|kilomet(?:er|re)s?|miles?)\b|^ from (?:within|inside|around)\b"
)
"""`Vigia, a town 230 miles northwest of Bogota` does not lie in Bogota."""
ITS_HISTORY = re.compile(
    r"\b(?:since|when|after|before|where) (?:it|they|the (?:group|movement|militants|rebels|insurgents))"
    r" (?:[a-z]+ ){1,5}in $"
)
"""`Boko Haram has killed 20,000 since it took up arms in Nigeria`, in a story from Chad."""
BESIDE = caseless(r"\b(?:near|close to|not far from) $")
"""A country: `in the northern parts near Turkey` are not in Turkey."""
IN_UNKNOWN = re.compile(
    r"\b(?i:in|at|near|from|around|outside|of) (?i:the )?[A-Z][\w’'-]*(?: (?:of |de |la |al-)?[A-Z][\w’'-]*){0,3}, ?$"
)
"""`in Nobody Knows It, Cordoba department`: the bigger place has the part of the smaller one."""
THE_CAPITAL = re.compile(
    r"\b(?:of|from) (?:the|its) (?:[\w-]+ ){0,2}(?:capital|city|town|seat|centre|center|hub)(?: city)?, $"
)
"""`north of the capital, Addis Ababa`: the name has the part of what it is told to be."""
OWNED = re.compile(r"^(?:['’]s?|s)(?:\s+[\w-]+){0,3}\s+$")
IN_UNIT = re.compile(r"^,?(?:\s+\w+)?\s+(?:in|of)\s+(?:the\s+)?$")
UNIT_AFTER = caseless(rf"^\s+{UNITS}\b")
_WHERE_IN_LAND = either(
    "coastal northern southern eastern western central border refugee displacement mountain desert port frontier "
    "rebel market mining "
    "main southwestern southeastern northeastern northwestern"
)
LAND = re.compile(rf"^(?:'s|’s)?\s+(?:{_WHERE_IN_LAND}\s+){{0,2}}(?:{KINDS}|soil|coast|airspace|prisons?|desert)\b")
_ITS_LAND = either(
    "war civil_war conflict crisis north south east west southeast southwest northeast northwest border coast"
)
QUALITY_AFTER = re.compile(
    rf"^(?:'s|’s)\s+(?!(?:[\w-]+\s+){{0,3}}(?:{KINDS}|{_ITS_LAND})\b)(?!(?:[\w-]+\s+)?[A-Z])[a-z]"
)
"""`Russia's primacy`, against `Syria's northern province` and `Syria's war`."""
BORDER_TOWN = re.compile(
    r"^(?:['’]s)? (?:border|frontier) (?:towns?|villages?|cit(?:y|ies)|districts?|provinces?|states?)\b"
)
"""`a Ugandan border town` lies in Uganda."""
BORDER_AFTER = re.compile(r"^(?:'s|’s)?(?:-[A-Z]\w+)?[ -](?:borders?|frontiers?)\b")
CROSSING_AFTER = re.compile(
    r"^(?:-[A-Z]\w+)?[ -](?:borders?|frontiers?) "
    r"(?:crossings?|posts?|gates?|points?|terminals?|towns?|villages?|areas?)\b"
)
"""`the Nasib border crossing` is Nasib itself."""
CAPITAL_AFTER = re.compile(
    r"^(?:'s|’s|s)?,?\s+capital\b"
    r"(?!\s+(?:punishment|of|gains|city\s+of|(?!Mon|Tue|Wed|Thu|Fri|Sat|Sun)[A-Z]))(?:\s+city\b)?"
)
