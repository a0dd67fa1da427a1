"""Words that turn a sentence round, or take it a step further than the source does."""

from __future__ import annotations

from functools import lru_cache

from wiredesk.core import text
from wiredesk.core.checks import kin

_STEPS = (
    # what the draft says | what the source says instead | what that makes of it
    "guilty convicted convict conviction convicts criminal | charged accused suspected alleged charge accuse suspect allege "
    "trial arrested denied plea | guilt",
    "arsonist murderer killer thief fraudster attacker rapist bomber | suspicion suspected suspect accused charged alleged "
    "arrested detained | guilt",
    "killed dead died deaths death slain kill die kills dies fatal | injured wounded hurt injuries injury wound missing "
    "trapped ill sick | death",
    "injured wounded hurt | killed dead died deaths death | injury",
    "resigned resign quit quits resigns | suspended offered considering urged suspend suspends | leaving office",
    "sacked fired dismissed | suspended suspends suspend | dismissal",
    "banned ban bans | restricted limit limited restrict | a ban",
    "jailed imprisoned sentenced | charged arrested fined detained suspended | a sentence",
    "confirmed confirm confirms proved prove proves proof | suspected possible suspect unconfirmed signs hints suggest "
    "suggests suggested indication indications | certainty",
    "signed signs | agreed discussed drafted | a signature",
    "won wins win winner | leads lead leading ahead led | a result",
    "arrested detained | questioned sought wanted | an arrest",
    "charged | arrested detained questioned investigated suspected | a charge",
    "destroyed | damaged | destruction",
    "eliminated eradicated abolished ended | reduced cut limited | an end",
    "approved adopted passed | proposed drafted discussed considered | approval",
    "invaded annexed | attacked shelled | an invasion",
    "all every both | most some several many one half | all of them",
    "most | some several half | most of them",
)
_OPPOSITES = (
    "rise rose risen rises increase increased increases grow grew growth climb climbed jump jumped gain gained gains higher "
    "raise raised raises up expand expanded strengthen strengthened surge surged soar soared advanced"
    " | fall fell fallen falls drop dropped drops decline declined decrease decreased shrink shrank lower cut reduced reduce "
    "slip slipped dip dipped down weaken weakened lowered lose lost plunged tumbled contract contracted slump slumped",
    "raise raised hike hiked cut lower lowered change changed | keep kept hold held unchanged maintain maintained leave left",
    "end ended stop stopped finish finished suspend suspended halt halted | continue continued continues continuing resume "
    "resumed",
    "larger bigger greater more higher above over exceeded | smaller less fewer lower below under",
    "win won wins | lose lost loses defeated",
    "accept accepted accepts approve approved back backed backs adopt adopted welcome welcomed welcomes support supported "
    "supports favour favoured agree agreed endorse endorsed praise praised | reject rejected rejects refuse refused block blocked "
    "veto vetoed oppose opposed opposes criticise criticised criticize criticized condemn condemned denounce denounced "
    "dismiss dismissed",
    "open opened reopen reopened | close closed shut",
    "buy bought buys import imports imported | sell sold sells export exports exported",
    "arrive arrived enter entered enters join joined | leave left departed quit quits exit",
    "hire hired | fire fired sack sacked dismiss dismissed",
    "north northern | south southern",
    "east eastern | west western",
    "northeast northeastern | southwest southwestern southeast northwest",
    "northwest northwestern | southeast southeastern northeast southwest",
    "largest biggest highest most | smallest lowest least",
    "include included includes | exclude excluded excludes",
    "legal lawful | illegal unlawful",
    "safe | unsafe dangerous",
    "fast faster quick quicker | slow slower",
    "possible likely | certain impossible inevitable unlikely",
    "wet wetter | dry drier",
    "rich richer | poor poorer",
    "easy easier | hard harder difficult",
    "known | unknown",
    "former | current",
    "local | foreign",
    "civilian civilians | soldier soldiers military",
    "import importer importers | export exporter exporters",
    "employer employers | employee employees worker workers",
    "teacher teachers | pupil pupils student students",
    "doctor doctors nurse nurses | patient patients",
    "driver drivers | passenger passengers",
    "landlord landlords | tenant tenants",
    "praise praised praises | criticise criticised criticises",
    "lender lenders | borrower borrowers",
    "annual annually yearly | monthly weekly daily quarterly",
    "release released free freed frees | detain detained arrest arrested jail jailed",
    "ease eased eases easing lift lifted relax relaxed loosen | tighten tightened impose imposed worsen worsened worsens "
    "intensify intensified",
    "improve improved improves | worsen worsened worsens deteriorate deteriorated",
    "extend extended lengthen | shorten shortened",
    "confirm confirmed confirms | deny denied denies",
    "succeed succeeded success successful | fail failed failure unsuccessful",
    "widen widened | narrow narrowed",
    "profit profits surplus gain | loss losses deficit",
    "before | after",
    "early earlier | late later",
    "accelerate accelerated speed | slow slowed slowing",
    "first | last",
    "oldest older | youngest younger",
    "best better | worst worse",
    "majority | minority",
    "guilty | innocent",
    "alive survived survive | dead died killed",
    "legalise legalised allow allowed allows permit permitted | ban banned bans prohibit forbid forbidden",
    "attack attacked attacks | defend defended defends",
    "buyer importer | seller exporter",
    "add added adds | remove removed removes",
    "upgrade upgraded upgrades | downgrade downgraded downgrades",
    "overturn overturned quash quashed | uphold upheld upholds",
    "acquit acquitted acquits cleared | convict convicted convicts guilty",
    "import imports | export exports",
    "creditor lender | debtor borrower",
    "import | export",
    "maximum | minimum",
    "outside | inside within",
    "victim | attacker suspect",
    "cheaper cheap | dearer expensive costlier",
    "hotter warmer warm hot | colder cooler cold cool",
    "beat beats defeated | lost",
    "optimistic confident | pessimistic worried concerned",
    "always | never",
    "male man men boy | female woman women girl",
    "husband | wife",
    "brother | sister",
    "father | mother",
    "son | daughter",
    "ally | rival enemy",
    "government | opposition",
    "increase | reduction",
    "plaintiff | defendant",
    "prosecutor prosecutors | defence",
    "domestic | foreign overseas",
    "public | private",
    "voluntary | compulsory mandatory",
    "temporary temporarily | permanent permanently",
    "unanimous unanimously | narrowly",
)


def _stems(words: str) -> frozenset[str]:
    return frozenset(text.stem(word) for word in words.split())


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES:
        left, right = (_stems(side) for side in line.split("|"))
        for one, other in ((left, right), (right, left)):
            for stem in one:
                found.setdefault(stem, set()).update(other - one)
    return {stem: frozenset(others) for stem, others in found.items()}


OPPOSITE = _table()
STEPS = tuple(
    (_stems(ours), _stems(theirs), what.strip()) for ours, theirs, what in (line.split("|") for line in _STEPS)
)


def _plain(stem: str) -> str:
    """Return an adjective without its -er or -est: "fast" for "faster"."""
    return stem.removesuffix("est").removesuffix("er") if len(stem) > 5 else stem


@lru_cache(maxsize=20_000)
def opposite(one: str, other: str) -> bool:
    """Say whether two stems say the opposite of each other."""
    for here, there in ((one, other), (kin.base(one), kin.base(other)), (_plain(one), _plain(other))):
        if there in OPPOSITE.get(here, ()) or there in kin.opposites(here) or here in kin.opposites(there):
            return True
    return False


@lru_cache(maxsize=20_000)
def step(ours: str, theirs: str) -> str:
    """Return what the draft's stem makes of the source's milder one ("death" of "injured"), or ""."""
    return next((what for here, there, what in STEPS if ours in here and theirs in there), "")
