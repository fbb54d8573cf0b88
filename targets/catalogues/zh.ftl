### 界面、文件和消息用词：中文。各条与 en.ftl 一一对应；加一种语言，就是加一个这样的文件。


## status

status-met = 按期完成
status-met_late = 逾期完成
status-on_track = 达进度
status-at_risk = 有风险
status-lagging = 滞后
status-away = 背离
status-missed = 逾期未完成
status-stale = 数据过期
status-not_started = 未开始
status-not_assessable = 无法评估

## status_help

status_help-met = 在期限内达到目标
status_help-met_late = 期限过后才达到目标
status_help-on_track = 实际不低于应达进度的95%
status_help-at_risk = 实际为应达进度的80%至95%，或按目前速度到期完不成
status_help-lagging = 实际低于应达进度的80%
status_help-away = 比起点还差，正在远离目标
status_help-missed = 到期没有达到，或越过了不得越过的界限
status_help-stale = 最近的实际值太旧，不足以判断
status_help-not_started = 计划期尚未开始
status_help-not_assessable = 没有可用的实际值或依据，不等于零

## mark

mark-extended = 延期
mark-report_overdue = 逾期未报
mark-waits_for_check = 待核实

## mark_help

mark_help-extended = 经批准延长了期限
mark_help-report_overdue = 应报的数据还没有报
mark_help-waits_for_check = 最新数据待人核实，核实前不据此评估

## kind

kind-cumulative = 累计完成
kind-level = 达到水平
kind-direct = 全期增速或比率
kind-bound = 上下限
kind-rank = 位次
kind-relative = 相对其他序列

## kind_help

kind_help-cumulative = 从零或期初累加到目标值
kind_help-level = 由基期水平走到目标水平
kind_help-direct = 每一天都按同一数值要求
kind_help-bound = 不得越过的上限或下限
kind_help-rank = 名次，越小越好
kind_help-relative = 要求由另一序列、地区或基年给出

## direction

direction-at_least = 不低于
direction-at_most = 不高于
direction-near = 接近

## direction_help

direction_help-at_least = 达到或高于目标值算完成
direction_help-at_most = 不超过目标值算完成
direction_help-near = 在目标值左右算完成

## alertreason

alertreason-first = 首次预警
alertreason-changed = 有变化
alertreason-repeat = 到期重发
alertreason-resolved = 已恢复
alertreason-escalated = 升级报告
alertreason-escalation_over = 升级解除
alertreason-nothing_new = 没有预警
alertreason-acknowledged = 已签收
alertreason-repeat_interval = 未到重发间隔
alertreason-group_interval = 未到发送间隔
alertreason-waiting = 同一消息待发

## alertreason_help

alertreason_help-first = 本组有预警，接收人此前不知
alertreason_help-changed = 有目标新进入预警或状态改变
alertreason_help-repeat = 没有变化，但已过重发间隔
alertreason_help-resolved = 通知过的目标已恢复
alertreason_help-escalated = 预警长期未解除，也无人签收，报告上级
alertreason_help-escalation_over = 升级报告的预警已解除或有人签收，告知上级
alertreason_help-nothing_new = 没有需要通知的预警
alertreason_help-acknowledged = 未解除的预警都已签收
alertreason_help-repeat_interval = 没有变化，不久前刚通知过
alertreason_help-group_interval = 同一单位不久前刚发过消息，新变化下次一并告知
alertreason_help-waiting = 内容相同的消息还在发件箱

## comparator

comparator-ge = 不低于
comparator-le = 不超过
comparator-eq = { "" }
comparator-approx = 约
comparator-range = { "" }
comparator-all = 全部
comparator-zero = 清零

## basis

basis-milestones = 按阶段目标
basis-seasonal = 按往年各月分布
basis-linear = 按时间均匀推进
basis-constant = 全期同一要求

## due_basis

due_basis-explicit = 原句写明
due_basis-context = 由标题或前文得出
due_basis-document = 由文件的计划期得出
due_basis-none = 未写明

## commitment

commitment-commit = 确保
commitment-stretch = 力争

## state

state-proposed = 待审核
state-accepted = 已确认
state-rejected = 不是目标
state-firing = 预警中
state-acknowledged = 已签收
state-resolved = 已解除
state-pending = 待触发
state-silenced = 已静默
state-withdrawn = 已撤回
state-retired = 已归档

## alert_group

alert_group-unowned = 未写明责任单位
alert_group-all = 全部单位

## alert_text

alert_text-mark = 督办
alert_text-mark_escalated = 督办升级
alert_text-mark_escalation_over = 督办升级解除
alert_text-subject = 【{ $mark }】{ $group }：{ $what }
alert_text-count = { $status }{ $count }项
alert_text-count_resolved = 已恢复{ $count }项
alert_text-count_acknowledged = 已签收{ $count }项
alert_text-escalated = 以下预警长期未解除，也无人签收，特此升级报告。
alert_text-escalation_over = 此前升级报告的下列预警已解除或有人签收。
alert_text-new = 新
alert_text-illustrative = （示意数据）
alert_text-owner = 责任单位
alert_text-owners = 责任单位
alert_text-due = 时限
alert_text-rules = 预警规则
alert_text-gap = 缺口
alert_text-evidence = 依据
alert_text-page = 页面
alert_text-unlisted = … 另有{ $count }项
alert_text-resolved = 已恢复或已完成
alert_text-reached = （截至{ $day }为{ $figure }，{ $ended }解除）
alert_text-acknowledged = 已签收
alert_text-checks_fail = { $count }项检查未通过
alert_text-checks_pass = 检查已全部通过
alert_text-message_id = 消息编号
alert_text-test = 测试
alert_text-test_body = 这是一条测试消息，无需处理。

## alert_rule

alert_rule-missed = 逾期未完成
alert_rule-promise_overdue = 承诺整改逾期
alert_rule-behind = 进展滞后
alert_rule-deadline = 临近期限、完成不足
alert_rule-likely_miss = 很可能完不成
alert_rule-rank_fell = 名次下降
alert_rule-worsening = 有风险且恶化
alert_rule-figure_overdue = 数据逾期未报
alert_rule-check_failed = 数据待核实
alert_rule-met = 已完成
alert_rule-met_late = 逾期完成
alert_rule-decided = 已完成

## deadline

deadline-due = 到期
deadline-promise = 承诺整改到位
deadline-answer = 督办单反馈

## paper

paper-bulletin = 通报
paper-dispatch = 调度单
paper-summary = 季度汇总
paper-timetable = 倒排时间表
paper-balance = 年度考核表
paper-brief = 一页简报
paper-notice = 督办单

## severity

severity-critical = 严重
severity-warning = 警告
severity-info = 提示

## did

did-files = 新增或改动{ $fresh }份，未变{ $known }份，移除{ $gone }份
did-replaced = ，其他文件的旧版本：{ $names }
did-hidden = ，略过隐藏或临时文件{ $count }个
did-not-had = ，未能取得{ $count }处
did-actuals = 新数据{ $loaded }条，来自{ $tables }张表；文件中{ $reported }条
did-figures = 数据{ $count }条
did-check = { $all }项校验，通过{ $passed }项
did-link = 新关联{ $accepted }条，待核定{ $proposed }条，撤销{ $withdrawn }条；跟踪指标序列{ $watched }个；存疑数据{ $doubtful }条；
did-went = 现有数据：用于目标{ $feeding }条，用于跟踪指标{ $watched }条，关联待核定{ $linkable }条（duban links list），未用于目标{ $unlinked }条（duban actuals unlinked），待核实{ $doubtful }条（duban actuals confirm），待答{ $asked }处，不收{ $refused }处（duban quarantine list）
did-progress = 目标{ $goals }项，落后{ $behind }项
did-decided = ，其间核定{ $count }项
did-alerts = { $state }{ $count }项
did-alerts-none = 没有预警
did-alerts-wrong = 未作改动：{ $fault }
did-publish-nothing = 没有新内容，沿用{ $file }
did-site = 写入文件{ $written }个，未变{ $unchanged }个
did-send = 已发送{ $sent }条，失败{ $failed }条
did-send-waits = ，等待{ $count }条
did-send-until = ，等待{ $count }条，至{ $until }
did-send-wrong = 未发送：{ $fault }
did-share = 写入{ $tables }张表：{ $url }

## stage

stage-start = 启动
stage-actuals = 实际值
stage-fetch = 取回
stage-share = 外发
stage-send = 发送
stage-read = 读取
stage-extract = 抽取
stage-load = 入库
stage-check = 校验
stage-link = 关联
stage-progress = 评估
stage-publish = 发布
stage-site = 建站
stage-alerts = 预警

## outcome

outcome-complete = 全部成功
outcome-quarantined = 部分隔离
outcome-failed = 失败
outcome-killed = 被中断
outcome-running = 运行中

## phase

phase-current = 本年度及跨年目标
phase-past = 往年目标
phase-upcoming = 尚未开始的目标

## phase_help

phase_help-current = 评估日所在年度及以后到期的目标
phase_help-past = 往年到期的目标，或结论已公布多时的目标
phase_help-upcoming = 计划期尚未开始的目标

## list

list-behind = 落后
list-unexplained = 落后而未说明原因
list-at_risk = 有完不成的风险
list-due = 未来30天到期
list-missed = 本期未完成
list-met_late = 逾期完成
list-met = 如期完成
list-owed = 未按时报送
list-check = 数据待核实
list-review = 目标待审核
list-worse = 变差
list-better = 好转
list-other = 其他变化
list-new = 新增

## term_help

term_help-baseline = 计划开始时的数值，进度从它算起
term_help-expected = 到评估日按计划应当达到的数值
term_help-actual = 已报送的最近一期数值
term_help-gap = 实际减应达；负数为落后
term_help-gap_share = 缺口占从起点到目标全程的百分比
term_help-projection = 照近几期的速度，到期时会达到的数值
term_help-chance = 按以往数据的波动推算，到期完不成的概率
term_help-achievement = 实际进展占应达进展的百分比
term_help-time_share = 计划期已经过去的部分
term_help-progress_share = 从起点到目标已经走完的部分
term_help-lead_points = 任务进度减时间进度；负数为慢于序时
term_help-required_rate = 从现在起每期要完成多少才能按期完成
term_help-current_rate = 最近几期每期完成多少（中位数）
term_help-confidence = 系统对这条目标读得准不准的把握
term_help-bar = 全长为目标值，条形为实际完成，竖线为到评估日应当达到的位置
term_help-since_last = 与上一期评估相比，状态变好、变差还是不变
term_help-current = 现在正处于计划期内的目标
term_help-behind = 逾期未完成、背离或滞后的目标
term_help-more_behind = 落后的目标比上一期多几项或少几项
term_help-other_times = 计划期已经结束的和尚未开始的目标

## kept_out

kept_out-accumulation = 口径
kept_out-address = 地址
kept_out-cadence = 报送频率
kept_out-change = 增减
kept_out-comparator = 比较方式
kept_out-confidence = 把握
kept_out-cumulative = 是否累计
kept_out-direction = 方向
kept_out-document_id = 文件标识
kept_out-due = 期限
kept_out-format = 格式
kept_out-goals = 目标
kept_out-header = 表头
kept_out-illustrative = 示意
kept_out-indicator = 指标
kept_out-issued_on = 成文日期
kept_out-issuer = 发文机关
kept_out-kind = 类型
kept_out-memory = 内存
kept_out-number = 文号
kept_out-owners = 责任单位
kept_out-path = 路径
kept_out-period = 期间
kept_out-period_end = 期末
kept_out-plan_year = 计划年度
kept_out-recorded_at = 录入日
kept_out-region = 地区
kept_out-series_id = 序列
kept_out-size = 大小
kept_out-source = 来源
kept_out-table = 表格
kept_out-target_id = 目标编号
kept_out-text = 正文
kept_out-time = 用时
kept_out-title = 标题
kept_out-unit = 单位
kept_out-value = 数值
kept_out-value_high = 上限

## profile

profile-delivery = 达成度口径
profile-sdg = 可持续发展口径
profile-sequence = 序时进度口径

## topic

topic-economy = 经济财政
topic-projects = 项目投资
topic-industry = 工业科技
topic-farming = 农业农村
topic-transport = 交通水利
topic-housing = 城乡建设
topic-environment = 生态环境
topic-jobs = 就业社保
topic-education = 教育
topic-health = 卫生健康
topic-culture = 文化旅游
topic-safety = 安全治理
topic-business = 营商改革
topic-other = 其他

## movement

movement-worse = 变差
movement-same = 持平
movement-better = 好转
movement-new = 新评估

## suite

suite-documents = 文件
suite-targets = 目标
suite-observations = 实际值
suite-actuals = 实际值表
suite-document = 文件
suite-manifest = 文件清单

## accumulation

accumulation-level = 时点水平
accumulation-ytd = 年内累计
accumulation-total = 开始以来累计
accumulation-period = 当期

## cadence

cadence-day = 每日
cadence-week = 每周
cadence-month = 每月
cadence-quarter = 每季
cadence-half = 每半年
cadence-year = 每年

## rhythm

rhythm-day = 每日
rhythm-week = 每周
rhythm-ten_days = 每旬
rhythm-half_month = 每半月
rhythm-month = 每月
rhythm-two_months = 每两月
rhythm-quarter = 每季度
rhythm-half = 每半年
rhythm-year = 每年

## chart

chart-illustrative = 示意数据
chart-gap_axis = 落后 ← 相对缺口，% → 超前
chart-time_share = 时间进度
chart-progress_share = 任务进度
chart-diagonal = 序时进度线
chart-above = 快于序时
chart-below = 慢于序时
chart-actual = 实际值
chart-earlier_vintage = 曾报数（后经修订）
chart-expected = 应达
chart-expected_path = 序时进度
chart-tolerance = 容许范围
chart-milestone = 阶段目标
chart-target = 目标
chart-due = 到期
chart-today = 评估日
chart-projection = 按目前速度预计
chart-projection_fan = 预计区间
chart-before = 上期
chart-now = 本期
chart-no_data = 暂无可画的数据
chart-owner = 责任单位
chart-region = 地区
chart-topic = 领域
chart-no_owner = 未写明责任单位
chart-no_region = 未写明地区

## finding

# What a chart shows, in words: its alternative text
finding-gap = 图中 { $drawn } 项目标，{ $behind } 项落后；差得最远的是{ $furthest }，相对缺口 { $gap }
finding-gap-none = 图中 { $drawn } 项目标都不低于应达
finding-diagonal = 图中 { $drawn } 项目标，{ $below } 项慢于序时；差得最远的是{ $furthest }：时间进度 { $time }，任务进度 { $done }
finding-diagonal-none = 图中 { $drawn } 项目标都不慢于序时
finding-share = 落后最多的是{ $row }（{ $column }）：已评估 { $judged } 项，落后 { $behind } 项
finding-share-none = 已评估的 { $judged } 项都不落后
finding-flow = { $total } 项目标中，{ $better } 项状态变好，{ $worse } 项变差
finding-bump = { $first } 至 { $last }，不落后的比重最高的是{ $best }，最低的是{ $worst }
finding-dots = { $drawn } 个中有 { $late } 个任务进度慢于时间进度；差得最远的是{ $furthest }：时间进度 { $time }，任务进度 { $done }
finding-dots-none = { $drawn } 个的任务进度都不慢于时间进度
finding-multiples = 图中 { $drawn } 项目标，{ $behind } 项落后：{ $names }
finding-multiples-none = 图中 { $drawn } 项目标都不落后

## explain

explain-goal-title = 目标
explain-goal-any = { $indicator }：{ $aim }{ $goal }（{ $kind }，{ $direction }）
explain-source-title = 出处
explain-source-any = 《{ $title }》：{ $quote }
explain-source-page = 《{ $title }》第{ $page }页：{ $quote }
explain-owners-title = 责任单位
explain-owners-any = { $owners }
explain-plan-title = 计划期
explain-plan-any = { $plan_start }至{ $due }
explain-series-title = 实际数据
explain-series-any = { $series_indicator }（{ $accumulation }，{ $cadence }，{ $series_id }）
explain-series-none = 未关联
explain-reference-title = 对照
explain-reference-country = { $reference_name }（{ $reference_series_id }，全国的同一指标）：{ $reference }（{ $reference_on }）
explain-reference-province = { $reference_name }（{ $reference_series_id }，全省的同一指标）：{ $reference }（{ $reference_on }）
explain-reference-city = { $reference_name }（{ $reference_series_id }，全市的同一指标）：{ $reference }（{ $reference_on }）
explain-reference-economy = { $reference_name }（{ $reference_series_id }，本地区经济增长）：{ $reference }（{ $reference_on }）
explain-reference-year_before = 同一序列上年同期：{ $reference }（{ $reference_on }）
explain-reference-unnamed = 尚未指定；由 duban review edit { $handle } reference_series_id=序列编号 指定
explain-reference-named = { $reference_name }（{ $reference_series_id }，由人指定）：{ $reference }（{ $reference_on }）
explain-period-title = 所涉期间
explain-period-sum = { $period_start }至{ $period_end }，各期之和
explain-period-last = { $period_start }至{ $period_end }，期末数
explain-period-mean = { $period_start }至{ $period_end }，各期平均
explain-period-compound = { $period_start }至{ $period_end }，各年增速连乘
explain-period-every = { $period_start }至{ $period_end }，任何一期都不得越线
explain-actual-title = 实际值
explain-actual-held = { $actual }，到期时的数据（{ $actual_period_end }，{ $actual_recorded_at }录入）
explain-actual-level = { $actual }（{ $actual_period_end }，{ $actual_recorded_at }录入）
explain-actual-mean = { $actual }，计划开始至{ $actual_period_end }各期按天数加权平均（近似）
explain-actual-compound = { $actual }，至{ $actual_period_end }各年增速连乘所得
explain-actual-base = { $actual }，{ $actual_period_end }与基期相比
explain-actual-total = { $actual }，累计至{ $actual_period_end }（{ $actual_recorded_at }录入）
explain-actual-ytd = { $actual }，本年累计至{ $actual_period_end }（{ $actual_recorded_at }录入），加计划期内往年全年数，减计划开始前的累计数
explain-actual-period = { $actual }，计划开始至{ $actual_period_end }各期之和（最近一期{ $actual_recorded_at }录入）
explain-actual-none = 无
explain-report-title = 数据报送
explain-report-overdue = 截至{ $owed_period_end }的数据应于{ $owed_since }前报送，尚未报送
explain-judged_on-title = 评判日
explain-judged_on-any = { $judged_on }，最近数据所属期末
explain-baseline-title = 基期值
explain-baseline-cumulative = { $baseline }，累计类目标从0开始
explain-baseline-level = { $baseline }（{ $baseline_on }），计划开始时或之前最后一期，或文件所述
explain-baseline-flagged = { $baseline }（{ $baseline_on }），之前无数据，取计划开始后第一期
explain-time_share-title = 时间进度
explain-time_share-any = { $time_share }
explain-expected-title = 应达值
explain-expected-linear = { $baseline } + ({ $goal } - { $baseline }) × { $time_share } = { $expected }（序时进度）
explain-expected-seasonal = { $goal } × { $season_share } = { $expected }（过去{ $past_years }年同期完成比重的加权平均）
explain-expected-milestones = 由{ $passed }（{ $passed_on }）到{ $next }（{ $next_on }）按日推算 = { $expected }（节点计划）
explain-expected-constant = { $expected }（任何时候都应达到）
explain-expected-compared = { $reference } + { $target_value } = { $expected }（对照值加要求）
explain-gap-title = 缺口
explain-gap-any = { $gap }（为应走路程的{ $gap_share }；负数为落后）
explain-achievement-title = 达成度
explain-achievement-way = ({ $actual } - { $baseline }) ÷ ({ $expected } - { $baseline }) = { $achievement }
explain-achievement-held = { $actual }与{ $expected }之比 = { $achievement }
explain-progress_share-title = 完成进度
explain-progress_share-any = ({ $actual } - { $baseline }) ÷ ({ $goal } - { $baseline }) = { $progress_share }，与时间进度之差{ $lead_points }个百分点
explain-trend-title = 近期各期增量
explain-trend-any = { $increments }，中位数{ $current_rate }
explain-required_rate-title = 每期尚需
explain-required_rate-any = ({ $goal } - { $actual }) ÷ { $periods_left } = { $required_rate }
explain-projection-title = 到期预测
explain-projection-trend = { $actual } + { $current_rate } × { $periods_left } = { $projection }
explain-projection-seasonal = { $actual } + { $last_total } × (1 - { $season_share }) × { $growth }^{ $growth_weight } = { $projection }，80%区间{ $projection_low }至{ $projection_high }
explain-projection-held = { $projection }（假定保持现值）
explain-projection-none = 数据不足，不作预测
explain-probability_of_miss-title = 未达标可能性
explain-probability_of_miss-any = { $probability_of_miss }
explain-deadline-title = 到期
explain-deadline-late = { $reached_on }达到，逾期{ $days_late }天
explain-deadline-early = { $reached_on }达到
explain-deadline-waiting = 已到期，尚缺截至{ $period_end }的数据
explain-extension-title = 延期
explain-extension-any = 由{ $extended_from }延至{ $due }（{ $extended_by }）
explain-reach_on-title = 按当前速度达到
explain-reach_on-any = { $reach_on }
explain-rule-title = 判定规则
explain-rule-achievement = { $profile }：达成度≥{ $on_track }正常，≥{ $at_risk }有风险，其余滞后（规则版本{ $rule_version }）
explain-rule-schedule = { $profile }：缺口大于{ $on_track }个百分点正常，不低于{ $at_risk }个有风险，其余滞后（规则版本{ $rule_version }）
explain-verdict-title = 结论
explain-verdict-any = { $status }：{ $reason }

## explain_aim

explain_aim-at_least = 不低于
explain_aim-at_most = 不高于
explain_aim-near = 约

## explain_kind

explain_kind-cumulative = 累计类
explain_kind-level = 水平类
explain_kind-direct = 直接类
explain_kind-bound = 约束类
explain_kind-relative = 相对类
explain_kind-rank = 位次类

## explain_direction

explain_direction-at_least = 越高越好
explain_direction-at_most = 越低越好
explain_direction-near = 接近为好

## grid

grid-page = 页
grid-of = /
grid-to = 至
grid-more = 更多
grid-next = 下一页
grid-previous = 上一页
grid-first = 首页
grid-last = 末页
grid-pageSizeSelectorLabel = 每页：
grid-pageLastRowUnknown = ?
grid-firstPage = 首页
grid-previousPage = 上一页
grid-nextPage = 下一页
grid-lastPage = 末页
grid-ariaPageSizeSelectorLabel = 每页行数
grid-loadingOoo = 正在读取……
grid-noRowsToShow = 没有符合条件的目标
grid-filterOoo = 筛选……
grid-contains = 包含
grid-notContains = 不包含
grid-equals = 等于
grid-notEqual = 不等于
grid-startsWith = 开头是
grid-endsWith = 结尾是
grid-blank = 为空
grid-notBlank = 不为空
grid-before = 早于
grid-after = 晚于
grid-lessThan = 小于
grid-greaterThan = 大于
grid-lessThanOrEqual = 不大于
grid-greaterThanOrEqual = 不小于
grid-inRange = 介于
grid-inRangeStart = 从
grid-inRangeEnd = 到
grid-resetFilter = 清除
grid-applyFilter = 应用
grid-dateFormatOoo = 年-月-日
grid-ariaFilterInput = 筛选
grid-ariaFilteringOperator = 筛选方式
grid-ariaSortableColumn = 按回车排序
grid-ariaColumnFiltered = 已筛选
grid-ariaFilterMenuOpen = 打开筛选
grid-ariaRowSelect = 按空格选中此行
grid-ariaRowDeselect = 按空格取消选中此行
grid-ariaRowToggleSelection = 按空格选中或取消
grid-ariaRowSelectAll = 按空格全选或全不选
grid-ariaMenuColumn = 按 Alt+下箭头打开列菜单
grid-ariaColumn = 列
grid-ariaFilterColumn = 按 Ctrl+回车打开筛选
grid-ariaFilterFromValue = 从
grid-ariaFilterToValue = 到
grid-ariaFilterValue = 筛选值
grid-ariaFilterActive = 筛选中
grid-ariaDateFilterInput = 筛选日期
grid-ariaLabelColumnFilter = 列筛选
grid-ariaLabelColumnMenu = 列菜单
grid-ariaLabelDialog = 对话框
grid-ariaLabelTooltip = 提示
grid-ariaSkeletonCellLoading = 正在读取
grid-ariaDeferSkeletonCellLoading = 正在读取
grid-ariaChecked = 已选
grid-ariaUnchecked = 未选
grid-ariaIndeterminate = 部分选中
grid-ariaVisible = 显示
grid-ariaHidden = 隐藏

## facts

facts-reached = { $day }达到
facts-reached-late = { $day }达到，逾期{ $late }天
facts-extended = 期限由{ $before }延至{ $due }
facts-extended-by = 期限由{ $before }延至{ $due }（{ $by }）
facts-final-figure-due = 已到期，待{ $who }报送截至{ $due }的数据后判定
facts-report-overdue = { $word }：{ $who }应报截至{ $owed }的数据，{ $since }起逾期
facts-waits-for-check = { $word }：有存疑数据，确认前不据此评估
facts-likely-missed = 到期完不成的可能性{ $chance }
facts-promised = { $who }承诺{ $day }前整改到位
facts-promise-overdue = { $who }承诺{ $day }前整改到位，已逾期
facts-unit = 责任单位

## page

page-data-as-of = 数据截至 { $day }
page-alert-count = { $count }项
page-alerts-first = { $count }项，列出前{ $most }项
page-figure-ended = 截至 { $day }
page-due-on = 到期 { $day }
page-relative-gap = 相对缺口 { $share }
page-behind-or-missed = （落后或未完成 { $count }）
page-days-ago = 已过{ $days }天
page-days-left = 还有{ $days }天
page-states-none = 没有预警
page-quality-summary = { $held }行输入被隔离，{ $failed }项校验未通过，{ $series }个序列有实际值。
page-group-summary = { $total }项本期目标，{ $behind }项落后
page-group-others = ；另有往年或尚未开始的{ $count }项
page-more-than-before = ，比上期多{ $count }项
page-fewer-than-before = ，比上期少{ $count }项
page-headline = { $judged }项可评估目标中，<em>{ $behind }项落后</em>
page-headline-unit = ；落后最多的是{ $unit }
page-headline-end = 。
page-from-day = 从{ $day }到本期。

## wanted

wanted-compared = { $compare }{ $figure }
wanted-all = { $compare }（{ $figure }）

## script

script-found = 找到 { $found } 项，共 { $all } 项
script-all = 全部
script-illustrative = 示意
script-switch = EN
script-switch-help = Switch to English

## nav

nav-index = 总览
nav-goals = 目标
nav-owners = 责任单位
nav-regions = 地区
nav-documents = 文件
nav-watched = 跟踪
nav-alerts = 预警
nav-calendar = 日程
nav-papers = 通报
nav-reports = 报送
nav-quality = 数据质量
nav-review = 核定
nav-method = 方法

## alert_column

alert_column-mark = 状态
alert_column-goal = 目标
alert_column-owner = 责任单位
alert_column-state = 预警
alert_column-since = 始于
alert_column-sent = 最近发送
alert_column-who = 签收

## label

label-place = 位置
label-navigation = 主导航
label-search = 搜索
label-filters = 筛选
label-theme = 切换深浅色

## page

page-most-behind-first-owners = 落后最多的在前；一项目标计入其每一个单位。
page-most-behind-first = 落后最多的在前。
page-no-script = 列表需要脚本；各责任单位和文件的页面不需要。

## series_apart

series_apart-measured = 已有其他序列衡量
series_apart-region = 地区不同
series_apart-unit = 单位不同

## explain_table

explain_table-step = 步骤
explain_table-derivation = 推算
explain_table-period-end = 期末
explain_table-value = 数值
explain_table-recorded = 录入时间
explain_table-source = 来源
explain_table-replaced = 已修订
explain_table-doubtful = 待核实

## page

page-state-count = { $state }{ $count }项
page-alerts = 预警
page-state = 状况
page-handle = 编号
page-goal = 目标
page-owner = 责任单位
page-condition = 触发
page-since = 始于
page-until = 止于
page-told-to = 告知
page-told-nobody = 无人：没有接收人，或尚未发送
page-message = 内容
page-no-alerts = 没有预警。目标滞后、逾期或缺数据时，刷新（duban refresh）后列在这里；规则见 duban alerts list --rules。
page-calendar = 期限日程
page-calendar-summary = 今后{ $days }天到期{ $count }项。
page-calendar-subscribe = 订阅（iCalendar文件，一年内）
page-calendar-day = 日期
page-calendar-what = 事项
page-calendar-none = 今后没有到期的目标、承诺或督办单。目标的期限可用 duban review edit 补填，承诺用 duban goals explain 登记。
page-calendar-entry = { $kind }：{ $goal }
page-calendar-illustrative = { $kind }：{ $goal }（示意数据）
page-calendar-about = 责任单位：{ $unit }；地区：{ $region }；状态：{ $status }
page-papers = 通报和督办文件
page-papers-day = 日期
page-papers-kind = 种类
page-papers-title = 标题
page-papers-files = 文件
page-papers-none = 还没有文件。用 duban bulletin、duban dispatch、duban summary 编写，或由 duban up 按时编写，写好后列在这里。
page-watched = 跟踪指标
page-watched-summary = 文件要求跟踪、未提出数量目标的指标{ $count }项。只列数据，不作评判，不计入目标数。
page-watched-rhythm = 频次
page-watched-latest = 最新数据
page-watched-before = 上期数据
page-watched-change = 比上期
page-watched-owed = 应报
page-watched-owed-from = 自此日起应报
page-watched-none-yet = 尚无数据
page-watched-nothing = 没有跟踪指标。用 duban watched add 添加。
page-watched-no-verdict = 只列数据，不作评判
page-watched-sources = 最新数据来源：
page-skip-to-content = 跳到正文
page-duban = 督办
page-illustrative-data = 示意数据
page-this-page-shows-illustrative-figures-for = 本页含示意性数字，用来演示，不代表任何政府的真实进展。
page-as-of = 评估日
page-made-from-the-published-snapshot-works = 由已发布的快照生成，离线可用
page-method = 评估方法
page-data-quality = 数据质量
page-search-hint = 目标、编号、单位
page-search-goals-owners-quotes = 搜索目标、单位、原句
page-overview = 总览
page-documents = 文件
page-forwards = 转发
page-no-longer-on-file = 已无此文件
page-goals-of-this-document = 本文件的目标
page-dotted-underlines-are-reported-results-not = 虚线下划线为已报告的结果，不是目标。
page-title = 标题
page-issuer = 发文机关
page-number = 文号
page-date = 日期
page-goals = 目标
page-by-status = 构成
page-target = 目标
page-due = 到期
page-actual = 实际
page-to = 截至
page-none-yet = 尚无
page-expected-by-now = 应达
page-gap = 缺口
page-of-the-goal = 相对缺口
page-projected-at-due = 到期预计
page-too-little-to-project-from = 不足以预计
page-evidence = 依据
page-the-row-of-the-table = 原表的一行
page-see-it-in-the-document = 在原文中查看
page-of-the-file = 第{ $number }页
page-owners = 责任单位
page-lead = 牵头
page-alert = 预警
page-alert-since = 始于
page-parts = 分解目标
page-parts-differ = 分解数合计与目标相差{ $difference }
page-said = 原因、措施和督办
page-answer-by = 反馈期限
page-asked-until = 申请延至
page-cause = 存在问题
page-measures = 下一步措施
page-promised = 承诺时限
page-responsible = 责任人
page-said-by = 填报
page-promise-overdue = 承诺逾期
page-goals-on-the-same-trajectory = 同一轨迹上的目标
page-all-components-of-the-verdict = 评估的全部构成
page-actuals-and-revisions = 实际值与修订
page-period-end = 期末
page-reported = 报数
page-recorded = 入库
page-source = 来源
page-revised = 已修订
page-no-actuals-yet = 还没有实际值。
page-where-it-should-stand-and-where = 应达与实际
page-all-goals = 全部目标
page-search = 搜索
page-region = 地区
page-document = 文件
page-period = 期间
page-sort = 排序
page-status = 状态
page-actual-and-expected = 实际与应达
page-gap-of-goal = 相对缺口
page-since-last = 较上期
page-due-heading = 到期
page-show-more = 显示更多
page-all = 全部
page-furthest-behind-first = 缺口最大在前
page-due-first = 最早到期在前
page-sort-by-status = 按状态
page-by-name = 按名称
page-ledger = 台账
page-dashed-the-expected-path = 虚线为序时进度。
page-gap-per-cent-of-each-goal = 相对缺口（占目标的百分比）
page-time-elapsed-against-task-done = 时间进度与任务进度
page-goal-by-goal = 各目标走势
page-current-goals = 本期目标
page-behind = 落后
page-past-or-to-come = 往年与未开始
page-in-each-cell-behind-judged = 格内为落后数/已评估数。
page-targets-and-where-they-stand = 目标完成情况
page-besides = 另有
page-no-goals-yet-run-duban-refresh = 还没有目标。先运行 duban refresh。
page-nothing-is-behind-at-present = 目前没有落后的目标。
page-count-behind = 落后
page-one-dot-a-goal-below-the = 每点一项目标；虚线以下慢于序时进度。
page-count-goals = 项目标
page-what-changed = 状态变化
page-share-behind-by-owner-and-month = 各单位逐月落后比例
page-share-behind-by-region-and-topic = 各地区各领域落后比例
page-every-goal-comes-from-a-sentence = 每项目标都来自文件中的一句话。系统把它与最近的实际值和到今天应达的数相比，得出缺口和状态。每项目标的页面列出全部构成，谁都可以复算。
page-statuses = 状态
page-the-thresholds-are-those-of-the = 以上为默认的“交付”口径；本次评估使用的口径：
page-equality-counts-as-met = 恰好相等算达到。
page-where-a-goal-should-stand-by = 应达数怎么算
page-the-target-times-the-share-of = 目标数 × 计划期已过的份额；有阶段目标的经过阶段目标，有两年以上历史的按往年各月的分布。
page-from-the-baseline-to-the-target = 从起点数到目标数，按时间均匀推进。
page-the-target-itself-at-every-date = 任何时候都与目标数相比。
page-the-bound-itself-at-every-date = 任何时候都不得越过上限或下限。
page-the-place-itself-at-every-date = 任何时候都与要求的位次相比，数字小为好。
page-gap-actual-expected-the-other-way = 缺口 = 实际 − 应达；越低越好的目标反过来减，所以负数总是落后。为了让不同单位的目标能够排在一起，列表按相对缺口排列：缺口占全程（由起点到目标）的百分比。百分比类目标的缺口就是实际减应达，单位是百分点。
page-what-is-not-known-is-not = 缺数据不等于零
page-without-an-actual-or-where-units = 没有实际值、单位或地区对不上、起点等于目标的，一律记为“无法评估”并写明原因，既不当作零，也不当作已解决。标有“示意”的数字只用来演示。
page-illustrative = 示意
page-check-results = 校验结果
page-result = 结果
page-suite = 对象
page-severity = 级别
page-failed-checked = 不合格/已查
page-check-message = 说明
page-passed = 通过
page-failed = 未通过
page-quarantined-input = 被隔离的输入
page-file-and-place = 文件与位置
page-field = 字段
page-value = 原值
page-reason = 原因
page-what-to-do = 怎么办
page-the-first-500-rows-the-rest = 只列出前500行，其余见隔离区文件。
page-nothing-is-in-quarantine = 没有被隔离的输入。
page-no-checks-were-run = 这次没有运行校验。
page-checks-passed = 通过的校验
page-why-goals-cannot-be-assessed = 无法评估的原因
page-every-goal-can-be-assessed = 所有目标都可以评估。
page-last-refreshes = 最近的运行
page-started = 开始
page-outcome = 结果
page-stages-seconds = 各步用时（秒）
page-run-took = 各步合计 { $seconds } 秒
page-run-held = 内存最多 { $memory } MB
page-no-refresh-is-recorded = 还没有运行记录。
page-stages = 各步
page-stage = 步骤
page-seconds = 用时（秒）
page-peak-memory-mb = 内存（MB）
page-what-it-did = 做了什么
page-no-stage-ended = 没有一步做完。
page-freshness-of-each-series = 各序列的新鲜度
page-series = 序列
page-cadence = 频度
page-last-period = 最近期末
page-periods = 期数
page-revisions = 修订
page-the-first-after-the-plan-began = （计划开始后的首个数）
page-kind = 类型
page-plan = 计划期
page-basis-of-the-due-date = 期限依据
page-how-expected-is-found = 应达数的算法
page-baseline = 起点
page-target-value = 目标数
page-upper-end = 目标上端
page-actual-recorded = 实际入库
page-expected = 应达
page-gap-negative-is-behind = 缺口（负数为落后）
page-gap-in-per-cent-of-the = 相对缺口（占全程）
page-expected-as-of = 应达取自
page-chance-of-a-miss = 到期完不成的可能性
page-achievement = 完成度
page-time-elapsed = 时间进度
page-task-done = 任务进度
page-task-ahead-of-time = 任务快于时间
page-required-rate = 按期完成所需速度
page-current-rate = 目前速度
page-reached-on-at-this-rate = 预计达到日
page-series-of-goal = 实际值序列
page-profile-and-rules = 口径与规则版本
page-confidence-of-extraction = 抽取置信度
page-goal-id = 目标标识
page-regions = 地区
page-no-goal-can-be-assessed-yet = 目前还没有可以评估的目标。
page-versions = 与上一版对照
page-versions-summary = 改动{ $reworded }段，新增{ $added }段，删去{ $dropped }段
page-versions-same = { $count }段相同
page-version-before = 上一版
page-version-now = 本版
page-what-statuses-mean = 状态的含义
page-there-is-one-verdict-only-nothing = 只有一次评估，还不能比较。
page-demanded = 要求
page-time = 时间进度
page-task = 任务进度
page-review = 审核
page-tag-illustrative-data = 示意数据
page-whole-page-link = 往年、各地、历次核定 →
page-see-in-document-link = 在原文中查看 →
page-nothing-is-published-yet-run-duban = 还没有发布的数据。请先运行 duban refresh。
page-choose-a-row-to-see-its = 选中一行，查看它的轨迹和原句。
page-this-goal-was-not-in-force = 这一目标在所选评估日不在有效目标之列。
page-every-goal = 全部目标
page-download-xlsx = 下载 XLSX
page-download-csv = 下载 CSV
page-file-holds-the-first = 文件只含前 { $most } 项，共 { $all } 项；请缩小范围。
page-token = 口令
page-your-name = 姓名（用共用口令时）
page-note = 说明
page-acknowledge-the-chosen-alert = 签收所选预警
page-indicator = 指标
page-unit = 单位
page-goal-due = 时限
page-series-of-actuals = 实际值序列
page-accept = 确认
page-save-edits = 保存修改
page-reject = 不是目标
page-link = 关联
page-do-not-link = 不关联
page-review-title = 核定
page-review-count = 待核定 { $count } 条（共 { $all } 条），最没把握的在前。
page-review-all = 全部
page-review-doubt = 存疑
page-review-narrow = 筛选
page-review-choose = 选中这一条
page-review-choose-all = 选中所列 { $count } 条
page-review-chosen = 已选
page-review-accept-each = 确认所选
page-review-reject-each = 所选都不是
page-review-nothing = 没有待核定的目标。
page-review-first = 先列出前 { $count } 条，共 { $all } 条；核定后刷新页面，或缩小筛选范围。
page-review-who = 核定人
page-review-note = 说明（可不填）
page-review-undo = 撤回上一次
page-review-keys = 按键
page-review-keys-on = 启用按键
page-review-sure = 把握 { $share }
page-review-alike = 名称相近 { $share }
page-review-holds = 核定的{ $field }
page-review-reads = 文件现读作
page-review-asked = 目标要求
page-review-series = 拟用的实际值序列
page-review-other-series = 换一个序列
page-review-keep = 维持核定
page-review-take = 改按文件
page-review-correct = 更正
page-review-close = 取消
page-review-neither = 无
page-review-no-figure = { $field }“{ $text }”读不出一个数。请写成 2万户、8.5% 或 25000。
page-review-nothing-corrected = 没有改动。要照原样确认，请按“确认”。
page-review-settled = 这处不一致已经有人核定过。
page-review-stale = { $who } 已于 { $at } 先作了决定，您的未存。
page-review-field = 项目
page-review-theirs = { $who } 的决定
page-review-yours = 您的决定
page-review-unsaid = 未改
page-review-mine = 仍按我的
page-review-leave = 就按对方的
page-review-not-stored = 未存：
page-review-now = 现为
page-review-see = 看目标 →
page-review-refused = { $who } 于 { $at } 的决定未能存入，因为已有别人先作了决定。
page-review-settle = 知道了
page-review-too-many = 等待存入的决定太多，请过一分钟再试。
page-review-this = 核定这一目标 →
page-stored-it-takes-effect-with-the = 已记录，下次刷新后生效。
page-the-token-is-wrong = 口令不对。
page-too-many-wrong-tokens = 口令错误次数过多，请 { $seconds } 秒后再试。
page-choose-an-alert-first = 先选中一条预警。
page-fill = 填报
page-fill-link = 填报本目标的数据和情况 →
page-fill-enter = 进入
page-fill-as = { $who } · { $role }
page-fill-goal = 目标
page-fill-none = 没有可以填报的目标。
page-fill-say = 提交说明
page-fill-answer = 作为督办单的反馈提交
page-fill-answer-by = 督办单 { $day } 前反馈
page-fill-answered = 已反馈{ $notice }，待复核。
page-fill-month = 月份
page-fill-figure = 实际值（连同单位）
page-fill-report = 报送数据
page-fill-hint = 年内累计的目标报年初至该月末的累计数。
page-fill-reported = 已记录，下次刷新后生效：{ $goal } { $period } { $quantity }（{ $accumulation }）。
page-fill-same = 与上次所说相同，未重复记录。
page-fill-first = 只列前 { $count } 项，共 { $all } 项；从目标的页面进入可填报其他目标。
page-reports = 报送情况
page-reports-reports-owed = 催报
page-reports-no-report-is-owed = 没有欠报。
page-reports-no-responsible-unit = 未定责任单位
page-reports-last-period = 最近一期
page-reports-owed = 欠报期间
page-reports-no-series-measures-it = 尚无对应序列
page-reports-doubtful-figures = 待核实的数
page-reports-they-count-for-no-goal-before = 核实前不参与评估：
page-reports-value = 数值
page-reports-place = 位置
page-reports-doubt = 疑点
page-reports-no-figure-is-doubtful = 没有待核实的数。
page-reports-open-questions = 待答的问题
page-reports-file = 文件
page-reports-sheet-and-head = 表与表头
page-reports-question = 问题
page-reports-figures-waiting = 等候的数
page-reports-nothing-is-asked = 没有待答的问题。
page-reports-series-that-measure-no-goal = 没有对应目标的序列
page-reports-nearest-goals = 最接近的目标
page-reports-the-rest-by = 其余见
page-reports-every-series-measures-a-goal = 每个序列都有对应的目标。
page-reports-summary = { $feeding }个数用于评估，{ $watched }个数用于跟踪指标，{ $linkable }个待确认关联，{ $unlinked }个没有对应目标，{ $doubtful }个待核实，{ $asked }个待答，{ $refused }处未收。
page-rank-of = 按时率第{ $rank }/{ $of }
page-since-the-last-look = 与上一次评估（{ $day }）相比：
page-this-is-the-first-look = 这是第一次评估，还不能比较变化。
page-month-of = { $month }月
page-nothing-is-due-until = 未来{ $days }天没有到期的目标。
page-next-due = 下一个到期日是{ $day }，{ $count }项。
page-why = 原因：
page-promised-for = 承诺{ $day }
page-no-reason-given-yet = 尚未说明原因
page-was-before = 上次
page-status-flow = 状态流向
page-brought-up-to-date = 已更新到最新发布的数据。
page-list = 清单
page-live-list = 只显示：{ $what }
page-show-all = 显示全部
page-table-of-the-document = 文件中的表
page-filters = 筛选
page-whole = 所属的总目标
page-same-indicator-elsewhere = 同一指标在其他地区
page-region-by-region = 各地走势
page-same-days-of-past-years = 往年同期
page-verdicts-so-far = 历次评估
page-decisions-so-far = 历次核定
page-places-month-by-month = 逐月位次
page-by-share-on-schedule = 以按时率排位，数字为本月位次；按时率相同的并列。
page-the-middle-of-its-goals = 空心为时间进度，实心为任务进度，取各项目标的中位数。
page-no-figures-yet = 还不能判断是否落后
page-hand-in-figures = 还没有可以比较的实际值。把各单位的报表放进实际值文件夹，再刷新一次。
page-print = 打印
page-chart-copy = 复制为图片
page-chart-data = 本图数据
page-chart-csv = 下载 CSV
page-chart-copied = 图片已复制
page-chart-downloaded = 已下载
page-chart-failed = 未能完成，请重试
page-chart-goal = 目标
page-chart-gap-share = 相对缺口（%）
page-chart-points = 任务快于时间
page-chart-behind = 落后项数
page-chart-judged = 已评估项数
page-chart-count = 项数
page-chart-month = 月份
page-chart-place = 名次
page-chart-group = 单位或地区
page-chart-on-schedule = 不落后的比重
page-chart-series = 内容
page-chart-day = 日期
page-chart-value = 数值
page-chart-value-in = 数值（{ $unit }）
page-chart-unit = 单位
page-chart-worded = 读作

## goal_event

goal_event-lowered = 目标值由{ $before }下调为{ $after }
goal_event-raised = 目标值由{ $before }上调为{ $after }
goal_event-changed = { $field }由{ $before }改为{ $after }
goal_event-reworded = 改称“{ $after }”（原为“{ $before }”）
goal_event-reread = 重新读取：{ $field }由{ $before }改为{ $after }
goal_event-disagrees = { $field }现读作{ $after }，与人工核定的{ $before }不一致，仍以核定为准
goal_event-agrees = { $field }现读作{ $after }，与人工核定一致
goal_event-withdrawn = 现行文件不再提出，已撤下
goal_event-unread = 重新读取时未再找到，因有人核定而保留
goal_event-returned = 文件重新提出，已恢复
goal_event-decided = { $field }核定为{ $after }
goal_event-undone = 核定已撤回
goal_event-nothing = 空

## field

field-indicator = 指标
field-region = 地区
field-owners = 责任单位
field-value = 目标值
field-value_high = 上限
field-unit = 单位
field-comparator = 比较方式
field-change = 增减
field-due = 期限
field-commitment = 力度
field-state = 审核
field-kind = 类型
field-direction = 方向
field-start_on = 起算日
field-aggregation = 合成方式
field-baseline = 起点
field-baseline_on = 起点日
field-extended_to = 期限延长
field-milestones = 阶段目标
field-part_of = 所属总目标
field-canonical = 指标简称
field-compared_with = 目标对照
field-reference_series_id = 对照序列
field-link = 关联
field-unlink = 不关联
field-undone = 撤回

## change

change-up = 增长
change-down = 下降
change-add = 新增

## regimes

regimes-in_brackets = （{ $text }）
regimes-colon = ：
regimes-comma = 、
regimes-stop = ；
regimes-status_count = { $status }{ $count }项
regimes-heading = { $number }、{ $text }
regimes-week = { $first }至{ $last }一周
regimes-month = { $year }年{ $place }月份
regimes-quarter = { $year }年第{ $number }季度
regimes-half_first = { $year }年上半年
regimes-half_second = { $year }年下半年
regimes-year = { $year }年度
regimes-issue = { $year }年第{ $place }期
regimes-issue_week = { $year }年第{ $place }周
regimes-red_head = { $office }文件
regimes-office_missing = （发文机关：请在设置 office 中写明）
regimes-copies = 抄送：{ $to }
regimes-illustrative = 示意数据：本件含示意性数字，仅供演示，不代表任何政府的真实进展
regimes-all_units = 各有关单位
regimes-government = 本级人民政府
regimes-bulletin_title = 关于{ $period }重点目标完成情况的通报
regimes-dispatch_title = 重点目标调度单（{ $period }）
regimes-summary_title = { $period }重点目标落实情况汇总
regimes-timetable_title = 目标倒排时间表（{ $day }起）
regimes-balance_title = { $period }重点目标考核表
regimes-brief_title = { $name }目标进展一页简报
regimes-brief_title_all = 目标进展一页简报
regimes-notice_title = 督办单
regimes-overview = 总体情况
regimes-ranking = 排名情况
regimes-laggards = 滞后目标
regimes-reasons = 滞后原因和整改措施
regimes-deadlines = 到期情况
regimes-movements = 变化情况
regimes-commended = 表扬情况
regimes-unreported = 未报数据的单位
regimes-waiting = 待核实的数据
regimes-unknown = 无法判断的目标
regimes-regions = 各地区
regimes-units = 各责任单位
regimes-no_place = 其他
regimes-no_unit = 未写明责任单位的目标
regimes-overview_text = 截至{ $day }，本期调度目标{ $total }项，其中{ $counts }。与{ $since }相比，好转{ $better }项，变差{ $worse }项。
regimes-brief_state = 截至{ $day }，在管目标{ $total }项：{ $counts }。
regimes-brief_place = 达进度率在{ $of }个中列第{ $place }。
regimes-brief_due = { $days }天内到期{ $count }项：{ $goals }。
regimes-brief_promised = 已承诺完成日期{ $count }项：{ $goals }。
regimes-brief_owed = 未按时报送{ $count }项：{ $goals }。
regimes-brief_check = 数据待核实{ $count }项：{ $goals }。
regimes-brief_more = 等
regimes-brief_rest = 表中为差距最大的目标，另有{ $count }项见目标台账。
regimes-gap_finding = 差距最大的是{ $goal }，差距相当于目标的{ $gap }。
regimes-no_gap = 没有目标落后于应达进度。
regimes-group_text = 共{ $total }项：{ $counts }。
regimes-behind_of = { $total }项中滞后{ $behind }项
regimes-rank = 名次
regimes-goals = 目标数
regimes-assessed = 可评估
regimes-on_schedule = 达进度或按期完成
regimes-behind = 滞后
regimes-share = 达进度率
regimes-rank_rule = 达进度率为达进度或按期完成的目标占可评估目标的比重；比重和滞后数相同的并列。未写明责任单位、不参加单位排名的目标：{ $unowned }项。
regimes-worse = 变差
regimes-better = 好转
regimes-commend_rule = 提前{ $days }天以上完成，或进度超过时间进度{ $points }个百分点以上。
regimes-owed = 应报数据
regimes-none_behind = 本期没有滞后目标。
regimes-none_due = 本期没有到期目标。
regimes-none_owed = 各单位应报数据均已报送。
regimes-unknown_for = { $reason }（{ $count }项）：
regimes-unknown_rule = 没有足够数据的目标不计为滞后，也不计为完成。
regimes-nr = 序号
regimes-column_goal = 目标
regimes-column_unit = 责任单位
regimes-column_region = 地区
regimes-column_wanted = 目标值
regimes-column_wanted_due = 目标值和期限
regimes-by_day = { $day }前
regimes-until = 截至{ $day }
regimes-column_due = 期限
regimes-column_actual = 实际完成
regimes-column_expected = 应达
regimes-column_gap = 缺口
regimes-column_status = 状态
regimes-column_before = 上期
regimes-column_doubt = 存疑数据
regimes-doubt = { $figure }（{ $day }）：{ $reason }
regimes-column_finding = 情况
regimes-column_cause = 存在问题
regimes-column_measures = 下一步措施
regimes-column_promise = 承诺时限和责任人
regimes-promise_overdue = （已逾期）
regimes-reasons_missing = 滞后目标中未说明原因和措施的：{ $count }项。
regimes-column_required = 今后进度要求
regimes-column_number = 编号
regimes-column_lacking = 与应达的差距
regimes-measure = 单位
regimes-required_done = { $cadence }完成{ $amount }
regimes-required_up = { $cadence }提高{ $amount }
regimes-required_down = { $cadence }降低{ $amount }
regimes-required_more = { $cadence }增加{ $amount }
regimes-required_fewer = { $cadence }减少{ $amount }
regimes-column_chance = 到期完不成的可能性
regimes-dispatch_nothing = 本期没有滞后、有风险、{ $last }前（{ $days }天内）到期、数据未报或待核实的目标。
regimes-dispatch_text = 本期需调度目标{ $count }项，含滞后、有风险、{ $last }前（{ $days }天内）到期、数据未报或待核实的目标。请逐项填写回复。
regimes-asked = 调度内容
regimes-answer = 回复
regimes-ask_missed = 到期未完成，差{ $gap }，请说明原因和完成日期
regimes-ask_behind = 进度滞后，比应达差{ $gap }，今后须{ $required }，请说明原因和措施
regimes-ask_behind_alone = 进度滞后，比应达差{ $gap }，请说明原因和措施
regimes-ask_at_risk = 有完不成的风险，比应达差{ $gap }，请说明如何赶上
regimes-ask_at_risk_alone = 有完不成的风险，请说明如何确保完成
regimes-ask_due = { $day }到期，还剩{ $left }天，请确认能否按期完成
regimes-ask_promise = 承诺{ $day }前整改到位，还剩{ $left }天，请确认能否兑现
regimes-ask_promise_overdue = 承诺{ $day }前整改到位，已逾期，请说明原因和新的完成日期
regimes-ask_report = { $finding }，请补报
regimes-ask_check = 最新数据存疑，请核实
regimes-watched = 跟踪监测的指标
regimes-watched_text = 文件要求跟踪、未提出数量目标的指标{ $count }项，只列各地各单位最新数据，不作评判。
regimes-column_watched = 指标
regimes-column_place = 地区
regimes-latest_figure = 最新数据
regimes-figure_before = 上期数据
regimes-change_since = 比上期
regimes-ask_watched_none = 尚无数据，请报送
regimes-ask_watched_owed = 请报送{ $day }以来的数据
regimes-timetable_text = 截至{ $day }尚在推进、有推进路径的目标{ $count }项，各月末须达到的数如下。
regimes-timetable_rule = 有阶段目标的按阶段目标，其余在起点与期限之间按时间均匀推算。
regimes-month_short = { $month }月末
regimes-at_due = 到期须达到
regimes-balance_text = 截至{ $day }，本期到期目标{ $total }项：{ $counts }，尚未定论{ $undecided }项。
regimes-balance_units = 各单位考核情况
regimes-balance_missed = 逾期未完成的目标
regimes-balance_extended = 延期的目标
regimes-undecided = 未定论
regimes-score = 得分
regimes-score_of = { $status }{ $score }分
regimes-score_rule = 得分为已定论目标的平均分：{ $scores }。
regimes-notice_opening = 截至{ $day }，你单位牵头的下列{ $count }项目标进展滞后或数据过期，请查明原因，采取措施，确保完成。
regimes-notice_reply = 请于{ $day }前书面反馈。
regimes-goal_status = { $goal }：{ $status }
regimes-quote = 《{ $document }》：“{ $text }”
regimes-stands = 现状
regimes-reply = 反馈
regimes-reply_item = 项目
regimes-reply_text = 内容
regimes-reply_cause = 滞后原因
regimes-reply_measure = 整改措施
regimes-reply_date = 承诺完成日期
regimes-reply_signed = 负责人（签字）
regimes-draft_number = （草稿，未编号）
regimes-number_of = { $code }〔{ $year }〕{ $number }号

## figure_doubt

figure_doubt-year = 其余各行为{ $usual }年，本行为{ $year }年，疑为年份误写
figure_doubt-total = 合计与各部分之和（{ $sum }）不符
figure_doubt-threefold = 上半年已为年度计划的{ $reached }%
figure_doubt-share = 完成数与计划之比为{ $reached }%，表中完成率为{ $told }%

## accumulation_written

accumulation_written-ytd = 累计
accumulation_written-period = 当期
accumulation_written-level = 时点
accumulation_written-total = 总累计

## doubt

doubt-date_unread = 时限未读懂
doubt-over_when_issued = 发文时已到期
doubt-recognised = 图片识别所得
doubt-list = 同列各项判断不一
doubt-kind = 文种不明
doubt-wording = 字面两可
doubt-disagrees = 与核定不一致
doubt-unread = 重新读取未找到
doubt-link = 拟关联序列
doubt-asked = 指定查看

## notice

notice-issued = 待反馈
notice-answered = 已反馈、待复核
notice-sent_back = 退回重报
notice-closed = 已销号
notice-overdue = 逾期未反馈

## refusal

refusal-reader = 读者只能查看，不能填报、核定或签收。
refusal-unit = 责任单位只填报本单位目标的数据、原因、措施和承诺；核定、关联和签收由审核人办理。
refusal-reviewer = 审核人只核定目标、认定关联和签收预警；数据、原因、措施和承诺由责任单位填报。
refusal-own = 这不是您单位的目标，由其责任单位填报。
refusal-name = 这个姓名有自己的口令，请用本人口令。
refusal-month = “{ $text }”不是已开始的月份；请写成 2022-06 这样。
refusal-figure = “{ $text }”不是以{ $unit }计的一个数；请连同单位写，如 12{ $unit }。
refusal-gone = 没有这项现行目标。
refusal-range = { $text }不能收：为负，或不在目标的期间之内。
refusal-day = “{ $text }”不是日期；请写成 2022-08-31 这样。
refusal-no_notice = 没有关于这项目标的待反馈督办单。
refusal-nothing = 请至少填写一项。
refusal-nobody = 请填写姓名，一行、不超过 80 字。

## role

role-reader = 读者
role-unit = 责任单位
role-reviewer = 审核人
role-admin = 管理员

## review_key

review_key-next = 下一条
review_key-previous = 上一条
review_key-accept = 确认、关联
review_key-edit = 更正、换序列
review_key-take = 改按文件
review_key-reject = 不是目标、不关联
review_key-undo = 撤回上一次
review_key-pick = 选中或取消
review_key-all = 全选所列
review_key-again = 被抢先时：仍按我的
review_key-theirs = 被抢先时：按对方的
review_key-help = 看按键

## review_effect

review_effect-now = 已生效
review_effect-running = 正在运行的刷新结束即生效
review_effect-later = 已存，下次刷新后生效

## review_did

review_did-accept = 已确认
review_did-kept = 已维持核定
review_did-edit = 已更正
review_did-reject = 已定为不是目标
review_did-link = 已关联
review_did-unlink = 已定为不关联
review_did-undo = 已撤回

## review_script

review_script-name = 请先填口令和姓名。
review_script-under_way = 正在存入……
review_script-now = 已生效
review_script-look = 刷新已结束；有决定未能存入，请重新打开本页查看
review_script-theirs = 按对方的决定。

## choice

choice-ge = 不低于
choice-le = 不超过
choice-eq = 正好达到
choice-approx = 左右
choice-range = 两数之间
choice-all = 全部
choice-zero = 清零
