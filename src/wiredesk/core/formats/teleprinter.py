# ruff: noqa: E501 - patterns read best on one line
"""IPTC 7901 and ANPA 1312: text of the teleprinter with control characters, headers of codes and a time at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from wiredesk.core.formats import markup, signals
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Named, Signal

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MESSAGE_END = re.compile(r"\x04|(?m:^\s*NNNN\s*$)|(?<=\S)\s*(?=\x16{0,2}\x01)")
_IPTC = re.compile(
    r"(?:ZCZC\s*)?(?P<service>[A-Za-z]{2,4})(?P<number>\d{3,4})\s{1,3}(?P<priority>[1-9])\s{1,3}(?P<category>[A-Za-z]{1,3})"
    r"\s{1,3}(?P<words>\d{1,5})\b(?P<rest>[^\n]{0,200})"
)
_ANPA = re.compile(
    r"(?P<service>[A-Za-z]?)(?P<number>\d{3,5})[\w\-]{0,20}[ \t]*\r?\n+[ \t]*(?P<priority>[a-z])[ \t]{0,3}"
    r"(?P<category>[a-z])[ \t]{1,3}(?P<key>[^\n]{1,60}?)[ \t]{1,20}(?P<month>\d{1,2})-(?P<day>\d{1,2})[ \t]{1,6}(?P<words>\d{1,5})[ \t]*\r?\n"
)
_ANPA_RANK = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 6, "s": 6, "w": 6}
_IPTC_TIME = re.compile(
    r"\b(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>[A-Z]{1,4})?\s+(?P<month>[A-Za-zÄäéû]{3,4})\.?\s+(?P<year>\d\d(?:\d\d)?)\s*\Z"
)
_ANPA_TIME = re.compile(
    r"(?P<wire>[A-Z]{2,4}-[A-Z]{2,4})-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>[A-Z]{1,4})<?\s*\Z"
)
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por|Di|Da|Door|Av|Af|От)\s+\S")
_CLOSING = re.compile(
    r"(?:\((?:Schluss|Fortsetzung|Forts\.?|Ende|fin|FIN|END|suite|à suivre)\)[ .]{0,2})?"
    r"(?:[a-zäöü]{2,8}(?:[/+][a-zäöü]{2,8})*[ .]?){1,6}\Z|[A-ZÄÖÜ]{2,4}(?:[/+-][A-ZÄÖÜ]{2,4}){1,4}\Z"
)
_SIGNED = re.compile(r"\([A-Z]{2,12}\)\.?(?:\s{1,3}[A-Z0-9]{2,4}(?:[/-][A-Z0-9]{2,4}){0,3})?\.?\Z")
_FOOTER = re.compile(r"[A-Z]{2,4}\d{3,4}\s{1,4}\d{4}-\d\d-\d\d/\d\d:\d\d\Z")
_UNDER = re.compile(r"(?:Utl|Untertitel|Subhead|Sous-titre|Subtítulo|Sottotitolo)\.?:\s{0,3}")
_SAID = re.compile(r"\A[^\n(]{2,80}\((?!\d)([^\W\d_][\w-]{1,11})(?:/[\w-]{2,12})?\)\s?[-–—.]")
_INDENTED = re.compile(r"(?: {2,8}|\t\s{0,4})\S")
_CODES = re.compile(r"[A-Z0-9]{1,3}(?: [A-Z0-9]{2,4}){1,5}\Z")
_KEYWORDS = re.compile(r"[^\s/,-]{2,40}(?:[-/,][^\s]{1,40}){1,8}\Z")
_HASTE = re.compile(
    r"(?:URGENT[EI]?|FLASH|BULLETIN|ALERTE?|ALERTA|EILT?!?|EILMELDUNG|VORRANG|BLITZ|PRIORIT[ÀÉ]|AVISO|МОЛНИЯ|СРОЧНО|ACELE|FLAŞ)(?:\W*|\s{1,3}[-=*]{1,5})\Z"
)
_DAY = re.compile(r"urn:wire:(\d{8}):")
_NOTICE = 600  # characters of a notice in which the message that it is about is named
_PHOTOS = re.compile(r"(?:[A-Z]{2,4} )?(?:Photos?|Graphics?|Video)\b")


def looks_like(head: str) -> str:
    """Return "iptc-7901", "anpa-1312" or the empty string for the beginning of a text."""
    plain = _CONTROL.sub("", head[:600]).lstrip("\ufeff \t\r\n")
    if _ANPA.match(plain):
        return "anpa-1312"
    return "iptc-7901" if _IPTC.match(plain) else ""


def read(value: str, kind: str, profile: Profile) -> Iterator[Fields]:
    """Yield the fields of each message of a text."""
    for message in _MESSAGE_END.split(value.replace("\r\n", "\n").replace("\r", "\n")):
        plain = _CONTROL.sub("", message).lstrip("\ufeff \t\n")
        if not plain.strip():
            continue
        pattern = _ANPA if kind == "anpa-1312" else _IPTC
        found = pattern.match(plain)
        filled = Fields(profile=profile, format=kind, agency=profile.agency)
        rest = plain[found.end() :] if found else plain
        if found is None:
            filled.warnings.append("the header of the message can't be read; all of it is kept as body")
            filled.body = markup.plain(rest)
        elif kind == "anpa-1312":
            _anpa(found, rest, filled)
        else:
            _iptc(found, rest, filled)
        if found is not None:
            filled.refers_to += _earlier(found["service"], found["number"], filled)
        yield filled


def _earlier(service: str, number: str, filled: Fields) -> list[str]:
    """Return the guids of the day's earlier messages that a kill, hold or correction names by their numbers.

    A number counts only in the full width of the wire's own and with its own letters; the single letters of American
    wires are circuits of one house, and any of them counts in small letters. So an A320 or a B737 is none.
    """
    day = _DAY.match(filled.guid)
    notes = "\n".join(filled.notes)
    said = "\n".join((filled.headline, filled.slugline, notes, filled.summary, filled.body.text[:_NOTICE]))
    signal = signals.heaviest(
        signals.of_headline(filled.headline), signals.of_headline(filled.slugline), signals.of_note(notes),
        signals.of_opening(filled.body.text),
    )  # fmt: skip
    if day is None or signal not in (Signal.KILL, Signal.HOLD, Signal.CORRECT):
        return []
    letters = "[a-z]" if len(service) == 1 else f"(?i:{re.escape(service)})"
    found = re.findall(rf"\b({letters}\d{{{len(number)}}})\b", said) if service else []
    today = datetime.strptime(day[1], "%Y%m%d").replace(tzinfo=UTC)
    days = [(today if each[len(service) :] <= number else today - timedelta(days=1), each.lower()) for each in found]
    own = f"{service}{number}".lower()
    return list(dict.fromkeys(f"urn:wire:{of:%Y%m%d}:{each}" for of, each in days if each != own))


def _identified(found: re.Match[str], filled: Fields, when: datetime | None, stamp: re.Match[str] | None) -> None:
    """A number of the wire starts again each day, by the house's own clock, so that day belongs to the guid."""
    filled.version_created = filled.first_created = when
    serial = f"{found['service']}{found['number']}"
    filled.alt_ids.append(("transmission", serial))
    if when is not None and stamp is not None:
        near = (when + timedelta(days=shift) for shift in (0, -1, 1))
        day = next((each for each in near if each.day == int(stamp["day"])), when)
        filled.guid = f"urn:wire:{day:%Y%m%d}:{serial.lower()}"


def _iptc(found: re.Match[str], rest: str, filled: Fields) -> None:
    filled.rank(found["priority"])
    filled.subjects.append(Named(found["category"], "", found["category"], "category"))
    source = " ".join(found["rest"].split())
    if source:
        filled.alt_ids.append(("header", source))
        name = next((w for w in source.split() if w.isalpha() or "-" in w), "")
        filled.agency = filled.agency or name
    lines = [line.rstrip() for line in rest.strip("\n").rstrip().split("\n")]
    when = None
    stamp = _IPTC_TIME.search(lines[-1]) if lines else None
    if stamp:
        when = _stamped(stamp, filled)
        lines[-1] = lines[-1][: stamp.start()]
    _identified(found, filled, when, stamp)
    end = next((n for n, line in enumerate(lines[:14]) if line.rstrip().endswith("=")), None)
    start = _first_indented(lines)
    if end is not None:
        _head(lines[: end + 1], filled)
        lines = lines[end + 1 :]
    elif start:
        _head(lines[:start], filled)
        lines = lines[start:]
    else:
        lines = _headline_of(lines, filled)
    _closing_line(lines, filled)
    filled.body = markup.plain("\n".join(_unwrapped(lines)))
    if said := _SAID.search(filled.body.text[:200]):  # the copy's own credit knows better than codes of the header
        filled.agency = filled.profile.agency or said[1]


def _unwrapped(lines: list[str]) -> list[str]:
    """Join lines where paragraphs show by their first line alone; columns of figures stay as they are."""
    texts = [line for line in lines if line.strip()]
    indented = sum(_INDENTED.match(line) is not None for line in texts)
    columns = any("  " in line.strip() for line in texts)
    whole = all(line.rstrip().endswith((".", "!", "?", '"', "”", "»", "“")) for line in texts)
    if columns or not indented or (indented == len(texts) and not whole):
        return lines
    return list(_paragraphs(lines))


def _first_indented(lines: list[str]) -> int:
    """Where the first paragraph begins in copy whose head stands flush; 0 where nothing tells it from the head."""
    start = next((n for n, line in enumerate(lines[:16]) if _INDENTED.match(line)), 0)
    return start if any(line.strip() for line in lines[:start]) else 0


def _head(lines: list[str], filled: Fields) -> None:
    """The lines before the copy: codes, keywords, notes in brackets, marks of haste, headline, byline."""
    headline: list[str] = []
    for line in _brackets_joined(each.rstrip("= ").strip() for each in lines):
        if not line:
            continue
        if _CODES.match(line):
            filled.alt_ids.append(("codes", line))
        elif not headline and _is_keywords(line, filled):
            filled.slugline = filled.slugline or line.strip("/")
            mark = line.rpartition(",")[2].strip() if "," in line else ""
            filled.signal = signals.heaviest(filled.signal, signals.of_headline(f"{mark}:") if mark else Signal.NONE)
        elif line.startswith("(") and line.endswith(")"):
            filled.note(line)
        elif signals.is_embargo(line):
            filled.note(line)
            filled.embargo_in_words(line)
        elif _HASTE.match(line):
            filled.alt_ids.append(("haste", line))
        elif headline and _BYLINE.match(line):
            filled.byline = line
        elif headline and _UNDER.match(line):
            filled.alt_ids.append(("headline", _UNDER.sub("", line)))
        else:
            headline.append(line)
    filled.headline = " ".join(headline)


def _is_keywords(line: str, filled: Fields) -> bool:
    """Keywords are joined without spaces, or end with a slash."""
    return line.endswith("/") or (not filled.slugline and _KEYWORDS.match(line) is not None)


def _brackets_joined(lines: Iterable[str]) -> Iterator[str]:
    """Put a note in brackets that goes over several lines into one."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        whole = " ".join(waiting)
        if waiting[0].startswith("(") and whole.count("(") > whole.count(")") and len(waiting) < 8:
            continue
        yield whole
        waiting = []
    yield from waiting


def _headline_of(lines: list[str], filled: Fields) -> list[str]:
    """Without a sign of equality the first short line that stands alone is the headline."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    alone = start + 1 < len(lines) and not lines[start + 1].strip()
    if start < len(lines) and alone and len(lines[start]) < 150:
        filled.headline = lines[start].strip()
        return lines[start + 1 :]
    return lines


def _closing_line(lines: list[str], filled: Fields) -> None:
    """Initials in the last line are the desk's own mark."""
    while lines and (not lines[-1].strip() or _FOOTER.match(lines[-1].strip())):
        lines.pop()
    if len(lines) < 3 or len(lines[-1]) > 40:
        return
    last = lines[-1].strip()
    apart = not lines[-2].strip() or _INDENTED.match(lines[-1]) or last.startswith("(")
    if (apart and _CLOSING.match(last)) or _SIGNED.match(last):
        filled.alt_ids.append(("closing line", lines.pop().strip()))


def _anpa(found: re.Match[str], rest: str, filled: Fields) -> None:
    filled.rank(str(_ANPA_RANK.get(found["priority"], 6)))
    filled.subjects.append(Named(found["category"], "", found["category"], "category"))
    filled.slugline = " ".join(found["key"].split())
    rest = rest.rstrip()
    stamp = _ANPA_TIME.search(rest[-80:])
    when = None
    if stamp:
        when = _stamped(stamp, filled)
        filled.alt_ids.append(("wire", stamp["wire"]))
        filled.agency = filled.agency or stamp["wire"].partition("-")[0]
        rest = rest[: len(rest) - (len(rest[-80:]) - stamp.start())]
    _identified(found, filled, when, stamp)
    lines = rest.split("\n")
    head = 0
    while head < len(lines) and (_is_head(lines[head]) or (not lines[head].strip() and head < 3)):
        head += 1
    _anpa_head([line.strip() for line in lines[:head] if line.strip()], filled)
    filled.body = markup.plain(_set("\n".join(_paragraphs(lines[head:]))))


def _is_head(line: str) -> bool:
    return line.lstrip().startswith("^") or (not line[:1].isspace() and line.rstrip().endswith(("<", "=")))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """A paragraph begins with a tab or deep indentation; other lines go on with it."""
    started = False
    for line in lines:
        text = line.strip().lstrip("^").rstrip("<").rstrip()
        if started and (line[:1] == "\t" or line[:3] == "   " or not text):
            yield ""
        started = True
        yield " ".join(text.split()) if text else ""


def _anpa_head(lines: list[str], filled: Fields) -> None:
    """Lines between caret and less-than: slug with take and words, headline, pictures, note, summary, byline."""
    byline: list[str] = []
    for number, each in enumerate(lines):
        line = each.lstrip("^").rstrip("< ").strip()
        if each.endswith("="):
            byline.append(line.rstrip("=").strip())
        elif number == 0:
            filled.slugline = line.rpartition(",")[0] or line if line.rpartition(",")[2].isdigit() else line
        elif line.startswith(("Eds", "EDS", "Editors", "EDITORS")) or _PHOTOS.match(line):
            filled.note(line)
        elif signals.is_embargo(line):
            filled.note(line)
            filled.embargo_in_words(line)
        elif filled.headline and not byline and _BYLINE.match(line) and len(line) < 80:
            byline.append(line)
        elif not filled.headline:
            filled.headline = _set(line)
        else:
            filled.summary = f"{filled.summary}\n\n{_set(line)}".strip()
    filled.byline = ", ".join(part for part in byline if part)


def _set(value: str) -> str:
    """Set type as it was meant: the teleprinter has no quotation marks that open and no dash."""
    return value.replace("``", "“").replace("''", "”").replace(" _ ", " — ")


def _stamped(stamp: re.Match[str], filled: Fields) -> datetime | None:
    month = stamp["month"]
    year = stamp["year"] if len(stamp["year"]) == 4 else f"20{stamp['year']}"
    if month.isdigit():
        value = f"{year}-{month}-{stamp['day']}T{stamp['hour']}:{stamp['minute']}:00 {stamp['zone'] or ''}"
    else:
        value = f"{stamp['day']} {month} {year} {stamp['hour']}:{stamp['minute']} {stamp['zone'] or ''}"
    return filled.time("time of sending", value.strip())
