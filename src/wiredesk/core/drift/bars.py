"""The drift report as a small picture: a bar for each kind, how much of it is as in the sources."""

from __future__ import annotations

from xml.sax.saxutils import escape

from wiredesk.core.drift.measure import KINDS, Drift

_ROW = 26
_WIDTH = 420
_BAR = (130, 200)  # where bars begin, and how long a full one is


def bars(drift: Drift) -> str:
    """Return an SVG that takes its colours from the page: `currentColor`, and the class `lost` for what is missing.

    Numbers stand beside the bars, so that nothing is told by colour alone; a kind with nothing to keep has a dash.
    """
    height = _ROW * (len(drift.measures) + 1)
    told = f"Drift {drift.number:.2f}: " + "; ".join(
        f"{m.kind} {m.kept} of {m.total}" for m in drift.measures if m.total
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drift" role="img" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" height="{height}" font-family="sans-serif" font-size="13" fill="currentColor">',
        f"<title>{escape(told)}</title>",
        f'<text x="0" y="17" font-weight="700">Drift from the sources: {drift.number:.2f}</text>',
    ]
    for row, measure in enumerate(drift.measures, start=1):
        y = row * _ROW
        start, full = _BAR
        parts.append(f"<g><title>{escape(KINDS[measure.kind][0])}</title>")
        parts.append(f'<text x="0" y="{y + 17}">{escape(measure.kind)}</text>')
        parts.append(f'<rect x="{start}" y="{y + 6}" width="{full}" height="12" fill="none" stroke="currentColor"/>')
        if measure.total:
            parts.append(f'<rect x="{start}" y="{y + 6}" width="{full * measure.share:.1f}" height="12"/>')
        number = f"{measure.kept} of {measure.total}" if measure.total else "–"
        parts.append(f'<text x="{start + full + 12}" y="{y + 17}">{number}</text></g>')
    return "".join([*parts, "</svg>"])
