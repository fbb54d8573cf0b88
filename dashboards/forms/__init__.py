"""Pages about forms: how one is read."""
