"""A report whose kind is not known yet: it is asked, and the report goes on in the conversation for it."""

from flows.engine.steps import Flow
from flows.report.card import show_card
from flows.report.first_words import take_words
from flows.report.parts import KIND, SERVICE, WORDS
from flows.report.sending import send_report

FLOW = Flow(
    name="unsorted",
    may="report",
    steps=(WORDS, SERVICE, KIND),
    more_words=take_words,
    takes_files=True,
    card=show_card,
    finish=send_report,
)
