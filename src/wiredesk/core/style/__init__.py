"""House style as data: how this house spells, counts, names and credits. It tells; it never stops a text.

`load` reads a guide, `findings` says where a text leaves it, `applied` puts right what can be put right without a
change of sense,
`unwarranted` leaves out of the checks' findings what the house's own names and rates answer.
"""

from wiredesk.core.style.apply import applied, worded
from wiredesk.core.style.guide import Guide, house, load
from wiredesk.core.style.judge import RULE, findings
from wiredesk.core.style.warrant import unwarranted

__all__ = ["RULE", "Guide", "applied", "findings", "house", "load", "unwarranted", "worded"]
