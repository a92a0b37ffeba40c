"""A worry, a complaint, or a member of staff speaking up."""

from flows.engine.steps import Flow
from flows.report.about import ABOUT, INSIDE
from flows.report.card import WORRY_SHORTCUTS, show_card, suggest_corrections
from flows.report.entrance import begin_at_door
from flows.report.first_words import take_words
from flows.report.parts import (
    CATEGORY,
    CONSENT,
    HARM,
    KIND,
    PEOPLE,
    PLACE,
    SERVICE,
    WANTS_ANSWER,
    WAY,
    WHEN,
    WORDS,
)
from flows.report.sending import send_report

FLOW = Flow(
    name="worry",
    kinds=("concern", "complaint", "speak_up"),
    action="worry",
    may="report",
    steps=(
        WORDS,
        SERVICE,
        KIND,
        CATEGORY,
        ABOUT,
        INSIDE,
        WANTS_ANSWER,
        CONSENT,
        PEOPLE,
        PLACE,
        WHEN,
        HARM,
        WAY,
    ),
    begin=begin_at_door("worry"),
    more_words=take_words,
    takes_files=True,
    card=show_card,
    shortcuts=WORRY_SHORTCUTS,
    suggest=suggest_corrections,
    finish=send_report,
)
