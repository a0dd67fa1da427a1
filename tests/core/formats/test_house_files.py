"""Files as agencies of many houses and lands send them, each with what it says written down by hand beside it.

The texts are invented; the structures are those of the houses. A sidecar `NAME.expect.json` was written from the file
alone, before any program had read it.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from wiredesk.core import formats
from wiredesk.core.model import Item

FILES = Path(__file__).parents[2] / "corpus" / "formats" / "houses"
SIDECARS = sorted(FILES.glob("*.expect.json"))
SAME = {
    "headline": "headline", "language": "language", "version": "version", "pubStatus": "pub_status", "byline": "byline",
    "urgency": "urgency", "slugline": "slugline", "copyrightNotice": "copyright_notice", "usageTerms": "usage_terms",
    "edNote": "ednote", "signal": "signal",
}  # fmt: skip
TIMES = {"versionCreated": "version_created", "embargoedUntil": "embargoed_until"}


def words(value: object) -> str:
    return " ".join(str(value if value is not None else "").split())


def instant(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def named(item: Item, field: str, wanted: str) -> bool:
    code = wanted.rpartition(":")[2]
    return any(
        wanted in each.name
        or wanted == f"{each.scheme}:{each.code}"
        or code in (each.code, each.uri.rpartition("/")[2])
        for each in getattr(item, field)
    )


def differ(item: Item, wanted: dict[str, Any], accepted: list[str]) -> dict[str, tuple[object, object]]:
    """What the item says otherwise than its sidecar: wanted, got."""
    body = words(item.body)
    got: dict[str, object] = {key: words(getattr(item, name)) for key, name in SAME.items()}
    got["dateline"] = words(next((value for role, value in item.alt_ids if role == "dateline"), ""))
    if wanted.get("signal") and got["signal"] in accepted:
        got["signal"] = wanted["signal"]
    found = {k: (v, got[k]) for k, v in wanted.items() if k in got and words(v) != got[k]}
    found |= {
        k: (v, getattr(item, TIMES[k]))
        for k, v in wanted.items()
        if k in TIMES and instant(v) != getattr(item, TIMES[k])
    }
    found |= {f"body has {w!r}": (True, False) for w in wanted.get("must_contain", ()) if words(w) not in body}
    found |= {f"body has {w!r}": (False, True) for w in wanted.get("must_not_contain_in_body", ()) if words(w) in body}
    for field in ("subjects", "places", "people", "organisations"):
        found |= {
            f"{field} has {w}": (True, False) for w in wanted.get(f"{field}_contain", ()) if not named(item, field, w)
        }
    pictures = sum(m.kind in ("picture", "graphic") for m in item.media)
    if pictures != wanted.get("pictures", pictures):
        found["pictures"] = (wanted["pictures"], pictures)
    if len(item.body.split()) < wanted.get("words_min", 0):
        found["words"] = (wanted["words_min"], len(item.body.split()))
    return found


@pytest.mark.parametrize("sidecar", SIDECARS, ids=lambda each: each.name.partition(".")[0])
def test_a_house_s_file_says_what_was_written_down_beside_it(sidecar):
    (path,) = (p for p in FILES.glob(f"{sidecar.name.removesuffix('.expect.json')}.*") if p != sidecar)
    told = json.loads(sidecar.read_text())
    items = [each for each in formats.read(path.read_bytes()) if each.guid not in told.get("optional_uris", ())]
    assert len(items) == len(told["items"])
    for item, wanted in zip(items, told["items"], strict=True):
        assert item.words_in == item.words_out + sum(d.words for d in item.dropped)
        assert wanted.get("uri", item.guid) in (item.guid, *(value for _, value in item.alt_ids))
        assert differ(item, wanted, told.get("signal_alternatives", [])) == {}
