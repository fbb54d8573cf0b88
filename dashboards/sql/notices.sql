-- Where each notice stands, a row a goal it is about, the latest notice first.
SELECT
    n.notice_id,
    t.target_id,
    n.unit,
    n.issued_at,
    n.issued_by,
    n.answer_by,
    CASE
        WHEN notice_is_overdue(n.state, n.answer_by, (SELECT max(as_of) FROM progress)) THEN 'overdue'
        ELSE n.state
    END AS state,
    n.state_at,
    n.asked_until
FROM notice_states n, unnest(n.target_ids) AS t (target_id)
ORDER BY t.target_id, n.issued_at DESC, n.notice_id DESC
