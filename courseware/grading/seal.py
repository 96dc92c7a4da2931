"""Before anything of a lesson is released: exercises become cells that count, keys stay behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import tomlkit
from nbformat import NotebookNode
from traitlets import List, Unicode

from courseware import library
from courseware.errors import CoursewareError, InvalidDocument, Violation
from courseware.grading.cells import called_exercises, shown_exercise
from courseware.grading.master import grade_id
from courseware.grading.places import Places
from courseware.grading.preprocessors import CoursePreprocessor, Resources
from courseware.keys import key_path, load_key
from courseware.library import COURSE_FILE, EXERCISES, Entry
from courseware.session import FOLDER

LANGUAGE_TAG = "lang:"


class Seal(CoursePreprocessor):
    """First of `GenerateAssignment.preprocessors`.

    A cell that is exactly `exercise("name")` of a graded exercise becomes a
    locked cell worth the exercise's points. The course's `course.toml` goes
    beside the notebook. Refuses, with every fault's place and cure, a lesson
    whose release would hold a key, or could not be graded.
    """

    languages = List(
        Unicode(),
        help="""
        The languages to release, the one to begin with first; all by default. Markdown cells
        tagged for other languages are left out.
        """,
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Seal one notebook of a lesson; raises `InvalidDocument` where it must not be released."""
        places = self.places(resources)
        notebook = places.source / f"{resources['nbgrader']['notebook']}.ipynb"
        try:
            entries = _entries(places)
            violations = [*_exposed(places, entries), *_misplaced(nb, notebook, entries)]
            if violations:
                raise InvalidDocument(violations)
        except CoursewareError:
            # nbgrader has copied the files already, and with --notebook would leave them there.
            shutil.rmtree(places.release / EXERCISES, ignore_errors=True)
            raise
        for cell in nb.cells:
            _count(cell, entries)
        if self.languages:
            nb.cells = [cell for cell in nb.cells if _is_read(cell, self.languages)]
        outputs = resources.setdefault("outputs", {})
        outputs[COURSE_FILE] = self._course(places).encode()
        return nb, resources

    def _course(self, places: Places) -> str:
        """Return what learners get as `course.toml`."""
        text = (places.source.parent / COURSE_FILE).read_text("utf-8")
        if not self.languages:
            return text
        course = tomlkit.parse(text)
        course["languages"] = list(self.languages)
        course["language"] = self.languages[0]
        return tomlkit.dumps(course)


def _entries(places: Places) -> dict[str, Entry]:
    """Load every exercise of the lesson; raises with the faults of all of them."""
    entries: dict[str, Entry] = {}
    violations: list[Violation] = []
    for name in places.lesson.names():
        try:
            entries[name] = places.lesson.entry(name)
        except InvalidDocument as error:
            violations += error.violations
    if violations:
        raise InvalidDocument(violations)
    return entries


def _exposed(places: Places, entries: dict[str, Entry]) -> Iterator[Violation]:
    """Find what would give a key away or overwrite learners' answers, and keys that are missing."""
    for path in sorted(places.source.rglob(FOLDER)):
        if path.is_dir():
            yield Violation(code="responses_in_source", file=library.shown_path(path))
    for path in sorted(places.source.glob(".*.ipynb")):
        # nbgrader looks for notebooks by a pattern that a leading dot does not match.
        parameters: dict[str, str | int] = {"name": path.name, "lesson": places.assignment}
        yield Violation(code="notebook_extra", file=library.shown_path(path), parameters=parameters)
    for entry in entries.values():
        if not entry.exercise.graded:
            continue
        if "key" in entry.source.data:
            yield entry.source.violation("graded_key_public", ("key",))
            continue
        try:
            load_key(places.keys, entry.exercise)
        except InvalidDocument as error:
            yield from error.violations
        except CoursewareError:
            key = library.shown_path(key_path(places.keys, entry.exercise.id))
            yield entry.source.violation("graded_no_key", key=key)


def _misplaced(nb: NotebookNode, notebook: Path, entries: dict[str, Entry]) -> Iterator[Violation]:
    """Find exercises that are not there, stand twice, or stand where they cannot count."""
    file = library.shown_path(notebook)
    seen: dict[str, int] = {}
    known = ", ".join(sorted(entries)) or "-"
    for at, cell in enumerate(nb.cells, 1):
        for name in called_exercises(cell.source) if cell.cell_type == "code" else ():
            parameters: dict[str, str | int] = {"cell": at, "name": name}
            entry = entries.get(name)
            if entry is None:
                parameters |= {"known": known, "lesson": notebook.stem}
                yield Violation(code="exercise_no_file", file=file, parameters=parameters)
                continue
            if not entry.exercise.graded:
                continue
            if name in seen:
                parameters["first"] = seen[name]
                yield Violation(code="exercise_twice", file=file, parameters=parameters)
            elif shown_exercise(cell.source) != name:
                yield Violation(code="exercise_not_alone", file=file, parameters=parameters)
            seen.setdefault(name, at)
    yield from _same_ids(nb, file, {grade_id(name): at for name, at in seen.items()})


def _same_ids(nb: NotebookNode, file: str, taken: dict[str, int]) -> Iterator[Violation]:
    """Find nbgrader cells of the author's own that bear the id of an exercise's cell."""
    for at, cell in enumerate(nb.cells, 1):
        id_ = cell.metadata.get("nbgrader", {}).get("grade_id")
        if id_ in taken and taken[id_] != at:
            parameters: dict[str, str | int] = {"first": taken[id_], "cell": at, "id": id_}
            yield Violation(code="grade_id_twice", file=file, parameters=parameters)


def _count(cell: NotebookNode, entries: dict[str, Entry]) -> None:
    """Make the cell of a graded exercise one that nbgrader counts and locks."""
    name = shown_exercise(cell.source) if cell.cell_type == "code" else None
    if name is None or not entries[name].exercise.graded:
        return
    cell.metadata["nbgrader"] = NotebookNode(
        schema_version=3,
        grade_id=grade_id(name),
        grade=True,
        solution=False,
        locked=True,
        task=False,
        points=float(entries[name].exercise.points),
    )


def _is_read(cell: NotebookNode, languages: list[str]) -> bool:
    """Tell whether a cell is for readers of any of the languages."""
    tags = [str(tag) for tag in cell.metadata.get("tags", [])]
    own = [tag.removeprefix(LANGUAGE_TAG) for tag in tags if tag.startswith(LANGUAGE_TAG)]
    return cell.cell_type != "markdown" or not own or any(tag in languages for tag in own)
