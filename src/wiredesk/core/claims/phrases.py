"""Phrases that say one thing in several words, put as the one word that the classes of events know."""

from __future__ import annotations

import re
from functools import lru_cache

# A phrase (in any tense) and the word that stands for it. Regular expressions of words, tried in this order.
_PHRASES = (
    (r"(?:nothing|no role|no part|no hand|no connection) (?:whatsoever )?(?:to do with|in|with)", "not"),
    (r"(?:(?<!so )far from|anything but)", "not"),
    (r"(?:miss|misses|missed|missing) (?=(?:the|a|an|his|her|their|next|both|all|two|three|four|several)\b)", "sitout "),
    (r"(?:broke|broken|break|breaks|breaking) (?:down|off|up)", "collapsed"),
    (r"(?:fell|fallen|fall|falls) (?:through|apart)", "collapsed"),
    (r"(?:called|calls|call|calling) off|(?:scrapped|scrap|axed)", "cancelled"),
    (r"voter turnout|(?:percent|per cent|%) of (?:the )?(?:electorate|(?:registered |eligible )?voters)(?: \w+){0,2} "
     r"(?:participated|voted|turned out|took part|taken part|cast (?:a |their )?(?:ballots?|votes?))", "percent turnout"),
    (r"(?:took|taken|take|takes|taking) part", "participated"),
    (r"(?:took|taken|take|takes|taking) place", "happened"),
    (r"(?:took|taken|take|takes|taking) (?:(?:a|any|no|the) )?decisions?", "decided"),
    (r"(?:took|taken|take|takes|taking) (?:off|care|time|notice|note|steps?|action|measures?|effect|over|up)", "acted"),
    (r"(?:shot|shoot|shoots|shooting|brought|bring) down|(?:downed|intercepted)", "intercepted"),
    (r"reached (?:its|their|all|the) (?:intended )?targets?|got through", "penetrated"),
    (r"(?:on|caught|catch|set) fire|ablaze|(?:set|setting) (?:\w+ )?alight", "burned"),
    (r"(?:fired|fire|fires|firing) (?:(?:a|any|no|the|its|two|three|several) )?(?:missiles?|rockets?|shots?|shells?|on|at|into)",
     "attacked"),
    (r"(?:opened|open|opens) fire", "attacked"),
    (r"(?:us(?:e|es|ed|ing) (?:of )?(?:\w+ )?force|force (?:had|has|was|were) (?:not )?(?:been )?used)", "beaten"),
    (r"releas\w* (?=(?:\w+ ){0,2}(?:gas|gases|oil|waste|sewage|chemicals?|fumes|toxins?|radiation))", "leaked "),
    (r"(?:walk\w*|stay\w*) (?:out|away|off the job)|downed tools|off work", "walkout"),
    (r"(?:air|drone|missile|rocket|artillery|naval)[ -]?strikes?", "bombardment"),
    (r"(?:join(?:ed|ing)?|on|in|during|general|hunger|rail|call(?:ed|ing)?|of) (?:(?:a|the) )?strike", "walkout"),
    (r"(?:accept\w*|received?|receiving|took|taken|take|taking) (?=(?:\w+ ){0,2}(?:gifts?|bribes?|money|payments?|cash"
     r"|watch|favou?rs?|donations?))", "received "),
    (r"(?:step|steps|stepped|stepping|stand|stands|stood) (?:down|aside)", "resigned"),
    (r"tested? positive|failed (?:a|the) (?:drug |doping )?tests?|banned (?:substance|drug)s?", "doped"),
    (r"(?:used|using|taken|took|take) (?:\w+ )?(?:drugs|steroids|epo)", "doped"),
    (r"(?:passed|ran|jumped|ignored|overran|missed) (?:a|the) (?:red|stop) (?:signal|light)", "redsignal"),
    (r"(?:took|taken|take|takes|taking) (?=(?:the |a |back |over |full )?(?:[\w-]+ ){0,3}(?:city|town|village|ridge|hill|airfield"
     r"|airport|bridge|port|base|positions?|control|region|district|island|border|capital|post|settlement|height"
     r"|territory|street|building|dam|plant|station|crossing|road|garrison|fortress)s?\b)", "captured "),
    (r"(?:remain\w*|stay\w*|still) (?=(?:in|at|on|there|under|inside)\b)", "held "),
    (r"(?:lost|lose|loses|losing) (?:their|his|her) li(?:fe|ves)", "died"),
    (r"(?:pull|pulls|pulled|pulling) out|(?:left|leave|leaves|leaving) (?=the (?:area|region|city|town|village))", "withdrew"),
    (r"(?:under|in) (?:the |its |their |our |his )?(?:full |complete |firm )?control(?: of)?", "held"),
    (r"(?:in|within|out of) (?:its|their|our|his) hands", "held"),
    (r"(?:people|passengers|those|persons|men and women) (?:were |had been |are )?(?:on board|aboard)", "passengers"),
    (r"(?:on board|aboard)", "aboard"),
    (r"(?:ballot|vote|election)s? (?:was|were|had been) (?:rigged|stolen|falsified)", "rigged vote"),
    (r"(?:laid|lay|lays|laying) off", "dismissed"),
    (r"(?:let|lets|letting) go", "dismissed"),
    (r"(?:turned|turn|turns) (?:down|away)", "refused"),
    (r"(?:handed|hand|hands) over", "delivered"),
    (r"(?:carried|carry|carries|carrying) out", "did"),
    (r"(?:shut|shuts|shutting) down", "closed"),
    (r"(?:went|gone|go|goes) (?:bankrupt|bust|under)", "bankrupt"),
    (r"(?:tipped|tip|tips) off", "warned"),
    (r"(?:broke|broken|break|breaks) (?:the |any )?(?:law|rules?)", "violated"),
    (r"(?:as|so) (?:far|long) as", "if"),
)  # fmt: skip
_ANY = re.compile(
    "|".join(rf"(?P<p{n}>\b(?:{pattern})(?:(?<=\s)|(?!\w)))" for n, (pattern, _) in enumerate(_PHRASES)), re.IGNORECASE
)


@lru_cache(maxsize=4096)
def put_plainly(content: str) -> str:
    """Return the content with each known phrase as one word."""
    return _ANY.sub(lambda match: _PHRASES[int(match.lastgroup[1:])][1] if match.lastgroup else match.group(), content)
