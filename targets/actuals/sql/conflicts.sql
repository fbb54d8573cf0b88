-- The cells of series on which two files of one day differ, with the figures of each; one row a cell.
SELECT
    series_id,
    s.indicator,
    s.region,
    s.unit,
    c.period_end,
    c.vintages
FROM observation_conflicts c JOIN series s USING (series_id)
ORDER BY s.indicator, s.region, series_id, c.period_end
