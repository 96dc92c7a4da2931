"""Real processes try to do harm, in every tier, against an ordinary user and against root."""

from __future__ import annotations

from typing import Any

import pytest

from tests.grading.sandbox import driver

Scene = dict[str, Any]
SECRET = driver.SECRET


def test_the_supervisor_is_who_it_should_be(scene: Scene, graded_by: tuple[str, str]) -> None:
    assert (scene["uid"] == 0) == (graded_by[1] == "root")


@pytest.mark.parametrize("deed", driver.TOLD)
def test_a_deed_is_told_and_nothing_of_it_is_left(scene: Scene, deed: str) -> None:
    assert scene[deed]["told"] is not None, scene[deed]["error"]
    assert scene[deed]["gone"]
    assert scene[deed]["cleared"]


def test_other_processes_are_as_they_were(scene: Scene) -> None:
    harm = scene["harm"]
    assert harm["victim"] in "SRD"  # neither stopped nor dead
    assert harm["victim_limit"] == -1
    assert not harm["victim_is_slower"]
    assert harm["segment"]


def test_no_signal_is_sent(scene: Scene) -> None:
    assert all(scene["stop_others"]["told"])


def test_no_memory_environment_or_descriptor_of_another_process_opens(scene: Scene) -> None:
    assert all(scene["read_memory_of_victim"]["told"])
    assert scene["shared_memory_of_others"]["told"] != "reached"


def test_nobody_else_is_seen(scene: Scene, tier: str) -> None:
    told = scene["list_processes"]["told"]
    assert told == [1] if tier == "A" else "Permission denied" in told


def test_no_file_is_changed(scene: Scene) -> None:
    harm = scene["harm"]
    assert (harm["secret"], harm["shown"]) == (SECRET, SECRET)
    assert (harm["secret_mode"], harm["shown_mode"]) == ("0o100600", "0o100644")
    assert harm["secret_time"]
    assert harm["files"] == ["secret", "shown"]
    assert harm["scratch"] == []


def test_no_file_is_seen(scene: Scene, tier: str) -> None:
    read, by_link, _folder, _scratch, _teacher, users, _watch = scene["see_files"]["told"]
    assert read
    assert by_link
    assert users
    if tier != "A":  # there the folders are in memory, with nothing else in them
        assert all(scene["see_files"]["told"])


def test_no_descriptor_leads_out(scene: Scene) -> None:
    open_ones = scene["open_descriptors"]["told"]
    harmless = ("/dev/null", "/memfd:error", "pipe:", "socket:")
    assert [each for each in open_ones if not each.startswith(harmless)] == []


def test_nothing_of_the_graders_environment_is_there(scene: Scene) -> None:
    variables, of_process = scene["environment"]["told"]
    assert SECRET not in str(variables)
    assert "TEACHERS_TOKEN" not in of_process
    assert scene["variable"] not in variables


def test_threads_count_as_processes(scene: Scene) -> None:
    assert 4 <= scene["many_threads"]["told"] <= driver.LIMITS.processes


@pytest.mark.parametrize("deed", driver.WATCHED)
def test_a_budget_in_sum_holds(scene: Scene, tier: str, deed: str) -> None:
    found = scene[deed]
    assert found["gone"]
    if tier == "A" and deed != "take_memory_together":
        assert "No space left" in found["told"]
    else:
        assert found["excess"] == ("memory" if deed == "take_memory_together" else "home")


def test_honest_work_goes_on(scene: Scene, tier: str) -> None:
    told = scene["honest_work"]["told"]
    if tier == "B with the first Landlock":  # it cannot tell one's own children from others
        assert "Operation not permitted" in told
    else:
        assert told == [True, "child\n", 0, -9, "soon", 0o22]
