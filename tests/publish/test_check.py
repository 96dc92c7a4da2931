"""Broken courses, each in exactly one way: `check` names file, place, problem and cure.

Each folder of `broken/` but `good` says in its `case.toml` how to break the good
course, and what must be found. The good course has nothing wrong with it.
"""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from courseware.errors import Violation
from courseware.grading.policy import load_policy
from courseware.publish.check import Report, check_course

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(path.parent.name for path in BROKEN.glob("*/case.toml"))
LANGUAGES = ("uz", "ru", "en")


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the good course; paths are told from here."""
    shutil.copytree(BROKEN / "good", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(top: Path, variants: int = 5) -> Report:
    """Check the course that lies below a folder, policy included."""
    graders = top / "graders" / "school"
    return check_course(
        top / "notebooks" / "school", variants=variants, also=lambda: load_policy(graders)
    )


def apply(top: Path, change: dict[str, Any]) -> None:
    """Break a course in one place."""
    path = top / change["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "replace" in change:
        text = path.read_text("utf-8")
        assert change["replace"] in text, f"{change['file']} no longer holds what the case changes"
        path.write_text(text.replace(change["replace"], change["by"]), "utf-8")
    elif "text" in change:
        path.write_text(change["text"], "utf-8")
    elif "hex" in change:
        path.write_bytes(bytes.fromhex(change["hex"]))
    elif "size" in change:
        path.write_bytes(bytes(change["size"]))
    elif "cut" in change:
        path.write_bytes(path.read_bytes()[: change["cut"]])
    elif "copy" in change:
        shutil.copy(top / change["copy"], path)
    else:
        assert change["delete"]
        path.unlink()


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 20


def test_the_good_course_is_good(school: Path) -> None:
    report = check(school, variants=50)
    assert report.violations == ()
    assert (report.lessons, report.exercises) == (2, 4)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_course(name: str, school: Path) -> None:
    case = tomllib.loads((BROKEN / name / "case.toml").read_text("utf-8"))
    for change in case["change"]:
        apply(school, change)
    expected = case["expect"]
    report = check(school)
    (found,) = report.errors
    place = (found.code, found.file, found.line, found.field)
    wanted = (expected["code"], expected["file"], expected["line"], expected["field"])
    assert place == wanted
    said = {language: told(found, language) for language in LANGUAGES}
    assert len({problem for problem, _ in said.values()}) == len(LANGUAGES)
    assert len({cure for _, cure in said.values()}) == len(LANGUAGES)
    for problem, cure in said.values():
        for word in expected["names"]:
            assert word in f"{problem} {cure}"


def told(violation: Violation, language: str) -> tuple[str, str]:
    """Return what is wrong and what to do; both are whole sentences."""
    problem, cure = violation.problem(language), violation.cure(language)
    assert len(problem) > 15
    assert len(cure) > 15
    return problem, cure
