"""Words of courts: whoever is tried, is tried for an old thing."""

COURT = r"(?:court|tribunal|jury|judges?)"
TERM = r"(?:life|death|prison|jail) (?:sentences?|terms?)"
ON_TRIAL = r"(?:(?:on|in|at (?:the|his|her|their)|faces?|faced|facing|stands?|standing|stood|awaits?|awaiting) trial)"
GUILTY = r"(?:found(?: [\w-]+){0,4}|pleads?|pleaded) (?:not )?guilty"
JUDGED = rf"(?:convicted|sentenced|jailed|imprisoned|acquitted|indicted|extradited|verdict|{GUILTY})"
