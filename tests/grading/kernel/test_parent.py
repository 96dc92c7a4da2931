from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import psutil
import pytest

from courseware.errors import ForkRefused, WarmParentFailed
from courseware.kernel import WarmParent
from tests.grading.kernel.conftest import ROLES, TOP, Ask

PATH = {"PYTHONPATH": os.fspath(TOP)}


def test_a_role_gets_its_arguments_and_descriptors(ask: Ask) -> None:
    told, ended = ask("echo", word="soʻz", numbers=[1, 2.5, None])
    assert told == {"arguments": {"word": "soʻz", "numbers": [1, 2.5, None]}, "session": True}
    assert ended.status == 0


def test_what_cannot_be_imported_is_told(parent: WarmParent) -> None:
    assert set(parent.failed) == {"no_such_module"}
    assert "ModuleNotFoundError" in parent.failed["no_such_module"]


@pytest.mark.parametrize(
    ("role", "arguments", "status"),
    [
        ("fail", {}, 1),
        ("leave", {"status": 7}, 7),
        ("end_by_signal", {"signal": signal.SIGSEGV}, -signal.SIGSEGV),
        ("end_by_signal", {"signal": signal.SIGKILL}, -signal.SIGKILL),
        ("nowhere", {}, 1),
    ],
)
def test_children_may_die_in_any_way(
    ask: Ask, role: str, arguments: dict[str, int], status: int
) -> None:
    _, ended = ask(role, **arguments)
    assert ended.status == status
    assert ("the role failed" in ended.error) == (role == "fail")
    assert ask("echo")[1].status == 0


def test_a_child_is_killed_with_what_it_started(parent: WarmParent) -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads) as told, parent.fork(f"{ROLES}:sleep", {}, [writes]) as child:
        os.close(writes)
        told.readline()
        with pytest.raises(TimeoutError):
            child.wait(0)
        assert child.poll() is None
        assert child.kill()
        assert child.wait(10).status == -signal.SIGKILL
        assert not child.kill()
        assert told.read() == ""  # nobody holds the other end any more: its child is gone too


def test_a_child_that_is_let_go_is_killed(parent: WarmParent) -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads) as told:
        child = parent.fork(f"{ROLES}:sleep", {}, [writes])
        os.close(writes)
        told.readline()
        child.close()
        assert told.read() == ""


def test_what_a_child_started_is_gone_when_its_end_is_told(parent: WarmParent) -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads) as told:
        child = parent.fork(f"{ROLES}:burden", {"megabytes": 200}, [writes])
        os.close(writes)
        started = int(told.readline())
        child.kill()
        assert child.wait(10).status == -signal.SIGKILL
        assert not psutil.pid_exists(started)
        child.close()


def test_children_end_with_their_parent() -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads) as told:
        with WarmParent.start(prepare=(), environment=PATH) as parent:
            child = parent.fork(f"{ROLES}:sleep", {}, [writes])
            os.close(writes)
            told.readline()
        assert told.read() == ""
        assert not parent.alive()
        child.close()
        with pytest.raises(WarmParentFailed):
            parent.fork(f"{ROLES}:echo", {})


def test_children_die_when_the_parent_is_killed() -> None:
    reads, writes = os.pipe()
    with os.fdopen(reads) as told, WarmParent.start(prepare=(), environment=PATH) as parent:
        child = parent.fork(f"{ROLES}:end_by_signal", {"signal": signal.SIGSTOP}, [writes])
        os.close(writes)
        os.kill(parent.pid, signal.SIGKILL)
        assert told.read() == ""
        assert child.wait(10).status is None
        child.close()


def test_a_parent_with_two_threads_does_not_fork() -> None:
    prepare = [f"{ROLES}:start_a_thread"]
    with WarmParent.start(prepare=prepare, environment=PATH) as parent:
        with pytest.raises(ForkRefused, match="idler"):
            parent.fork(f"{ROLES}:echo", {})
        assert parent.alive()


def test_a_module_that_starts_threads_is_left_out(tmp_path: Path) -> None:
    source = (
        "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
    )
    (tmp_path / "threaded.py").write_text(source)
    path = {"PYTHONPATH": os.pathsep.join((os.fspath(tmp_path), os.fspath(TOP)))}
    with WarmParent.start(preload=["threaded", "json"], prepare=(), environment=path) as parent:
        assert parent.left_out == ["threaded"]
        with parent.fork(f"{ROLES}:leave", {"status": 0}) as child:
            assert child.wait(10).status == 0


def test_a_module_finds_the_shell_while_it_is_imported(tmp_path: Path) -> None:
    (tmp_path / "looking.py").write_text(
        "import IPython\nfound = IPython.get_ipython() is not None"
    )
    path = {"PYTHONPATH": os.pathsep.join((os.fspath(tmp_path), os.fspath(TOP)))}
    reads, writes = os.pipe()
    with os.fdopen(reads) as told, WarmParent.start(preload=["looking"], environment=path) as made:
        asked = {"cells": ["import sys; was = 'looking' in sys.modules", "import looking"]}
        asked["cells"].append("assert was and looking.found and looking.IPython.get_ipython()")
        with made.fork(f"{ROLES}:cells", asked, [writes]):
            os.close(writes)
            assert [each["status"] for each in json.load(told)] == ["ok"] * 3


def test_a_parent_that_cannot_be_prepared_says_why() -> None:
    with pytest.raises(WarmParentFailed, match="the role failed"):
        WarmParent.start(prepare=[f"{ROLES}:fail_to_prepare"], environment=PATH)


def test_a_launcher_can_be_given() -> None:
    import subprocess

    seen: list[object] = []

    def launch(argv: object, **how: object) -> subprocess.Popen[bytes]:
        seen.append(how)
        env = {**os.environ, **PATH}
        return subprocess.Popen(argv, pass_fds=how["pass_fds"], env=env)  # type: ignore[call-overload,no-any-return]

    with (
        WarmParent.start(prepare=(), launch=launch, environment={"A": "b"}) as parent,
        parent.fork(f"{ROLES}:leave", {"status": 0}) as child,
    ):
        assert child.wait(10).status == 0
    assert [sorted(how) for how in seen if isinstance(how, dict)] == [["env", "pass_fds"]]


def test_every_child_has_random_numbers_of_its_own(ask: Ask) -> None:
    drawn = [ask("draw")[0] for _ in range(3)]
    assert len({pair[0] for pair in drawn}) == len({pair[1] for pair in drawn}) == 3


def test_memory_and_time_are_told(ask: Ask) -> None:
    _, ended = ask("fill", megabytes=64)
    assert ended.peak_kb >= 64 << 10
    assert ended.shared_kb > 0
    assert ended.user_seconds + ended.system_seconds > 0


def test_a_child_inherits_nothing_of_the_parent_s(ask: Ask) -> None:
    told, _ = ask("descriptors")
    fonts = {name for name in told if name.endswith(".ttf")}  # matplotlib's, open for reading
    assert set(told) - fonts == {"memfd:error (deleted)"}  # for its own last words


def test_the_parent_does_not_need_ipython() -> None:
    import subprocess

    code = "import courseware.kernel, sys; print([n for n in sys.modules if n == 'IPython'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
