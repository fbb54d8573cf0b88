"""The live app: every goal of the published snapshot in one grid, past judging days, review and alerts."""
