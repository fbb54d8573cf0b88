-- Alerts by rules: which rules hold for a goal, every change of an alert, who was told of it, silences.
ALTER TABLE alerts ADD COLUMN severity VARCHAR DEFAULT 'warning'; -- of the rule that leads: critical, warning or info
ALTER TABLE alerts ADD COLUMN escalated_at TIMESTAMP; -- when another receiver was told, because it stayed open

-- Which rules hold for a goal now, and since when: `for_days` counts from there. What cannot be told for want of
-- data stays as it was.
CREATE TABLE alert_conditions (
    target_id VARCHAR NOT NULL,
    rule VARCHAR NOT NULL, -- the rule of alerts.toml that holds
    since DATE NOT NULL, -- the judged day since which it holds
    elapsed BOOLEAN NOT NULL, -- whether it has held as long as the rule asks
    inhibited_by VARCHAR -- the rule that says more, so that this one is not told
);

-- Every change of an alert, append-only.
CREATE TABLE alert_changes (
    change_no BIGINT PRIMARY KEY, -- counts up
    alert_id VARCHAR NOT NULL,
    target_id VARCHAR NOT NULL,
    group_key VARCHAR NOT NULL, -- the lead unit
    former VARCHAR, -- the state before, null at first
    state VARCHAR NOT NULL,
    cause VARCHAR NOT NULL, -- why it changed: the causes of targets/alerts/alert.py
    rule VARCHAR NOT NULL, -- the rule that leads
    status VARCHAR NOT NULL,
    severity VARCHAR,
    who VARCHAR, note VARCHAR, -- the person whose doing it was
    as_of DATE, -- the judged day, null for what a person did
    changed_at TIMESTAMP NOT NULL,
    run_id VARCHAR
);

-- What each receiver in whose scope a change lies heard of it: the message, or the reason why there is none.
CREATE TABLE alert_tellings (
    change_no BIGINT NOT NULL,
    receiver VARCHAR NOT NULL, -- a name of the settings
    message_id VARCHAR, -- the message in the outbox
    reason VARCHAR NOT NULL, -- told, or why not: the reasons of targets/alerts/telling.py
    decided_at TIMESTAMP NOT NULL
);

-- What people silenced, append-only but for its end; all that is named must fit.
CREATE TABLE silences (
    silence_id BIGINT PRIMARY KEY, -- counts up
    target_id VARCHAR,
    owner VARCHAR, -- a unit, of every region or of one in brackets
    region VARCHAR,
    rule VARCHAR, -- a rule of alerts.toml
    until DATE NOT NULL, -- the last day of the silence
    reason VARCHAR NOT NULL, -- why, in the person's words
    who VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP, ended_by VARCHAR -- ended by hand before its day
);

ALTER TABLE outbox ADD COLUMN kind VARCHAR DEFAULT 'group'; -- group, digest or escalation
ALTER TABLE outbox ADD COLUMN next_try_at TIMESTAMP; -- not tried again before, after a failure

UPDATE alerts SET severity = 'critical' WHERE status = 'missed' OR rule = 'promise_overdue';
