"""What is released counts as it should and holds no key; what must not be released is refused."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from courseware.errors import CourseNotFound, InvalidDocument, KeyExposed
from courseware.grading import generate, release_assignment
from courseware.publish.release import prove, release
from courseware.publish.seal import seal
from tests.grading.course import LESSON, MIXED, POINTS, write_course


def keys_of(graders: Path, lesson: str = LESSON) -> Iterator[str]:
    """Yield every value of every key that the public half does not say."""
    public = " ".join(
        path.read_text("utf-8")
        for path in (graders.parents[1] / "notebooks" / "tiny" / lesson).rglob("*.*")
    )
    for path in sorted((graders / "keys" / lesson).glob("*.toml")):
        for value in _leaves(tomllib.loads(path.read_text("utf-8"))):
            if len(value) >= 4 and value not in public:
                yield value


def _leaves(thing: object) -> Iterator[str]:
    if isinstance(thing, dict):
        for value in thing.values():
            yield from _leaves(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _leaves(value)
    else:
        yield str(thing)


def everything_below(folder: Path) -> str:
    """Return all that stands in a folder: as it is, and as JSON says it."""
    texts = []
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            texts.append(text)
            if path.suffix == ".ipynb":
                texts.append(json.dumps(json.loads(text), ensure_ascii=False))
    return "\n".join(texts)


def test_no_value_of_a_key_is_released(graders: Path) -> None:
    values = list(keys_of(graders))
    assert len(values) >= 12
    released = everything_below(graders / "release")
    assert [value for value in values if value in released] == []


def test_the_release_is_what_learners_need(graders: Path, notebooks: Path) -> None:
    folder = graders / "release" / LESSON
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "course.toml",
        "first.ipynb",
        *(f"exercises/{name}.toml" for name in (*POINTS, "warm_up")),
    }
    assert (folder / "course.toml").read_bytes() == (notebooks / "course.toml").read_bytes()
    practice = tomllib.loads((folder / "exercises" / "warm_up.toml").read_text("utf-8"))
    assert practice["key"] == {"answer": 4}


def test_exercises_become_locked_cells_that_count(
    graders: Path, gradebook: Callable[[], Gradebook]
) -> None:
    nb = nbformat.read(graders / "release" / LESSON / "first.ipynb", as_version=4)
    found = {
        cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if "nbgrader" in cell.metadata
    }
    assert {id_: cell.metadata.nbgrader.points for id_, cell in found.items()} == POINTS
    for cell in found.values():
        known = cell.metadata.nbgrader
        assert (known.grade, known.locked, known.solution, known.task) == (True, True, False, False)
        assert cell.metadata.editable is False
        assert cell.metadata.deletable is False
        assert cell.outputs == []
    with gradebook() as book:
        assert book.find_assignment(LESSON).max_score == sum(POINTS.values())
        cells = {
            cell.name: cell.max_score for cell in book.find_notebook(LESSON, LESSON).grade_cells
        }
        assert cells == POINTS


def test_nbgraders_own_cells_are_left_to_nbgrader(graders: Path) -> None:
    nb = nbformat.read(graders / "release" / MIXED / "mixed.ipynb", as_version=4)
    text = json.dumps(nb)
    assert "YOUR CODE HERE" in text
    assert "31415" not in text


def test_only_the_chosen_languages_are_released(top: Path, graders: Path) -> None:
    config = graders / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + 'c.Seal.languages = ["uz"]\n', "utf-8")
    folder = generate(graders, LESSON)
    text = (folder / "first.ipynb").read_text("utf-8")
    assert "Birinchi dars" in text
    assert "Первый урок" not in text
    assert "The first lesson" not in text
    course = tomllib.loads((folder / "course.toml").read_text("utf-8"))
    assert (course["language"], course["languages"]) == ("uz", ["uz"])
    whole = tomllib.loads((top / "notebooks" / "tiny" / "course.toml").read_text("utf-8"))
    assert course["seed"] == whole["seed"]


# --- what is refused


def put_the_key_back(source: Path) -> None:
    path = source / "exercises" / "plant.toml"
    path.write_text(path.read_text("utf-8") + '\n[key]\nanswer = "fotosintezlanish"\n', "utf-8")


def leave_answers_in_the_source(source: Path) -> None:
    (source / "responses").mkdir()


def hide_a_notebook(source: Path) -> None:
    shutil.copy(source / "first.ipynb", source / ".solutions.ipynb")


def lose_the_key(source: Path) -> None:
    (source.parents[2] / "graders" / "tiny" / "keys" / LESSON / "plant.toml").unlink()


def show_an_exercise_twice(source: Path) -> None:
    _add_cell(source, 'exercise("plant")')


def show_no_such_exercise(source: Path) -> None:
    _add_cell(source, 'exercise("plants")')


def mix_a_graded_exercise_with_code(source: Path) -> None:
    path = source / "first.ipynb"
    nb = nbformat.read(path, as_version=4)
    for cell in nb.cells:
        if 'exercise("speed")' in cell.source:
            cell.source = 'box = exercise("speed")\nbox'
    nbformat.write(nb, path)


def take_the_id_of_an_exercise(source: Path) -> None:
    known = {"grade_id": "plant", "grade": True, "points": 1, "solution": False, "locked": True}
    _add_cell(source, "assert True", nbgrader={**known, "schema_version": 3, "task": False})


def break_an_exercise(source: Path) -> None:
    path = source / "exercises" / "plant.toml"
    path.write_text(path.read_text("utf-8").replace("points = 2", "point = 2"), "utf-8")


def _add_cell(source: Path, text: str, **metadata: object) -> None:
    path = source / "first.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.cells.append(new_code_cell(text, metadata=metadata))
    nbformat.write(nb, path)


@pytest.mark.parametrize(
    ("spoil", "code", "place"),
    [
        (put_the_key_back, "graded_key_public", "exercises/plant.toml:"),
        (leave_answers_in_the_source, "responses_in_source", "responses"),
        (hide_a_notebook, "notebook_extra", ".solutions.ipynb"),
        (lose_the_key, "graded_no_key", "exercises/plant.toml"),
        (show_an_exercise_twice, "exercise_twice", "first.ipynb"),
        (show_no_such_exercise, "exercise_no_file", "first.ipynb"),
        (mix_a_graded_exercise_with_code, "exercise_not_alone", "first.ipynb"),
        (take_the_id_of_an_exercise, "grade_id_twice", "first.ipynb"),
        (break_an_exercise, "unknown_field_near", "exercises/plant.toml:"),
    ],
)
def test_what_must_not_be_released_is_refused_with_place_and_cure(
    graders: Path, notebooks: Path, spoil: Callable[[Path], None], code: str, place: str
) -> None:
    spoil(notebooks / LESSON)
    with pytest.raises(InvalidDocument) as refused:
        generate(graders, LESSON)
    assert {violation.code for violation in refused.value.violations} == {code}
    violation = refused.value.violations[0]
    assert place in violation.place()
    for language in ("uz", "ru", "en"):
        assert violation.problem(language)
        assert violation.cure(language)
    assert not (graders / "release" / LESSON).exists()


# --- the proof


def test_a_release_is_proven(graders: Path, notebooks: Path, top: Path) -> None:
    shutil.rmtree(graders / "release")
    done = release(
        notebooks,
        LESSON,
        exchange=True,
        generate=generate,
        release_assignment=release_assignment,
    )
    assert done.folder == graders / "release" / LESSON
    assert "first.ipynb" in done.files
    assert done.size == sum((done.folder / name).stat().st_size for name in done.files)
    assert (top / "exchange" / "tiny" / "outbound" / LESSON / "first.ipynb").is_file()


LEAKS: dict[str, tuple[str, str]] = {
    "in a cell": ("first.ipynb", "Explanation-planets-71"),
    "escaped in a cell": ("first.ipynb", "Пояснение-планеты-71"),
    "an answer": ("first.ipynb", "fotosintezlanish"),
    "an expression": ("exercises/speed.toml", "s / t + 0 * 918273"),
    "in another file": ("notes/readme.txt", "Луна спутник, а не планета."),
    "in a binary file": ("data.bin", "Divide the way by the time."),
}


@pytest.mark.parametrize(("file", "value"), LEAKS.values(), ids=LEAKS.keys())
def test_a_key_anywhere_in_the_release_deletes_it(
    graders: Path, notebooks: Path, file: str, value: str
) -> None:
    folder = graders / "release" / LESSON
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".ipynb":
        nb = nbformat.read(path, as_version=4)
        nb.cells[4]["metadata"]["note"] = [f"see: {value}"]
        path.write_text(json.dumps(nb), "ascii")
    elif path.suffix == ".toml":
        path.write_text(path.read_text("utf-8") + f"# {value}\n", "utf-8")
    else:
        path.write_bytes(b"\x00\xff" + value.encode() + b"\x00")
    with pytest.raises(KeyExposed, match=path.name):
        prove(folder, notebooks / LESSON, graders / "keys" / LESSON)
    assert not folder.exists()


def test_words_of_the_lesson_are_no_leak(graders: Path, notebooks: Path) -> None:
    """A lesson on photosynthesis says the word; its feedback sentences stand nowhere."""
    _add_cell(notebooks / LESSON, "# fotosintezlanish is a long word")
    folder = generate(graders, LESSON)
    prove(folder, notebooks / LESSON, graders / "keys" / LESSON)
    _add_cell(notebooks / LESSON, "# Explanation-planets-71")
    folder = generate(graders, LESSON)
    with pytest.raises(KeyExposed, match=r"explanation\.en"):
        prove(folder, notebooks / LESSON, graders / "keys" / LESSON)


def test_an_unknown_lesson_is_named_with_those_there_are(notebooks: Path) -> None:
    with pytest.raises(CourseNotFound, match="first, mixed"):
        release(notebooks, "frist", generate=generate)


def test_an_unsealed_course_is_not_released(tmp_path: Path) -> None:
    graders = write_course(tmp_path)
    with pytest.raises(InvalidDocument) as refused:
        generate(graders, LESSON)
    codes = [violation.code for violation in refused.value.violations]
    assert codes == ["graded_key_public"] * len(POINTS)
    assert seal(tmp_path / "notebooks" / "tiny").moved
    assert generate(graders, LESSON).is_dir()
