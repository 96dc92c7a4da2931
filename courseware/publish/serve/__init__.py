"""Serve a course with Voilà: `serve(Path("notebooks/demo"))`.

Every visitor has a journal of their own, so answers, progress and language are
kept between visits; nothing is asked of any other host.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

__all__ = ["serve"]


def serve(
    course: Path,
    *,
    visitors: Path | None = None,
    ip: str = "127.0.0.1",
    port: int = 8866,
    base_url: str = "/",
    idle_seconds: int = 900,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a course until interrupted.

    `visitors` is where answers are kept (by default in Jupyter's data folder),
    `port` 0 takes a free one, `idle_seconds` is how long an idle kernel lives,
    `on_ready` hears the address. Raises `CourseNotFound` or `InvalidDocument`
    where the course cannot be read.
    """
    from jupyter_core.paths import jupyter_data_dir  # noqa: PLC0415  heavy: only when serving

    from courseware import library  # noqa: PLC0415
    from courseware.publish.serve import app  # noqa: PLC0415

    folder = course.resolve()
    name = library.load_course(folder).id
    app.offer_template()
    application = app.CourseApplication()
    application.course_folder = folder
    application.visitors = visitors or Path(jupyter_data_dir()) / "courseware" / "visitors" / name
    application.on_ready = on_ready
    application.update_config(
        app.configuration(
            ip=ip, port=port or free_port(ip), base_url=base_url, idle_seconds=idle_seconds
        )
    )
    application.initialize([str(folder)])
    application.start()


def free_port(ip: str) -> int:
    """Return a port that is free just now."""
    import socket  # noqa: PLC0415

    with socket.create_server((ip, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
