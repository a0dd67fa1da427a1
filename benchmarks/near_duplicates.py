"""Measure how well copies are known, on copies made by the edits that agencies make.

    python benchmarks/near_duplicates.py [--data LABELLED.jsonl.gz]

Sources are the sample wires (written by us), or the texts of a file of labelled items. Each source of at least 40 words
gives one copy for each edit below; copies come after all sources, in a seeded order. A found copy counts as right when
`duplicate_of` leads to the same source. Of versions and copies among the sources
themselves the first is kept, by comparing them word for word; the others tell the same events in other words, and what
is called a copy among them is a mistake. Beside it stands MinHash (128 permutations, runs of three words, resemblance 0.5).

| edit | what an agency's client does |
|---|---|
| furniture | another dateline and headline, credits and a note on updates around the text |
| cut | the last third is left out |
| brief | the first two fifths, 30 words at least |
| longer | two paragraphs of background are added |
| words | one word in 14 is exchanged: said, told; US and British spelling; numbers in words |
| order | sentences after the lead change places |
| marks | typographic quotes and dashes, capitals, double spaces |
| all | furniture, words, and the last fifth left out |
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
import zlib
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from wiredesk.core import formats, text
from wiredesk.core.matching import Document, Matcher, passages

START = datetime(2025, 4, 24, tzinfo=UTC)
FEWEST = 40  # words of a source
EXCHANGED = {
    "said": "told reporters", "says": "states", "percent": "per cent", "more": "over", "people": "persons", "killed": "dead",
    "began": "started", "before": "ahead of", "about": "around", "government": "cabinet", "while": "as", "but": "yet",
    "two": "2", "three": "3", "four": "4", "year": "twelve months", "not": "never", "will": "would", "after": "following",
    "center": "centre", "defense": "defence", "told": "said to", "last": "past", "against": "versus", "also": "too",
}  # fmt: skip
BACKGROUND = (
    "The matter has been before the regional council since the spring, when a first report was laid before its members.",
    "A second reading is set for next month, and both sides have asked for more time to study the papers that were sent.",
    "Similar cases were heard in three neighbouring towns last year, and two of them are still waiting for a decision.",
    "Officials did not answer calls outside office hours, and a spokeswoman said that a statement would follow in the week.",
)


def sources(path: Path | None) -> list[Document]:
    """Return the texts that copies are made of."""
    found = []
    if path is None:
        folder = Path(str(files("wiredesk.wire.samples")))
        for file in sorted([*folder.glob("folder/*/*"), *folder.glob("http/*")]):
            for item in formats.read(file.read_bytes(), name=str(file)):
                found.append(Document("", START, item.headline, item.body, item.language or "en", agency=item.agency))
    else:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        found = [Document("", START, row["title"], row["text"], row["language"]) for row in rows]
    kept: list[Document] = []
    for document in found:
        words = len(document.text.split())
        if words >= FEWEST and not any(_same(document, words, other) for other in kept):
            kept.append(document)
    return [replace(each, id=f"s{number}") for number, each in enumerate(kept)]


def _same(document: Document, words: int, other: Document) -> bool:
    """Say whether two sources share a fifth of their words in long passages: versions, and copies that agencies took."""
    shared = sum(passage.words for passage in passages(document.text, other.text))
    return shared * 5 >= min(words, len(other.text.split()))


def copies(source: Document, chance: random.Random) -> dict[str, Document]:
    """Return one copy of a source for each edit."""
    body = source.text[text.furniture(source.text)[0][1] if text.dateline(source.text) else 0 :]
    words = body.split(" ")
    sentences = [body[start:end] for start, end in text.sentences(body)]
    cut = " ".join(words[: max(30, len(words) * 2 // 3)])
    swapped = _exchange(body, chance)
    rest = sentences[1:]
    chance.shuffle(rest)
    marks = re.sub(r'"([^"]*)"', r"“\1”", body).replace(" - ", " – ").replace("'", "’").replace(". ", ".  ")
    made = {
        "furniture": _dressed(body),
        "cut": cut,
        "brief": " ".join(words[: max(30, len(words) * 2 // 5)]),
        "longer": "\n\n".join([body, " ".join(BACKGROUND[:2]), " ".join(BACKGROUND[2:])]),
        "words": swapped,
        "order": " ".join([*sentences[:1], *rest]),
        "marks": marks[:1].upper() + marks[1:],
        "all": _dressed(" ".join(swapped.split(" ")[: max(30, len(words) * 4 // 5)])),
    }
    return {edit: replace(source, id=f"{source.id}-{edit}", text=told, agency="Other") for edit, told in made.items()}


def _dressed(body: str) -> str:
    note = "(Reporting by A. Writer and B. Writer; Editing by C. Editor)"
    return f"GENEVA, April 24 (Other) - {body}\n\n{note}\n\nENDS"


def _exchange(body: str, chance: random.Random) -> str:
    words = body.split(" ")
    wanted = len(words) // 14
    known = [i for i, word in enumerate(words) if word in EXCHANGED]
    chance.shuffle(known)
    others = [i for i in range(len(words)) if words[i].islower() and i not in known]
    chance.shuffle(others)
    for i in (known + others)[:wanted]:
        words[i] = EXCHANGED.get(words[i], "quite " + words[i])
    return " ".join(words)


class MinHash:
    """The usual way: resemblance of runs of words, estimated by 128 least hashes in 32 bands."""

    def __init__(self) -> None:
        chance = random.Random(1)
        self.salts = [chance.getrandbits(32) for _ in range(128)]
        self.bands: dict[tuple[int, tuple[int, ...]], list[str]] = {}
        self.kept: dict[str, list[int]] = {}

    def find(self, document: Document) -> str | None:
        """Return the most similar earlier document of resemblance 0.5, and keep this one."""
        words = re.findall(r"\w+", document.text.lower())
        runs = {zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2))}
        signed = [min((run ^ salt) * 0x9E3779B1 & 0xFFFFFFFF for run in runs) for salt in self.salts]
        likely: Counter[str] = Counter()
        for band in range(32):
            name = band, tuple(signed[band * 4 : band * 4 + 4])
            likely.update(self.bands.get(name, ()))
            self.bands.setdefault(name, []).append(document.id)
        best, most = None, 0.5
        for key in likely:
            alike = sum(a == b for a, b in zip(signed, self.kept[key], strict=True)) / 128
            if alike > most:
                best, most = key, alike
        self.kept[document.id] = signed
        return best


def score(answers: dict[str, str | None], edits: dict[str, str]) -> tuple[float, float, dict[str, float]]:
    """Return precision over all that is called a copy, recall over the copies made, and recall by edit."""
    root = {key: key.partition("-")[0] for key in answers}
    said = {key: answer for key, answer in answers.items() if answer is not None}
    right = {key for key, answer in said.items() if root[answer] == root[key]}
    by_edit = Counter(edits.values())
    found = Counter(edits[key] for key in right if key in edits)
    recall = sum(found.values()) / len(edits)
    return len(right) / max(1, len(said)), recall, {edit: found[edit] / n for edit, n in by_edit.items()}


def prepared(given: list[Document]) -> tuple[list[Document], dict[str, str]]:
    """Return the stream of sources and shuffled copies, and the edit of each copy."""
    chance = random.Random(3)
    edits: dict[str, str] = {}
    made = []
    for source in given:
        for edit, copy in copies(source, chance).items():
            edits[copy.id] = edit
            made.append(copy)
    chance.shuffle(made)
    return [replace(each, time=START + timedelta(seconds=n)) for n, each in enumerate([*given, *made])], edits


def grouped(stream: list[Document]) -> dict[str, str | None]:
    """Return what each document is a copy of, as the matcher says."""
    matcher = Matcher(4.0)
    found: dict[str, str | None] = {}
    for document in stream:
        decision = matcher.decide(document)
        matcher.place(document, decision.story or document.id, decision.origin)
        found[document.id] = decision.duplicate_of
    return found


def main() -> None:
    """Make the copies, run both ways, and print the figures."""
    parser = argparse.ArgumentParser(description="Measure how well copies are known.")
    parser.add_argument("--data", type=Path, help="labelled items to make copies of, instead of the sample wires")
    given = sources(parser.parse_args().data)
    stream, edits = prepared(given)
    began = time.process_time()
    ours = grouped(stream)
    rate = len(stream) / (time.process_time() - began)
    minhash = MinHash()
    theirs = {document.id: minhash.find(document) for document in stream}
    print(f"{len(given)} sources, {len(edits)} copies; wiredesk decides {rate:.0f} items/s, stories and all")
    for name, answers in (("wiredesk", ours), ("MinHash", theirs)):
        precision, recall, by_edit = score(answers, edits)
        told = ", ".join(f"{edit} {value:.2f}" for edit, value in by_edit.items())
        print(f"{name}: precision {precision:.3f} recall {recall:.3f}; recall by edit: {told}")


if __name__ == "__main__":
    main()
