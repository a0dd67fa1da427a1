"""The form of a word: a past tense, regular or not."""

from __future__ import annotations

import re

from wiredesk.core.model import Span

_PAST = re.compile(r"[^e]ed$|wn$|ught$")
_IRREGULAR = frozenset(
    "was were had did said made went took came saw knew got gave found thought told became left felt put brought began kept held "
    "wrote stood heard let meant set met ran paid sat spoke lay led read grew lost fell sent built understood drew broke spent "
    "cut rose drove bought wore chose sank hit won hurt sold shot struck beat shut fled quit sought threw caught taught fought "
    "flew froze dug stole swore tore woke withdrew overtook undertook bore bid burst bound bred clung crept dealt dove ate fed "
    "forbade forgot forgave hid hung lent lit overcame proved rang rode sang shook shone shrank slept slid spread sprang stuck "
    "swept swam swung thrust wept wound wove won beaten broken chosen driven eaten fallen flown forgotten given gone grown hidden "
    "known ridden risen seen shaken shown spoken stolen sworn taken thrown torn worn written sunk begun drunk rung sung sprung "
    "done been split cost burnt learnt".split()
)


def past(sentence: str, span: Span) -> bool:
    """Say whether a word has the form of a past tense or participle."""
    word = sentence[span[0] : span[1]].lower()
    return bool(_PAST.search(word)) or word in _IRREGULAR
