"""A `Document` becomes mentions and goals: pure functions, without files, clock or database."""
