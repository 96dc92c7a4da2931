"""Help for every command in every language, and the page that is made from it."""

from __future__ import annotations

from typing import Any

import pytest
from typer.main import get_command

from courseware.cli import docs
from courseware.cli.app import program
from courseware.cli.guide import GUIDES, ORDER, commands, entries, key_of
from courseware.text import LANGUAGES, say


def every_command() -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting: list[tuple[str, Any]] = [("courseware", get_command(program()))]
    while waiting:
        path, command = waiting.pop()
        found[key_of(path)] = command
        waiting += commands(path, command)
    return found


COMMANDS = every_command()


def test_every_command_has_a_guide_and_every_guide_a_command() -> None:
    assert set(COMMANDS) == set(GUIDES)
    assert {path for path in COMMANDS if path and " " not in path} == set(ORDER)


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_every_word_of_a_guide_is_said(path: str) -> None:
    guide = GUIDES[path]
    keys = [guide.summary, guide.more, *(example.key for example in guide.examples)]
    keys += [entry.key for entry in entries(COMMANDS[path])]
    for language in LANGUAGES:
        assert all(say(key, language) for key in keys)
    assert guide.examples
    for example in guide.examples:
        assert example.command.startswith("courseware ")


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_examples_use_only_what_there_is(path: str) -> None:
    for example in GUIDES[path].examples:
        words = example.command.partition(" < ")[0].split()[1:]
        name = " ".join(words[:2]) if words[0] in {"new", "kernel"} else words[0]
        known = {option for entry in entries(COMMANDS[name]) for option in entry.typed.split(", ")}
        known = {option.split()[0] for option in known} | {"--lang"}
        assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("language", ["uz", "ru", "en"])
@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_help_is_printed(path: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    from courseware.cli import main

    assert main([*path.split(), "--help", "--lang", language]) == 0
    said = capsys.readouterr().out
    flat = " ".join(said.split())
    assert " ".join(say(GUIDES[path].more, language).split()) in flat
    assert "cli." not in said


def test_the_page_is_what_the_commands_say() -> None:
    assert docs.TARGET.read_text("utf-8") == docs.page(), "run python -m courseware.cli.docs"


def test_a_command_alone_is_the_one_of_the_whole_program() -> None:
    whole = dict(commands("courseware", get_command(program())))
    for name in ORDER:
        ((path, alone),) = commands("courseware", get_command(program([name])))
        assert entries(alone) == entries(whole[path])
        assert [each for each, _ in commands(path, alone)] == [
            each for each, _ in commands(path, whole[path])
        ]
