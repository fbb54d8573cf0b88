"""When the charts of a page are drawn and fitted, and which of their labels cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

FAULTS = (Path(__file__).parent / "labels.js").read_text(encoding="utf-8")
DRAWN = "() => [...document.querySelectorAll('.plot')].every((plot) => plot.dataset.drawn)"
FITTED = """() => [...document.querySelectorAll('.js-plotly-plot')].every((plot) =>
    Math.abs(plot.querySelector('.main-svg').getBoundingClientRect().width - plot.getBoundingClientRect().width) < 2)"""


def lasting_faults(page: Any, looks: int) -> list[str]:
    """The labels that cannot be read once charts are fitted: Plotly moves them in the next frames, so looks again."""
    page.wait_for_function(FITTED)
    for _ in range(looks):
        page.wait_for_timeout(100)
        if not page.evaluate(FAULTS):
            break
    return list(page.evaluate(FAULTS))
