### The words of pages, documents and messages in English, message by message as in zh.ftl.


## status

status-met = Met
status-met_late = Met late
status-on_track = On track
status-at_risk = At risk
status-lagging = Lagging
status-away = Moving away
status-missed = Missed
status-stale = Stale data
status-not_started = Not started
status-not_assessable = Not assessable

## status_help

status_help-met = Reached within its time
status_help-met_late = Reached after its due day
status_help-on_track = At 95% or more of where it should stand by now
status_help-at_risk = At 80 to 95% of where it should stand, or projected to miss its date
status_help-lagging = Below 80% of where it should stand by now
status_help-away = Worse than where it began, moving away from the goal
status_help-missed = Not reached when due, or beyond a limit that must hold
status_help-stale = The last actual is too old to judge by
status_help-not_started = Its plan has not begun
status_help-not_assessable = No usable actual or basis; this does not mean zero

## mark

mark-extended = Extended
mark-report_overdue = Report overdue
mark-waits_for_check = Waits for a check

## mark_help

mark_help-extended = Its due day was put off by a decision
mark_help-report_overdue = A figure that is due has not been reported
mark_help-waits_for_check = The latest figure waits for a person to confirm it and decides nothing until then

## kind

kind-cumulative = Cumulative
kind-level = Level
kind-direct = Rate over the period
kind-bound = Bound
kind-rank = Rank
kind-relative = Relative to another series

## kind_help

kind_help-cumulative = Adds up to its value within the plan
kind_help-level = Moves from a baseline to its value
kind_help-direct = The same value is asked for on every day
kind_help-bound = A limit that must not be crossed
kind_help-rank = A place in a ranking, lower is better
kind_help-relative = Another series, region or base year gives the value

## direction

direction-at_least = At least
direction-at_most = At most
direction-near = Near

## direction_help

direction_help-at_least = The value or more meets the goal
direction_help-at_most = The value or less meets the goal
direction_help-near = A value within the tolerance meets the goal

## alertreason

alertreason-first = First alert
alertreason-changed = Something changed
alertreason-repeat = Repeated
alertreason-resolved = Recovered
alertreason-escalated = Escalated
alertreason-escalation_over = Escalation over
alertreason-nothing_new = Nothing fires
alertreason-acknowledged = Acknowledged
alertreason-repeat_interval = Told not long ago
alertreason-group_interval = Held for the next message
alertreason-waiting = Already waiting

## alertreason_help

alertreason_help-first = The group fires and its receiver knows of nothing open
alertreason_help-changed = A goal joined or its status changed
alertreason_help-repeat = Unchanged, and the repeat interval has passed
alertreason_help-resolved = A goal the receiver was told about has recovered
alertreason_help-escalated = It stayed open and unacknowledged too long; another receiver is told
alertreason_help-escalation_over = What was escalated is resolved or acknowledged; the other receiver is told
alertreason_help-nothing_new = No alert of the group is open
alertreason_help-acknowledged = All that is open has been acknowledged
alertreason_help-repeat_interval = Unchanged, and told not long ago
alertreason_help-group_interval = A message about the unit went not long ago; what is new waits for the next one
alertreason_help-waiting = The same message still waits for its delivery

## comparator

comparator-ge = at least
comparator-le = at most
comparator-eq = { "" }
comparator-approx = about
comparator-range = { "" }
comparator-all = all
comparator-zero = zero

## basis

basis-milestones = Through its milestones
basis-seasonal = Seasonal profile of past years
basis-linear = Linear in time
basis-constant = The same value at every date

## due_basis

due_basis-explicit = Said in the clause
due_basis-context = From a heading or earlier sentence
due_basis-document = From the document's plan period
due_basis-none = Unknown

## commitment

commitment-commit = Committed
commitment-stretch = Stretch

## state

state-proposed = To be reviewed
state-accepted = Accepted
state-rejected = Not a goal
state-firing = Firing
state-acknowledged = Acknowledged
state-resolved = Resolved
state-pending = Pending
state-silenced = Silenced
state-withdrawn = Withdrawn
state-retired = Retired

## alert_group

alert_group-unowned = no unit named
alert_group-all = all units

## alert_text

alert_text-mark = duban
alert_text-mark_escalated = duban, escalated
alert_text-mark_escalation_over = duban, escalation over
alert_text-subject = [{ $mark }] { $group }: { $what }
alert_text-count = { $count } { $status }
alert_text-count_resolved = { $count } recovered
alert_text-count_acknowledged = { $count } acknowledged
alert_text-escalated = These alerts have stayed open and unacknowledged; you are told as well.
alert_text-escalation_over = What you were told of before is resolved or acknowledged.
alert_text-new = new
alert_text-illustrative = (illustrative data)
alert_text-owner = owner
alert_text-owners = owners
alert_text-due = due
alert_text-rules = rules
alert_text-gap = gap
alert_text-evidence = evidence
alert_text-page = page
alert_text-unlisted = … and { $count } more
alert_text-resolved = recovered or met
alert_text-reached = ({ $figure } on { $day }, over on { $ended })
alert_text-acknowledged = acknowledged
alert_text-checks_fail = { $count } checks fail
alert_text-checks_pass = all checks pass
alert_text-message_id = message id
alert_text-test = test
alert_text-test_body = This is a test message; nothing needs to be done.

## alert_rule

alert_rule-missed = missed
alert_rule-promise_overdue = promise overdue
alert_rule-behind = behind
alert_rule-deadline = due soon, much to do
alert_rule-likely_miss = likely to be missed
alert_rule-rank_fell = rank fell
alert_rule-worsening = at risk and worsening
alert_rule-figure_overdue = figure overdue
alert_rule-check_failed = figure to be checked
alert_rule-met = met
alert_rule-met_late = met late
alert_rule-decided = met

## deadline

deadline-due = Due
deadline-promise = Promised by
deadline-answer = Answer to a notice

## paper

paper-bulletin = Bulletin
paper-dispatch = Dispatch sheet
paper-summary = Quarterly summary
paper-timetable = Timetable
paper-balance = Yearly balance
paper-brief = One-page brief
paper-notice = Notice

## severity

severity-critical = Critical
severity-warning = Warning
severity-info = Info

## did

did-files = { $fresh } new or changed, { $known } unchanged, { $gone } gone
did-replaced = , earlier versions of other files: { $names }
did-hidden = , { $count } hidden or temporary files passed over
did-not-had = , { $count } not to be had
did-actuals = { $loaded } new figures from { $tables } tables, { $reported } from the documents
did-figures = { $count } figures
did-check = { $passed } of { $all } checks passed
did-link = { $accepted } new links, { $proposed } wait for a person, { $withdrawn } withdrawn, { $watched } series of watched indicators; { $doubtful } figures doubtful along their series;{" "}
did-went = now { $feeding } figures feed goals, { $watched } show watched indicators, { $linkable } wait in `duban links list`, { $unlinked } measure no goal (`duban actuals unlinked`), { $doubtful } wait for `duban actuals confirm`, { $asked } for an answer, { $refused } places are refused (`duban quarantine list`)
did-progress = { $goals } goals, { $behind } behind
did-decided = , { $count } decided meanwhile
did-alerts = { $count } { $state }
did-alerts-none = none
did-alerts-wrong = nothing changed: { $fault }
did-publish-nothing = nothing new, { $file } stays
did-site = { $written } files written, { $unchanged } unchanged
did-send = { $sent } sent, { $failed } failed
did-send-waits = , { $count } wait
did-send-until = , { $count } wait until { $until }
did-send-wrong = nothing sent: { $fault }
did-share = { $tables } tables written to { $url }

## stage

stage-start = Start
stage-actuals = Actuals
stage-fetch = Fetch
stage-share = Share
stage-send = Send
stage-read = Read
stage-extract = Extract
stage-load = Load
stage-check = Check
stage-link = Link
stage-progress = Progress
stage-publish = Publish
stage-site = Site
stage-alerts = Alerts

## outcome

outcome-complete = Complete
outcome-quarantined = Some input quarantined
outcome-failed = Failed
outcome-killed = Killed
outcome-running = Running

## phase

phase-current = Current goals
phase-past = Goals of past years
phase-upcoming = Not yet begun

## phase_help

phase_help-current = due in the year of the judging day or later
phase_help-past = due in a past year, or decided and reported long ago
phase_help-upcoming = its plan has not begun

## list

list-behind = Behind
list-unexplained = Behind, no reason given
list-at_risk = At risk or likely to be missed
list-due = Due in the next 30 days
list-missed = Missed this period
list-met_late = Met late
list-met = Met
list-owed = Not reported
list-check = Figures to be checked
list-review = Goals to be reviewed
list-worse = Worse
list-better = Better
list-other = Other changes
list-new = New

## term_help

term_help-baseline = the value when the plan began, from which progress counts
term_help-expected = what the plan asks for by the day of the verdict
term_help-actual = the latest figure that was reported
term_help-gap = actual minus expected; negative is behind
term_help-gap_share = the gap in per cent of the way from baseline to target
term_help-projection = where the pace of the last periods leads by the due day
term_help-chance = how likely a miss is, by how past figures varied
term_help-achievement = progress made in per cent of the progress expected
term_help-time_share = how much of the plan's time is gone
term_help-progress_share = how much of the way from baseline to target is done
term_help-lead_points = task done minus time elapsed; negative is behind time
term_help-required_rate = what each period from now on has to bring
term_help-current_rate = what the last periods brought each (median)
term_help-confidence = how sure the reading of this goal is
term_help-bar = the whole length is the goal, the bar what is done, the tick what was to be reached by the day of the verdict
term_help-since_last = whether the status is better, worse or the same as at the verdict before
term_help-current = goals whose plan is running now
term_help-behind = goals that are missed, move away or lag
term_help-more_behind = how many more or fewer goals are behind than at the verdict before
term_help-other_times = goals whose plan has ended or has not begun

## kept_out

kept_out-accumulation = accumulation
kept_out-address = address
kept_out-cadence = cadence
kept_out-change = change
kept_out-comparator = comparison
kept_out-confidence = confidence
kept_out-cumulative = cumulative or not
kept_out-direction = direction
kept_out-document_id = identity of the document
kept_out-due = due day
kept_out-format = format
kept_out-goals = goals
kept_out-header = heads
kept_out-illustrative = illustrative or not
kept_out-indicator = indicator
kept_out-issued_on = date of issue
kept_out-issuer = issuer
kept_out-kind = kind
kept_out-memory = memory
kept_out-number = number
kept_out-owners = responsible units
kept_out-path = path
kept_out-period = period
kept_out-period_end = end of the period
kept_out-plan_year = plan year
kept_out-recorded_at = day of recording
kept_out-region = region
kept_out-series_id = series
kept_out-size = size
kept_out-source = source
kept_out-table = table
kept_out-target_id = number of the goal
kept_out-text = text
kept_out-time = time
kept_out-title = title
kept_out-unit = unit
kept_out-value = value
kept_out-value_high = upper end

## profile

profile-delivery = Delivery
profile-sdg = SDG
profile-sequence = Sequence

## topic

topic-economy = Economy
topic-projects = Projects
topic-industry = Industry
topic-farming = Farming
topic-transport = Transport
topic-housing = Housing
topic-environment = Ecology
topic-jobs = Jobs
topic-education = Education
topic-health = Health
topic-culture = Culture
topic-safety = Safety
topic-business = Business
topic-other = Other

## movement

movement-worse = Getting worse
movement-same = No change
movement-better = Getting better
movement-new = New

## suite

suite-documents = Documents
suite-targets = Targets
suite-observations = Observations
suite-actuals = Actuals
suite-document = Document
suite-manifest = Manifest

## accumulation

accumulation-level = Level
accumulation-ytd = Year to date
accumulation-total = Since the plan began
accumulation-period = Per period

## cadence

cadence-day = daily
cadence-week = weekly
cadence-month = monthly
cadence-quarter = quarterly
cadence-half = half-yearly
cadence-year = yearly

## rhythm

rhythm-day = daily
rhythm-week = weekly
rhythm-ten_days = every ten days
rhythm-half_month = twice a month
rhythm-month = monthly
rhythm-two_months = every two months
rhythm-quarter = quarterly
rhythm-half = half-yearly
rhythm-year = yearly

## chart

chart-illustrative = Illustrative data
chart-gap_axis = behind ← gap, per cent of each goal → ahead
chart-time_share = Share of time elapsed
chart-progress_share = Share of the task done
chart-diagonal = On schedule
chart-above = ahead of schedule
chart-below = behind schedule
chart-actual = Actual
chart-earlier_vintage = Earlier figure (since revised)
chart-expected = Expected
chart-expected_path = Expected path
chart-tolerance = Tolerance
chart-milestone = Milestone
chart-target = Target
chart-due = Due
chart-today = As of
chart-projection = Projected at the current rate
chart-projection_fan = Projection interval
chart-before = Before
chart-now = Now
chart-no_data = Nothing to draw yet
chart-owner = Owner
chart-region = Region
chart-topic = Topic
chart-no_owner = No owner named
chart-no_region = No region named

## finding

# What a chart shows, in words: its alternative text
finding-gap = { $behind } of { $drawn } goals drawn are behind; furthest from where it should stand: { $furthest }, gap { $gap }
finding-gap-none = none of { $drawn } goals drawn is below what is expected
finding-diagonal = { $below } of { $drawn } goals drawn are below the schedule line; furthest below: { $furthest }, time elapsed { $time }, task done { $done }
finding-diagonal-none = none of { $drawn } goals drawn is below the schedule line
finding-share = most behind: { $row } ({ $column }), { $behind } of { $judged } goals judged
finding-share-none = none of { $judged } goals judged is behind
finding-flow = of { $total } goals, { $better } have a better status than before and { $worse } a worse one
finding-bump = { $first } to { $last }: the largest share not behind has { $best }, the smallest { $worst }
finding-dots = in { $late } of { $drawn } less of the task is done than of the time is gone; furthest: { $furthest }, time elapsed { $time }, task done { $done }
finding-dots-none = in none of { $drawn } less of the task is done than of the time is gone
finding-multiples = { $behind } of { $drawn } goals drawn are behind: { $names }
finding-multiples-none = none of { $drawn } goals drawn is behind

## explain

explain-goal-title = Goal
explain-goal-any = { $indicator }: { $aim } { $goal } ({ $kind }, { $direction })
explain-source-title = Said in
explain-source-any = { $title }: { $quote }
explain-source-page = { $title }, page { $page }: { $quote }
explain-owners-title = Responsible
explain-owners-any = { $owners }
explain-plan-title = Plan
explain-plan-any = { $plan_start } to { $due }
explain-series-title = Series
explain-series-any = { $series_indicator } ({ $accumulation }, { $cadence }, { $series_id })
explain-series-none = none is linked
explain-reference-title = Held against
explain-reference-country = { $reference_name } ({ $reference_series_id }, the same indicator of the country): { $reference } ({ $reference_on })
explain-reference-province = { $reference_name } ({ $reference_series_id }, the same indicator of the province): { $reference } ({ $reference_on })
explain-reference-city = { $reference_name } ({ $reference_series_id }, the same indicator of the city): { $reference } ({ $reference_on })
explain-reference-economy = { $reference_name } ({ $reference_series_id }, the economic growth of the region): { $reference } ({ $reference_on })
explain-reference-year_before = the same series a year before: { $reference } ({ $reference_on })
explain-reference-unnamed = none yet; name one by duban review edit { $handle } reference_series_id=SERIES
explain-reference-named = { $reference_name } ({ $reference_series_id }, named by a person): { $reference } ({ $reference_on })
explain-period-title = Period
explain-period-sum = { $period_start } to { $period_end }, the sum of its periods
explain-period-last = { $period_start } to { $period_end }, the figure at its end
explain-period-mean = { $period_start } to { $period_end }, the mean of its periods
explain-period-compound = { $period_start } to { $period_end }, yearly rates compounded
explain-period-every = { $period_start } to { $period_end }, must hold at every figure
explain-actual-title = Actual
explain-actual-held = { $actual }, the figure when it was due ({ $actual_period_end }, recorded { $actual_recorded_at })
explain-actual-level = { $actual } ({ $actual_period_end }, recorded { $actual_recorded_at })
explain-actual-mean = { $actual }, the mean of the periods to { $actual_period_end } weighted by days (approximate)
explain-actual-compound = { $actual }, the yearly rates to { $actual_period_end } compounded
explain-actual-base = { $actual }, { $actual_period_end } against the base
explain-actual-total = { $actual }, the running total to { $actual_period_end } (recorded { $actual_recorded_at })
explain-actual-ytd = { $actual }, the year's count to { $actual_period_end } (recorded { $actual_recorded_at }), with the plan's earlier years, less what was counted before the plan
explain-actual-period = { $actual }, the sum of the periods from the plan's start to { $actual_period_end } (the last recorded { $actual_recorded_at })
explain-actual-none = none
explain-report-title = Report
explain-report-overdue = the figure up to { $owed_period_end } was due by { $owed_since } and is not in
explain-judged_on-title = Judged on
explain-judged_on-any = { $judged_on }, the end of the last figure's period
explain-baseline-title = Baseline
explain-baseline-cumulative = { $baseline }, a count begins at 0
explain-baseline-level = { $baseline } ({ $baseline_on }), the last at or before the plan's start, or what the document states
explain-baseline-flagged = { $baseline } ({ $baseline_on }), the first in the plan, since there is none before
explain-time_share-title = Time share
explain-time_share-any = { $time_share }
explain-expected-title = Expected
explain-expected-linear = { $baseline } + ({ $goal } - { $baseline }) × { $time_share } = { $expected } (linear in time)
explain-expected-seasonal = { $goal } × { $season_share } = { $expected } (mean share of { $past_years } past years by that day)
explain-expected-milestones = from { $passed } ({ $passed_on }) to { $next } ({ $next_on }) by days = { $expected } (milestones)
explain-expected-constant = { $expected } (at every date)
explain-expected-compared = { $reference } + { $target_value } = { $expected } (the series that sets it, and what is asked beyond)
explain-gap-title = Gap
explain-gap-any = { $gap } ({ $gap_share } of the way; negative is behind)
explain-achievement-title = Achievement
explain-achievement-way = ({ $actual } - { $baseline }) ÷ ({ $expected } - { $baseline }) = { $achievement }
explain-achievement-held = { $actual } against { $expected } = { $achievement }
explain-progress_share-title = Progress share
explain-progress_share-any = ({ $actual } - { $baseline }) ÷ ({ $goal } - { $baseline }) = { $progress_share }, { $lead_points } points against the share of time
explain-trend-title = Last increments
explain-trend-any = { $increments }, median { $current_rate }
explain-required_rate-title = Required rate
explain-required_rate-any = ({ $goal } - { $actual }) ÷ { $periods_left } = { $required_rate }
explain-projection-title = Projection
explain-projection-trend = { $actual } + { $current_rate } × { $periods_left } = { $projection }
explain-projection-seasonal = { $actual } + { $last_total } × (1 - { $season_share }) × { $growth }^{ $growth_weight } = { $projection }, 80% interval { $projection_low } to { $projection_high }
explain-projection-held = { $projection } (if it stays)
explain-projection-none = not enough data
explain-probability_of_miss-title = Chance of a miss
explain-probability_of_miss-any = { $probability_of_miss }
explain-deadline-title = Deadline
explain-deadline-late = reached on { $reached_on }, { $days_late } days late
explain-deadline-early = reached on { $reached_on }
explain-deadline-waiting = due, and the figure up to { $period_end } is not in
explain-extension-title = Extended
explain-extension-any = from { $extended_from } to { $due } (by { $extended_by })
explain-reach_on-title = Reached at this pace
explain-reach_on-any = { $reach_on }
explain-rule-title = Rule
explain-rule-achievement = { $profile }: achievement >= { $on_track } on track, >= { $at_risk } at risk, else lagging (rules { $rule_version })
explain-rule-schedule = { $profile }: gap above { $on_track } points on track, from { $at_risk } at risk, else lagging (rules { $rule_version })
explain-verdict-title = Verdict
explain-verdict-any = { $status }: { $reason }

## explain_aim

explain_aim-at_least = at least
explain_aim-at_most = at most
explain_aim-near = about

## explain_kind

explain_kind-cumulative = cumulative
explain_kind-level = level
explain_kind-direct = direct
explain_kind-bound = bound
explain_kind-relative = relative
explain_kind-rank = rank

## explain_direction

explain_direction-at_least = higher is better
explain_direction-at_most = lower is better
explain_direction-near = closer is better

## grid

grid-page = Page
grid-of = of
grid-to = to
grid-more = More
grid-next = Next
grid-previous = Previous
grid-first = First
grid-last = Last
grid-pageSizeSelectorLabel = Page Size:
grid-pageLastRowUnknown = ?
grid-firstPage = First Page
grid-previousPage = Previous Page
grid-nextPage = Next Page
grid-lastPage = Last Page
grid-ariaPageSizeSelectorLabel = Page Size
grid-loadingOoo = Loading...
grid-noRowsToShow = No goal fits
grid-filterOoo = Filter...
grid-contains = Contains
grid-notContains = Does not contain
grid-equals = Equals
grid-notEqual = Does not equal
grid-startsWith = Begins with
grid-endsWith = Ends with
grid-blank = Blank
grid-notBlank = Not blank
grid-before = Before
grid-after = After
grid-lessThan = Less than
grid-greaterThan = Greater than
grid-lessThanOrEqual = Less than or equal to
grid-greaterThanOrEqual = Greater than or equal to
grid-inRange = Between
grid-inRangeStart = From
grid-inRangeEnd = To
grid-resetFilter = Reset
grid-applyFilter = Apply
grid-dateFormatOoo = yyyy-mm-dd
grid-ariaFilterInput = Filter Input
grid-ariaFilteringOperator = Filtering operator
grid-ariaSortableColumn = Press ENTER to sort
grid-ariaColumnFiltered = Column Filtered
grid-ariaFilterMenuOpen = Open Filter Menu
grid-ariaRowSelect = Press SPACE to select this row
grid-ariaRowDeselect = Press SPACE to deselect this row
grid-ariaRowToggleSelection = Press SPACE to select or not
grid-ariaRowSelectAll = Press SPACE to select all or none
grid-ariaMenuColumn = Press ALT DOWN to open the column menu
grid-ariaColumn = Column
grid-ariaFilterColumn = Press CTRL ENTER to open the filter
grid-ariaFilterFromValue = From
grid-ariaFilterToValue = To
grid-ariaFilterValue = Filter value
grid-ariaFilterActive = Filtered
grid-ariaDateFilterInput = Filter by day
grid-ariaLabelColumnFilter = Column filter
grid-ariaLabelColumnMenu = Column menu
grid-ariaLabelDialog = Dialog
grid-ariaLabelTooltip = Tooltip
grid-ariaSkeletonCellLoading = Loading
grid-ariaDeferSkeletonCellLoading = Loading
grid-ariaChecked = checked
grid-ariaUnchecked = unchecked
grid-ariaIndeterminate = partly
grid-ariaVisible = visible
grid-ariaHidden = hidden

## facts

facts-reached = reached on { $day }
facts-reached-late = reached on { $day }, { $late } days late
facts-extended = extended from { $before } to { $due }
facts-extended-by = extended from { $before } to { $due } ({ $by })
facts-final-figure-due = due; decided once { $who } has reported the figure of { $due }
facts-report-overdue = { $word }: { $who } owes the figure of { $owed } since { $since }
facts-waits-for-check = { $word }: a doubtful figure decides nothing until confirmed
facts-likely-missed = chance of a miss { $chance }
facts-promised = { $who } promised to put it right by { $day }
facts-promise-overdue = { $who } promised to put it right by { $day }: overdue
facts-unit = the responsible unit

## page

page-data-as-of = as of { $day }
page-alert-count = { $count }
page-alerts-first = { $count }, the first { $most } are listed
page-figure-ended = to { $day }
page-due-on = due { $day }
page-relative-gap = { $share } of the goal
page-behind-or-missed = ({ $count } behind or missed)
page-days-ago = { $days } days ago
page-days-left = { $days } days left
page-states-none = no alerts
page-quality-summary = { $held } rows of input in quarantine, { $failed } checks failed, { $series } series have figures.
page-group-summary = { $total } current goals, { $behind } behind
page-group-others = ; { $count } more of past years or not yet begun
page-more-than-before = , { $count } more than before
page-fewer-than-before = , { $count } fewer than before
page-headline = Of { $judged } goals that can be assessed, <em>{ $behind } are behind</em>
page-headline-unit = ; most of them with { $unit }
page-headline-end = .
page-from-day = From { $day } to now.

## wanted

wanted-compared = { $compare } { $figure }
wanted-all = { $compare } ({ $figure })

## script

script-found = { $found } of { $all } goals
script-all = All
script-illustrative = illustrative
script-switch = 中文
script-switch-help = 切换到中文

## nav

nav-index = Overview
nav-goals = Goals
nav-owners = Owners
nav-regions = Regions
nav-documents = Documents
nav-watched = Watched
nav-alerts = Alerts
nav-calendar = Calendar
nav-papers = Bulletins
nav-reports = Reports
nav-quality = Data quality
nav-review = Review
nav-method = Method

## alert_column

alert_column-mark = Status
alert_column-goal = Goal
alert_column-owner = Owner
alert_column-state = Alert
alert_column-since = Since
alert_column-sent = Last sent
alert_column-who = Acknowledged by

## label

label-place = You are here
label-navigation = Main navigation
label-search = Search
label-filters = Filters
label-theme = Light or dark

## page

page-most-behind-first-owners = Those with most behind first; a goal counts for each of its owners.
page-most-behind-first = Those with most behind first.
page-no-script = The list needs scripts; the pages of owners and documents do not.

## series_apart

series_apart-measured = measured by another series
series_apart-region = other region
series_apart-unit = other unit

## explain_table

explain_table-step = Step
explain_table-derivation = Derivation
explain_table-period-end = Period end
explain_table-value = Value
explain_table-recorded = Recorded
explain_table-source = Source
explain_table-replaced = replaced
explain_table-doubtful = waits for a check

## page

page-state-count = { $count } { $state }
page-alerts = Alerts
page-state = State
page-handle = No.
page-goal = Goal
page-owner = Owner
page-condition = Condition
page-since = Since
page-until = Until
page-told-to = Told to
page-told-nobody = Nobody: no receiver is set, or nothing has gone yet
page-message = Message
page-no-alerts = No alerts. Goals that lag, were missed or lack data stand here after `duban refresh`; `duban alerts list --rules` shows the rules.
page-calendar = Deadlines
page-calendar-summary = { $count } due within { $days } days.
page-calendar-subscribe = Subscribe (iCalendar file, a year ahead)
page-calendar-day = Day
page-calendar-what = What
page-calendar-none = No goal, promise or notice is due. `duban review edit` gives a goal its due day, `duban goals explain` keeps a promise.
page-calendar-entry = { $kind }: { $goal }
page-calendar-illustrative = { $kind }: { $goal } (illustrative data)
page-calendar-about = Unit: { $unit }; region: { $region }; status: { $status }
page-papers = Bulletins and notices
page-papers-day = Day
page-papers-kind = Kind
page-papers-title = Title
page-papers-files = Files
page-papers-none = No document yet. `duban bulletin`, `duban dispatch` and `duban summary` write them, or `duban up` on its schedules; then they stand here.
page-watched = Watched indicators
page-watched-summary = { $count } indicators that documents order to be followed without a number to reach. Figures, no verdict; they count as no goals.
page-watched-rhythm = How often
page-watched-latest = Latest figure
page-watched-before = Figure before
page-watched-change = Change
page-watched-owed = Owed
page-watched-owed-from = since
page-watched-none-yet = No figure yet
page-watched-nothing = No indicator is watched. `duban watched add` adds one.
page-watched-no-verdict = figures, no verdict
page-watched-sources = Sources of the latest figures:
page-skip-to-content = Skip to content
page-duban = Duban
page-illustrative-data = Illustrative data
page-this-page-shows-illustrative-figures-for = This page shows illustrative figures for demonstration; they are no government's real results.
page-as-of = As of
page-made-from-the-published-snapshot-works = Made from the published snapshot; works offline
page-method = Method
page-data-quality = Data quality
page-search-hint = Search goals
page-search-goals-owners-quotes = Search goals, owners, quotes
page-overview = Overview
page-documents = Documents
page-forwards = forwards
page-no-longer-on-file = no longer on file
page-goals-of-this-document = Goals of this document
page-dotted-underlines-are-reported-results-not = Dotted underlines are reported results, not goals.
page-title = Title
page-issuer = Issuer
page-number = Number
page-date = Date
page-goals = Goals
page-by-status = By status
page-target = Target
page-due = due
page-actual = Actual
page-to = to
page-none-yet = none yet
page-expected-by-now = Expected by now
page-gap = Gap
page-of-the-goal = of the goal
page-projected-at-due = Projected at due
page-too-little-to-project-from = too little to project from
page-evidence = Evidence
page-the-row-of-the-table = The row of the table
page-see-it-in-the-document = See it in the document
page-of-the-file = page { $number }
page-owners = Owners
page-lead = lead
page-alert = Alert
page-alert-since = since
page-parts = Parts of the goal
page-parts-differ = The parts differ from the goal by { $difference }
page-said = Reasons, measures and notices
page-answer-by = answer by
page-asked-until = asked for until
page-cause = Cause
page-measures = Next measures
page-promised = Promised by
page-responsible = Responsible
page-said-by = Said by
page-promise-overdue = promise overdue
page-goals-on-the-same-trajectory = Goals on the same trajectory
page-all-components-of-the-verdict = All components of the verdict
page-actuals-and-revisions = Actuals and revisions
page-period-end = Period end
page-reported = Reported
page-recorded = Recorded
page-source = Source
page-revised = revised
page-no-actuals-yet = No actuals yet.
page-where-it-should-stand-and-where = Where it should stand and where it stands
page-all-goals = All goals
page-search = Search
page-region = Region
page-document = Document
page-period = Period
page-sort = Sort
page-status = Status
page-actual-and-expected = Actual and expected
page-gap-of-goal = Gap, % of goal
page-since-last = Since last
page-due-heading = Due
page-show-more = Show more
page-all = All
page-furthest-behind-first = Furthest behind first
page-due-first = Due first
page-sort-by-status = By status
page-by-name = By name
page-ledger = Ledger
page-dashed-the-expected-path = Dashed: the expected path.
page-gap-per-cent-of-each-goal = Gap, per cent of each goal
page-time-elapsed-against-task-done = Time elapsed against task done
page-goal-by-goal = Goal by goal
page-current-goals = Current goals
page-behind = Behind
page-past-or-to-come = Past or to come
page-in-each-cell-behind-judged = In each cell: behind/judged.
page-targets-and-where-they-stand = Targets and where they stand
page-besides = Besides:
page-no-goals-yet-run-duban-refresh = No goals yet. Run duban refresh first.
page-nothing-is-behind-at-present = Nothing is behind at present.
page-count-behind = behind
page-one-dot-a-goal-below-the = One dot a goal; below the dashed line it is behind schedule.
page-count-goals = goals
page-what-changed = What changed
page-share-behind-by-owner-and-month = Share behind by owner and month
page-share-behind-by-region-and-topic = Share behind by region and topic
page-every-goal-comes-from-a-sentence = Every goal comes from a sentence in a document. It is held against the latest actual and against where it should stand today; that gives its gap and its status. Each goal's page lists every component, so that anyone can do the sum again.
page-statuses = Statuses
page-the-thresholds-are-those-of-the = The thresholds are those of the default profile, delivery. The profile of these verdicts:
page-equality-counts-as-met = Equality counts as met.
page-where-a-goal-should-stand-by = Where a goal should stand by now
page-the-target-times-the-share-of = The target times the share of the plan that has passed; through milestones where there are any, and by the seasonal profile of past years where there are two or more.
page-from-the-baseline-to-the-target = From the baseline to the target, evenly over time.
page-the-target-itself-at-every-date = The target itself at every date.
page-the-bound-itself-at-every-date = The bound itself at every date.
page-the-place-itself-at-every-date = The place itself at every date; lower is better.
page-gap-actual-expected-the-other-way = Gap = actual − expected, the other way round where lower is better, so that negative is always behind. So that goals in different units can be ranked together, lists rank by the relative gap: the gap in per cent of the way from baseline to goal. The gap of a goal in per cent is actual minus expected, in percentage points.
page-what-is-not-known-is-not = What is not known is not zero
page-without-an-actual-or-where-units = Without an actual, or where units or regions do not fit, or the baseline equals the target, a goal is “not assessable”, with the reason; it is neither zero nor resolved. Figures tagged “illustrative” are for demonstration alone.
page-illustrative = illustrative
page-check-results = Check results
page-result = Result
page-suite = Suite
page-severity = Severity
page-failed-checked = Failed/checked
page-check-message = Message
page-passed = passed
page-failed = failed
page-quarantined-input = Quarantined input
page-file-and-place = File and place
page-field = Field
page-value = Value
page-reason = Reason
page-what-to-do = What to do
page-the-first-500-rows-the-rest = The first 500 rows; the rest is in the quarantine files.
page-nothing-is-in-quarantine = Nothing is in quarantine.
page-no-checks-were-run = No checks were run.
page-checks-passed = Checks passed
page-why-goals-cannot-be-assessed = Why goals cannot be assessed
page-every-goal-can-be-assessed = Every goal can be assessed.
page-last-refreshes = Last refreshes
page-started = Started
page-outcome = Outcome
page-stages-seconds = Stages (seconds)
page-run-took = stages together { $seconds } s
page-run-held = at most { $memory } MB
page-no-refresh-is-recorded = No refresh is recorded yet.
page-stages = Stages
page-stage = Stage
page-seconds = Seconds
page-peak-memory-mb = Memory (MB)
page-what-it-did = What it did
page-no-stage-ended = No stage ended.
page-freshness-of-each-series = Freshness of each series
page-series = Series
page-cadence = Cadence
page-last-period = Last period
page-periods = Periods
page-revisions = Revisions
page-the-first-after-the-plan-began = { " " }(the first after the plan began)
page-kind = Kind
page-plan = Plan
page-basis-of-the-due-date = Basis of the due date
page-how-expected-is-found = How expected is found
page-baseline = Baseline
page-target-value = Target
page-upper-end = Upper end
page-actual-recorded = Actual recorded
page-expected = Expected
page-gap-negative-is-behind = Gap (negative is behind)
page-gap-in-per-cent-of-the = Gap in per cent of the way
page-expected-as-of = Expected as of
page-chance-of-a-miss = Chance of a miss
page-achievement = Achievement
page-time-elapsed = Time elapsed
page-task-done = Task done
page-task-ahead-of-time = Task ahead of time
page-required-rate = Required rate
page-current-rate = Current rate
page-reached-on-at-this-rate = Reached on, at this rate
page-series-of-goal = Series
page-profile-and-rules = Profile and rules
page-confidence-of-extraction = Confidence of extraction
page-goal-id = Goal id
page-regions = Regions
page-no-goal-can-be-assessed-yet = No goal can be assessed yet.
page-versions = Compared with the version before
page-versions-summary = { $reworded } paragraphs reworded, { $added } added, { $dropped } dropped
page-versions-same = { $count } paragraphs are the same
page-version-before = Version before
page-version-now = This version
page-what-statuses-mean = What the statuses mean
page-there-is-one-verdict-only-nothing = There is one verdict only; nothing to compare yet.
page-demanded = Demanded
page-time = Time
page-task = Task
page-review = Review
page-tag-illustrative-data = illustrative data
page-whole-page-link = Past years, other regions, decisions →
page-see-in-document-link = See it in the document →
page-nothing-is-published-yet-run-duban = Nothing is published yet. Run duban refresh first.
page-choose-a-row-to-see-its = Choose a row to see its trajectory and the sentence behind it.
page-this-goal-was-not-in-force = This goal was not in force on the chosen day.
page-every-goal = Every goal
page-download-xlsx = Download XLSX
page-download-csv = Download CSV
page-file-holds-the-first = The file holds the first { $most } of { $all } goals; narrow the view.
page-token = Token
page-your-name = Your name (with the shared token)
page-note = Note
page-acknowledge-the-chosen-alert = Acknowledge the chosen alert
page-indicator = Indicator
page-unit = Unit
page-goal-due = Due
page-series-of-actuals = Series of actuals
page-accept = Accept
page-save-edits = Save edits
page-reject = Reject
page-link = Link
page-do-not-link = Do not link
page-review-title = Review
page-review-count = { $count } of { $all } doubts, the least sure first.
page-review-all = All
page-review-doubt = Doubt
page-review-narrow = Filter
page-review-choose = Choose this one
page-review-choose-all = Choose the { $count } listed
page-review-chosen = Chosen:
page-review-accept-each = Accept the chosen
page-review-reject-each = None of the chosen
page-review-nothing = Nothing waits for review.
page-review-first = The first { $count } of { $all }; decide them and load the page again, or filter.
page-review-who = Who decides
page-review-note = Note (optional)
page-review-undo = Take back the last
page-review-keys = Keys
page-review-keys-on = Keys are on
page-review-sure = { $share } sure
page-review-alike = { $share } alike
page-review-holds = As decided ({ $field })
page-review-reads = The document now reads
page-review-asked = The goal asks for
page-review-series = Proposed series of actuals
page-review-other-series = Another series
page-review-keep = Keep the decision
page-review-take = Take the document's
page-review-correct = Correct
page-review-close = Cancel
page-review-neither = None
page-review-no-figure = { $field } “{ $text }” is no figure. Write 2万户, 8.5% or 25000.
page-review-nothing-corrected = Nothing was changed. To accept it as it is, press Accept.
page-review-settled = Somebody has settled this disagreement already.
page-review-stale = { $who } decided first, at { $at }; yours was not stored.
page-review-field = Field
page-review-theirs = Decided by { $who }
page-review-yours = Yours
page-review-unsaid = unchanged
page-review-mine = Use mine
page-review-leave = Leave theirs
page-review-not-stored = Not stored:
page-review-now = now
page-review-see = See the goal →
page-review-refused = What { $who } decided at { $at } was not stored: somebody else had decided first.
page-review-settle = Put away
page-review-too-many = Too many decisions wait for the warehouse; try again in a minute.
page-review-this = Review this goal →
page-stored-it-takes-effect-with-the = Stored; it takes effect with the next refresh.
page-the-token-is-wrong = The token is wrong.
page-too-many-wrong-tokens = Too many wrong tokens; try again in { $seconds } seconds.
page-choose-an-alert-first = Choose an alert first.
page-fill = Fill in
page-fill-link = Fill in figures and reasons of this goal →
page-fill-enter = Enter
page-fill-as = { $who } · { $role }
page-fill-goal = Goal
page-fill-none = There is no goal to fill in.
page-fill-say = Send the explanation
page-fill-answer = Send it as the answer to the notice
page-fill-answer-by = notice to be answered by { $day }
page-fill-answered = { $notice } answered; it is to be checked.
page-fill-month = Month
page-fill-figure = Actual value, with its unit
page-fill-report = Report the figure
page-fill-hint = Goals that accumulate over the year take the total from January to the end of the month.
page-fill-reported = Stored; it takes effect with the next refresh: { $goal } { $period } { $quantity } ({ $accumulation }).
page-fill-same = The same was said before; it is not stored twice.
page-fill-first = The first { $count } of { $all }; for others, come from the page of the goal.
page-reports = Reports
page-reports-reports-owed = Reports owed
page-reports-no-report-is-owed = No report is owed.
page-reports-no-responsible-unit = No responsible unit
page-reports-last-period = Last period
page-reports-owed = Owed
page-reports-no-series-measures-it = No series measures it
page-reports-doubtful-figures = Doubtful figures
page-reports-they-count-for-no-goal-before = They count for no goal before:
page-reports-value = Value
page-reports-place = Place
page-reports-doubt = Doubt
page-reports-no-figure-is-doubtful = No figure is doubtful.
page-reports-open-questions = Open questions
page-reports-file = File
page-reports-sheet-and-head = Sheet and head
page-reports-question = Question
page-reports-figures-waiting = Figures waiting
page-reports-nothing-is-asked = Nothing is asked.
page-reports-series-that-measure-no-goal = Series that measure no goal
page-reports-nearest-goals = Nearest goals
page-reports-the-rest-by = The rest by
page-reports-every-series-measures-a-goal = Every series measures a goal.
page-reports-summary = { $feeding } figures feed goals, { $watched } show watched indicators, { $linkable } wait for a link, { $unlinked } measure no goal, { $doubtful } are doubtful, { $asked } wait for an answer, { $refused } places are refused.
page-rank-of = { $rank } of { $of } by share on schedule
page-since-the-last-look = Since the last judgement ({ $day }):
page-this-is-the-first-look = This is the first judgement; there is nothing to compare with yet.
page-month-of = { $month }/
page-nothing-is-due-until = Nothing is due in the next { $days } days.
page-next-due = The next due day is { $day }, { $count } goals.
page-why = Why: 
page-promised-for = promised for { $day }
page-no-reason-given-yet = No reason given yet
page-was-before = Before:
page-status-flow = Flow between statuses
page-brought-up-to-date = Brought up to date with the latest snapshot.
page-list = List
page-live-list = Only: { $what }
page-show-all = Show all
page-table-of-the-document = A table of the document
page-filters = Filters
page-whole = The goal it is a part of
page-same-indicator-elsewhere = The same indicator elsewhere
page-region-by-region = Region by region
page-same-days-of-past-years = The same days of past years
page-verdicts-so-far = Verdicts so far
page-decisions-so-far = Decisions so far
page-places-month-by-month = Places month by month
page-by-share-on-schedule = By the share on schedule; the number is this month's place, equal shares share it.
page-the-middle-of-its-goals = Open: time elapsed, full: task done; the median of the goals.
page-no-figures-yet = Nothing can be judged yet
page-hand-in-figures = There are no figures to compare with. Put the units' reports into the folder of actuals and refresh again.
page-print = Print
page-chart-copy = Copy as picture
page-chart-data = Data of this chart
page-chart-csv = Download CSV
page-chart-copied = Picture copied
page-chart-downloaded = Downloaded
page-chart-failed = That did not work; please try again
page-chart-goal = Goal
page-chart-gap-share = Gap (per cent of the goal)
page-chart-points = Task ahead of time
page-chart-behind = Goals behind
page-chart-judged = Goals judged
page-chart-count = Goals
page-chart-month = Month
page-chart-place = Place
page-chart-group = Unit or region
page-chart-on-schedule = Share not behind
page-chart-series = Series
page-chart-day = Day
page-chart-value = Value
page-chart-value-in = Value ({ $unit })
page-chart-unit = Unit
page-chart-worded = Reads

## goal_event

goal_event-lowered = goal lowered from { $before } to { $after }
goal_event-raised = goal raised from { $before } to { $after }
goal_event-changed = { $field } changed from { $before } to { $after }
goal_event-reworded = now called “{ $after }” (was “{ $before }”)
goal_event-reread = read anew: { $field } is { $after }, was { $before }
goal_event-disagrees = { $field } now reads { $after }; a person decided { $before }, which holds
goal_event-agrees = { $field } now reads { $after }, as a person decided
goal_event-withdrawn = no document in force says it any more: withdrawn
goal_event-unread = not found when read anew; stays because a person worked on it
goal_event-returned = the document says it again: back in force
goal_event-decided = { $field } set to { $after }
goal_event-undone = decision taken back
goal_event-nothing = nothing

## field

field-indicator = indicator
field-region = region
field-owners = owners
field-value = goal
field-value_high = upper end
field-unit = unit
field-comparator = comparator
field-change = direction of change
field-due = due day
field-commitment = commitment
field-state = review
field-kind = kind
field-direction = direction
field-start_on = start
field-aggregation = aggregation
field-baseline = baseline
field-baseline_on = day of the baseline
field-extended_to = extension
field-milestones = milestones
field-part_of = whole
field-canonical = short name
field-compared_with = what sets the goal
field-reference_series_id = series compared with
field-link = Linked
field-unlink = Not linked
field-undone = Taken back

## change

change-up = growth
change-down = drop
change-add = newly added

## regimes

regimes-in_brackets = { " " }({ $text })
regimes-colon = :
regimes-comma = ,{ " " }
regimes-stop = ;{ " " }
regimes-status_count = { $count } { $status }
regimes-heading = { $number }. { $text }
regimes-week = the week from { $first } to { $last }
regimes-month = { $month } { $year }
regimes-quarter = quarter { $place } of { $year }
regimes-half_first = first half of { $year }
regimes-half_second = second half of { $year }
regimes-year = { $year }
regimes-issue = No. { $place } of { $year }
regimes-issue_week = week { $place } of { $year }
regimes-red_head = { $office }
regimes-office_missing = (issuing office: name it in the setting office)
regimes-copies = Copies to: { $to }
regimes-illustrative = Illustrative data: some figures here are for demonstration and are no government's real results
regimes-all_units = All responsible units
regimes-government = The government
regimes-bulletin_title = Bulletin on the progress of key goals, { $period }
regimes-dispatch_title = Dispatch sheet on key goals ({ $period })
regimes-summary_title = Summary of key goals, { $period }
regimes-timetable_title = Timetable of key goals (from { $day })
regimes-balance_title = Yearly balance of key goals, { $period }
regimes-brief_title = { $name }: goals on one page
regimes-brief_title_all = Goals on one page
regimes-notice_title = Supervision notice
regimes-overview = Overview
regimes-ranking = Ranking
regimes-laggards = Goals behind
regimes-reasons = Reasons given and measures taken
regimes-deadlines = Deadlines
regimes-movements = Movements
regimes-commended = Commendation
regimes-unreported = Figures owed
regimes-waiting = Figures that wait for a check
regimes-unknown = Goals that cannot be judged
regimes-regions = Regions
regimes-units = Responsible units
regimes-no_place = Others
regimes-no_unit = Goals without a named unit
regimes-overview_text = As of { $day } there are { $total } goals in force: { $counts }. Since { $since }, { $better } improved and { $worse } got worse.
regimes-brief_state = As of { $day } there are { $total } goals in force: { $counts }.
regimes-brief_place = { " " }Place { $place } of { $of } by the share on schedule.
regimes-brief_due = Due within { $days } days ({ $count }): { $goals }.
regimes-brief_promised = Promised by a day ({ $count }): { $goals }.
regimes-brief_owed = Reports overdue ({ $count }): { $goals }.
regimes-brief_check = Figures that wait to be checked ({ $count }): { $goals }.
regimes-brief_more = { " " }and others
regimes-brief_rest = The table has the goals furthest behind; { $count } more stand in the ledger.
regimes-gap_finding = The largest gap is that of { $goal }: { $gap } of the goal.
regimes-no_gap = No goal is behind where it should stand.
regimes-group_text = { $total } goals: { $counts }.
regimes-behind_of = { $behind } of { $total } behind
regimes-rank = Rank
regimes-goals = Goals
regimes-assessed = Assessed
regimes-on_schedule = On schedule or met
regimes-behind = Behind
regimes-share = Share on schedule
regimes-rank_rule = The share is that of assessed goals on schedule or met in time; equal share and equally many behind share a rank. Goals without a named unit, not ranked: { $unowned }.
regimes-worse = Worse
regimes-better = Better
regimes-commend_rule = Met { $days } days or more before the due day, or { $points } percentage points or more ahead of the time passed.
regimes-owed = What is owed
regimes-none_behind = No goal is behind.
regimes-none_due = No goal fell due.
regimes-none_owed = All figures that were due have come in.
regimes-unknown_for = { $reason } ({ $count } goals):
regimes-unknown_rule = Goals without enough data count neither as behind nor as met.
regimes-nr = No.
regimes-column_goal = Goal
regimes-column_unit = Unit
regimes-column_region = Region
regimes-column_wanted = Demanded
regimes-column_wanted_due = Demanded, due
regimes-by_day = by { $day }
regimes-until = on { $day }
regimes-column_due = Due
regimes-column_actual = Actual
regimes-column_expected = Expected
regimes-column_gap = Gap
regimes-column_status = Status
regimes-column_before = Before
regimes-column_doubt = Doubtful figure
regimes-doubt = { $figure } ({ $day }): { $reason }
regimes-column_finding = Finding
regimes-column_cause = Cause
regimes-column_measures = Next measures
regimes-column_promise = Promised by, responsible
regimes-promise_overdue = {" "}(overdue)
regimes-reasons_missing = Goals behind whose units gave no reason: { $count }.
regimes-column_required = Needed from now
regimes-column_number = Number
regimes-column_lacking = Short of expected by
regimes-measure = Unit
regimes-required_done = { $amount } { $cadence }
regimes-required_up = { $amount } more { $cadence }
regimes-required_down = { $amount } less { $cadence }
regimes-required_more = { $amount } more { $cadence }
regimes-required_fewer = { $amount } fewer { $cadence }
regimes-column_chance = Chance of a miss
regimes-dispatch_nothing = No goal is behind, at risk, due by { $last } (within { $days } days), unreported or to be checked.
regimes-dispatch_text = { $count } goals to ask about: behind, at risk, due by { $last } (within { $days } days), unreported or to be checked. Please answer each.
regimes-asked = Asked
regimes-answer = Answer
regimes-ask_missed = missed by { $gap }: state the cause and when it will be met
regimes-ask_behind = behind by { $gap }, { $required } needed from now: state cause and measures
regimes-ask_behind_alone = behind by { $gap }: state cause and measures
regimes-ask_at_risk = at risk, behind by { $gap }: state how it will be caught up
regimes-ask_at_risk_alone = at risk: state how it will be kept
regimes-ask_due = due on { $day }, { $left } days left: confirm that it will be met
regimes-ask_promise = promised by { $day }, { $left } days left: will it be kept?
regimes-ask_promise_overdue = promised by { $day }, overdue: why, and until when now?
regimes-ask_report = { $finding }: please report
regimes-ask_check = the latest figure is doubtful: please check
regimes-watched = Indicators that are followed
regimes-watched_text = { $count } indicators are to be followed without a number to reach: their latest figures by place and unit, no verdict.
regimes-column_watched = Indicator
regimes-column_place = Region
regimes-latest_figure = Latest figure
regimes-figure_before = Figure before
regimes-change_since = Change
regimes-ask_watched_none = No figure yet: please report
regimes-ask_watched_owed = Please report from { $day } on
regimes-timetable_text = { $count } goals are under way on { $day } and have a path; what each month's end asks for is below.
regimes-timetable_rule = By milestones where there are any, else evenly in time from start to due day.
regimes-month_short = { $year }-{ $month_of_two_digits }
regimes-at_due = At due
regimes-balance_text = As of { $day }, { $total } goals fall due in the period: { $counts }; { $undecided } are not decided yet.
regimes-balance_units = Units
regimes-balance_missed = Goals missed
regimes-balance_extended = Goals extended
regimes-undecided = Open
regimes-score = Score
regimes-score_of = { $status } { $score }
regimes-score_rule = The score is the mean over decided goals: { $scores }.
regimes-notice_opening = As of { $day } the following { $count } goals that your unit leads are behind or their figures are too old. Please find the cause, act, and see that they are met.
regimes-notice_reply = Please answer in writing by { $day }.
regimes-goal_status = { $goal }: { $status }
regimes-quote = { $document }: “{ $text }”
regimes-stands = Where it stands
regimes-reply = Reply
regimes-reply_item = Item
regimes-reply_text = Text
regimes-reply_cause = Cause
regimes-reply_measure = Measures
regimes-reply_date = Promised by
regimes-reply_signed = Signed by
regimes-draft_number = (draft, not numbered)
regimes-number_of = { $code } [{ $year }] No. { $number }

## figure_doubt

figure_doubt-year = The other rows are of { $usual }, this one is of { $year }: the year may be mistyped.
figure_doubt-total = The total is not the sum of its parts ({ $sum }).
figure_doubt-threefold = Before the middle of the year it is { $reached } % of the yearly plan.
figure_doubt-share = It is { $reached } % of the plan beside it, but the form says { $told } %.

## accumulation_written

accumulation_written-ytd = year to date
accumulation_written-period = of the period
accumulation_written-level = level
accumulation_written-total = since the start

## doubt

doubt-date_unread = its deadline is not understood
doubt-over_when_issued = its day was over when the document was issued
doubt-recognised = read from a picture
doubt-list = the numbers of its list were judged apart
doubt-kind = the document is of no known kind
doubt-wording = its wording leaves open whether it is a goal
doubt-disagrees = a later reading disagrees with a decision
doubt-unread = not found when read anew
doubt-link = Proposed series
doubt-asked = Asked for

## notice

notice-issued = answer awaited
notice-answered = answered, to be checked
notice-sent_back = sent back
notice-closed = closed
notice-overdue = answer overdue

## refusal

refusal-reader = Readers look only; they fill in, review and acknowledge nothing.
refusal-unit = Units fill in the figures, reasons, measures and promises of their own goals; reviewers review, link and acknowledge.
refusal-reviewer = Reviewers review goals, decide on links and acknowledge alerts; figures, reasons, measures and promises come from units.
refusal-own = This is no goal of your unit; its own units fill it in.
refusal-name = This name has a token of its own; use that.
refusal-month = “{ $text }” is no month that has begun; write one such as 2022-06.
refusal-figure = “{ $text }” is no single number in { $unit }; write it with its unit, such as 12{ $unit }.
refusal-gone = There is no such goal in force.
refusal-range = { $text } cannot be taken: it is negative, or outside the period of the goal.
refusal-day = “{ $text }” is no day; write one such as 2022-08-31.
refusal-no_notice = No notice about this goal waits for an answer.
refusal-nothing = Fill in at least one field.
refusal-nobody = Say who you are, in one line of at most 80 characters.

## role

role-reader = reader
role-unit = responsible unit
role-reviewer = reviewer
role-admin = administrator

## review_key

review_key-next = next
review_key-previous = previous
review_key-accept = accept, link
review_key-edit = correct, another series
review_key-take = take the document's
review_key-reject = not a goal, do not link
review_key-undo = take back the last
review_key-pick = choose or not
review_key-all = choose all listed
review_key-again = somebody was first: use mine
review_key-theirs = somebody was first: leave theirs
review_key-help = show the keys

## review_effect

review_effect-now = in effect
review_effect-running = takes effect with the refresh that runs now
review_effect-later = stored; takes effect with the next refresh

## review_did

review_did-accept = Accepted
review_did-kept = Decision kept
review_did-edit = Corrected
review_did-reject = Not a goal
review_did-link = Linked
review_did-unlink = Not linked
review_did-undo = Taken back

## review_script

review_script-name = Fill in the token and your name first.
review_script-under_way = Being stored…
review_script-now = in effect
review_script-look = the refresh has ended; a decision was not stored: open this page again
review_script-theirs = Theirs holds.

## choice

choice-ge = at least
choice-le = at most
choice-eq = exactly
choice-approx = about
choice-range = between two numbers
choice-all = all
choice-zero = none left
