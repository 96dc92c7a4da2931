"""Laboratories: laws that the simulations keep, and tables that are taken again."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware import marking
from courseware.kinds import lab
from courseware.kinds.lab import lever, pendulum, sampling
from courseware.kinds.lab.checks import series
from courseware.kinds.lab.model import Model, Row, root
from courseware.kinds.lab.rows import Answer, proved
from courseware.kinds.lab.spec import (
    MODELS,
    LabCheck,
    LabExercise,
    LabField,
    LabKey,
    LabOption,
    LabPrediction,
    free_controls,
    start,
)
from courseware.variants import Variant
from tests.unit.core import golden

SEED = "5eed"
VARIANT = Variant(seed=SEED)


def usual(model: Model, **changed: int) -> dict[str, int]:
    return {each.name: each.usual for each in model.controls} | changed


@st.composite
def settings_of(draw: st.DrawFn, model: Model) -> dict[str, int]:
    return {each.name: draw(st.sampled_from(each.values())) for each in model.controls}


def row(model: Model, set_: dict[str, int], number: int = 1) -> Row:
    return Row(set_, number, model.take(SEED, "", set_, number))


@pytest.mark.parametrize("name", sorted(MODELS))
@given(data=st.data())
def test_what_can_be_set_and_shown_can_be_read_again(name: str, data: st.DataObject) -> None:
    model = MODELS[name]
    set_ = data.draw(settings_of(model))
    for control in model.controls:
        assert control.allows(set_[control.name])
        assert control.read(control.write(set_[control.name])) == set_[control.name]
    for scale, value in zip(model.instruments, row(model, set_).readings, strict=True):
        assert scale.read(scale.write(value)) == value


@given(st.text(max_size=12))
def test_only_one_way_of_writing_is_read(text: str) -> None:
    for scale in (pendulum.TIME, pendulum.MASS, lever.BALANCE):
        value = scale.read(text)
        assert value is None or scale.write(value) == text


# --- the laws


@settings(deadline=None, max_examples=20)
@given(settings_of(pendulum.MODEL))
def test_a_swing_keeps_its_energy_and_its_period(set_: dict[str, int]) -> None:
    step = pendulum.period(set_) / 1e6 / 800
    whole = pendulum.energy(set_, math.radians(set_["amplitude"]), 0.0)
    swing = itertools.pairwise(itertools.islice(pendulum.motion(set_, step), 900))
    turned = 0
    for place, ((_, before), (angle, speed)) in enumerate(swing):
        assert abs(pendulum.energy(set_, angle, speed) / whole - 1) < 1e-4
        turned = place if before > 0 >= speed and not turned else turned
    assert abs(turned - 800) <= 4  # the series is good to some tenths of a per cent at 60 degrees


@given(settings_of(pendulum.MODEL))
def test_the_period_is_the_mathematical_one(set_: dict[str, int]) -> None:
    small = 2 * math.pi * math.sqrt(set_["length"] / set_["gravity"])
    period = pendulum.period({**set_, "amplitude": 5}) / 1e6
    assert period == pytest.approx(small * (1 + math.radians(5) ** 2 / 16), rel=1e-5)
    assert pendulum.period({**set_, "mass": 50}) == pendulum.period({**set_, "mass": 500})


@given(settings_of(pendulum.MODEL), st.integers(1, 50))
def test_a_hand_is_off_by_a_fifth_of_a_second_at_most(set_: dict[str, int], number: int) -> None:
    (shown,) = row(pendulum.MODEL, set_, number).readings
    true = set_["swings"] * pendulum.period(set_) / 1e4
    assert abs(shown - true) <= 21


def test_careful_readings_give_the_true_g() -> None:
    lengths = (10, 50, 100, 150, 200)
    rows = [
        row(pendulum.MODEL, usual(pendulum.MODEL, length=length, amplitude=5, swings=20), number)
        for length in lengths
        for number in (1, 2, 3)
    ]
    found = pendulum.gravity(rows)
    assert found is not None
    assert abs(float(found) / 9.81 - 1) < 0.01


@given(settings_of(lever.MODEL))
def test_a_lever_follows_the_moments(set_: dict[str, int]) -> None:
    left, right = lever.moments(set_)
    (shown,) = row(lever.MODEL, set_).readings
    assert lever.BALANCE.write(shown) == (
        "level" if left == right else "left" if left > right else "right"
    )
    mirrored = set_ | {
        "left_mass": set_["right_mass"],
        "left_place": set_["right_place"],
        "right_mass": set_["left_mass"],
        "right_place": set_["left_place"],
        "second_mass": 0,
    }
    plain = row(lever.MODEL, set_ | {"second_mass": 0}).readings[0]
    assert row(lever.MODEL, mirrored).readings[0] == 2 - plain


@settings(deadline=None, max_examples=20)
@given(settings_of(lever.MODEL))
def test_level_levers_tell_an_unknown_weight(set_: dict[str, int]) -> None:
    found = lever.solve(set_ | {"second_mass": 0}, ("left_place", "right_mass", "right_place"))
    rows = [row(lever.MODEL, dict(each)) for each in found]
    assert rows
    assert lever.unknown(rows) == set_["left_mass"]


@settings(deadline=None, max_examples=20)
@given(settings_of(sampling.MODEL), st.integers(1, 9))
def test_means_spread_as_they_must(set_: dict[str, int], number: int) -> None:
    set_ = set_ | {"samples": 100}
    noise = sampling.MODEL.noise(SEED, "", set_, number)
    means = [each / set_["size"] for each in sampling.sums(set_, noise)]
    mean, spread = (value / 100 for value in row(sampling.MODEL, set_, number).readings)
    assert mean == pytest.approx(sum(means) / 100, abs=0.0051)
    scatter = sum((each - sum(means) / 100) ** 2 for each in means) / 99
    assert spread == pytest.approx(math.sqrt(scatter), abs=0.0051)
    middle, variance = sampling.moments(set_)
    error = math.sqrt(variance / set_["size"])
    assert abs(mean - float(middle)) < 5 * error / 10
    assert 0.6 < spread / error < 1.5


@given(st.fractions(min_value=0, max_value=10**6))
def test_a_root_is_a_root(value: Fraction) -> None:
    found = root(value)
    assert found**2 <= value < (found + Fraction(1, 10**9)) ** 2


# --- tables


def exercise(**more: Any) -> LabExercise:
    options = tuple(LabOption(id=id_, text=id_) for id_ in ("same", "other"))
    fixed: dict[str, Any] = {"predict": LabPrediction(prompt="?", options=options)} | more
    return LabExercise(lab="pendulum", free=("length", "mass"), **fixed)


def table(asked: LabExercise, prediction: str, count: int = 4) -> list[list[str]]:
    """Take readings as the page does."""
    model, controls = MODELS[asked.lab], free_controls(asked)
    begun = dict(start(asked, VARIANT))
    taken = [begun | {"length": length} for length in range(50, 50 + 5 * count, 5)]
    return [
        [
            *(each.write(set_[each.name]) for each in controls),
            "1",
            *(
                each.write(value)
                for each, value in zip(
                    model.instruments, model.take(SEED, prediction, set_, 1), strict=True
                )
            ),
        ]
        for set_ in taken
    ]


def true_rows(asked: LabExercise, value: object) -> int:
    answer = lab.parse(asked, value)
    assert isinstance(answer, Answer)
    return len(proved(asked, VARIANT, answer))


def test_what_was_measured_is_true() -> None:
    asked = exercise()
    rows = table(asked, "same")
    assert true_rows(asked, {"rows": rows, "predict": "same"}) == 4
    assert true_rows(asked, {"rows": [*rows, *rows], "predict": "same"}) == 4


@given(st.data())
def test_whatever_is_altered_is_found(data: st.DataObject) -> None:
    asked = exercise()
    rows = table(asked, "same")
    place = data.draw(st.integers(0, 3))
    column = data.draw(st.sampled_from((0, 3)))
    altered = [list(each) for each in rows]
    slip = data.draw(st.integers(-300, 300).filter(bool))
    scale = pendulum.TIME if column == 3 else pendulum.LENGTH
    value = scale.read(rows[place][column])
    assert value is not None
    altered[place][column] = scale.write(value + slip)
    # Another length may by chance show what was measured at this one; the time may not.
    found = true_rows(asked, {"rows": altered, "predict": "same"})
    assert found == 3 or (column == 0 and found == 4)


def test_another_prediction_after_the_event_gives_the_table_away() -> None:
    asked = exercise()
    rows = table(asked, "same", 10)
    assert true_rows(asked, {"rows": rows, "predict": "other"}) <= 4
    assert true_rows(asked, {"rows": rows}) <= 4


def test_the_longest_series_counts() -> None:
    model = pendulum.MODEL
    rows = [row(model, usual(model, length=length, mass=100)) for length in (50, 100)]
    rows += [row(model, usual(model, length=length, mass=200)) for length in (50, 60, 70)]
    assert {each.settings["mass"] for each in series(rows, "length")} == {200}


# --- the rubric


def test_partial_credit_is_the_sum_of_the_lines_that_are_met() -> None:
    asked = exercise(fields=(LabField(id="g", title="g"),))
    checks = (
        LabCheck(kind="readings", credit=0.1, at_least=3),
        LabCheck(kind="one_at_a_time", credit=0.2, control="length", at_least=3),
        LabCheck(kind="levels", credit=0.3, control="mass", at_least=2),
        LabCheck(kind="prediction", credit=0.4),
    )
    value = {"rows": table(asked, "same"), "predict": "same"}
    mark = marking.mark(asked, LabKey(checks=checks), VARIANT, value)
    assert (mark.state, mark.score) == ("partly", 0.7)


FAULTS: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
    ({"attempts": 3}, {}, "lab_attempts"),
    ({"free": ()}, {}, "lab_nothing_free"),
    ({"free": ("length", "speed")}, {}, "lab_unknown"),
    ({"hidden": ("length",)}, {}, "lab_hidden_free"),
    ({"settings": {"speed": 1}}, {}, "lab_unknown"),
    ({"settings": {"gravity": 0.001}}, {}, "lab_setting"),
    ({"predict": LabPrediction(prompt="?", options=())}, {}, "choice_too_few_options"),
    ({}, {"credit": 0.5}, "lab_credits"),
    ({}, {"kind": "levels"}, "lab_needs"),
    ({}, {"kind": "range", "control": "length"}, "lab_needs"),
    ({}, {"kind": "levels", "control": "swings"}, "lab_unknown"),
    ({}, {"kind": "fit", "field": "g", "constant": "c"}, "lab_unknown"),
    ({}, {"kind": "field", "field": "x", "answer": 1}, "lab_unknown"),
    ({}, {"kind": "found", "instrument": "time", "value": "level"}, "lab_unknown"),
    ({}, {"kind": "prediction", "answer": "never"}, "lab_unknown"),
    ({}, {"at_least": 40}, "lab_rows"),
    ({}, {}, "lab_no_feedback"),
)


@pytest.mark.parametrize(("public", "private", "code"), FAULTS)
def test_authors_are_told(public: dict[str, Any], private: dict[str, Any], code: str) -> None:
    asked = msgspec.structs.replace(exercise(fields=(LabField(id="g", title="g"),)), **public)
    asked_of: dict[str, Any] = {"kind": "readings", "credit": 1, **private}
    line = LabCheck(**asked_of)
    found = list(lab.check(asked, LabKey(checks=(line,))))
    assert code in {finding.code for finding in found}
    assert all(finding.warning == (finding.code == "lab_no_feedback") for finding in found)


@pytest.mark.parametrize("name", [name for name in golden.names("key") if name.startswith("lab-")])
def test_a_good_laboratory_has_no_fault(name: str) -> None:
    entry = golden.entry(golden.case(name))
    assert isinstance(entry.exercise, LabExercise)
    assert isinstance(entry.key, LabKey)
    assert all(finding.warning for finding in lab.check(entry.exercise, entry.key))


@pytest.mark.parametrize("value", [None, "x", 5, [], {}, {"rows": [["<b>"]]}, {"rows": "x"}])
def test_whatever_was_given_can_be_shown(value: object) -> None:
    asked = golden.entry(golden.case("lab-pendulum")).exercise
    assert isinstance(asked, LabExercise)
    for text in lab.shown(asked, VARIANT, value, "uz").texts:
        assert isinstance(text, str)
