"""Voilà, serving one course: a catalogue of lessons, each lesson as an app.

Built on Voilà's own application; what it adds is a journal for every visitor,
the choice of language, compressed answers, and kernels that stop when their
page is left.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import RedirectHandler
from voila.app import Voila

from courseware import library
from courseware.publish.serve import handlers

# Voilà offers these of itself; a learner needs neither a file browser nor the course's files.
_DROPPED = ("/voila/tree", "/voila/render/", "/voila/api/contents", "/voila/api/shutdown/")


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
            (url_path_join(self.server_url, "/lesson/([^/]+)/"), handlers.LessonHandler, lesson),
            (
                url_path_join(self.server_url, "/lesson/([^/]+)"),
                RedirectHandler,
                {"url": url_path_join(self.base_url, "lesson/{0}/")},
            ),
            (
                url_path_join(self.server_url, "/lesson/([^/]+/.+)"),
                handlers.PictureHandler,
                {"path": str(self.course_folder)},
            ),
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
