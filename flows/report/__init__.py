"""Conversations in which somebody reports."""
