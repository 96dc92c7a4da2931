"""What must stay apart on a Hub: users from one another, and keys from everyone but the teacher."""

from __future__ import annotations

import json
import stat

from courseware.journal import read
from tests.hub.support import secrets
from tests.hub.support.hub import LESSON, Hub
from tests.hub.support.looking import in_files, in_memory, processes
from tests.hub.support.steps import FIRST, SECOND

SAID = "print(open({path!r}).read())"
TRY = """
import os, sys
for path in sys.argv[1:]:
    try:
        os.listdir(path) if os.path.isdir(path) else open(path).close()
    except PermissionError:
        print("kept out of", path)
"""


def test_everyone_works_as_a_user_of_their_own(handed_in: Hub) -> None:
    assert len({person.uid for person in handed_in.people.values()}) == 3
    for student in handed_in.students:
        assert processes(student, "jupyterhub-singleuser")
        assert processes(student, "ipykernel_launcher")
        responses = student.home / LESSON / "responses"
        assert {path.stat().st_uid for path in responses.iterdir()} == {student.uid}


def test_nobody_reads_anothers_home_or_the_teachers_half(handed_in: Hub) -> None:
    first, second = handed_in.students
    teachers = [handed_in.teacher.home, handed_in.graders, handed_in.graders / "keys" / LESSON]
    for student, other in ((first, second), (second, first)):
        others = [other.home, other.home / LESSON, other.home / LESSON / "responses"]
        inbound = handed_in.exchange / "demo" / "inbound"
        (theirs,) = inbound.glob(f"{other.name}+*")
        closed = [*teachers, *others, inbound, theirs]
        told = student.run(handed_in.environment.python, "-Ic", TRY, *closed)
        assert told.splitlines() == [f"kept out of {path}" for path in closed]


def test_no_key_is_on_a_path_that_a_student_can_read(handed_in: Hub) -> None:
    places = [handed_in.folder, handed_in.environment.folder / "lib", handed_in.environment.folder]
    keys = {form for text in secrets.texts() for form in secrets.written(text)}
    worked = {form for text in secrets.expressions() for form in secrets.written(text)}
    mine = {form for text in secrets.practice() for form in secrets.written(text)}
    for student in handed_in.students:
        assert in_files(handed_in, student, keys, [handed_in.folder, *_shared(handed_in)]) == []
        assert in_files(handed_in, student, worked, [handed_in.folder]) == []
        assert in_files(handed_in, student, mine, [student.home])
    assert places


def test_no_key_is_in_a_kernels_memory(handed_in: Hub) -> None:
    keys = {form for text in secrets.texts() for form in secrets.written(text)}
    mine = {form for text in secrets.practice() for form in secrets.written(text)}
    for student in handed_in.students:
        kernels = processes(student, "ipykernel_launcher")
        # The practice keys must be found, or the search would prove nothing.
        assert any(in_memory(kernel, mine) for kernel in kernels)
        for process in (*kernels, *processes(student, "jupyterhub-singleuser")):
            assert in_memory(process, keys) == set()


def test_answers_lie_beside_the_notebook_and_in_it(handed_in: Hub) -> None:
    for student in handed_in.students:
        folder = student.home / LESSON
        answers = {
            record.data["exercise"]: record.data["value"]
            for record in read(folder / "responses").records
            if record.kind == "response"
        }
        assert len(answers) == 7
        assert stat.S_IMODE(student.home.stat().st_mode) == 0o700
        notebook = json.loads((folder / f"{LESSON}.ipynb").read_text("utf-8"))
        assert "application/vnd.courseware.response+json" in json.dumps(notebook)
    assert {student.name for student in handed_in.students} == {FIRST, SECOND}


def _shared(hub: Hub) -> list:
    return [hub.environment.folder / "lib" / "python3.11" / "site-packages" / "courseware"]
