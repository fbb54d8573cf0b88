"""What is asked of a person about forms: stored with the file, gone when the file or its answers have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import duckdb

from targets.actuals.staging import Question
from targets.store.run import Run


def ask(con: duckdb.DuckDBPyConnection, file: str, questions: Sequence[Question], run: Run) -> None:
    """Store the questions of a file in place of those that it had."""
    con.execute("DELETE FROM questions WHERE file = ?", [file])
    for q in questions:
        parts = (file, q.sheet, q.shape, q.about, q.head)
        con.execute(
            "INSERT INTO questions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32],
                *parts,
                q.reason,
                list(q.places),
                list(q.figures),
                run.now,
                run.run_id,
            ],
        )
