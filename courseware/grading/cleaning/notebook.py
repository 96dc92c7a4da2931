"""A whole notebook: cells, their metadata, and the notebook's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from math import isfinite
from typing import Any

from courseware.grading.cleaning.html import Allowance
from courseware.grading.cleaning.markdown import clean_markdown
from courseware.grading.cleaning.marks import printable
from courseware.grading.cleaning.outputs import BASE64, Json, clean_outputs, count_of, text_of
from courseware.grading.record import METADATA

PICTURES = ("image/png", "image/jpeg", "image/gif")

NEEDED = {"kernelspec": {"name", "display_name"}, "language_info": {"name"}}
"""What the format asks of a notebook's metadata, where it is there at all."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_GRADE_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")
_WORD = re.compile(r"[\w .+:()/-]{1,100}")
_FILE = re.compile(r"[^\s()<>\\\"'\x00-\x1f]{1,200}")


def clean(notebook: Mapping[str, Any], kept: Collection[str] = ()) -> Json:
    """Return a notebook that shows the same and runs nothing where a human opens it.

    It may be any JSON at all; what comes out is a notebook of format 4.5. Cleaning
    it again changes nothing. Code, text, tables, figures and nbgrader's metadata stay.

    Args:
        notebook: as nbformat reads it, or as plain JSON.
        kept: the `grade_id`s of text cells that are the teacher's own, word for word.
    """
    cells = notebook.get("cells")
    listed = cells if isinstance(cells, list | tuple) else []
    taken: set[str] = set()
    allowance = Allowance()
    done = [
        _cell(each, kept, _new_id(each.get("id"), taken, at), allowance)
        for at, each in enumerate(listed, 1)
        if isinstance(each, Mapping)
    ]
    return {
        "cells": done,
        "metadata": _of_notebook(notebook.get("metadata")),
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(cell: Mapping[str, Any], kept: Collection[str], id_: str, allowance: Allowance) -> Json:
    kind = cell.get("cell_type")
    metadata = _of_cell(cell.get("metadata"))
    source = printable(text_of(cell.get("source")))
    done: Json = {"id": id_, "metadata": metadata, "source": source}
    if kind == "code":
        count = count_of(cell.get("execution_count"))
        outputs = clean_outputs(cell.get("outputs"), allowance)
        return {"cell_type": "code", "execution_count": count, "outputs": outputs, **done}
    attachments = _attachments(cell.get("attachments"))
    if attachments:
        done["attachments"] = attachments
    if metadata.get("nbgrader", {}).get("grade_id") not in kept:
        done["source"] = clean_markdown(source, attachments)
    # What a raw cell holds is put into a page as HTML.
    return {"cell_type": "markdown" if kind == "markdown" else "raw", **done}


def _new_id(id_: object, taken: set[str], at: int) -> str:
    """Return a cell's id, or another where it is no good or stands there twice."""
    good = isinstance(id_, str) and _ID.fullmatch(id_) and id_ not in taken
    name = str(id_) if good else f"cell-{at}"
    while name in taken:
        name += "-"
    taken.add(name)
    return name


def _of_cell(metadata: object) -> Json:
    if not isinstance(metadata, Mapping):
        return {}
    done: Json = {
        name: metadata[name]
        for name in ("deletable", "editable", "collapsed")
        if isinstance(metadata.get(name), bool)
    }
    tags = metadata.get("tags")
    if isinstance(tags, list | tuple):
        done["tags"] = [tag for tag in tags if isinstance(tag, str) and _WORD.fullmatch(tag)]
    grading = metadata.get("nbgrader")
    if isinstance(grading, Mapping) and (known := _of_nbgrader(grading)):
        done["nbgrader"] = known
    return done


def _of_nbgrader(grading: Mapping[str, Any]) -> Json:
    """Return nbgrader's metadata of a cell; its id stands in the page as it is."""
    id_ = grading.get("grade_id")
    if not isinstance(id_, str) or not _GRADE_ID.fullmatch(id_):
        return {}
    done: Json = {"grade_id": id_}
    for name in ("grade", "locked", "solution", "task", "remove"):
        if isinstance(grading.get(name), bool):
            done[name] = grading[name]
    for name in ("points", "schema_version"):
        value = grading.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            done[name] = value
    for name in ("cell_type", "checksum"):
        value = grading.get(name)
        if isinstance(value, str) and _WORD.fullmatch(value):
            done[name] = value
    return done


def _attachments(attachments: object) -> Json:
    """Return a cell's pictures."""
    found: Json = {}
    for name, bundle in attachments.items() if isinstance(attachments, Mapping) else ():
        if isinstance(name, str) and _FILE.fullmatch(name) and isinstance(bundle, Mapping):
            pictures = {
                kind: text
                for kind in PICTURES
                if (text := text_of(bundle.get(kind))) and BASE64.fullmatch(text)
            }
            if pictures:
                found[name] = pictures
    return found


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(_WORD.fullmatch(value))


def _of_notebook(metadata: object) -> Json:
    """Return what says which language the code is in, and what grading wrote itself."""
    if not isinstance(metadata, Mapping):
        return {}
    done: Json = {}
    for name, needed in NEEDED.items():
        table = metadata.get(name)
        if isinstance(table, Mapping):
            words = {
                key: value for key, value in table.items() if _is_word(key) and _is_word(value)
            }
            if needed <= words.keys():
                done[name] = words
    if METADATA in metadata:
        done[METADATA] = metadata[METADATA]
    return done
