"""Pictures of a lesson that Voilà shows inside a Jupyter server: they travel in its page.

Our own server gives the pictures beside a notebook by their addresses. A Jupyter server has no
address for them under Voilà's, so they are put into the notebook before it is shown.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from nbconvert.filters.markdown_mistune import IPythonRenderer
from nbformat import NotebookNode
from voila.exporter import VoilaMarkdownRenderer

from courseware.publish.serve.handlers import PICTURES

_LINK = re.compile(r"(!\[[^\]]*\]\()([^)\s]+)")


class PageRenderer(VoilaMarkdownRenderer):
    """`VoilaExporter.markdown_renderer_class`: nbconvert's pictures instead of Voilà's.

    Voilà 0.5.13 looks every picture up without waiting for the answer of Jupyter Server's
    asynchronous contents manager: a page with a picture breaks off there.
    """

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Return the element; a picture attached to its cell is embedded."""
        html: str = IPythonRenderer.image(self, text, url, title)
        return html


def embed_pictures(handler: Any, *, notebook: NotebookNode, cwd: str) -> None:
    """Attach the pictures that lie beside a notebook (`VoilaConfiguration.prelaunch_hook`).

    `cwd` is the notebook's folder below the server's root.
    """
    if "courseware" in handler.settings:
        return  # our own server gives them by their addresses
    folder = (Path(handler.settings["contents_manager"].root_dir) / cwd).resolve()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            _attach(cell, folder)


def _attach(cell: NotebookNode, folder: Path) -> None:
    attached = {**cell.get("attachments", {})}
    for link in {found[2] for found in _LINK.finditer(cell.source)}:
        picture = (folder / unquote(link)).resolve()
        if picture.is_relative_to(folder) and picture.suffix in PICTURES and picture.is_file():
            kind = mimetypes.guess_type(picture.name)[0] or "application/octet-stream"
            attached[link] = {kind: base64.b64encode(picture.read_bytes()).decode("ascii")}
    if attached:
        cell.attachments = attached
        cell.source = _LINK.sub(
            lambda found: f"{found[1]}attachment:{found[2]}" if found[2] in attached else found[0],
            cell.source,
        )
