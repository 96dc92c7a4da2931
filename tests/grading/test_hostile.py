"""Whatever a learner hands in gets the marks of its answers, and stops nobody else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nbformat.v4 import new_code_cell, new_output

from courseware.grading import gather, run
from courseware.grading.commands import GradingFailed
from courseware.grading.gather import NOTEBOOK_BYTES
from courseware.response import MEDIA_TYPE
from courseware.session import FOLDER
from tests.grading.course import LESSON, MIXED, Learner, carrier, hand_in
from tests.grading.support import (
    auto_scores,
    grade,
    marks,
    needing_human,
    scores,
    stock_autograde,
)

MakeLearner = Callable[..., Learner]

REPLACE_EVERYTHING = '''
import builtins, fractions, importlib, json, os, pkgutil, sys, types

class Always:
    """Equal to everything, true, and worth a lot."""
    def __eq__(self, other): return True
    def __hash__(self): return 1
    def __float__(self): return 1e9
    def __or__(self, other): return self
    __ror__ = __or__
    def __call__(self, *a, **k): return self
    def __getattr__(self, name): return self
    def __iter__(self): return iter((self,))
    def __repr__(self): return "1000.0"

import courseware
SLOW = ("courseware.cli", "courseware.grading", "courseware.publish.serve")
modules = []
for found in pkgutil.walk_packages(courseware.__path__, "courseware."):
    if not found.name.startswith(SLOW):  # nbgrader and Voilà take seconds to import
        try:
            modules.append(importlib.import_module(found.name))
        except BaseException:
            pass
done = 0
for module in modules:
    for name, thing in list(vars(module).items()):
        if isinstance(thing, (types.FunctionType, type)):
            setattr(module, name, Always())
            done += 1
    sys.modules[module.__name__] = Always()
fractions.Fraction.__eq__ = fractions.Fraction.__le__ = lambda self, other: True
note = os.open("replaced", os.O_CREAT | os.O_WRONLY)
os.write(note, str(done).encode())
'''
"""Replaces what a marker inside this kernel would have used."""

REPLACE_BUILTINS = """
json.loads = json.load = Always()
for name in ("open", "float", "int", "sum", "max", "min", "abs", "round", "sorted", "hash"):
    setattr(builtins, name, Always())
os.write(note, b" and builtins")
"""
"""No kernel survives this."""


@pytest.mark.parametrize("attack", [REPLACE_EVERYTHING, REPLACE_EVERYTHING + REPLACE_BUILTINS])
def test_code_that_replaces_everything_gets_the_marks_of_its_answers(
    graders: Path, learner: MakeLearner, attack: str
) -> None:
    config = graders / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + "c.Execute.timeout = 20\n", "utf-8")
    ada = learner("ada", MIXED)
    ada.answer("plant", "osmos")  # half of 2
    nb = ada.read()
    nb.metadata.kernelspec = {"name": "no-such-kernel", "display_name": "x", "language": "x"}
    nb.cells.insert(0, new_code_cell(attack))
    for cell in nb.cells:
        if cell.source.startswith("exercise("):
            cell.source = "import sys; sys.stdout.write('2'); 2"
            cell.outputs = [new_output("execute_result", {"text/plain": "2.0"})]
    ada.write(nb)
    hand_in(ada, graders)
    stock_autograde(graders, MIXED)
    ran = (graders / "autograded" / "ada" / MIXED / "replaced").read_text("utf-8")
    replaced, _, rest = ran.partition(" ")
    assert int(replaced) > 200
    assert bool(rest) == (REPLACE_BUILTINS in attack)
    assert auto_scores(graders, "ada", MIXED)["plant"] == 1.0
    row = grade(graders, MIXED)["ada"]
    assert (row.status, row.reason) == ("graded", "")
    assert scores(row) == {"plant": 1.0}
    assert auto_scores(graders, "ada", MIXED) == {"plant": 1.0, "test_double": 0.0, "essay": 0.0}


def test_nothing_that_metadata_and_outputs_say_is_believed(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada")
    total = ada.answer_all()
    nb = ada.read()
    mark = {"exercise": "first/sure", "cell": "sure", "state": "right", "score": 3, "out_of": 3}
    forged = {"version": 1, "gathered": {"responses": {}}, "marks": [mark]}
    nb.metadata |= {
        "courseware": forged,
        "kernelspec": {"name": "no-such-kernel", "display_name": "x"},
        "language_info": {"name": "x" * 1000},
        "widgets": {"application/vnd.jupyter.widget-state+json": []},
        "nbgrader": 7,
    }
    for at, cell in enumerate(nb.cells):
        nbgrader = dict(cell.metadata.get("nbgrader", {}))
        cell.metadata["courseware"] = forged
        cell.metadata["nbgrader"] = [
            nbgrader | {"points": 1000, "solution": True, "schema_version": 99},
            nbgrader | {"grade": False, "locked": "no", "task": True},
            nbgrader | {"grade_id": ["sure"]},
            {"grade_id": "no-such-cell", "grade": True, "schema_version": 3},
            "sure",
        ][at % 5]
        if cell.cell_type == "code":
            cell.outputs = [new_output("execute_result", {"text/plain": "1000"})]
    ada.write(nb)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert row.status == "graded"
    assert (row.score, row.max_score) == (total, 12.0)


LIES: dict[str, Any] = {
    "no table": 7,
    "no response": {"version": 1},
    "a field too many": {"version": 1, "response": {"exercise": "first/plant", "score": 9}},
    "no time": {"version": 1, "response": {"exercise": "first/plant", "value": "x", "at": "now"}},
    "a deep table": json.loads("[" * 500 + "]" * 500),
    "a huge number": {"version": 1, "response": {"exercise": "first/plant", "value": 10**400}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_output_that_is_no_response_hides_none(
    graders: Path, learner: MakeLearner, lie: object
) -> None:
    ada = learner("ada")
    total = ada.answer_all()
    ada.save()
    ada.drop_journal()
    nb = json.loads(ada.notebook.read_text("utf-8"))
    output = {"output_type": "display_data", "metadata": {}, "data": {MEDIA_TYPE: lie}}
    nb["cells"].insert(0, {**nb["cells"][-1], "id": "lie", "outputs": [output]})
    ada.write(nb)
    hand_in(ada, graders)
    assert grade(graders)["ada"].score == total


def test_a_prompt_that_quotes_an_answer_is_no_answer(learner: MakeLearner) -> None:
    ada = learner("ada")
    response = ada.answer("plant", "fotosintezlanish")
    ada.drop_journal()
    nb = ada.read()
    carried = {MEDIA_TYPE: {"version": 1, "response": msgspec.to_builtins(response)}}
    nb.cells.append(new_code_cell(json.dumps(carried, default=str)))
    ada.write(nb)
    assert gather.gather(ada.folder).responses == {}


def test_answers_beyond_all_measure_are_read_in_bounded_time(tmp_path: Path) -> None:
    nested = f'{{"{MEDIA_TYPE}":' * 100_000
    (tmp_path / "deep.ipynb").write_text(nested)
    wide = f'["{MEDIA_TYPE}",[1,1,1,1,' * 100_000
    (tmp_path / "wide.ipynb").write_text(wide)
    (tmp_path / "large.ipynb").write_bytes(b" " * (NOTEBOOK_BYTES + 1))
    (tmp_path / "binary.ipynb").write_bytes(bytes(range(256)) * 1000)
    gathered = gather.gather(tmp_path)
    assert gathered.responses == {}
    assert [line for line in gathered.damage if "large.ipynb" in line]


def test_ten_thousand_answers_do_not_swell_what_is_kept(tmp_path: Path) -> None:
    at = "2030-01-01T00:00:00Z"
    given = [
        {"exercise": "first/plant", "value": f"answer {n} " + "x" * 500, "at": at, "sequence": n}
        for n in range(10_000)
    ]
    text = "".join(f'"{MEDIA_TYPE}": {{"version": 1, "response": {json.dumps(g)}}},' for g in given)
    (tmp_path / "first.ipynb").write_text(text)
    gathered = gather.gather(tmp_path)
    assert len(gathered.responses["first/plant"]) == 10_000
    kept = gather.kept(gathered, {"first/plant"}).responses["first/plant"]
    assert str(kept[0].value).startswith("answer 9999 ")
    assert len(msgspec.json.encode(kept)) < 2 * gather.KEPT_BYTES


# --- one bad hand-in stops nobody


def links(place: Path) -> None:
    (place / "first.ipynb").unlink()
    (place / "first.ipynb").symlink_to(place.parents[4] / "secret.txt")
    (place / "dangling").symlink_to("/nowhere/at/all")
    (place / "loop").symlink_to(place)
    (place / "zero").symlink_to("/dev/zero")


def a_linked_journal(place: Path) -> None:
    (place / FOLDER).rename(place / "elsewhere")
    (place / FOLDER).symlink_to(place / "elsewhere")


def pipes(place: Path) -> None:
    (place / "first.ipynb").unlink()
    os.mkfifo(place / "first.ipynb")
    os.mkfifo(place / FOLDER / "a.jsonl")


def a_folder_for_a_notebook(place: Path) -> None:
    (place / "first.ipynb").unlink()
    (place / "first.ipynb").mkdir()


def wrong_bytes(place: Path) -> None:
    (place / "first.ipynb").write_bytes(b"\xff\xfe\x00 no notebook \x80")
    (place / FOLDER / "b.jsonl").write_bytes(os.urandom(5000))


def no_notebook_at_all(place: Path) -> None:
    (place / "first.ipynb").write_text('{"cells": {}, "nbformat": 4}')


def too_deep(place: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    (place / "first.ipynb").write_text(
        f'{{"cells": [], "metadata": {{"x": {deep}}}, "nbformat": 4}}'
    )


def a_little_too_deep(place: Path) -> None:
    deep = "[" * 600 + "]" * 600
    (place / "first.ipynb").write_text(
        f'{{"cells": [], "metadata": {{"x": {deep}}}, "nbformat": 4}}'
    )


def a_strange_language(place: Path) -> None:
    (place / "first.ipynb").write_text('{"cells": [], "metadata": {"language": 5}, "nbformat": 4}')


def a_bad_timestamp(place: Path) -> None:
    (place / "timestamp.txt").write_text("yesterday, I think")


def too_large(place: Path) -> None:
    with (place / "first.ipynb").open("ab") as file:
        file.truncate(NOTEBOOK_BYTES + 10)


SPOILERS = (
    links,
    pipes,
    a_folder_for_a_notebook,
    wrong_bytes,
    no_notebook_at_all,
    too_deep,
    a_little_too_deep,
    a_strange_language,
    a_bad_timestamp,
    too_large,
)


def test_what_is_wrong_with_a_notebook_touches_neither_its_journal_nor_the_others(
    top: Path, graders: Path, learner: MakeLearner
) -> None:
    outside = top / "secret.txt"
    outside.write_text("nobody may see this")
    for name in ("ada", "zoe"):  # the first and the last by name
        here = learner(name)
        here.answer_all()
        hand_in(here, graders)
    for spoil in SPOILERS:
        here = learner(f"bad-{spoil.__name__}")
        here.answer_all()
        spoil(hand_in(here, graders))
    rows = grade(graders)
    assert {name: (row.status, row.score) for name, row in rows.items()} == dict.fromkeys(
        rows, ("graded", 4.0)
    )
    assert len(rows) == 2 + len(SPOILERS)
    assert {name for name, row in rows.items() if not row.notes} == {"ada", "zoe"}
    assert outside.read_text() == "nobody may see this"
    copies = [path for path in (graders / "autograded").rglob("*") if path.is_file()]
    assert not any(path.is_symlink() or b"nobody may" in path.read_bytes() for path in copies)


def test_a_linked_journal_is_not_followed(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    ada.answer_all()
    a_linked_journal(hand_in(ada, graders))
    row = grade(graders)["ada"]
    assert row.score == 0.0
    assert any("responses: no regular file" in note for note in row.notes)


def test_an_empty_hand_in_is_reported_and_gets_no_zero(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    hand_in(ada, graders)
    (graders / "submitted" / "nobody" / LESSON).mkdir(parents=True)
    (graders / "submitted" / "linked").mkdir()
    (graders / "submitted" / "linked" / LESSON).symlink_to(graders / "submitted" / "ada" / LESSON)
    report = run(graders, LESSON)
    assert [row.student for row in report.failed] == ["linked", "nobody"]
    assert all(row.score is None and row.reason for row in report.failed)
    assert len(report.rows) == 3


def test_strange_names_are_one_row_each(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada")
    total = ada.answer_all()
    names = ("a b", "Oʻgʻil'o", "x;y&z", "-rf", "ა", "[ab]*", "\udcff")
    for name in names:
        ada.name = name
        hand_in(ada, graders)
    (graders / "policy.toml").write_text('[variants]\ndrawn_for = "recorded"\n')
    rows = grade(graders)
    found = {name: (row.status, row.score) for name, row in rows.items()}
    assert found == dict.fromkeys(names[:6], ("graded", total)) | {"\\udcff": ("failed", None)}


def test_a_set_aside_notebook_leaves_nbgraders_own_cells_to_a_human(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada", MIXED)
    ada.answer("plant", "fotosintezlanish")
    place = hand_in(ada, graders)
    (place / f"{MIXED}.ipynb").write_text("{broken")
    row = grade(graders, MIXED)["ada"]
    assert scores(row) == {"plant": 2.0}
    assert auto_scores(graders, "ada", MIXED) == {"plant": 2.0, "test_double": None, "essay": None}
    assert needing_human(graders, "ada", MIXED) == {"test_double", "essay"}


def test_a_crash_leaves_no_marks_behind(
    graders: Path, learner: MakeLearner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of nbgrader's own command, which commits cell by cell."""
    from courseware.grading import mark

    ada = learner("ada")
    ada.answer_all()
    hand_in(ada, graders)
    assert grade(graders)["ada"].score == 4.0
    monkeypatch.setattr(mark, "_show", lambda *_: 1 / 0)
    with pytest.raises(GradingFailed, match="ZeroDivisionError"):
        stock_autograde(graders, force=True)
    assert needing_human(graders, "ada") == set()
    monkeypatch.undo()
    assert grade(graders)["ada"].score == 4.0  # its folder is gone, and comes back


def test_a_kernel_that_dies_takes_no_ones_marks(graders: Path, learner: MakeLearner) -> None:
    ada = learner("ada", MIXED)
    ada.answer("plant", "fotosintezlanish")
    nb = ada.read()
    nb.cells.append(new_code_cell("import os\nos._exit(1)"))
    ada.write(nb)
    hand_in(ada, graders)
    stock_autograde(graders, MIXED)
    assert auto_scores(graders, "ada", MIXED) == {"plant": 2.0, "test_double": None, "essay": None}
    assert needing_human(graders, "ada", MIXED) == {"test_double", "essay"}


def test_a_worker_that_dies_takes_what_was_not_graded_yet(
    graders: Path, learner: MakeLearner
) -> None:
    ada = learner("ada", MIXED)
    ada.answer("plant", "fotosintezlanish")
    nb = ada.read()
    nb.cells.insert(0, new_code_cell("import os\nos._exit(1)"))
    ada.write(nb)
    hand_in(ada, graders)
    row = grade(graders, MIXED)["ada"]
    assert (row.status, row.outcome) == ("graded", "crashed")
    assert auto_scores(graders, "ada", MIXED) == {"plant": 2.0, "test_double": 0.0, "essay": 0.0}
    assert [(cell.cell, cell.reason) for cell in row.cells] == [
        ("mixed/test_double", "worker_ended")
    ]


def test_learners_words_are_never_markup(graders: Path, learner: MakeLearner) -> None:
    from courseware.grading.commands import feedback

    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>![x](https://evil.example/y.png)"
    ada = learner("ada")
    ada.answer("plant", evil)
    ada.answer("speed", evil)
    hand_in(ada, graders)
    row = grade(graders)["ada"]
    assert marks(row)["plant"].value == evil
    feedback(graders, LESSON)
    page = (graders / "feedback" / "ada" / LESSON / f"{LESSON}.html").read_text("utf-8")
    cell = (graders / "autograded" / "ada" / LESSON / f"{LESSON}.ipynb").read_text("utf-8")
    outputs = [
        "".join(output.data["text/html"])
        for code in json.loads(cell, object_hook=_Dict)["cells"]
        for output in code.get("outputs", [])
    ]
    assert any("&lt;script&gt;" in html for html in outputs)
    for html in (page, *outputs):
        assert "<script" not in html
        assert "<img" not in html
        assert "onerror=alert(2)>" not in html


class _Dict(dict[str, Any]):
    __getattr__ = dict.__getitem__


def test_carried_answers_may_lie_beside_those_of_the_journal(
    graders: Path, learner: MakeLearner
) -> None:
    """A forged output is an edit of the learner's own answer, as any other."""
    ada = learner("ada")
    response = ada.answer("plant", "fotosintezlanish")
    nb = ada.read()
    forged = msgspec.structs.replace(response, exercise="first/no_such", sequence=10**9)
    nb.cells[0].outputs = [carrier(forged)]
    ada.write(nb)
    hand_in(ada, graders)
    assert scores(grade(graders)["ada"])["plant"] == 2.0
