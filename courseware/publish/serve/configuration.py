"""How Voilà is set up for lessons, on its own or inside a Jupyter server.

In a server's configuration file (JupyterHub, Binder) two lines do it:

    from courseware.publish.serve import configure
    configure(c)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from courseware import library
from courseware.library import Lesson
from courseware.publish.serve import embedding, pages, templates

TEMPLATES = Path(__file__).parent / "jupyter"
# Parts of JupyterLab and Notebook 7 that Voilà would load and that cannot work there.
_NOT_FOR_LESSONS = ("@jupyter-notebook/lab-extension", "@jupyter/nbgrader")


def configure(c: Any, *, idle_seconds: int = 900) -> None:
    """Set Voilà up in a traitlets configuration: our page, no other host, no idle kernels.

    `idle_seconds` is how long the kernel of an idle page lives.
    """
    offer_template()
    c.VoilaConfiguration.template = "courseware"
    c.VoilaConfiguration.strip_sources = True
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.extension_denylist = list(_NOT_FOR_LESSONS)
    c.VoilaConfiguration.page_config_hook = page_config
    c.VoilaConfiguration.prelaunch_hook = embedding.embed_pictures
    c.VoilaExporter.markdown_renderer_class = embedding.PageRenderer
    c.VoilaExporter.preprocessors.append(templates.KeepCompiled)
    # A visitor on a weak network is often away for a moment; their kernel waits this long.
    c.MappingKernelManager.cull_idle_timeout = idle_seconds
    c.MappingKernelManager.cull_interval = max(1, min(60, idle_seconds // 2))
    # Inside a server Voilà asks a CDN for MathJax unless both read "null"; the strings, because
    # None makes Notebook 7 fail. Behind a proxy (Binder) the headers must go on being trusted.
    c.ServerApp.tornado_settings = {
        "mathjax_url": "null",
        "mathjax_config": "null",
        "compress_response": True,
        "trust_xheaders": True,
    }


def offer_template() -> None:
    """Let Voilà find our page template, beside the ones that are installed."""
    paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(TEMPLATES) not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(TEMPLATES), *paths]))


def page_config(page_config: dict[str, Any], **around: Any) -> dict[str, Any]:
    """Give a lesson's page its titles, languages and neighbours (Voilà's `page_config_hook`)."""
    root = Path(str(around["settings"]["contents_manager"].root_dir))
    lesson = library.find_lesson((root / around["notebook_path"]).parent)
    where = _Where(around["base_url"], root, served="courseware" in around["settings"])
    languages = lesson.course.languages
    return {
        **page_config,
        "courseware": {
            "home": where.home(),
            "languages": list(languages),
            "language": lesson.course.language,
            "cookie": pages.LANGUAGE_COOKIE,
            "words": pages.words(languages),
            "title": pages.in_every_language(pages.title(lesson), languages),
            "neighbours": {
                way: {
                    "url": where.lesson(other),
                    "title": pages.in_every_language(pages.title(other), languages),
                }
                for way, other in neighbours(lesson).items()
            },
        },
    }


def neighbours(lesson: Lesson) -> dict[str, Lesson]:
    """Return the lessons before and after, those that lie beside this one."""
    order = lesson.course.lessons
    if lesson.name not in order:
        return {}
    at = order.index(lesson.name)
    around = {"previous": order[max(at - 1, 0) : at], "next": order[at + 1 : at + 2]}
    beside = {
        way: Lesson(name, lesson.folder.parent / name, lesson.course)
        for way, names in around.items()
        for name in names
    }
    return {way: other for way, other in beside.items() if other.notebook.is_file()}


class _Where:
    """The addresses of lessons: our own server's, or Voilà's inside a Jupyter server."""

    def __init__(self, base_url: str, root: Path, *, served: bool) -> None:
        self._base_url, self._root, self._served = base_url, root.resolve(), served

    def home(self) -> str:
        return self._base_url if self._served else url_path_join(self._base_url, "voila/tree")

    def lesson(self, lesson: Lesson) -> str:
        if self._served:
            return url_path_join(self._base_url, "lesson", lesson.name, "/")
        notebook = lesson.notebook.resolve().relative_to(self._root)
        return url_path_join(self._base_url, "voila/render", notebook.as_posix())
