"""What makes bound people no incident: accidents, crime without war, disease, sport; and what a disaster caused."""

from monitor.model.mention import Cause, Kind
from monitor.steps.detect.people_binding import Binding
from monitor.text.words import Words

_DISASTER = frozenset(
    "flood floods flooding flooded earthquake quake earthquakes tremor typhoon hurricane storm storms cyclone tornado "
    "tornadoes wildfire wildfires bushfire bushfires landslide landslides mudslide mudslides drought eruption volcano tsunami "
    "rain rains rainfall heavyrains monsoon monsoons avalanche heatwave snowfall snowstorm blizzard aftershock aftershocks".split()
)
_CONFLICT = frozenset(
    "fighting clashes clash offensive militants militia militias rebels rebel gunmen army troops soldiers attack attacks war "
    "conflict violence bombardment shelling airstrikes airstrike strikes insurgents armed military forces operation operations".split()
)
_SELF = frozenset(("himself", "herself", "themselves", "itself"))


def is_no_incident(words: Words, binding: Binding) -> bool:
    """True where the words around the figure say that nothing of ours happened."""
    following = words.at(binding.trigger.last)
    return following in _SELF or _returns(words, binding)


_RETURN = frozenset("returned return returning returns repatriated resettled back".split())


def _returns(words: Words, binding: Binding) -> bool:
    """ "3,700 displaced families have gone back": those who return are not displaced anew."""
    group, trigger, _ = binding
    if trigger.kind is not Kind.DISPLACEMENT or trigger.role != "people":
        return False
    return any(word in _RETURN for word in words.low[group.last : group.last + 6])


def cause_of(words: Words, kind: Kind) -> Cause:
    """DISASTER where the sentence speaks of one and of no fighting."""
    if any(word in _DISASTER for word in words.low) and not any(word in _CONFLICT for word in words.low):
        return Cause.DISASTER
    return Cause.CONFLICT
