"""Documents that no office wrote: pieces of real ones cut, repeated, shuffled and filled with noise."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from targets.reading.document import Document
from tests.extraction.phrases import document_of

SAMPLE = """云溪市2024年政府工作报告
一、2023年工作回顾
过去一年，全市生产总值突破1200亿元、增长6.2%，一般公共预算收入增长4.5%，城镇新增就业3.1万人。新建改建农村公路420公里，
改造老旧小区85个、惠及居民2万多户，分别完成年计划的102%、110%。“十三五”以来累计脱贫6.8万人，贫困村全部出列。
二、2024年重点工作
（一）主要目标。生产总值增长6%左右，力争更好；居民消费价格涨幅控制在3%以内；单位能耗下降3.5%以上；新增就业3万人以上。
（二）扩大有效投资。上半年重点项目开工率达到60%以上，年度投资完成320亿元；新建标准厂房80-100万平方米。(责任单位:市发改委、市财政局)
（三）办好民生实事。3月底前清零欠薪案件，新增公办学位5000个、养老床位1200张，实现村级卫生室全覆盖，人均寿命达79.5岁。
到2025年，高新技术企业突破300家，研发投入强度达到百分之二点八，三分之一的县进入全省前五。〔牵头单位：市科技局〕"""

_NOISE = "0123456789.,，、；。万亿千百%％年月日-—~至到《》“”（）[]()\\n\\t 一二三两零点第前全部清零新增增长下降不低于责任单位:"


_HEADS = ["序号", "指标", "单位", "2025年目标", "完成时限", "责任单位", "1—6月", "同比(%)", "属性", "备注"]


def mutated_documents(count: int, seed: int, texts: list[str]) -> Iterator[tuple[str, Document]]:
    """`count` documents made from `texts`, each with the name of what was done to it."""
    rng = random.Random(seed)
    names = list(MUTATIONS)
    for i in range(count):
        name = names[i % len(names)]
        yield name, document_of(MUTATIONS[name](rng, rng.choice(texts)), plan_year=rng.choice([None, 2024]))


def mutated_table(rng: random.Random, texts: list[str]) -> list[list[str]]:
    """A table of pieces of texts, of any size, some of its cells blank; a head in most."""
    columns = rng.randint(1, 7)
    rows = [[_cell(rng, texts) for _ in range(columns)] for _ in range(rng.randint(1, 9))]
    return [rng.sample(_HEADS, columns), *rows] if rng.random() < 0.7 else rows


def _cell(rng: random.Random, texts: list[str]) -> str:
    kind = rng.choice(["blank", "number", "piece", "noise"])
    if kind == "number":
        return rng.choice(
            ["12", "3.5%", "-2.1", "≥95", "〔1200〕", "80-100", "1,200", "——", "2027.6", "6月底"]
        )
    if kind == "noise":
        return "".join(rng.choices(_NOISE, k=rng.randint(1, 30))).strip()
    return "" if kind == "blank" else _piece(rng, rng.choice(texts), 40).replace("\n", "").strip()


def _piece(rng: random.Random, text: str, longest: int = 3000) -> str:
    start = rng.randrange(len(text))
    return text[start : start + rng.randint(1, longest)]


def _cut(rng: random.Random, text: str) -> str:
    return _piece(rng, text)


def _repeated(rng: random.Random, text: str) -> str:
    return _piece(rng, text, 300) * rng.randint(2, 12)


def _shuffled_characters(rng: random.Random, text: str) -> str:
    return "".join(rng.sample(piece := _piece(rng, text), len(piece)))


def _shuffled_sentences(rng: random.Random, text: str) -> str:
    sentences = re.split(r"(?<=[。；，])", _piece(rng, text))
    rng.shuffle(sentences)
    return "".join(sentences)


def _random_bytes(rng: random.Random, _: str) -> str:
    return rng.randbytes(rng.randint(1, 3000)).decode(rng.choice(["latin-1", "gb18030", "utf-8"]), "replace")


def _all_digits(rng: random.Random, _: str) -> str:
    return "".join(rng.choices("0123456789", k=rng.randint(1, 3000)))


def _all_numerals(rng: random.Random, _: str) -> str:
    return "".join(rng.choices("0123456789一二三十百千万亿.%个元年", k=rng.randint(1, 2000)))


def _noise_in_text(rng: random.Random, text: str) -> str:
    return "".join(rng.choice(_NOISE) if rng.random() < 0.15 else c for c in _piece(rng, text))


def _without_punctuation(rng: random.Random, text: str) -> str:
    return re.sub(r"[，。；、：\s]", "", _piece(rng, text))


def _one_phrase(rng: random.Random, text: str) -> str:
    return _piece(rng, text, 8) * rng.randint(50, 400)


MUTATIONS = {
    "cut": _cut,
    "repeated": _repeated,
    "shuffled characters": _shuffled_characters,
    "shuffled sentences": _shuffled_sentences,
    "random bytes": _random_bytes,
    "all digits": _all_digits,
    "all numerals": _all_numerals,
    "noise": _noise_in_text,
    "without punctuation": _without_punctuation,
    "one phrase over and over": _one_phrase,
}
LONG_LINES = {
    "digits": "8" * 100_000,
    "percentages": "".join(f"{i}%" for i in range(20_000))[:100_000],
    "Chinese digits": "三" * 100_000,
    "scales": "万" * 100_000,
    "list of numbers": "".join(f"{i}万、" for i in range(20_000))[:100_000],
    "one number over and over": "6%左右" * 25_000,
    "one count over and over": "，15个强县" * 16_000,
    "years": "2024年" * 20_000,
    "open titles": "《" * 100_000,
    "open quotes": "“" * 100_000,
    "brackets": "(" * 100_000,
    "verbs": "增长" * 50_000,
    "added": "新增" * 50_000 + "5个",
    "owners": "责任单位:" * 20_000,
    "one unbroken text": re.sub(r"[，。；\s]", "", SAMPLE) * 180,
    "blanks": " " * 99_999 + "5%",
    "figures and scales in turn": "5万4千6百" * 16_000,
    "days": "2027.6.30前" * 11_000,
    "ranges of days": "从3月5日到20日" * 12_000,
    "times told apart": "2025年、2026年分别" * 9_000,
    "deadlines not understood": "大会召开前，" * 16_000,
    "bounds": "大于10个小于20个" * 10_000,
    "halves": "两个半小时" * 20_000,
    "numerals side by side": "五六百七八千" * 16_000,
    "signs": "增长-" * 30_000 + "3%",
    "capital numerals": "壹仟" * 50_000,
    "blanks between figures": "9 月 " * 25_000,
    "seasons": "春节前" * 33_000,
}
