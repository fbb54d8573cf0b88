"""Charts: pure functions from data frames to Plotly figures, all in one house style."""

from dashboards.charts.bump import bump_chart
from dashboards.charts.diagonal import diagonal_chart
from dashboards.charts.dumbbell import progress_dots
from dashboards.charts.gap import gap_chart
from dashboards.charts.heatmap import owner_month_heatmap, region_topic_heatmap
from dashboards.charts.movement import status_flow
from dashboards.charts.multiples import small_multiples
from dashboards.charts.theme import restyled
from dashboards.charts.trajectory import trajectory_spec

__all__ = [
    "bump_chart",
    "progress_dots",
    "diagonal_chart",
    "restyled",
    "gap_chart",
    "owner_month_heatmap",
    "region_topic_heatmap",
    "small_multiples",
    "status_flow",
    "trajectory_spec",
]
