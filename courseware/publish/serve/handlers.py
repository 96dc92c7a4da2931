"""The pages of a served course: the catalogue, a lesson, and the leaving of a page."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, StaticFileHandler, authenticated
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from courseware import library
from courseware.library import Lesson
from courseware.publish.serve import pages, visitors
from courseware.spec import Course
from courseware.text import choose, say

A_YEAR = 365
PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True)


class Served(msgspec.Struct, frozen=True):
    """What is served: a course, its folder, and where visitors' answers are kept."""

    course: Course
    folder: Path
    visitors: Path


class _Visited(JupyterHandler):
    """Knows the visitor and the language of a request."""

    @property
    def served(self) -> Served:
        """What is served."""
        served: Served = self.settings["courseware"]
        return served

    def visitor(self) -> str:
        """Return the visitor's name; a new visitor gets one for a year."""
        name: str | None = self.get_cookie(visitors.COOKIE)
        if name is None or not visitors.known(name):
            name = visitors.new_visitor()
            self.set_cookie(
                visitors.COOKIE, name, expires_days=A_YEAR, httponly=True, samesite="Lax"
            )
        return name

    def language(self) -> str:
        """Return the language of the page, and keep it when it was asked for."""
        course = self.served.course
        asked: str | None = self.get_argument("lang", None)
        chosen = pages.preferred(
            course.languages,
            asked,
            self.get_cookie(pages.LANGUAGE_COOKIE),
            self.request.headers.get("Accept-Language", ""),
            course.language,
        )
        if asked == chosen:
            # Read by the lesson's page too, hence not HttpOnly.
            self.set_cookie(pages.LANGUAGE_COOKIE, chosen, expires_days=A_YEAR, samesite="Lax")
        return chosen

    def write_error(self, status_code: int, **details: Any) -> None:  # noqa: ARG002
        """Say kindly what went wrong and where the lessons are; never a traceback."""
        language = self.language()
        said = "not_found" if status_code == HTTPStatus.NOT_FOUND else "failed"
        page = _PAGES.get_template("error.html.j2")
        self.finish(
            page.render(
                language=language,
                base=self.base_url,
                said=say(f"serve.{said}", language),
                lessons=say("serve.lessons", language),
            )
        )


class CatalogueHandler(_Visited):
    """The lessons of the course, each with how far the visitor is."""

    @authenticated
    async def get(self) -> None:
        """Write the page; it needs no script and no kernel."""
        language, visitor = self.language(), self.visitor()
        course, folder = self.served.course, self.served.folder
        rows = [
            {
                "name": lesson.name,
                "title": choose(pages.title(lesson), language),
                "standing": visitors.standing(self.served.visitors, visitor, lesson),
            }
            for lesson in library.lessons(folder)
            if visitors.servable(lesson)
        ]
        page = _PAGES.get_template("catalogue.html.j2")
        self.set_header("Cache-Control", "no-store")
        self.finish(
            page.render(
                title=choose(course.title, language),
                language=language,
                languages=pages.words(course.languages),
                rows=rows,
                base=self.base_url,
                say=lambda key, **values: say(f"serve.{key}", language, **values),
            )
        )


class LessonHandler(_Visited, TornadoVoilaHandler):
    """One lesson as Voilà shows it, in a kernel that knows its visitor."""

    async def get(self, name: str) -> None:
        """Render the lesson's notebook; anything that is no lesson is not found."""
        course = self.served.course
        lesson = Lesson(name, self.served.folder / name, course)
        if name not in course.lessons or not visitors.servable(lesson):
            raise HTTPError(404)
        visitor = self.visitor()
        responses = visitors.responses_folder(self.served.visitors, visitor, lesson)
        self._environment = {
            "COURSEWARE_RESPONSES": str(responses),
            "COURSEWARE_LEARNER": visitor,
            "COURSEWARE_LANGUAGE": self.language(),
            "COURSEWARE_FRONT_END": "voila",
        }
        rendered = super().get(f"{name}/{name}.ipynb")
        if rendered is not None:  # tornado: None when `authenticated` has redirected already
            await rendered

    @property
    def kernel_manager(self) -> Any:
        """The server's kernel manager, whose kernels get the visitor's environment."""
        return _ForVisitor(self.settings["kernel_manager"], self._environment)


class PictureHandler(_Visited, StaticFileHandler):
    """The pictures beside a lesson's notebook; nothing else of the course's folder is given."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Accept pictures in folders of lessons."""
        place, folder = Path(absolute_path).resolve(), Path(root).resolve()
        lesson = place.relative_to(folder).parts[0] if place.is_relative_to(folder) else ""
        if lesson not in self.served.course.lessons or place.suffix.lower() not in PICTURES:
            raise HTTPError(404)
        return super().validate_absolute_path(str(folder), str(place))

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002  tornado's signature
        """Let a picture be kept for a day, and an SVG never run anything."""
        self.set_header("Cache-Control", "private, max-age=86400")
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")


class LeftPageHandler(VoilaShutdownKernelHandler):
    """Stops the kernel of a page that is left.

    The browser's parting request carries no XSRF token, so Voilà refuses it and
    keeps the kernel; a kernel's random id is secret enough to stop that kernel.
    """

    def check_xsrf_cookie(self) -> None:
        """Accept the request without the token."""


class _ForVisitor:
    """A kernel manager that adds to the environment of the kernels it starts."""

    def __init__(self, manager: Any, environment: dict[str, str]) -> None:
        self._manager = manager
        self._environment = environment

    def __getattr__(self, name: str) -> Any:
        return getattr(self._manager, name)

    def start_kernel(self, *, env: dict[str, str], **options: Any) -> Any:
        """Start a kernel with the visitor's own additions."""
        return self._manager.start_kernel(env={**env, **self._environment}, **options)
