"""What makes people who leave no displacement: whose trade it is, a way of few people, no place left, a return."""

from itertools import pairwise

from monitor.model.mention import Kind
from monitor.steps.detect.people.binding import Binding
from monitor.steps.detect.people.group import Group, Sort
from monitor.steps.detect.people.movement import EVERYDAY, LEAVING, TOLD_BEFORE, WAYS, is_by_itself, names_other_errand
from monitor.steps.detect.people.movement_words import BACK, COMPASS, OTHER_ERRANDS
from monitor.steps.detect.people.no_count import counts_no_displaced
from monitor.steps.detect.people.words import AUX, BE, CLAUSE_STARTS, DETERMINERS, MANY, RELATIVES, SPANS, THEM
from monitor.text.words import Words, word_set

_COMBATANTS = word_set(
    "employees workers staff staffers jobs militants fighters soldiers troops rebels jihadists jihadis terrorists "
    "gunmen police policemen members insurgents guerrillas guerillas militiamen attackers assailants suspects robbers "
    "prisoners inmates detainees players investors commandos mercenaries killers hijackers officers forces personnel "
    "commanders recruits conscripts diplomats tourists criminals convicts bandits kidnappers thieves passengers "
    "bankers brokers graduates academics scientists savers clients fans customers advertisers users voters "
    "shareholders directors executives bodies corpses golfers spectators swimmers surfers skiers hikers runners "
    "cyclists jockeys concertgoers filmgoers beachgoers commuters holidaymakers supporters devotees pilgrims nurses "
    "midwives scouts firemen firefighters volunteers delegates crew crewmen sailors seamen athletes musicians artists "
    "actors engineers technicians astronauts guests shoppers diners sightseers travellers travelers motorists "
    "trekkers mountaineers climbers campers demonstrators protesters mourners marchers strikers partygoers revellers "
    "festivalgoers applicants candidates ministers lawmakers judges consumers contractors lenders subscribers gamers "
    "followers backpackers bidders exhibitors ravers cadets lawyers marines peacekeepers paratroopers reservists "
    "officials instructors inspectors observers"
)
_CIVIL = word_set(
    "people persons civilians residents families family households household villagers inhabitants refugees women "
    "individuals survivors islanders pensioners fishermen peasants children others rohingya syrians townspeople "
    "locals souls farmers herders relatives citizens evacuees idps traders adults elders townsfolk pastoralists nomads "
    "community tribe clan congregation"
)
_TOLLS = word_set("casualties fatalities deaths injuries wounded dead killed")
"""`recorded 600 civilian casualties`, `led to 4,900 deaths`: nobody was led anywhere."""
_WHO_REACH = _OF_REACH = 4
_GO_ON_AFTER_FLED = word_set("scene justice prosecution prison jail custody arrest court")
_HURT = word_set("injured wounded patients patient")
_TREATED = word_set("hospital hospitals treatment clinic clinics surgery")
"""`21 injured people were taken to hospital`"""
_SICK = _HURT | {"sick", "ill"}
_MEDICAL = word_set("sick ill medical medically treated patients critically")
_FALSE_ALARM = word_set("alarm smell hoax cut")
_ALARMS = {("fire", "alarm"), ("false", "alarm"), ("gas", "smell"), ("bomb", "hoax"), ("power", "cut")}
"""`guests had to leave after a fire alarm`: they are back within the hour."""
_SEIZED = word_set("captive captives hostage hostages kidnapped abducted prisoner prisoners")
_DRIVER_REACH = 25
_DRIVERS = word_set(
    "battle battles fighting clashes violence attack attacks shelling bombardment offensive assault war raid raids "
    "strikes airstrikes bombing siege fire blast explosion storm flood floods quake earthquake eruption cyclone "
    "typhoon hurricane massacre killings advance push fall onslaught unrest riots crackdown flames wildfire rains "
    "insecurity hostilities conflict"
)
_FLIGHT = word_set(
    "fled flee fleeing flight refuge shelter escape escaping escaped evacuate evacuated displaced refugee refugees"
)
_FEW = 10
_CROWD = 100
"""So many of whatever trade on the way out of danger are residents."""
_FOR_WHOM = word_set("for with on to by at against among")
_EXPELS = word_set("push pushed pushes pushing drove drive driven drives driving chased chase expelled hounded forced")
_MANY = 20
_KIN = word_set("family families relatives civilians dependants")
_PLACE_LEADS = word_set("the their eastern western northern southern central besieged old rebel for from")
_LEFT_ENDS = word_set(". , because after since on amid by ahead if unless as when before yesterday overnight today")
_SPAN_LEADS = word_set("in within over during between")
_SPAN_UNITS = word_set("hours days weeks months years weekend fortnight")
_NO_PLACES = word_set(
    "party talks meeting company school job work country office stage field pitch room hospital stadium"
)
_LEFT_PLACES = word_set(
    "areas area villages towns districts neighbourhoods neighborhoods settlements camps camp cities communities hamlets"
)
_PLACE_REACH = 4
"""`left conflict-affected areas`"""
_RETURN_REACH = 12
_BACK_REACH = 20
_WENT = word_set("helped brought bused flown taken escorted driven went gone go going came come coming heading headed")
_DARE_NOT = (["afraid"], ["scared"], ["unable"], ["unwilling"], ["fearful"], ["terrified"])
_HOMEWARD = 3
_QUIT = word_set("left departed leave leaving vacated")
_CAMPS = word_set("camp camps shelters sites centres centers")
_CAMP_REACH = 6
_STRUCK = _DRIVERS | word_set("attacked stormed raided shelled bombed burned burnt torched overran flooded")
_HOMECOMINGS = word_set("repatriation repatriations repatriated repatriate returnees homecoming")
_HOME_THEY_GO = {
    ("way", "home"),
    ("journey", "home"),
    ("refugees", "home"),
    ("exiles", "home"),
    ("evacuees", "home"),
    ("displaced", "home"),
}
_HEDGES = word_set("some about around nearly over more than close to up at least almost roughly another additional")
_SERVES = word_set(
    "help helps helped helping assist assists assisted assisting aid aids aided aiding support supports supported "
    "supporting feed feeds fed feeding serve serves served serving vaccinate vaccinated vaccinating benefit benefits "
    "benefited benefiting target targets targeted targeting cover covers covered covering"
)
_AID = word_set(
    "aid assistance food water medicine medicines blankets tents supplies relief rations cash kits parcels meals "
    "services vaccines packages items goods help"
)
_AID_REACH = 6
_KEPT = word_set("prevented barred stopped kept blocked banned forbidden deterred discouraged hindered")
_CANNOT = word_set("cannot can't couldn't unable")


def is_no_flight(words: Words, binding: Binding) -> bool:
    """Fighters who run, robbers who flee the scene, workers who leave, one person on the move."""
    group, trigger, _ = binding
    if trigger.kind is not Kind.DISPLACEMENT:
        return False
    value = trigger.hit.rule.value
    if value in ("households", "abroad"):
        return not (group.figure.unit == "households" if value == "households" else _is_nation(words, group))
    nouns = _nouns(words, binding)
    if (group.sort is Sort.ONE or nouns & _TOLLS) or (
        nouns & _COMBATANTS and not nouns & _CIVIL and _KIN.isdisjoint(words.low[group.last : group.last + 4])
    ):
        return True
    is_seized = not _SEIZED.isdisjoint(words.low[group.last : trigger.first])
    if (
        is_seized
        or _is_held_back(words, trigger.first)
        or (nouns & _HURT and not _TREATED.isdisjoint(words.low))
        or (nouns & _SICK and _is_medical(words, trigger.first))
        or (not _FALSE_ALARM.isdisjoint(words.low) and not _ALARMS.isdisjoint(pairwise(words.low)))
        or counts_no_displaced(words, binding)
        or _GO_ON_AFTER_FLED & set(words.low[trigger.last : trigger.last + 3])
    ):
        return True
    if value in EVERYDAY and (_are_served(words, group) or not _are_many_on_the_way(words, binding)):
        return True
    if (value == "residents" and names_other_errand(words) and _FLIGHT.isdisjoint(words.low)) or (
        value == LEAVING and _leave_for_errand(words, trigger.last)
    ):
        return True
    if value in ("residents", "under-way", LEAVING) or value in EVERYDAY:
        is_crowd = (
            value in EVERYDAY and "men" not in nouns and group.sort is Sort.PEOPLE and (group.figure.low or 0) >= _CROWD
        )
        return not (is_crowd or _is_civil(group, nouns) or _is_nation(words, group)) or (
            value == LEAVING and not _leaves_a_place(words, trigger.last)
        )
    return False


def _is_medical(words: Words, at: int) -> bool:
    """ "evacuated 97 sick and wounded people", "the medical evacuation of 29 patients": to be treated."""
    return words.at(at).startswith(("evacuat", "medevac")) and not _MEDICAL.isdisjoint(words.low)


def _is_held_back(words: Words, at: int) -> bool:
    """ "250,000 civilians prevented from fleeing", "9,000 are unable to escape": they are where they were."""
    before = words.low[max(0, at - 3) : at]
    is_kept = before[-1:] == ["from"] and not _KEPT.isdisjoint(before)
    return is_kept or not _CANNOT.isdisjoint(before) or before[-2:] in (["could", "not"], ["can", "not"])


def _are_served(words: Words, group: Group) -> bool:
    """ "helped 3,200 families with cash", "food for 900": no way of theirs is told."""
    if words.at(group.last) in RELATIVES:
        return False
    at = group.first - 1
    while words.at(at) in DETERMINERS or words.at(at) in _HEDGES:
        at -= 1
    if words.at(at) in _SERVES:
        return True
    near = words.low[max(0, at - _AID_REACH) : max(at, 0)]
    return words.at(at) in ("to", "for", "of") and not _AID.isdisjoint(near) and CLAUSE_STARTS.isdisjoint(near)


def _nouns(words: Words, binding: Binding) -> set[str]:
    """Who they are, as far as "55 members of an Indian community"; of "26 of them" that stands before the verb."""
    group, trigger, _ = binding
    last = group.last + _OF_REACH * (words.at(group.last - 1) == "members" and words.at(group.last) == "of")
    nouns = set(words.low[group.number + 1 : min(last, max(trigger.first, group.last))])
    return nouns | set(words.low[max(0, trigger.first - _WHO_REACH) : trigger.first]) if nouns & THEM else nouns


def _are_many_on_the_way(words: Words, binding: Binding) -> bool:
    """Everyday verbs of a few people, or of a number without its noun, tell of no flight."""
    group, trigger, how = binding
    size = group.figure.size
    if how == "subject" and is_by_itself(words, trigger.first, trigger.hit.rule.value):
        return False
    is_absolute = words.at(group.first - 1) == "with" and words.at(trigger.last - 1).endswith("ing")
    if how == "subject" and words.at(group.first - 1) in _FOR_WHOM and not is_absolute:
        return False
    if group.sort is Sort.BARE:
        is_vague = group.figure.low != group.figure.high
        value = trigger.hit.rule.value
        is_told = (
            value == TOLD_BEFORE
            or (how == "subject" and value != "driving")
            or _is_driven_by(words, trigger.first)
            or (words.at(trigger.first) in _EXPELS and words.at(group.last) in COMPASS)
            or (size >= _CROWD and words.low[group.last : group.last + 2] == ["out", "of"])
        )
        return is_vague or (size >= _MANY and is_told)
    return size >= _FEW or group.sort is Sort.HOUSEHOLDS


def _is_driven_by(words: Words, at: int) -> bool:
    """ "the battle for Bor sent 84,000 across the river": a danger drives people, a commander sends troops."""
    return not _DRIVERS.isdisjoint(words.low[max(0, at - _DRIVER_REACH) : at])


def names_a_side(words: Words, group: Group) -> bool:
    """ "40 policemen": those who fight, not whoever was in the way."""
    return not _COMBATANTS.isdisjoint(words.low[group.number + 1 : group.last])


def _is_nation(words: Words, group: Group) -> bool:
    """ "45,000 Sudanese": a people by its name, where not every word is in capitals."""
    head = group.last - 1
    is_name = words.upper(head) and not words.text[words.start[head] : words.end[head]].isupper()
    word = words.low[head]
    is_plural = word in MANY or word.endswith("ans") or (group.sort is Sort.UNKNOWN and word.endswith("s"))
    return is_name and is_plural and group.sort in (Sort.PEOPLE, Sort.UNKNOWN)


def _is_civil(group: Group, nouns: set[str]) -> bool:
    if group.sort is Sort.HOUSEHOLDS or nouns & _CIVIL:
        return True
    return group.sort is Sort.BARE and group.figure.size >= _MANY


def _leaves_a_place(words: Words, at: int) -> bool:
    """ "left Dasht-e Archi district", "had left." but not "left the talks", "left behind", "are left"."""
    if _quit_a_camp(words, at - 1):
        return False
    at += words.at(at) in ("a", "an") and words.at(at + 1) in _PLACE_LEADS
    following = words.at(at)
    if (words.at(at - 1) == "left" and words.at(at - 2) in BE) or words.low[at : at + 2] == ["for", "home"]:
        return False
    if not following or following in _LEFT_ENDS:
        return True
    if following in _SPAN_LEADS and any(word in SPANS or word in _SPAN_UNITS for word in words.low[at + 1 : at + 6]):
        return True
    is_flight = not _DRIVERS.isdisjoint(words.low)
    if set(words.low[at : at + 4]) & (_NO_PLACES - {"country"} if is_flight else _NO_PLACES):
        return False
    is_named = following in _PLACE_LEADS or (words.upper(at) and following not in ("a", "an"))
    return is_named or (is_flight and not _LEFT_PLACES.isdisjoint(words.low[at : at + _PLACE_REACH]))


def _leave_for_errand(words: Words, at: int) -> bool:
    """ "left Bristol on Thursday for a holiday in Spain"."""
    ahead = words.low[at : at + _PLACE_REACH * 2]
    return "for" in ahead and not OTHER_ERRANDS.isdisjoint(ahead[ahead.index("for") + 1 :][:3])


def _goes_back(ahead: list[str], i: int) -> bool:
    """ "left Lebanon on Sunday to go back to their homes"."""
    if (
        ahead[i] == "home"
        and ahead[i - 1 : i] != ["from"]
        and ahead[i + 1 : i + 2] in (["across"], ["to"], ["from"], ["after"], ["on"])
    ):
        return i < _HOMEWARD
    return (ahead[i] == "to" and ahead[i - 1 : i] not in _DARE_NOT) and (
        ahead[i + 1 : i + 2] == ["return"] or ahead[i + 2 : i + 3] in (["back"], ["home"])
    )


def _is_homecoming(words: Words) -> bool:
    """ "the first convoy of the repatriation", "a scheme to bring refugees home"."""
    if not _HOMECOMINGS.isdisjoint(words.low) or ("batch" in words.low and not BACK.isdisjoint(words.low)):
        return True
    return "home" in words.low and any(pair in _HOME_THEY_GO for pair in pairwise(words.low))


def _are_back(words: Words, at: int) -> bool:
    """ "30,000 people who fled to Chad have gone back": the second verb tells where they are now."""
    for i in range(at, min(at + _BACK_REACH, len(words))):
        if words.low[i] in AUX and words.at(i - 1) not in RELATIVES:
            now = words.low[i + 1 : i + 4]
            return not BACK.isdisjoint(now) or ("home" in now and not _WENT.isdisjoint(now))
        if words.low[i] in (";", "."):
            break
    return False


def _quit_a_camp(words: Words, at: int) -> bool:
    """ "1,400 IDPs (301 families) departed from two camps": for home, where nobody attacks them."""
    if words.at(at) == "(":
        at = next((i + 1 for i in range(at, at + _CAMP_REACH) if words.at(i) == ")"), at)
    is_of_camps = words.at(at) in _QUIT and not _CAMPS.isdisjoint(words.low[at : at + _CAMP_REACH])
    return is_of_camps and _STRUCK.isdisjoint(words.low)


def returns(words: Words, binding: Binding) -> bool:
    """ "3,700 displaced families have gone back": those who return are not displaced anew."""
    group, trigger, _ = binding
    ahead = " ".join(words.low[trigger.last : trigger.last + 14]).partition(" ,")[0].split()
    is_way = trigger.hit.rule.value in WAYS
    if is_way and (_is_homecoming(words) or any(_goes_back(ahead, i) for i in range(len(ahead)))):
        return True
    is_led = words.at(group.last) in RELATIVES and group.last < trigger.first
    is_named_so = trigger.role == "people" or is_led or (group.first < trigger.first and trigger.last <= group.last)
    if trigger.kind is not Kind.DISPLACEMENT or not is_named_so:
        return False
    if is_led:
        return _are_back(words, trigger.last)
    if _quit_a_camp(words, max(group.last, trigger.last)):
        return True
    far = words.low[group.last : group.last + _RETURN_REACH]
    if any(pair == ("for", "home") for pair in pairwise(far)) or (far[:1] == ["home"] and _is_homecoming(words)):
        return True
    near = far[:6]
    return any(word in BACK for word in near) or ("home" in near and not _WENT.isdisjoint(near))
