"""What can begin at once, while nbgrader is imported and the gradebook is read.

The self-test of the containment and the warm process take a second each and need nothing
of nbgrader's, so they run on another core meanwhile. What an assignment needs is guessed
from where its notebooks usually lie; a wrong guess costs time and nothing else: whoever
takes the warm process says what it must have imported, and in what it must be contained.
Nothing of a learner's is opened here, and nothing of theirs reaches the warm process
before the self-test of its containment has been passed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection
from functools import partial
from types import TracebackType
from typing import Self

import msgspec

from courseware.grading.examining.starting import Warm
from courseware.grading.running.guessing import Guess
from courseware.sandbox import Containment, choose
from courseware.sandbox.choosing import likeliest


class Ahead:
    """A self-test and a warm process on their way; a context manager that leaves neither.

    Args:
        guess: what will be needed; None: nothing is begun.
        unsafe: as `choose` has it.
    """

    def __init__(self, guess: Guess | None, *, unsafe: bool = False) -> None:
        self._guess, self._unsafe = guess, unsafe
        self._warm: Warm | None = None
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        guess = self._guess
        if guess is None:
            return self
        containment = likeliest(guess.require, runner=guess.runner)
        # Only where a world of its own keeps it from being counted in the self-test of another.
        if containment is not None and containment.inner:
            self._warm = Warm(containment, guess.modules)
            self._begin(self._warm.start)
        self._begin(partial(choose, guess.require, runner=guess.runner, unsafe=self._unsafe))
        return self

    def _begin(self, act: Callable[[], object]) -> None:
        """Do something on the side; whatever goes wrong is met again by who comes to need it."""

        def on_the_side() -> None:
            with contextlib.suppress(Exception):
                act()

        thread = threading.Thread(target=on_the_side, daemon=True)
        thread.start()
        self._threads.append(thread)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._warm is not None:
            self._warm.abandon()
        self._wait()
        self._discard()

    def take(self, containment: Containment, modules: Collection[str]) -> Warm | None:
        """Return the warm process, for the caller to close; None where it is not what is wanted."""
        self._wait()
        warm, wanted = self._warm, msgspec.structs.replace(containment, findings=())
        if warm is None or not (
            warm.running and warm.containment == wanted and set(modules) <= set(warm.modules)
        ):
            self._discard()
            return None
        self._warm = None
        return warm

    def _wait(self) -> None:
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _discard(self) -> None:
        warm, self._warm = self._warm, None
        if warm is not None:
            warm.close()
