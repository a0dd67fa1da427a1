"""Make land.bin and world.bin from Natural Earth as packaged in world-atlas 2.0.2 (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python src/wiredesk/core/pictures/data/make_outlines.py package

Run once by hand; the two files are kept in the repository. Land only: no borders and no countries are taken over,
so no view of any border is shipped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wiredesk.core.pictures.outlines import Point, pack

MADE = {"land-50m.json": "land.bin", "land-110m.json": "world.bin"}


def rings_of(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """Yield the rings of a TopoJSON land object as longitude and latitude."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    for shape in topology["objects"]["land"]["geometries"]:
        for polygon in shape["arcs"]:
            for ring in polygon:
                yield [point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]


def main(folder: Path) -> None:
    """Write both files beside this script and say how large they are."""
    for source, target in MADE.items():
        data = pack(rings_of(json.loads((folder / source).read_text("utf-8"))))
        (Path(__file__).parent / target).write_bytes(data)
        sys.stdout.write(f"{target}: {len(data):,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
