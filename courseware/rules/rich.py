"""An author's text for viewers without widgets: its pictures by their descriptions."""

from __future__ import annotations

from courseware.text import Texts, choose, plain_prose, prose
from courseware.variants import Variant, fill, slot_text


def plain(texts: Texts, variant: Variant, language: str) -> str:
    """Return a text without Markdown, formulas as they are read, drawn values in their slots."""
    return fill(plain_prose.plain(choose(texts, language)), variant.values, language)


def html(texts: Texts, variant: Variant, language: str, *, inline: bool = True) -> str:
    """Return a text as safe HTML, formulas as MathML, drawn values in their slots."""
    template = prose.render(choose(texts, language), inline=inline)
    values = [
        slot_text(slot.expression, slot.decimals, variant.values, language)
        for slot in template.slots
    ]
    return prose.fill(template.html, values)
