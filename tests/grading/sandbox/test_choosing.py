"""The self-test: what it finds, and what it decides by that."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Any

import pytest

from courseware.errors import ContainmentRefused
from courseware.sandbox import bubblewrap, choose, choosing, probes
from courseware.sandbox.containment import COMMAND, Containment
from courseware.text import say
from tests.grading.sandbox.conftest import driven, prefix, run, skip_where_impossible

CHOICE = """
import json
from courseware.errors import ContainmentRefused
from courseware.sandbox import choose

def tried(**asked):
    try:
        return choose(**asked).tier
    except ContainmentRefused as refused:
        return refused.sentences("en")

print(json.dumps([tried(), tried(require="A"), tried(require="B"), tried(only="A", unsafe=True)]))
"""


@pytest.mark.parametrize("probe", [*probes.PROBES, "daemons"])
def test_a_probe_finds_no_hole(trial: dict[str, Any], probe: str) -> None:
    held, detail = trial[probe]
    assert held, detail


def test_probes_find_holes_where_nothing_holds() -> None:
    """A probe that could not succeed would prove nothing."""
    skip_where_impossible("D", "ordinary")
    found = driven("trial", "D", "ordinary")
    holes = {probe for probe, (held, _) in found.items() if not held}
    assert holes >= {
        "files_read",
        "files_changed",
        "environment",
        "signals",
        "tracing",
        "network",
        "sockets",
        "privileges",
    }
    assert found["usable"][0]


def test_every_probe_is_said_in_words() -> None:
    for probe in [*probes.PROBES, "daemons"]:
        assert {say(f"sandbox.probe_{probe}", language) for language in ("uz", "ru", "en")}


def test_without_namespaces_b_is_chosen_and_a_refused(user: str) -> None:
    skip_where_impossible("B", user)
    pod = [sys.executable, "-m", "tests.grading.sandbox.pod", sys.executable, "-c", CHOICE]
    best, only_a, at_least_b, unsafe_a = json.loads(run([*prefix(user), *pod]))
    assert best == at_least_b == "B"
    assert only_a == unsafe_a
    assert any("bubblewrap" in sentence for sentence in only_a)


def test_the_best_is_chosen_where_all_is_there(user: str) -> None:
    skip_where_impossible("A", user)
    if "problem" in driven("trial", "A", user):
        pytest.skip("this system refuses namespaces to ordinary users")
    found = json.loads(run([*prefix(user), sys.executable, "-c", CHOICE]))
    assert found == ["A", "A", "A", "A"]


def test_without_bubblewrap_a_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "PROGRAM", "no-such-program")
    choosing.tried_out.cache_clear()
    with pytest.raises(ContainmentRefused, match="not installed") as refused:
        choose(require="A")
    choosing.tried_out.cache_clear()
    for language in ("uz", "ru"):
        assert len(refused.value.sentences(language)) == 3


def test_on_an_unknown_machine_nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    choosing.tried_out.cache_clear()
    with pytest.raises(ContainmentRefused, match="riscv64"):
        choose()
    assert choose(unsafe=True).tier == "D"
    choosing.tried_out.cache_clear()


def test_a_sites_own_runner_is_tier_c() -> None:
    skip_where_impossible("B", "ordinary")
    found = choose(runner=["env", COMMAND])
    assert found.tier == "C"
    assert all(finding.held for finding in found.findings)


@pytest.mark.parametrize(
    ("runner", "complaint"),
    [(["env"], "do not contain"), (["false", COMMAND], "did not start the trial")],
)
def test_a_runner_that_runs_nothing_is_refused(runner: list[str], complaint: str) -> None:
    with pytest.raises(ContainmentRefused, match=complaint):
        choose(runner=runner)


def test_a_hole_is_told_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "_REHEARSAL", (sys.executable, "-c", REPORTS_A_HOLE))
    choosing.tried_out.cache_clear()
    with pytest.raises(ContainmentRefused, match=r"tracing: ptrace succeeded"):
        choose(only="B")
    choosing.tried_out.cache_clear()


REPORTS_A_HOLE = """
import os, sys
os.write(int(sys.argv[1]), b'[["tracing", false, "ptrace succeeded"]]')
"""


def test_only_the_environment_of_python_is_readable(tmp_path: Path) -> None:
    """Not the folder around it: some make theirs beside a course."""
    from courseware.sandbox.places import python_places

    assert Path(sys.prefix) not in python_places()
    assert Path(sys.base_prefix) not in python_places()
    assert not any(place in tmp_path.parents for place in python_places())


def test_a_containment_is_told_in_every_language() -> None:
    told = {Containment(tier="D").sentence(language) for language in ("uz", "ru", "en")}
    assert len(told) == 3
