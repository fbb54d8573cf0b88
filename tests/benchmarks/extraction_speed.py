"""Characters a second of the extraction on one core, beside two general extractors on the same texts.

    python -m tests.benchmarks.extraction_speed [FILE ...]

Texts are those of ../shared by default. JioNLP (`ner.extract_time`) and Recognizers-Text (number, percentage
and currency) are measured where they are installed; they are no dependency of duban:

    pip install jionlp recognizers-text-suite "emoji<1.7"

Each tool reads the texts as documents and again paragraph by paragraph, since their speed depends on it; ours
reads documents. Times are processor times of the best of three rounds (one for Recognizers-Text).
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from targets.extraction.pipeline import extract
from targets.reading.files import read_document

T = TypeVar("T")
SHARED = Path(__file__).resolve().parents[3] / "shared"


def main(files: Sequence[str]) -> int:
    """Print one line a tool; exit 2 where there are no texts."""
    paths = [Path(f) for f in files] or sorted([*SHARED.glob("seeds/*.txt"), *SHARED.glob("corpus/*/*.txt")])
    if not paths:
        print(f"{SHARED} is absent and no files are given: there is nothing to measure on", file=sys.stderr)
        return 2
    documents = [read_document(path) for path in paths]
    texts = [document.text for document in documents]
    paragraphs = [d.text[p.start : p.end] for d in documents for p in d.paragraphs]
    ours = speed(documents, extract, sum(map(len, texts)))
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters")
    print(f"{'duban, whole extraction':<48}{ours:>12,.0f} characters/s")
    print(f"{'import of the pipeline':<48}{import_seconds():>12.2f} s of processor time")
    for name, reader, rounds in (
        ("JioNLP ner.extract_time", jionlp, 3),
        ("Recognizers-Text", recognizers, 1),
    ):
        try:
            read = reader()
        except ImportError as error:
            print(f"{name:<48}not measured: {error}")
            continue
        for unit, pieces in (("documents", texts), ("paragraphs", paragraphs)):
            theirs = speed(pieces, read, sum(map(len, pieces)), rounds)
            print(
                f"{name + ', ' + unit:<48}{theirs:>12,.0f} characters/s, duban is {ours / theirs:.1f} times as fast"
            )
    return 0


def speed(pieces: Sequence[T], read: Callable[[T], object], characters: int, rounds: int = 3) -> float:
    """Characters a second of processor time, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for piece in pieces:
            read(piece)
        best = min(best, time.process_time() - start)
    return characters / best


def import_seconds(rounds: int = 3) -> float:
    """Processor time that a new interpreter takes to import the pipeline, the best of some rounds."""
    code = "import time; t = time.process_time(); import targets.extraction.pipeline; print(time.process_time() - t)"
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(rounds))


def jionlp() -> Callable[[str], object]:
    """The time extractor of JioNLP."""
    extract_time = importlib.import_module("jionlp").ner.extract_time
    return lambda text: extract_time(text, time_base={"year": 2026})


def recognizers() -> Callable[[str], object]:
    """Numbers, percentages and currencies of Recognizers-Text."""
    warnings.simplefilter("ignore")
    number = importlib.import_module("recognizers_number")
    currency = importlib.import_module("recognizers_number_with_unit").recognize_currency
    readers = (number.recognize_number, number.recognize_percentage, currency)
    return lambda text: [read(text, "zh-cn") for read in readers]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
