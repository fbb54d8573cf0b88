"""Ten thousand mutated documents: no exception may escape, none may take more than fifty times its share.

    python -m tests.benchmarks.extraction_robustness [COUNT]

The share of a document is its length times the time an ordinary character takes, a short one counting as
500 characters. Long lines of 100,000 characters come on top.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path

from targets.extraction.goals.rules import form_targets
from targets.extraction.pipeline import read
from targets.extraction.watched.rules import watched_in
from targets.reading.document import Document
from tests.extraction.mutations import LONG_LINES, SAMPLE, mutated_documents
from tests.extraction.phrases import document_of
from tests.extraction.test_pipeline import check

SHARED = Path(__file__).resolve().parents[3] / "shared"
LIMIT = 50
SHORTEST = 500


def main(count: int) -> int:
    """Print the worst case of each mutation; exit 1 where one exceeds the limit."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(SHARED.glob("*/**/*.txt"))] or [SAMPLE]
    ordinary = [document_of(text, plan_year=2024) for text in [*texts, SAMPLE]]
    share = sum(map(seconds, ordinary)) / sum(len(d.text) for d in ordinary)
    print(f"an ordinary character takes {share * 1e6:.2f} microseconds")
    worst: dict[str, float] = defaultdict(float)
    for name, document in mutated_documents(count, seed=1, texts=texts):
        worst[name] = max(worst[name], seconds(document) / share / max(len(document.text), SHORTEST))
    for name, line in LONG_LINES.items():
        worst[f"100,000 characters: {name}"] = seconds(document_of(line, plan_year=2024)) / share / len(line)
    for name, times in sorted(worst.items()):
        print(f"{name:<48}{times:>8.1f} times its share")
    print(f"{count:,} mutated documents and {len(LONG_LINES)} long lines read without an exception")
    return int(max(worst.values()) > LIMIT)


def seconds(document: Document) -> float:
    """Processor time of one extraction: its numbers, goals and what is watched; each mention has to fit the text."""
    start = time.process_time()
    mentions, _ = read(document)
    form_targets(document, mentions)
    watched_in(document)
    took = time.process_time() - start
    check(document.text, mentions)
    return took


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
