"""The part of the dispatch sheet on indicators that are followed without a number: figures and what is owed, no verdict."""

from __future__ import annotations

from dashboards.regimes.paper import Block, Column, Heading, Paragraph, Table
from dashboards.regimes.wording import Words
from dashboards.site.environment import cut
from dashboards.watched import WatchedRow, change_of, owed_from
from targets import figures
from targets.words import phrase


def watched_section(rows: list[WatchedRow], number: int, words: Words) -> list[Block]:
    """Under a heading of this number a row an indicator, place and unit; nothing where nothing is watched."""
    if not rows:
        return []
    columns = (
        Column(words("column_watched"), 4.0),
        Column(words("column_place"), 2.0),
        Column(words("latest_figure"), 2.4, numeric=True),
        Column(words("figure_before"), 2.4, numeric=True),
        Column(words("change_since"), 2.4, numeric=True),
        Column(words("asked"), 3.0),
        Column(words("answer"), 2.0),
    )
    return [
        Heading(words("heading", number=words.numeral(number), text=words("watched"))),
        Paragraph(words("watched_text", count=len({row["watch_no"] for row in rows}))),
        Table(columns, [_cells(row, words) for row in rows]),
    ]


def _cells(row: WatchedRow, words: Words) -> tuple[str, ...]:
    unit, language = row["unit"] or "", words.language
    known = [
        f"{figures.quantity(value, unit, language)}\n{figures.short_day(day, row['as_of'], language)}"
        for value, day in zip(row["figures"][:2], row["days"][:2], strict=True)
    ]
    latest, previous = (known + [figures.NOTHING] * 2)[:2]
    change = change_of(row)
    return (
        _name(row, words),
        row["place"] or row["region"] or figures.NOTHING,
        latest,
        previous,
        figures.NOTHING if change is None else figures.signed(change, unit, language),
        _asked(row, words),
        "",
    )


def _name(row: WatchedRow, words: Words) -> str:
    """Number, name, what the figures count, how often they are asked for, and the lead unit."""
    accumulation = row["accumulation"] or "level"
    more = (
        [] if accumulation == "level" else [phrase("accumulation", accumulation).in_language(words.language)]
    )
    if row["rhythm"]:
        more.append(phrase("rhythm", row["rhythm"]).in_language(words.language))
    name = f"{row['handle']} {cut(row['indicator'], 60)}"
    if more:
        name += words("in_brackets", text=words("comma").join(more))
    return name + (f"\n{cut(row['owners'][0], 40)}" if row["owners"] else "")


def _asked(row: WatchedRow, words: Words) -> str:
    if not row["days"]:
        return words("ask_watched_none")
    owed = owed_from(row)
    return words("ask_watched_owed", day=words.day(owed)) if owed else ""
