"""What a document says about itself: title, number, issuer, date, region, plan year, origin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from targets.reading.content import Content
from targets.reading.dates import date_line, find_date
from targets.reading.furniture import field_of_label, labelled_fields
from targets.reading.numbers import number_in, number_lines, year_of
from targets.reading.offices import (
    in_full,
    issuer_in_title,
    region_addressed,
    region_of,
    region_of_session,
    signature_of,
    spoken_for,
)
from targets.reading.plan_years import first_of_yearly_sections, plan_year_in_title, plan_year_in_wording
from targets.reading.titles import forwarded_title, title_of

_HEAD, _TAIL = 60, 15
_FIRST_SECTION = ("一、", "第一章", "第一部分")
_LONGEST_SUBTITLE = 80
_OPENING = 2000
_SENTENCE = re.compile(r"[，。；：]|日(?:[前至起—-]|以前)|[至—-]\s*(?:19|20)\d\d年")
_ISSUE = re.compile(
    r"[〔〖\[(（]\s*((?:19|20)\d\d)年?\s*[〕〗\])）]?\s*(?:年?第)?\s*\d{1,3}\s*[号期]\s*[)）]?"
)
_HELD = ("纪要",)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of a `Document` that its text or its file format supplies; None where it says nothing."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    region: str | None = None
    plan_year: int | None = None
    origin: str | None = None


NOTHING = Metadata()


def metadata_of(content: Content, given: Metadata = NOTHING) -> Metadata:
    """Metadata from page furniture, head, signature and wording of a document; never from its file name.

    What is `given` from elsewhere stands, and helps to tell the rest.
    """
    lines = [content.text[p.start : p.end] for p in content.paragraphs]
    head = _head(lines)
    labelled = labelled_fields(head) | _declared(content)
    title = given.title or labelled.get("title") or title_of(head) or _first_heading(content)
    number = given.number or _number(labelled, head)
    signature = signature_of(lines)
    issuer = given.issuer or _issuer(title, signature, labelled, head)
    issued_on = given.issued_on or _issued_on(title, labelled, signature, head, lines[-_TAIL:])
    origin = given.origin or _origin(title, number, head)
    opening = "\n".join(head)
    region = (
        given.region
        or (region_of(issuer) if issuer else None)
        or (region_of(title) if title else None)
        or next((place for line in head if (place := region_of_session(line))), None)
        or region_addressed(opening, content.text)
    )
    plan_year = (
        given.plan_year
        or first_of_yearly_sections(lines)
        or (plan_year_in_title(title) if title else None)
        or (year_of(number) if number else None)
        or (issued_on.year if issued_on else None)
        or next((int(m[1]) for line in head if (m := _ISSUE.fullmatch(line.strip()))), None)
        or plan_year_in_wording(lines)
    )
    return Metadata(
        title,
        number,
        given.issuer or (issuer and in_full(issuer, region or "")),
        issued_on,
        region,
        plan_year,
        origin,
    )


def _head(lines: Sequence[str]) -> list[str]:
    """The lines before the first section: page furniture, letter, title, opening."""
    end = next((i for i, line in enumerate(lines[:_HEAD]) if line.startswith(_FIRST_SECTION)), _HEAD)
    return list(lines[:end])


def _declared(content: Content) -> dict[str, str]:
    fields = {field_of_label(key) or key: value for key, value in content.declared.items()}
    return {field: value for field, value in fields.items() if value}


def _first_heading(content: Content) -> str | None:
    first = next((p for p in content.paragraphs[:_HEAD] if p.heading == 1), None)
    return content.text[first.start : first.end] if first else None


def _number(labelled: dict[str, str], head: Sequence[str]) -> str | None:
    """The labelled number, in regular form where it has one, else the first that stands alone on a line."""
    if printed := labelled.get("number"):
        return number_in(printed) or printed
    return next(iter(number_lines(head)), None)


def _issuer(
    title: str | None, signature: tuple[str, date] | None, labelled: dict[str, str], head: Sequence[str]
) -> str | None:
    """The title names the office in full, a signature nearly so, page furniture often in short."""
    return (
        (issuer_in_title(title) if title else None)
        or (signature[0] if signature else None)
        or labelled.get("issuer")
        or spoken_for("\n".join(head)[:_OPENING])
    )


def _issued_on(
    title: str | None,
    labelled: dict[str, str],
    signature: tuple[str, date] | None,
    head: Sequence[str],
    tail: Sequence[str],
) -> date | None:
    """The date that the document bears, else that of its signature or its session, else of its publication.

    A short line of the head that is no sentence bears it beside an office, a number or an issue (第8期  2025年9月10日);
    minutes bear the day of their meeting.
    """
    short = [line for line in head if len(line) <= _LONGEST_SUBTITLE]
    imprints = [line for line in tail if len(line) <= _LONGEST_SUBTITLE and line.endswith("印发")]
    days = (
        find_date(labelled.get("issued_on", "")),
        *(date_line(line) for line in head if "年" in line),
        signature[1] if signature else None,
        *(date_line(line) for line in tail if "年" in line),
        *(find_date(line) for line in short if line.rstrip(")）").endswith("上")),
        *(find_date(line) for line in imprints),
        *(find_date(line) for line in short if not _SENTENCE.search(line)),
        find_date(labelled.get("published_on", "")),
        *(date_line(line) for line in head),
        *(find_date(line) for line in head if title and title.endswith(_HELD)),
    )
    return next((day for day in days if day), None)


def _origin(title: str | None, number: str | None, head: Sequence[str]) -> str | None:
    forwarded = forwarded_title(title) if title else None
    if forwarded is None:
        return None
    return next((other for other in number_lines(head) if other != number), forwarded)
