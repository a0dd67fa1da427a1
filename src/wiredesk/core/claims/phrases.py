"""Phrases that say one thing in several words, put as the one word that the classes of events know."""

from __future__ import annotations

import re
from functools import lru_cache

# A phrase (in any tense) and the word that stands for it. Regular expressions of words, tried in this order.
_PHRASES = (
    (r"(?:nothing|no role|no part|no hand|no connection) (?:whatsoever )?(?:to do with|in|with)", "not"),
    (r"(?:(?<!so )far from|anything but)", "not"),
    (r"(?:refuse[ds]?|refusing|declined?|declining|neglected) to (?!comment|say|discuss|answer|speak)", "didnot "),
    (r"(?:go|goes|going|gone|went) without (?:pay|wages|salar(?:y|ies))|(?:un|never )paid", "not paid"),
    (r"(?:on|ahead of) (?:schedule|time)|on track|as (?:planned|scheduled)|according to plan|meeting (?:\w+ )?deadlines?",
     "ontime"),
    (r"pass(?:ed|es|ing)? (?:on )?(?=(?:\w+ ){1,6}?to (?:the|a|an|his|her|their|its|[A-Z]))", "gave "),
    (r"behind schedule", "delayed"),
    (r"(?:go|goes|going|gone|went) ahead", "proceed"),
    (r"stay(?:s|ed|ing)? on|(?:remain|stay)(?:s|ed|ing)? in (?:office|(?:his|her) (?:post|job))", "stayon"),
    (r"puts? (?=(?:in|into) (?:the|a|our|its|their) \w+)(?!(?:in|into) (?:the )?(?:place|charge|prison|office|effect|order))",
     "dumped "),
    (r"(?:of|on) (?:his|her|their|its) own (?:free will|accord)", "voluntary"),
    (r"on purpose", "deliberately"),
    (r"(?:in line with|within|respect\w*|follow\w*|compl\w+ with) (?:the )?(?:\w+ )?(?:law|rules?|regulations?)", "legal"),
    (r"(?:in (?:full |good )?working order|fully operational|(?:working|operating|running|functioning) (?:normally|properly))",
     "functional"),
    (r"out of (?:order|service)", "defective"),
    (r"(?:alive and well|safe and well|in good health|still alive)", "alive healthy"),
    (r"at (?:his|her|their) (?:desks?|posts?|stations?|machines?)|(?:stay|stayed|remain|remained) at work", "work"),
    (r"stopp?(?:ed|ing)? work", "walkout"),
    (r"only (?:learned|learnt|heard|found out)|first (?:learned|learnt|heard)", "not aware"),
    (r"(?:ran|run|running) (?:short|low|out) of|too few|not enough", "shortage"),
    (r"(?:plenty|enough|ample stocks?) of", "enough"),
    (r"(?:miss|misses|missed|missing) (?=(?:the|a|an|his|her|their|next|both|all|two|three|four|several|\w+day[’']s)\b)", "sitout "),
    (r"(?:not|never) (?:been )?changed|(?:remain|stay)(?:s|ed|ing)? the same|(?:remain|stay)(?:s|ed|ing)? unchanged", "unchanged"),
    (r"(?:been|was|were|be|is|are) denied", "had not received"),
    (r"(?:by|of) (?:him|her|it)self|by themselves|of their own accord", "voluntary"),
    (r"(?:was|were|been|is|are) forced", "was coerced"),
    (r"stray (?:bullet|shell|round|shot)s?|went off by mistake|by (?:accident|mistake)", "accidental shot"),
    (r"at (?:close|point-blank) range", "deliberately"),
    (r"(?:half|not yet|still not|partly) (?:finished|built|complete|completed)|unfinished|incomplete", "unfinished"),
    (r"brought up|raised (?=(?:in|at|during) (?:the|their) (?:call|talks?|meeting|conversation))", "discussed "),
    (r"(?:un|not )able to|incapable of", "not"),
    (r"(?:lost|lose|loses|losing) (?:his|her|their) jobs?", "dismissed"),
    (r"(?:heart attack|natural causes|(?:a|of) stroke|suicide|(?:took|taken|take) (?:his|her) own life)", "naturaldeath"),
    (r"(?:ceasefire|truce|armistice) (?:is |was |were |has been |had been )?(?:still )?(?:holding|held|respected|observed|in force)",
     "ceasefire was truceheld"),
    (r"(?:could|may|might) (?:collapse|fail|burst|explode|give way)(?: at any (?:time|moment))?", "is dangerous"),
    (r"(?:learned|learnt|heard|found out) (?:of|about) (?=(?:[\w’']+ ){1,6}?from (?:the )?(?:news|papers?\b|press|media|television|radio|internet))",
     "was not aware of "),
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
    (r"(?:join(?:ed|ing)?|on|in|during|general|hunger|rail|call(?:ed|ing)?|of) (?:(?:a|the|\w+day[’']s) )?strike", "walkout"),
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
    (r"(?:broke|broken|break|breaks|breaking) (?:the |any |a |its |their )?(?=(?:\w+ )?(?:laws?|rules?|truce|ceasefire|agreement|treaty|contract|promise)\b)",
     "violated "),
    (r"(?:as|so) (?:far|long) as", "if"),
)  # fmt: skip
_ANY = re.compile(
    "|".join(rf"(?P<p{n}>\b(?:{pattern})(?:(?<=\s)|(?!\w)))" for n, (pattern, _) in enumerate(_PHRASES)), re.IGNORECASE
)
# "Unarmed" is not armed.
_UN = re.compile(
    r"\bun(armed|aware|harmed|hurt|damaged|injured|invited|signed|touched|answered|insured|authori[sz]ed|vaccinated|licensed|tested"
    r"|locked|guarded|warned|provoked|treated|affected|interrupted|declared|registered|opened|finished)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def put_plainly(content: str) -> str:
    """Return the content with each known phrase as one word."""
    content = _UN.sub(lambda match: "not " + match[1], content)
    return _ANY.sub(lambda match: _PHRASES[int(match.lastgroup[1:])][1] if match.lastgroup else match.group(), content)
