"""The exercise in a real kernel: what it takes, what it refuses, what it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from courseware.journal import read
from courseware.response import MEDIA_TYPE
from tests.unit.widgets.conftest import StartKernel
from tests.unit.widgets.front_end import VIEW, FrontEnd


def texts(front_end: FrontEnd) -> str:
    """Return everything that the last cell shows as text."""
    outputs = front_end.cells[max(front_end.cells)]
    return "\n".join(out.get("text", "") or str(out.get("data", "")) for out in outputs)


def test_it_is_observed_and_linked_like_any_widget(front_end: FrontEnd) -> None:
    model = front_end.model_of(
        front_end.run(
            "import ipywidgets as W\n"
            "from traitlets import dlink, link\n"
            "from courseware import exercise\n"
            "e = exercise('capital'); seen = []; shown = W.Text(); other = exercise('half')\n"
            "for name in ('value', 'mark', 'response', 'status'):\n"
            "    e.observe(lambda change: seen.append((change.name, change.new)), name)\n"
            "dlink((e, 'value'), (shown, 'value'), lambda value: value or '')\n"
            "link((e, 'language'), (other, 'language'))\n"
            "e"
        )
    )
    front_end.answer(model, "Samarqand")
    front_end.sync()
    assert front_end.value("shown.value") == "Samarqand"
    assert front_end.value("[new.state for name, new in seen if name == 'mark']") == ["wrong"]
    assert front_end.value("[new.value for name, new in seen if name == 'response']") == [
        "Samarqand"
    ]
    told = front_end.value("[new.state for name, new in seen if name == 'status']")
    assert told == ["saving", "saved"]
    front_end.run("e.language = 'ru'")
    assert front_end.value("[other.language, e.mark.feedback[0][:9]]") == ["ru", "Самарканд"]
    assert "Самарканд" in front_end.models[model]["mark"]["feedback"][0]


def test_in_a_box_its_answer_is_carried_by_the_cell_that_made_it(front_end: FrontEnd) -> None:
    outputs = front_end.run(
        "import ipywidgets as W\n"
        "from courseware import exercise\n"
        "e = exercise('capital')\n"
        "W.VBox([W.Tab([e]), W.Accordion([exercise('half')])])"
    )
    assert len([out for out in outputs if VIEW in out["data"]]) == 1
    front_end.answer(front_end.value("e.model_id"), "Toshkent")
    assert [given["value"] for given in front_end.carried()] == ["Toshkent"]
    carriers = [out for out in front_end.cells[0] if VIEW not in out["data"]]
    assert len(carriers) == 2
    assert [out["metadata"]["courseware"]["exercise"] for out in carriers] == [
        "small/capital",
        "small/half",
    ]
    assert all("courseware-carrier" in out["data"]["text/html"] for out in carriers)


def test_the_carrier_can_be_read_without_widgets(front_end: FrontEnd) -> None:
    model = front_end.show("capital")
    front_end.answer(model, "<script>alert('x')</script> & \u2028")
    (carrier,) = [out["data"] for out in front_end.cells[0] if MEDIA_TYPE in out["data"]]
    assert carrier[MEDIA_TYPE]["version"] == 1
    assert carrier[MEDIA_TYPE]["response"]["value"].startswith("<script>")
    assert "<script>" in carrier["text/plain"]
    assert "<script" not in carrier["text/html"]
    assert "Javobingiz: &lt;script&gt;" in carrier["text/html"]
    assert "poytaxti qaysi shahar" in carrier["text/html"]


def test_drawn_values_and_options_stand_in_the_description(front_end: FrontEnd) -> None:
    number, choice = front_end.show("speed"), front_end.show("half")
    hours = front_end.models[number]["variant"]["values"]["t"]
    front_end.answer(choice, "quarter")
    by_cell = [[out["data"]["text/plain"] for out in outs] for outs in front_end.cells.values()]
    assert f"Poyezd {hours} soatda" in by_cell[0][1]
    assert "Javob berilmagan" in by_cell[0][1]
    assert by_cell[1][0] == "Mashq: Yarim"
    assert by_cell[1][1].count("○") == 3


def test_what_counts_has_no_key_and_no_mark(start_kernel: StartKernel, lesson: Path) -> None:
    file = lesson / "exercises" / "teacher.toml"
    file.write_text(file.read_text("utf-8") + '[key]\nanswer = "unsealed7secret"\n', "utf-8")
    front_end = start_kernel()
    model = front_end.show("teacher")
    front_end.answer(model, "unsealed7")
    assert front_end.models[model]["key"] is None
    assert front_end.models[model]["mark"] is None
    assert "unsealed7secret" not in json.dumps([front_end.models, front_end.cells])


def test_attempts_are_limited(front_end: FrontEnd, lesson: Path) -> None:
    model = front_end.show("flat")
    for attempt, value in enumerate(("true", "false"), start=1):
        assert front_end.answer(model, value)["state"] == "saved"
        assert front_end.models[model]["response"]["attempt"] == attempt
    status = front_end.answer(model, "true", attempt=1)
    assert (status["state"], status["reason"]) == ("unsaved", "attempts")
    assert front_end.models[model]["response"]["value"] == "false"
    assert len(read(lesson / "responses").records) == 2
    again = front_end.show("flat")
    assert front_end.models[again]["status"]["state"] == "saved", "the refusal is not repeated"


def test_an_answer_that_cannot_be_understood_spends_no_attempt(front_end: FrontEnd) -> None:
    model = front_end.show("speed")
    front_end.answer(model, "?")
    front_end.answer(model, "1")
    assert front_end.models[model]["response"]["attempt"] == 1
    front_end.answer(model, "2")
    assert front_end.models[model]["response"]["attempt"] == 2


def test_what_saves_by_itself_stays_the_first_attempt(front_end: FrontEnd) -> None:
    model = front_end.show("primes")
    for value in (["two"], ["two", "four"], []):
        front_end.answer(model, value)
    assert front_end.models[model]["response"]["attempt"] == 1
    assert front_end.models[model]["response"]["sequence"] == 3


def test_practice_is_drawn_again_and_what_counts_is_not(front_end: FrontEnd) -> None:
    practice, graded = front_end.show("speed"), front_end.show("area")
    first = front_end.models[practice]["variant"]
    front_end.answer(practice, "1")
    for model, number in ((practice, 2), (practice, 9), (graded, 2)):
        front_end.send(model, {"type": "variant", "number": number})
    front_end.sync()
    state = front_end.models[practice]
    assert state["variant"]["number"] == 2
    assert state["variant"]["seed"] != first["seed"]
    assert (state["response"], state["mark"], state["status"]["state"]) == (None, None, "empty")
    assert front_end.models[graded]["variant"]["number"] == 1
    late = front_end.answer(practice, "1", variant=1)
    assert (late["state"], late["reason"]) == ("unsaved", "changed")
    assert front_end.answer(practice, "1")["state"] == "saved"
    again = front_end.show("speed")
    assert front_end.models[again]["variant"]["number"] == 2
    assert front_end.models[again]["response"]["attempt"] == 1


def test_hints_are_kept(start_kernel: StartKernel) -> None:
    first = start_kernel()
    model = first.show("half")
    for shown in (1, 1, 7):
        first.send(model, {"type": "hint", "shown": shown})
    first.sync()
    assert first.models[model]["hints_shown"] == 1
    first.run("from courseware.widgets import places")
    first.run("[work.session.journal.flush() for work in places._works.values()]")
    second = start_kernel()
    assert second.models[second.show("half")]["hints_shown"] == 1


def test_a_switch_of_language_is_for_the_lesson_and_is_kept(start_kernel: StartKernel) -> None:
    first = start_kernel()
    half, capital = first.show("half"), first.show("capital")
    first.send(half, {"type": "language", "language": "ru"})
    first.sync()
    assert first.models[half]["language"] == "ru"
    assert first.models[capital]["language"] == "ru"
    first.run("from courseware.widgets import places")
    first.run("[work.session.journal.flush() for work in places._works.values()]")
    second = start_kernel()
    assert second.models[second.show("primes")]["language"] == "ru"
    asked = second.model_of(second.run("exercise('half', language='en')"))
    assert second.models[asked]["language"] == "en"


@pytest.mark.parametrize(
    "message",
    [
        None,
        [],
        {"type": "no such"},
        {"type": "commit"},
        {"type": "commit", "response": {"value": {"a": {"b": 1}}, "token": "t"}},
        {"type": "commit", "response": {"value": "x" * 250_000, "token": "t"}},
        {"type": "commit", "response": {"value": "x", "token": "t", "at": "yesterday"}},
        {"type": "hint", "shown": -1},
        {"type": "language", "language": "tlh"},
    ],
    ids=["nothing", "list", "type", "no answer", "table", "long", "no time", "hint", "language"],
)
def test_what_is_no_message_of_ours_is_refused(
    shared: FrontEnd, shared_lesson: Path, message: object
) -> None:
    model = shared.show("capital", 0)
    shared.send(model, message)
    shared.sync()
    status = shared.models[model]["status"]
    assert (status["state"], status["reason"]) == ("unsaved", "unreadable")
    assert status["token"] in {"t", ""}
    assert not (shared_lesson / "responses").exists()


def test_the_page_cannot_write_what_the_kernel_keeps(shared: FrontEnd) -> None:
    model = shared.show("capital", 0)
    data = {"method": "update", "state": {"hints_shown": 5, "language": "ru", "read_only": True}}
    message = shared.client.session.msg("comm_msg", {"comm_id": model, "data": data})
    shared.client.shell_channel.send(message)
    shared.sync()
    shared.run("from courseware.widgets.widget import _all")
    assert shared.value("sorted({w.hints_shown for w in _all})") == [0]
    assert shared.value("sorted({w.language for w in _all})") == ["uz"]


def test_one_kernel_sends_the_bundle_once(front_end: FrontEnd) -> None:
    for name in ("half", "capital", "speed", "half"):
        front_end.show(name)
    sources = {id_: state for id_, state in front_end.models.items() if "source" in state}
    exercises = [state for state in front_end.models.values() if "exercise" in state]
    (bundle,) = {state["module"].removeprefix("IPY_MODEL_") for state in exercises}
    chunks = sources[bundle]["chunks"]
    assert set(chunks) == {"uz", "ru", "en"}
    assert set(sources) == {bundle, *(each.removeprefix("IPY_MODEL_") for each in chunks.values())}
    assert len(exercises) == 4


def test_a_cell_run_again_closes_what_it_showed(front_end: FrontEnd) -> None:
    front_end.show("half", 0)
    front_end.run("kept = exercise('half')\nkept", 1)
    front_end.run("kept", 2)
    front_end.run("import ipywidgets\nipywidgets.VBox([exercise('half')])", 3)
    before = len([id_ for id_, state in front_end.models.items() if "exercise" in state])
    assert before == 3
    for _ in range(3):
        front_end.show("half", 0)
        front_end.run("kept = exercise('half')\nkept", 1)
        front_end.run("ipywidgets.VBox([exercise('half')])", 3)
    open_now = [state for state in front_end.models.values() if "exercise" in state]
    layouts = [state for state in front_end.models.values() if "LayoutModel" in str(state)]
    # Cell 0 keeps one; cell 1 its newest and the one that cell 2 shows; cell 3 one for each box.
    assert len(open_now) == 1 + 2 + 4
    assert len(layouts) == len(open_now) + 4


def test_another_lesson_of_the_course(start_kernel: StartKernel, lesson: Path) -> None:
    from tests.ui.support.lessons import write_lesson

    other = write_lesson(lesson.parent / "other")
    (other / "course.toml").unlink()
    front_end = start_kernel()
    model = front_end.model_of(
        front_end.run("from courseware import exercise\nexercise('half', lesson='other')")
    )
    assert front_end.models[model]["exercise"]["id"] == "other/half"
    front_end.answer(model, "half")
    assert (lesson / "responses").is_dir()
    assert not (other / "responses").exists()


def test_a_figure_stands_in_the_prompt(front_end: FrontEnd) -> None:
    model = front_end.model_of(
        front_end.run(
            "import ipywidgets as W\n"
            "from courseware import exercise\n"
            "figure = W.interactive(lambda x: print(x), x=(0, 5))\n"
            "exercise('half', figure=figure)"
        )
    )
    assert front_end.models[model]["figure"] == f"IPY_MODEL_{front_end.value('figure.model_id')}"


def test_saved_is_told_while_a_long_cell_runs(front_end: FrontEnd, lesson: Path) -> None:
    model = front_end.show("capital")
    token = front_end.commit(model, "Toshkent")
    request = front_end.client.execute(
        "import pathlib, time\nwhile not pathlib.Path('go').exists(): time.sleep(0.01)"
    )
    assert front_end.settled(model, token)["state"] == "saved"
    (lesson / "go").touch()
    assert front_end._reply(request)["status"] == "ok"


def test_answers_may_come_by_a_subshell(front_end: FrontEnd) -> None:
    model = front_end.show("capital")
    front_end.run("from courseware.widgets.widget import _all; seen = []")
    front_end.run("next(iter(_all)).observe(lambda c: seen.append(c.new.state), 'status')")
    control = front_end.client.session.msg("create_subshell_request", {})
    front_end.client.control_channel.send(control)
    subshell = front_end.client.get_control_msg(timeout=30)["content"]["subshell_id"]
    token = front_end.commit(model, "Toshkent", subshell=subshell)
    assert front_end.settled(model, token)["state"] == "saved"
    assert front_end.value("seen") == ["saving", "saved"]


def test_a_missing_exercise_is_told_kindly_and_cells_go_on(front_end: FrontEnd) -> None:
    outputs = front_end.run("from courseware import exercise\nexercise('haff')")
    (shown,) = [out["data"] for out in outputs if VIEW in out.get("data", {})]
    assert shown["text/plain"].startswith("Bu darsda “haff” degan mashq yoʻq.")
    assert "“half”" in shown["text/plain"]
    assert "Traceback" not in json.dumps(outputs)
    front_end.run("e = exercise('zzz'); e.observe(print, 'mark'); assert e.mark is None")
    assert front_end.value("e.text").endswith("teacher.")
    front_end.run("exercise('half', lesson='nowhere')")
    assert "Bunday dars topilmadi" in texts(front_end)


def test_a_broken_exercise_is_told_with_place_and_cure(
    start_kernel: StartKernel, lesson: Path
) -> None:
    (lesson / "exercises" / "half.toml").write_text('kind = "choice"\npromt = "?"\n', "utf-8")
    (lesson / "exercises" / "speed.toml").write_text("kind = number", "utf-8")
    front_end = start_kernel()
    front_end.run("from courseware import exercise\nexercise('half', language='en')")
    assert "half.toml:2 promt" in texts(front_end)
    assert "Your answers are safe" in texts(front_end)
    front_end.run("exercise('speed')")
    assert "speed.toml:1" in texts(front_end)


def test_a_missing_bundle_is_told(front_end: FrontEnd) -> None:
    front_end.run(
        "from courseware import exercise\n"
        "from courseware.widgets import module\n"
        "module.is_built = lambda: False\n"
        "exercise('half')"
    )
    assert "npm run build" in texts(front_end)


def test_practice_in_a_cell(front_end: FrontEnd, lesson: Path) -> None:
    code = (
        "from courseware import practice\n"
        "practice('choice', prompt={'uz': 'Nechta?', 'en': 'How many?'},\n"
        "         options={'few': '2', 'many': '20'}, answer='few',\n"
        "         feedback={'many': 'Kamroq.'})"
    )
    model = front_end.model_of(front_end.run(code, 0))
    front_end.answer(model, "many")
    assert front_end.models[model]["mark"]["state"] == "wrong"
    again = front_end.model_of(front_end.run(code, 0))
    assert front_end.models[again]["response"]["value"] == "many"
    front_end.run("n = practice.number(prompt='2 + 2', answer=4, name='sum', tolerance=0.1)")
    assert front_end.value("n.exercise['id']") == "small/practice-sum"
    assert front_end.value("n.key['answer']") == 4
    assert (lesson / "responses").is_dir()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("practice('choise', prompt='?')", "choise"),
        ("practice.text(prompt='?', anwser='x')", "answer"),
        ("practice.text(prompt='?', answer='x', graded=True)", "graded"),
        ("practice.number(prompt='?')", "answer"),
        ("practice.number(prompt='{{a}}', answer=1, variables={'a': {'integer': [3, 1]}})", ""),
    ],
)
def test_practice_that_cannot_be_shown_says_why(shared: FrontEnd, code: str, told: str) -> None:
    shared.run(f"from courseware import practice\nn = {code}", 1)
    assert told in shared.value("n.text")
    assert shared.value("type(n).__name__") == "Notice"


@pytest.fixture(scope="module")
def shared_lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.ui.support.lessons import write_lesson

    return write_lesson(tmp_path_factory.mktemp("shared") / "small")


@pytest.fixture(scope="module")
def shared(shared_lesson: Path) -> Iterator[FrontEnd]:
    """One kernel for the tests that leave no trace in it."""
    from tests.unit.widgets.front_end import kernel

    with kernel(shared_lesson) as started:
        yield started
