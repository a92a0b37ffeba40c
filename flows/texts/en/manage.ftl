# Handling a case: what managers read.

case-line = { $flagged ->
    [yes] 🔴{ " " }
   *[no] { "" }
}<b>{ $reference }</b> · { $kind } · { $category }
case-service = { $name }
case-flags = 🔴 <b>{ $flags }</b>
case-reported = Reported { $at } by { $who }
case-handler = With { $name }
case-no-handler = Nobody has taken it yet
case-risk = Graded: { $risk }
case-not-found = I find no such case.
case-is-closed = { $reference } is closed.
case-is-own = You reported { $reference } yourself, so somebody else looks after it. You can read it and add a note.
reporter-named = { $outside ->
    [yes] a relative
   *[no] a member of staff
}
reporter-confidential = { $outside ->
    [yes] a relative, in confidence
   *[no] a member of staff, in confidence
}
reporter-unnamed = { $outside ->
    [yes] a relative, without a name
   *[no] a member of staff, without a name
}
reporter-role = { $outside ->
    [yes] relative
   *[no] member of staff
}
case-reported-day = Reported on { $on } by { $who }
act-line-day = { $on } · { $line }

clock-line-met = ✓ { $name }
clock-line-late = ⏰ <b>{ $name }: was due { $due }</b>
clock-line-frozen = ⏸ { $name }: stands still while you wait
clock-line-running = ◷ { $name } by { $due }

act-line = { $at } · { $line }
act-words = <i>{ $words }</i>
act-report = reported by a { $who }
act-take = { $who } took it
act-assign = { $who } gave it to { $to }
act-acknowledge = { $who } told the reporter that it has arrived
act-ask = { $who } asked the reporter
act-reply = the { $who } replied
act-add = the { $who } added
act-correct_words = the { $who } changed their words
act-grade = { $who } graded it: { $risk }
act-note = { $who } noted
act-review = { $who } reviewed it
act-answer = { $who } answered
act-tell_outcome = { $who } told the reporter what came of it
act-close = { $who } closed it
act-relabel_kind = { $who } made it: { $kind }
act-relabel_category = { $who } put it under: { $category }
act-look_at_files = { $who } looked at the files
act-lose_file = a file could not be fetched from Telegram; please ask for it again
act-give_name = the { $who } gave their name
act-resent = a message may have been sent twice after a restart
act-not_delivered = a message could not be delivered

button-take = I'll take it
button-take-over = Take it over
button-tomorrow = Remind me tomorrow
button-acknowledge = Tell them it arrived
button-answer = Answer
button-ask = Ask the reporter
button-note = Note
button-review = Write the review
button-files = Show files
button-grade = Grade the risk
button-assign = Give to…
button-relabel_kind = Change kind
button-relabel_category = Change category
button-action = Add an action
button-close = Close

ping-new-case = { $flagged ->
    [yes] 🔴 <b>Red flag.</b> New:
   *[no] New:
} { $line }
ping-added = More came in on { $line }
ping-reply = A reply came in on { $line }
ping-name-given = The reporter of { $line } wants you to know who they are. Open it to see.
ping-assigned = You were given { $line }
ping-coming = { $line }
    Due soon: <b>{ $clock }</b>, by { $due }
ping-late = { $line }
    Late: <b>{ $clock }</b>, was due { $due }
ping-coming-climbed = { $line }
    { $handled ->
        [yes] It is with somebody, but not done.
       *[no] Nobody has taken it.
    } Due soon: <b>{ $clock }</b>, by { $due }
ping-late-climbed = { $line }
    { $handled ->
        [yes] It is with somebody, but not done.
       *[no] Nobody has taken it.
    } Late: <b>{ $clock }</b>, was due { $due }
ping-many = <b>{ $late ->
    [0] { "" }
    [one] One clock is late.
   *[other] { $late } clocks are late.
}</b>{ $coming ->
    [0] { "" }
    [one] { " " }One is due soon.
   *[other] { " " }{ $coming } are due soon.
}
ping-many-late = ⏰ { $clock }, was due { $due }
ping-many-coming = ◷ { $clock } by { $due }
ping-not-delivered = { $line }
    I could not reach the reporter: they have blocked me or left. Please think of another way to tell them.
bot-was-away = I was away from { $since } to { $until } and could not ping you. { $late ->
        [0] Nothing became due in that time.
        [one] One clock became late in that time. You hear of it now, or in the morning.
       *[other] { $late } clocks became late in that time. You hear of them now, or in the morning.
    } Nothing that people sent me was lost.

taken = { $reference } is yours now.
taken-due = { $reference } is yours now. Next due: { $due }.
take-yours = { $reference } is yours already.
take-has-handler = { $name } has { $reference }.
assign-nobody = There is no colleague to give it to. Use /invite to bring one in.
ask-colleague = Who shall have { $reference }?
assigned = { $name } has { $reference } now, and knows.
snoozed = I will remind you of { $reference } on { $until }. Others are still reminded.
ask-relabel_kind-kind = What is { $reference } really?
ask-relabel_category-category = What is { $reference } about?
ask-consequence = How bad was it, or could it have been?
choice-consequence-1 = Hardly anything
choice-consequence-2 = Minor: first aid, upset
choice-consequence-3 = Moderate: needed treatment
choice-consequence-4 = Major: lasting harm
choice-consequence-5 = A death, or several hurt
ask-likelihood = How likely is it to happen again?
choice-likelihood-1 = Hardly ever
choice-likelihood-2 = Not likely
choice-likelihood-3 = Possible
choice-likelihood-4 = Likely
choice-likelihood-5 = Almost certain
part-consequence = How bad
part-likelihood = How likely
graded = { $reference }: { $risk }.
acknowledged = Done. The reporter of { $reference } knows that it arrived, who has it and when they hear.
acknowledged-not-told = Noted on { $reference }. No message could be sent to the reporter.
ask-question = What would you like to ask the reporter of { $reference }? A button shows you the words first. What you type goes to them as it is.
asked = Asked. The reply to { $reference } comes to you.
not-told = Kept on { $reference }, but no message could be sent to the reporter.
ask-answer = Please type the answer to { $reference }. Say what you found, what you are sorry for, and what changes.
card-answer-preview = They will read:
    <blockquote>{ $words }</blockquote>
    Shall I send it?
button-answer-yes = ✓ Yes, send it
answered = Sent. { $reference } is answered.
ask-note = What would you like to note on { $reference }? Only handlers read it.
noted = Noted on { $reference }.
ask-review = What did you find on { $reference }? What happened, and why?
reviewed = Thank you. The review is on { $reference }.
file-of-case = File of { $reference }
ask-outcome = What came of { $reference }? The reporter reads these words, so no names, please.
ask-has_lesson = Is there a lesson for the team?
choice-has_lesson-yes = Yes
choice-has_lesson-no = No
ask-lesson = What is the lesson? It may go on the agenda, so no names, rooms or dates, please.
ask-no_lesson_because = Why is there no lesson?
card-close = Close <b>{ $reference }</b>?
card-outcome = The reporter reads:
    <blockquote>{ $words }</blockquote>
card-lesson = Lesson: { $words }
card-no-lesson = No lesson, because: { $words }
button-close-yes = ✓ Yes, close it
closed = { $reference } is closed, and the reporter knows what came of it.
closed-not-told = { $reference } is closed. No message could be sent to the reporter.

today-nothing = All clear. Nothing needs you now.
today-head = <b>Today.</b> { $late ->
    [0] Nothing is late
    [one] <b>One is late</b>
   *[other] <b>{ $late } are late</b>
}, { $soon ->
    [0] nothing is due by tomorrow night
    [one] one is due by tomorrow night
   *[other] { $soon } are due by tomorrow night
}. { $count ->
    [one] One case is yours or nobody's
   *[other] { $count } cases are yours or nobody's
}, what needs you first on top:
cases-head = <b>Open cases: { $count }</b>
cases-nothing = No open cases.
overdue-head = <b>Late: { $count }</b>
overdue-nothing = Nothing is late.
list-line-due = { $line }
    { $clock }: due { $due }{ $waits ->
        [yes] { " " }· nobody has it
       *[no] { "" }
    }
list-line-late = ⏰ { $line }
    { $clock }: was due { $due }{ $waits ->
        [yes] { " " }· nobody has it
       *[no] { "" }
    }
list-line-none = { $line }
    nothing due{ $waits ->
        [yes] { " " }· nobody has it
       *[no] { "" }
    }
button-all-cases = All open cases
act-raise_flags = a red flag was raised: { $flags }
ping-many-more = { $count ->
        [one] And one more case, by its button.
       *[other] And { $count } more cases, by their buttons. What is due first comes first.
    }
ping-many-rest = { $count } cases have no button here. /overdue lists them all.
ping-snoozed = { $line }
    You asked me to remind you today.
acknowledged-before = { $reference }: they have been told already that it arrived.
relabelled-kind = { $reference } is now: <b>{ $kind }</b>. Its clocks:
    { $clocks }
relabelled-category = { $reference } is now under: <b>{ $category }</b>. Its clocks stay as they were.

case-language = Written in another language ({ $language })
taken-late = { $reference } is yours now. It is late: it was due { $due }.
case-consent-agrees = The person knows and agrees
case-consent-attorney = Says: attorney or deputy for the person. See the paper before you share personal details
case-consent-cannot = Says: the person cannot decide. Share only what is in their best interests, and note why
case-consent-not_yet = The person has not agreed: no personal details to the reporter
case-consent-myself = It is about themselves
case-consent-none = Nobody was asked if the person agrees: no personal details to the reporter
consent-reminder-guarded = ⚠️ This goes to a relative without the person's agreement: no personal details, please. They are told why.
consent-reminder-best_interests = ⚠️ The person cannot decide this. Tell the relative only what is in the person's best interests, and note your reason.

# --- Days that are typed --------------------------------------------------------------------------

typed-today = today | now
typed-tomorrow = tomorrow | tmrw | tomoz
typed-day-not-understood = Sorry, I could not read that day. Please type it like this: 12 March
typed-day-past = That day is over. Please give a day to come.
