"""Alerts on goals that lag: their states, when to tell whom, the outbox and its delivery."""
