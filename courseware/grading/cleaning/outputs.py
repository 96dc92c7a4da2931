"""What a cell has put out, by type: what is known and harmless stays."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from courseware.grading.cleaning.html import Allowance, clean_html
from courseware.grading.cleaning.markdown import clean_markdown
from courseware.grading.cleaning.marks import inert_tex, printable
from courseware.grading.cleaning.svg import clean_svg
from courseware.response import MEDIA_TYPE

Json = dict[str, Any]

HTML = "text/html"
BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def text_of(value: object) -> str:
    """Return a text that may stand there as a list of lines."""
    if isinstance(value, list | tuple):
        return "".join(each for each in value if isinstance(each, str))
    return value if isinstance(value, str) else ""


def clean_outputs(outputs: object, allowance: Allowance) -> list[Json]:
    """Return the outputs of a code cell, of the four kinds that there are."""
    listed = outputs if isinstance(outputs, list | tuple) else []
    tables = (each for each in listed if isinstance(each, Mapping))
    return [done for each in tables for done in _output(each, allowance)]


def count_of(value: object) -> int | None:
    """Return the number of an execution; it stands in the page as it is."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _output(output: Mapping[str, Any], allowance: Allowance) -> Iterator[Json]:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        yield {"output_type": kind, "name": name, "text": printable(text_of(output.get("text")))}
    elif kind == "error":
        lines = output.get("traceback")
        yield {
            "output_type": kind,
            "ename": printable(text_of(output.get("ename"))),
            "evalue": printable(text_of(output.get("evalue"))),
            "traceback": [printable(text_of(line)) for line in lines or []]
            if isinstance(lines, list | tuple)
            else [],
        }
    elif kind in {"display_data", "execute_result"}:
        done: Json = {"output_type": kind, **_rich(output, allowance)}
        if kind == "execute_result":
            done["execution_count"] = count_of(output.get("execution_count"))
        yield done


def _rich(output: Mapping[str, Any], allowance: Allowance) -> Json:
    data = output.get("data")
    cleaned = dict(_bundle(data, allowance)) if isinstance(data, Mapping) else {}
    if not cleaned:
        cleaned = {"text/plain": ""}
    metadata = output.get("metadata")
    return {"data": cleaned, "metadata": _sizes(metadata) if isinstance(metadata, Mapping) else {}}


def _bundle(data: Mapping[str, Any], allowance: Allowance) -> Iterator[tuple[str, Any]]:
    for kind, value in data.items():
        if kind in {"application/json", MEDIA_TYPE}:
            yield kind, value
        elif kind == HTML:
            html = clean_html(text_of(value), allowance)
            if html:
                yield kind, html
        elif kind in _CLEANERS:
            done = _CLEANERS[kind](text_of(value))
            if done or kind == "text/plain":
                yield kind, done


def _base64(text: str) -> str:
    return text if BASE64.fullmatch(text) else ""


_CLEANERS: dict[str, Callable[[str], str]] = {
    "text/plain": printable,
    "text/markdown": clean_markdown,
    "text/latex": lambda text: inert_tex(printable(text)),
    "image/png": _base64,
    "image/jpeg": _base64,
    "image/gif": _base64,
    "image/svg+xml": clean_svg,
}


def _sizes(metadata: Mapping[str, Any]) -> Json:
    """Return the sizes of pictures: numbers, which stand in the page without quotes."""
    found: Json = {}
    for kind, table in metadata.items():
        if kind in _CLEANERS and isinstance(table, Mapping):
            sizes = {name: table[name] for name in ("width", "height") if _is_size(table.get(name))}
            if sizes:
                found[kind] = sizes
    return found


def _is_size(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 100_000
