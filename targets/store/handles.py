"""Short numbers of goals that people can say on the phone: FZ22-15 is goal 15 of the document FZ22 (抚州 2022)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import count
from typing import Any

import duckdb

_HAN = re.compile(r"[一-鿿]+")
_NOT_HAN = re.compile(r"[^一-鿿]+")
_MARKS = re.compile(r"[\s\-‐-―−_·.、第号#]+")
_YEARS = re.compile(r"[〇零一二三四五六七八九十\d]{2,4}年(?:度)?|[(（][^)）]*[)）]")
_LONGEST = 4


class UnknownHandle(LookupError):
    """No goal, or more than one, goes by what was asked for; the message says what to do."""


def give_letters(con: duckdb.DuckDBPyConnection) -> None:
    """Give letters to the works that have none, within the caller's transaction. No two works share theirs.

    A document is called after its place and year (FZ22); where that is taken, after what its title says (MSSS22).
    """
    rows = con.execute(
        "SELECT w.work_id, d.region, d.title, d.issuer, d.doc, coalesce(d.plan_year, year(d.issued_on)) "
        "FROM works w JOIN documents d USING (work_id) WHERE w.letters IS NULL "
        "QUALIFY row_number() OVER (PARTITION BY work_id ORDER BY d.version DESC) = 1 ORDER BY w.work_id"
    ).fetchall()
    if not rows:
        return
    taken = {
        letters
        for (letters,) in con.execute("SELECT letters FROM works WHERE letters IS NOT NULL").fetchall()
    }
    given = {}
    for work_id, *about in rows:
        given[work_id] = next(name for name in _names(*about) if name not in taken)
        taken.add(given[work_id])
    con.execute(
        "UPDATE works SET letters = given.letters FROM (SELECT unnest(?) AS work_id, unnest(?) AS letters) AS given "
        "WHERE works.work_id = given.work_id",
        [list(given), list(given.values())],
    )


def resolve_goal(con: duckdb.DuckDBPyConnection, asked: str) -> str:
    """The target_id of the goal that somebody names: by its short number as it is said or typed, or by its id.

    FZ22-15, fz2215, ＦＺ22－15 and 抚州22-15 are one. Raises UnknownHandle.
    """
    text = asked.strip()
    if con.execute("SELECT 1 FROM targets WHERE target_id = ? LIMIT 1", [text]).fetchall():
        return text
    bare, han = _typed(text)
    found = con.execute(
        "SELECT target_id, handle, concat_ws(' ', region, title, issuer, doc) FROM targets "
        "WHERE upper(replace(handle, '-', '')) = ? AND handle <> target_id",
        [bare],
    ).fetchall()
    found = [row for row in found if all(character in row[2] for character in han)]
    if not found and len(text) >= 6:
        found = con.execute(
            "SELECT target_id, handle, '' FROM targets WHERE starts_with(target_id, ?) LIMIT 3", [text]
        ).fetchall()
    if len(found) == 1:
        return str(found[0][0])
    if found:
        raise UnknownHandle(
            f"{asked}: more than one goal goes by this: {', '.join(row[1] for row in found)}."
        )
    raise UnknownHandle(
        f"{asked}: no goal has this number. `duban status` and `duban review list` show them."
    )


def _typed(text: str) -> tuple[str, str]:
    """What was typed as capitals and digits, and the Chinese characters in it, each of which is its initial."""
    normal = unicodedata.normalize("NFKC", text)
    bare = _MARKS.sub("", normal)
    han = "".join(_HAN.findall(bare))
    return _HAN.sub(lambda found: initials(found[0]), bare).upper(), han


def initials(words: str) -> str:
    """The first letters of the syllables of Chinese words: 抚州 -> FZ; what is not Chinese is left out."""
    from pypinyin import lazy_pinyin  # takes a moment to import, and is needed once a document

    return "".join(syllable[0] for syllable in lazy_pinyin(_NOT_HAN.sub("", words), errors="ignore")).upper()


def _names(
    region: str | None, title: str | None, issuer: str | None, doc: str, year: int | None
) -> Iterator[str]:
    words = _words()
    place = _short(region or "", words["place_endings"])
    subject = _YEARS.sub("", title or "")
    for aside in (region or place, place, *words["set_aside"]):
        subject = subject.replace(aside, "") if aside else subject
    ending = f"{year % 100:02}" if year else ""
    said = [initials(place), initials(subject), initials(_short(issuer or "", words["place_endings"]))]
    bases = [base[:_LONGEST] for base in said if len(base) > 1]
    # A file's name says little; it is better than nothing.
    bases = bases or [re.sub(r"[^A-Z]", "", doc.upper())[:_LONGEST] or "WJ"]
    bases = bases[:2]
    yield from (base + ending for base in bases)
    for number in count():
        yield bases[-1] + ending + _letters(number)


def _letters(number: int) -> str:
    """B, C, … Z, BB, BC, …: what tells documents of the same letters apart; never A, which is the first one."""
    digits = "BCDEFGHJKLMNPQRSTUVWXYZ"
    tail = digits[number % len(digits)]
    return tail if number < len(digits) else _letters(number // len(digits) - 1) + tail


def _short(place: str, endings: list[str]) -> str:
    for ending in endings:
        if place.endswith(ending) and len(place) - len(ending) >= 2:
            return place.removesuffix(ending)
    return place


@cache
def _words() -> dict[str, Any]:
    text = resources.files("targets.store").joinpath("handles.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
