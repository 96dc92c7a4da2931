"""An author's Markdown as HTML for a feedback page.

`courseware.text.prose` lets no raw HTML, no script and no picture from elsewhere
through, so that a learner's own words inside a sentence of feedback do no harm.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from courseware.text import prose
from courseware.variants import Value, slot_text


def rich(text: str) -> Markup:
    """Return a text in which the drawn values stand already."""
    return Markup(prose.render(text).with_expressions())  # noqa: S704 - prose escapes


def rich_prompt(text: str, values: Mapping[str, Value], language: str) -> Markup:
    """Return a text with the drawn values in its slots, in formulas too."""
    template = prose.render(text)
    written = [
        slot_text(slot.expression, slot.decimals, values, language) for slot in template.slots
    ]
    return Markup(prose.fill(template.html, written))  # noqa: S704 - prose escapes
