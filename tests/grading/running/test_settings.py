"""What is read of nbgrader's settings is what its own classes would read."""

from __future__ import annotations

import pytest
from nbgrader import converters, preprocessors
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, LoggingConfigurable

from courseware.grading import settings

PAIRS = [
    (settings.Autograde, converters.Autograde),
    (settings.Execute, preprocessors.Execute),
    (settings.AssignLatePenalties, preprocessors.AssignLatePenalties),
]


@pytest.mark.parametrize(("ours", "real"), PAIRS)
def test_the_names_and_defaults_are_nbgraders(
    ours: type[settings.Asked], real: type[LoggingConfigurable]
) -> None:
    assert ours.section_names() == real.section_names()
    traits = ours.class_own_traits(config=True)
    assert traits
    for groupshared in (False, True):
        coursedir = CourseDirectory(groupshared=groupshared)
        made = [_made(each, coursedir) for each in (ours, real)]
        for name, trait in traits.items():
            theirs = real.class_traits()[name]
            assert type(trait) is type(theirs)
            assert trait.allow_none == theirs.allow_none
            assert len({repr(getattr(each, name)) for each in made}) == 1


@pytest.mark.parametrize(("ours", "real"), PAIRS)
def test_a_setting_is_found_under_each_name(
    ours: type[settings.Asked], real: type[LoggingConfigurable]
) -> None:
    values = {"permissions": 600, "timeout": 7, "plugin_class": "nbgrader.plugins.BasePlugin"}
    name = next(each for each in values if each in ours.class_own_traits(config=True))
    for section in ours.section_names():
        config = Config({section: {name: values[name], "of_no_interest": 1}})
        coursedir = CourseDirectory()
        read = [getattr(_made(each, coursedir, config), name) for each in (ours, real)]
        assert read[0] == read[1] != getattr(_made(ours, coursedir), name)


def _made(
    kind: type[LoggingConfigurable], coursedir: CourseDirectory, config: Config | None = None
) -> LoggingConfigurable:
    known = {"coursedir": coursedir} if "coursedir" in kind.class_traits() else {}
    return kind(config=config or Config(), **known)
