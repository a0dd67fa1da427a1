"""A model's draft, made fit: asked for, read as data, checked, mended, and given up for an extract where it is not.

A model is given sentences of copy with ids and must name the ids that each of its sentences stands on. What it answers
is data that nobody believes: every sentence goes through the checks, and one that they stop goes back once, with the
finding, and is then replaced by an extract or dropped.
"""

from wiredesk.core.drafting.answer import read
from wiredesk.core.drafting.ask import Ask, Source, ask, ask_again
from wiredesk.core.drafting.fit import problems
from wiredesk.core.drafting.forms import FORMS, Change, Entry, correction, line_of, timeline, update
from wiredesk.core.drafting.writer import Answer, Model, ModelWriter

__all__ = [
    "FORMS",
    "Answer",
    "Ask",
    "Change",
    "Entry",
    "Model",
    "ModelWriter",
    "Source",
    "ask",
    "ask_again",
    "correction",
    "line_of",
    "problems",
    "read",
    "timeline",
    "update",
]
