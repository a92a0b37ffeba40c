"""Somebody told me something: who said it, in what words, and whether they want an answer."""

from flows.engine.steps import Flow
from flows.report.about import ABOUT, INSIDE
from flows.report.card import WORRY_SHORTCUTS, show_card, suggest_corrections
from flows.report.entrance import begin_at_door
from flows.report.first_words import take_words
from flows.report.parts import (
    ANSWER_TO_SPEAKER,
    CATEGORY,
    HARM,
    KIND,
    PEOPLE,
    PLACE,
    SERVICE,
    WAY,
    WHEN,
    WHO_SAID,
    WORDS,
)
from flows.report.sending import send_report

FLOW = Flow(
    name="feedback",
    kinds=("spoken",),
    action="feedback",
    may="report",
    steps=(
        WORDS,
        SERVICE,
        KIND,
        CATEGORY,
        ABOUT,
        INSIDE,
        WHO_SAID,
        ANSWER_TO_SPEAKER,
        PEOPLE,
        PLACE,
        WHEN,
        HARM,
        WAY,
    ),
    begin=begin_at_door("feedback"),
    more_words=take_words,
    takes_files=True,
    card=show_card,
    shortcuts=WORRY_SHORTCUTS,
    suggest=suggest_corrections,
    finish=send_report,
)
