"""Something went wrong, or nearly did: incidents and near misses."""

from flows.engine.steps import Flow
from flows.report.about import ABOUT, INSIDE
from flows.report.card import SHORTCUTS, show_card, suggest_corrections
from flows.report.entrance import begin_at_door
from flows.report.first_words import take_words
from flows.report.parts import CATEGORY, HARM, KIND, PEOPLE, PLACE, SERVICE, WAY, WHEN, WORDS
from flows.report.sending import send_report

FLOW = Flow(
    name="went_wrong",
    kinds=("incident", "near_miss"),
    action="went_wrong",
    may="report",
    steps=(WORDS, SERVICE, KIND, CATEGORY, ABOUT, INSIDE, PEOPLE, PLACE, WHEN, HARM, WAY),
    begin=begin_at_door("went_wrong"),
    more_words=take_words,
    takes_files=True,
    card=show_card,
    shortcuts=SHORTCUTS,
    suggest=suggest_corrections,
    finish=send_report,
)
