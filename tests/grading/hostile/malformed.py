"""Odd notebooks and files: the owner of a bad one is refused, nobody else loses anything."""

from __future__ import annotations

import json
from typing import Any

from tests.grading.hostile.cases import OUTSIDE, RIGHT, Submission, case

_REFUSED: dict[str, Any] = {"score": None, "statuses": ("refused",)}


@case("eighty megabytes", **_REFUSED)
def huge(s: Submission) -> None:
    s.raw = b'{"nbformat": 4, "cells": [], "metadata": {"x": "' + b"z" * 80_000_000 + b'"}}'


@case("all cells have one id", score=7.0)
def same_ids(s: Submission) -> None:
    s.solve(RIGHT)
    for each in s.nb["cells"]:
        each["id"] = "same"


@case("format 99", **_REFUSED)
def format_99(s: Submission) -> None:
    s.nb["nbformat"] = 99


@case("format 3", **_REFUSED)
def format_3(s: Submission) -> None:
    s.raw = json.dumps({"nbformat": 3, "worksheets": [{"cells": []}], "metadata": {}}).encode()


@case("no cells", **_REFUSED)
def no_cells(s: Submission) -> None:
    s.nb["cells"] = None


@case("a source that is a number", **_REFUSED)
def source_is_number(s: Submission) -> None:
    s.slot("add")["source"] = 7


@case("no JSON", **_REFUSED)
def no_json(s: Submission) -> None:
    s.raw = b"\x00\xff{]"


@case("nested thousands of levels deep", **_REFUSED)
def deep(s: Submission) -> None:
    s.raw = b'{"nbformat": 4, "cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"


@case("twenty thousand cells", **_REFUSED)
def many_cells(s: Submission) -> None:
    s.nb["cells"] += [{"cell_type": "code", "metadata": {}, "source": ""}] * 20_000


@case("metadata of every wrong kind")
def odd_metadata(s: Submission) -> None:
    odd: list[Any] = [None, [], "x", 7, {"nbgrader": None}, {"nbgrader": {"grade_id": [1]}}]
    for each, metadata in zip(s.nb["cells"], odd, strict=False):
        each["metadata"] = metadata
    s.nb["metadata"] = 5


@case("another name", **_REFUSED)
def other_name(s: Submission) -> None:
    s.solve(RIGHT)
    s.name = "book-Copy1"


@case("UTF-16", score=7.0)
def utf_16(s: Submission) -> None:
    s.solve(RIGHT)
    s.raw = json.dumps(s.nb).encode("utf-16")


@case("half a surrogate pair, and NUL")
def surrogates(s: Submission) -> None:
    s.last("print('\ud800')\n'\ud83d'")
    s.last("# \x00\nx = 1")


@case("escape sequences in ids and names")
def escapes(s: Submission) -> None:
    s.last("pass")
    s.nb["cells"][-1]["metadata"] = {
        "nbgrader": {"grade_id": "\x1b]0;t\x07\x1b[2J", "locked": True}
    }
    s.nb["cells"].remove(s.slot("test_add"))
    s.files["\x1b[2J.txt"] = b"x"


@case("paths that lead elsewhere")
def paths(s: Submission) -> None:
    s.files |= {"../out.txt": b"x", OUTSIDE: b"x", "a/../../b": b"x", "": b"x"}


@case("scripts in outputs, Markdown, metadata, titles and names of files")
def scripts(s: Submission) -> None:
    script = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    s.slot("reflection")["source"] = script
    s.nb["metadata"] |= {"title": f"</title>{script}", "widgets": {"x": script}}
    s.nb["metadata"]["language_info"] = {"name": f"python'{script}", "pygments_lexer": script}
    s.files[f"{script.replace('/', '')}.txt"] = b"x"
    s.last(f"from IPython.display import display, HTML\ndisplay(HTML({script!r}))")


@case("a byte order mark", score=7.0)
def byte_order_mark(s: Submission) -> None:
    s.solve(RIGHT)
    s.raw = b"\xef\xbb\xbf" + json.dumps(s.nb).encode()


@case("numbers that are no JSON")
def no_numbers(s: Submission) -> None:
    s.nb["metadata"]["x"] = [float("inf"), float("nan")]
    for each in s.tests():
        each["metadata"]["nbgrader"]["points"] = float("inf")


@case("cells stand in it twice, the second time none", **_REFUSED)
def cells_twice(s: Submission) -> None:
    s.raw = (json.dumps(s.nb)[:-1] + ', "cells": null}').encode()
