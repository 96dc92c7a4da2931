"""What a forked child does that runs a learner's cells."""

from __future__ import annotations

import json
import os
import select
import socket
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from courseware.grading.examining.channel import Channel, Gone
from courseware.grading.examining.homes import settle, write_files
from courseware.grading.examining.worker.objects import Objects
from courseware.kernel.notebook import GRADED, run_into
from courseware.kernel.shell import CellOutcome, Shell

TRUSTED = 1 << 28
"""Bytes of a message from the supervisor or the examiner."""


def work(arguments: dict[str, Any], fds: list[int]) -> None:
    """Run cells for the supervisor on the first descriptor, answer the examiner on the second.

    Further descriptors are for copies of this process, in which a test meets the
    learner's live objects.
    """
    limits = settle(arguments)
    ends = [socket.socket(fileno=fd) for fd in fds]
    supervisor, *copies = (Channel(end, TRUSTED) for end in (ends[0], *ends[2:]))
    examiner = Channel(ends[1], TRUSTED, longest=limits.reply_bytes)
    supervisor.send({"ready": True})  # the cage is closed, and nothing of a learner's was read
    Worker(supervisor, examiner, copies).run()


class Worker:
    """Runs one notebook's cells."""

    def __init__(self, supervisor: Channel, examiner: Channel, copies: list[Channel]) -> None:
        self._supervisor, self._copies = supervisor, copies
        self._shell = Shell.take()
        self._objects = Objects(examiner, self._shell.namespace, self._aside, self._listen)
        self._poll = select.poll()
        self._poll.register(supervisor, select.POLLIN)
        self._poll.register(examiner, select.POLLIN)
        self._examiner = examiner.fileno()
        self._shown: list[tuple[int, list[Any], int]] = []

    def run(self) -> None:
        """Do as told until the supervisor says that it is over, or is gone.

        Whatever the supervisor has said was said before the examiner asked.
        """
        supervisor = self._supervisor.fileno()
        while True:
            ready = {fd for fd, _ in self._poll.poll()}
            try:
                if supervisor not in ready:
                    self._objects.serve()
                elif not self._obey(self._supervisor.receive()):
                    return
            except Gone:
                if supervisor in ready:
                    return
                self._poll.unregister(self._examiner)

    def _obey(self, message: dict[str, Any]) -> bool:
        match message["op"]:
            case "files":
                write_files(message["files"])
            case "cells":
                for cell in message["cells"]:
                    self._tell(self._ran(cell, message["seconds"]))
            case "define":
                for statement in message["statements"]:
                    self._quietly(statement)
            case "heard":
                self._tell({"outputs": self._shell.recorder.outputs})
            case "copy":
                self._copy(self._copies[message["number"]])
            case "finish":
                self._tell({"changed": self._changed(), "widgets": self._widgets()})
            case _:
                return False
        return True

    def _ran(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        cell = {"cell_type": "code", "metadata": {}, "source": message["source"]}
        outcome: CellOutcome = run_into(
            cell, self._shell, msgspec.structs.replace(GRADED, timeout=seconds)
        )
        outputs = cell["outputs"]
        self._shown.append((message["at"], outputs, len(repr(outputs))))
        return {
            "at": message["at"],
            "outputs": outputs,
            "count": cell["execution_count"],
            "status": outcome.status,
            "truncated": outcome.truncated,
        }

    def _quietly(self, statement: str) -> None:
        """Run a statement of a visible test that later cells may rely on."""
        outputs = list(self._shell.recorder.outputs)
        self._shell.run_cell(statement, timeout=10, store_history=False)
        self._shell.recorder.outputs[:] = outputs

    def _changed(self) -> list[list[Any]]:
        """Return the outputs of cells that later ones have changed."""
        return [[at, outputs] for at, outputs, size in self._shown if len(repr(outputs)) != size]

    def _widgets(self) -> Any:
        return self._shell.recorder.widgets_metadata()

    def _listen(self) -> None:
        """Let what is shown from now on belong to a test."""
        self._shell.recorder.begin()

    def _aside(self, seconds: float) -> AbstractContextManager[CellOutcome]:
        return self._shell.aside(timeout=seconds)

    def _tell(self, message: dict[str, Any]) -> None:
        tell(self._supervisor, message)

    def _copy(self, channel: Channel) -> None:
        """Leave a copy of this process that waits for a test to be run in it."""
        pid = os.fork()
        if pid:
            return
        try:
            self._supervisor.close()
            os.close(self._examiner)
            self._supervisor = channel
            self._shell.after_fork()
            message = channel.receive()
            for statement in message["before"]:
                self._quietly(statement)
            self._tell(self._ran(message, message["seconds"]))
        finally:
            os._exit(0)


def tell(channel: Channel, message: dict[str, Any]) -> None:
    """Send outputs; text that is no Unicode is made so."""
    try:
        channel.send(message)
    except (UnicodeEncodeError, TypeError, OverflowError):
        text = json.dumps(message, default=str).encode("utf-8", "replace")
        channel.send(json.loads(_without_surrogates(json.loads(text))))


def _without_surrogates(message: Any) -> str:
    text = json.dumps(message, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()
