-- How many figures went where.
-- Grain: one row. Inputs: observations, current_links, waiting_observations, questions, open_quarantine.
-- Outputs: feeding, linkable, unlinked, doubtful, asked, refused.

WITH figures AS (
    SELECT
        series_id,
        count(DISTINCT period_end) AS figures
    FROM observations
    GROUP BY series_id
),

linked AS (
    SELECT
        series_id,
        bool_or(state = 'accepted') AS feeds
    FROM current_links
    GROUP BY series_id
)

SELECT
    coalesce(sum(f.figures) FILTER (l.feeds), 0)::BIGINT AS feeding,
    coalesce(sum(f.figures) FILTER (NOT l.feeds), 0)::BIGINT AS linkable,
    coalesce(sum(f.figures) FILTER (l.feeds IS NULL), 0)::BIGINT AS unlinked,
    (SELECT count(*) FROM waiting_observations) AS doubtful,
    (SELECT coalesce(sum(len(places)), 0)::BIGINT FROM questions) AS asked,
    (SELECT count(*) FROM open_quarantine WHERE kind = 'actuals') AS refused
FROM figures f
LEFT JOIN linked l ON l.series_id = f.series_id
