"""The static site: every page made from the published snapshot, readable offline from a folder."""

from dashboards.site.build import SiteSummary, build_site

__all__ = ["SiteSummary", "build_site"]
