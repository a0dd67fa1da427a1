"""A draft as the lines that rules look at: one sentence each, with the part it belongs to and its place in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from wiredesk.core import claims, text
from wiredesk.core.checks import meaning
from wiredesk.core.model import Claim, Draft, Evidence, Finding, Sentence, Span
from wiredesk.core.text import Number


@dataclass(frozen=True)
class Line:
    """One sentence of a draft; `offset` is where it begins in the text of its part."""

    part: str
    text: str
    offset: int = 0

    @property
    def prominent(self) -> bool:
        """Whether it is what most readers see: headline, summary or short."""
        return not self.part.startswith("body")

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Who says what in it; a headline may attribute by a colon."""
        found = claims.find_in_text(self.text, "")
        main = claims.attribution(self.text)
        return found if main is None or main in found else (*found, main)

    @cached_property
    def content(self) -> tuple[tuple[Span, str], ...]:
        """Its words that carry meaning, with their classes."""
        return meaning.content(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The classes of its words."""
        return frozenset(each for _, each in self.content)

    @cached_property
    def numbers(self) -> list[Number]:
        """Its numbers."""
        return text.numbers(self.text)

    @cached_property
    def title_case(self) -> bool:
        """Whether it is a headline Set Like This, where capitals tell nothing."""
        long = [word for word in self.text.split() if len(word) > 3 and word[0].isalpha()]
        return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)

    def finding(
        self, rule: str, span: Span, message: str, *, evidence: tuple[Evidence, ...] = (), warns: float = 0.0
    ) -> Finding:
        """Return a finding on a span of this line; `warns` is the score of one that does not stop."""
        start, end = self.offset + span[0], self.offset + span[1]
        return Finding(self.part, (start, end), rule, message, not warns, warns or 0.9, evidence)

    def words(self, span: Span) -> str:
        """Return the words at a span."""
        return self.text[span[0] : span[1]]


def lines(draft: Draft) -> Iterator[Line]:
    """Yield the lines of a draft, headline first; spans of summary and short count in the joined sentences."""
    if draft.headline.text:
        yield Line("headline", draft.headline.text)
    yield from _joined("summary", draft.summary)
    for number, sentence in enumerate(draft.body):
        yield Line(f"body.{number}", sentence.text)
    yield from _joined("short", draft.short)


def _joined(part: str, sentences: Sequence[Sentence]) -> Iterator[Line]:
    offset = 0
    for sentence in sentences:
        yield Line(part, sentence.text, offset)
        offset += len(sentence.text) + 1
