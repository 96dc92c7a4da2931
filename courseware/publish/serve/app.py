"""Voilà, serving one course: a catalogue of lessons, each lesson as an app.

Built on Voilà's own application; what it adds is a journal for every visitor,
the choice of language, compressed answers, and kernels that stop when their
page is left.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila

from courseware import library
from courseware.library import Lesson
from courseware.publish.serve import handlers, pages

HERE = Path(__file__).parent
# Voilà offers these of itself; a learner needs neither a file browser nor the course's files.
_DROPPED = ("/voila/tree", "/voila/render/", "/voila/api/contents", "/voila/api/shutdown/")
# Parts of JupyterLab and Notebook 7 that Voilà would load and that cannot work there.
_NOT_FOR_LESSONS = ("@jupyter-notebook/lab-extension", "@jupyter/nbgrader")


class CourseApplication(Voila):
    """One course behind Voilà."""

    name = "voila"
    course_folder: Path
    visitors: Path
    on_ready: Callable[[str], None] | None = None

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers need to Voilà's settings."""
        settings: dict[str, Any] = super().init_settings()
        course = library.load_course(self.course_folder)
        settings["courseware"] = handlers.Served(course, self.course_folder, self.visitors)
        settings["compress_response"] = True
        return settings

    def init_handlers(self) -> list[Any]:
        """Keep Voilà's machinery, replace its pages by ours."""
        kept = [
            entry
            for entry in super().init_handlers()
            if entry[0] != self.server_url and not any(part in entry[0] for part in _DROPPED)
        ]
        lesson = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        ours = [
            (self.server_url, handlers.CatalogueHandler),
            (url_path_join(self.server_url, "/lesson/([^/]+)/?"), handlers.LessonHandler, lesson),
            (
                url_path_join(self.server_url, "/voila/api/shutdown/(.*)"),
                handlers.LeftPageHandler,
            ),
        ]
        return [*ours, *kept]

    def listen(self) -> None:
        """Tell the address once the port is bound."""
        if self.on_ready is not None:
            # Voilà binds and then runs its loop within this one call: hear of it from the loop.
            IOLoop.current().add_callback(self._ready)
        super().listen()

    def _ready(self) -> None:
        if self.on_ready is not None:
            self.on_ready(f"http://{self.ip}:{self.port}{self.base_url}")


def configuration(*, ip: str, port: int, base_url: str, idle_seconds: int) -> Config:
    """Return Voilà's configuration for a course."""
    config = Config()
    config.Voila.ip = ip
    config.Voila.port = port
    config.Voila.port_retries = 0 if port else 50
    config.Voila.base_url = base_url
    config.Voila.open_browser = False
    config.VoilaConfiguration.template = "courseware"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.page_config_hook = page_config
    config.VoilaConfiguration.extension_denylist = list(_NOT_FOR_LESSONS)
    # Sockets in a folder of ours instead of TCP ports that other users of the machine can reach.
    config.KernelManager.transport = "ipc"
    # A visitor on a weak network is often away for a moment; their kernel waits this long.
    config.MappingKernelManager.cull_idle_timeout = idle_seconds
    config.MappingKernelManager.cull_interval = max(1, min(60, idle_seconds // 2))
    return config


def page_config(page_config: dict[str, Any], **around: Any) -> dict[str, Any]:
    """Give a lesson's page its titles, languages and neighbours (Voilà's `page_config_hook`)."""
    served: handlers.Served = around["settings"]["courseware"]
    course = served.course
    name = Path(around["notebook_path"]).parent.name
    order = list(course.lessons)
    at = order.index(name)
    neighbours = {
        "previous": order[at - 1] if at else None,
        "next": order[at + 1] if at + 1 < len(order) else None,
    }
    return {
        **page_config,
        "courseware": {
            "home": around["base_url"],
            "languages": list(course.languages),
            "language": course.language,
            "cookie": pages.LANGUAGE_COOKIE,
            "words": pages.words(course.languages),
            "course": pages.in_every_language(course.title, course.languages),
            "title": _title(served, name),
            "neighbours": {
                way: {"name": other, "title": _title(served, other)}
                for way, other in neighbours.items()
                if other
            },
        },
    }


def _title(served: handlers.Served, name: str) -> dict[str, str]:
    lesson = Lesson(name, served.folder / name, served.course)
    return pages.in_every_language(pages.title(lesson), served.course.languages)


def offer_template() -> None:
    """Let Voilà find our page template, beside the ones that are installed."""
    paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    ours = str(HERE / "jupyter")
    if ours not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [ours, *paths]))
