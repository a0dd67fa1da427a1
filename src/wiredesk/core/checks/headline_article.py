"""headline-article: what the headline says, its own article says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wiredesk.core.checks import amounts, counted, negation_flipped, number_unsupported, roles_swapped
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.model import Draft, Finding, Item, Ledger

NAME = "headline-article"
DESCRIPTION = "A number, a “not” or who did what to whom is otherwise in the headline than in its own article."

RULES = (number_unsupported.find, negation_flipped.reworded, roles_swapped.find)
LEAST = 3
"""Sentences that a body must have to be an article."""
_OWN = "article"


def find(draft: Draft, sources: Sources) -> Iterator[Finding]:
    """Yield a finding where the article itself does not bear the headline out; what the sources lack is found elsewhere."""
    sentences = [each.text for each in (*draft.summary, *draft.body)]
    if len(draft.body) < LEAST or not draft.headline.text:
        return
    article = Sources((Item(_OWN, "", "\n\n".join(sentences)),), Ledger())
    line = Line("headline", draft.headline.text)
    already = {each.span for rule in RULES for each in rule(line, sources) if each.stops}
    for rule in RULES:
        for each in rule(line, article):
            if (
                each.stops
                and each.span not in already
                and not (rule is number_unsupported.find and _agrees(line, each, article))
            ):
                there = each.message.replace("the source", "the article")
                message = f"Headline and article differ: {there.replace('no source', 'no sentence of the article')}"
                yield replace(each, rule=NAME, message=message, evidence=())
                return


def _agrees(line: Line, finding: Finding, article: Sources) -> bool:
    """Say whether the article has no other number for what the headline counts: then it only leaves it out."""
    for number in (number for number in line.numbers if number.span[0] == finding.span[0]):
        fate = counted.fate(line.text, number.span)
        for passage in article.passages:
            for theirs in passage.numbers:
                if amounts.same_value(number, theirs):
                    return True
                if theirs.kind == number.kind and fate and counted.fate(passage.text, theirs.span) == fate:
                    return False
    return True
