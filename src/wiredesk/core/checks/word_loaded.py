"""word-loaded: a word that takes sides or paints, where no source uses it."""

from __future__ import annotations

from collections.abc import Iterator

from wiredesk.core import text
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Finding

NAME = "word-loaded"
DESCRIPTION = "A word takes sides or paints, and no source uses it; mild ones warn in the body."

_TABLE = {
    "grants the speaker a right to what was taken": "reclaim liberate liberation liberator",
    "takes one side's view of a war": "occupier invader aggressor militant insurgent junta puppet warmonger",
    "calls people criminals without a court": "terrorist terrorism terror thug gangster extremist radical fanatic mobster "
    "bandit crook fraudster conman swindler swindle hoodlum hooligan villain culprit perpetrator looter thief cheat cheater "
    "liar predator traitor tyrant rogue goon henchman profiteer vandal racketeer quack rioter killer "
    "butcher",
    "denies a government its standing": "regime dictator despot tyrant strongman henchman crony kleptocrat warlord",
    "paints horror that the copy does not report": "brutal brutally savage savagely barbaric horrific horrifying gruesome "
    "ruthless ruthlessly merciless mercilessly bloodbath carnage slaughter massacre butcher atrocity evil monstrous sinister cruel "
    "cruelly vicious viciously heinous grisly ghastly nightmare nightmarish hellish inferno terrifying horrendous appalling "
    "harrowing",
    "makes a decision or a quarrel a drama": "slam blast lambast eviscerate skewer rip bombshell showdown meltdown "
    "firestorm fury furious outrage outrageous outraged chaos chaotic mayhem havoc turmoil crippling cripple dramatic "
    "dramatically shocking shock stunning stunned explosive backlash uproar frenzy panic doom disastrous catastrophic catastrophe "
    "fiasco debacle shambles rampage bitter bitterly angrily hysteria hysterical hostage bludgeon savaged trounce thrash "
    "humbled devastating thunderous jaw-dropping bloodletting axe-wielding nosedive",
    "praises": "miracle wonder revolutionary breakthrough game-changer pioneering world-class superb star-studded "
    "heroic hero historic landmark triumphant triumph glorious brilliant visionary legendary remarkable "
    "impressive groundbreaking game-changing miraculous courageous brave bravely noble masterstroke stellar magnificent "
    "outstanding sensational spectacular splendid wonderful fantastic amazing incredible astonishing breathtaking exemplary "
    "gallant fearless beloved genius saviour savior beacon bold visionary prestigious generous generously selfless "
    "tireless tirelessly deserved deservedly",
    "belittles": "shameful disgraceful pathetic ridiculous absurd bogus sham laughable cowardly notorious infamous disgraced "
    "embarrassing embarrassed humiliating humiliate humiliation botched botch inept so-called reckless recklessly draconian greedy "
    "greed cynical callous heartless lavish bloated scandalous scandal cronyism cold-hearted clueless hapless incompetent "
    "incompetence feeble lame toothless sloppy shoddy dubious shady murky sleazy sordid dodgy selfish arrogant lazy "
    "hypocritical foolish stupid dumb idiotic woeful dismal bungle bungled bungling mismanaged farce farcical controversial "
    "embattled beleaguered discredited unpopular spineless deranged crazy insane irresponsible careless "
    "ungrateful meddling meddle grotesque disgusting despicable outdated "
    "unscrupulous predatory privileged money-grabbing miserly stingy measly paltry meagre meager",
    "guesses at a motive": "cynically desperate desperately panicked scramble cave capitulate backtrack flip-flop "
    "defiant defiantly stubborn stubbornly conveniently gloat ploy pretext scapegoat smokescreen whitewash gimmick stunt trick "
    "betray betrayal treacherous vengeful spiteful jealous grab shamelessly brazen brazenly "
    "blatant blatantly exploit coward dodge stonewall grudging grudgingly begrudgingly cosy cozy rubber-stamp pander",
    "counts without a number": "massive unprecedented skyrocket plummet flock swarm horde influx flood-tide staggering "
    "whopping soar plunge crash tumble colossal gigantic enormous mammoth eye-watering sky-high rocketing rock-bottom exorbitant "
    "extortionate",
    "calls a state of things by a wish": "peace normalcy",
}

REASONS: dict[str, str] = {text.stem(word): reason for reason, words in _TABLE.items() for word in words.split()}
_PHRASES = {
    "crack down": "judges the use of force",
    "witch hunt": "takes the accused one's side",
    "ethnic cleansing": "is a charge that a court decides",
    "illegal aliens": "names people by an offence",
    "death toll soars": "paints",
    "slap in the face": "makes a decision or a quarrel a drama",
    "stab in the back": "guesses at a motive",
    "at long last": "takes the side of those who waited",
    "thumbed its nose": "guesses at a motive",
    "turned a blind eye": "guesses at a motive",
    "turns a blind eye": "guesses at a motive",
    "cash grab": "guesses at a motive",
    "power grab": "guesses at a motive",
    "on its knees": "paints",
    "brought to its knees": "paints",
    "blood on": "judges who is to blame",
    "war on": "makes a decision or a quarrel a drama",
    "reign of terror": "paints horror that the copy does not report",
    "rags to riches": "praises",
    "fat cat": "belittles",
    "gravy train": "belittles",
    "red tape": "belittles",
    "fiddled while": "belittles",
    "sweeping under the rug": "guesses at a motive",
}
_MILD = frozenset(
    text.stem(word)
    for word in "historic landmark controversial peace bold generous deserved shock plunge soar tumble crash bitter "
    "defiant hero grab dodge trick exploit radical brave militant massive enormous impressive remarkable "
    "brilliant wonder dramatic chaos panic turmoil scramble scandal careless killer thief cave slam blast rip "
    "stunt outstanding privileged unpopular".split()
)
"""Words that have a plain sense, too: in the body they are pointed out only."""
_COUNTS = REASONS[text.stem("massive")]


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each loaded word that no source uses."""
    if sources.holds(line.text):
        return
    for start, end in text.words(line.text):
        word = line.text[start:end]
        stem = text.stem(word)
        reason = REASONS.get(stem)
        if reason is None or stem in sources.raw or word.lower() in sources.words:
            continue
        yield _finding(line, (start, end), reason, sources, mild=stem in _MILD or reason == _COUNTS)
    lowered = line.text.lower()
    for phrase, reason in _PHRASES.items():
        at = lowered.find(phrase)
        if at >= 0 and not any(phrase in body.lower() for _, body in sources.texts):
            yield _finding(line, (at, at + len(phrase)), reason, sources, mild=False)


def _finding(line: Line, span: tuple[int, int], reason: str, sources: Sources, *, mild: bool) -> Finding:
    best = sources.best(line.stems, 1)
    evidence = best[0][1].evidence if best else ()
    message = f"“{line.words(span)}” {reason}, and no source uses it. Use the source's own words."
    return line.finding(NAME, span, message, evidence=evidence, warns=0.5 if mild and not line.prominent else 0.0)
