"""Conversations about the bot itself: joining, help, privacy."""
