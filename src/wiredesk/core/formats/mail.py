# ruff: noqa: E501 - markers of many languages
"""E-mail: agency copy sent or forwarded as a message, with pictures and agency files attached.

Who really sent a message is known from one header only: the `Authentication-Results` that the receiving server, named
in the profile, put on top. All others can be written by anybody and are not looked at.
"""

from __future__ import annotations

import email
import email.header
import email.utils
import re
from collections.abc import Callable, Iterator
from email.message import Message

from wiredesk.core.errors import Unreadable
from wiredesk.core.formats import edges, markup
from wiredesk.core.formats.decoding import to_text, without_controls
from wiredesk.core.formats.fields import Fields
from wiredesk.core.formats.media import kind_of
from wiredesk.core.formats.profiles import Profile
from wiredesk.core.model import Dropped, Item, Media

Inner = Callable[[bytes, str], Iterator[Fields | Item]]
_HEADER = re.compile(
    rb"(?:From [^\n]{1,200}\r?\n)?(?:>?[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,60}){2,}"
)
_MAILISH = re.compile(
    rb"^(from|date|subject|message-id|mime-version|received|return-path|delivered-to|content-type|to|x-original-to|dkim-signature)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED_SUBJECT = re.compile(r"\A(?:\s*(?:fwd?|fw|wg|tr|rv|i|doorst|vb|vs|re|aw|antw)\s*:)+\s*", re.IGNORECASE)
_FORWARDED = re.compile(
    r"-{2,20}\s*(?:Forwarded message|Original Message|Forwarded by|Weitergeleitete Nachricht|Ursprüngliche Nachricht|Message transféré|Message d'origine"
    r"|Mensaje reenviado|Mensagem encaminhada|Messaggio inoltrato|Doorgestuurd bericht|Vidarebefordrat|Videresendt|Пересылаемое сообщение|Переслане повідомлення)"
    r"|Begin forwarded message:|Anfang der weitergeleiteten (?:E-Mail|Nachricht):|Début du message (?:réexpédié|transféré)",
    re.IGNORECASE,
)
_INNER_HEADER = re.compile(r"\W{0,3}(From|Von|De|Da|Van|Från|Fra|От|Від|Date|Sent|Gesendet|Datum|Envoyé|Fecha|Data|Дата|Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Тема"
                           r"|To|An|À|Para|A|Aan|Till|Til|Кому|Cc|Kopie|Reply-To|Antwort an)\s{0,3}:[ \t\u00a0]*(.{0,500})", re.IGNORECASE)  # fmt: skip
_FROM, _SENT, _TOPIC = (
    frozenset("from von de da van från fra от від".split()),
    frozenset("date sent gesendet datum envoyé fecha data дата".split()),
    frozenset("subject betreff objet asunto oggetto assunto onderwerp ämne emne тема".split()),
)
_SIGNATURE = re.compile(r"\n-- ?\n")
_METHODS = re.compile(r"\b(spf|dkim|dmarc|arc)\s*=\s*([a-z]{1,12})", re.IGNORECASE)
_COVER = 40  # words; a message with agency files attached and fewer words of its own is a covering note
_MOST_PARTS = 300


def looks_like(data: bytes) -> bool:
    """Tell whether bytes begin as a message does: header lines, and at least two that mail has."""
    head = data[:16000].lstrip(b"\xef\xbb\xbf\r\n")
    found = _HEADER.match(head)
    return found is not None and len({m.lower() for m in _MAILISH.findall(found.group(0))}) >= 2


def read(data: bytes, profile: Profile, inner: Inner) -> Iterator[Fields | Item]:
    """Yield the message, agency files attached to it, and messages attached to it.

    Args:
        data: The message as it came.
        profile: The source's profile; its `mail_server` names whose authentication results are trusted.
        inner: Reads attached bytes by their own format.

    Raises:
        Unreadable: It is nested too deeply.
    """
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
        parts = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False)]
    except RecursionError:
        raise Unreadable("mail", "is nested too deeply") from None
    filled = _head(message, profile)
    attached: list[Fields | Item] = []
    attached_messages = {id(p) for part in parts if part.get_content_type() == "message/rfc822" for p in _below(part)}
    own = [part for part in parts if id(part) not in attached_messages]
    for part in own:
        attached += _attached(part, filled, inner)
    filled.body = _body(own, filled)
    _unwrap(filled)
    if filled.body.text and not (attached and filled.body.words_out < _COVER):
        yield filled
    elif attached and filled.body.text:
        for each in attached:
            if isinstance(each, Fields):
                each.note(filled.body.text)
    elif not attached:
        yield filled
    yield from attached


def attachment(data: bytes, named: str) -> bytes:
    """Return the bytes of an attachment, by its `cid:` or its file's name.

    Raises:
        Unreadable: There is none of that name.
    """
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False):
        shown = str(part.get("Content-ID") or "").strip("<> ")
        if named in (f"cid:{shown}" if shown else "", markup.line(_filename(part))) and named:
            return _bytes(part)
    raise Unreadable(named[:200], "is not attached to the mail")


def _below(part: Message) -> list[Message]:
    inside = part.get_payload()
    return (
        [each for one in inside if isinstance(one, Message) for each in one.walk()] if isinstance(inside, list) else []
    )


def _head(message: Message, profile: Profile) -> Fields:
    filled = Fields(profile=profile, format="mail", agency=profile.agency)
    filled.guid = _header(message, "Message-ID").strip("<> ")
    filled.headline = _FORWARDED_SUBJECT.sub("", markup.line(_header(message, "Subject")))
    filled.version_created = filled.first_created = filled.time("Date", _header(message, "Date"))
    filled.language = _header(message, "Content-Language").partition(",")[0].strip()
    filled.agency = filled.agency or _sender(_header(message, "From"))
    for name in ("Supersedes", "Replaces"):
        filled.refers_to += re.findall(r"<([^<>\s]{1,300})>", _header(message, name))
    _authenticated(message, profile, filled)
    return filled


def _authenticated(message: Message, profile: Profile, filled: Fields) -> None:
    """Read the topmost results that carry the name of the trusted server; a header that anyone else wrote is not."""
    if not profile.mail_server:
        return
    for value in message.get_all("Authentication-Results") or ():
        server, _, results = str(value).partition(";")
        if server.split()[:1] != [profile.mail_server]:
            continue
        found = {method.lower(): result.lower() for method, result in _METHODS.findall(results[:4000])}
        filled.alt_ids += list(found.items())
        failed = [f"{method}={result}" for method, result in found.items() if result not in ("pass", "none", "neutral")]
        if failed:
            filled.warnings.append(f"the sender of the mail is not confirmed: {', '.join(failed)}")
        return
    filled.warnings.append(f"the mail carries no authentication results of {profile.mail_server}")


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        unfolded = re.sub(r"\r?\n(?=[ \t])", "", str(value)[:4000])  # a line's own white space parts its words
        pieces = email.header.decode_header(unfolded)
    except (ValueError, LookupError, email.errors.HeaderParseError):
        return _unraveled(str(value))
    words = "".join(
        to_text(piece, (charset or "").lower()) if isinstance(piece, bytes) else piece for piece, charset in pieces
    )
    return " ".join(_unraveled(words).split())


def _unraveled(value: str) -> str:
    """Bytes that a header may not hold arrive as surrogates; they are decoded as any text is."""
    if any("\udc80" <= sign <= "\udcff" for sign in value):
        return to_text(value.encode("utf-8", "surrogateescape"))
    return value


def _sender(value: str) -> str:
    name, address = email.utils.parseaddr(value)
    return markup.line(name.strip("\"' ")) or address.rpartition("@")[2]


def _attached(part: Message, filled: Fields, inner: Inner) -> list[Fields | Item]:
    """Read an attached picture as media, and an attached message or agency file as items."""
    kind, name = part.get_content_type(), markup.line(_filename(part))
    if kind == "message/rfc822":
        inside = part.get_payload()
        data = _whole(inside[0]) if isinstance(inside, list) and inside and isinstance(inside[0], Message) else b""
    elif part.is_multipart() or (
        kind.startswith("text/") and not name and part.get_content_disposition() != "attachment"
    ):
        return []
    else:
        data = _bytes(part)
    if kind_of(kind):
        shown = str(part.get("Content-ID") or "").strip("<> ")
        filled.media.append(Media(kind_of(kind), f"cid:{shown}" if shown else "", kind, headline=name))
        return []
    try:
        return list(inner(data, name or kind))
    except Unreadable as error:
        filled.warnings.append(f"attachment {name or kind} was not read: {error.reason}"[:300])
        return []


def _whole(message: Message) -> bytes:
    """Return a message as it came; one whose headers hold bytes that no header may is written out as text."""
    try:
        return message.as_bytes()
    except (UnicodeError, LookupError):
        return message.as_string().encode("utf-8", "surrogateescape")


def _filename(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _body(parts: list[Message], filled: Fields) -> markup.Body:
    """Alternatives are one text, the richest of them; other text parts follow each other."""
    bodies: list[markup.Body] = []
    for part in parts:
        if part.get_content_type() == "multipart/alternative":
            texts = [each for each in part.walk() if _is_text(each)]
            texts.sort(key=lambda each: each.get_content_type() != "text/html")  # of equals the first is chosen
            bodies.append(markup.best([_text(each) for each in texts]))
            parts = [each for each in parts if each not in texts]
    bodies += [_text(each) for each in parts if _is_text(each)]
    bodies = [each for each in bodies if each.text or each.dropped]
    return markup.joined(bodies) if bodies else markup.Body()


def _is_text(part: Message) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and not part.is_multipart()
        and part.get_content_disposition() != "attachment"
        and not _filename(part)
    )


def _text(part: Message) -> markup.Body:
    declared = part.get_content_charset() or ""
    value = without_controls(to_text(_bytes(part), declared.lower())).replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        return markup.from_html(value) if "<" in value else markup.read(value)
    copy, *signature = _SIGNATURE.split(value, maxsplit=1)
    body = markup.plain(copy)
    if not signature:
        return body
    words = markup.count(signature[0])
    left = Dropped(" ".join(signature[0].split())[:500], "signature of the mail", words)
    return markup.Body(body.text, body.xhtml, body.words_in + words, body.words_out, (*body.dropped, left))


def _unwrap(filled: Fields) -> None:
    """Take a forwarded message out of the one that carries it: the inner sender and subject are the agency's."""
    paragraphs = filled.body.text.split("\n\n")
    start = next((n for n, p in enumerate(paragraphs[:30]) if _FORWARDED.search(p[:200])), None)
    if start is None:
        return
    end, seen = _inner_headers(paragraphs, start)
    if not seen:
        return
    for name, value in seen.items():
        if name in _FROM:
            filled.agency = filled.profile.agency or _sender(value) or filled.agency
        elif name in _TOPIC:
            filled.headline = _FORWARDED_SUBJECT.sub("", markup.line(markup.escaped(value)))
        elif name in _SENT:
            when = filled.time("forwarded date", value)
            filled.version_created = filled.first_created = when or filled.version_created
    reasons = dict.fromkeys(range(start), "words of the forwarder") | dict.fromkeys(
        range(start, end), "headers of the forwarded mail"
    )
    for n in range(start):
        filled.note(paragraphs[n])
    filled.body = edges.without_paragraphs(filled.body, reasons)


def _inner_headers(paragraphs: list[str], start: int) -> tuple[int, dict[str, str]]:
    seen: dict[str, str] = {}
    for n in range(start, min(start + 10, len(paragraphs))):
        lines = paragraphs[n].split("\n")
        found = [f for line in lines if (f := _INNER_HEADER.match(line))]
        if not found and n > start:
            return n, seen
        for each in found:
            seen.setdefault(each.group(1).lower(), each.group(2).strip())
    return min(start + 10, len(paragraphs)), seen
