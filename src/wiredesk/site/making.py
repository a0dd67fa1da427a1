"""How a text was made, in the words that readers see and the codes that machines read."""

from __future__ import annotations

from dataclasses import dataclass

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


def making(version: Version) -> Making:
    """Return the label of a version, from its receipt and its approval record."""
    checked = version.approval.name if version.approval is not None else ""
    receipt = version.receipt
    writer = str(receipt.get("writer") or version.content.get("made", {}).get("writer") or "extract")
    by = f", checked by {checked}" if checked else ""
    if not receipt.get("machine", True):
        return _edited(version, checked, by)
    if writer == "agency":
        return Making("Agency copy, not edited by us", "", "", checked)
    if writer == "extract":
        return Making(f"Automatic extract of agency sentences{by}", ALGORITHMIC, "", checked)
    if checked:
        return Making(f"Drafted by software{by}", TRAINED, "ai-generated", checked)
    return Making("Written by software. No editor has checked it.", TRAINED, "ai-autonomous", "")


def _edited(version: Version, checked: str, by: str) -> Making:
    """Label a text whose words a person set: what helped is named, the person is the approval's."""
    model = version.content.get("made", {}).get("model", "")
    if model:
        return Making(f"Edited at the desk with help of software{by}", HUMAN_EDITS, "ai-assisted", checked)
    return Making(f"Edited at the desk from agency copy{by}", HUMAN_EDITS, "", checked)
