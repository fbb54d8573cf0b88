"""How good the extraction is on documents it has not seen: leave one document out.

    python -m tests.benchmarks.extraction_quality [--errors] [--own | --genres]

For each labelled document of ../shared/gold the weights are trained on all other labelled documents (those of
`tests/labels` included), the document is extracted whole with them, and the mentions are scored. `--genres` leaves
one genre of ../shared/genres out at a time (a genre is the name before the first hyphen) and says by genre how far
confidence is right. `--own` scores
the documents of `tests/labels` the same way (fields where they are labelled), `--errors` lists what was missed and what was spurious.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from flows.commands.evaluate import grouped_by_genre, reliability_table, table_of
from flows.commands.extract import mention_row
from targets.extraction.evaluation import ROLES, Figures, added, calibration, figures_of, read_rows
from targets.extraction.pipeline import extract
from targets.extraction.roles.provenance import genre_of
from targets.extraction.roles.training import Example, examples_of, train
from targets.reading.document import Document
from targets.reading.files import read_document

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "labels"
GENRES = SHARED / "genres"
TEXTS = (SHARED / "seeds", SHARED / "corpus", GENRES, OWN)
EDGES = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1.01)


def main() -> int:
    """Print the figures; exit 2 where the labelled documents are absent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="list what was missed and what was spurious")
    parser.add_argument("--own", action="store_true", help="score the documents of tests/labels instead")
    parser.add_argument("--genres", action="store_true", help="leave one genre of ../shared/genres out")
    options = parser.parse_args()
    if not SHARED.exists():
        print(f"{SHARED} is absent: there is nothing to measure on", file=sys.stderr)
        return 2
    console = Console(width=180)
    folder = GENRES / "gold" if options.genres else OWN if options.own else SHARED / "gold"
    scored = dict(leave_one_out(folder, by_genre=options.genres))
    shown = grouped_by_genre(scored) if options.genres else scored
    for role in ROLES:
        console.print(table_of(role, {name: figures[role] for name, figures in shown.items()}))
    if options.genres:
        console.print(reliability_table(shown))
    console.print(_calibration_table(added(f for by_role in scored.values() for f in by_role.values())))
    if options.errors:
        _print_errors(console, scored)
    return 0


def leave_one_out(folder: Path, by_genre: bool = False) -> Iterator[tuple[str, dict[str, Figures]]]:
    """Name and figures of each document labelled in `folder`, judged by weights trained without it, or its genre."""
    examples = examples_of([SHARED / "gold", GENRES / "gold", OWN], TEXTS)
    for labels in sorted(folder.glob("*.jsonl")):
        document = read_document(_text_of(labels.stem))
        out = {p.stem for p in folder.glob(f"{genre_of(labels.stem)}-*.jsonl")} if by_genre else {labels.stem}
        others = [example for example in examples if example.name not in out]
        yield labels.stem, figures_of(read_rows(labels), _extracted(document, others))


def _extracted(document: Document, examples: list[Example]) -> list[dict[str, object]]:
    return [mention_row(mention) for mention in extract(document, train(examples))]


def _text_of(name: str) -> Path:
    return next(path for folder in TEXTS for path in folder.rglob(f"{name}.txt"))


def _calibration_table(figures: Figures) -> Table:
    table = Table(title="confidence", title_justify="left")
    for heading in ("from", "to", "mentions", "right"):
        table.add_column(heading, justify="right")
    for low, high, mentions, right in calibration(figures, EDGES):
        table.add_row(
            f"{low:.2f}", f"{min(high, 1.0):.2f}", str(mentions), f"{right:.3f}" if mentions else ""
        )
    return table


def _print_errors(console: Console, scored: dict[str, dict[str, Figures]]) -> None:
    for name, by_role in scored.items():
        text = read_document(_text_of(name)).text
        for role, figures in by_role.items():
            for kind, rows in (("missed", figures.missed_rows), ("spurious", figures.spurious_rows)):
                for row in rows:
                    start, end = row["start"], row["end"]
                    before = text[max(0, start - 50) : start].replace("\n", " ")
                    after = text[end : end + 20].replace("\n", " ")
                    console.print(f"{name} {role} {kind} | {before}[{text[start:end]}]{after}", markup=False)


if __name__ == "__main__":
    raise SystemExit(main())
