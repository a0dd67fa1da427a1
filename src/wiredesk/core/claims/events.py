"""What happens in a statement: classes of words for one event, opposites, and words that only stand for a statement.

The classes stand in data/events.txt.
"""

from __future__ import annotations

from importlib.resources import files

from wiredesk.core import text

# Words for what somebody said: "denied the allegation that …" says nothing of its own.
SAYINGS = frozenset(
    text.stem(word)
    for word in """claim claims report reports allegation allegations accusation accusations statement statements
    suggestion assertion charge charges rumour rumours testimony story stories portrayal speculation reporting
    rumor figure figures number rumors say said version account""".split()
)
_SPELLING = {"defens": "defenc", "labor": "labour", "harbor": "harbour", "neighbor": "neighbour", "center": "centr"}

_CLASS_OF: dict[str, str] = {}
OPPOSITES: set[tuple[str, str]] = set()
NEAR: set[tuple[str, str]] = set()
# Classes too wide to say by themselves that two claims speak of one event.
GENERIC = frozenset(
    "=" + word
    for word in """capture hold raise cut open agree refuse know pay delay money receive promise troops give work move
    speak meet support allow test close cause enough full disclose suspend resume deliver confirm
    inside outside repair start end join vote build complete enter feed discuss prove missing swap
    photograph""".split()
)


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


def _fill() -> None:
    for line in (files("wiredesk.core.claims") / "data" / "events.txt").read_text(encoding="utf-8").splitlines():
        words = line.replace(",", " ").split()
        if not words or line.startswith("#"):
            continue
        if words[1:2] in (["><"], ["~"]):
            pairs = OPPOSITES if words[1] == "><" else NEAR
            pairs |= {
                pair for other in words[2:] for pair in ((f"={words[0]}", f"={other}"), (f"={other}", f"={words[0]}"))
            }
            continue
        thing = words[0] == "-"
        for word in words[thing:]:
            _CLASS_OF.setdefault(text.stem(word), "~" + words[1] if thing else "=" + words[0])


_fill()


def canonical(stem: str) -> str:
    """Return the class of an event word (`=kill`) or of a thing (`~plane`), else the stem itself in one spelling."""
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


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sets of classes hold a pair that may mean one event ("bribed" and "paid money to")."""
    return any((a, b) in NEAR for a in one for b in other)


# Opposites of everyday words: taxes rise and fall in the same speech, and deals are agreed and refused.
WEAK = frozenset(
    pair for a, b in (("=cut", "=raise"), ("=agree", "=refuse"), ("=win", "=lose")) for pair in ((a, b), (b, a))
)
FALSE = frozenset(
    canonical(text.stem(word))
    for word in """false untrue baseless unfounded groundless wrong lie lies fabricated nonsense invented incorrect
    fake inaccurate absurd misleading fabrication propaganda speculation fiction smear malicious invention hoax
    distorted ridiculous outrageous slander slanderous defamatory myth hearsay preposterous laughable unfair
    concocted bogus disinformation misinformation rubbish exaggerated exaggeration fantasy fairytale fable""".split()
)
