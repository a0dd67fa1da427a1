"""The cue lexicon: which words attribute, what they take, how the source stands, and whether they judge.

The words were put together by hand from what news English uses to report speech, belief, plans and demands.
A cue has frames, one letter each, which say what may follow it:

- `s` a clause or a quotation (said that …, said: "…")
- `t` an infinitive (plans to …)
- `n` a noun phrase (denied the report)
- `p` a person first, then what is said (told reporters that …)
- `o` a person and an infinitive, both part of the content (urged the council to …)
- `r` in the passive, the grammatical subject belongs to the content (is expected to …)
"""

from __future__ import annotations

from typing import NamedTuple

from wiredesk.core.model import Stance


class Cue(NamedTuple):
    """How a cue stands: its stance, whether it judges what is said, and why."""

    stance: Stance
    judgement: bool
    note: str


_A, _C, _D, _U = Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES, Stance.DOUBTS
_Q, _O, _P = Stance.ASKS, Stance.ORDERS, Stance.PLANS

# stance, frames, lemmas
_TABLE: tuple[tuple[Stance, str, str], ...] = (
    (_A, "s", "say add write note report argue state declare explain conclude insist observe remark reply tweet post"),
    (_A, "s", "respond continue joke recall maintain allege assert contend reiterate stress emphasize emphasise claim"),
    (_A, "s", "read testify quip recount shout yell chant retort interject muse lament bemoan complain boast brag"),
    (_A, "s", "predict speculate estimate suggest imply hint indicate signal signify elaborate opine concede admit"),
    (
        _A,
        "s",
        "acknowledge acknowledge disclose reveal announce proclaim forecast project find show believe think feel",
    ),
    (_A, "s", "suspect assume fear worry hope know learn realize realise understand caution counter clarify comment"),
    (_A, "s", "repeat tell agree mention whisper cry scream intone deadpan narrate posit surmise deem"),
    (
        _A,
        "s",
        "reason theorize caption retweet vouch affirm attest swear remember regret notice discover envision",
    ),
    (_A, "s", "imagine guess underscore demonstrate illustrate prove tout echo determine rule figure"),
    (_A, "p", "tell inform remind assure notify warn convince persuade advise reassure brief"),
    (_A, "n", "put criticize criticise praise mention describe defend cite denounce condemn blast mock attack slam"),
    (
        _A,
        "n",
        "highlight endorse tout call express voice discuss welcome hail applaud chide rebuke deride assail decry",
    ),
    (_A, "n", "portray characterize characterise label depict detail outline laud lambaste deplore bemoan ridicule"),
    (_A, "n", "reference invoke allude quote recite list identify blame credit thank congratulate liken"),
    (_A, "n", "dub brand insult chastise lament admonish commend castigate scold berate belittle disparage"),
    (_A, "n", "underscore advocate favor favour support oppose back prefer recommend regard"),
    (_A, "n", "consider see view estimate allege acknowledge note report tell suggest state declare reveal"),
    (_A, "n", "announce claim recall stress emphasize admit concede disclose predict explain fear reiterate"),
    (_A, "n", "tweet post know find show estimate forecast project predict attribute peg ascribe deem"),
    (
        _A,
        "n",
        "protest lampoon disavow slander vilify malign bash trash pan rip hammer skewer charge",
    ),
    (
        _A,
        "r",
        "expect believe think say report allege estimate know consider deem project rumour rumor suspect presume",
    ),
    (_A, "s", "charge warn hear dream see accuse blame"),
    (_A, "s", "hypothesize theorise exclaim gush boom snap crow thunder gloat sneer sigh summarize summarise reckon"),
    (_A, "s", "ruminate preach fume huff moan grumble gripe rant vent reaffirm restate foretell profess pronounce"),
    (_A, "s", "postulate stipulate foresee marvel muse chime blurt recap fret"),
    (_A, "n", "trumpet herald taunt downplay reaffirm affirm unveil pitch preview evoke cheer salute lecture"),
    (_A, "n", "eviscerate excoriate pillory upbraid reprimand rebuff spurn snub boycott spotlight hype mourn pan"),
    (_A, "n", "underline summarize summarise acknowledge foresee profess"),
    (_A, "x", "seem appear"),
    (_C, "s", "confirm corroborate verify certify"),
    (_C, "n", "confirm corroborate verify authenticate"),
    (_D, "s", "deny refute rebut dispute disagree"),
    (_D, "n", "deny reject refute rebut dispute dismiss repudiate contradict debunk disown"),
    (_U, "s", "doubt question wonder"),
    (_U, "n", "doubt question challenge"),
    (_Q, "s", "ask inquire enquire wonder query"),
    (_Q, "n", "ask request seek demand query"),
    (_Q, "o", "ask beg implore invite plead"),
    (_O, "o", "urge order instruct encourage press pressure command call require summon advise warn tell allow"),
    (_O, "s", "demand insist recommend propose order rule decree urge request"),
    (_O, "n", "order demand urge propose mandate ban authorize authorise"),
    (_P, "t", "want plan vow pledge promise decide intend threaten offer agree seek propose hope aim expect"),
    (_P, "t", "refuse decline wish resolve opt commit volunteer swear prefer ask demand consider claim"),
    (_P, "s", "vow pledge promise decide propose plan threaten resolve expect"),
    (_P, "n", "plan propose promise pledge threaten expect consider offer vow want approve mull favor weigh"),
)

# Words that judge what is said; a desk that keeps its distance writes "said" instead.
_JUDGES: dict[str, str] = {
    "admit": "says that it is true and was hidden",
    "acknowledge": "says that it is true",
    "concede": "says that it is true and was disputed",
    "confess": "says that it is true and a wrong",
    "reveal": "says that it is true and was secret",
    "disclose": "says that it is true and was not known",
    "expose": "says that it is true and was hidden",
    "discover": "says that it is true",
    "realize": "says that it is true",
    "realise": "says that it is true",
    "know": "says that it is true",
    "learn": "says that it is true",
    "note": "says that it is true",
    "prove": "says that it is proven",
    "refute": "says that the denial is proven; 'deny' does not",
    "rebut": "says that the denial holds; 'deny' does not",
    "debunk": "says that the other side is wrong",
    "claim": "casts doubt on the speaker",
    "allege": "is for charges; elsewhere it casts doubt",
    "insist": "paints the speaker as stubborn",
    "maintain": "hints that the speaker is pressed",
    "contend": "hints at a quarrel",
    "boast": "mocks the speaker",
    "brag": "mocks the speaker",
    "blast": "is louder than the words it reports",
    "slam": "is louder than the words it reports",
    "lambaste": "is louder than the words it reports",
    "rip": "is louder than the words it reports",
    "bash": "is louder than the words it reports",
    "mock": "judges the tone",
    "ridicule": "judges the tone",
    "hail": "is warmer than the words it reports",
    "tout": "hints at advertising",
    "praise": "sums up the speaker's mood",
    "celebrate": "sums up the speaker's mood",
    "lament": "sums up the speaker's mood",
    "warn": "says that there is a danger",
    "remind": "says that it is true",
    "clarify": "says that it was misunderstood",
    "explain": "says that it is true",
    "point out": "says that it is true",
}

# Noun cues: stance, nouns. "a statement that …", "his support for …", "the decision to …".
_NOUNS: tuple[tuple[Stance, str], ...] = (
    (
        _A,
        "declaration statement claim claims assertion assertions allegation allegations accusation accusations",
    ),
    (
        _A,
        "announcement belief view argument conclusion contention fear fears concern",
    ),
    (
        _A,
        "complaint complaints opinion criticism disdain suggestion suggestions remark remarks comments",
    ),
    (
        _A,
        "speculation rumours rumors report reports reminder assumption support opposition endorsement praise",
    ),
    (_A, "prediction attacks hope hopes"),
    (_D, "denial denials rejection"),
    (_U, "doubt doubts skepticism scepticism questions"),
    (_Q, "question request requests"),
    (_O, "order orders demand demands calls ultimatum"),
    (_P, "plan plans promise promises pledge vow intention threat threats proposal offer"),
)

_IRREGULAR: dict[str, tuple[str, str]] = {
    "say": ("said", "said"), "tell": ("told", "told"), "write": ("wrote", "written"), "read": ("read", "read"),
    "think": ("thought", "thought"), "feel": ("felt", "felt"), "know": ("knew", "known"), "find": ("found", "found"),
    "show": ("showed", "shown"), "see": ("saw", "seen"), "hear": ("heard", "heard"), "seek": ("sought", "sought"),
    "mean": ("meant", "meant"), "swear": ("swore", "sworn"), "understand": ("understood", "understood"),
    "learn": ("learned", "learned"), "forecast": ("forecast", "forecast"), "lay": ("laid", "laid"),
    "put": ("put", "put"), "make": ("made", "made"), "speak": ("spoke", "spoken"), "give": ("gave", "given"),
    "go": ("went", "gone"), "dub": ("dubbed", "dubbed"), "plan": ("planned", "planned"), "ban": ("banned", "banned"),
    "admit": ("admitted", "admitted"), "refer": ("referred", "referred"), "rebut": ("rebutted", "rebutted"),
    "brag": ("bragged", "bragged"), "rip": ("ripped", "ripped"), "slam": ("slammed", "slammed"),
    "prefer": ("preferred", "preferred"), "commit": ("committed", "committed"), "quip": ("quipped", "quipped"),
    "pan": ("panned", "panned"), "regret": ("regretted", "regretted"), "opt": ("opted", "opted"),
    "peg": ("pegged", "pegged"), "beg": ("begged", "begged"), "chat": ("chatted", "chatted"),
}  # fmt: skip
_DOUBLES = {"plan", "ban", "admit", "refer", "rebut", "brag", "rip", "slam", "prefer", "commit", "quip", "pan"}
_DOUBLES |= {"regret", "dub", "peg", "beg", "put"}

PHRASES: dict[tuple[str, str], tuple[Stance, str]] = {
    ("point", "out"): (_A, "s"), ("point", "to"): (_A, "n"), ("refer", "to"): (_A, "n"), ("allude", "to"): (_A, "n"),
    ("call", "for"): (_O, "n"), ("call", "on"): (_O, "o"), ("talk", "about"): (_A, "n"),
    ("speak", "about"): (_A, "n"), ("speak", "of"): (_A, "n"), ("speak", "in"): (_A, "n"),
    ("complain", "about"): (_A, "n"),
    ("worry", "about"): (_A, "n"), ("warn", "of"): (_A, "n"), ("warn", "against"): (_O, "n"),
    ("accuse", "of"): (_A, "n"), ("rule", "out"): (_D, "n"), ("object", "to"): (_A, "n"),
    ("agree", "with"): (_C, "n"), ("agree", "on"): (_P, "n"), ("focus", "on"): (_A, "n"), ("call", "out"): (_A, "n"),
    ("lash", "out"): (_A, "n"), ("respond", "to"): (_A, "n"), ("hint", "at"): (_A, "n"), ("insist", "on"): (_O, "n"),
    ("push", "for"): (_O, "n"), ("lay", "out"): (_A, "n"), ("single", "out"): (_A, "n"),
    ("apologize", "for"): (_A, "n"), ("apologise", "for"): (_A, "n"), ("ask", "about"): (_Q, "n"),
    ("ask", "for"): (_Q, "n"), ("appeal", "for"): (_Q, "n"), ("vote", "for"): (_A, "n"), ("opt", "for"): (_P, "n"),
    ("hope", "for"): (_P, "n"), ("look", "forward"): (_P, "n"), ("brag", "about"): (_A, "n"),
    ("boast", "about"): (_A, "n"), ("wonder", "about"): (_U, "n"), ("shoot", "back"): (_A, "s"),
    ("disagree", "with"): (_A, "n"), ("cast", "doubt"): (_U, "n"), ("rail", "against"): (_A, "n"),
    ("comment", "on"): (_A, "n"), ("elaborate", "on"): (_A, "n"), ("touch", "on"): (_A, "n"),
    ("reflect", "on"): (_A, "n"), ("opine", "on"): (_A, "n"), ("joke", "about"): (_A, "n"), ("rant", "about"): (_A, "n"),
    ("gripe", "about"): (_A, "n"), ("grumble", "about"): (_A, "n"), ("speculate", "about"): (_A, "n"),
    ("argue", "for"): (_A, "n"), ("argue", "against"): (_A, "n"), ("advocate", "for"): (_A, "n"),
    ("lobby", "for"): (_O, "n"), ("vouch", "for"): (_A, "n"), ("stand", "by"): (_C, "n"), ("side", "with"): (_C, "n"),
    ("shrug", "off"): (_D, "n"), ("brush", "off"): (_D, "n"), ("play", "down"): (_D, "n"), ("bring", "up"): (_A, "n"),
    ("agree", "to"): (_P, "t"), ("fire", "back"): (_A, "s"), ("hit", "back"): (_A, "s"), ("go", "after"): (_A, "n"),
    ("go", "on"): (_A, "t"), ("think", "about"): (_A, "n"), ("think", "of"): (_A, "n"), ("vote", "against"): (_A, "n"),
    ("push", "back"): (_A, "n"), ("look", "into"): (_P, "n"), ("believe", "in"): (_A, "n"), ("know", "about"): (_A, "n"),
    ("speak", "against"): (_A, "n"), ("spell", "out"): (_A, "n"), ("campaign", "for"): (_A, "n"),
    ("plead", "guilty"): (_C, "n"), ("plead", "not"): (_D, "n"), ("concur", "with"): (_C, "n"),
}  # fmt: skip

# Common words that attribute only when a clause with that, or a quotation, follows.
NEEDS_CLAUSE = frozenset(
    "know see feel maintain learn hear understand post realize realise remember imagine figure determine rule prove "
    "demonstrate find state notice read charge discover mean underscore illustrate reason echo remark clear".split()
)
# Verbs of saying alone: an infinitive of theirs attributes without another cue ("went on to say").
SPOKEN = frozenset(
    "say argue announce add insist declare explain deny denounce criticize criticise condemn praise endorse reject "
    "portray describe characterize characterise depict acknowledge admit complain warn accuse note suggest mention".split()
)
# What a noun with an owner is about: "his criticism of …".
NOUN_OBJECTS: dict[str, frozenset[str]] = {
    noun: frozenset(words.split())
    for nouns, words in (
        ("criticism denunciation condemnation rejection praise", "of for"),
        ("support", "for of"),
        ("attacks", "on against"),
        ("calls demands push", "for to"),
        ("concern concerns fear fears doubts worries complaints", "about over of that"),
        ("claim claims allegations assertion suggestion prediction", "of about"),
        ("hope hopes desire", "of for"),
    )
    for noun in nouns.split()
}
# A person follows these only where an infinitive does ("encouraged voters to …").
NEEDS_INFINITIVE = frozenset("encourage press pressure command require summon invite allow".split())
# What shows something is evidence, not a person.
EVIDENCE = frozenset(
    "poll polls survey surveys report reports data study studies numbers results research video videos figures "
    "documents records analysis review tally count footage images statistics census filing filings audit".split()
)
# What is said can be dismissed; who is dismissed has lost his work.
DISMISSED = frozenset(
    "as it that this those claim claims report reports allegation allegations accusation accusations suggestion suggestions "
    "criticism criticisms concern concerns idea ideas notion rumour rumours rumor rumors charge charges speculation talk "
    "calls fears argument arguments theory theories assertion assertions story stories account testimony question "
    "questions threat threats possibility complaints complaint findings".split()
)
# What can be denied to somebody: no statement is denied then.
GRANTED = frozenset(
    "them him her us me bail access entry visa visas permission permits permit service asylum treatment aid".split()
)
# Belief and support: reported by others, not by the one who says "I".
INNER = frozenset("think believe know want support feel hope see like love prefer back oppose guess fear wish".split())
# Forms that are nouns as often as verbs: a verb only right after a name, a pronoun or a body.
NOUN_FORMS = frozenset(
    "attacks reports plans claims calls views votes offers questions demands orders names hopes fears doubts notes "
    "shares promises pledges estimates supports charges posts tweets remarks requests threats backs states lists "
    "quotes labels protests forecasts projects figures rules challenges queries comments issues credits".split()
)
# Cues that add nothing inside a statement that is attributed already.
MINOR = INNER | frozenset(
    "seek plan offer attack consider allow decide appear seem propose pledge vote share view describe expect attribute "
    "identify discuss respond focus question ask call credit challenge defend decline refuse vow agree".split()
)

CUES: dict[str, Cue] = {}
FRAMES: dict[str, str] = {}
NOUNS: dict[str, Stance] = dict.fromkeys(NOUN_OBJECTS, _A)
NOUNS |= {noun: stance for stance, nouns in _NOUNS for noun in nouns.split()}
FORMS: dict[str, tuple[tuple[str, str], ...]] = {}
"""Form -> (lemma, kind) pairs; kind is base, s, past, part or ing."""


def forms_of(lemma: str) -> tuple[tuple[str, str], ...]:
    """Return (form, kind) pairs of a regular verb, or of one in the table of irregular verbs."""
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    if lemma in _DOUBLES:
        stem += lemma[-1]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "o")) else "s")
    past = stem + "ed"
    if lemma.endswith("ee"):
        past = lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    first, second = _IRREGULAR.get(lemma, (past, past))
    return ((lemma, "base"), (third, "s"), (first, "past"), (second, "part"), (stem + "ing", "ing"))


def _fill() -> None:
    for stance, frames, lemmas in _TABLE:
        for lemma in lemmas.split():
            note = _JUDGES.get(lemma, "")
            CUES.setdefault(lemma, Cue(stance, bool(note), note))
            known = FRAMES.get(lemma, "")
            FRAMES[lemma] = known if frames in known else known + frames
    for (verb, particle), (stance, _) in PHRASES.items():
        lemma = f"{verb} {particle}"
        note = _JUDGES.get(lemma, _JUDGES.get(verb, ""))
        CUES[lemma] = Cue(stance, bool(note), note)
        FRAMES.setdefault(verb, "")
    CUES["according to"] = Cue(_A, False, "")
    for lemma in FRAMES:
        for form, kind in forms_of(lemma):
            FORMS[form] = (*FORMS.get(form, ()), (lemma, kind))


_fill()
CUES["deny"] = Cue(_D, False, "")
CUES["confess"] = Cue(_C, True, _JUDGES["confess"])
