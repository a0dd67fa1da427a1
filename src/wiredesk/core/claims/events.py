"""What happens in a statement: classes of words for one event, opposites, and words that only stand for a statement."""

from __future__ import annotations

from wiredesk.core import text

# One class a line: words that news copy uses for one kind of event. The first word names the class.
_CLASSES = """\
expel drive driven drove push pushed oust ousted eject dislodge expulsion evict uproot rout routed retreat \
 withdraw withdrawn withdrew withdrawal
hold held holding control
kill killed dead death die died toll fatality slain
injure injured wound wounded hurt casualty injury
attack strike struck shell bomb raid assault bombardment hit shelling bombing
capture captured seize seized retake retaken retook reclaim recapture liberate conquer
lose lost loss defeat defeated
win won victory
steal stole stolen theft rob robbed robber robbery thief embezzle embezzlement embezzled misuse divert diverted siphon pocketed
bribe bribery bribed corruption corrupt kickback graft
cheat cheated fraud rig rigged falsify falsified manipulate manipulated doctored
pollute polluted pollution contaminate contaminated contamination spill leak leaked discharge
poison poisoned
close closed closure shut
open opened reopen reopened
dismiss dismissed sack sacked layoff dismissal sacking
resign resigned resignation quit stepped
pay paid payment
agree agreed agreement deal accord accept accepted
approve approved approval
refuse refused reject rejected
arrest arrested detain detained custody jail jailed
free freed release released
safe safety
danger dangerous unsafe hazard hazardous
cause caused
delay delayed postpone postponed late
cut reduce reduced slash slashed lower lowered fall fell drop dropped decline
raise raised rise rose increase increased grow grew growth hike hiked
violate violated violation breach breached break broke broken
cancel cancelled canceled cancellation
participate participated participation
intercept intercepted
penetrate penetrated
burn burned burnt blaze
turnout
aboard passenger
redsignal
invite invited invitation
promise promised pledge pledged
pressure pressured coerce coerced coercion
sign signed signature
abuse abused mistreat mistreated torture tortured beat beaten harass harassed harassment assault
dope doped doping steroid epo
lie lied mislead misled deceive
spy spied espionage
protest rally march demonstrate demonstrated demonstrator protester demonstration marcher crowd
sitout
play played
walkout absent striking striker
troops troop force forces soldier army military brigade
money cash crown dollar euro pound rouble ruble yuan yen peso rupee hryvnia
receive received receipt
bug fault faulty defect defective flaw flawed
ill sick sicken sickened illness
drown drowned
collapse collapsed
warn warned warning
know knew known aware
sell sold sale
buy bought acquire acquired acquisition
copy copied plagiarise plagiarize plagiarised plagiarized plagiarism
demolish demolished destroy destroyed destruction raze razed
""".strip().splitlines()

_OPPOSITE = (
    ("expel", "hold"), ("win", "lose"), ("cut", "raise"), ("agree", "refuse"),
    ("safe", "danger"), ("capture", "hold"), ("safe", "pollute"), ("safe", "ill"), ("lose", "hold"), ("pay", "owe"),
    ("safe", "bug"), ("capture", "lose"), ("intercept", "penetrate"), ("cancel", "open"), ("sitout", "play"),
)  # fmt: skip

# Words for what somebody said: "denied the allegation that …" says nothing of its own.
SAYINGS = frozenset(
    text.stem(word)
    for word in """claim claims report reports allegation allegations accusation accusations statement statements
    suggestion assertion charge charges rumour rumours testimony story stories portrayal speculation reporting
    rumor figure figures number rumors say said version account""".split()
)
_SPELLING = {"defens": "defenc", "labor": "labour", "harbor": "harbour", "neighbor": "neighbour", "center": "centr"}

_CLASS_OF: dict[str, str] = {}
for _line in _CLASSES:
    _words = _line.split()
    for _word in _words:
        _CLASS_OF.setdefault(text.stem(_word), "=" + _words[0])
# Classes too wide to say by themselves that two claims speak of one event.
GENERIC = frozenset(
    "=" + word
    for word in "capture hold raise cut open agree refuse know pay delay money receive promise troops".split()
)
OPPOSITES = {("=" + a, "=" + b) for a, b in _OPPOSITE} | {("=" + b, "=" + a) for a, b in _OPPOSITE}


# The past of irregular verbs, which stemming does not bring together with the rest of the verb.
IRREGULAR = dict(
    pair.split("/")
    for pair in """met/meet saw/see seen/see gave/give given/give told/tell wrote/write written/write made/make came/come
    went/go gone/go got/get found/find brought/bring built/build caught/catch chose/choose chosen/choose drew/draw
    drove/drive ate/eat fought/fight flew/fly grew/grow grown/grow heard/hear kept/keep led/lead left/leav lent/lend
    meant/mean rode/ride ran/run sent/send set/set shook/shake sang/sing sank/sink sat/sit slept/sleep spoke/speak
    spoken/speak spent/spend stood/stand swore/swear taught/teach threw/throw thrown/throw thought/think wore/wear
    hid/hide hidden/hide dug/dig bit/bite fed/feed fled/flee forgot/forget froze/freez swam/swim shot/shoot stuck/stick
    sought/seek slid/slide spread/spread understood/understand began/begin begun/begin became/becom""".split()
)


def canonical(stem: str) -> str:
    """Return the class of an event word (`=kill`), else the stem itself in one spelling."""
    stem = IRREGULAR.get(stem, stem)
    return _CLASS_OF.get(stem, _SPELLING.get(stem, stem))


def opposed(one: frozenset[str], other: frozenset[str], pairs: frozenset[tuple[str, str]] = frozenset()) -> bool:
    """Say whether two sets of classes hold an opposite pair ("driven out" and "still hold").

    Args:
        one: The classes of one statement.
        other: Those of the other.
        pairs: Which pairs count; all of them where none is given.
    """
    if not one or not other:
        return False
    return any((a, b) in (pairs or OPPOSITES) for a in one for b in other)


# Opposites of everyday words: taxes rise and fall in the same speech, and deals are agreed and refused.
WEAK = frozenset(
    pair for a, b in (("=cut", "=raise"), ("=agree", "=refuse"), ("=win", "=lose")) for pair in ((a, b), (b, a))
)
FALSE = frozenset(
    canonical(text.stem(word))
    for word in """false untrue baseless unfounded groundless wrong lie lies fabricated nonsense invented incorrect
    fake inaccurate absurd misleading fabrication propaganda speculation fiction smear malicious invention hoax
    distorted ridiculous outrageous slander slanderous defamatory myth hearsay preposterous laughable unfair
    concocted bogus disinformation misinformation rubbish exaggerated exaggeration""".split()
)
