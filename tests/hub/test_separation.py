"""What must stay apart on a Hub: users from one another, and keys from everyone but the teacher."""

from __future__ import annotations

import json
from pathlib import Path

from courseware.journal import read
from tests.hub.support import secrets
from tests.hub.support.hub import COURSE, LESSON, Hub
from tests.hub.support.looking import found_in_files, found_in_memory, processes
from tests.hub.support.steps import MARKS

TRY = """
import os, sys
for path in sys.argv[1:]:
    try:
        os.listdir(path) if os.path.isdir(path) else open(path).close()
    except PermissionError:
        print("kept out of", path)
"""
KERNEL, SERVER = "ipykernel_launcher", "jupyterhub-singleuser"
PRACTISED = 2


def test_everyone_works_as_a_user_of_their_own(handed_in: Hub) -> None:
    assert len({person.uid for person in handed_in.people.values()} | {0}) == 4
    for student in handed_in.students:
        assert processes(student, SERVER)
        assert processes(student, KERNEL)
        responses = student.home / LESSON / "responses"
        assert {path.stat().st_uid for path in responses.iterdir()} == {student.uid}


def test_nobody_reads_anothers_home_or_the_teachers_half(handed_in: Hub) -> None:
    first, second = handed_in.students
    teachers = [handed_in.teacher.home, handed_in.graders, handed_in.graders / "keys" / LESSON]
    inbound = handed_in.exchange / COURSE / "inbound"
    for student, other in ((first, second), (second, first)):
        answers = other.home / LESSON / "responses"
        closed = [*teachers, other.home, other.home / LESSON, answers, inbound]
        told = student.run(handed_in.environment.python, "-Ic", TRY, *closed)
        assert told.splitlines() == [f"kept out of {path}" for path in closed]


def test_no_key_is_on_a_path_that_a_student_can_read(handed_in: Hub) -> None:
    keys = secrets.in_files(secrets.graded())
    answers = secrets.in_files(secrets.worked())
    mine = secrets.in_files(secrets.practice())
    for student in handed_in.students:
        places = (handed_in.folder, _library(handed_in))
        assert found_in_files(handed_in, student, keys, *places) == []
        found = found_in_files(handed_in, student, answers, handed_in.folder)
        # A practice exercise may be worked out in the same way, for all to see.
        assert {Path(path).name for path, _ in found} <= secrets.practice_files()
        # What is the student's to read is found, so the search does look.
        assert found_in_files(handed_in, student, mine, student.home)


def test_no_key_is_in_the_memory_of_a_students_processes(handed_in: Hub) -> None:
    keys = secrets.in_memory(secrets.graded())
    mine = secrets.in_memory(secrets.practice())[:3]
    for student in handed_in.students:
        kernels = processes(student, KERNEL)
        assert all(found_in_memory(kernel, mine) for kernel in kernels)
        for process in (*kernels, *processes(student, SERVER)):
            assert found_in_memory(process, keys) == set()


def test_answers_lie_beside_the_notebook_and_in_it(handed_in: Hub) -> None:
    for student in handed_in.students:
        folder = student.home / LESSON
        records = read(folder / "responses").records
        kept = {each.data["exercise"] for each in records if each.kind == "response"}
        graded = {f"{LESSON}/{name}" for name in MARKS[student.name]}
        assert graded <= kept
        assert len(kept) == len(graded) + PRACTISED
        notebook = json.loads((folder / f"{LESSON}.ipynb").read_text("utf-8"))
        outputs = json.dumps([cell.get("outputs") for cell in notebook["cells"]])
        assert outputs.count('"application/vnd.courseware.response+json"') >= len(kept)


def _library(hub: Hub) -> Path:
    told = hub.teacher.run(
        hub.environment.python, "-Ic", "import courseware as c; print(c.__file__)"
    )
    library = Path(told.strip()).parent
    assert library.is_relative_to(hub.environment.folder)
    return library
