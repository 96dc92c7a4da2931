"""What a forked child does that runs a teacher's tests."""

from __future__ import annotations

import ast
import socket
from typing import Any

import msgspec

from courseware.grading.examining import statements
from courseware.grading.examining.channel import Channel, Gone
from courseware.grading.examining.examiner import running
from courseware.grading.examining.examiner.link import GRACE, Link
from courseware.grading.examining.examiner.names import Known, Names
from courseware.grading.examining.homes import settle, write_files
from courseware.grading.examining.worker.role import TRUSTED, tell
from courseware.kernel.shell import Shell


class Test(msgspec.Struct, kw_only=True):
    """One cell of the teacher's to be run, as the supervisor tells it."""

    at: int
    source: str
    seconds: float
    known: Known = msgspec.field(default_factory=Known)
    objects: bool = False
    writes: bool = False


def examine(arguments: dict[str, Any], fds: list[int]) -> None:
    """Run the teacher's cells for the supervisor on the first descriptor.

    The second leads to the worker. A process whose tests leave no trace may be given
    another worker, and judges another notebook.
    """
    limits = settle(arguments)
    supervisor = Channel(socket.socket(fileno=fds[0]), TRUSTED)
    shell, worker = Shell.take(), fds[1]
    while True:
        supervisor.send({"ready": True})
        link = Link(Channel(socket.socket(fileno=worker), limits.reply_bytes))
        if not Examiner(supervisor, link, shell).run():
            return
        link.close()
        worker = supervisor.receive_descriptor()
        shell.renew()


class Examiner:
    """Runs the locked cells of one notebook."""

    def __init__(self, supervisor: Channel, link: Link, shell: Shell) -> None:
        self._supervisor, self._link, self._shell = supervisor, link, shell
        self._names = Names(link, self._shell.namespace)
        self._shell.adopt(self._names, hidden=__package__)

    def run(self) -> bool:
        """Do as told until it is over; tell whether there is another notebook."""
        try:
            while True:
                message = self._supervisor.receive()
                if not self._obey(message):
                    return bool(message["op"] == "next")
        except Gone:
            return False

    def _obey(self, message: dict[str, Any]) -> bool:
        match message["op"]:
            case "files":
                write_files(message["files"])
            case "setup":
                self._set_up(msgspec.convert(message["cell"], Test))
            case "test":
                tell(self._supervisor, self._tested(msgspec.convert(message["cell"], Test)))
            case _:
                return False
        return True

    def _set_up(self, cell: Test) -> None:
        """Run those statements of a locked cell that need nothing of the learner's."""
        self._link.begin(cell.seconds, objects=False, writes=False)
        self._names.begin(cell.known)
        try:
            body = statements.parsed(cell.source)
            if not body and cell.source.strip():
                self._shell.run_cell(cell.source, timeout=cell.seconds)
            ours = statements.independent(body, {*self._names, *cell.known.imports})
            if ours:
                self._shell.run_cell("\n".join(map(ast.unparse, ours)), timeout=cell.seconds)
        finally:
            self._names.end()

    def _tested(self, test: Test) -> dict[str, Any]:
        self._link.begin(test.seconds, objects=test.objects, writes=test.writes)
        self._names.begin(test.known)
        try:
            outcome = running.run(self._shell, test.source, test.seconds + 2 * GRACE)
        finally:
            self._names.end()
        return {
            "at": test.at,
            "outputs": outcome.outputs,
            "status": outcome.status,
            "needs_live": self._link.needs_live,
            "lost": self._link.lost,
            "shown": self._link.shown,
        }
