-- How many figures went where.
-- Grain: one row. Inputs: observations, current_links, latest_watched_links, current_watched, waiting_observations,
-- questions, open_quarantine.
-- Outputs: feeding, watched, linkable, unlinked, doubtful, asked, refused.

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
),

showing AS (
    SELECT DISTINCT l.series_id
    FROM latest_watched_links l JOIN current_watched w ON w.watch_no = l.watch_no
    WHERE l.state = 'accepted'
)

SELECT
    coalesce(sum(f.figures) FILTER (l.feeds), 0)::BIGINT AS feeding,
    coalesce(sum(f.figures) FILTER (l.feeds IS NOT true AND w.series_id IS NOT NULL), 0)::BIGINT AS watched,
    coalesce(sum(f.figures) FILTER (NOT l.feeds AND w.series_id IS NULL), 0)::BIGINT AS linkable,
    coalesce(sum(f.figures) FILTER (l.feeds IS NULL AND w.series_id IS NULL), 0)::BIGINT AS unlinked,
    (SELECT count(*) FROM waiting_observations) AS doubtful,
    (SELECT coalesce(sum(len(places)), 0)::BIGINT FROM questions) AS asked,
    (SELECT count(*) FROM open_quarantine WHERE kind = 'actuals') AS refused
FROM figures f
LEFT JOIN linked l ON l.series_id = f.series_id
LEFT JOIN showing w ON w.series_id = f.series_id
