"""What stands in a cell whose exercise cannot be shown: what is wrong and what to do, kindly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import ipywidgets
from traitlets import Any, Unicode

from courseware.errors import Violation
from courseware.text import say

MOST = 5
"""Violations told in a cell; `courseware check` tells them all."""

Line = tuple[str, dict[str, str | int]]
"""A key of the catalogue and its parameters."""


class Notice(ipywidgets.HTML):
    """A message in the place of an exercise. It can be put where an exercise could.

    `mark`, `response` and `status` are there and stay None, so that code which observes
    an exercise does not fail beside its message.
    """

    mark = Any(None, allow_none=True)
    response = Any(None, allow_none=True)
    status = Any(None, allow_none=True)
    language = Unicode("")
    text = Unicode("")

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        """Show as a widget, and as text where there are none."""
        bundle: dict[str, object] = super()._repr_mimebundle_(**options)
        return bundle | {"text/plain": self.text, "text/html": self.value}


def notice(
    lines: Sequence[Line], languages: Iterable[str], violations: Sequence[Violation] = ()
) -> Notice:
    """Return a message of a few lines, the same in each of the languages."""
    parts, texts = [], []
    for language in languages:
        said = [say(key, language, **parameters) for key, parameters in lines]
        said += [_told(violation, language) for violation in violations[:MOST]]
        texts.append("\n".join(said))
        head, *rest = (escape(line) for line in said)
        body = "".join(f"<br>{line}" for line in rest)
        parts.append(f'<p lang="{language}" style="margin:.4em 0"><b>{head}</b>{body}</p>')
    style = "border-inline-start:4px solid #b45309;padding:.2em .8em;line-height:1.45"
    html = f'<div role="note" class="courseware-notice" style="{style}">{"".join(parts)}</div>'
    return Notice(value=html, text="\n\n".join(texts))


def _told(violation: Violation, language: str) -> str:
    return f"{violation.place()}: {violation.problem(language)} {violation.cure(language)}"
