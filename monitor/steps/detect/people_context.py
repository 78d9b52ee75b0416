"""What makes bound people no incident: accidents, crime without war, disease, sport; and what a disaster caused."""

from itertools import pairwise

from monitor.model.mention import Cause, Kind, Status
from monitor.steps.detect.people_binding import Binding
from monitor.steps.detect.people_group import Group, Sort
from monitor.steps.detect.people_movement import EVERYDAY, LEAVING, TOLD_BEFORE, is_by_itself, names_other_errand
from monitor.steps.detect.people_words import BE, MANY
from monitor.text.words import Words, word_set

_DISASTER = word_set(
    "disaster flood floods flooding flooded floodwaters earthquake quake earthquakes tremor typhoon hurricane storm "
    "storms cyclone tornado tornadoes wildfire wildfires bushfire bushfires landslide landslides mudslide mudslides "
    "drought eruption volcano tsunami rain rains rainfall heavyrains monsoon monsoons avalanche heatwave snowfall "
    "snowstorm blizzard aftershock aftershocks"
)
_MISHAP = word_set(
    "crash crashed crashes collision collided accident accidents accidental derailed derailment capsized overturned "
    "plunged skidded stampede leak avalanche scaffolding spill toxins poisoning cancer fever cholera ebola virus "
    "covid coronavirus disease illness pneumonia malaria measles outbreak flu overdose drowned drowning asbestos "
    "lightning stroke influenza collapsed collapse concert stadium festival stairway trampled crush rails derails "
    "capsizes sinks tournament ravine gorge wreck swerved veered overturning speeding motorway expressway brakes "
    "motorists derby midfielder goalkeeper winger scrum peloton innings batsman bowler wicket quarterback half-time "
    "rugby footballers cricketers jockey jockeys crocodile crocodiles shark sharks elephant elephants hippo hippos "
    "hippopotamus hyena hyenas snakebite bees wasps stingray firecrackers fireworks"
)
_OF_DISASTERS = word_set("drowned drowning collapsed collapse lightning")
_CONFLICT = word_set(
    "fighting fight clashes clash offensive militants militant militia militias rebels rebel gunmen gunman army "
    "troops soldiers attack attacks attacked war conflict violence bombardment shelling shell shells shelled "
    "airstrikes airstrike strikes strike insurgents armed military forces operation operations bomb bombs bombing "
    "bomber bombers shot shooting gun guns gunfire rocket rockets missile missiles landmine mines ambush ambushed "
    "raid raids siege suicide explosive explosives grenade grenades guerrillas terrorists terrorist jihadists taliban "
    "isil massacre massacred fire fired chlorine sarin gas weapons gassed gassing warplane targeted coalition "
    "warplanes aircraft jets regime isis refugees migrants fleeing fled shootings bombings stabbings gunfight "
    "gunfights gunbattle firefight drone drones mortar mortars artillery stormed"
)
_ACTION = (_CONFLICT - word_set("army troops soldiers armed military forces")) | word_set(
    "flee uprooted displaced sanctuary refugee refuge"
)
"""Soldiers have accidents too, so they alone do not make it a fight."""
_FICTION = word_set(
    "film movie novel novelist thriller screenplay sitcom videogame sequel prequel instalment installment"
)
_MAKERS = word_set("crew maker makers director star festival set student industry")
_SELF = frozenset(("himself", "herself", "themselves", "itself"))


def is_no_incident(words: Words, binding: Binding) -> bool:
    """True where the words around the figure say that nothing of ours happened."""
    following = words.at(binding.trigger.last)
    return (
        ((following in _SELF or following == "time") and binding.trigger.kind is not Kind.DISPLACEMENT)
        or words.at(binding.trigger.first - 1) in ("nearly", "almost")
        or _returns(words, binding)
        or _is_fiction(words)
        or _is_pretence(words)
        or _is_no_displacement(words, binding)
        or (binding.trigger.kind is not Kind.DISPLACEMENT and (_is_mishap(words) or _is_of_disease(words, binding)))
    )


def _is_mishap(words: Words) -> bool:
    """An accident or an illness, and no word of fighting beside it."""
    if "heart" in words.low and words.at(words.low.index("heart") + 1) in ("attack", "attacks"):
        return True
    mishaps = _MISHAP if _DISASTER.isdisjoint(words.low) else _MISHAP - _OF_DISASTERS
    return not mishaps.isdisjoint(words.low) and _ACTION.isdisjoint(words.low)


def _is_of_disease(words: Words, binding: Binding) -> bool:
    """ "cholera has killed 62 in rebel-held Yemen", "62 died of cholera": also in a war."""
    trigger = binding.trigger
    before = words.low[max(0, trigger.first - _DISEASE_REACH) : trigger.first]
    behind = words.low[trigger.last : trigger.last + _DISEASE_REACH]
    did = not _DISEASES.isdisjoint(before) and "," not in before and trigger.role == "act"
    died = behind[:1] in (["of"], ["from"]) and not _DISEASES.isdisjoint(behind[:3])
    return did or died


_DISEASE_REACH = 5
_DISEASES = word_set(
    "cholera measles ebola virus covid coronavirus disease malaria meningitis outbreak epidemic fever diphtheria "
    "pandemic typhoid dysentery polio influenza flu hepatitis diarrhoea diarrhea pneumonia cancer"
)


def _is_fiction(words: Words) -> bool:
    """ "In the film, 40 villagers are killed"; but a film crew can be."""
    return not _FICTION.isdisjoint(words.low) and any(
        word in _FICTION and words.at(i + 1) not in _MAKERS for i, word in enumerate(words.low)
    )


_PRETENCE = word_set("umpires stuntman stuntmen stuntwoman simulated mock role-players make-believe casualty-drill")
_DRILLS = word_set("drill drills manoeuvres maneuvers wargame wargames rehearsal simulation re-enactment reenactment")


def _is_pretence(words: Words) -> bool:
    """ "Volunteers played 90 wounded in a drill"; but soldiers on manoeuvres can be shelled."""
    low = words.low
    return not _PRETENCE.isdisjoint(low) or (not _DRILLS.isdisjoint(low) and _ACTION.isdisjoint(low))


_COMBATANTS = word_set(
    "employees workers staff staffers jobs militants fighters soldiers troops rebels jihadists jihadis terrorists "
    "gunmen police policemen members insurgents guerrillas guerillas militiamen attackers assailants suspects robbers "
    "prisoners inmates detainees players investors commandos mercenaries killers hijackers officers forces personnel "
    "commanders recruits conscripts diplomats tourists criminals convicts bandits kidnappers thieves passengers "
    "bankers brokers graduates academics scientists savers clients fans customers advertisers users voters "
    "shareholders directors executives bodies corpses golfers spectators swimmers surfers skiers hikers runners "
    "cyclists jockeys concertgoers filmgoers beachgoers commuters holidaymakers"
)
_CIVIL = word_set(
    "people persons civilians residents families family households household villagers inhabitants refugees women "
    "individuals survivors islanders pensioners fishermen peasants children others rohingya syrians townspeople "
    "locals souls farmers herders relatives citizens evacuees idps traders adults elders townsfolk pastoralists nomads"
)
_THEM = frozenset(("them", "whom"))
_WHO_REACH = 4
_GO_ON_AFTER_FLED = word_set("scene justice prosecution prison jail custody arrest court")


def _is_no_displacement(words: Words, binding: Binding) -> bool:
    """Fighters who run, robbers who flee the scene, workers who leave, one person on the move."""
    group, trigger, _ = binding
    if trigger.kind is not Kind.DISPLACEMENT:
        return trigger.hit.rule.value == "fighters" and _FIGHTERS.isdisjoint(words.low[group.number : group.last + 2])
    nouns = _nouns(words, binding)
    if group.sort is Sort.ONE or (
        nouns & _COMBATANTS and not nouns & _CIVIL and _KIN.isdisjoint(words.low[group.last : group.last + 4])
    ):
        return True
    if _GO_ON_AFTER_FLED & set(words.low[trigger.last : trigger.last + 3]):
        return True
    value = trigger.hit.rule.value
    if value == "households":
        return group.figure.unit != "households"
    if value in EVERYDAY and not _are_many_on_the_way(words, binding):
        return True
    if value == "residents" and names_other_errand(words) and _FLIGHT.isdisjoint(words.low):
        return True
    if value in ("residents", "under-way", LEAVING) or value in EVERYDAY:
        is_crowd = (
            value in EVERYDAY and "men" not in nouns and group.sort is Sort.PEOPLE and (group.figure.low or 0) >= _CROWD
        )
        return not (is_crowd or _is_civil(group, nouns) or _is_nation(words, group)) or (
            value == LEAVING and not _leaves_a_place(words, trigger.last)
        )
    return False


def _nouns(words: Words, binding: Binding) -> set[str]:
    """Who they are; of "26 of them" that stands before the verb."""
    group, trigger, _ = binding
    nouns = set(words.low[group.number + 1 : group.last])
    return nouns | set(words.low[max(0, trigger.first - _WHO_REACH) : trigger.first]) if nouns & _THEM else nouns


def _are_many_on_the_way(words: Words, binding: Binding) -> bool:
    """Everyday verbs of a few people, or of a number without its noun, tell of no flight."""
    group, trigger, how = binding
    size = max(group.figure.low or 0, group.figure.high or 0)
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
            or (size >= _CROWD and words.low[group.last : group.last + 2] == ["out", "of"])
        )
        return is_vague or (size >= _MANY and is_told)
    return size >= _FEW or group.sort is Sort.HOUSEHOLDS


def _is_driven_by(words: Words, at: int) -> bool:
    """ "the battle for Bor sent 84,000 across the river": a danger drives people, a commander sends troops."""
    return not _DRIVERS.isdisjoint(words.low[max(0, at - _DRIVER_REACH) : at])


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
_MANY = 20
_KIN = word_set("family families relatives civilians dependants")


_FIGHTERS = word_set(
    "own lives children sons daughters brothers relatives colleagues people comrades soldier fighter man officer "
    "policeman militant men militants fighters soldiers troops terrorists members rebels gunmen officers policemen "
    "commandos"
)


def names_a_side(words: Words, group: Group) -> bool:
    """ "40 policemen": those who fight, not whoever was in the way."""
    return not _COMBATANTS.isdisjoint(words.low[group.number + 1 : group.last])


def _is_nation(words: Words, group: Group) -> bool:
    """ "45,000 Sudanese": a people by its name, where not every word is in capitals."""
    head = group.last - 1
    is_name = words.upper(head) and not words.text[words.start[head] : words.end[head]].isupper()
    is_plural = words.low[head] in MANY or (group.sort is Sort.UNKNOWN and words.low[head].endswith("s"))
    return is_name and is_plural and group.sort in (Sort.PEOPLE, Sort.UNKNOWN)


def _is_civil(group: Group, nouns: set[str]) -> bool:
    if group.sort is Sort.HOUSEHOLDS or nouns & _CIVIL:
        return True
    return group.sort is Sort.BARE and max(group.figure.low or 0, group.figure.high or 0) >= _MANY


_PLACE_LEADS = word_set("the their eastern western northern southern central besieged old rebel for from")
_LEFT_ENDS = word_set(". , because after since on amid by ahead if unless as when before yesterday overnight today")
_SPAN_LEADS = word_set("in within over during between")
_SPAN_UNITS = word_set("hours days weeks months years weekend fortnight")
_NO_PLACES = word_set(
    "party talks meeting company school job work country office stage field pitch room hospital stadium"
)


def _leaves_a_place(words: Words, at: int) -> bool:
    """ "left Dasht-e Archi district", "had left." but not "left the talks", "left behind", "are left"."""
    following = words.at(at)
    if (words.at(at - 1) == "left" and words.at(at - 2) in BE) or words.low[at : at + 2] == ["for", "home"]:
        return False
    if not following or following in _LEFT_ENDS:
        return True
    if following in _SPAN_LEADS and any(word in _SPANS or word in _SPAN_UNITS for word in words.low[at + 1 : at + 6]):
        return True
    is_flight = not _DRIVERS.isdisjoint(words.low)
    if set(words.low[at : at + 4]) & (_NO_PLACES - {"country"} if is_flight else _NO_PLACES):
        return False
    is_named = following in _PLACE_LEADS or (words.upper(at) and following not in ("a", "an"))
    return is_named or (is_flight and not _LEFT_PLACES.isdisjoint(words.low[at : at + _PLACE_REACH]))


_LEFT_PLACES = word_set(
    "areas area villages towns districts neighbourhoods neighborhoods settlements camps camp cities communities hamlets"
)
_PLACE_REACH = 4
"""`left conflict-affected areas`"""
_RETURN = word_set("returned return returning returns repatriated resettled back")


_RETURN_REACH = 12
_WENT = word_set("helped brought bused flown taken escorted driven went gone go going came come coming heading headed")


_LEAVE_OR_MOVE = EVERYDAY | {LEAVING, "residents"}


_DARE_NOT = (["afraid"], ["scared"], ["unable"], ["unwilling"], ["fearful"], ["terrified"])


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


_HOMEWARD = 3


def _returns(words: Words, binding: Binding) -> bool:
    """ "3,700 displaced families have gone back": those who return are not displaced anew."""
    group, trigger, _ = binding
    ahead = " ".join(words.low[trigger.last : trigger.last + 14]).partition(" ,")[0].split()
    if trigger.hit.rule.value in _LEAVE_OR_MOVE and any(_goes_back(ahead, i) for i in range(len(ahead))):
        return True
    is_named_so = trigger.role == "people" or (group.first < trigger.first and trigger.last <= group.last)
    if trigger.kind is not Kind.DISPLACEMENT or not is_named_so:
        return False
    far = words.low[group.last : group.last + _RETURN_REACH]
    if any(pair == ("for", "home") for pair in pairwise(far)):
        return True
    near = far[:6]
    return any(word in _RETURN for word in near) or ("home" in near and not _WENT.isdisjoint(near))


_RATES = word_set("per each every daily a")
_SPANS = word_set("day week month year hour minute")


def status_of(words: Words, binding: Binding) -> Status | None:
    """A rate ("an average of 12 deaths a day") runs on; else what the trigger fixes, else None: judged later."""
    group, trigger, _ = binding
    last = max(group.last, trigger.last)
    near = words.low[max(0, group.first - 3) : group.number]
    places = (*range(group.last, group.last + 2), *range(last, last + 4))
    is_rate = any(words.at(i) in _RATES and words.at(i + 1) in _SPANS for i in places)
    if "average" in near or is_rate:
        return Status.CUMULATIVE
    return trigger.hit.rule.status


def cause_of(words: Words) -> Cause:
    """DISASTER where the sentence speaks of one and of no fighting."""
    if not _DISASTER.isdisjoint(words.low) and _CONFLICT.isdisjoint(words.low):
        return Cause.DISASTER
    return Cause.CONFLICT
