"""Words that are written short: the full stop of `Gen. Haftar`, `Mt. Sinjar` and `Oct. 7` ends nothing."""

TITLES = tuple("Mr Mrs Ms Dr Gen Lt Col Maj Brig Capt Sgt Cpl Adm Cmdr Cdr Sen Rep Gov Rev Prof Msgr Hon Supt".split())
BEFORE_NAMES = (*TITLES, "St", "Mt", "Ft")
MONTHS = tuple("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
BEFORE_NUMBERS = (*MONTHS, "No", "Nos", "p", "pp", "approx", "ca", "incl", "excl", "est")
