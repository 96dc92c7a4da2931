"""The parts that need no kernel: names, notebooks, pictures, texts."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from courseware import kinds, library
from courseware.response import MEDIA_TYPE
from courseware.spec import Course
from courseware.widgets import carried, languages, learner, module, pictures, rendering
from courseware.widgets.inline import entry_of
from tests.ui.support.lessons import NAMES, write_lesson
from tests.unit.core import golden

HEAVY: tuple[str, ...] = (
    "IPython.core.pylabtools",
    "latex2mathml",
    "markdown_it",
    "matplotlib",
    "nbclient",
)
HEAVY += ("nbconvert", "nbformat", "nbgrader", "numpy", "pandas", "voila")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_importing_the_widgets_loads_nothing_heavy() -> None:
    code = "import sys, courseware.widgets; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(told.stdout.split())
    assert "courseware.widgets.widget" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    ("environment", "user", "name"),
    [
        ({"COURSEWARE_LEARNER": " zilola "}, "jovyan", "zilola"),
        ({"COURSEWARE_LEARNER": ""}, "aziz", "aziz"),
        ({"JUPYTERHUB_USER": "aziz"}, "jovyan", "aziz"),
        ({"JUPYTERHUB_USER": "aziz"}, "root", "root"),
        ({}, "jovyan", "jovyan"),
        ({"COURSEWARE_LEARNER": "x" * 999}, "aziz", "x" * 200),
    ],
)
def test_the_learner_has_the_name_that_nbgrader_gives(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], user: str, name: str
) -> None:
    monkeypatch.delenv("COURSEWARE_LEARNER", raising=False)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    monkeypatch.setattr("getpass.getuser", lambda: user)
    assert learner.learner() == name


def test_a_user_without_a_name_is_a_learner(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.delenv("COURSEWARE_LEARNER", raising=False)
    monkeypatch.setattr("getpass.getuser", nameless)
    assert learner.learner() == "learner"


def write(path: Path, *bundles: object) -> Path:
    outputs = [{"output_type": "display_data", "metadata": {}, "data": data} for data in bundles]
    cells = [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "outputs": outputs}]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), "utf-8")
    return path


RESPONSE = {"exercise": "small/half", "value": "half", "at": "2026-01-02T03:04:05Z", "sequence": 3}


def test_a_notebook_gives_back_what_it_carries(tmp_path: Path) -> None:
    good = {MEDIA_TYPE: {"version": 1, "response": RESPONSE}, "text/plain": ["a", "b"]}
    path = write(tmp_path / "n.ipynb", good, {"text/plain": "no response"})
    (found,) = carried.read(path)
    assert (found.exercise, found.value, found.sequence) == ("small/half", "half", 3)
    assert carried.on_the_wire(found)["version"] == 1


@pytest.mark.parametrize(
    "bundle",
    [
        {MEDIA_TYPE: None},
        {MEDIA_TYPE: "text"},
        {MEDIA_TYPE: {"version": 2, "response": RESPONSE}},
        {MEDIA_TYPE: {"version": 1, "response": {**RESPONSE, "at": "now"}}},
        {MEDIA_TYPE: {"version": 1, "response": {**RESPONSE, "sequence": -1}}},
        {MEDIA_TYPE: {"version": 1, "response": {**RESPONSE, "extra": 1}}},
        {MEDIA_TYPE: [[[[]]]]},
    ],
)
def test_what_is_no_response_is_passed_over(tmp_path: Path, bundle: object) -> None:
    good = {MEDIA_TYPE: {"version": 1, "response": RESPONSE}}
    assert len(carried.read(write(tmp_path / "n.ipynb", bundle, good))) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b"null", b'{"cells": 3}', b"[" * 100_000, b'{"cells": [{"outputs'],
)
def test_what_is_no_notebook_carries_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "n.ipynb"
    path.write_bytes(content)
    assert carried.read(path) == []
    assert carried.read(tmp_path / "none.ipynb") == []
    assert carried.read(tmp_path) == []


def test_pictures_come_from_the_lesson_alone(tmp_path: Path) -> None:
    lesson = tmp_path / "lesson"
    lesson.mkdir()
    for place in (lesson / "a.png", tmp_path / "outside.png", lesson / "a.txt"):
        place.write_bytes(PIXEL)
    (lesson / "link.png").symlink_to(tmp_path / "outside.png")
    (lesson / "large.png").write_bytes(bytes(pictures.LARGEST + 1))
    assert pictures.data_uri(lesson, "a.png") == (
        f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    )
    for source in ("../outside.png", "link.png", "large.png", "a.txt", "none.png", "", "a\0.png"):
        assert pictures.data_uri(lesson, source) is None
    assert pictures.data_uri(lesson, str(tmp_path / "outside.png")) is None


def test_a_picture_travels_inside_the_exercise(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    prompt = "![one](a.png) ![two](../b.png)"
    entry = entry_of("text", {"prompt": prompt, "answer": "x"}, "lesson", None)
    wire = rendering.on_the_wire(entry.exercise, ("uz",), tmp_path)
    assert 'src="data:image/png;base64,' in str(wire["prompt"])
    assert "two" in str(wire["prompt"])
    assert "b.png" not in str(wire["prompt"])


def sent(part: msgspec.Struct | None, *codes: str, folder: Path) -> dict[str, Any]:
    assert part is not None
    return rendering.on_the_wire(part, codes, folder)


def test_texts_become_html_and_answers_stay_as_they_are(tmp_path: Path) -> None:
    folder = write_lesson(tmp_path / "small")
    entries = {name: library.load_exercise(folder / "exercises" / f"{name}.toml") for name in NAMES}
    half = sent(entries["half"].exercise, "uz", folder=folder)
    assert half["kind"] == "choice"
    assert half["id"] == "small/half"
    assert half["prompt"] == {"uz": "<p>Qaysi kasr <strong>yarim</strong>?</p>"}
    assert all(option["text"].startswith("<math") for option in half["options"])
    assert set(sent(entries["half"].key, "uz", folder=folder)) == {"answer", "feedback"}
    capital = sent(entries["capital"].key, "uz", "ru", folder=folder)
    assert capital["answer"] == {"uz": "Toshkent", "ru": "Ташкент", "en": "Tashkent"}
    (mistake,) = capital["mistakes"]
    assert mistake["answer"] == "Samarqand"
    assert mistake["feedback"]["ru"].startswith("<p>Самарканд")
    speed = sent(entries["speed"].exercise, "uz", folder=folder)
    assert "{{v * t}}" in speed["prompt"]["uz"]
    assert speed["variables"]["v"] == {"integer": [40, 90], "step": 10}


def test_only_the_languages_of_the_course_are_sent(tmp_path: Path) -> None:
    prompt = {"uz": "Necha?", "ru": "Сколько?", "en": "How many?"}
    exercise = entry_of("number", {"prompt": prompt, "answer": 1}, "lesson", None).exercise
    assert sent(exercise, "uz", "uz-Cyrl", folder=tmp_path)["prompt"] == {"uz": "<p>Necha?</p>"}
    everything = {code: f"<p>{text}</p>" for code, text in prompt.items()}
    assert sent(exercise, "de", folder=tmp_path)["prompt"] == everything


def test_cyrillic_is_offered_beside_latin() -> None:
    def course(*codes: str) -> Course:
        return Course(id="c", title="", lessons=("l",), languages=codes)  # type: ignore[arg-type]

    assert languages.offered(course("ru", "uz", "en")) == ("ru", "uz", "uz-Cyrl", "en")
    assert languages.offered(course("uz-Cyrl", "uz")) == ("uz-Cyrl", "uz")
    assert languages.offered(course("ru")) == ("ru",)


def test_practice_keeps_its_name_while_it_stays_as_it_is() -> None:
    fields: dict[str, object] = {"prompt": "2 + 2", "answer": 4}
    first = entry_of("number", fields, "lesson", None).exercise.id
    assert first == entry_of("number", dict(reversed(fields.items())), "lesson", None).exercise.id
    assert first != entry_of("number", fields | {"prompt": "2+2"}, "lesson", None).exercise.id
    assert first.startswith("lesson/practice-")
    assert entry_of("number", fields, "lesson", "sum").exercise.id == "lesson/practice-sum"


def test_every_kind_can_be_written_in_a_cell() -> None:
    cases = [golden.case(name) for name in golden.names("answers")]
    written = {case["exercise"]["kind"]: case for case in cases}
    assert set(written) == set(kinds.NAMES)
    for kind, case in written.items():
        fields = {"prompt": "?", **case["exercise"], **case["key"]}
        fields = {name: fields[name] for name in fields.keys() - {"id", "kind", "graded"}}
        entry = entry_of(kind, fields, "lesson", None)
        assert kinds.name_of(entry.exercise) == kind
        assert entry.key is not None
        assert not entry.exercise.graded


def test_a_bundle_that_was_not_built_is_seen(tmp_path: Path) -> None:
    assert not module.is_built(tmp_path)
    (tmp_path / "widget.js").touch()
    assert not module.is_built(tmp_path)
    (tmp_path / "loader.js").touch()
    assert module.is_built(tmp_path)
