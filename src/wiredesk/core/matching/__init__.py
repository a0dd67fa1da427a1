"""Same text? Same event? Items become stories as a stream."""

from wiredesk.core.matching.documents import Decision, Document
from wiredesk.core.matching.matcher import Matcher, stream
from wiredesk.core.matching.reuse import Passage, passages

__all__ = ["Decision", "Document", "Matcher", "Passage", "passages", "stream"]
