"""Words that say the same: stems, joined by small classes, so that a fair rewrite is not taken for an invention."""

from __future__ import annotations

import re
from functools import lru_cache

from wiredesk.core import text

_CLASSES = """\
expel drive driven drove push pushed oust ousted eject dislodge expulsion evict rout routed remove removal retreat \
 withdraw withdrawal withdrew withdrawn pull pulled evacuate evacuation
hold held remain stay keep kept retain
kill killed dead death deaths die died dies dying toll fatality fatalities slain lives
injure injured wound wounded hurt injury injuries
attack struck shell bomb raid assault bombardment hit shelling bombing offensive incursion
capture seize seized retake retaken retook reclaim recapture liberate conquer regain took taken
lose lost loss defeat defeated failure fail failed fails collapse collapsed
win won victory beat beats beaten
steal stole stolen theft embezzle embezzlement divert
close closed closure shut shuts
open opened reopen reopened
sack sacked layoff dismiss dismissed dismissal fired
resign resignation quit quits
pay paid payment payout
agree agreed agreement deal accord accept accepted pact
approve approved approval back backed support supported endorse
refuse reject rejected rejection denial deny denied denies dispute disputed disputes
arrest arrested detain detained detention custody
jail jailed prison imprison imprisoned sentence sentenced
free freed release released
delay delayed postpone postponed
fall fell fallen drop dropped decline declined decrease shrank shrink slip slipped dip down lower \
 lowered cut cuts reduce \
 reduced reduction slash
rise rose risen increase increased grow grew growth hike climb climbed jump jumped gain gained higher raise raised up \
 more
breach breached violate violated violation broke broken break
protest rally march demonstrate demonstrator protester demonstration
strike walkout walked walk stoppage
sell sold sale
buy bought acquire acquired acquisition purchase
destroy destroyed destruction demolish demolished raze
say said says tell told state stated statement announce announced announcement report reported \
 declare declared add added \
 according spoke speak comment promise promised pledge pledged vow vowed insist insisted argue \
 argued believe believed recall \
 recalled note noted explain explained stress stressed mention mentioned describe described call called remark
army military troops soldiers force forces soldier servicemen
mine mines demine demining demined
clear cleared clearing clearance
cancel cancelled canceled cancels cancellation scrap scrapped scraps axe axed abandon abandoned
join joins joined participate participated participation attend attended attends
return returned returns returning
shoot shot shooting shoots gunfire
help helping helped aid aiding aided assist assisting assisted assistance support supporting
restore restoring restored restoration
authority authorities administration official officials government officer
region area district province vicinity oblast territory
village settlement hamlet
lawmaker parliament legislator assembly mps mp deputies
court judge justice tribunal
child children kid kids pupil pupils student students schoolchildren
begin began begun start started starts launch launched
end ended finish finished over conclude
plan planned plans intend intends aim aims
firm company business maker manufacturer group
worker workers employee employees staff job jobs workforce
hospital clinic
doctor doctors medic medics physician
ship vessel boat ferry
plane aircraft jet airliner
car vehicle
road highway motorway street
house home homes houses
flood flooding floods floodwater
quake earthquake tremor
storm hurricane cyclone typhoon
fire blaze wildfire
election vote ballot poll polls voted
talk talks negotiation negotiations negotiate meeting meet met
union unions
month months monthly quarter
law bill act legislation
plunge fell crash
miner miners mineworker
profit profits earn earned earnings
demand order orders
team club side
fan fans supporters supporter
store stores shop shops supermarket outlet
purchase takeover
blast explosion explode exploded
regulator watchdog
scientist researcher
programme program project scheme
consult consulted asked
oppose opposed against criticise criticised criticize criticized criticism
jobless unemployed unemployment joblessness
serious seriously severe severely critical critically
household household home
protect protection protects
courtroom court
cause reason
year years annual yearly annually
week weeks weekly
day days daily
person people resident residents inhabitant
policeman police
big large huge
small little
show shows showed indicate
about around roughly
money cash fund funds
test tests trial trials
price prices cost costs dearer costlier pricier cheaper
choose chose pick picked elect elected
rescue rescued save saved
search searched look seek sought
miss missing
leave left leaves depart departed
happen happened occur occurred
need needs require required requires
build built construct construction
injunction order ordered
investigate investigation inquiry probe
suspect suspected suspicion
accuse accused accusation allege alleged allegation charge charged charges
convict convicted conviction guilty
central main
warn warned warning
get got receive received
ask asked request requested
pact treaty
mum mother
football soccer
match game
player players
record records
expect expected forecast
number numbers count figure figures
sum amount
break rupture burst
find found finding
give gave given
go went gone
make made
advance advances
tanker lorry truck
damage damaged
power electricity
fuel petrol gasoline
rate rates
""".strip()

_PHRASES = """\
call off, called off, calls off, calling off: cancel
put off, puts off, putting off: delay
step down, stepped down, steps down, stepping down, stand down, stood down: resign
turn down, turned down, turns down, turning down: refuse
strike a deal, struck a deal, strikes deal, strike deal, struck deal, reach a deal, reached a deal, reach deal, reached agreement, \
 came to terms, sign up, signed up, sign off on, signed off on, gave its backing, give the green light, gave the green light: agree
lay off, laid off, laying off, layoffs: sack
shut down, shuts down, shutting down: close
take part, took part, taken part, taking part, takes part: join
bail out, bailed out, bailing out: rescue
take effect, takes effect, took effect, taken effect, taking effect, come into force, comes into force, came into force, enter into \
 force, enters into force, entered into force, go into effect, goes into effect, went into effect: effective
pull out, pulled out, pulls out, pulling out, walk away, walked away, walks away, walking away: withdraw
go up, went up, gone up, goes up, going up: rise
come down, came down, gave way, give way, cave in, caved in: collapse
look into, looked into, looking into, looks into: investigate
hand back, handed back, hands back, give back, gave back, given back, come back, came back: return
hand over, handed over, hands over: give
break off, broke off, broken off, breaks off, breaking off, break down, broke down, broken down: end
kick off, kicked off, got under way, get under way, under way: begin
cut back, cutback, cutbacks, cuts back, scale back, scaled back: cut
open fire, opened fire: shoot
lost their lives, lost his life, lost her life, lose their lives, lost lives: kill
behind bars: jail
hold talks, held talks, holding talks: talk
on board: aboard
in line with: match
set up, sets up, setting up: found
point out, pointed out, points out, pointing out: note
keep an eye on, keeping an eye on: watch
put down to, puts down to: blame
put the blame on, puts the blame on, lay the blame on, hold responsible, holds responsible: blame
a tenth, one tenth: tenth
neck and neck: level
go on, goes on, went on, going on, gone on, carry on, carried on, keep on, kept on: continue
""".strip()
"""Words that say one thing together, with the word that says the same alone."""

_IRREGULAR = {"men": "man", "women": "woman", "children": "child"}
_CLASS_OF: dict[str, str] = {}


def _fill() -> None:
    for line in re.sub(r"\\?\n ", " ", _CLASSES).splitlines():
        members = line.split()
        for word in members:
            _CLASS_OF.setdefault(text.stem(word), "=" + members[0])


_fill()


def _phrases() -> dict[str, str]:
    found = {}
    for line in re.sub(r"\\?\n ", " ", _PHRASES).splitlines():
        words, _, single = line.partition(": ")
        stem = text.stem(single)
        for phrase in words.split(","):
            found[phrase.strip()] = _CLASS_OF.get(stem, stem)
    return found


_PHRASE_OF = _phrases()
_PHRASE = re.compile(r"\b(?:" + "|".join(sorted(_PHRASE_OF, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_PEOPLES = dict(
    pair.split(":")
    for pair in """spaniard:es dane:dk swede:se finn:fi pole:pl turk:tr briton:gb brit:gb frenchman:fr frenchwoman:fr dutchman:nl
    dutchwoman:nl englishman:gb scot:gb welshman:gb irishman:ie irishwoman:ie serb:rs croat:hr slovak:sk czech:cz kazakh:kz
    afghan:af filipino:ph argentine:ar american:us saudi:sa""".split()
)
FOLLOWS = {"=capture": "=expel", "=expel": "=capture"}
"""Who retakes a place has driven the other side out of it."""
_SPELT = frozenset(
    """three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens
    hundreds thousands millions half third quarter percent""".split()
)
_CLOSE_TO = re.compile(r"\s+(?:to|by)\b")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that carry no fact of their own in a rewrite: they may come and go.
LIGHT = frozenset(
    text.stem(word)
    for word in """also new news latest still yet already later earlier now today yesterday tomorrow monday tuesday
    wednesday thursday friday saturday sunday mr mrs ms dr include including included one two first however meanwhile
    although though while amid according account accounts version versions side sides way ways part parts come came take
    took taken taking make making made go going reason ago weak weaker strong stronger accident \
 incident event move decision situation \
 news put get use used using us thing well back out off up away
    early late just even like many several number total overall both each different differ differs differing
    statement say said says told tell tells per cent percent say whose matter case former current around another
    within toward towards across along among during since far near much dont didnt local say would could will may might
    country nation national state nobody noone everybody fewer younger older under below via aged per some among say
    neither spoke man men woman women put figure figures work working place hold held want wants be \
 do has have no not never cannot""".split()
)


@lru_cache(maxsize=50_000)
def canonical(stem: str) -> str:
    """Return the class of a stem (`=kill`), else its country (`@ru`), else the stem itself."""
    return _CLASS_OF.get(stem, stem)


@lru_cache(maxsize=20_000)
def countries(word: str) -> tuple[str, ...]:
    """Return the countries that a name stands for, as codes; "Spaniard" stands for one, too."""
    lowered = word.lower().replace("’", "'").removesuffix("'s").removesuffix("s")
    return (_PEOPLES[lowered].upper(),) if lowered in _PEOPLES else text.countries(word)


@lru_cache(maxsize=20_000)
def _canonical_word(word: str) -> str:
    codes = countries(word) if word[:1].isupper() else ()
    if len(codes) == 1:
        return "@" + codes[0].lower()
    return canonical(text.stem(word))


def pieces(words: str) -> list[str]:
    """Return the words in lower case without possessives; hyphenated ones in their pieces."""
    return [each.lower().replace("’", "'").removesuffix("'s") for each in _PIECE.findall(words)]


@lru_cache(maxsize=8_192)
def content(words: str) -> tuple[tuple[tuple[int, int], str], ...]:
    """Return the words that carry meaning as (span, class); figures are the numbers' own affair."""
    found = []
    joined = {match.start(): match for match in _PHRASE.finditer(words)}
    skip = 0
    for match in _PIECE.finditer(words):
        word = match.group()
        phrase = joined.get(match.start())
        if phrase is not None:
            skip = phrase.end()
            found.append((match.span(), _PHRASE_OF[phrase.group().lower()]))
        if match.start() < skip:
            continue
        lowered = word.lower().replace("’", "'").removesuffix("'s")
        if text.stem(lowered) in LIGHT or lowered in _SPELT:
            continue
        if (lowered in text.STOP_WORDS and word not in ("US", "UK")) or lowered[0].isdigit() or len(lowered) < 2:
            continue
        stem = _canonical_word(word)
        if stem == "=say" or (lowered == "close" and _CLOSE_TO.match(words, match.end())):
            continue
        found.append((match.span(), stem))
    return tuple(found)


@lru_cache(maxsize=8_192)
def stems(words: str) -> frozenset[str]:
    """Return the classes of the words that carry meaning."""
    return frozenset(each for _, each in content(words))
