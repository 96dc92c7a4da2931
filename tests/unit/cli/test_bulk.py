"""Marking in bulk: one line out for each line in, whatever comes in."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.cli import bulk

Run = Callable[..., subprocess.CompletedProcess[str]]
STATES = {"right", "partly", "wrong", "unmarked", "failed"}
DRAWN = b'{"exercise": {"kind": "number", "variables": {"a": %s}}, "key": {"answer": 1}}'
NUMBER = {"exercise": {"kind": "number"}, "key": {"answer": 3.5}, "lang": "uz"}


def marked(line: object) -> dict[str, Any]:
    """Mark one line given as data or as bytes."""
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    answer = json.loads(bulk.mark_line(raw))
    assert answer["state"] in STATES
    assert {"state", "score", "out_of", "feedback"} <= set(answer)
    assert ("error" in answer) <= (answer["state"] == "failed")
    return dict(answer)


def test_lines_in_lines_out(courseware: Run) -> None:
    lines = [
        NUMBER | {"value": "3,5"},
        NUMBER | {"value": "7/2", "lang": "ru"},
        {"exercise": {"kind": "text"}, "key": {"answer": "oʻqituvchi"}, "value": "O'QITUVCHI"},
        NUMBER | {"value": "taxminan 3"},
        NUMBER | {"value": None},
        {"exercise": {"kind": "number", "points": 4}, "key": {"answer": 1}, "value": "2"},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines) + "nonsense\n\n"
    done = courseware("mark", given=text)
    assert done.returncode == 0
    assert done.stderr == ""
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["state"], each["score"], each["out_of"]) for each in out] == [
        ("right", 1, 1),
        ("right", 1, 1),
        ("right", 1, 1),
        ("unmarked", None, 1),
        ("wrong", 0, 1),
        ("wrong", 0, 4),
        ("failed", None, None),
        ("failed", None, None),
    ]
    assert out[0]["feedback"] == ["Toʻgʻri, barakalla!"]
    assert out[1]["feedback"] == ["Верно, молодец!"]
    assert "error" in out[-1]


def test_a_line_is_answered_before_the_next_is_sent() -> None:
    """As a program uses it that waits for each mark."""
    command = [sys.executable, "-m", "courseware.cli", "mark"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for typed, state in (("3.5", "right"), ("3.6", "wrong"), ("?", "unmarked")):
            process.stdin.write(json.dumps(NUMBER | {"value": typed}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["state"] == state
        process.stdin.close()
        assert process.wait() == 0


def test_whoever_stops_reading_is_no_error() -> None:
    line = json.dumps(NUMBER | {"value": "3.5"}).encode() + b"\n"
    command = [sys.executable, "-m", "courseware.cli", "mark"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, input=line * 50, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (b"", "JSON"),
        (b"[]", "JSON"),
        (b"\xff\xfe", "JSON"),
        (b'{"exercise": {"kind": "number"}', "JSON"),
        ({"exercise": 3, "key": {}}, "exercise"),
        ({"exercise": {"kind": "number"}, "key": []}, "key"),
        ({"exercise": {}, "key": {}}, "exercise.kind"),
        ({"exercise": {"kind": "nomber"}, "key": {}}, "number"),
        ({"exercise": {"kind": "number", "poinst": 2}, "key": {"answer": 1}}, "exercise.poinst"),
        ({"exercise": {"kind": "number"}, "key": {"anser": 1}}, "key.anser"),
        ({"exercise": {"kind": "number"}}, "key.answer"),
        (NUMBER | {"lang": "de"}, "uz, uz-Cyrl, ru, en"),
        (NUMBER | {"confidence": 4}, "confidence"),
        (NUMBER | {"seed": "xyz"}, "xyz"),
        (b'{"exercise": {"kind": "number"}, "key": {"answer": 1e999}}', "key"),
    ],
)
def test_a_bad_line_says_what_is_wrong(line: object, names: str) -> None:
    answer = marked(line)
    assert answer["state"] == "failed"
    assert names in answer["error"]


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 1_000_000,
        b'{"exercise": ' + b"[" * 500_000,
        b'{"exercise": {"kind": "number"}, "key": {"answer": 1}, "value": '
        + b"[" * 20_000
        + b"]" * 20_000
        + b"}",
        DRAWN % b'{"integer": [9, 2]}',
        DRAWN % b'{"expression": "1 / 0"}',
        b'{"exercise": {"kind": "number"}, "key": {"answer": "9^9^9"}, "value": 1}',
        b'{"exercise": {"kind": "text"}, "key": {"answer": "x"}, "value": "\\ud800"}',
    ],
    ids=["deep", "deep-exercise", "deep-value", "range", "zero", "power", "surrogate"],
)
def test_hostile_lines_fail_alone(line: bytes) -> None:
    assert marked(line)["state"] == "failed"
    assert marked(NUMBER | {"value": "3,5"})["state"] == "right"


@pytest.mark.parametrize(
    "value",
    [
        "9" * 100_000,
        "(" * 10_000,
        "10^10^10",
        "1e999999999",
        "\u202e3,5",
        "\x00",
        "3" + "\u0335" * 500,
    ],
)
def test_hostile_answers_are_marked_or_refused(value: str) -> None:
    for kind, key in (("number", {"answer": 3.5}), ("text", {"answer": "a", "patterns": ["*b*"]})):
        answer = marked({"exercise": {"kind": kind}, "key": key, "value": value})
        assert answer["state"] in {"wrong", "unmarked", "right"}
        assert "error" not in answer


def test_a_line_that_takes_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "SECONDS", 0.2)
    variables = {f"a{number}": {"integer": [1, 9]} for number in range(20_000)}
    exercise = {"kind": "number", "variables": variables, "reject": ["a1 < 10"]}
    gc.disable()  # hypothesis has a callback there, and complains of what is raised in it
    try:
        answer = marked({"exercise": exercise, "key": {"answer": 1}, "value": "1"})
    finally:
        gc.enable()
    assert answer["state"] == "failed"
    assert "too long" in answer["error"]


def test_a_line_of_any_length_is_one_line() -> None:
    long = b'"' + b"x" * 5000 + b'"'
    stream = io.BytesIO(b"1\n" + long + b"\n" + b"2\n" + long)
    assert list(bulk.read_lines(stream, longest=100)) == [b"1", None, b"2", None]
    out = io.BytesIO()
    bulk.mark_lines(io.BytesIO(b"x" * (bulk.LONGEST + 10) + b"\n" + b"{}"), out, "en")
    first, second = map(json.loads, out.getvalue().splitlines())
    assert "too long" in first["error"]
    assert "JSON" in second["error"]


def test_a_number_keeps_the_figures_that_were_typed() -> None:
    key = {"answer": 0.5, "significant_figures": 2}
    line = b'{"exercise": {"kind": "number"}, "key": %s, "value": 0.50}'
    assert marked(line % json.dumps(key).encode())["state"] == "right"
    line = b'{"exercise": {"kind": "number"}, "key": %s, "value": 0.5}'
    assert marked(line % json.dumps(key).encode())["state"] == "partly"


def test_the_variant_is_that_of_the_seed() -> None:
    exercise = {"kind": "number", "variables": {"a": {"integer": [1, 1000]}}, "points": 2}
    line = {"exercise": exercise, "key": {"answer": "a", "explanation": "{{a}}"}, "seed": "00ff"}
    drawn = marked(line | {"value": "0"})["explanation"]
    assert marked(line | {"value": drawn})["score"] == 2
    assert marked(line | {"value": drawn, "seed": "01ff"})["state"] == "wrong"


def test_confidence_counts() -> None:
    line = {"exercise": {"kind": "number", "confidence": True}, "key": {"answer": 1}}
    assert marked(line | {"value": "1", "confidence": 3})["score"] == 1
    assert marked(line | {"value": "2", "confidence": 3})["score"] == -2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
KINDS = st.sampled_from(["choice", "number", "text"])


@given(st.binary(max_size=300))
def test_any_bytes(line: bytes) -> None:
    marked(line)


@given(
    st.builds(
        lambda exercise, key, value: {"exercise": exercise, "key": key, "value": value},
        JSON,
        JSON,
        JSON,
    )
)
def test_any_json(line: dict[str, object]) -> None:
    marked(line)


@given(
    KINDS,
    st.fixed_dictionaries({}, optional=dict.fromkeys(("answer", "answers", "tolerance"), JSON)),
    JSON,
    st.sampled_from(["uz", "uz-Cyrl", "ru", "en"]),
    st.sampled_from([None, 1, 2, 3]),
)
def test_any_key_and_answer(
    kind: str, key: dict[str, object], value: object, lang: str, confidence: int | None
) -> None:
    exercise = {"kind": kind, "options": [{"id": "a", "text": "a"}, {"id": "b", "text": "b"}]}
    if kind != "choice":
        del exercise["options"]
    marked(
        {
            "exercise": exercise,
            "key": key,
            "value": value,
            "lang": lang,
            "confidence": confidence,
        }
    )


@given(st.text(max_size=60), st.sampled_from([3.5, 12, "2/3", 0.001]))
def test_any_typed_number(typed: str, answer: object) -> None:
    line = {"exercise": {"kind": "number"}, "key": {"answer": answer}, "value": typed}
    assert marked(line)["state"] != "failed"


def test_golden_cases_get_the_same_marks(root: Path) -> None:
    """The cases that Python and TypeScript agree on, once more through this door."""
    seen = 0
    for path in sorted((root / "tests" / "golden").glob("*/case.json")):
        case = json.loads(path.read_text("utf-8"))
        for answer in case.get("answers", ()):
            line = {
                "exercise": case["exercise"],
                "key": case["key"],
                "seed": case.get("seed", "00"),
                "value": answer["value"],
                "lang": answer.get("lang", "en"),
                "confidence": answer.get("confidence"),
            }
            assert marked(line)["state"] == answer["state"], (path.parent.name, answer)
            seen += 1
    assert seen
