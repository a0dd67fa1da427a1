"""Weights of the join: logistic regression by `benchmarks/train_matching.py`; see docs/explanation/stories.md."""

ARTICLE = {
    "bias": -4.6, "centre": 5.0, "nearest": 7.0, "title": 3.0, "names": 2.0, "numbers": 0.8, "days": -0.25, "size": -0.1,
    "same_agency": -0.3,
}  # fmt: skip
HEADLINE = {
    "bias": -3.6, "centre": 5.0, "nearest": 6.0, "title": 2.5, "names": 1.2, "numbers": 0.3, "days": -0.2, "size": 0.1,
    "same_agency": -0.2,
}  # fmt: skip
