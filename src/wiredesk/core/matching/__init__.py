"""Same text? Same event? Items become stories as a stream."""

from wiredesk.core.matching.documents import Decision, Document
from wiredesk.core.matching.matcher import Matcher, stream

__all__ = ["Decision", "Document", "Matcher", "stream"]
