"""The words that times are made of."""

from datetime import timedelta

from monitor.text.words import word_set

DAY = timedelta(days=1)

UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": DAY,
    "night": DAY,
    "morning": DAY,
    "week": 7 * DAY,
    "weekend": 3 * DAY,
    "fortnight": 14 * DAY,
    "month": 30 * DAY,
    "year": 365 * DAY,
    "decade": 3652 * DAY,
    "century": 36525 * DAY,
    "centurie": 36525 * DAY,
    "generation": 9131 * DAY,
}

UNIT_WORDS = frozenset(UNITS) | frozenset(f"{unit}s" for unit in UNITS)

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""A pattern."""
SHORT_WEEKDAYS = frozenset(name for name in WEEKDAYS if not name.endswith("day"))

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
UNSURE_MONTHS = frozenset({"may", "march", "mar", "jan", "sep", "dec", "jun", "august", "april", "june"})
"""Also verbs, adjectives and first names: a month only beside a number or after a word that wants a time."""

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

CARDINALS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "half": 0.5,
    "couple": 2,
    "few": 3,
    "several": 5,
    "many": 8,
    "dozen": 12,
}

_NTH = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS = {name: number for number, name in enumerate(_NTH.split(), start=1)}

HEDGES = word_set(
    "about around some nearly almost roughly approximately just only barely little more less than over at least under "
    "well up to the as"
)
"""Words that may stand between a preposition and its time."""

TIME_PREPOSITIONS = word_set(
    "in on since by during from until till through between of last next this before after early late mid past "
    "to and for following throughout"
)

PARTS_OF_DAY = word_set("morning afternoon evening night dawn noon midday midnight lunchtime")

CORES = (
    UNIT_WORDS
    | frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset(SEASONS)
    | word_set("today tonight tomorrow yesterday overnight recently lately since date time")
)
"""Every time expression has one of these, or a year."""
CORE_REACH = 8
"""Words from the start of an expression to its core: `in little more than two and a half years`."""
