"""The regular expressions of time: years and their parts, days, counted and relative times."""

from __future__ import annotations

import re

from targets.extraction.lexicon import any_of, lexicon

_WORDS = lexicon("dates")
_DIGITS = "〇○零一二三四五六七八九"
_N = "[两二三四五六七八九十]|[0-9]{1,2}"
_DAYS = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|[0-9]{1,3}"
_YEAR = r"(?:19|20)[0-9]{2}"
_TO = r"[ ]?(?:[-—–－~～]+|[至到])[ ]?"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]"
_DAY = r"[0-3]?[0-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
_BEFORE_OR_STOP = r"(?=之?前|以前|[，,、。；;]|$|[完建实全力])"


def _part(which: str) -> str:
    """The part of a year, its groups named with the suffix `which`."""
    return (
        rf"(?:[前头](?P<qp{which}>[一二三两123])个?季度|第?(?P<q{which}>[一二三四1-4首])季度(?P<qe{which}>[末底])?"
        rf"|Q(?P<qq{which}>[1-4])(?![0-9A-Za-z])"
        rf"|(?P<h{which}>[上下])半年(?P<he{which}>[末底])?"
        rf"|[前头](?P<mp{which}>1[01]|[2-9]|十一?|[两二三四五六七八九])个?月"
        rf"|(?:(?P<m0{which}>{_MONTH})月?{_TO})?(?P<m{which}>{_MONTH})月"
        rf"(?:(?P<d{which}>{_DAY})[日号](?:{_TO}(?:(?P<dm{which}>{_MONTH})月)?(?P<dd{which}>{_DAY})[日号])?"
        rf"|(?P<t{which}>[上中下])旬|(?P<me{which}>[底末初]|中{_BEFORE_OR_STOP})|份)?"
        rf"|年?(?P<e{which}>[底末])|(?P<s{which}>(?<=年)年?(?:初(?![步始级中])|伊始))|(?P<mid{which}>(?<=年)年?中{_BEFORE_OR_STOP}))"
    )


_DATE = (
    rf"(?P<date>(?<!\.)(?P<dy>{_YEAR})(?P<sep>[-/.])(?P<dm>1[0-2]|0?[1-9])"
    rf"(?:(?P=sep)(?P<dd>[12][0-9]|3[01]|0?[1-9])(?![0-9])|(?=[前底末，,]|之前|以前|{_TO}{_YEAR}))"
    rf"(?:起?{_TO}(?P<date2>(?P<dy2>{_YEAR})(?:(?P=sep)(?P<dm2>1[0-2]|0?[1-9])"
    r"(?:(?P=sep)(?P<dd2>[12][0-9]|3[01]|0?[1-9])(?![0-9]))?)?))?)"
)
# What any of them begins with: most positions of a text are passed over by this alone.
_FIRST = "0-9一二三四五六七八九十两“前第上下本这年底末初中伊今明去后未过近用利印发公通施首头Q半月" + "".join(
    {word[0] for word in [*_WORDS["years"], *_WORDS["so_far"]["words"], *_WORDS["whole"]["words"]]}
)
TIME = re.compile(
    rf"(?<![0-9])(?=[{_FIRST}])(?:{_DATE}"
    rf"|(?P<based>{_YEAR})年(?:起|开始)[，,]?(?:力争|计划|拟|争取)?(?:利用|用)?(?P<based_n>{_N})年(?:内|左右|的?时间)"
    rf"|(?P<from>{_YEAR})年?(?:[0-9]{{1,2}}月)?(?:{_TO}|[与和](?={_YEAR}年之?间))(?P<until>{_YEAR})(?:年度?(?:{_part('u')})?|(?=[)）]))"
    rf"|(?P<year>{_YEAR}|二[〇○零][{_DIGITS}]{{2}}|一九[{_DIGITS}]{{2}})(?:年度?(?:{_part('a')})?|Q(?P<year_quarter>[1-4])(?![0-9A-Za-z]))"
    rf"|(?P<so_far>{any_of(_WORDS['so_far']['words'])})"
    rf"|(?P<word>{any_of(_WORDS['years'])})(?:{_part('b')})?"
    rf"|(?P<whole>{any_of(_WORDS['whole']['words'])})"
    r"|“?十(?P<five>[一二三四五六七])五”?"
    rf"|(?:今后|未来|后)(?P<ahead>{_N})年"
    rf"|(?:利用|用)(?P<using>{_N})年(?:左右)?的?时间"
    rf"|(?:过去|近|这|前)(?P<past>{_N})年|(?P<since_n>[一二两三四五六七八九十]|[0-9])年(?P<since>来|间)"
    rf"|(?P<issue>(?:印发|发布|公布|下发|通知|施行)之日起[，,]?)?(?P<n>{_DAYS})(?P<span>年|个月|周|天|日|个工作日|工作日)(?:之内|以内|内)"
    r"|(?P<half_year>(?<![上下])半年)(?:之内|以内|内)"
    rf"|(?P<later>{_N})(?P<later_unit>年|个月)(?:之后|后)(?=[，,])"
    r"|(?P<month_edge>(?<![每当次各逐个上下本这0-9一二三四五六七八九十])月[底末初])(?=之?前|[，,])"
    r"|(?P<year_edge>(?<![一-鿿0-9])年[初中])(?=之?前|[，,])"
    rf"|(?P<rel>[上下本这])个?(?P<rel_unit>月|季度|(?<=个)半年)"
    rf"(?:(?P<rel_day>{_DAY})[日号]|(?P<rel_third>[上中下])旬|(?P<rel_edge>[底末初]))?"
    r"|(?P<half_month>[上下])半月"
    rf"|(?P<part>{_part('c')}))"
)
"""One time expression; `dates/expressions.py` reads its groups."""

HINT = re.compile(
    r"[年月季半周五旬)）](?<![^0-9][)）])|Q[1-4]|[0-9][-/.][0-9]{1,2}[-/.前底末，,]|[日天]之?以?内"
    rf"|{any_of(word[:2] for season in _WORDS['season'] for word in season['words'])}"
)
"""Every time expression holds one of these; 2023-2025) its bracket. Most sentences hold none and need no search."""

BEFORE = re.compile(rf"(?:{any_of(_WORDS['reference']['before'])})[“”]?$")
"""What stands before a time that something is only compared with."""

AFTER = re.compile(rf"(?:年?度?(?:{any_of(_WORDS['reference']['after'])})|[年末底]*的[0-9])")
"""What stands after such a time."""
