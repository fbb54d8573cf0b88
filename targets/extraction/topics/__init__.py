"""The field of government work (领域) that a goal belongs to."""
