"""Learn what matching ships: `python -m wiredesk.core.matching.train DATA.jsonl.gz … [--out FOLDER]`.

Each line of DATA is {"id", "timestamp" or "time", "title", "text", "language", "story"}, in the order of the stream. A
file in which most lines have a text teaches articles, and its titles headlines; a file of titles, headlines.

Stories are cut in two halves by a hash of their name. Each half teaches, the other is measured and its figures are printed;
the mean of both is written to `weights.json`, and all word counts to `background_en.txt`. A half learns with word counts of
the other half, as a stream of tomorrow meets counts of yesterday. There is no chance in it but
seeded shuffles, and no library: the same data gives the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wiredesk.core.matching import join
from wiredesk.core.matching.documents import Document
from wiredesk.core.matching.matcher import Matcher
from wiredesk.core.matching.reading import read

Labelled = tuple[Document, str]
Table = tuple[int, dict[str, int]]
Example = tuple[list[float], int, float]

# Which features may weigh, and those that must not weigh against what they mean: where one does, it is left out and the
# others are fitted again. Stories of three items, or of one topic, teach such things by chance, and they do harm elsewhere.
HEADLINE = ("centre", "second", "centre_by_size", "size", "likely", "vote", "length", "days", "single", "margin")
ARTICLE = ("centre", "nearest", "days", "title", "numbers", "margin", "crowd")
SPEAKS_FOR = frozenset({"centre", "nearest", "likely", "vote", "title", "numbers", "margin"})
SPEAKS_AGAINST = frozenset({"days", "crowd"})
SPANS = (2, 4, 8, 15)  # days over which mixed streams are spread: from a thick wire to a thin one
LENGTHS = (60, 120, 250, 10_000)  # words left of articles in those: agencies write shorter than the articles that teach
PARTS = 2  # of an article, each an item: no AllSides story has more than three, and a story must be able to grow
PART = 60  # words of a part at least
ROUNDS = 2  # after the first, the stream runs with the matcher's own mistakes
RIDGE = 3.0
STEPS = 6  # of Newton's method: the last ones change nothing in the digits kept
DIGITS = 3  # after the point: what two machines agree on
FEWEST = 3  # items: a rarer stem stands in no background table
TAUGHT = 8  # candidates of an item that teach


def documents(path: Path) -> list[Labelled]:
    """Return documents with their true story."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            stamp = row.get("timestamp", row.get("time"))
            time = datetime.fromisoformat(stamp) if isinstance(stamp, str) else datetime.fromtimestamp(stamp, UTC)
            time = time if time.tzinfo else time.replace(tzinfo=UTC)
            found.append(
                (Document(row["id"], time, row["title"], row.get("text") or "", row["language"]), row["story"])
            )
    return found


def titles(stream: Sequence[Labelled]) -> list[Labelled]:
    """Return the stream without texts."""
    return [(replace(document, text=""), story) for document, story in stream]


def shortened(stream: Sequence[Labelled], words: int) -> list[Labelled]:
    """Return the stream with so many words of each text."""
    return [(replace(document, text=" ".join(document.text.split()[:words])), story) for document, story in stream]


def parts(stream: Sequence[Labelled]) -> list[Labelled]:
    """Return stories twice as large: of each article the first quarters of its text, each an item with its first words as title."""
    found = []
    for document, story in stream:
        words = document.text.split()
        size = max(PART, len(words) // 4)
        for at in range(0, min(len(words) - PART // 2, PARTS * size), size):
            title = " ".join(words[at : at + 9]) if at else document.title
            told = " ".join(words[at : at + size])
            found.append((replace(document, id=f"{document.id}-{at}", title=title, text=told), story))
    return found


def side(story: str) -> int:
    """Return in which half a story is, 0 or 1."""
    return zlib.crc32(story.encode()) % 2


def half(stream: Sequence[Labelled], which: int) -> list[Labelled]:
    """Return the items of one half of the stories."""
    return [each for each in stream if side(each[1]) == which]


def table(stream: Iterable[Labelled]) -> Table:
    """Count in how many English articles each stem stands, in title and opening."""
    counts: Counter[str] = Counter()
    items = 0
    for document, _ in stream:
        items += 1
        opening = " ".join(document.text.split()[:150])
        counts.update(read(replace(document, text=opening)).words.keys())
    return items, {stem: count for stem, count in sorted(counts.items()) if count >= FEWEST}


def mixed(large: Sequence[Labelled], small: Sequence[Labelled], days: int) -> list[Labelled]:
    """Return one stream of many stories, large ones cut to all sizes, spread over some days.

    A labelled set has few stories, whole; a wire has many, most of them small, at once. This stands between.
    """
    chance = random.Random(days)  # noqa: S311 – no secret: the same seed gives the same stream
    start = datetime(2020, 1, 1, tzinfo=UTC)
    found: list[Labelled] = []
    for stream, cut in ((large, True), (small, False)):
        by_story: defaultdict[str, list[Document]] = defaultdict(list)
        for document, story in stream:
            by_story[story].append(document)
        for story in sorted(by_story):
            whole = by_story[story]
            size = min(len(whole), int(len(whole) * chance.random() ** 3) + 1) if cut else len(whole)
            first = chance.random() * days
            lasts = min(days, 0.3 + 3 * chance.random()) if cut else 0.2 + 1.5 * chance.random()
            times = sorted(first + lasts * chance.random() ** 1.5 for _ in range(size))
            for place, time in zip(sorted(chance.sample(range(len(whole)), size)), times, strict=True):
                moved = replace(whole[place], time=start + timedelta(seconds=round(time * 86_400)))
                found.append((moved, story))
    return sorted(found, key=lambda each: (each[0].time, each[0].id))


def examples(
    stream: Sequence[Labelled], names: Sequence[str], tables: dict[str, Table], kind: str,
    calibration: dict[str, float] | None, which: int,
) -> list[Example]:  # fmt: skip
    """Run a stream and return (values, belongs, weight) of one half's candidates; an item's weigh one together.

    Without calibration the stream runs with the true stories; with one it runs as it would, mistakes and all: a story
    counts as the one that most of its items belong to.
    """
    matcher = Matcher(calibrations={kind: calibration or {}}, tables=tables)
    true: defaultdict[str, Counter[str]] = defaultdict(Counter)
    found: list[Example] = []
    for document, story in stream:
        asked = matcher.asks(document)
        best: tuple[float, str] | None = None
        seen = []
        for held, values, _ in matcher.candidates(asked):
            counts = true[held.key]
            seen.append(([values[name] for name in names], int(2 * counts[story] > counts.total())))
            if calibration:
                sure = join.score(values, calibration)
                best = max(best, (sure, held.key)) if best else (sure, held.key)
        if side(story) == which:
            found += [(values, label, 1 / len(seen[:TAUGHT])) for values, label in seen[:TAUGHT]]
        key = (best[1] if best and best[0] >= 0.5 else document.id) if calibration else story
        true[key][story] += 1
        matcher.place(document, key, document.id)
    return found


def fit(names: Sequence[str], rows: Sequence[Example]) -> dict[str, float]:
    """Return weights of a logistic regression; a name that came out against what it means has none."""
    using = list(range(len(names)))
    while True:
        found = _fit([names[i] for i in using], [([values[i] for i in using], y, w) for values, y, w in rows])
        wrong = [
            (abs(weight), name) for name, weight in found.items()
            if (name in SPEAKS_FOR and weight < 0) or (name in SPEAKS_AGAINST and weight > 0)
        ]  # fmt: skip
        if not wrong:
            return {name: found.get(name, 0.0) for name in ("bias", *names)}
        using.remove(names.index(max(wrong)[1]))


def _fit(names: Sequence[str], rows: Sequence[Example]) -> dict[str, float]:
    """Return bias and weights by Newton's method, with a ridge on values scaled to one deviation."""
    size, total = len(names), sum(weight for _, _, weight in rows)
    mean = [sum(values[i] * weight for values, _, weight in rows) / total for i in range(size)]
    spread = [
        math.sqrt(sum((values[i] - mean[i]) ** 2 * weight for values, _, weight in rows) / total) or 1.0
        for i in range(size)
    ]
    scaled = [
        ([1.0, *((v - m) / s for v, m, s in zip(values, mean, spread, strict=True))], y, w) for values, y, w in rows
    ]
    found = [0.0] * (size + 1)
    for _ in range(STEPS):
        gradient = [-RIDGE * value if i else 0.0 for i, value in enumerate(found)]
        curve = [[RIDGE * (i == j and i > 0) for j in range(size + 1)] for i in range(size + 1)]
        for values, label, weight in scaled:
            sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(map(float.__mul__, found, values))))))
            error, bend = weight * (label - sure), weight * sure * (1 - sure)
            for i, value in enumerate(values):
                gradient[i] += error * value
                row, bent = curve[i], bend * value
                for j in range(i + 1):
                    row[j] += bent * values[j]
        for i in range(size + 1):
            for j in range(i):
                curve[j][i] = curve[i][j]
        found = [value + step for value, step in zip(found, _solve(curve, gradient), strict=True)]
    weights = {name: found[i + 1] / spread[i] for i, name in enumerate(names)}
    bias = found[0] - sum(weights[name] * mean[i] for i, name in enumerate(names))
    return {"bias": round(bias, DIGITS)} | {name: round(value, DIGITS) for name, value in weights.items()}


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a set of linear equations by elimination."""
    size = len(right)
    rows = [[*matrix[i], right[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i and rows[r][i]:
                factor = rows[r][i] / rows[i][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def learn(
    streams: Sequence[Sequence[Labelled]], names: Sequence[str], tables: dict[str, Table], kind: str, which: int
) -> dict[str, float]:
    """Return a calibration learned on one half's items in several streams, in rounds."""
    calibration: dict[str, float] | None = None
    rows: list[Example] = []
    for _ in range(ROUNDS):
        for stream in streams:
            rows += examples(stream, names, tables, kind, calibration, which)
        calibration = fit(names, rows)
    return calibration or {}


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F over (true story, story) of each item (Bagga and Baldwin, 1998)."""
    true, said, both = Counter(t for t, _ in pairs), Counter(s for _, s in pairs), Counter(pairs)
    precision = sum(n * n / said[s] for (_, s), n in both.items()) / len(pairs)
    recall = sum(n * n / true[t] for (t, _), n in both.items()) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measure(
    stream: Sequence[Labelled], calibrations: dict[str, dict[str, float]], tables: dict[str, Table], which: int
) -> str:
    """Run a stream as it would run, and return the figures of one half's items in words."""
    matcher = Matcher(calibrations=calibrations, tables=tables)
    pairs = []
    for document, story in stream:
        decision = matcher.decide(document)
        key = decision.story or document.id
        matcher.place(document, key, decision.origin)
        if side(story) == which:
            pairs.append((story, key))
    precision, recall, f = b_cubed(pairs)
    return f"B3 P {precision:.3f} R {recall:.3f} F {f:.3f} ({len(pairs)} items)"


def calibrate(
    articles: Sequence[Labelled], headlines: Sequence[Labelled], counted: Table, which: int
) -> dict[str, dict[str, float]]:
    """Return the calibrations that one half of the stories teaches, with the words of the other half counted.

    An article stands in the stream of all: with half of the stories gone, those that are left would be too easy to tell
    apart. Of the few stories of headlines the other half is left out.
    """
    short, lines = titles(half(articles, which)), half(headlines, which)
    told = [list(articles), *(mixed([], shortened(articles, n), days) for days, n in zip(SPANS, LENGTHS, strict=True))]
    said = [lines, short, *(mixed(lines, short, days) for days in SPANS)]
    known = {"en": counted}
    return {
        "headline": learn(said, HEADLINE, known, "headline", which),
        "headline_bare": learn(said, HEADLINE, {}, "headline_bare", which),
        "article": learn([*told, mixed(parts(articles), [], 4)], ARTICLE, known, "article", which),
    }


def main() -> None:
    """Read the arguments, let each half teach, measure it on the other, and write the mean."""
    parser = argparse.ArgumentParser(description="Learn the weights of the join and the background table.")
    parser.add_argument("data", nargs="+", type=Path, help="labelled streams, JSON Lines, plain or gzip")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "data", help="where to write")
    arguments = parser.parse_args()
    articles: list[Labelled] = []
    headlines: list[Labelled] = []
    for path in arguments.data:
        stream = documents(path)
        texts = sum(bool(document.text) for document, _ in stream)
        (articles if texts * 2 > len(stream) else headlines).extend(stream)
    halves = []
    for which in (0, 1):
        of = [table(half(articles, each)) for each in (which, 1 - which)]
        halves.append(calibrate(articles, headlines, of[1], which))
        for name, stream, tables in (
            ("articles", articles, {"en": of[0]}), ("their titles", titles(articles), {"en": of[0]}),
            ("headlines", headlines, {"en": of[0]}), ("headlines, no table", headlines, {}),
        ):  # fmt: skip
            print(f"half {which} teaches, {name}: {measure(stream, halves[-1], tables, 1 - which)}", flush=True)
    weights = {
        kind: {name: round((halves[0][kind][name] + halves[1][kind][name]) / 2, DIGITS) for name in halves[0][kind]}
        for kind in halves[0]
    }
    counted = table(articles)
    arguments.out.mkdir(parents=True, exist_ok=True)
    words = [str(counted[0]), *(f"{stem} {count}" for stem, count in counted[1].items())]
    (arguments.out / "background_en.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    shipped = {"weights": weights, "items": {"articles": len(articles), "headlines": len(headlines)}}
    (arguments.out / "weights.json").write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {len(counted[1])} stems and {len(weights)} calibrations to {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
