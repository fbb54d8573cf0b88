"""Plans of offices that do not exist, as many as are asked for: paragraphs written for it, recombined with other figures."""

from __future__ import annotations

import random
from pathlib import Path

_PLACES = [
    "青山",
    "南湖",
    "东川",
    "西岭",
    "北桥",
    "云溪",
    "白沙",
    "红石",
    "清河",
    "金田",
    "龙泉",
    "松江",
    "梅岭",
    "竹海",
    "柳州湾",
    "银滩",
]
_FIELDS = [
    "住房建设",
    "教育事业",
    "卫生健康",
    "交通运输",
    "水利发展",
    "农业农村",
    "生态环境",
    "工业经济",
    "商贸流通",
    "文化旅游",
    "民政事业",
    "就业促进",
]
_PARAGRAPHS = """
今年改造老旧小区{a}个、惠及居民{b}户，新建公租房{c}套，由市住建局牵头，12月底前完成。
全市新建、改扩建中小学{d}所，新增学位{b}个以上，义务教育巩固率达到9{e}.{f}%。
加快医联体建设，年内每千人口床位数达到{e}.{f}张，家庭医生签约率提高到7{e}%，由市卫健委负责。
新改建农村公路{a}公里，改造危桥{d}座，6月底前完成年度投资的5{e}%以上。
完成水利投资{c}亿元左右，新增高效节水灌溉面积{d}.{f}万亩，治理中小河流{a}公里。
粮食播种面积稳定在{b}亩以上，建成高标准农田{d}万亩，农村居民人均可支配收入增长{e}%左右。
细颗粒物（PM2.5）年均浓度控制在3{e}微克/立方米以内，空气质量优良天数比率达到8{e}.{f}%。
规模以上工业增加值增长{e}.{f}%，力争达到1{e}%，技改投资增长1{d}%以上，新增规上企业{a}家。
社会消费品零售总额增长{e}%以上，实际利用外资{d}亿美元，进出口总额力争突破{b}万元。
接待游客{b}万人次，旅游总收入{c}亿元，新增国家3A级以上景区{e}家。
建成养老服务站点{a}个，城乡低保标准提高{e}%，由市民政局牵头，县区政府配合，9月底前完成。
城镇新增就业{d}万人，城镇登记失业率控制在{e}.{f}%以内，开展职业技能培训{b}人次。
一般公共预算收入增长{e}%，税收占比保持在7{e}%以上，去年完成{c}亿元，增长{e}.{f}%。
去年全市完成固定资产投资{b}万元，增长{e}.{f}%，改造供水管网{a}公里，受益群众{d}万人。
单位地区生产总值能耗下降{e}.{f}%，新增绿化面积{a}公顷，污水集中处理率达到9{e}%以上。
组织开展调查研究，完善工作机制，压实各级责任，加强督促检查，推动各项任务落到实处。
各县区、各部门要把思想统一到全市部署上来，结合实际细化措施，及时研究解决困难和问题。
""".strip().splitlines()


def recombined(number: int, paragraphs: int = 14) -> str:
    """The text of plan `number`, some 900 characters; the same each time."""
    chance = random.Random(number)
    place = f"{_PLACES[number % len(_PLACES)]}市"
    field = _FIELDS[number // len(_PLACES) % len(_FIELDS)]
    body = [
        line.format(
            a=chance.randrange(20, 900),
            b=chance.randrange(1_000, 90_000),
            c=chance.randrange(100, 9_000),
            d=chance.randrange(2, 60),
            e=chance.randrange(2, 9),
            f=chance.randrange(1, 9),
        )
        for line in chance.sample(_PARAGRAPHS, paragraphs)
    ]
    year = 2018 + number // (len(_PLACES) * len(_FIELDS)) % 5
    series = number // (len(_PLACES) * len(_FIELDS)) // 5
    of = f"第{series + 1}批" if series else ""
    heads = {0: "一、主要目标", paragraphs // 2: "二、重点任务"}
    lines = [line for at, text in enumerate(body) for line in (heads.get(at), text) if line]
    title = f"{place}{year}年{field}{of}工作计划"
    number_of = f"{place[0]}政办〔{year}〕{number}号"
    return "\n".join([title, number_of, "", *lines, "", f"{place}人民政府办公室", f"{year}年1月20日", ""])


def write_recombined(folder: Path, count: int) -> None:
    """Files `plan-00000.txt` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"plan-{number:05}.txt").write_text(recombined(number), encoding="utf-8")
