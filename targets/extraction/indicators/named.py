"""What the numbers of a document count, known one after the other, since each may build on those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from targets.extraction.indicators.phrases import LeftContext
from targets.extraction.parts import Candidate

LONGEST_NOUN = 200
FARTHEST = 6
"""Candidates back that a name may build on."""


class Named(NamedTuple):
    """What the words around a number name, and how the number bears on it.

    `root` is the subject that the noun was given from before, if any; `part`: the number is a share of it.
    """

    noun: str
    left: LeftContext
    part: bool = False
    root: str = ""


class Names:
    """What the candidates of a document count."""

    def __init__(
        self, candidates: Sequence[Candidate], text: str, name: Callable[[Names, int], Named]
    ) -> None:
        """`candidates` are those of the document with `text`, in order; `name` names one of them."""
        self.candidates, self.text = candidates, text
        self._name = name
        self._known: list[Named] = []

    def named(self, at: int) -> Named:
        """What candidate `at` counts. Named in order and once each."""
        while len(self._known) <= at:
            named = self._name(self, len(self._known))
            if len(named.noun) > LONGEST_NOUN:
                named = named._replace(noun=named.noun[:LONGEST_NOUN])
            self._known.append(named)
        return self._known[at]

    def previous(self, at: int) -> Candidate | None:
        """The candidate before, in the same sentence."""
        if not at:
            return None
        previous = self.candidates[at - 1]
        return previous if previous.sentence.start == self.candidates[at].sentence.start else None
