"""Kernels from a warm parent, as jupyter_client's own manager starts them."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from courseware.kernel.jupyter import host, spec
from courseware.kernel.jupyter.provisioner import Process

pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed event loop:ResourceWarning",  # jupyter_client's own, of its blocking manager
    "ignore:Proactor:RuntimeWarning",
)


@pytest.fixture(scope="module")
def runtime() -> Iterator[Path]:
    """A folder for warm parents that only these tests use, with a short path."""
    folder = Path(tempfile.mkdtemp())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", os.fspath(folder))
        patch.setenv("IPYTHONDIR", os.fspath(folder / "ipython"))
        yield folder
        host.ask("stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def specs(runtime: Path) -> KernelSpecManager:
    """A `warm` kernel like the one that is installed, and one that is no ipykernel."""
    warm = spec.spec(["json", "ipywidgets"])
    other = {**warm, "argv": [sys.executable, "-c", "pass"]}
    for name, content in {"warm": warm, "other": other}.items():
        folder = runtime / "kernels" / name
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps(content))
    kernels = os.fspath(runtime / "kernels")
    return KernelSpecManager(kernel_dirs=[kernels], ensure_native_kernel=False)


def manager_of(specs: KernelSpecManager, name: str) -> KernelManager:
    ip = f"{specs.kernel_dirs[0]}/{uuid.uuid4().hex[:8]}"
    return KernelManager(kernel_name=name, kernel_spec_manager=specs, transport="ipc", ip=ip)


class Kernel:
    """A running kernel and its client."""

    def __init__(self, specs: KernelSpecManager, name: str = "warm", **how: Any) -> None:
        self.manager = manager_of(specs, name)
        arguments = ["--HistoryManager.hist_file=:memory:"]
        self.manager.start_kernel(extra_arguments=arguments, **how)
        self.client = self.connected()

    @property
    def process(self) -> Process:
        process: Process = process_of(self.manager)
        return process

    def connected(self) -> BlockingKernelClient:
        client = self.manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        return client

    def run(self, code: str) -> str:
        """Return what a cell printed or evaluated to, or the name of its exception."""
        told: list[str] = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            match message["msg_type"]:
                case "stream":
                    told.append(content["text"])
                case "execute_result":
                    told.append(content["data"]["text/plain"])
                case "error":
                    told.append(content["ename"])

        self.client.execute_interactive(code, timeout=60, output_hook=hear, allow_stdin=False)
        return "".join(told)

    def close(self) -> None:
        self.client.stop_channels()
        end(self.manager)


def end(manager: KernelManager) -> None:
    manager.shutdown_kernel(now=True)
    manager.context.destroy(linger=0)


def process_of(manager: KernelManager) -> Any:
    provisioner: Any = manager.provisioner
    return provisioner.process


@pytest.fixture
def kernel(specs: KernelSpecManager) -> Iterator[Kernel]:
    started = Kernel(specs)
    assert isinstance(started.process, Process)
    yield started
    started.close()


def test_a_kernel_works_where_and_as_it_was_asked(
    specs: KernelSpecManager, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOMETHING", "here")
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # ipykernel would not listen to descriptors
    kernel = Kernel(specs, cwd=os.fspath(tmp_path))
    try:
        assert kernel.run("import os; print(os.getcwd(), os.environ['SOMETHING'])") == (
            f"{tmp_path} here\n"
        )
        assert kernel.run("'json' in __import__('sys').modules") == "True"
        child = "import time; os.system('echo from a child'); time.sleep(0.5); 1 / 0"
        assert kernel.run(child) == "from a child\nZeroDivisionError"
        assert kernel.run("get_ipython().history_manager.hist_file") == "':memory:'"
        kernel.client.complete("os.getc")
        matches = kernel.client.get_shell_msg(timeout=60)["content"]["matches"]
        assert "getcwd" in {each.removeprefix("os.") for each in matches}
    finally:
        kernel.close()


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A folder with modules in it, as a path from the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "beside.py").write_text("x = 1")
    (tmp_path / "lesson" / "json.py").write_text("1 / 0")
    return "lesson"


def test_a_module_beside_the_notebook_is_found(specs: KernelSpecManager, lesson: str) -> None:
    kernel = Kernel(specs, cwd=lesson)
    try:
        assert isinstance(kernel.process, Process)
        assert kernel.run("import json, beside; beside.x") == "1"
        assert os.fspath(host.directory()) not in kernel.run("import sys; sys.path")
    finally:
        kernel.close()


def test_a_module_beside_the_notebook_is_not_found_where_it_must_not_be(
    specs: KernelSpecManager, lesson: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("PYTHONSAFEPATH", "1")
        kernel = Kernel(specs, cwd=lesson)
        try:
            assert isinstance(kernel.process, Process)
            assert kernel.run("import beside") == "ModuleNotFoundError"
        finally:
            kernel.close()
            host.ask("stop")


def test_a_front_end_gets_all_widgets_at_once(kernel: Kernel) -> None:
    kernel.run("import ipywidgets; x = ipywidgets.IntSlider(3), ipywidgets.Text('salom')")
    session, comm = kernel.client.session, {"comm_id": "ours"}
    target = {"target_name": "jupyter.widget.control", "data": {}, **comm}
    opened = session.msg("comm_open", target, metadata={"version": "1.0.0"})
    asked = session.msg("comm_msg", {"data": {"method": "request_states"}, **comm})
    for each in (opened, asked):
        kernel.client.shell_channel.send(each)
    while True:
        told = kernel.client.get_iopub_msg(timeout=60)
        assert told["msg_type"] != "comm_close", "nobody listens there"
        if told["msg_type"] == "comm_msg":
            break

    states = told["content"]["data"]["states"].values()
    assert {3, "salom"} <= {each["state"].get("value") for each in states}


def test_a_program_sees_the_arguments_of_an_ordinary_kernel(kernel: Kernel) -> None:
    code = "import os, sys; (os.path.basename(sys.argv[0]), sys.argv[1])"

    assert kernel.run(code) == "('ipykernel_launcher.py', '-f')"


def test_a_module_finds_the_shell_while_it_is_imported(
    tmp_path: Path, specs: KernelSpecManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "looking.py").write_text("import IPython\nshell = IPython.get_ipython()")
    folder = Path(specs.kernel_dirs[0]) / "looking"
    folder.mkdir()
    (folder / "kernel.json").write_text(json.dumps(spec.spec(["looking"])))
    monkeypatch.setenv("PYTHONPATH", os.fspath(tmp_path))
    kernel = Kernel(specs, name="looking")
    try:
        assert isinstance(kernel.process, Process)
        assert kernel.run("import sys; 'looking' in sys.modules") == "True"
        assert kernel.run("import looking; looking.shell is get_ipython()") == "True"
    finally:
        kernel.close()
        host.ask("stop")


def test_interrupt(kernel: Kernel) -> None:
    # Otherwise ipykernel aborts, for a moment, also what is asked after the error was told.
    code = "print('begun')\nimport time\ntime.sleep(600)"
    request = kernel.client.execute(code, stop_on_error=False)
    while True:
        message = kernel.client.get_iopub_msg(timeout=60)
        if message["msg_type"] == "stream":
            break
    kernel.manager.interrupt_kernel()
    while True:
        reply = kernel.client.get_shell_msg(timeout=60)
        if reply["parent_header"]["msg_id"] == request:
            break
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("1 + 1") == "2"


def test_restart_forgets_and_goes_on(kernel: Kernel) -> None:
    kernel.run("kept = 1")
    before = kernel.process.pid
    kernel.client.stop_channels()
    kernel.manager.restart_kernel()
    kernel.client = kernel.connected()
    assert kernel.process.pid != before
    assert kernel.run("kept") == "NameError"


def test_shutdown_runs_what_was_left_for_the_end(kernel: Kernel, tmp_path: Path) -> None:
    kernel.run(
        f"import atexit, pathlib; atexit.register(pathlib.Path({str(tmp_path / 'end')!r}).touch)"
    )
    process = kernel.process
    kernel.manager.shutdown_kernel()
    assert process.wait(10) == 0
    assert (tmp_path / "end").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_kernel_that_is_killed_is_seen_to_be_dead(kernel: Kernel, number: int) -> None:
    assert kernel.manager.is_alive()
    os.kill(kernel.process.pid, number)
    assert kernel.process.wait(10) == -number
    assert not kernel.manager.is_alive()


def test_kernels_outlive_a_warm_parent_that_is_killed(kernel: Kernel) -> None:
    (parent,) = host.ask("status")
    os.kill(parent["pid"], signal.SIGKILL)
    assert kernel.run("'still here'") == "'still here'"
    assert kernel.manager.is_alive()
    another = Kernel(kernel.manager.kernel_spec_manager)  # past the stale socket, by a new parent
    try:
        assert isinstance(another.process, Process)
        assert host.ask("status")[0]["pid"] != parent["pid"]
    finally:
        another.close()


ABANDON = """
import os, sys
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
specs = KernelSpecManager(kernel_dirs=[sys.argv[1]], ensure_native_kernel=False)
manager = KernelManager(kernel_name="warm", kernel_spec_manager=specs)
manager.start_kernel(independent=sys.argv[2] == "independent")
print(manager.provisioner.process.pid, flush=True)
sys.stdin.read()
os._exit(0)
"""


@pytest.mark.parametrize("way", ["dependent", "independent"])
def test_a_kernel_ends_with_whoever_asked_for_it(specs: KernelSpecManager, way: str) -> None:
    command = [sys.executable, "-c", ABANDON, specs.kernel_dirs[0], way]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        number = int(server.stdout.readline())
        kernel = os.pidfd_open(number)
        assert server.stdin is not None
        server.stdin.close()  # not to be waited for by its output's end: the kernel has that too
        server.wait(30)
    poll = select.poll()
    poll.register(kernel, select.POLLIN)
    assert bool(poll.poll(10_000 if way == "dependent" else 500)) == (way == "dependent")
    if way == "independent":
        signal.pidfd_send_signal(kernel, signal.SIGKILL)
    os.close(kernel)


def test_one_warm_parent_serves_all(kernel: Kernel) -> None:
    another = Kernel(kernel.manager.kernel_spec_manager)
    assert [each["kernels"] for each in host.ask("status")] == [2]
    another.close()


def test_arguments_of_their_own_are_heeded(specs: KernelSpecManager) -> None:
    manager = manager_of(specs, "warm")
    manager.start_kernel(extra_arguments=["--InteractiveShell.ast_node_interactivity=all"])
    kernel = Kernel.__new__(Kernel)
    kernel.manager = manager
    kernel.client = kernel.connected()
    try:
        assert isinstance(kernel.process, Process)
        assert kernel.run("1\n2") == "12"
    finally:
        kernel.close()


def test_other_commands_get_a_process_of_their_own(
    specs: KernelSpecManager, caplog: pytest.LogCaptureFixture
) -> None:
    manager = manager_of(specs, "other")
    manager.start_kernel()
    assert not isinstance(process_of(manager), Process)
    assert "does not start ipykernel" in caplog.text
    process_of(manager).wait(30)
    end(manager)


def test_a_warm_parent_that_cannot_start_is_done_without(
    specs: KernelSpecManager, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # no Python starts with it, and so no kernel does
    manager = manager_of(specs, "warm")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    assert not isinstance(process_of(manager), Process)
    assert "The warm parent ended with status" in caplog.text
    process_of(manager).wait(30)
    end(manager)


FORKED = """
import asyncio, os, sys
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from courseware.kernel.jupyter.provisioner import Process

async def started():
    specs = KernelSpecManager(kernel_dirs=[sys.argv[1]], ensure_native_kernel=False)
    manager = AsyncKernelManager(kernel_name="warm", kernel_spec_manager=specs)
    await manager.start_kernel()
    forked = isinstance(manager.provisioner.process, Process)
    await manager.shutdown_kernel(now=True)
    return forked

loop = asyncio.new_event_loop()
loop.run_until_complete(asyncio.to_thread(int))  # a thread of the loop's, which no fork has
if not os.fork():
    os._exit(not loop.run_until_complete(asyncio.wait_for(started(), 60)))
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""
"""What `multiprocessing` and jupyter_core's `run_sync` come to together."""


def test_a_forked_process_starts_a_warm_parent_in_the_loop_that_it_inherited(
    specs: KernelSpecManager, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        program = [sys.executable, "-W", "ignore", "-c", FORKED, specs.kernel_dirs[0]]
        ended = subprocess.run(program, check=False, timeout=90)
        host.ask("stop")

    assert ended.returncode == 0


def test_a_warm_parent_ends_when_it_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        monkeypatch.setenv("COURSEWARE_KERNEL_IDLE", "0.2")
        where = host.place(("json",), os.environ)
        host.start(where, os.environ)
        (running,) = host.ask("status")
        ended = os.pidfd_open(running["pid"])
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        assert poll.poll(30_000)
        os.close(ended)
        assert not where.socket.exists()


def test_a_folder_of_somebody_else_s_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from courseware.errors import WarmParentFailed

    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        host.directory().chmod(0o755)
        with pytest.raises(WarmParentFailed, match="yours alone"):
            host.directory()


@pytest.mark.usefixtures("runtime")
def test_a_file_nobody_listens_at_is_cleared_away() -> None:
    stale = host.Place(host.directory() / "stale.socket", ())
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(os.fspath(stale.socket))
    assert host.connect(stale) is None
    assert not stale.socket.exists()


def test_another_environment_has_another_parent() -> None:
    here = host.place(("json",), os.environ)
    assert here == host.place(("json",), {**os.environ, "HOME": "/elsewhere"})
    assert here != host.place(("csv",), os.environ)
    assert here != host.place(("json",), {**os.environ, "PYTHONPATH": "/elsewhere"})


def test_install_and_remove(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_DATA_DIR", os.fspath(tmp_path))
    written = spec.install(user=True, preload=["numpy"])
    assert written.folder == tmp_path / "kernels" / "courseware"
    assert [each.preload for each in spec.installed() if each.name == "courseware"] == [("numpy",)]
    assert spec.remove("python3") is None
    assert spec.remove() == written.folder
    assert not written.folder.exists()
    with pytest.raises(ValueError, match="name"):
        spec.install(user=True, name="../elsewhere")
