"""How far a text has moved from its sources: what was lost, what was added, as numbers and as a picture.

A finding of a check is about one sentence and may stop it. Drift is about the whole: a text whose every sentence passes
can still have lost half of its "said", all its "about" and the only denial.
"""

from wiredesk.core.drift.bars import bars
from wiredesk.core.drift.measure import KINDS, Change, Drift, Measure, drift_to_json, measure

__all__ = ["KINDS", "Change", "Drift", "Measure", "bars", "drift_to_json", "measure"]
