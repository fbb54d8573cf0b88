"""The command line itself: help, what it imports, `duban extract`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app

MENTION_FIELDS = [
    *("doc", "start", "end", "text", "role", "value", "value_high", "unit", "comparator", "change", "due"),
    *(
        "period_end",
        "due_basis",
        "indicator",
        "region",
        "owners",
        "commitment",
        "section",
        "quote",
        "implicit",
    ),
    "confidence",
    "cell",
    "period_start",
    "aggregation",
    "baseline",
    "baseline_on",
]
HEAVY = (
    "prefect",
    "great_expectations",
    "pandas",
    "plotly",
    "dash",
    "openpyxl",
    "apprise",
    "duckdb",
    "pint",
    "sklearn",
)
TEXT = "一、重点任务\n今年新建社区食堂120个以上，力争9月底前改造老旧管网35公里。（责任单位：市民政局、市住建局）\n"


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["refresh", "--help"]])
def test_help_reads_well(arguments: list[str]) -> None:
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_every_command_has_a_help_text() -> None:
    import typer

    def walk(command: object, path: str) -> list[str]:
        missing = [] if getattr(command, "help", None) else [path]
        for name, sub in getattr(command, "commands", {}).items():
            missing += walk(sub, f"{path} {name}")
        return missing

    assert walk(typer.main.get_command(app), "duban") == []


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "SAMPLE"]])
def test_light_commands_load_no_heavy_package(arguments: list[str], tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text(TEXT, encoding="utf-8")
    script = (
        "import sys; from flows.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    arguments = [str(sample) if a == "SAMPLE" else a for a in arguments]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_extract_prints_one_object_a_line_with_the_fields_of_a_mention(tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(app, ["extract", str(sample)])
    assert shown.exit_code == 0
    rows = [json.loads(line) for line in shown.output.splitlines()]
    assert [list(row) for row in rows] == [MENTION_FIELDS] * 2
    assert [(r["text"], r["role"], r["unit"], r["commitment"]) for r in rows] == [
        ("120个", "target", "个", "commit"),
        ("35公里", "target", "公里", "stretch"),
    ]
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in rows)
    assert rows[0]["owners"] == ["市民政局", "市住建局"]


def test_extract_out_writes_a_file_a_document(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    shown = CliRunner().invoke(
        app, ["extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--out", str(tmp_path / "out")]
    )
    assert shown.exit_code == 0 and shown.output == ""
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.jsonl", "b.jsonl"]


def test_extract_keeps_offsets_of_carriage_returns(tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_bytes(TEXT.replace("\n", "\r\n").encode())
    rows = [
        json.loads(line) for line in CliRunner().invoke(app, ["extract", str(sample)]).output.splitlines()
    ]
    text = sample.read_bytes().decode()
    assert rows and all(text[r["start"] : r["end"]] == r["text"] for r in rows)


def test_extract_explains_what_it_left_out(tmp_path: Path) -> None:
    sample = tmp_path / "sample.txt"
    sample.write_text("对按时缴费的企业返还保费的50%。今年建成公园8个。\n", encoding="utf-8")
    shown = CliRunner().invoke(app, ["extract", str(sample), "--explain"], terminal_width=200)
    assert "50%" in shown.output and "8个" in shown.output


def test_a_bad_file_among_good_ones_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.docx"
    good.write_text(TEXT, encoding="utf-8")
    bad.write_bytes(b"not a zip")
    shown = CliRunner().invoke(app, ["extract", str(bad), str(good)])
    assert shown.exit_code == 3
    assert "bad.docx" in shown.stderr and len(shown.stdout.splitlines()) == 2


def test_wrong_usage_exits_with_2(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["extract", str(tmp_path / "absent.txt")]).exit_code == 2
    assert CliRunner().invoke(app, ["refresh", "--home", str(tmp_path / "empty")]).exit_code == 2
