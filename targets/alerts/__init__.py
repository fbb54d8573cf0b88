"""Who has to hear of what lags, once per change."""
