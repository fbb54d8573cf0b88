"""DuckDB: the warehouse with its one writer, and the published snapshots."""
