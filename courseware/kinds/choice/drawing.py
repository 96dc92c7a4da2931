"""Which options a learner meets, and in which order.

How N of a pool are drawn without telling the right ones. The browser draws graded
exercises too, and it has no key: an option that is in every draw because it is
right could be told from the rest by drawing often. So the draw knows only what
the public half says, and there are two ways:

- Options carry a `group`, and one of each group is drawn. The author puts options
  that stand for each other into a group, the right ones into one (or, for `many`,
  into several); every group is treated alike, so that nothing tells which one is
  right. A group of one option is in every draw: `check` refuses a graded exercise
  where only right options are, and a group that mixes right and wrong ones.
- Any N of the pool are drawn, and one option says that none of them is right
  (`none = true`). The right one may be absent, and then that option is right. The
  marker draws again by the seed, so it knows what stood there.
"""

from __future__ import annotations

from courseware.kinds.choice.model import ChoiceExercise, Option, option_ids
from courseware.variants import Generator


def draw(exercise: ChoiceExercise, generator: Generator) -> tuple[str, ...]:
    """Draw the options and shuffle those that are not fixed among their own places."""
    if exercise.select == "true_false":
        return option_ids(exercise)
    if exercise.select == "matrix":
        return _shuffled(exercise, [(row.id, row.fixed) for row in exercise.rows], generator)
    there = [option for option in _drawn(exercise, generator) if not option.none]
    last = tuple(option.id for option in exercise.options if option.none)
    return _shuffled(exercise, [(option.id, option.fixed) for option in there], generator) + last


def _shuffled(
    exercise: ChoiceExercise, items: list[tuple[str, bool]], generator: Generator
) -> tuple[str, ...]:
    if not exercise.shuffle:
        return tuple(id_ for id_, _ in items)
    mixed = iter(generator.shuffled([id_ for id_, fixed in items if not fixed]))
    return tuple(id_ if fixed else next(mixed) for id_, fixed in items)


def groups(exercise: ChoiceExercise) -> list[list[Option]]:
    """Return the options by group, in the order of their first; one without stands for itself."""
    found: dict[tuple[str, str], list[Option]] = {}
    for option in exercise.options:
        if not option.none:
            name = ("id", option.id) if option.group is None else ("group", option.group)
            found.setdefault(name, []).append(option)
    return list(found.values())


def _drawn(exercise: ChoiceExercise, generator: Generator) -> list[Option]:
    """Draw one option of each group; where there are more groups than wanted, some of them."""
    if exercise.draw is None:
        return list(exercise.options)
    pool = groups(exercise)
    if len(pool) > exercise.draw:
        places = generator.shuffled(list(range(len(pool))))[: exercise.draw]
        pool = [group for place, group in enumerate(pool) if place in places]
    chosen = {group[generator.below(len(group))].id for group in pool}
    return [option for option in exercise.options if option.id in chosen]
