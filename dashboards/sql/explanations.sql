-- What was said of each goal that is judged, the latest first.
SELECT
    e.target_id,
    e.period_end,
    e.cause,
    e.measures,
    e.promised_on,
    e.responsible,
    list_transform(e.attachments, LAMBDA a: a.name) AS attachments,
    e.notice_id,
    e.source,
    e.who,
    e.decided_at
FROM goal_explanations e
WHERE e.target_id IN (SELECT target_id FROM progress)
ORDER BY e.target_id, e.explanation_id DESC
