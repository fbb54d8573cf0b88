SELECT series_id, s.indicator, s.region, s.unit, c.period_end, c.vintages
FROM observation_conflicts c JOIN series s USING (series_id)
ORDER BY s.indicator, s.region, series_id, c.period_end
