"""How a text was made, in the words that readers see and the codes that machines read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from wiredesk.site.public import Version

_CODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
ALGORITHMIC = _CODES + "algorithmicMedia"
TRAINED = _CODES + "trainedAlgorithmicMedia"
HUMAN_EDITS = _CODES + "humanEdits"


@dataclass(frozen=True, slots=True)
class Making:
    """The label of one version."""

    label: str
    """One line for readers."""
    code: str
    """IPTC digital source type, or empty for agency copy as it came."""
    ai: str
    """What the page says to machines of the part that software had: ai-generated, ai-assisted …, or empty."""
    checked_by: str
    """The editor's name, from the approval record only; empty when there is no record."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Through whose hands a text went, as its version keeps it; a label in any language is made from this."""

    writer: str
    """"extract", "agency", a model, or a person's name."""
    machine: bool
    """Whether the words are a machine's, unchanged."""
    model: str
    checked_by: str
    """From the approval record only."""


def hands(version: Version) -> Hands:
    """Return who had a hand in a version, from its receipt and its approval record."""
    receipt, made = version.receipt, version.content.get("made", {})
    return Hands(
        str(receipt.get("writer") or made.get("writer") or "extract"),
        bool(receipt.get("machine", True)),
        str(made.get("model", "")),
        version.approval.name if version.approval is not None else "",
    )


def making(version: Version) -> Making:
    """Return the label of a version in the language of the moment."""
    return label(hands(version))


def label(by: Hands) -> Making:
    """Return the label of a text that went through these hands, in the language of the moment."""
    name = by.checked_by
    if not by.machine:
        return _edited(by)
    if by.writer == "agency":
        return Making(gettext("Agency copy, not edited by us"), "", "", name)
    if by.writer == "extract":
        said = gettext("Automatic extract of agency sentences, checked by %(name)s") % {"name": name}
        return Making(said if name else gettext("Automatic extract of agency sentences"), ALGORITHMIC, "", name)
    if name:
        said = gettext("Drafted by software, checked by %(name)s") % {"name": name}
        return Making(said, TRAINED, "ai-generated", name)
    return Making(gettext("Written by software. No editor has checked it."), TRAINED, "ai-autonomous", "")


def _edited(by: Hands) -> Making:
    """Label a text whose words a person set: what helped is named, the person is the approval's."""
    name = {"name": by.checked_by}
    if by.model:
        said = gettext("Edited at the desk with help of software, checked by %(name)s") % name
        alone = gettext("Edited at the desk with help of software")
        return Making(said if by.checked_by else alone, HUMAN_EDITS, "ai-assisted", by.checked_by)
    said = gettext("Edited at the desk from agency copy, checked by %(name)s") % name
    alone = gettext("Edited at the desk from agency copy")
    return Making(said if by.checked_by else alone, HUMAN_EDITS, "", by.checked_by)
