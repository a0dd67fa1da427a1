"""Make the table of related words that the checks read, from the dictionary files of WordNet 3.0.

    python benchmarks/kin_from_wordnet.py /usr/share/wordnet

The files come with Debian's package wordnet-base. Kept are single words in their common senses; the table holds stems
as `text.stem` makes them, so that nothing is stemmed when it is read. A line of the table, in columns:

    stem; the plain form, where it is an irregular one; stems of one sense with it; stems that derive from it and look
    different (destroy, destruct); stems of a sense one step wider; stems of the opposite

A second table, verbs.txt, holds the stems of words that WordNet's own corpus has as a verb in so many of a hundred places.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from wiredesk.core import text

TABLE = Path(__file__).parents[1] / "src" / "wiredesk" / "core" / "checks" / "data" / "kin.tsv"
VERBS = TABLE.with_name("verbs.txt")
MOSTLY = 0.3
"""A word is kept as a verb where so large a part of its places in the corpus has it as one."""
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSES = {"n": 3, "v": 5, "a": 3, "r": 2}
"""Of a word's senses, most frequent first, so many count; those that WordNet's own corpus has seen count up to six."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?$")
_RARE = frozenset(["05", "20"])  # animals and plants

Sense = tuple[str, str]


def _index(folder: Path) -> dict[Sense, tuple[list[str], int]]:
    """Return for each (word, part of speech) its senses and how many of them the corpus has seen."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            pointers = int(fields[3])
            if _WORD.match(fields[0]):
                found[fields[0], part] = (fields[6 + pointers :], int(fields[5 + pointers]))
    return found


def _senses(folder: Path) -> dict[Sense, tuple[str, list[str], list[list[str]]]]:
    """Return for each (part of speech, offset) its file, words and pointers [sign, offset, part, from and to]."""
    found = {}
    for name, part in PARTS.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            number = int(fields[3], 16)
            words = [fields[4 + 2 * each].split("(")[0].lower() for each in range(number)]
            at = 5 + 2 * number
            pointers = [fields[at + 4 * each : at + 4 * each + 4] for each in range(int(fields[at - 1]))]
            found[part, fields[0]] = (fields[1], words, pointers)
    return found


def main(folder: Path) -> None:
    """Write the table."""
    index, senses = _index(folder), _senses(folder)

    def common(word: str, sense: Sense) -> bool:
        known = index.get((word, sense[0]))
        return known is not None and known[0].index(sense[1]) < min(6, max(known[1], SENSES[sense[0]]))

    seen = {word for (word, _), (_, times) in index.items() if times}
    members = {key: [w for w in words if common(w, key)] for key, (_, words, _) in senses.items()}
    kept = [k for k, m in members.items() if any(w in seen for w in m) and (senses[k][0] not in _RARE or len(m) > 1)]
    near: dict[str, dict[str, set[str]]] = {sign: defaultdict(set) for sign in "=+^!"}
    for key in kept:
        _, words, pointers = senses[key]
        stems = {text.stem(word) for word in members[key]}
        above: set[str] = set()
        for sign, offset, other, ends in pointers:
            target = ("a" if other == "s" else other, offset)
            if sign in ("@", "&"):
                above |= {text.stem(word) for word in members.get(target, ())}
            if sign in ("!", "+") and ends != "0000" and target in senses:
                a, b = words[int(ends[:2], 16) - 1], senses[target][1][int(ends[2:], 16) - 1]
                if a in members[key] and b in members.get(target, ()) and text.stem(a) != text.stem(b):
                    near[sign][text.stem(a)].add(text.stem(b))
        for stem in stems:
            near["="][stem] |= stems - {stem}
            near["^"][stem] |= above - stems
    forms = _forms(folder, seen)
    lines = []
    for stem in sorted({*near["="], *near["+"], *near["!"], *forms}):
        base = forms.get(stem, "")
        fields = [" ".join(sorted(near[sign].get(stem, ()))) for sign in "=+^!"]
        if base or any(fields):
            lines.append("\t".join([stem, base, *fields]).rstrip("\t"))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def verbs(folder: Path) -> None:
    """Write the stems of words that are often verbs; a word that the corpus lacks counts where it is nothing else."""
    times: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, number = line.split()
        lemma, _, rest = key.partition("%")
        times[lemma][rest[0]] += int(number)
    lemmas = {
        name: {line.split()[0] for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines()}
        for name in ("verb", "noun")
    }
    kept = set()
    for word in filter(_WORD.match, lemmas["verb"]):
        total = sum(times[word].values())
        if (times[word]["2"] >= MOSTLY * total) if total else word not in lemmas["noun"]:
            kept.add(text.stem(word))
    VERBS.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


def _forms(folder: Path, seen: set[str]) -> dict[str, str]:
    """Return irregular forms with their plain ones, as stems."""
    forms: dict[str, str] = {}
    for name in ("verb", "noun", "adj"):
        for line in (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines():
            form, lemma = line.split()[:2]
            if _WORD.match(form) and lemma in seen and text.stem(form) != text.stem(lemma):
                forms.setdefault(text.stem(form), text.stem(lemma))
    return forms


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    verbs(Path(sys.argv[1]))
