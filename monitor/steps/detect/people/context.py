"""What makes bound people no incident: accidents, crime without war, disease, sport; and what a disaster caused."""

from collections.abc import Sequence
from itertools import pairwise

from monitor.model.mention import Cause, Kind, Status
from monitor.steps.detect.people.binding import Binding
from monitor.steps.detect.people.flight import is_no_flight, returns
from monitor.steps.detect.people.words import SPANS
from monitor.text.words import Words, word_set

_DISASTER = word_set(
    "disaster flood floods flooding flooded floodwaters earthquake quake earthquakes tremor typhoon hurricane storm "
    "storms cyclone tornado tornadoes wildfire wildfires bushfire bushfires landslide landslides mudslide mudslides "
    "drought eruption volcano tsunami rain rains rainfall heavyrains monsoon monsoons avalanche heatwave snowfall "
    "snowstorm blizzard snow blaze blazes inferno aftershock aftershocks cloudburst cloudbursts downpour "
    "downpours lava lahar lahars volcanic mudflow mudflows typhoons hurricanes cyclones tsunamis floodwater deluge "
    "inundation inundated submerged superstorm"
)
_MISHAP = word_set(
    "crash crashed crashes collision collided accident accidents accidental derailed derailment capsized overturned "
    "plunged skidded stampede leak avalanche scaffolding spill toxins poisoning cancer fever cholera ebola virus "
    "covid coronavirus disease illness pneumonia malaria measles outbreak flu overdose drowned drowning asbestos "
    "lightning stroke influenza collapsed collapse concert stadium festival stairway trampled crush rails derails "
    "capsizes sinks tournament ravine gorge wreck swerved veered overturning bumped shunted speeding motorway "
    "expressway brakes "
    "motorists derby midfielder goalkeeper winger scrum peloton innings batsman bowler wicket quarterback "
    "rugby footballers cricketers jockey jockeys crocodile crocodiles shark sharks elephant elephants hippo hippos "
    "hippopotamus hyena hyenas snakebite bees wasps stingray firecrackers fireworks "
    "mauled mauling gored bitten stung electrocuted electrocution asphyxiated scalded monoxide pileup motorcyclist "
    "motorcyclists cyclist cyclists skier skiers climber climbers mountaineer mountaineers canyoning snowboarders "
    "paraglider paragliders skydiver skydivers microlight glider biplane nightclub nightclubs interstate "
    "rollercoaster seatbelt seatbelts anthrax methanol stillbirths obesity syrup superbug bacteria "
    "sepsis rabies tetanus listeria salmonella botulism anaesthetic freezer meteor meteorite whooping fumes "
    "hypothermia mushrooms childbirth submersible imploded snakebites pollution smog"
)
_MISHAPS_OF_TWO = {
    *(("heart", word) for word in ("attack", "attacks", "failure")),
    *(("road", word) for word in ("toll", "deaths", "fatalities", "users", "safety")),
    *(("holiday", word) for word in ("toll", "road", "deaths", "period")),
    *(("roads", word) for word in ("of", "in", "over", "during", "last", "this", "since")),
    ("light", "plane"),
    ("light", "aircraft"),
    ("telephone", "pole"),
    ("motor", "bike"),
    ("food", "poisoning"),
}
_BEGINS_A_PAIR = frozenset(first for first, _ in _MISHAPS_OF_TWO)
_SIGNS_OF_MISHAP = _MISHAP | _BEGINS_A_PAIR
_MISHAP_OF_NO_DISASTER = _MISHAP - word_set("drowned drowning collapsed collapse lightning avalanche")
"""What is a mishap still where floods and quakes are told of."""
_CONFLICT = word_set(
    "fighting fight clashes clash clashed clashing offensive militants militant militia militias rebels rebel "
    "gunmen gunman army "
    "troops soldiers attack attacks attacked war conflict violence bombardment shelling shell shells shelled "
    "airstrikes airstrike strikes strike insurgents armed military forces operation operations bomb bombs bombing "
    "bomber bombers shot shooting gun guns gunfire rocket rockets missile missiles landmine mines ambush ambushed "
    "raid raids siege suicide explosive explosives grenade grenades guerrillas terrorists terrorist jihadists taliban "
    "isil massacre massacred fire fired chlorine sarin gas weapons gassed gassing warplane targeted coalition "
    "gunshot gunshots bullet bullets warplanes aircraft jets regime "
    "isis refugees migrants fleeing fled shootings bombings stabbings gunfight "
    "gunfights gunbattle firefight drone drones mortar mortars artillery stormed shrapnel"
)
"""Fighters, weapons and fighting."""
_AGENT_REACH = 3
_DEEDS = word_set(
    "executed beheaded stabbed hacked lynched murdered gunned massacred slaughtered tortured police sniper snipers "
    "gang gangs bandits herders mob vigilantes warlord junta marched stormed seized captured overran m23 houthis"
) | _CONFLICT - word_set(
    "fled fleeing refugees migrants troops soldiers army military forces armed operation operations fire fired jets "
    "aircraft gas mines shells strikes targeted coalition"
)
"""What people do in a fight; soldiers dig and families flee in a flood, too."""
_FIGHTS = _DEEDS - {"police"}
"""The police count the drowned, too."""
_ACTION = (_CONFLICT - word_set("army troops soldiers armed military forces")) | word_set(
    "flee uprooted displaced sanctuary refugee refuge"
)
"""Soldiers have accidents too, so they alone do not make it a fight."""
_FIRE_DOES = word_set(
    "in inside aboard that which broke swept ripped tore gutted engulfed started raced destroyed killed kills"
)
_FIRE_OF_WAR = (_ACTION - {"fire"}) | word_set(
    "opened opens opening under sniper snipers arson arsonists torched torch set burned burnt camp camps tents slum "
    "settlement settlements shelters crowd march protest protesters protests demonstrators demonstration debris"
)
_FICTION = word_set(
    "stuntman stuntmen stuntwoman film movie novel novelist thriller screenplay sitcom videogame sequel prequel "
    "instalment installment characters"
)
_MAKERS = word_set("crew maker makers director star festival set student industry")
_SELF = frozenset(("himself", "herself", "themselves", "itself"))
_DISEASE_REACH = 5
_DISEASES = word_set(
    "cholera measles ebola virus covid coronavirus disease malaria meningitis outbreak epidemic fever diphtheria "
    "pandemic typhoid dysentery polio influenza flu hepatitis diarrhoea diarrhea pneumonia cancer"
)
_FIGHTS_IT = word_set(
    "worker workers team teams vaccinator vaccinators vaccination vaccine vaccines immunisation immunization drive "
    "drives campaign campaigns clinic clinics centre centres center centers ward wards hospital hospitals treatment "
    "response unit units staff nurse nurses doctor doctors volunteer volunteers convoy patients"
)
"""`escorting polio workers`: not the disease killed."""
_DRILLS = word_set(
    "drill drills manoeuvres maneuvers wargame wargames rehearsal simulation reenactment stuntman stuntmen stuntwoman"
)
_FEIGNED = word_set("simulated simulates simulating mock")
_FEIGNED_REACH = 4
_ACTED = _ACTION | word_set("battle battles crash accident disaster collision")
"""What is feigned so: `simulated an attack`, `a mock battle`; a mock trial may end in deaths."""
_LIVES = word_set(
    "own lives children sons daughters brothers relatives colleagues people comrades soldier fighter man officer "
    "policeman militant men militants fighters soldiers troops terrorists members rebels gunmen officers policemen "
    "commandos conscripts recruits guerrillas insurgents cadres combatants servicemen troopers marines jihadists "
    "mercenaries paramilitaries peacekeepers"
)
"""Of whom a side can be bereft: `lost 12 fighters`, not `lost 12 tanks`."""
_DEAD_OR_HURT = word_set("dead killed deaths wounded injured hurt")
_BOTH_REACH = 7
_NATURAL = word_set(
    "die dies died dying dead death deaths body bodies deceased passed perished survive lost loss succumbed"
)
_KIN = word_set(
    "father mother brother sister son daughter wife husband uncle aunt cousin nephew niece grandmother grandfather "
    "grandson granddaughter parent parents widow widower dad mum mom papa mama"
)
_OFFICES = word_set(
    "president minister premier judge magistrate prosecutor mayor governor senator deputy congressman councillor "
    "candidate official ambassador diplomat bishop archbishop priest imam cleric journalist reporter photographer "
    "cameraman correspondent peacekeeper medic editor activist "
    "leader leaders politician commander officer colonel general captain lieutenant sergeant soldier policeman "
    "missionary missionaries nun catechist presidential guard secretary unionist chief militant warlord jesuits"
)
"""Whose murder is politics until somebody says that it was none."""
_OFFICES |= {f"{office}'s" for office in _OFFICES}
_OFFICERS = _OFFICES | {f"{office}s" for office in _OFFICES} | word_set("policemen clerics")
_FEWEST_NEWS = 2
_OFFICE_REACH = 8
_VIOLENT = (
    _CONFLICT
    | _DEEDS
    | _DISASTER
    | word_set(
        "mine shellfire crossfire gunned "
        "shootout shootouts assassinated assassination assassins assassin assassinations"
    )
)
_RATES = word_set("per each every daily a an")


def is_no_incident(words: Words, binding: Binding, *, is_disaster: bool) -> bool:
    """True where the words around the figure say that nothing of ours happened; `is_disaster`: the story is of one."""
    following = words.at(binding.trigger.last)
    return (
        ((following in _SELF or following == "time") and binding.trigger.kind is not Kind.DISPLACEMENT)
        or words.at(binding.trigger.first - 1) in ("nearly", "almost")
        or returns(words, binding)
        or _is_fiction(words)
        or _is_pretence(words)
        or is_no_flight(words, binding)
        or _are_no_lives(words, binding)
        or ("casualties" in words.low and _are_dead_or_hurt(words, binding))
        or (
            binding.trigger.kind is not Kind.DISPLACEMENT
            and (
                _is_mishap(words, is_disaster=is_disaster)
                or ("fire" in words.low and _is_house_fire(words))
                or _is_of_disease(words, binding)
            )
        )
    )


def may_be_private(words: Words, binding: Binding, *, is_war: bool) -> bool:
    """ "his father died", "killed his wife": one or two people of no office; in a story of war only kin who died."""
    group, trigger, _ = binding
    if trigger.kind is Kind.DISPLACEMENT or group.figure.size > _FEWEST_NEWS:
        return False
    is_natural = trigger.role != "act" and not _NATURAL.isdisjoint(words.low[trigger.first : trigger.last])
    if is_war:
        return is_natural and not _KIN.isdisjoint(words.low[group.first : group.last])
    offices = _OFFICERS if trigger.kind is Kind.KILLED else _OFFICES
    return is_natural or offices.isdisjoint(words.low[max(0, group.first - _OFFICE_REACH) : group.last + _OFFICE_REACH])


def is_violent(near: Words, trigger: Sequence[str]) -> bool:
    """The words around speak of a fight or a disaster, and not only in those that tell of the death itself."""
    return not _VIOLENT.difference(trigger).isdisjoint(near.low)


def _is_mishap(words: Words, *, is_disaster: bool) -> bool:
    """An accident or an illness, and no word of fighting beside it."""
    if _SIGNS_OF_MISHAP.isdisjoint(words.low):
        return False
    is_of_two = not _BEGINS_A_PAIR.isdisjoint(words.low) and not _MISHAPS_OF_TWO.isdisjoint(pairwise(words.low))
    if is_of_two and "heart" in words.low:
        return True
    is_disaster = is_disaster or not _DISASTER.isdisjoint(words.low)
    mishaps = _MISHAP_OF_NO_DISASTER if is_disaster else _MISHAP
    return (is_of_two or not mishaps.isdisjoint(words.low)) and _ACTION.isdisjoint(words.low)


def _is_house_fire(words: Words) -> bool:
    """ "A fire in a hotel killed 21"; nobody opened it, and no forest or camp burned."""
    if not _FIRE_OF_WAR.isdisjoint(words.low) or not _DISASTER.isdisjoint(words.low):
        return False
    return any(
        word == "fire" and words.at(i - 1) in ("a", "the", ".", "") and words.at(i + 1) in _FIRE_DOES
        for i, word in enumerate(words.low)
    )


def _is_of_disease(words: Words, binding: Binding) -> bool:
    """ "cholera has killed 62 in rebel-held Yemen", "62 died of cholera": also in a war."""
    trigger = binding.trigger
    start = max(0, trigger.first - _DISEASE_REACH)
    before = words.low[start : trigger.first]
    behind = words.low[trigger.last : trigger.last + _DISEASE_REACH]
    did = trigger.role == "act" and "," not in before and not _DISEASES.isdisjoint(before)
    if did and any(words.low[i] in _DISEASES and words.at(i + 1) in _FIGHTS_IT for i in range(start, trigger.first)):
        return False
    died = behind[:1] in (["of"], ["from"]) and not _DISEASES.isdisjoint(behind[:3])
    return did or died


def _is_fiction(words: Words) -> bool:
    """ "In the film, 40 villagers are killed"; but a film crew can be."""
    return not _FICTION.isdisjoint(words.low) and any(
        word in _FICTION and words.at(i + 1) not in _MAKERS for i, word in enumerate(words.low)
    )


def _is_pretence(words: Words) -> bool:
    """ "Volunteers played 90 wounded in a drill", "simulated an attack"; but soldiers on manoeuvres can be shelled."""
    if not _DRILLS.isdisjoint(words.low) and _ACTION.isdisjoint(words.low):
        return True
    return not _FEIGNED.isdisjoint(words.low) and any(
        word in _FEIGNED and not _ACTED.isdisjoint(words.low[i + 1 : i + _FEIGNED_REACH])
        for i, word in enumerate(words.low)
    )


def _are_no_lives(words: Words, binding: Binding) -> bool:
    """ "the rebels lost 12 tanks"."""
    group, trigger, how = binding
    is_said = trigger.hit.rule.value == "fighters" and how != "ellipsis"
    return is_said and _LIVES.isdisjoint(words.low[group.number : group.last + 2])


def _are_dead_or_hurt(words: Words, binding: Binding) -> bool:
    """ "120 casualties, including dead and wounded": how many of each is not told."""
    group, trigger, _ = binding
    between = words.low[group.last : trigger.last]
    beside = words.low[trigger.last : trigger.last + 2]
    if "casualties" not in words.low[group.number : group.last] or len(between) > _BOTH_REACH:
        return False
    return group.last <= trigger.first and not _DEAD_OR_HURT.isdisjoint({*between[:-1], *beside})


def status_of(words: Words, binding: Binding) -> Status | None:
    """A rate ("an average of 12 deaths a day") runs on; else what the trigger fixes, else None: judged later."""
    group, trigger, _ = binding
    last = max(group.last, trigger.last)
    near = words.low[max(0, group.first - 3) : group.number]
    places = (*range(group.last, group.last + 2), *range(last, last + 4))
    is_rate = any(words.at(i) in _RATES and words.at(i + 1) in SPANS for i in places)
    if "average" in near or is_rate:
        return Status.CUMULATIVE
    return trigger.hit.rule.status


def cause_of(words: Words, binding: Binding, *, told: Cause) -> Cause:
    """DISASTER where the sentence speaks of one and of no fighting; `told` where it speaks of neither.

    Whoever kills somebody is no flood: what a story is about tells only of people who were killed, died or fled.
    """
    if not _DISASTER.isdisjoint(words.low):
        return Cause.DISASTER if _CONFLICT.isdisjoint(words.low) else Cause.CONFLICT
    trigger = binding.trigger
    is_by_someone = "by" in words.low[trigger.last : trigger.last + _AGENT_REACH]
    is_done = trigger.kind is not Kind.DISPLACEMENT and (binding.how == "object" or is_by_someone)
    return Cause.CONFLICT if is_done or not _DEEDS.isdisjoint(words.low) else told


def cause_before(words: Words) -> Cause:
    """In a story of a disaster, by the words before a sentence: a fight near it, or a `flood of refugees`, is none."""
    is_flow = any(word in _DISASTER and words.at(i + 1) == "of" for i, word in enumerate(words.low))
    return Cause.CONFLICT if is_flow or not _FIGHTS.isdisjoint(words.low) else Cause.DISASTER
