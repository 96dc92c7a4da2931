"""How Sphinx makes a site of these pages: `make docs`."""

from __future__ import annotations

from courseware import __version__

project = "Courseware"
author = "Courseware contributors"
copyright = author  # noqa: A001 - Sphinx's name for it
release = __version__
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
html_theme = "furo"
# The demo page of widgets/, built by `make docs`: the live examples.
html_static_path = ["_static", "../widgets/dist"]
html_css_files = ["site.css"]
# Links to files of the repository beside these pages; a test follows them.
suppress_warnings = ["myst.xref_missing"]
