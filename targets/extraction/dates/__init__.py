"""By when, or for which period."""
