"""A sample cohort: hand-ins that nobody made, for trying a course and for its demo.

Each sample learner answers a released lesson as a real one does: through a
`Session`, on the variants drawn for them, into the journal beside the notebook.
Who is good at what, and how they hand in, follows from a seed. Their ids,
`sample-01` and so on, say what they are.
"""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from courseware import kinds, library, marking, trial
from courseware.errors import CoursewareError
from courseware.journal import NotSaved, Saved
from courseware.keys import load_key
from courseware.kinds.code import CodeExercise, CodeKey
from courseware.mark import State
from courseware.publish.check.answers import foreseen, mistakes
from courseware.publish.check.notebooks import Cell, shown
from courseware.publish.places import graders_folder, keys_folder
from courseware.response import MEDIA_TYPE, Response, Value
from courseware.scheme import Key
from courseware.session import FOLDER, Session
from courseware.spec import Exercise
from courseware.variants import Variant

SEED = "sample cohort 1"
SMALLEST = 12
BEGIN = datetime(2026, 1, 12, 4, 0, tzinfo=UTC)
DUE = BEGIN + timedelta(days=7)
"""When the sample hand-ins are due; the late ones come after it."""

Wanted = Literal["right", "partly", "wrong", "unreadable", "blank"]
_STATES: Mapping[Wanted, State] = {"right": "right", "partly": "partly", "wrong": "wrong"}


class Habit(msgspec.Struct, frozen=True, kw_only=True):
    """How a sample learner works: the odds of each kind of answer, and how they hand in.

    `carried` is where the answers are: in the journal, in the notebook's
    outputs, or in both. `second_thoughts` answers wrongly first.
    """

    name: str
    right: int = 0
    partly: int = 0
    wrong: int = 0
    unreadable: int = 0
    blank: int = 0
    carried: Literal["both", "journal", "notebook"] = "both"
    late: bool = False
    damaged: bool = False
    second_thoughts: bool = False


HABITS = (
    Habit(name="right", right=1),
    Habit(name="mostly right", right=6, partly=1, wrong=1),
    Habit(name="partly right", right=1, partly=4, wrong=1),
    Habit(name="mixed", right=3, partly=2, wrong=3),
    Habit(name="mostly wrong", right=1, partly=1, wrong=5, blank=1),
    Habit(name="blank", blank=1),
    Habit(name="late", right=4, partly=1, wrong=2, late=True),
    Habit(name="unreadable answers", right=1, wrong=1, unreadable=6),
    Habit(name="journal only", right=4, partly=2, wrong=1, carried="journal"),
    Habit(name="notebook only", right=4, partly=1, wrong=2, carried="notebook"),
    Habit(name="second thoughts", right=5, partly=1, second_thoughts=True),
    Habit(name="damaged notebook", right=3, partly=1, wrong=2, damaged=True, carried="journal"),
    Habit(name="half done", right=3, wrong=1, blank=4),
    Habit(name="wrong", wrong=1),
)
"""In the order of the sample learners; a larger cohort begins again."""


class Sample(msgspec.Struct, frozen=True):
    """One sample learner: id and habit."""

    learner: str
    habit: Habit


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One sample hand-in, and how many answers of each kind it holds."""

    learner: str
    lesson: str
    folder: Path
    late: bool
    answers: dict[Wanted, int]


def samples(count: int = len(HABITS)) -> list[Sample]:
    """Return the sample learners; at least `SMALLEST`, so that every habit but two occurs."""
    count = max(count, SMALLEST)
    width = max(2, len(str(count)))
    return [
        Sample(f"sample-{number:0{width}}", HABITS[(number - 1) % len(HABITS)])
        for number in range(1, count + 1)
    ]


def make_cohort(
    course: Path,
    graders: Path | None = None,
    *,
    seed: str = SEED,
    count: int = len(HABITS),
    on_progress: Callable[[int, int, str], None] | None = None,
) -> list[Answered]:
    """Hand in every released lesson of a course for a cohort, into `<graders>/submitted/`.

    Sample hand-ins of an earlier run are replaced; others are left alone.

    Raises:
        CourseNotFound: no such course, or a key is missing.
        CoursewareError: no lesson was released, or a journal could not be written.
    """
    private = graders or graders_folder(course)
    names = library.load_course(course).lessons
    released = [private / "release" / name for name in names]
    released = [folder for folder in released if (folder / f"{folder.name}.ipynb").is_file()]
    if not released:
        raise CoursewareError(f"No lesson of {library.shown_path(course)} has been released.")
    cohort = samples(count)
    made: list[Answered] = []
    for sample in cohort:
        for release in released:
            folder = private / "submitted" / sample.learner / release.name
            made.append(_hand_in(sample, release, folder, keys_folder(course, graders), seed))
            if on_progress is not None:
                on_progress(len(made), len(cohort) * len(released), sample.learner)
    return made


def _hand_in(sample: Sample, release: Path, folder: Path, keys: Path, seed: str) -> Answered:
    """Copy the release, answer it, and leave it as this learner hands it in."""
    chance = random.Random(f"{seed}/{sample.learner}/{release.name}")  # noqa: S311 - no secret
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(release, folder)
    clock = _clock(sample, chance)
    counts: defaultdict[Wanted, int] = defaultdict(int)
    given: dict[str, Response] = {}
    session = Session(library.find_lesson(folder), sample.learner, folder / FOLDER)
    for entry in session.lesson.entries():
        key = entry.key or load_key(keys, entry.exercise)
        for response, wanted in _answer(session, sample.habit, entry.exercise, key, chance, clock):
            given[entry.name] = response
            last = wanted
        counts[last if entry.name in given else "blank"] += 1
    session.journal.close()
    notebook = folder / f"{release.name}.ipynb"
    if sample.habit.carried != "journal":
        _carry(notebook, given)
    if sample.habit.carried == "notebook":
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    if sample.habit.damaged:
        text = notebook.read_bytes()
        notebook.write_bytes(text[: len(text) // 2])
    at = next(clock)
    (folder / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S.%f} UTC\n", "ascii")
    return Answered(
        learner=sample.learner,
        lesson=release.name,
        folder=folder,
        late=at > DUE,
        answers=dict(counts),
    )


def _clock(sample: Sample, chance: random.Random) -> Iterator[datetime]:
    """Yield the times at which a learner does one thing after the other."""
    start = DUE + timedelta(days=1) if sample.habit.late else BEGIN
    at = start + timedelta(minutes=chance.randrange(3 * 24 * 60))
    while True:
        yield at
        at += timedelta(seconds=chance.randrange(15, 240))


def _answer(
    session: Session,
    habit: Habit,
    exercise: Exercise,
    key: Key,
    chance: random.Random,
    clock: Iterator[datetime],
) -> Iterator[tuple[Response, Wanted]]:
    """Give the answers of one learner to one exercise, each saved before the next."""
    odds: dict[Wanted, int] = {
        "right": habit.right,
        "partly": habit.partly,
        "wrong": habit.wrong,
        "unreadable": habit.unreadable,
        "blank": habit.blank,
    }
    (wanted,) = chance.choices(list(odds), list(odds.values()))
    variant = session.variant(exercise)
    tries: list[Wanted] = ["wrong", wanted] if habit.second_thoughts else [wanted]
    if exercise.attempts == 1:
        tries = tries[-1:]
    for attempt, wish in enumerate(tries, 1):
        found = _value(exercise, key, variant, wish, chance)
        if found is None:
            return
        saved = _Outcome()
        response = session.commit(
            exercise,
            variant,
            found[0],
            saved.hear,
            attempt=attempt,
            confidence=chance.choice((1, 2, 3)) if exercise.confidence else None,
            front_end="sample",
            at=next(clock),
        )
        saved.wait()
        yield response, found[1]


class _Outcome:
    """Waits until an answer is on the disk."""

    def __init__(self) -> None:
        self._heard = threading.Event()
        self._reason = ""

    def hear(self, outcome: Saved | NotSaved) -> None:
        self._reason = outcome.reason.value if isinstance(outcome, NotSaved) else ""
        self._heard.set()

    def wait(self, seconds: float = 60) -> None:
        if not self._heard.wait(seconds) or self._reason:
            raise CoursewareError(f"A sample answer was not saved: {self._reason or 'timeout'}.")


def _value(
    exercise: Exercise, key: Key, variant: Variant, wanted: Wanted, chance: random.Random
) -> tuple[Value, Wanted] | None:
    """Return an answer that gets the wanted mark, or the next best; None for no answer."""
    if wanted == "blank":
        return None
    by_state: defaultdict[State, list[Value]] = defaultdict(list)
    for value in _candidates(exercise, key, variant):
        by_state[marking.mark(exercise, key, variant, value).state].append(value)
    if wanted == "unreadable":
        unreadable = [value for value in by_state["unmarked"] if _is_typed(value)]
        wanted = wanted if unreadable else "wrong"
        by_state["unmarked"] = unreadable
    order: tuple[Wanted, ...] = (wanted, "wrong", "partly", "right")
    for wish in order:
        values = by_state[_STATES.get(wish, "unmarked")]
        if values:
            return chance.choice(values), wish
    return None


def _is_typed(value: Value) -> bool:
    """Tell whether somebody may have typed this."""
    return isinstance(value, str) and " " in value


def _candidates(exercise: Exercise, key: Key, variant: Variant) -> Iterator[Value]:
    """Yield answers of all sorts; which mark each gets, marking tells."""
    if isinstance(exercise, CodeExercise) and isinstance(key, CodeKey):
        yield from _programs(exercise, key)
        return
    made = [sample.value for sample in kinds.of(exercise).samples(exercise, key, variant)]
    for value in made:
        if isinstance(value, list):
            yield from _shortened(value)
        elif isinstance(value, dict):
            yield value
            if isinstance(rows := value.get("rows"), list) and len(rows) > 2:
                yield value | {"rows": rows[:2]}
        elif isinstance(value, str):
            yield value
            yield from _disguised(value)
    for mistake in mistakes(key):
        yield from foreseen(mistake, variant)


def _shortened(items: list[str]) -> Iterator[Value]:
    """Yield a list as it is, shortened, and with items changed over."""
    yield tuple(items)
    if len(items) < 2:
        return
    yield tuple(items[::-1])
    yield tuple(items[-1:])
    for at in range(len(items)):
        yield tuple(items[:at] + items[at + 1 :])
        yield tuple(items[:at] + items[at : at + 2][::-1] + items[at + 2 :])


_TRIED: dict[tuple[str, str], tuple[Value, ...]] = {}
"""What became of the programs, by exercise and solution: the same for every sample learner."""


def _programs(exercise: CodeExercise, key: CodeKey) -> tuple[Value, ...]:
    """Return programs that were really tried, for grading tries them again.

    They are the author's solution, the starter as it stands, and what beginners hand in
    who look at the first example alone.
    """
    place = (exercise.id, key.solution)
    if place not in _TRIED:
        sources = [key.solution, exercise.starter, "print('?')\n"]
        for shown in exercise.examples[:1]:
            if shown.returns is not None:
                sources += [
                    f"def {name}(*_):\n    return {shown.returns}\n" for name in exercise.define
                ]
            elif shown.prints is not None:
                sources.append(f"print({str(shown.prints)!r})\n")
        tried = (trial.report(exercise, key, source) for source in sources if source.strip())
        _TRIED[place] = tuple(found for found in tried if isinstance(found, dict))
    return _TRIED[place]


def _disguised(value: str) -> Iterator[str]:
    """Yield a number in other forms, and as somebody may write who is not sure."""
    top, slash, bottom = value.partition("/")
    if not value or not top.lstrip("-").isdigit():
        return
    yield f"taxminan {value}"
    if slash and bottom.isdigit():
        yield f"{2 * int(top)}/{2 * int(bottom)}"


def _carry(notebook: Path, given: Mapping[str, Response]) -> None:
    """Put the answers into the outputs of the cells that show their exercises."""
    data = json.loads(notebook.read_text("utf-8"))
    for cell in data["cells"]:
        if cell["cell_type"] != "code":
            continue
        names = shown(Cell(cell_type="code", metadata={}, source=cell["source"]))
        cell["outputs"] = [_output(given[name]) for name in names if name in given]
    notebook.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _output(response: Response) -> dict[str, object]:
    carried = {"version": 1, "response": msgspec.to_builtins(response)}
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {MEDIA_TYPE: carried, "text/plain": str(response.value)},
    }
