"""The static site: every page made from the published snapshot, readable offline from a folder."""
