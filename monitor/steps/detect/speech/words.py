"""The words of saying: verbs, what may stand between them and who speaks, and what is cited but cannot speak."""

import re

from monitor.text.caseless import caseless
from monitor.text.patterns import either
from monitor.text.times_words import WEEKDAY

_COUNTED = r"(?:toll|number|count|figure|estimate|tally|total|death|dead|casualt\w+)s?\b"
_A_COUNT = rf"(?:the|its|their|his|her|an?|that)_(?:[a-z-]+_){{0,3}}?{_COUNTED}"
_REVISED = (
    "raise[ds]?|lower(?:ed|s)?|revise[ds]?|update[ds]?|trim(?:med|s)?|reduce[ds]?|increase[ds]?|upped|adjust(?:ed|s)?"
    "|correct(?:ed|s)?|amend(?:ed|s)?|cut|doubled?|halved?|lifted|slashed|scaled_(?:back|down|up)"
)
_DREADS = (
    r"(?:fears?|expects?|suspects?|believe|thinks?|forecasts?|foresees?|anticipates?|projects)"
    r"(?=_(?:that|an?|the|more|many|up_to|as_many|at_least|thousands|hundreds|tens|scores|dozens|some|about|\d))"
)
"""Words for it that are other words as well: only of somebody who tells (`_may_tell`)."""
MAY_BE_OTHERS = caseless(rf"(?:{_REVISED}|{_DREADS})".replace("_", r"\s+"))
TELLER = caseless(
    r"\b(?:"
    + either(
        "authorit(?:y|ies) rescuers? government workers? committee office department council cent(?:re|er) mission "
        "union minister mayor hospitals? experts? organi[sz]ers? command(?:ers?)? military ministry tribunal "
        "prosecutors? investigators? aid_agencies charit(?:y|ies) relief rebels? coalition commission"
    )
    + r"|(?-i:UN[A-Z]*|[A-Z]{3,}))\b"
)
_ATTACK = r"the_(?:\w+_)?(?:attack|strike|raid|shelling|bombing|fire|killing|assault|incident)s?"
_VERBS = either(
    r"said says? told tells? added adds reported announced announces confirmed confirms? warned warns estimated "
    r"estimates? stated states(?=_(?:that|it|there|at_least|more|no)\b|:) "
    r"claimed claims alleges noted alleged(?=_(?:that|on|in|it|they|he|she|at|more|the|an?|\d+)\b|,) "
    r"notes wrote tweeted posted acknowledged admitted "
    r"admits acknowledges "
    r"declared counted recorded documented logged registered insisted insists? explained recalled testified believes "
    r"disclosed revealed broadcast counts tracked tracks "
    r"puts?_(?:at|civilian|(?:the|its|their|that)_(?:\w+_){0,2}"
    r"(?:tolls?|numbers?|figures?|counts?|total|tally|loss(?:es)?|dead|deaths|casualties)) "
    r"gave_(?:a|the) gives "
    r"verified tallied listed predicted cautioned complained accused(?!_of\b) accuses blame[ds] "
    r"denie[ds] charged(?!_with) "
    r"vowed pledged threatened asserted served_notice concluded(?=_(?:that|on)\b) "
    r"charged(?=_(?:that|on|today)\b) dismissed pleaded urged appealed published showed indicated suggested "
    r"reports(?=_(?:that|at_least|\d|more|the\b)|[.]) "
    r"report(?=_(?:that|at_least|more_than|up_to|some|around|about|\d)) "
    r"stress(?:ed|es) emphasi[sz]e[ds] underline[ds] underscore[ds] points?_out pointed_out affirm(?:ed|s) "
    r"reiterate[ds] remarked commented recounted lament(?:ed|s) boast(?:ed|s)? brag(?:ged|s) reckon(?:ed|s)? "
    r"surmise[ds] mention(?:ed|s) contend(?:ed|s) argue[ds] concede[ds]? swear swore attested grumbled "
    r"spoke_to_(?:reporters|journalists|Reuters|AFP|AP) (?:sp(?:oke|eaks?)|talk(?:ed|s)?|kn(?:ew|ows?)|tells?)(?=_of_) "
    rf"(?:call|brand|label|labell|describe|denounce|condemn|decrie|deplore)(?:e?d|s)(?=_(?:it|this|that|{_ATTACK})\b) "
    r"reads(?=_(?:the|its|their|a)_(?:report|bulletin|document|statement|note|update|letter|message|communique)\b) "
    r"(?:informed|notified|assured|reminded|advised|briefed)(?=(?:_[\w’'.-]+){1,5}_that\b) "
    rf"(?:{_REVISED})(?=_{_A_COUNT}) (?:{_DREADS})"
)
VERB = caseless(rf"(?<![-\w])(?:{_VERBS}|(?<=statement )reads?(?=[.,:]|\s*[\"“]))\b(?!-)")
WHEN = caseless(
    rf"(?:\s+(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?{WEEKDAY}(?:\s+(?:night|morning|evening))?|\s+"
    + either(
        "also later earlier then has have had repeatedly separately meanwhile yesterday today already since previously "
        "initially first now t?here officially so_far on_Telegram on_Twitter however nevertheless nonetheless "
        r"still further again just only in_turn for_(?:its|his|her|their)_part (?-i:[a-z]+ly|[A-Z]+LY)"
    )
    + r"){1,3}\s*$",
)
CITED = caseless(
    r"\b(?:"
    + either(
        "according_to as_per going_by citing cited_by quoting quoted_by reported_by confirmed_by announced_by "
        "verified_by recorded_by documented_by compiled_by in_a_statement_by told_by as_far_as "
        "say_the estimated_by counted_by tallied_by registered_by "
        "logged_by"
    )
    + r"|(?:put|estimated|counted|given|numbered)\s+(?:at|as)\s+(?:[^,;.]|[,.]\d){1,60}?\s+by(?=\s+(?:the\s+)?\w)"
    + r"|(?:tally|toll|count|list|figures|data|database|numbers|statistics|statement|communique|report|estimates?"
    r"|records|bulletin|update|dispatch|survey|assessment)\s+(?:(?:that|which)\s+was\s+)?"
    r"(?!obtained|reviewed|viewed|monitored|shared)(?:\w+ed|kept|drawn\s+up|put\s+out)\s+by"
    r"|\bby\s+the\s+(?:reckoning|count|tally|estimates?|accounts?|figures)\s+of"
    r"|\b(?:word|news|a\s+(?:message|statement|bulletin|cable))\s+from(?=\s+(?:the\s+)?\w)"
    + r"|(?:figures|data|estimates|statistics|numbers|a\s+tally|a\s+count|a\s+toll|a\s+report|reports|a\s+statement)\s+"
    r"(?:from|by|of)(?=\s+(?:the\s+)?(?-i:[A-Z])))\s+(?=\w)|\bquot(?:ed|es|ing)\s+(?=\w)"
    r"|\bcite[ds]\s+(?=(?:the\s+)?[^.;]{3,80}?\sas\s(?:saying|telling|reporting|stating))",
)
_SEEN = either(
    "reports? accounts? evidence information footage images? imagery photos? photographs pictures videos? documents? "
    "interviews testimon(?:y|ies) rumou?rs concerns? fears? reasons? lack need risks? threats? insecurity violence "
    "fighting safety security intelligence "
    "(?:security|safety|humanitarian)_(?:reasons?|grounds|concerns?|risks?|threats?)"
)
NOBODY = caseless(
    r"^(?:(?:the|some|its|their|his|her|a|an|both|satellite|video|photographic|eyewitness|witness)\s+)*"
    rf"{_SEEN}(?:\s(?:from|of|on|by|in|about|that|for|at|and|over)\b(?!\s(?:the\s)?(?-i:[A-Z])).*)?$"
    r"|^(?:the\s+)?(?:preliminary|initial|first|early|unconfirmed|various|some|several|conflicting|other|these|those)\s"
    r"(?:\w+\s)?(?:reports?|figures|estimates|accounts)$|\b(?:code|law|constitution|charter|treaty|plan|agreement|article"
    r"|resolution|schedule|tradition)$",
)
"""What is cited and says nothing of itself: `citing reports from the field`, `citing security concerns`, a law."""
FIRST_COUNT = caseless(
    r"^(?:the\s|an?\s)?(?:preliminary|initial|first|early|earlier|provisional|latest|updated|previous)"
    r"(?:\s(?:[a-z]+\s)?(?:reports?|figures?|estimates?|accounts?|information|data|tall(?:y|ies)|counts?|toll|findings|indications|assessments?))?$"
)
"""`preliminary information`, `initial estimates put the toll at`: the count of somebody who is not named."""
TOLD_THAT = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )\b"
    r"(?:(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:worried|concerned|alarmed|afraid|fearful|certain|sure|convinced|aware|saddened|shocked"
    r"|appalled|horrified)|[a-z]{3,}ed|learnt|knew|found|saw|wrote|heard|swore|broke|brought|sent|gave|spread|voices?|expresses|laments?|regrets|ha(?:s|ve|d)\s+it)"
    r"(?:\s+(?:the|an?|its|their|his|her))?(?:\s+(?:deep|grave|great|serious))?(?:\s+"
    + either(
        "news word alarm concerns? regrets? shock dismay outrage anger grief sorrow horror evidence proof confirmation "
        "indications? information testimony"
    )
    + rf")?(?:\s+(?:on\s+)?{WEEKDAY})?(?:\s+\w+ly)?\s+that\s+"
    r"(?=\d|[A-Z]|(?:the|an?|its|their|his|her|at|more|some|about|nearly|around|over|almost|up|as|no|all|there|they|dozens"
    r"|scores|hundreds|thousands|tens|another|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\b)"
)
"""Any verb with a clause of its own behind `that`: `lamented on Tuesday that 17 patients`, `broke the news that six`"""
