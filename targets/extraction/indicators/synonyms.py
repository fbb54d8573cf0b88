"""One spelling for the many names of an indicator, so that names can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from targets.extraction.lexicon import any_of, lexicon

_LEXICON = lexicon("indicators", "synonyms")


def _variants(groups: dict[str, list[str]]) -> dict[str, str]:
    return {variant: name for name, variants in groups.items() for variant in (name, *variants)}


_NAMES = _variants(_LEXICON["names"])
_WHOLE = _variants(_LEXICON["whole"])
_ENDINGS = _variants(_LEXICON["endings"])
_NOISE = _LEXICON["noise"]
_NAME = re.compile(any_of(_NAMES))
_ENDING = re.compile(f"(?:{any_of(_ENDINGS)})$")
_AIM = re.compile(f"(?:{any_of(_NOISE['endings'])})$")
_NOT_A_COUNT = tuple(_NOISE["not_counts"])
_TIME = re.compile(rf"\d{{4}}年(?:度)?|{any_of(_NOISE['times'])}")
_SCOPE = re.compile(f"^(?:{any_of(_NOISE['scopes'])})(?=..)")
_PASSES = 8
_DEED = re.compile(f"^(?:{any_of(_NOISE['deeds'])})(?=....)")
_MARKS = re.compile(r"[\s“”\"'‘’《》「」的]")
_DONE = any_of(_NOISE["done"])
_BEHIND = re.compile(rf"^(...+?)({_DONE})(面积|里程)?$")
_BUILT = any_of(_NOISE["built"])
_BEFORE = re.compile(rf"^((?:{_BUILT})...+)(?:面积|里程)$")
COUNTED = f"^(..+?)(?:{any_of(_NOISE['counts'])})$"
"""A name that ends in a counting word; group 1 is the name without it."""
_COUNT = re.compile(COUNTED)
RENAMED = "|".join(
    (
        r"[^一-鿿0-9A-Za-z.,()/_-]|的",
        f"^(?:{any_of([*_NOISE['scopes'], *_NOISE['deeds']])})",
        rf"\d{{4}}年|{any_of(_NOISE['times'])}|{any_of(_NAMES)}",
        f"(?:{any_of([*_NOISE['endings'], *_ENDINGS, *_NOT_A_COUNT])})$|^(?:{any_of(_WHOLE)})$",
        rf"(?:{_DONE})(?:面积|里程|{any_of(_NOISE['counts'])})?$|^(?:{_DONE}).*(?:面积|里程)$",
    )
)
"""What `canonical_name` may change in a name apart from a counting word at its end, in the syntax of RE2.

A name in which this finds nothing is its own canonical name, but for its region and a counting word: a million
such names need not be read one by one.
"""


@lru_cache(maxsize=65536)
def canonical_name(indicator: str, region: str | None = None) -> str:
    """The name that all names of one indicator share: 2026年全省GDP增长目标 and 地区生产总值增速 are one.

    Quotes, years, 全省 and its like, a leading `region` or 完成, 预期目标 and counting words at the end go; known
    synonyms, endings of change and the order of a deed and its object take one form. Idempotent; a name is never reduced to nothing.
    """
    name = _MARKS.sub("", unicodedata.normalize("NFKC", indicator)) or indicator.strip()
    name = _TIME.sub("", name) or name
    if region and name.startswith(region) and len(name) - len(region) >= 2:
        name = name[len(region) :]
    for _ in range(_PASSES):
        shorter = _one_pass(name)
        if shorter == name:
            break
        name = shorter
    return name


def _one_pass(name: str) -> str:
    """One replacement can uncover the next: 全国经济增长目标, 经济增长目标, 经济增长."""
    name = _SCOPE.sub("", name)
    name = _DEED.sub("", name)
    name = _AIM.sub("", name) or name
    name = _NAME.sub(lambda found: _NAMES[found[0]], name)
    name = _ENDING.sub(lambda found: _ENDINGS[found[0]], name)
    name = _WHOLE.get(name, name)
    name = _BEFORE.sub(r"\1", _BEHIND.sub(r"\2\1\3", name))
    return name if name.endswith(_NOT_A_COUNT) else _COUNT.sub(r"\1", name)
