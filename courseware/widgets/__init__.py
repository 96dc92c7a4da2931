"""Exercises in a notebook: `exercise("name")`, and `practice(...)` written in the cell itself.

Both return ipywidgets, which display alone or in a VBox, Tab or Accordion, and can be observed
and linked. Answers go to the journal beside the notebook and into the notebook's own outputs.
"""

from __future__ import annotations

from courseware.widgets.inline import practice
from courseware.widgets.opening import exercise
from courseware.widgets.widget import ExerciseWidget

__all__ = ["ExerciseWidget", "exercise", "practice"]
