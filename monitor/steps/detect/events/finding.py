"""(passage, sentence, hits) -> [Candidate]: incidents that a phrase tells whole."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.model.mention import Kind, Part
from monitor.model.phrase import Hit, PhraseRule
from monitor.steps.detect.candidate import Candidate, Passage
from monitor.steps.detect.events.background import is_of_a_fire, is_speaker, is_unsaid, told_before
from monitor.steps.detect.events.everyday import is_everyday
from monitor.steps.detect.events.figures import figure_of
from monitor.steps.detect.events.merging import join, settle
from monitor.steps.detect.events.truce import about_the_truce
from monitor.steps.detect.events.veto import find_vetoes
from monitor.steps.detect.view import View, Wanted, compiled, wanted
from monitor.text.caseless import caseless
from monitor.text.layout import Sentence
from monitor.text.words import word_set

# Evidence longer than this is cut back to the rule's own words.
_EVIDENCE_SIZE = 200
_FAR = 1 << 30
_FIRE = (Kind.SHELLING, Kind.AIR_STRIKE, Kind.TERRITORY_CHANGE, Kind.FACILITY_ATTACK)
_VERBS = ("strike", "impact", "violence", "begins")
_BARE = ("bombardment-word", "bombard-verb", "pound-verb", "bombs-landed", "rounds-landed")
_AIR = frozenset({Kind.AIR_STRIKE, "aircraft"})
_GUNS = (
    r"(?<!aerial and )(?<!air and )\b(?:artillery|mortars?|howitzers?|tanks?|cannons?|gunners)\b"
    r"(?! and (?:air|aerial)\b)|"
    r"\b(?:rebels?|insurgents?|militants?|terrorists?|militia(?:s|men)?|jihadists?|separatists?|army units)(?:'s?)? "
    r"(?:(?!(?:was|were|is|are|been|being|be)\b)[^\s,;]+ ){0,4}bombard|"
    r"bombard\w* (?:[^\s,;]+ ){0,5}by (?:[^\s,;]+ ){0,3}"
    r"(?:rebels?|insurgents?|militants?|terrorists?|militia(?:s|men)?|jihadists?|separatists?|army units)\b"
)
"""Who has no aircraft, or does it with something else; not `Rebel areas were bombarded`."""
_OF_THOSE = (
    r"(?![^.;]*\b(?:cruise|ballistic|warships?|destroyers?|submarines?)\b)"
    r"(?:They|The (?:planes|jets|helicopters|aircraft|pilots)|The (?:missiles?|rockets?)|"
    r"(?:One|Two|Three|Several|Some|All|Both) of the (?:missiles|rockets))\b"
)
"""`They fired two missiles`, behind planes: theirs."""
_BEFORE_REACH = 200
_ROCKETEERS = caseless(
    r"\b(?:rebels?|insurgents?|militants?|militia(?:s|men)?|guerrillas?|fighters|gunmen|hamas|hezbollah|houthis?)\b"
)
_LINK_REACH, _SHORT, _LEAST_WORDS, _MOSTLY, _VERB_REACH = 60, 3, 6, 0.8, 8
"""Characters to either side, letters of words that headlines leave small, words, and the part in capitals."""
_FAILED = caseless(r"\bfail(?:s|ed|ing|ure)? to\b")
"""`failing to respect the truce` breaks it: nothing is left undone that would have been ours."""
_NONE_WITHOUT = (
    r"\b(?:hardly|scarcely|barely|rarely|seldom|not|never) (?:does |did |has )?(?:an? |one )?(?:single )?"
    r"(?:day|night|week|hour|morning|evening|month)s? (?:\w+ ){1,3}without\b"
)
"""`Hardly a night passes without a breach`: there is one each night."""
_OF_A_CHARGE = (
    r"(?:(?:late |early )?on \w+day )?(?:that|it|having|claims|reports|accusations|allegations|charges|\w+ing\b)"
)
"""`denied holding up aid` is a denial; `denied access` is the incident."""
_DIVIDED = r",? (?:while|whereas)\b|, but\b|, and (?:in|at|near|on) "
_LEAVE = ("leave-withheld", "none-let-in")
_REFUSAL = r"\b(?:(?:would|will|could|can|did|does|do)(?: not|n't)|not|never|no|without|neither|nor)\b"
"""`would not sign its papers` is what happened: no mood, and no denial."""
_PLANNED_AID = (
    r"\b(?:planned|scheduled|proposed|intended|promised|expected)\b"
    r"(?= (?:[\w-]+ ){0,3}(?:aid|relief|food|convoys?|missions?|deliver(?:y|ies)|shipments?|trucks?|flights?)\b)|"
    r"\b(?:abandon|dropp?|shelv|scrapp?|cancell?|postpon|g[ai]ve up)(?:ed|ing)? (?:(?:its|their|all|the|an?) )?"
    r"(?:plans?|attempts?|efforts?|bids?)\b|"
    r"\b(?:order(?:ed|s)|told|instructed|directed)\b(?= (?!(?:the |its |their |all )?(?:[\w-]+ )?"
    r"(?:army|troops|soldiers|rebels|fighters|forces|sides|parties|militias?)\b)"
    r"(?:[^\s;,]+ ){1,6}to (?:halt|close|suspend|stop|cease|leave|pull out|shut|end)\b)"
)
"""`of 40 planned aid missions 22 were refused`, `abandon plans to send food`, `ordered to halt`: that has happened."""
_DECIDED = r"(?:'s|’s|\b(?:its|their|the)) decision to (?=\w+ )"
"""`its decision to block aid has left thousands hungry`"""
_NONE_OF_IT = (
    r"\b(?:no|without|nor|neither)\b(?= (?:\w+ ){0,2}(?:aid|relief|food|water|fuel|medicines?|supplies|access|help)\b)"
)
"""`sealed off with no aid`: that is the incident."""


def find_events(passage: Passage, sentence: Sentence, hits: Sequence[Hit]) -> list[Candidate]:
    """Every incident in one sentence that is not a count of people; a kind is told once in a sentence."""
    view = View(passage, sentence, hits)
    found: dict[Kind, Candidate] = {}
    others: list[Candidate] = []
    for hit in hits:
        if hit.rule.role != "event" or hit.rule.kind is None:
            continue
        helpers = _helpers(view, hit)
        if helpers is None or is_unsaid(view, hit) or _is_link(view, hit):
            continue
        if hit.rule.kind is Kind.FACILITY_ATTACK and (
            is_everyday(view, hit, helpers) or is_of_a_fire(view, hit) or is_speaker(view, hit, helpers)
        ):
            continue
        join(view, found, others, _candidate(view, hit, helpers))
    told = [*others, *settle(view, found)]
    return [*(_with_figure(view, candidate) for candidate in told), *find_vetoes(view)]


def _with_figure(view: View, candidate: Candidate) -> Candidate:
    figure = figure_of(view, candidate)
    return replace(candidate, figure=figure) if figure else candidate


def _helpers(view: View, hit: Hit) -> list[Hit] | None:
    """The words that a rule needs beside its own; None where it does not hold."""
    rule = hit.rule
    if not _fits(view, hit):
        return None
    helpers: list[Hit] = []
    for need in rule.needs:
        role = wanted(need)
        if role is None:
            if view.matches(need) is None:
                return None
            continue
        helper = _nearest(view, hit, role)
        if helper is None:
            return None
        helpers.append(helper)
    if any(not _is_near(view, hit, need) for need in rule.context):
        return None
    return None if _is_stopped(view, hit) else helpers


def _is_stopped(view: View, hit: Hit) -> bool:
    rule = hit.rule
    return any(_is_here(view, hit, barrier) and not _is_elsewhere(view, hit, barrier) for barrier in rule.unless) or (
        bool(rule.unless_before) and any(_leads_to(view, hit, barrier) for barrier in rule.unless_before)
    )


_SMALL_IN_TITLES = word_set(
    "after amid near over under against between during without within across along behind before from with into onto "
    "upon about around until since than that this while when"
)


def _is_link(view: View, hit: Hit) -> bool:
    """`Forces Liberate Another Village` within a body: the headline of another story, linked to."""
    text = view.text
    if view.passage.part is Part.HEADLINE or not text[hit.start].isupper() or text[hit.start : hit.end].isupper():
        return False
    around = text[max(view.sentence.start, hit.start - _LINK_REACH) : min(view.sentence.end, hit.end + _LINK_REACH)]
    words = [word for word in around.split()[1:-1] if len(word) > _SHORT and word[0].isalpha()]
    if len(words) < _LEAST_WORDS or sum(word[0].isupper() for word in words) < _MOSTLY * len(words):
        return False
    told = text[hit.start : min(view.sentence.end, hit.end + _VERB_REACH)].split()
    if any(word[0].islower() and len(word) > _SHORT and word not in _SMALL_IN_TITLES for word in told):
        return False  # `Sudanese MiGs bombed Heglig on Monday, South Sudan said`: names, and a verb
    own = set(view.passage.article.headline.lower().split())
    return sum(word.lower() in own for word in words) < len(words) / 2


def _fits(view: View, hit: Hit) -> bool:
    """The words right before and right behind are as the rule wants them."""
    rule = hit.rule
    return not (
        (rule.not_after and view.stands_before(hit, rule.not_after))
        or (rule.not_before and view.stands_behind(hit, rule.not_before))
        or (rule.after and not view.stands_before(hit, rule.after))
        or (rule.then and not view.stands_behind(hit, rule.then))
    )


def _is_here(view: View, hit: Hit, need: str) -> bool:
    role = wanted(need)
    return view.tells(hit, need) is not None if role is None else _nearest(view, hit, role) is not None


def _is_elsewhere(view: View, hit: Hit, barrier: str) -> bool:
    """A barrier in another clause, told of something else: `jets bombed Loikaw, while nurses were on strike`."""
    found = None if wanted(barrier) else view.tells(hit, barrier)
    if found is None:
        return False
    between = (hit.end, found.start()) if found.start() >= hit.end else (found.end(), hit.start)
    if between[0] >= between[1] or compiled(_DIVIDED).search(view.text, *between) is None:
        return False
    return compiled(barrier).search(view.text, *_part(view, hit)) is None


def _part(view: View, hit: Hit) -> tuple[int, int]:
    """The part of the sentence that the hit stands in."""
    text, sentence = view.text, view.sentence
    start = max((each.end() for each in compiled(_DIVIDED).finditer(text, sentence.start, hit.start)), default=0)
    behind = compiled(_DIVIDED).search(text, hit.end, sentence.end)
    return max(start, sentence.start), behind.start() if behind else sentence.end


def _leads_to(view: View, hit: Hit, barrier: str) -> bool:
    found = view.tells(hit, barrier)
    return found is not None and found.start() < hit.end


def _is_near(view: View, hit: Hit, need: str) -> bool:
    role = wanted(need)
    if _is_here(view, hit, need):
        return True
    return role is not None and any(
        name in view.before or name in view.headline or view.after(name) for name in role.roles
    )


def _nearest(view: View, hit: Hit, role: Wanted) -> Hit | None:
    """The nearest word of the wanted role, outside of the rule's own words."""
    best: Hit | None = None
    nearest = role.reach or _FAR
    for name in role.roles:
        for other in view.roles.get(name, ()):
            if _is_within(hit, other) and not role.reach:
                gap, between = 0, (hit.end, hit.end)
            elif other.start >= hit.end and role.side != "<":
                gap, between = other.start - hit.end, (hit.end, other.start)
            elif other.end <= hit.start and role.side != ">":
                gap, between = hit.start - other.end, (other.end, hit.start)
            else:
                continue
            if gap <= nearest and _fits(view, other) and not (role.reach and _is_barred(hit.rule, view.text, between)):
                best, nearest = other, gap
    return best


def _is_within(hit: Hit, other: Hit) -> bool:
    return hit.start <= other.start and other.end <= hit.end and other.end - other.start < hit.end - hit.start


def _is_barred(rule: PhraseRule, text: str, between: tuple[int, int]) -> bool:
    return bool(rule.bar) and compiled(rule.bar).search(text, *between) is not None


def _candidate(view: View, hit: Hit, helpers: list[Hit]) -> Candidate:
    start = min(hit.start, *(word.start for word in helpers)) if helpers else hit.start
    end = max(hit.end, *(word.end for word in helpers)) if helpers else hit.end
    if end - start > _EVIDENCE_SIZE:
        start, end = hit.start, hit.end
    kind, verb = _kind(view, hit), _verb(hit, helpers)
    return Candidate(
        kind,
        start,
        end,
        verb,
        subject=hit.rule.subject,
        status=hit.rule.status or told_before(view, hit),
        anchors=(hit.start,),
        asides=_asides(view, kind, hit, verb),
        because=(hit.rule.name,),
    )


def _kind(view: View, hit: Hit) -> Kind:
    """A bare bombardment is the guns'; behind an air strike, told before or in the headline, it is that one."""
    if hit.rule.name in _BARE and view.matches(_GUNS) is None and _is_from_the_air(view):
        return Kind.AIR_STRIKE
    if hit.rule.name == "rocket-hits" and view.starts(_OF_THOSE) and _is_of_planes(view):
        return Kind.AIR_STRIKE if _is_from_the_air(view) else Kind.SHELLING
    return hit.rule.kind or Kind.WARNING


def _is_of_planes(view: View) -> bool:
    """The sentence before tells of aircraft, and of nobody else who has rockets."""
    before = view.text[max(0, view.sentence.start - _BEFORE_REACH) : view.sentence.start]
    return bool(_AIR & view.just_before().keys()) and _ROCKETEERS.search(before) is None


def _is_from_the_air(view: View) -> bool:
    """The sentences before tell of aircraft and of no guns; else the headline does."""
    if any(hit.rule.name not in _BARE for hit in view.before.get(Kind.SHELLING, ())):
        return False
    if _AIR & view.before.keys():
        return True
    return bool(_AIR & view.headline) and Kind.SHELLING not in view.headline


def _verb(hit: Hit, helpers: list[Hit]) -> Hit:
    """What was done, where the rule's own words only name the weapon: its mood and tense are the incident's."""
    return next((word for word in helpers if word.rule.role in _VERBS), hit)


def _asides(view: View, kind: Kind, hit: Hit, verb: Hit) -> tuple[tuple[int, int], ...]:
    """Words that date the truce, or that refuse passage: the refusal is the incident, no denial of it."""
    if hit.rule.name == "grip-ended":
        return ((hit.start, hit.end),)  # `ended four years of militia rule over`
    if hit.rule.name == "truce-begins":
        return tuple((start, hit.start) for start, _ in about_the_truce(view, verb) if start < hit.start)
    each = view.matches(_NONE_WITHOUT)
    if each and each.end() <= hit.start:
        return (each.span(),)
    if kind is Kind.CEASEFIRE_BREACH or hit.rule.name == "truce-agreed" or kind in _FIRE:
        return (
            *about_the_truce(view, hit),
            *(found.span() for found in _FAILED.finditer(view.text, hit.start, hit.end)),
        )
    if kind is Kind.AID_OBSTRUCTION:
        words = ((word.start, word.end) for word in view.all("hinder") if not view.stands_behind(word, _OF_A_CHARGE))
        none = compiled(_NONE_OF_IT).finditer(view.text, view.sentence.start, hit.end)
        refusals = compiled(_REFUSAL).finditer(view.text, hit.start, hit.end) if hit.rule.name in _LEAVE else ()
        decided = compiled(_DECIDED).finditer(view.text, view.sentence.start, hit.end)
        planned = compiled(_PLANNED_AID).finditer(view.text, view.sentence.start, view.sentence.end)
        return (*words, *(found.span() for found in (*none, *refusals, *planned, *decided)))
    return ()
