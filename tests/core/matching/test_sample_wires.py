"""The sample wires: each item's story is known, and no story takes in another's item."""

import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from wiredesk.core import formats, matching

SAMPLES = Path(str(files("wiredesk.wire.samples")))
START = datetime(2025, 4, 24, tzinfo=UTC)


def test_the_stories_of_the_sample_wires_come_out_whole_and_apart() -> None:
    known: dict[str, str] = {}
    for source in sorted(SAMPLES.glob("source/*.toml")):
        for entry in tomllib.loads(source.read_text(encoding="utf-8"))["item"]:
            known[entry["head"]] = entry["story"]
    items = [
        item
        for path in sorted([*SAMPLES.glob("folder/*/*"), *SAMPLES.glob("http/*")])
        for item in formats.read(path.read_bytes(), name=str(path))
    ]
    items.sort(key=lambda each: each.version_created or START)
    documents = [
        matching.Document(str(n), each.version_created or START, each.headline, each.body, guid=each.guid,
                          agency=each.agency, credit=each.credit)
        for n, each in enumerate(items)
    ]  # fmt: skip
    of_ours, of_theirs = defaultdict(set), defaultdict(set)
    for document, made in matching.stream(documents):
        story = str(made.story)
        true = known.get(document.title)
        if true is not None:
            of_ours[story].add(true)
            of_theirs[true].add(story)
    assert len(of_theirs) == len(set(known.values()))
    assert all(len(each) == 1 for each in of_ours.values())
    assert all(len(each) == 1 for each in of_theirs.values())
