"""What is wrong with `course.toml`: its lessons, languages and skills."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from courseware.decoding import Document
from courseware.errors import Violation
from courseware.publish.check import texts
from courseware.publish.check.source import CourseSource, ExerciseSource
from courseware.spec import Course, Skill


def check(source: CourseSource) -> Iterator[Violation]:
    """Yield what is wrong with the course as a whole."""
    course, document = source.course, source.document
    if course is None or document is None:
        return
    name = source.folder.resolve().name
    if course.id != name:
        yield document.violation("course_id", ("id",), id=course.id, folder=name)
    if course.language not in course.languages:
        yield document.violation(
            "course_language",
            ("language",),
            language=course.language,
            known=", ".join(course.languages),
        )
    for text in texts.written(course):
        yield from texts.check_languages(document.violation, text, source.languages)
    yield from _check_lessons(source, course, document)
    yield from _check_skills(course, document)


def _check_lessons(source: CourseSource, course: Course, document: Document) -> Iterator[Violation]:
    lessons = course.lessons
    if not lessons:
        yield document.violation("no_lessons", ("lessons",))
    for index, lesson in enumerate(lessons):
        if lesson in lessons[:index]:
            yield document.violation("lesson_twice", ("lessons",), lesson=lesson)
        elif not (source.folder / lesson).is_dir():
            yield document.violation("lesson_no_folder", ("lessons",), lesson=lesson)
    for there in source.lessons:
        if there.name not in lessons:
            yield document.violation("lesson_not_listed", ("lessons",), lesson=there.name)


def _check_skills(course: Course, document: Document) -> Iterator[Violation]:
    skills = course.skills
    known = ", ".join(sorted(skills)) or "-"
    for name, skill in skills.items():
        for needed in skill.needs:
            if needed not in skills:
                path = ("skills", name, "needs")
                yield document.violation("skill_unknown", path, skill=needed, known=known)
    for circle in circles(skills):
        path = ("skills", circle[0], "needs")
        shown = " → ".join((*circle, circle[0]))
        yield document.violation("skill_cycle", path, circle=shown)


def check_exercise_skills(source: CourseSource, exercise: ExerciseSource) -> Iterator[Violation]:
    """Yield the skills of an exercise that the course does not describe."""
    if source.course is None or exercise.exercise is None:
        return
    known = ", ".join(sorted(source.course.skills)) or "-"
    for skill in exercise.exercise.skills:
        if skill not in source.course.skills:
            yield exercise.at("skill_unknown", ("skills",), skill=skill, known=known)


def circles(skills: Mapping[str, Skill]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of needs once, from the skill that stands first in the file."""
    found: set[frozenset[str]] = set()
    for start in skills:
        circle = _circle_through(skills, start)
        if circle and frozenset(circle) not in found:
            found.add(frozenset(circle))
            yield circle


def _circle_through(skills: Mapping[str, Skill], start: str) -> tuple[str, ...]:
    """Return the shortest way from a skill back to itself, () where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for needed in skills[way[-1]].needs if way[-1] in skills else ():
            if needed == start:
                return way
            if needed not in seen:
                seen.add(needed)
                ways.append((*way, needed))
    return ()
