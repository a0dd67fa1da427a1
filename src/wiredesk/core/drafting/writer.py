"""A writer that asks a model, believes nothing it says, and is never later than an extract would allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from wiredesk.core import claims, drift, writing
from wiredesk.core.drafting import answer as answers
from wiredesk.core.drafting.ask import STORY, Ask, ask, ask_again
from wiredesk.core.drafting.fit import FORM, instructed_out, problems, sentences
from wiredesk.core.errors import NotAllowed, Unreadable, WiredeskError
from wiredesk.core.model import Draft, Item, Ledger, Made, Sentence, Support

SECONDS = 25.0
"""For a model in all, question and mending: an editor waits 30 s at most, and an extract takes less than one."""

DRIFT = 0.35
"""A text that moved farther is given up. Extracts have 0 to 0.05, fair rewrites of the sample stories under 0.2."""

SUMMARY, HEADLINE = (35, 60), (30, 90)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered, and what it took."""

    text: str
    model: str = ""  # the exact model, as the provider names it
    tokens: int = 0
    cost: int = 0  # millionths of a dollar
    temperature: float | None = None
    seed: int | None = None


class Model(Protocol):
    """Somebody who answers a question; the core does not know where."""

    @property
    def name(self) -> str:
        """PROVIDER:MODEL."""
        ...

    def answer(self, question: Ask, *, seconds: float) -> Answer:
        """Return the answer.

        Raises:
            WiredeskError: There is none in time, or asking is not allowed now.
        """
        ...


@dataclass(frozen=True)
class ModelWriter:
    """Writes with a model; with an extract wherever the model fails.

    Args:
        model: Whom to ask.
        clock: Seconds that only rise, as `time.monotonic` gives them.
        seats: As `writing.extract` takes them.
        seconds: In all.
        most_drift: From which the text is given up.
    """

    model: Model
    clock: Callable[[], float]
    seats: Mapping[str, str] | None = None
    seconds: float = SECONDS
    most_drift: float = DRIFT

    def write(self, items: Sequence[Item], ledger: Ledger) -> Draft:
        """Return a draft in which nothing stands that the checks stop; see `Writer`."""
        kept = instructed_out(writing.usable(items))
        if [item.body for item in kept] != [item.body for item in items]:
            ledger = claims.ledger(kept)  # nothing that a blanked sentence or an old version says counts
        extract = writing.extract(kept, ledger, seats=self.seats)
        story = _Story(kept, ledger, extract)
        talk = _Talk(self.model, self.clock, self.seconds)
        try:
            draft = self._written(story, talk)
        except WiredeskError as error:
            note = f"{self.model.name} {error.reason}; the extractive writer took over"
            return replace(extract, made=talk.made("extract", note))
        return replace(
            extract,
            headline=draft.headline,
            summary=draft.summary,
            body=draft.body,
            short=draft.short,
            made=talk.made(self.model.name, _mended(talk)),
        )

    def _written(self, story: _Story, talk: _Talk) -> Draft:
        if not story.extract.body:
            raise NotAllowed(self.model.name, "was not asked, since the copy has no sentence to write from")
        question = ask(story.items, story.ledger)
        draft = answers.read(talk.ask(question), question)
        faults = story.faults(draft, question)
        if faults:
            draft = _sent_back(draft, faults, question, talk)
            draft = story.made_good(draft, story.faults(draft, question))
        draft = story.within_limits(draft)
        if story.faults(draft, question):
            raise Unreadable("answer", "wrote what the checks stop")
        report = drift.measure(draft, story.items, story.ledger)
        if report.number > self.most_drift:
            raise Unreadable("answer", f"moved too far from the copy (drift {report.number:.2f})")
        if story.loses_denials(draft) and not story.loses_denials(story.extract):
            raise Unreadable("answer", "left a denial out")
        return draft


class _Talk:
    """What was asked and answered for one draft, within one span of time."""

    def __init__(self, model: Model, clock: Callable[[], float], seconds: float) -> None:
        self._model, self._clock = model, clock
        self._began = clock()
        self._end = self._began + seconds
        self._answers: list[Answer] = []
        self._digest = ""
        self.sent_back = 0

    def ask(self, question: Ask) -> str:
        left = self._end - self._clock()
        if left <= 0:
            raise Unreadable(self._model.name, "had no time left")
        self._digest = self._digest or question.digest
        answered = self._model.answer(question, seconds=left)
        self._answers.append(answered)
        return answered.text

    def made(self, writer: str, note: str) -> Made:
        last = self._answers[-1] if self._answers else Answer("")
        return Made(
            writer=writer,
            model=last.model,
            prompt_digest=self._digest,
            seconds=round(self._clock() - self._began, 3),
            tokens=sum(each.tokens for each in self._answers),
            cost=sum(each.cost for each in self._answers),
            prompt=STORY if self._digest else "",
            temperature=last.temperature,
            seed=last.seed,
            note=note,
        )


@dataclass(frozen=True)
class _Story:
    """What a draft is held against, and what takes the place of what falls."""

    items: Sequence[Item]
    ledger: Ledger
    extract: Draft

    def faults(self, draft: Draft, question: Ask) -> dict[str, str]:
        """Return what is wrong with which sentence; sentences of the extract are not asked for ids."""
        ours = {each.text for _, each in sentences(self.extract)}
        found = problems(draft, self.items, self.ledger, question.sources)
        return {key: told for key, told in found.items() if told not in FORM or _at(draft, key).text not in ours}

    def made_good(self, draft: Draft, faults: Mapping[str, str]) -> Draft:
        """Return the draft with each stopped sentence replaced by an extract, or dropped."""
        headline = self.extract.headline if "headline" in faults else draft.headline
        short = self.extract.short if any(key.startswith("short.") for key in faults) else draft.short
        summary = self.extract.summary if any(key.startswith("summary.") for key in faults) else draft.summary
        body = []
        for number, sentence in enumerate(draft.body):
            if f"body.{number}" not in faults:
                body.append(sentence)
                continue
            own = self._source_of(sentence.supports)
            if own is not None and all(own.text != each.text for each in (*draft.body, *body)):
                body.append(replace(own, paragraph=sentence.paragraph))
        return replace(draft, headline=headline, summary=summary, body=tuple(body), short=short)

    def _source_of(self, supports: Sequence[Support]) -> Sentence | None:
        """Return the extract's own sentence on the same spans, if it has one."""
        wanted = {(each.item, each.span) for each in supports}
        return next(
            (each for each in self.extract.body if any((s.item, s.span) in wanted for s in each.supports)), None
        )

    def within_limits(self, draft: Draft) -> Draft:
        """Return the draft with parts of the extract where its own are too long, too short or gone."""
        low, high = SUMMARY
        short_of_words = min(low, _words(self.extract.summary))
        fits = short_of_words <= _words(draft.summary) <= high
        heading = HEADLINE[0] <= len(draft.headline.text) <= HEADLINE[1]
        return replace(
            draft,
            headline=draft.headline if heading else self.extract.headline,
            summary=draft.summary if fits else self.extract.summary,
            body=draft.body or self.extract.body,
            short=draft.short if 0 < _words(draft.short) <= high else self.extract.short,
        )

    def loses_denials(self, draft: Draft) -> bool:
        """Whether the body leaves a denial out; what headline and summary tell does not make that good."""
        report = drift.measure(Draft(body=draft.body), self.items, self.ledger)
        return any(change.kind == "denials" for change in report.changes)


def _sent_back(draft: Draft, faults: Mapping[str, str], question: Ask, talk: _Talk) -> Draft:
    """Return the draft with the sentences that the model wrote anew; unchanged where it did not."""
    talk.sent_back = len(faults)
    again = ask_again(question, {key: (_at(draft, key).text, found) for key, found in faults.items()})
    try:
        anew = answers.read_mended(talk.ask(again), question)
    except WiredeskError:
        return draft
    for key, sentence in anew.items():
        if key in faults and sentence.text:
            draft = _with(draft, key, sentence)
    return draft


def _at(draft: Draft, key: str) -> Sentence:
    part, _, number = key.partition(".")
    return draft.headline if part == "headline" else tuple(getattr(draft, part))[int(number)]


def _with(draft: Draft, key: str, sentence: Sentence) -> Draft:
    part, _, number = key.partition(".")
    if part == "headline":
        return replace(draft, headline=sentence)
    changed = list(getattr(draft, part))
    changed[int(number)] = replace(sentence, paragraph=changed[int(number)].paragraph)
    parts: dict[str, Any] = {part: tuple(changed)}
    return replace(draft, **parts)


def _words(part: Sequence[Sentence]) -> int:
    return sum(len(each.text.split()) for each in part)


def _mended(talk: _Talk) -> str:
    if not talk.sent_back:
        return ""
    return f"{talk.sent_back} sentences were stopped by the checks and written anew, replaced or dropped"
