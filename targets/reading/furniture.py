"""The labelled fields around a document on its page: 索引号, 发文机关, 文号, 成文日期."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from targets.reading.content import BLANK
from targets.reading.words import WORDS

_FIELD_OF = {label: field for field, labels in WORDS["labels"].items() for label in labels}
_LABEL = re.compile(
    r"(?:^|(?<=[\s•·|【\[(（>]))(?P<label>"
    + "|".join(r"[ \u3000\xa0]*".join(label) for label in sorted(_FIELD_OF, key=len, reverse=True))
    + r")[ \u3000\xa0]*(?P<end>[:：\t|]|$)"
)
_EDGE = BLANK + "•·|【】[]()（）;；,，"
_LONGEST_LINE = 160
_BLANKS = re.compile(r"\s")


def labelled_fields(lines: Sequence[str]) -> dict[str, str]:
    """The first value of each field (title, number, issuer, issued_on, published_on) that lines label.

    A value follows its label on the line, up to the next label, or stands on the next line.
    """
    found: dict[str, str] = {}
    for index, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        labels = list(_LABEL.finditer(line))
        for label, following in zip_longest(labels, labels[1:]):
            value = line[label.end() : following.start() if following else len(line)].strip(_EDGE)
            if (
                not value
                and following is None
                and index + 1 < len(lines)
                and not is_furniture(lines[index + 1])
            ):
                value = lines[index + 1].strip(_EDGE)
            field = _FIELD_OF[_BLANKS.sub("", label["label"])]
            if value and len(value) <= _LONGEST_LINE:
                found.setdefault(field, value)
    return found


def is_furniture(line: str) -> bool:
    """Whether a line is part of the page around the document: it starts with a known label or a mark."""
    bare = line.strip(BLANK)
    return (
        bool(_LABEL.match(bare.lstrip(_EDGE))) or bare.startswith(("•", "·", ">", "【", "|")) or " > " in bare
    )


def field_of_label(label: str) -> str | None:
    """The field that a label names, None for a label that is not known or that nothing is kept of."""
    field = _FIELD_OF.get(_BLANKS.sub("", label))
    return None if field == "other" else field
