"""The committed schemas are those of the code, and they mean what the decoder means."""

from __future__ import annotations

import functools
import json
from typing import Any

import pytest

from courseware import kinds, schema
from tests.unit.core import golden


@pytest.mark.parametrize("name", sorted(schema.schemas()))
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    committed = (schema.FOLDER / name).read_text("utf-8")
    assert committed == schema.text(schema.schemas()[name]), "run: python -m courseware.schema"


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in schema.FOLDER.iterdir()} == set(schema.schemas())


def test_every_kind_is_in_the_schema_of_a_file() -> None:
    tags = {
        definition["properties"]["kind"]["enum"][0]
        for definition in schema.schemas()["exercise.json"]["$defs"].values()
        if len(definition["properties"].get("kind", {}).get("enum", ())) == 1
    }
    assert tags == set(kinds.NAMES)


@functools.cache
def validator() -> Any:
    """Return what validates an exercise's file; building it takes longer than using it."""
    jsonschema = pytest.importorskip("jsonschema")
    written = schema.schemas()["exercise.json"]
    jsonschema.Draft202012Validator.check_schema(written)
    return jsonschema.Draft202012Validator(written)


@pytest.mark.parametrize("name", golden.names("exercise"))
def test_golden_exercises_fit_the_schema(name: str) -> None:
    case = golden.case(name)
    document = {**case["exercise"], "key": case["key"]}
    validator().validate(json.loads(json.dumps(document)))
