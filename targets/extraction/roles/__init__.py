"""Goal, result or neither."""
