"""Preparations that a warm parent makes for the children to come."""

from __future__ import annotations


def interactive() -> None:
    """Ready a shell."""
