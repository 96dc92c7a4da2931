"""The JSON Schemas of everything that is written as TOML or sent as JSON.

`python -m courseware.schema` writes them to `courseware/schemas/`, where editors
find them (`#:schema` in a TOML file) and from where the TypeScript types are
generated. A test generates them again and compares.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from courseware import kinds
from courseware.mark import Mark
from courseware.response import Response
from courseware.spec import Course

FOLDER = Path(__file__).parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by file name."""
    return {
        "course.json": _one(Course),
        "exercise.json": _exercise(),
        "response.json": _one(Response),
        "mark.json": _one(Mark),
        **{f"key-{name}.json": _one(kinds.kind(name).KEY) for name in kinds.NAMES},
    }


def write(folder: Path = FOLDER) -> None:
    """Write every schema into a folder."""
    folder.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_text(text(schema), "utf-8")


def text(schema: dict[str, Any]) -> str:
    """Return a schema as it is committed."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _exercise() -> dict[str, Any]:
    """An exercise's file: the fields of its kind, and its key where it is for practice."""
    modules = [kinds.kind(name) for name in kinds.NAMES]
    types = [module.EXERCISE for module in modules] + [module.KEY for module in modules]
    _, components = _described(types)
    for module in modules:
        properties = components[module.EXERCISE.__name__]["properties"]
        properties["key"] = {"$ref": f"#/$defs/{module.KEY.__name__}"}
    return {
        "$schema": DIALECT,
        "title": "ExerciseFile",
        "oneOf": [{"$ref": f"#/$defs/{module.EXERCISE.__name__}"} for module in modules],
        "$defs": dict(sorted(components.items())),
    }


def _one(type_: type) -> dict[str, Any]:
    (reference,), components = _described([type_])
    return {"$schema": DIALECT, "title": type_.__name__, **reference, "$defs": components}


def _described(types: Sequence[type]) -> tuple[tuple[Mapping[str, Any], ...], dict[str, Any]]:
    """Return references to types and their schemas, with docstrings as every Python has them.

    Before 3.13 a docstring keeps the indentation of its source.
    """
    references, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for schema in components.values():
        if "description" in schema:
            schema["description"] = inspect.cleandoc(schema["description"])
    return references, components


if __name__ == "__main__":
    write()
