"""Lab: a virtual laboratory, graded on the procedure and the data.

The learner predicts, sets controls, records readings into a table, and answers
from them. Every recorded row is taken again by the simulation from the variant's
seed, the prediction, the settings and the reading's number: what was made up, or
measured under another prediction, does not count. The mark is the sum of the
rubric's lines; none of them looks at clicks.
"""

from __future__ import annotations

from collections.abc import Iterator

from courseware.kinds.base import Description, Finding, Sample, Shown
from courseware.kinds.lab import check as checking
from courseware.kinds.lab import checks, described, rows, sampled
from courseware.kinds.lab.rows import Answer
from courseware.kinds.lab.spec import LabExercise, LabKey, model_of
from courseware.mark import Misread, Verdict
from courseware.variants import Generator, Variant

EXERCISE = LabExercise
KEY = LabKey


def modules(exercise: LabExercise) -> tuple[str, ...]:
    """Name the chunk of the frame and that of the simulation."""
    return ("lab", f"lab_{exercise.lab}")


def seeded(exercise: LabExercise) -> bool:
    """Tell whether chance goes into the readings: another seed gives another table."""
    return model_of(exercise).noisy


def draw(exercise: LabExercise, generator: Generator) -> tuple[str, ...]:
    """Nothing to order."""
    return ()


def parse(exercise: LabExercise, value: object) -> Answer | Misread | None:
    """Read the table, the prediction, the fields and the explanation."""
    return rows.parse(exercise, value)


def mark(exercise: LabExercise, key: LabKey, variant: Variant, answer: Answer) -> Verdict:
    """Add up the lines of the rubric that are met."""
    return checks.mark(exercise, key, variant, answer)


def echo(answer: object, value: object, language: str) -> str:
    """Nothing to echo: the table is read as it stands."""
    return ""


def describe(exercise: LabExercise, variant: Variant, language: str) -> Description:
    """Say what can be set and measured, with a table to fill in."""
    return described.describe(exercise, variant, language)


def shown(exercise: LabExercise, variant: Variant, value: object, language: str) -> Shown:
    """Return prediction, table, fields and explanation."""
    return described.shown(exercise, variant, value, language)


def samples(exercise: LabExercise, key: LabKey, variant: Variant) -> Iterator[Sample]:
    """Yield a careful experiment, invented measurements, no table at all."""
    return sampled.samples(exercise, key, variant)


def check(exercise: LabExercise, key: LabKey | None) -> Iterator[Finding]:
    """Find names that nothing has, and rubrics that do not add up."""
    return checking.check(exercise, key)
