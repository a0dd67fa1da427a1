"""Seconds and memory of pictures: a map, a card, a photo taken in, and each of its sizes.

    python benchmarks/pictures.py [REPEATS]

Made here from a story of two sentences and a photo of 24 million pixels; medians of processor seconds. Decoding and
encoding run in the process itself, so that its memory can be read; in service a child does it.
"""

from __future__ import annotations

import base64
import io
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict

from PIL import Image

from wiredesk.core import claims, pictures, writing
from wiredesk.core.model import Item
from wiredesk.core.pictures import recode

BODY = "The council of Kursk voted on Monday to close two tram lines. Residents of Belgorod said that buses were full."


def median(run: Callable[[], object], repeats: int) -> float:
    """Return the median of processor seconds; the first run, which loads fonts and outlines, does not count."""
    run()
    found = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return statistics.median(found)


def main() -> None:
    """Measure and print a table."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    item = Item(guid="a", headline="Council closes two tram lines", body=BODY, agency="Harbour News")
    ledger = claims.ledger([item])
    draft = writing.extract([item], ledger)
    out = io.BytesIO()
    Image.effect_noise((6000, 4000), 30).convert("RGB").save(out, "JPEG", quality=90)
    photo = out.getvalue()
    taken = base64.b64decode(recode.take(photo)["picture"])
    about = asdict(pictures.About())
    print(f"{'what':34} {'CPU s':>7}")
    rows: list[tuple[str, Callable[[], object]]] = [
        ("choose and draw a map (SVG)", lambda: pictures.choose([item], ledger, draft)),
        ("the same as PNG", lambda: pictures.png(pictures.choose([item], ledger, draft).svg)),
        ("card as PNG", lambda: pictures.png(pictures.card(draft.headline.text, "Transport"))),
        (f"take a photo of 24 MP, {len(photo) / 1e6:.0f} MB", lambda: recode.take(photo)),
    ]
    cut = {"width": 1200, "height": 675, "focus": (0.5, 0.5)}
    for form in recode.FORMATS:
        rows.append((f"1200 × 675 as {form}", lambda f=form: recode.size(taken, cut=cut, form=f, about=about)))
    for name, run in rows:
        print(f"{name:34} {median(run, repeats):7.3f}")
    print(f"largest memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
