"""What the desk offers an editor beside a story: a slugline, sectors, who is in it, what is still open, who has not spoken.

It asks and points; it writes nothing into a text and gives no verdict.
"""

from wiredesk.core.advice.advise import Advice, advice_to_json, advise
from wiredesk.core.advice.questions import Question, questions
from wiredesk.core.advice.silent import Missing, missing_sides
from wiredesk.core.advice.slugline import slugline

__all__ = ["Advice", "Missing", "Question", "advice_to_json", "advise", "missing_sides", "questions", "slugline"]
