"""A mark in a few lines: the automatic comment, and what Formgrader shows under an exercise.

Plain text and escaped HTML: Formgrader shows what stands in a notebook as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from courseware.grading.record import Marked
from courseware.text import format_number, say


def summary_text(marked: Marked, language: str) -> str:
    """Return a mark as lines of text."""
    return "\n".join(
        f"{label}: {text}" if label else text for label, text in _lines(marked, language)
    )


def summary_html(marked: Marked, language: str) -> str:
    """Return a mark as a small table of escaped text, with a rubric where there is one."""
    said = marked.said.get(language)
    rubric = said.beside if said else ()
    head = f"<caption>{escape(say('essay.rubric', language))}</caption>"
    return _table(_lines(marked, language), language) + (
        _table(rubric, language, head) if rubric else ""
    )


def _table(lines: Iterable[tuple[str, str]], language: str, head: str = "") -> str:
    rows = "".join(
        f'<tr><th style="text-align:left;vertical-align:top;padding-right:1em">{escape(label)}</th>'
        f'<td style="text-align:left;white-space:pre-wrap">{escape(text)}</td></tr>'
        for label, text in lines
    )
    return f'<table lang="{escape(language)}">{head}{rows}</table>'


def verdict(marked: Marked, language: str) -> str:
    """Return the state in a word or two."""
    if marked.state == "wrong" and not marked.answered:
        return say("grading.state_blank", language)
    return say(f"grading.state_{marked.state}", language)


@lru_cache(4096)
def points(score: float | None, out_of: float, language: str) -> str:
    """Return `2 / 3`, with a dash for a score that is not known yet."""
    got = "–" if score is None else format_number(round(score, 2), language)
    return f"{got} / {format_number(round(out_of, 2), language)}"


def reason(marked: Marked, language: str) -> str:
    """Return why a human must look, "" where nobody must."""
    return say(f"grading.reason_{marked.reason}", language) if marked.reason else ""


def _lines(marked: Marked, language: str) -> list[tuple[str, str]]:
    said = marked.said.get(language)
    mark = f"{verdict(marked, language)} ({points(marked.score, marked.out_of, language)})"
    lines = [(say("grading.mark", language), mark)]
    if said and said.answer:
        lines.insert(0, (say("grading.answer", language), "; ".join(said.answer)))
    if marked.reason:
        lines.append((say("grading.look", language), reason(marked, language)))
    if said:
        lines += [("", text) for text in said.feedback]
    return lines
