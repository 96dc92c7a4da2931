"""Serve a course with Voilà: `serve(Path("notebooks/demo"))`.

Every visitor has a journal of their own, so answers, progress and language are
kept between visits; nothing is asked of any other host. Inside a Jupyter server
(JupyterHub, Binder) `configure(c)` gives Voilà's own pages the same look.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir
from traitlets.config import Config

from courseware import library
from courseware.kernel import unavailable
from courseware.publish.serve.app import CourseApplication
from courseware.publish.serve.configuration import configure

__all__ = ["configure", "serve"]


def serve(
    course: Path,
    *,
    visitors: Path | None = None,
    ip: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    idle_seconds: int = 900,
    fork_kernels: bool = True,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a course until interrupted.

    `visitors` is where answers are kept (by default in Jupyter's data folder),
    `port` 0 takes a free one, `idle_seconds` is how long an idle kernel lives,
    `fork_kernels` has visitors' kernels forked from one process that has imported what the
    lessons need (on Linux; elsewhere each starts by itself), `on_ready` hears the address.
    Raises `CourseNotFound` or `InvalidDocument` where the course cannot be read.
    """
    folder = course.resolve()
    name = library.load_course(folder).id
    config = Config()
    configure(config, idle_seconds=idle_seconds)
    forks = fork_kernels and unavailable() is None
    kept = _forked_kernels(config, folder) if forks else nullcontext()
    config.Voila.ip = ip
    config.Voila.port = port or _free_port(ip)
    config.Voila.base_url = base_url
    config.Voila.open_browser = False
    # Sockets in a folder of ours instead of TCP ports that other users of the machine can reach.
    config.KernelManager.transport = "ipc"
    application = CourseApplication()
    application.course_folder = folder
    application.visitors = visitors or Path(jupyter_data_dir()) / "courseware" / "visitors" / name
    application.on_ready = on_ready
    application.update_config(config)
    with kept:
        application.initialize([str(folder)])
        application.start()


def _forked_kernels(config: Config, course: Path) -> AbstractContextManager[None]:
    from courseware.publish.serve import kernels  # noqa: PLC0415 - what it imports needs Linux

    modules = kernels.modules_of(course)
    kernels.configure(config, modules)
    return kernels.kept_warm(modules)


def _free_port(ip: str) -> int:
    with socket.create_server((ip, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
