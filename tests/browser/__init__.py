"""The demo page in Chromium."""
