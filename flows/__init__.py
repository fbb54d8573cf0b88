"""When things run: the Prefect flows and the command line."""
