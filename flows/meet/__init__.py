"""Meetings: when they are, their agenda, what came of them."""
