"""The one widget of all kinds. The browser shows, and marks practice; this keeps and restores."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Iterable, Mapping

import anywidget
import ipywidgets
import msgspec
from traitlets import Any, Bool, Dict, Instance, Int, List, Unicode, observe

from courseware import kinds
from courseware.mark import Mark
from courseware.response import Response
from courseware.variants import Variant
from courseware.widgets import cells, describing, messages, module, rendering
from courseware.widgets.carrier import HIDING, Carrier, outputs, running
from courseware.widgets.languages import remember
from courseware.widgets.messages import Another, Commit, Hint, Switch
from courseware.widgets.module import ModuleWidget
from courseware.widgets.status import Status, hand_over
from courseware.widgets.work import Work

VIEW = "application/vnd.jupyter.widget-view+json"

_all: weakref.WeakSet[ExerciseWidget] = weakref.WeakSet()


def _plain(value: object, _widget: object = None) -> object:
    """Return a value of ours as plain data."""
    return msgspec.to_builtins(value)


class SlimLayout(ipywidgets.Layout):
    """A layout that sends only what is set: fifty exercises would send 50 kB of nulls."""

    def get_state(
        self,
        key: str | Iterable[str] | None = None,
        drop_defaults: bool = False,  # noqa: FBT001, FBT002
    ) -> dict[str, object]:
        """Return the state for the page; without a key, what is None is left out."""
        state: dict[str, object] = super().get_state(key, drop_defaults)
        if key is not None:
            return state
        return {name: value for name, value in state.items() if value is not None}


class ExerciseWidget(anywidget.AnyWidget):
    """An exercise in a notebook: displays alone, or in a VBox, Tab or Accordion.

    Observe `value` (what was answered last), `mark` (of practice; None for what counts),
    `response`, `status`, `language`, `hints_shown`. `language` can be set and linked. `value`
    follows the learner: link from it with `dlink`.
    """

    _esm = Unicode().tag(sync=True)
    _css = Unicode(HIDING).tag(sync=True)
    module = Instance(ModuleWidget).tag(sync=True, **ipywidgets.widget_serialization)
    chunks = List(Unicode()).tag(sync=True)
    exercise = Dict().tag(sync=True)
    key = Dict(default_value=None, allow_none=True).tag(sync=True)
    variant = Instance(Variant, ()).tag(sync=True, to_json=lambda drawn, _: drawn.on_the_wire())
    language = Unicode("uz").tag(sync=True)
    languages = List(Unicode()).tag(sync=True)
    response = Instance(Response, allow_none=True).tag(sync=True, to_json=_plain)
    mark = Instance(Mark, allow_none=True).tag(sync=True, to_json=rendering.mark_on_the_wire)
    hints_shown = Int(0).tag(sync=True)
    status = Instance(Status, ()).tag(sync=True, to_json=_plain)
    read_only = Bool(default_value=False).tag(sync=True)
    report = Dict(default_value=None, allow_none=True).tag(sync=True)
    figure = Instance(ipywidgets.Widget, allow_none=True).tag(
        sync=True, **ipywidgets.widget_serialization
    )
    value = Any(allow_none=True, read_only=True)

    def __init__(
        self,
        work: Work,
        *,
        language: str,
        languages: tuple[str, ...],
        figure: ipywidgets.Widget | None = None,
    ) -> None:
        self.work = work
        pictures = work.session.lesson.folder
        chunks = kinds.modules(work.exercise)
        super().__init__(
            _esm=module.loader(),
            module=module.shared((*map(module.of_language, languages), *chunks)),
            chunks=list(chunks),
            exercise=rendering.on_the_wire(work.exercise, languages, pictures),
            key=None if work.key is None else rendering.on_the_wire(work.key, languages, pictures),
            languages=list(languages),
            language=language,
            figure=figure,
            layout=SlimLayout(),
            **self._standing(language),
        )
        self.set_trait("value", self._value())
        self.on_msg(ExerciseWidget._received)
        self._made = running()
        self._shown_in: set[str] = set()
        for former in list(_all):
            if former.is_replaced_by(self):
                former.close()
        work.listeners.add(self)
        cells.watch(work)
        _all.add(self)
        self._carrier = Carrier(work.exercise.id)
        outputs.leave(self._carrier, self._carried)

    def show(self) -> None:
        """Show how the work stands: answer, mark, hints, status."""
        with self.hold_sync():
            for name, value in self._standing(self.language).items():
                self.set_trait(name, value)
        self.set_trait("value", self._value())
        self._carry()

    def tell(self, status: Status, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Show a status, from any thread.

        The page is told at once, also while a long cell keeps the kernel's loop; the trait, and
        whoever observes it, follows in that loop.
        """
        plain = _plain(status)
        if self.comm is not None:
            self._send({"method": "update", "state": {"status": plain}, "buffer_paths": []})
        hand_over(loop, lambda: self._told(status))

    def set_state(self, sync_data: Mapping[str, object]) -> None:
        """Take from the page only what belongs to it: it answers by messages, not by state."""
        own = set(ExerciseWidget.class_own_traits())
        super().set_state({name: sync_data[name] for name in sync_data if name not in own})

    def is_replaced_by(self, other: ExerciseWidget) -> bool:
        """Tell whether this was shown by an earlier run of the cell that made `other` only.

        That output is gone, and every widget that stays open is sent to each page that is opened
        or reloaded.
        """
        mine, new = self._made, other._made
        is_again = bool(new.cell) and mine.cell == new.cell and mine != new
        same = self.work.exercise.id == other.work.exercise.id
        return is_again and same and self._shown_in == {new.cell}

    def close(self) -> None:
        """Take the exercise out of every page that shows it."""
        if hasattr(self, "work"):
            self.work.listeners.discard(self)
            _all.discard(self)
        if isinstance(self.layout, SlimLayout):
            self.layout.close()
        super().close()

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, object], dict[str, object]]:
        """Restore, then show: another kernel may have answered since the cell before."""
        self.work.restore()
        self._shown_in.add(running().cell)
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {
            "text/plain": describing.headline(self.work.exercise, self.language),
            VIEW: view,
        }, {}

    def _received(self, content: object, _buffers: object) -> None:
        message = messages.read(content)
        if isinstance(message, Commit):
            self.work.commit(message.response)
        elif isinstance(message, Hint):
            self.work.hint(message.shown)
        elif isinstance(message, Another):
            self.work.another(message.number)
        elif isinstance(message, Switch):
            self._switch(message.language)
        else:
            self.work.refuse("unreadable", messages.token_of(content))

    def _switch(self, language: str) -> None:
        """Show the whole lesson in the language, and keep to it."""
        for widget in list(_all):
            if language in widget.languages:
                widget.language = language
        remember(self.work.session, language, write=not self.work.read_only)

    @observe("language")
    def _language_changed(self, _change: object) -> None:
        if hasattr(self, "_carrier"):
            self.mark = self.work.mark(self.language)
            self._carry()

    def _told(self, status: Status) -> None:
        if self.status.sequence > status.sequence:
            return
        self.status = status

    def _standing(self, language: str) -> dict[str, object]:
        work = self.work
        return {
            "variant": work.standing.variant,
            "response": work.standing.response,
            "hints_shown": work.standing.hints,
            "mark": work.mark(language),
            "status": work.status,
            "read_only": work.read_only,
            "report": work.report,
        }

    def _value(self) -> object:
        return None if self.work.standing.response is None else self.work.standing.response.value

    def _carried(self) -> dict[str, object]:
        return describing.bundle(self.work, self.language)

    def _carry(self) -> None:
        self._carrier.update(self._carried())
