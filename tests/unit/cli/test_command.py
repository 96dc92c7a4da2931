"""The command as a teacher meets it: help, languages, exit statuses, errors that cure."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.cli import main
from courseware.cli.speech import Speech
from courseware.publish.new import new_course, new_exercise

Run = Callable[..., subprocess.CompletedProcess[str]]
LANGUAGES = ("uz", "ru", "en")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The folder around a course made from the templates."""
    new_course(tmp_path, "algebra")
    return tmp_path


def test_no_arguments_is_help(courseware: Run) -> None:
    done = courseware()
    assert done.returncode == 0
    assert done.stdout.strip() == courseware("--help").stdout.strip()
    for name in ("new", "check", "mark", "seal", "release", "grade", "serve", "demo"):
        assert f"\n  {name} " in done.stdout


def test_version(courseware: Run) -> None:
    import courseware as package

    assert courseware("--version").stdout == f"{package.__version__}\n"


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "Nothing is wrong with it."),
        ({"LANG": "uz_UZ.UTF-8"}, "Xato topilmadi."),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ru_RU.UTF-8"}, "Ошибок не найдено."),
        ({"LANG": "uz_UZ@cyrillic"}, "Хато топилмади."),
        ({"LANG": "fr_FR.UTF-8"}, "Nothing is wrong with it."),
    ],
)
def test_language_of_the_environment(
    course: Path,
    environment: dict[str, str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(course)
    assert main(["check"]) == 0
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("place", [("--lang", "uz", "check"), ("check", "--lang=uz")])
def test_lang_may_stand_anywhere(courseware: Run, course: Path, place: tuple[str, ...]) -> None:
    assert "Xato topilmadi." in courseware(*place, cwd=course, LANG="ru_RU.UTF-8").stdout


EXPECTED = [
    (("check", "--lagn"), 2, "--lang"),
    (("chek",), 2, "check"),
    (("new", "exercise", "--kind", "text"), 2, "LESSON/NAME"),
    (("new", "exercise", "first/x", "--kind", "esay"), 2, "choice, cloze, code, essay"),
    (("new", "exercise", "x", "--kind", "text"), 2, "equations/x"),
    (("new", "exercise", "none/x", "--kind", "text"), 3, "courseware new lesson none"),
    (("new", "course", "algebra"), 1, "notebooks/algebra"),
    (("new", "course", "two words"), 2, "two words"),
    (("check", "geometry"), 3, "algebra"),
    (("check", "--variants", "0"), 2, "--variants"),
    (("mark", "--answer", "1"), 2, "--answer"),
    (("mark", "none.toml", "--answer", "1"), 3, "none.toml"),
    (("release", "second"), 3, "first"),
]


@pytest.mark.parametrize(("arguments", "status", "cure"), EXPECTED)
def test_expected_errors_cure_in_every_language(
    course: Path,
    arguments: tuple[str, ...],
    status: int,
    cure: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(course)
    said = set()
    for language in LANGUAGES:
        assert main([*arguments, "--lang", language]) == status
        out, told = capsys.readouterr()
        assert out == ""
        assert cure in told
        assert "Traceback" not in told
        said.add(told)
    assert len(said) == len(LANGUAGES)


def test_an_expected_error_ends_the_process_quietly(courseware: Run) -> None:
    done = courseware("check", "--lang", "uz")
    assert (done.returncode, done.stdout) == (3, "")
    assert "courseware new course" in done.stderr
    assert "Traceback" not in done.stderr


def test_unknown_language(courseware: Run) -> None:
    done = courseware("check", "--lang", "de")
    assert done.returncode == 2
    assert "uz, uz-Cyrl, ru, en" in done.stderr


def test_traceback_only_where_asked_for(courseware: Run) -> None:
    assert "Traceback" in courseware("check", "--traceback").stderr


def test_check_finds_its_course(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course / "notebooks" / "algebra"
    for arguments, place in {
        ("check",): course,
        ("check", "algebra"): course,
        ("check", "notebooks/algebra"): course,
        ("check", str(folder)): Path("/"),
        ("check", "--strict"): folder / "first" / "exercises",
    }.items():
        monkeypatch.chdir(place)
        assert main([*arguments, "--lang", "en"]) == 0
        assert "“algebra”" in capsys.readouterr().out


def test_check_asks_which_of_several(courseware: Run, course: Path) -> None:
    new_course(course, "geometry")
    done = courseware("check", cwd=course)
    assert done.returncode == 2
    assert "algebra, geometry" in done.stderr


def break_(course: Path) -> Path:
    path = course / "notebooks" / "algebra" / "first" / "exercises" / "first_question.toml"
    path.write_text(path.read_text("utf-8").replace('answer = "fewer_parts"', 'answer = "x"'))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_prints_a_fault_a_line(courseware: Run, course: Path, language: str) -> None:
    break_(course)
    done = courseware("check", "--lang", language, cwd=course)
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "key.answer" in line]
    assert line.startswith("notebooks/algebra/first/exercises/first_question.toml:41: ")
    assert "fewer_parts, more_parts, same" in line


def test_check_prints_a_table_on_a_terminal(courseware: Run, course: Path) -> None:
    break_(course)
    done = courseware("check", cwd=course, TTY_COMPATIBLE="1", COLUMNS="160")
    assert "notebooks/algebra/first/exercises/first_question.toml" in done.stdout
    assert "what is wrong" in done.stdout
    assert "what to do" in done.stdout


def test_check_for_programs(courseware: Run, course: Path) -> None:
    break_(course)
    done = courseware("check", "--json", "--lang", "ru", cwd=course)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert (report["errors"], report["warnings"], report["exercises"]) == (1, 1, 1)
    found = {violation["code"]: violation["severity"] for violation in report["violations"]}
    assert found == {"choice_key_unknown": "error", "choice_no_feedback": "warning"}
    for violation in report["violations"]:
        told = {"severity", "code", "file", "line", "field", "problem", "cure"}
        assert set(violation) == told


def test_warnings_fail_only_when_strict(courseware: Run, course: Path) -> None:
    path = course / "notebooks" / "algebra" / "first" / "exercises" / "first_question.toml"
    path.write_text(path.read_text("utf-8").replace('skills = ["algebra.first"]\n', ""))
    assert courseware("check", cwd=course).returncode == 0
    assert courseware("check", "--strict", cwd=course).returncode == 1


def test_without_typer_the_extra_is_named() -> None:
    """As on a student's install, where the library comes without the command."""
    script = (
        "import sys; sys.modules['typer'] = None; "
        "from courseware.cli import main; sys.exit(main(['check', '--lang', '{}']))"
    )
    said = set()
    for language in LANGUAGES:
        command = [sys.executable, "-c", script.format(language)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 3
        assert 'pip install "courseware[cli]"' in done.stderr
        assert "Traceback" not in done.stderr
        said.add(done.stderr)
    assert len(said) == 3


def test_the_command_is_light() -> None:
    """Help, and marking in bulk, load nothing that only other commands need."""
    script = (
        "import sys; from courseware.cli import main; main(['mark', '--help']); "
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    heavy = {"nbgrader", "nbformat", "nbconvert", "traitlets", "voila", "tornado", "anywidget"}
    assert loaded & (heavy | {"latex2mathml", "markdown_it", "tomlkit", "numpy", "jinja2"}) == set()


def test_stopped_with_control_c(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from courseware.publish import check

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check_course", stop)
    monkeypatch.chdir(course)
    assert main(["check", "--lang", "en"]) == 130
    assert capsys.readouterr().err.startswith("Stopped.")


def test_what_nobody_foresaw_is_called_our_fault(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from courseware.publish import check

    monkeypatch.setattr(check, "check_course", None)
    monkeypatch.chdir(course)
    assert main(["check", "--lang", "en"]) == 4
    told = capsys.readouterr().err
    assert "the program's fault" in told
    assert "--traceback" in told
    assert "Traceback (most" not in told


def test_the_demo_needs_a_checkout_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As from an installed wheel, in a folder with no course."""
    from courseware.cli.commands import demo

    monkeypatch.setattr(demo, "__file__", str(tmp_path / "a" / "b" / "c" / "demo.py"))
    monkeypatch.chdir(tmp_path)
    for language in LANGUAGES:
        assert main(["demo", "--lang", language]) == 3
        told = capsys.readouterr().err
        assert "notebooks/demo" in told
        assert "courseware new course" in told
    assert list(tmp_path.iterdir()) == []


def test_mark_finds_the_key_of_a_graded_exercise(courseware: Run, course: Path) -> None:
    folder = course / "notebooks" / "algebra"
    new_exercise(folder, "first", "area", "number", graded=True)
    path = folder / "first" / "exercises" / "area.toml"
    done = courseware("mark", str(path), "--answer", '"1/2"', "--json", "--seed", "00", "--lang=ru")
    mark = json.loads(done.stdout)
    assert (mark["state"], mark["score"], mark["out_of"]) == ("wrong", 0, 1)
    assert mark["explanation"].startswith("Площадь равна")
    key = course / "graders" / "algebra" / "keys" / "first" / "area.toml"
    elsewhere = key.rename(course / "key.toml")
    done = courseware("mark", str(path), "--answer", "3", cwd=course)
    assert done.returncode == 3
    assert "--key" in done.stderr
    done = courseware("mark", str(path), "--answer", "3", "--key", str(elsewhere), "--seed", "00")
    assert done.returncode == 0
    assert done.stdout.startswith("wrong, 0 out of 1\n")


def test_seal_moves_keys_and_can_be_repeated(
    course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = course / "notebooks" / "algebra" / "first" / "exercises" / "first_question.toml"
    path.write_text(path.read_text("utf-8").replace("kind =", "graded = true\nkind ="), "utf-8")
    monkeypatch.chdir(course)
    assert main(["check", "--lang", "en"]) == 1
    assert "courseware seal" in capsys.readouterr().out
    assert main(["seal", "--lang", "en"]) == 0
    assert "Keys moved: 1." in capsys.readouterr().out
    assert "\n[key]" not in path.read_text("utf-8")
    assert main(["seal", "--lang", "en"]) == 0
    assert "Keys moved: 0." in capsys.readouterr().out
    assert main(["check", "--strict", "--lang", "en"]) == 0


def test_a_narrow_screen_numbers_the_exercises() -> None:
    from courseware.cli.marks import _heads

    names = ["denominator_word", "greater_than_half", "missing_numerator"]
    assert _heads(names, 120) == names
    assert _heads(names, 80) == ["1", "2", "3"]


def test_data_for_a_program_are_never_folded(capsys: pytest.CaptureFixture[str]) -> None:
    data = {"why": "oʻqidi " * 5_000}
    Speech().print_data(data)
    told = capsys.readouterr().out
    assert told.count("\n") == 1
    assert json.loads(told) == data
