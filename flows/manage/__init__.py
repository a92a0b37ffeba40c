"""Conversations in which a case is handled."""
