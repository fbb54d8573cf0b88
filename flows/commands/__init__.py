"""The subcommands of `duban`, one module a topic."""
