"""How far the posts of one date of a meeting have got: the values of `Occurrence.posted`."""

PLANNED = 0
PREVIEWED = 1
"""Managers have seen the agenda."""
AGENDA_POSTED = 2
"""The group has seen it. Every reminder whose time has come after it counts one more."""
