"""A ledger with goals, figures and open questions, and what an import of a changed copy may do to its warehouse."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zlib import crc32

from targets.actuals.links import BadLink
from targets.ledger.typed_goals import TypedGoal, add_goals
from targets.ledger.workbook.apply import LedgerNotApplied, import_ledger
from targets.ledger.workbook.read import read_ledger
from targets.ledger.workbook.write import write_ledger
from targets.rejection import RejectedFile, Rejection
from targets.store.decisions import BadDecision, Person
from targets.store.handles import UnknownHandle
from targets.store.run import Run
from targets.store.warehouse import FILE_NAME, open_warehouse, transaction

_WHO = Person("王敏", datetime(2022, 7, 4, 9))
_RUN = Run("20220704T090000-fuzz", date(2022, 7, 4), datetime(2022, 7, 4, 9))
_GOALS = (
    TypedGoal("老旧小区改造户数", "2万户以上", date(2022, 12, 31), "南湖市", ("市住建局", "市财政局")),
    TypedGoal("城镇登记失业率", "控制在4.5%以内", date(2022, 12, 31), "南湖市"),
    TypedGoal("新建幼儿园", "12所", date(2022, 12, 31), "南湖市", ("市教育局",)),
)


def good_ledger(home: Path) -> bytes:
    """The ledger of a warehouse made under `home`, with a correction, a figure, an explanation and a goal written in."""
    import openpyxl

    path = home / "ledger.xlsx"
    with open_warehouse(home) as con:
        with transaction(con):
            add_goals(con, "市长3月5日调研讲话", date(2022, 3, 5), _GOALS, _WHO, _RUN)
        write_ledger(con, path, date(2022, 6, 30))
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[2]}
    for row, head, value in (
        *((3, "目标值", 2.4), (3, "5月实际", 0.6), (3, "存在问题", "征迁慢"), (3, "承诺时限", "2022-08-31")),
        *((5, "核定", "不是目标"), (6, "目标", "新增停车位"), (6, "目标值", 0.5), (6, "单位", "万个")),
    ):
        sheet.cell(row, heads[head]).value = value
    book.save(path)
    return path.read_bytes()


def take_ledger(home: Path, path: Path) -> None:
    """Read a ledger and import one of ten into a copy of the warehouse of `home`, which takes seven times as long.

    Raises RejectedFile where it or the store refuses.
    """
    filled = read_ledger(path)
    if crc32(path.read_bytes()) % 10:
        return
    copy = home / "copy"
    copy.mkdir(exist_ok=True)
    shutil.copyfile(home / FILE_NAME, copy / FILE_NAME)
    try:
        with open_warehouse(copy) as con:
            import_ledger(con, path, filled, _WHO, _RUN)
    except (LedgerNotApplied, BadDecision, BadLink, UnknownHandle) as error:
        refusal = Rejection(
            kind="ledger", file=str(path), place="", field="", value="", reason=str(error), advice="Mend it."
        )
        raise RejectedFile(refusal) from None
