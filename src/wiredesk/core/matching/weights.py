"""Weights of the join: a logistic regression over a document and a story; see docs/explanation/stories.md.

ARTICLE: fitted by `benchmarks/train_matching.py` on the AllSides stories; then `bias`, `days` and `size` swept on them.
The fit alone puts -2.7 on `size`, since no story there has more than three items; -1.0 with bias -1.7 costs 0.002 of
B3 F (0.929 for 0.931) and lets a larger story grow.

HEADLINE: for items without a text, swept by hand on the titles of the AllSides stories and on the UCI headlines of
March 2014, one setting for both (B3 F 0.859 and 0.684). `size` is 0: a story draws no item by being large.
"""

ARTICLE = {
    "bias": -1.7, "centre": 4.121, "nearest": 4.119, "title": 3.549, "names": 2.466, "numbers": 0.649, "days": -1.3,
    "size": -1.0,
}  # fmt: skip
HEADLINE = {
    "bias": -2.8, "centre": 10.0, "nearest": 4.0, "title": 2.5, "names": 0.4, "numbers": 0.3, "days": -0.3, "size": 0.0,
}  # fmt: skip
