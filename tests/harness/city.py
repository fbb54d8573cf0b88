"""Writes the Word and Excel files of the invented city anew: `python -m tests.harness.city`.

The city's departments lay out their workbooks as departments do: title rows, lines of units, heads of two levels,
matrices of counties, January and February together. What is wrong in them is wrong on purpose; `data/README.md` names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl

ROOT = Path(__file__).resolve().parents[2]
CITY = ROOT / "data" / "city"
NOTE = "示意数据：青岚市为虚构，数字不代表任何地方。"
COUNTIES = ("望汀区", "柳岸区", "石鹤县", "鹿鸣县", "白榆县")
TABLE = "documents/qinglan-tasks-2022.docx"

Rows = Sequence[Sequence[Any]]
MONTHS = (2, 3, 4)
"""The months reported: January and February come together, in a file named 1-2月."""

RECEIVED = {2: "2022-03-15", 3: "2022-04-15", 4: "2022-05-16"}
"""The day on which the files of a month came in."""

LATE = "2022-05-27"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its place under actuals/, its rows from A1 on, and merged areas."""

    path: str
    rows: Rows
    merged: tuple[str, ...] = ()


def books() -> list[Book]:
    """Every workbook of the year so far, by the day it came."""
    return [
        *(_statistics(month) for month in MONTHS),
        *(_projects(month) for month in MONTHS),
        *(_industry(month) for month in MONTHS),
        *(_science(month) for month in MONTHS),
        *(_housing(month) for month in MONTHS),
        *(_renovation(month) for month in MONTHS),
        *(_farming(month) for month in MONTHS),
        *(_jobs(month) for month in MONTHS),
        *(_air(month) for month in MONTHS),
        *(_elderly(month) for month in (2, 3)),
        *(_roads(month) for month in MONTHS),
        *(_trade(month) for month in MONTHS),
        *(_children(month) for month in MONTHS),
        *(_bonds(month) for month in MONTHS),
        *(_support(month) for month in MONTHS),
        *(_parking(month) for month in MONTHS),
        _hazards(),
        _hotline(),
    ]


def write(folder: Path = CITY) -> None:
    """Write the task table and every workbook under `folder`."""
    (folder / "documents").mkdir(parents=True, exist_ok=True)
    write_tasks(folder / TABLE)
    for book in books():
        path = folder / "actuals" / book.path
        path.parent.mkdir(parents=True, exist_ok=True)
        workbook = openpyxl.Workbook()
        sheet = workbook.worksheets[0]
        for row in book.rows:
            sheet.append([None if value == "" else value for value in row])
        for area in book.merged:
            sheet.merge_cells(area)
        workbook.save(path)


def write_tasks(path: Path) -> None:
    """The table of tasks, and below it what each county takes on."""
    document = docx.Document()
    document.add_heading("2022年青岚市政府工作报告重点任务分解表（示意）", 0)
    for line in (
        "发文机关：青岚市人民政府办公室",
        "成文日期：2022年2月10日",
        "本表由督办示例数据编者虚构，仅供演示：青岚市及其县区并不存在，表中单位、数字与任何地方无关。",
    ):
        document.add_paragraph(line)
    document.add_heading("附件1 2022年重点任务责任分工", 1)
    _table(document, ("序号", "重点任务", "目标要求", "完成时限", "牵头单位", "配合单位"), _TASKS)
    document.add_heading("附件2 2022年县（区）任务分配表", 1)
    _table(document, ("县（区）", "城镇老旧小区改造（户）", "新建高标准农田（万亩）"), _SHARES)
    document.save(str(path))


_TASKS = (
    ("1", "地区生产总值", "增长7.5%左右", "12月底", "市发改委", "市统计局"),
    ("2", "规模以上工业增加值", "增长8.5%以上", "12月底", "市工信局", "市统计局"),
    ("3", "固定资产投资", "增长9%", "12月底", "市发改委", "各县（区）人民政府"),
    ("4", "社会消费品零售总额", "增长8%—9%", "12月底", "市商务局", "市统计局"),
    ("5", "一般公共预算收入", "增长6%以上", "12月底", "市财政局", "市税务局"),
    ("6", "城镇新增就业", "5万人以上", "12月底", "市人社局", "各县（区）人民政府"),
    ("7", "城镇老旧小区改造", "改造1.2万户", "11月底", "市住建局", "市财政局、各县（区）人民政府"),
    ("8", "保障性租赁住房", "基本建成1800套", "10月底", "市住建局", "市自然资源局"),
    ("9", "3岁以下婴幼儿托位", "每千人口达到2.8个", "12月底", "市卫健委", "市教育局"),
    (
        "10",
        "养老服务体系建设",
        "新增养老床位1500张，护理型床位占比达到55%以上",
        "12月底",
        "市民政局",
        "市卫健委",
    ),
    ("11", "高标准农田建设", "新建18万亩", "12月底", "市农业农村局", "各县（区）人民政府"),
    ("12", "农村公路", "新改建350公里", "11月底", "市交通运输局", "各县（区）人民政府"),
    ("13", "公办幼儿园学位", "新增4500个", "8月底", "市教育局", "各县（区）人民政府"),
    (
        "14",
        "营商环境优化",
        "政务服务事项网上可办率达到98%，推出“一件事”集成服务30项",
        "6月底",
        "市政务服务局",
        "市级有关部门",
    ),
    ("15", "城区公共停车泊位", "新增6000个", "12月底", "市城管局", "市自然资源局"),
)
_SHARES = (
    ("全市", "12000", "18"),
    ("望汀区", "4000", "2"),
    ("柳岸区", "3000", "3"),
    ("石鹤县", "2000", "5"),
    ("鹿鸣县", "1800", "4.5"),
    ("白榆县", "1200", "3.5"),
)


def _table(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _span(month: int) -> str:
    return f"1-{month}月"


def _path(month: int, unit: str, name: str, day: str | None = None) -> str:
    return f"{day or RECEIVED[month]}/{unit}{_span(month)}{name}.xlsx"


def _pick(month: int, *values: Any) -> Any:
    return values[MONTHS.index(month)]


def _statistics(month: int) -> Book:
    """Two heads above each other; what has no monthly figure has a dash; 地区生产总值 comes with the quarter."""
    lines: list[list[Any]] = [
        ["规模以上工业增加值", "%", "—", _pick(month, "", 5.9, 1.2), "—", _pick(month, 9.6, 8.2, 6.1)],
        ["固定资产投资", "%", "—", "—", "—", _pick(month, 12.1, 11.4, 10.2)],
        [
            "社会消费品零售总额",
            "亿元",
            _pick(month, "", 43.2, 40.9),
            _pick(month, "", 6.2, 4.1),
            _pick(month, 92.4, 135.6, 176.5),
            _pick(month, 8.6, 7.8, 6.9),
        ],
        [
            "一般公共预算收入",
            "亿元",
            _pick(month, "", 9.1, 7.4),
            _pick(month, "", 5.2, 1.9),
            _pick(month, 18.3, 27.4, 34.8),
            _pick(month, 8.3, 7.2, 5.8),
        ],
        [
            "外贸进出口总额",
            "亿元",
            _pick(month, "", 15.2, 16.8),
            _pick(month, "", 18.4, 16.1),
            _pick(month, 27.3, 42.5, 59.3),
            _pick(month, 19.2, 18.9, 17.5),
        ],
        ["居民消费价格", "%", "—", _pick(month, "", 1.3, 2.0), "—", _pick(month, 0.9, 1.1, 1.3)],
        ["城镇调查失业率", "%", _pick(month, 5.6, 5.7, 5.4), "—", "—", "—"],
    ]
    if month == 3:
        lines.insert(0, ["地区生产总值", "亿元", "—", "—", 271.8, 6.6])
    first, second = ("2月", "1-2月") if month == 2 else ("本月", f"{_span(month)}累计")
    return Book(
        _path(month, "市统计局", "主要经济指标", _pick(month, "2022-03-15", "2022-04-19", "2022-05-18")),
        [
            [f"青岚市2022年{_span(month)}主要经济指标（示意）"],
            [NOTE],
            ["指标", "计量单位", first, "", second, ""],
            ["", "", "绝对量", "同比±%", "绝对量", "同比±%"],
            *lines,
            ["注：规模以上工业增加值增速按可比价格计算。"],
        ],
        ("A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:D3", "E3:F3"),
    )


def _projects(month: int) -> Book:
    """A matrix of counties under heads of two levels, the whole city first."""
    plan, started_plan, all_projects = (96, 88, 90, 84, 62), (18, 17, 17, 16, 12), (42, 38, 40, 37, 29)
    done = _pick(
        month, (11, 9.5, 10.2, 8.1, 7.2), (22.4, 20.1, 20.8, 17.6, 14.1), (32, 28.9, 29.9, 25.5, 19.7)
    )
    new = _pick(month, (3, 3, 3, 3, 2), (6, 6, 5, 5, 4), (7, 7, 6, 6, 5))
    begun = _pick(month, (20, 17, 18, 15, 12), (31, 29, 28, 26, 21), (34, 32, 31, 29, 23))
    body = [
        [name, p, d, round(100 * d / p, 1), s, n, a, b, round(100 * b / a, 1)]
        for name, p, d, s, n, a, b in zip(
            COUNTIES, plan, done, started_plan, new, all_projects, begun, strict=True
        )
    ]
    total = [
        "全市",
        sum(plan),
        round(sum(done), 1),
        round(100 * sum(done) / sum(plan), 1),
        sum(started_plan),
        sum(new),
        sum(all_projects),
        sum(begun),
        round(100 * sum(begun) / sum(all_projects), 1),
    ]
    return Book(
        _path(month, "市发改委", "重点项目"),
        [
            [f"青岚市2022年{_span(month)}市级重点项目推进情况（示意）"],
            [NOTE],
            [f"填报单位：市发改委    截至2022年{month}月底    单位：亿元、个、%"],
            [
                "县（区）",
                "市级重点项目投资（亿元）",
                "",
                "",
                "新开工亿元以上项目（个）",
                "",
                "市级重点项目开工（个）",
                "",
                "",
            ],
            ["", "年度计划", "累计完成", "完成率%", "年度计划", "累计开工", "项目数", "已开工", "开工率%"],
            total,
            *body,
        ],
        ("A1:I1", "A2:I2", "A3:I3", "A4:A5", "B4:D4", "E4:F4", "G4:I4"),
    )


def _tasks(
    month: int, unit: str, name: str, title: str, lines: Rows, day: str | None = None, remarks: bool = False
) -> Book:
    """A list of tasks with plan, month, total and share; with remarks also cause, measures, promise and person."""
    more = ["存在问题", "下一步措施", "承诺时限", "责任人"] if remarks else ["备注"]
    whole = [["1-2月" if month == 2 else "本月完成", "累计完成"]][0]
    return Book(
        _path(month, unit, name, day),
        [
            [f"青岚市2022年{_span(month)}{title}（示意）"],
            [NOTE],
            [f"填报单位：{unit}", "", "", "", f"截至2022年{month}月底"],
            ["序号", "工作任务", "单位", "年度目标", *whole, "完成率%", *more],
            *[
                [
                    place,
                    task,
                    measure,
                    plan,
                    _pick(
                        month, totals[0], *(round(b - a, 2) for a, b in zip(totals, totals[1:], strict=False))
                    ),
                    _pick(month, *totals),
                    round(100 * _pick(month, *totals) / plan, 1),
                    *said.get(month, ()),
                ]
                for place, (task, measure, plan, totals, said) in enumerate(lines, 1)
            ],
            ["填表人：示意", "", "", "", "审核人：示意"],
        ],
        (f"A1:{'K' if remarks else 'H'}1", f"A2:{'K' if remarks else 'H'}2"),
    )


def _industry(month: int) -> Book:
    lines = [
        ("建成5G基站", "个", 1200, (96, 214, 331), {4: ("电力引入滞后",)}),
        ("新增省级“专精特新”中小企业", "家", 20, (0, 2, 4), {}),
        ("规上工业企业数字化诊断", "家", 200, (21, 52, 88), {}),
        ("建成智能工厂", "个", 3, (0, 1, 1), {}),
        ("建成数字化车间", "个", 12, (1, 2, 3), {}),
        ("净增规模以上工业企业", "家", 50, (6, 11, 18), {}),
    ]
    return _tasks(month, "市工信局", "工业重点任务", "工业重点任务进展情况表", lines)


def _science(month: int) -> Book:
    """Stocks, beside what they were at the year's beginning."""
    return Book(
        _path(month, "市科技局", "科技创新指标"),
        [
            [f"2022年{month}月青岚市科技创新指标（示意）"],
            [NOTE],
            ["指标名称", "单位", "年初数", f"{month}月末", "比年初增减"],
            ["高新技术企业数", "家", 312, _pick(month, 312, 315, 319), _pick(month, 0, 3, 7)],
        ],
    )


def _housing(month: int) -> Book:
    lines = [
        ("基本建成保障性租赁住房", "套", 1800, (120, 360, 610), {}),
    ]
    return _tasks(month, "市住建局", "保障性安居工程", "保障性安居工程进展情况表", lines)


def _renovation(month: int) -> Book:
    """A matrix of counties; the unit says of each what keeps it back."""
    plan = (4000, 3000, 2000, 1800, 1200)
    done = _pick(month, (210, 120, 40, 50, 0), (520, 300, 120, 170, 20), (980, 610, 260, 300, 60))
    share = _pick(month, (30, 28, 22, 24, 10), (62, 58, 49, 55, 31), (88, 82, 74, 79, 52))
    cause = _pick(month, "", "", "老年居民加装电梯意见不一，管线入地审批慢")
    body = [
        [name, p, d, round(100 * d / p, 1), s, cause if name == "白榆县" else ""]
        for name, p, d, s in zip(COUNTIES, plan, done, share, strict=True)
    ]
    total = [
        "合计",
        sum(plan),
        sum(done),
        round(100 * sum(done) / sum(plan), 1),
        _pick(month, 24.7, 54.1, 78.5),
        "",
    ]
    return Book(
        _path(month, "市住建局", "老旧小区改造"),
        [
            [f"青岚市2022年城镇老旧小区改造进度表（示意）（{_span(month)}）"],
            [NOTE],
            ["县（区）", "改造户数（户）", "", "", "改造项目开工率%", "存在问题"],
            ["", "年度任务", "累计完工", "完成率%", "", ""],
            *body,
            total,
        ],
        ("A1:F1", "A2:F2", "A3:A4", "B3:D3", "E3:E4", "F3:F4"),
    )


def _farming(month: int) -> Book:
    """鹿鸣县 wrote its April figure in 亩 under a head that says 万亩."""
    plan = (2, 3, 5, 4.5, 3.5)
    done = _pick(month, (0.3, 0.4, 0.8, 0.6, 0.3), (0.6, 0.9, 1.7, 1.2, 0.8), (0.8, 1.1, 2.0, 13000, 1.1))
    total = _pick(month, 2.4, 5.2, 6.3)
    spring = _pick(month, "—", 18.6, 43.1)
    return Book(
        _path(month, "市农业农村局", "农田建设和春播"),
        [
            [f"青岚市2022年{_span(month)}高标准农田建设和早稻播种进度（示意）"],
            [NOTE],
            ["单位：万亩"],
            ["县（区）", "新建高标准农田面积", "", "早稻播种面积"],
            ["", "年度计划", "累计完成", "累计完成"],
            ["全市", 18, total, spring],
            *[[name, p, d, "—"] for name, p, d in zip(COUNTIES, plan, done, strict=True)],
        ],
        ("A1:D1", "A2:D2", "B4:C4", "A4:A5"),
    )


def _jobs(month: int) -> Book:
    new = _pick(
        month, (2600, 1900, 1500, 1300, 900), (4900, 3700, 2800, 2500, 1700), (6200, 4700, 3600, 3200, 2100)
    )
    fair = _pick(
        month, (2900, 2100, 1600, 1500, 1100), (4700, 3600, 2900, 2700, 1900), (4900, 3700, 3000, 2800, 2000)
    )
    return Book(
        _path(month, "市人社局", "就业"),
        [
            [f"青岚市2022年{_span(month)}就业工作情况（示意）"],
            [NOTE],
            ["地区", "城镇新增就业（人）", "", "春风行动吸纳就业（人次）", "零就业家庭（户）"],
            ["", "年度任务", "累计完成", "累计", "月末"],
            ["全市", 50000, sum(new), sum(fair), 0],
            *[[name, "", n, f, 0] for name, n, f in zip(COUNTIES, new, fair, strict=True)],
        ],
        ("A1:E1", "A2:E2", "A3:A4", "B3:C3"),
    )


def _air(month: int) -> Book:
    return Book(
        _path(month, "市生态环境局", "环境质量"),
        [
            [f"青岚市2022年{month}月环境质量状况（示意）"],
            [NOTE],
            ["指标", "单位", f"{month}月", f"1-{month}月平均", "上年同期"],
            [
                "PM2.5浓度",
                "微克/立方米",
                _pick(month, 41, 35, 27),
                _pick(month, 43, 40.2, 36.8),
                _pick(month, 44, 41, 38),
            ],
            [
                "空气质量优良天数比率",
                "%",
                _pick(month, 85.7, 90.3, 96.7),
                _pick(month, 84.7, 86.7, 89.2),
                _pick(month, 83, 86, 88),
            ],
            ["地表水环境质量全省排名", "位", "", _pick(month, 5, 4, 4), ""],
        ],
    )


def _elderly(month: int) -> Book:
    lines = [("新增养老床位", "张", 1500, (150, 290, 290), {})]
    book = _tasks(month, "市民政局", "养老服务", "养老服务体系建设进度", lines)
    share = [2, "养老机构护理型床位占比", "%", 55, "", _pick(month, 48.9, 49.6, 0), "", ""]
    return Book(book.path, [*book.rows[:-1], share, book.rows[-1]], book.merged)


def _roads(month: int) -> Book:
    """April's came eleven days after the others."""
    lines = [("新改建农村公路", "公里", 350, (18, 62, 104), {4: ("雨季影响路基施工",)})]
    return _tasks(month, "市交通运输局", "农村公路", "农村公路建设月报", lines, LATE if month == 4 else None)


def _trade(month: int) -> Book:
    lines = [
        ("引进投资5亿元以上产业项目", "个", 24, (3, 6, 9), {}),
        ("培育限上商贸企业", "家", 60, (7, 14, 22), {}),
    ]
    return _tasks(month, "市商务局", "招商和商贸", "招商引资和商贸流通任务进展", lines)


def _children(month: int) -> Book:
    """Of two offices in one workbook; the places at kindergartens come with the school year."""
    return Book(
        _path(month, "市教育局、市卫健委", "托幼"),
        [
            [f"2022年{month}月底青岚市托育和学前教育情况（示意）"],
            [NOTE],
            ["指标", "单位", "年度目标", f"截至{month}月底", "滞后原因", "下一步措施", "承诺时限", "责任人"],
            ["每千人口拥有3岁以下婴幼儿托位数", "个", 2.8, _pick(month, 2.1, 2.08, 2.05), "", "", "", ""],
            [
                "新增公办幼儿园学位",
                "个",
                4500,
                0,
                *_pick(
                    month,
                    ("", "", "", ""),
                    ("", "", "", ""),
                    (
                        "6所幼儿园均在装修，秋季开学前集中投用",
                        "实行周调度，提前办理消防验收",
                        "2022-08-31",
                        "罗岚",
                    ),
                ),
            ],
        ],
    )


def _bonds(month: int) -> Book:
    return Book(
        _path(month, "市财政局", "专项债券"),
        [
            [f"青岚市2022年地方政府专项债券发行使用情况（示意）（{_span(month)}）"],
            [NOTE],
            ["项目", "单位", "累计"],
            ["地方政府专项债券发行额", "亿元", _pick(month, 12.4, 29.8, 38.6)],
            ["当年发行的债券资金支出率", "%", _pick(month, 8.1, 19.5, 41.3)],
        ],
    )


def _support(month: int) -> Book:
    """What the city orders to be followed without naming a number to reach: a matrix of counties."""
    paid = _pick(month, (620, 540, 180, 210, 90), (1480, 1210, 460, 520, 260), (2350, 1890, 820, 940, 310))
    firms = _pick(month, (41, 36, 12, 15, 7), (96, 81, 33, 38, 19), (152, 127, 58, 66, 22))
    body = [[name, p, f] for name, p, f in zip(COUNTIES, paid, firms, strict=True)]
    return Book(
        _path(month, "市财政局", "惠企资金"),
        [
            [f"青岚市2022年惠企资金兑现情况（示意）（{_span(month)}）"],
            [NOTE],
            ["县（区）", "惠企资金累计兑现金额（万元）", "累计兑现企业数（家）"],
            *body,
            ["合计", sum(paid), sum(firms)],
        ],
    )


def _parking(month: int) -> Book:
    lines = [("城区新增公共停车泊位", "个", 6000, (310, 920, 1640), {4: ("两处立体车库用地未移交",)})]
    return _tasks(month, "市城管局", "停车泊位", "城区公共停车泊位建设进度", lines)


def _hazards() -> Book:
    """One column a month; nothing has come since February."""
    return Book(
        "2022-03-15/市自然资源局地质灾害隐患.xlsx",
        [
            ["青岚市2022年地质灾害隐患点整改进度（示意）"],
            [NOTE],
            ["指标", "单位", "1月底", "2月底"],
            ["排查出的地质灾害隐患点整改完成率", "%", 11.8, 22.6],
        ],
    )


def _hotline() -> Book:
    return Book(
        "2022-05-16/市政务服务局1-4月政务服务.xlsx",
        [
            ["青岚市政务服务运行情况（示意）"],
            [NOTE],
            ["指标", "单位", "2022年1月", "2022年2月", "2022年3月", "2022年4月"],
            ["12345热线按时办结率", "%", 98.6, 97.9, 98.8, 99.1],
            ["政务服务事项网上可办率", "%", 91.2, 92.5, 94.8, 95.9],
            ["“一件事”集成服务（累计推出）", "项", 2, 4, 9, 13],
        ],
    )


if __name__ == "__main__":
    write()
