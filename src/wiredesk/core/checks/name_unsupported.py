"""name-unsupported: a person, place or organisation that no source names, or names put together wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process

from wiredesk.core import text
from wiredesk.core.checks import described, kin, meaning, predicates
from wiredesk.core.checks.index import Sources
from wiredesk.core.checks.lines import Line
from wiredesk.core.checks.replaced import replaced
from wiredesk.core.model import Evidence, Finding, Item, Span

NAME = "name-unsupported"
DESCRIPTION = "A person, place or organisation is in no source, or first and last name do not belong together."

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "da",
        "do",
        "dos",
        "du",
        "di",
        "y",
    ]
)


def find(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each name with a word that no source has."""
    if sources.holds(line.text):
        return
    yield from _in_place(line, sources)
    yield from _as_another(line, sources)
    for name in text.names(line.text):
        if line.title_case:
            yield from _countries_only(line, name.span, sources)
            continue
        missing = _missing(name, line, sources)
        if missing is not None:
            yield _unknown(line, missing, name, sources)
        elif name.kind == "person":
            yield from _joined_wrongly(line, name, sources)


def _in_place(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for a name that the sources have, in the place of another name."""
    for each in replaced(line.text, sources):
        if each.kind != "name" or not _known(each.ours.surface, sources):
            continue  # one that no source has is found below, with its whole name
        ours, theirs = _kind_of(line.text, each.ours.span), _kind_of(each.passage.text, each.theirs.span)
        if (line.title_case and each.ours.name) or (ours != theirs and "place" in (ours, theirs)):
            continue
        message = (
            f"“{each.ours.surface}” stands where the source has “{each.theirs.surface}”: “{each.passage.text}” "
            "Use the source's name."
        )
        yield line.finding(NAME, each.ours.span, message, evidence=each.passage.evidence)


def _as_another(line: Line, sources: Sources) -> Iterator[Finding]:
    """Yield a finding for a name with the office or people of another: "Prime Minister" before the interior minister."""
    where = predicates.elsewhere(line, sources)
    if where is not None:
        message = f"“{line.words(where.span)}”: the source has this elsewhere: “{where.passage.text}” Use its place."
        yield line.finding(NAME, where.span, message, evidence=where.passage.evidence)
        return
    found = described.mistaken(line, sources)
    if found is not None:
        owner = next((name.text for _, name in sources.names if described.key(name.text) == found.owner), found.owner)
        message = (
            f"The source calls “{owner}” so, not “{found.name.title()}”: “{line.words(found.span)}”. Put them right."
        )
        yield line.finding(NAME, found.span, message)


def _kind_of(words: str, span: Span) -> str:
    return next((name.kind for name in text.names(words) if name.span[0] <= span[0] < name.span[1]), "")


def _known(word: str, sources: Sources) -> bool:
    bare = word.replace("’", "'").removesuffix("'s")
    lowered = bare.lower()
    if lowered in _SMALL or lowered in sources.words or text.stem(bare) in sources.raw:
        return True
    if len(lowered) > 4 and any(lowered.startswith(each) for each in sources.short_names):
        return True  # "Mitchell" for the source's "Mitch"
    if all(piece in sources.words for piece in meaning.pieces(bare.replace("-", " "))):
        return True
    if len(lowered) > 5 and any(len(each) > 5 and each[:5] == lowered[:5] for each in sources.name_stems):
        return True  # "Catalonia" for the source's "Catalan"
    if _FROM.search(lowered) and len(lowered) > 5 and any(each[:4] == lowered[:4] for each in sources.places):
        return True  # "Genoese" for the source's "Genoa"
    if any(each in body.lower() for each in _SEATS.get(lowered, ()) for _, body in sources.texts):
        return True
    return _country(bare, sources)


_FROM = re.compile(r"(?:ese|ian|an|ite|ish|ers?|ois)$")
_SEATS = {
    "brussels": ("european union", "european commission", "eu "),
    "westminster": ("british parliament", "british government", "uk government", "house of commons"),
    "kremlin": ("russia",),
    "whitehall": ("british government", "uk government"),
    "holyrood": ("scottish",),
    "pentagon": ("u.s. defense", "us defense", "department of defense", "u.s. military", "us military"),
    "strasbourg": ("european parliament",),
}
"""Where a body sits, by which a draft may call it."""


def _country(word: str, sources: Sources) -> bool:
    """Say whether a word is a country or a people that the sources name otherwise; a city is not its country."""
    codes = meaning.countries(word)
    return bool(codes) and set(codes) <= sources.countries and all(place.is_country for place in text.places(word))


def _missing(name: text.Name, line: Line, sources: Sources) -> Span | None:
    """Return the first word of a name that no source has; initials of a source's name are known."""
    if _initials(name.text, sources) or _country(name.text, sources) or _speaks(name, line, sources):
        return None
    start = name.span[0]
    for match in _WORD.finditer(name.text):
        if match.start() == 0 and _opens(line, start) and name.kind == "other":
            continue
        if not _known(match.group(), sources):
            return start + match.start(), start + match.end()
    return None


def _speaks(name: text.Name, line: Line, sources: Sources) -> bool:
    """Say whether a capital stands for its government: "Kyiv denies"."""
    codes = text.countries(name.text)
    if (
        not codes
        or not set(codes) <= sources.named_countries
        or not any(_capital_of(name.text, code) for code in codes)
    ):
        return False
    said = any(a <= name.span[0] < b for claim in line.claims for a, b in claim.source)
    return said or line.part == "headline"


def _capital_of(word: str, code: str) -> bool:
    """Say whether a word is a capital: it stands where its country does on the map."""
    country = text.places(text.country_name(code))
    return any((p.lat, p.lon) == (q.lat, q.lon) for p in text.places(word) for q in country if not p.is_country)


def _opens(line: Line, start: int) -> bool:
    return start == 0 and not text.countries(line.text[: start + 30].split(" ")[0])


def _initials(name: str, sources: Sources) -> bool:
    """Say whether capitals ("ECB") stand for a name that the sources spell out, or the other way round."""
    spelt = [word[0] for word in re.findall(r"[^\W\d_]+", name) if word.lower() not in _SMALL]
    if len(spelt) > 1 and re.search(rf"\b{''.join(spelt)}\b", " ".join(body for _, body in sources.texts)):
        return True
    letters = name.replace(".", "")
    if not letters.isupper() or not 2 <= len(letters) <= 6:
        return False
    return any(
        "".join(word[0] for word in re.findall(r"[^\W\d_]+", each.text) if word.lower() not in _SMALL).upper()
        == letters
        for _, each in sources.names
    )


def _countries_only(line: Line, span: Span, sources: Sources) -> Iterator[Finding]:
    """In a headline Set Like This only countries can be told from other words."""
    for match in _WORD.finditer(line.text, *span):
        codes = text.countries(match.group())
        if codes and not set(codes) <= sources.countries and match.group().lower() not in sources.words:
            yield line.finding(NAME, match.span(), f"No source names {match.group()}. Take it out.")


def _unknown(line: Line, span: Span, name: text.Name, sources: Sources) -> Finding:
    word = line.words(span)
    evidence, near = _nearest(word, sources)
    if near:
        message = f"“{name.text}” is in no source; “{near}” is. Use the source's spelling."
    else:
        message = f"No source names “{name.text}”. Take it out, or add the source that does."
    return line.finding(NAME, span, message, evidence=evidence)


def _nearest(word: str, sources: Sources) -> tuple[tuple[Evidence, ...], str]:
    known: dict[str, tuple[Item, Span]] = {}
    for item, each in sources.names:
        known.setdefault(each.text, (item, each.span))
    found = process.extractOne(word, list(known), score_cutoff=70)
    if found is None:
        return (), ""
    item, span = known[found[0]]
    return (Evidence(item.guid, span, found[0]),), found[0]


def _joined_wrongly(line: Line, name: text.Name, sources: Sources) -> Iterator[Finding]:
    """A first name with another's last name: the sources have both words and never together."""
    words = name.text.replace("’", "'").removesuffix("'s").split()
    if name.span[0] == 0 and kin.known(text.stem(words[0])):
        return  # a sentence may begin with any word: "Claims Kunis"
    if len(words) != 2 or any(words[0] + " " + words[1] in body for _, body in sources.texts):
        return
    pattern = re.compile(rf"\b([A-Z][^\W\d_]+) {re.escape(words[1])}\b")
    for item in sources.items:
        for each in pattern.finditer(item.body):
            first = each.group(1)
            is_person = any(n.kind == "person" and n.text.endswith(each.group()) for i, n in sources.names if i is item)
            if first != words[0] and is_person and first.lower() not in text.STOP_WORDS:
                message = f"The source has “{each.group()}”, not “{name.text}”. Use the source's name."
                yield line.finding(NAME, name.span, message, evidence=(Evidence(item.guid, each.span(), each.group()),))
                return
