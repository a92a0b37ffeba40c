# The life of a case: what handlers read of its statuses, and why something is not for now.

case-status-new = Nobody has acted on it yet
case-status-acknowledged = The reporter knows that it arrived
case-status-looked_into = Being looked into
case-status-waiting = Waiting
case-status-drafted = The answer is drafted
case-status-approved = The answer is approved, not sent yet
case-status-told = The reporter has the answer
case-status-reopened = Open again
case-status-withdrawn = The reporter took it back
case-status-closed = Closed
case-status-duplicate = The same as another case
case-status-not_ours = Not ours: it was sent on

refused-new = { $reference } is new. Take it first.
refused-acknowledged = { $reference } has only just begun. This comes later.
refused-looked_into = { $reference } is being looked into. This is not for now.
refused-waiting = { $reference } is waiting. Let it go on first.
refused-drafted = An answer to { $reference } is drafted. Approve it or send it back first.
refused-approved = The answer to { $reference } is ready. Send it, or send it back first.
refused-told = { $reference } is answered. What is left is to close it.
refused-reopened = { $reference } is open again. Look into it first.
refused-withdrawn = The reporter took { $reference } back. If you still have to look into it, say why.
refused-closed = { $reference } is closed. You can open it again.
refused-duplicate = { $reference } is the same as another case. You can open it again.
refused-not_ours = { $reference } was sent on. You can open it again.
refused-resume-looked_into = { $reference } is not waiting. It goes on already.
refused-reopen-looked_into = { $reference } is open already.

act-prevent = { $who } wrote what stops it from happening again
act-make_formal = { $who } made it a formal complaint
act-relate = { $who } put it with { $other }
act-read_earlier = { $who } read what happened before
act-wait = { $who } let it wait for { $whom }
act-draft_answer = { $who } drafted the answer
act-approve_answer = { $who } approved the answer
act-send_back = { $who } sent the answer back
act-duplicate = { $who } found that it is the same as { $other }
act-not_ours = { $who } sent it on to { $where }
act-withdraw = the { $who } took it back
act-come_too_late = { $wish ->
    [withdraw] the { $who } wanted to take it back, but it was done by then
   *[make_formal] the { $who } wants a formal complaint
}
act-carry_on = { $who } still looks into it
act-reopen = { $who } opened it again
act-new-date = The reporter's day was { $before } and is now { $now }.

ask-relabel_why = Why? Your words go on the timeline. Handlers read them.
refused-relabel_kind = { $reference } is a formal complaint, or was one. It stays with the rights of a complaint.
refused-make_formal = { $reference } is not a concern. Only a concern is made a formal complaint.

button-wait = It has to wait
button-resume = Let it go on
button-duplicate = Same as another
button-not_ours = Not ours
button-reopen = Open it again
button-carry_on = Still look into it
button-make_formal = Make it a complaint
button-prevent = Sign: what stops it
button-everything = More…
button-further-candour = Duty of candour applies
button-further-body = Tell somebody outside

ask-wait_whom = Whom does { $reference } wait for? Tap, or type it.
choice-wait_whom-reporter = The reporter
choice-wait_whom-family = The family
choice-wait_whom-gp = The GP
choice-wait_whom-hospital = The hospital
choice-wait_whom-council = The council
choice-wait_whom-police = The police
choice-wait_whom-colleague = A colleague
ask-wait_why = Why does it have to wait? Handlers read this.
waits = { $reference } waits for { $whom }. Its clocks go on:
    { $clocks }
waits-frozen = { $reference } waits for { $whom }. What the policy lets wait stands still:
    { $clocks }
goes-on = { $reference } goes on. Its clocks:
    { $clocks }
ask-other = Which case is { $reference } the same as? Type its number.
not-understood-other = I find no such case. Please type a number like RH-26-0042.
not-understood-same = That is this case itself, or one that is the same as a third. Please type another number.
made-duplicate = { $reference } is put with { $other } and goes on there. The people who told us know.
ask-sent_where = To whom did you send { $reference }? The reporter reads these words, so no names, please.
made-not-ours = { $reference } is not ours: sent to { $where }. The reporter knows.
made-not-ours-untold = { $reference } is not ours: sent to { $where }. No message could be sent to the reporter.
ask-go_on_why = Why does { $reference } go on? Handlers read this.
opened-again = { $reference } is open again. Its clocks:
    { $clocks }
made-formal = { $reference } is a formal complaint now, and the reporter knows the new day. Its clocks:
    { $clocks }
made-formal-untold = { $reference } is a formal complaint now. No message could be sent to the reporter. Its clocks:
    { $clocks }
ping-withdrawn = The reporter took this back: { $line }
    You may still have a duty to look into it.
ping-late-withdraw = The reporter wanted to take this back before it was done: { $line }
ping-late-make_formal = The reporter wants a formal complaint. Look whether they get what a complaint would give them: { $line }
ping-made-formal = The reporter made this a formal complaint: { $line }
everything = What would you like to do?
    { $line }

ask-possible_harm = What could have come of it at worst?
choice-possible_harm-none = No harm
choice-possible_harm-low = A little: first aid, upset
choice-possible_harm-moderate = Treatment needed
choice-possible_harm-severe = Lasting harm
choice-possible_harm-death = A death
ask-lower_why = This is lower than before. Why? Your words go on the timeline.
case-possible = Could have been: { $harm }

ask-prevention = What stops this from happening again? You sign { $reference } with these words.
signed = Thank you. { $reference } has your signature.
sign-review-first = { $reference } needs a review first. Then somebody else signs.
sign-not-yours = { $reference } needs the signature of the registered manager.
sign-somebody-else = You wrote the review of { $reference }. Somebody else has to sign it.
close-needs-review = { $reference } needs two signatures before it is closed. The review is missing.
close-needs-prevent = { $reference } needs two signatures before it is closed. Somebody else than the reviewer still has to say what stops it from happening again.

button-read_earlier = What happened before
button-similar = Cases that look alike
button-relate = Put with another case
button-relate-it = Put them together
button-duplicate-it = It is the same
earlier-number = <b>No. { $number } of this kind for the same person in { $days } days.</b> Please read what happened before.
similar-number = { $count ->
    [one] One recent case looks like this one.
   *[other] { $count } recent cases look like this one.
}
similar-nothing = No recent case looks like { $reference } now.
similar-case = { $line }
    { $words }
earlier-line = <b>{ $reference }</b> · { $at }
earlier-head = What happened before { $reference }: { $count ->
    [0] nothing that I can find now.
    [one] one event. It counts as read.
   *[other] { $count } events. They count as read.
}
related = { $reference } is put with { $other }.
case-links = Put with: { $references }
case-links-duplicate = The same as: { $references }
ping-rising = { $line }
    It is no. { $number } of this kind for the same person in { $days } days. The risk is rising.

button-page-back = ← Back one page
button-narrow = Show only…
button-only-mine = Mine
button-only-late = Late
button-only-red = Red flags
button-kind-count = { $kind } ({ $count })
cases-narrowed = Only: { $what }
narrow = What shall I show?
ask-sought = What are you looking for? Type a number, a name or a few words.
found = { $count ->
    [one] <b>One case found.</b>
   *[other] <b>{ $count } cases found.</b>
}
found-nothing = Nothing found.
found-looked = I read the newest { $count } cases{ $back ->
    [0] { "" }
   *[other] { " " }before the last { $back }
}.
button-find-further = Look further back
