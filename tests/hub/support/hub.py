"""A JupyterHub on loopback, set up as docs/administrators.md says, for users of this machine."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hub.support.environment import ROOT, Environment
from tests.hub.support.people import STUDENTS, TEACHER, Person
from tests.ui.support.servers import Server, free_port, running, wait_for_answer

COURSE = "demo"
LESSON = "fractions"
PASSWORD = "not a secret, for loopback"  # noqa: S105 - the password of users who live for minutes

HUB = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.ConfigurableHTTPProxy.command = ["{bin}/configurable-http-proxy"]
c.ConfigurableHTTPProxy.pid_file = "{state}/proxy.pid"
c.JupyterHub.data_files_path = "{bin}/../share/jupyterhub"
c.JupyterHub.db_url = "sqlite:///{state}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{state}/cookie_secret"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = "{password}"
c.Authenticator.allowed_users = {users}
c.JupyterHub.spawner_class = "localprocess"
c.Spawner.cmd = ["{bin}/jupyterhub-singleuser"]
c.Spawner.ip = "127.0.0.1"
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.Spawner.environment = {{"PATH": "{bin}:/usr/bin:/bin"}}
"""
# What docs/administrators.md puts into the environment's etc/jupyter.
SERVER = """
from courseware.publish.serve import configure

c = get_config()
configure(c)
c.ServerApp.jpserver_extensions = {
    "nbgrader.server_extensions.formgrader": False,
    "nbgrader.server_extensions.course_list": False,
}
"""
EXCHANGE = """
c = get_config()
c.Exchange.root = "{exchange}"
c.CourseDirectory.course_id = "{course}"
"""
# What it puts into the course account's own ~/.jupyter.
TEACHERS_SERVER = """
c = get_config()
c.ServerApp.jpserver_extensions = {"nbgrader.server_extensions.formgrader": True}
"""
TEACHERS_COURSE = """
c = get_config()
c.CourseDirectory.root = "{root}"
"""
# What nbgrader and Jupyter may have left in the checkout's own course.
_MADE = shutil.ignore_patterns(
    *(
        ".*",
        "__pycache__",
        "release",
        "submitted",
        "autograded",
        "results",
        "feedback",
        "gradebook.db",
    ),
    "responses",
)
QUIET = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    }
}


@dataclass(frozen=True)
class Hub:
    """A running Hub: its address has no slash at its end."""

    server: Server
    folder: Path
    environment: Environment
    people: dict[str, Person]

    @property
    def url(self) -> str:
        """Where the Hub is."""
        return self.server.url

    @property
    def exchange(self) -> Path:
        """nbgrader's exchange."""
        return self.folder / "exchange"

    @property
    def teacher(self) -> Person:
        """The instructor, who owns the course."""
        return self.people[TEACHER]

    @property
    def students(self) -> list[Person]:
        """The learners."""
        return [self.people[name] for name in STUDENTS]

    @property
    def graders(self) -> Path:
        """The private half of the course."""
        return self.teacher.home / "courses" / "graders" / COURSE

    def server_of(self, person: Person) -> Server:
        """Return a person's own server."""
        url = f"{self.url}/user/{person.name}"
        return Server(url, "", person.home, self.server.log, self.server.process)


@contextmanager
def hub(folder: Path, environment: Environment, people: dict[str, Person]) -> Iterator[Hub]:
    """Start the Hub in a folder that every user may enter."""
    for name, mode in (("exchange", 0o777), ("state", 0o700)):
        (folder / name).mkdir()
        (folder / name).chmod(mode)
    _everyone(environment.folder / "etc" / "jupyter", folder / "exchange")
    _teacher(people[TEACHER])
    port = free_port()
    config = folder / "state" / "jupyterhub_config.py"
    config.write_text(_hub_config(folder, environment, port, sorted(people)), "utf-8")
    log = folder / "state" / "hub.log"
    variables = {
        "PATH": f"{environment.bin}{os.pathsep}/usr/bin:/bin",
        "HOME": str(folder / "state"),
        "LANG": "C.UTF-8",
    }
    command: list[str | Path] = [environment.bin / "jupyterhub", "--config", config]
    with running(command, environment=variables, cwd=folder / "state", log=log) as process:
        url = f"http://127.0.0.1:{port}"
        wait_for_answer(f"{url}/hub/api", process, log)
        server = Server(url, "", folder, log, process)
        yield Hub(server, folder, environment, people)


def _hub_config(folder: Path, environment: Environment, port: int, users: list[str]) -> str:
    return HUB.format(
        port=port,
        hub_port=free_port(),
        api_port=free_port(),
        bin=environment.bin,
        state=folder / "state",
        password=PASSWORD,
        users=set(users),
    )


def _everyone(etc: Path, exchange: Path) -> None:
    """Write what every user's server reads."""
    (etc / "labconfig").mkdir(exist_ok=True)
    (etc / "jupyter_server_config.py").write_text(SERVER, "utf-8")
    nbgrader = EXCHANGE.format(exchange=exchange, course=COURSE)
    (etc / "nbgrader_config.py").write_text(nbgrader, "utf-8")
    overrides = etc / "labconfig" / "default_setting_overrides.json"
    overrides.write_text(json.dumps(QUIET), "utf-8")


def _teacher(teacher: Person) -> None:
    """Lay the demo course down in the instructor's home."""
    courses = teacher.home / "courses"
    for half in ("notebooks", "graders"):
        shutil.copytree(ROOT / half / COURSE, courses / half / COURSE, ignore=_MADE)
    jupyter = teacher.home / ".jupyter"
    jupyter.mkdir()
    (jupyter / "jupyter_server_config.py").write_text(TEACHERS_SERVER, "utf-8")
    course = TEACHERS_COURSE.format(root=courses / "graders" / COURSE)
    (jupyter / "nbgrader_config.py").write_text(course, "utf-8")
    teacher.owns(teacher.home)
