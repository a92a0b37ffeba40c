# Meetings: agendas, what is suggested for them, what came of it, actions and trends.

# --- When a meeting is -------------------------------------------------------------------------

weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
nth-1 = first
nth-2 = second
nth-3 = third
nth-4 = fourth
nth-last = last
listed = { $first } and { $last }

recurrence-daily = every day at { $time }
recurrence-weekdays = Monday to Friday at { $time }
recurrence-weekly = { $interval ->
    [one] every { $days }
    [2] every other { $days }
   *[other] every { $interval } weeks on { $days }
} at { $time }
recurrence-monthly-day = { $interval ->
    [one] every { $nths } { $days } of the month
    [2] every other month on the { $nths } { $days }
   *[other] every { $interval } months on the { $nths } { $days }
} at { $time }
recurrence-monthly-date = { $interval ->
    [one] every month
    [2] every other month
   *[other] every { $interval } months
} on the { $date ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] last day
   *[other] { $date }th
} at { $time }

# --- Setting a meeting --------------------------------------------------------------------------

# What people type to end a meeting. Lower case, parted by " | ".
typed-stop-meeting = stop | end | off | cancel | none | no more | delete | remove

meeting-set =
    Set. <b>{ $service }</b> meets { $recurrence }.
    Next: <b>{ $starts }</b>.

    I post the agenda here on { $posted }. You can add to it: <code>/suggest more torches for nights</code>
meeting-here =
    Next meeting: <b>{ $starts }</b>.
    You meet { $recurrence }.

    To change it, write: <code>/meetings every first Tuesday 14:00</code>
    To end it: <code>/meetings stop</code>
meeting-none-here =
    No meeting is set here yet. Tell me when you meet, like this:

    <code>/meetings every first Tuesday 14:00</code>
    <code>/meetings every other Monday at 2pm</code>
meeting-not-understood =
    Sorry, I could not read when you meet. Please say the day and the time, like this:

    <code>/meetings every first Tuesday 14:00</code>
    <code>/meetings every Thursday at half past nine</code>
meeting-which-service = Which service is this meeting for? Please copy one line and send it here:
meeting-command = <code>/meetings { $service } { $recurrence }</code>
meeting-not-yours = Another service holds its meeting here. Its own manager can change it.
meeting-ended = Done: no more agendas here ({ $recurrence }). What was left open waits for the next meeting of the service.
meeting-end-sure = End the meeting { $recurrence }? What is left open waits for the next one.
button-meeting-end = End this meeting
button-meeting-end-this = End: { $recurrence }
button-meeting-end-sure = Yes, end it
meetings-head = <b>Your meetings</b>
meetings-line = <b>{ $service }</b>: { $recurrence }
    next on { $starts }
meetings-how = To change one, write in the team's group: <code>/meetings every first Tuesday 14:00</code>
meetings-none =
    No meeting is set yet. Add me to your team's group chat. Then write there when you meet:

    <code>/meetings every first Tuesday 14:00</code>

# --- The agenda ---------------------------------------------------------------------------------

agenda-title-actions = Last actions
agenda-title-complaints = Complaints and concerns
agenda-title-incidents = Incidents and near misses
agenda-title-thanks = Thanks and ideas
agenda-title-lessons = What we learned
agenda-title-overdue = Late
agenda-title-suggested = You suggested
agenda-title-suggested_privately = You suggested
agenda-title-carried = Still open from before

agenda-heading = <b>{ $title }</b>
agenda-numbers = { $words }
agenda-item = • { $words }

agenda-some = Some came in. Too few people could be meant, so I give no number.
agenda-few = Fewer than { $least }
agenda-many = { $count }
agenda-count-incident = { $count ->
    [one] 1 incident
   *[other] { $count } incidents
}
agenda-count-near_miss = { $count ->
    [one] 1 near miss
   *[other] { $count } near misses
}
agenda-count-compliment = { $count ->
    [one] 1 thank-you
   *[other] { $count } thank-yous
}
agenda-count-suggestion = { $count ->
    [one] 1 idea
   *[other] { $count } ideas
}
agenda-themes = { $head }. About: { $themes }
agenda-theme-counted = { $theme } ({ $count })
agenda-theme-other = other things
agenda-overdue = { $count ->
    [one] 1 answer or check is late
   *[other] { $count } answers or checks are late
}
agenda-overdue-some = Some answers or checks are late
agenda-actions-some = { $open ->
    [0] All done
   *[other] { $done ->
        [0] Some are open
       *[other] Some are done, some are open
    }
}
agenda-actions = { $done } done, { $open } open{ $late ->
    [0] { "" }
   *[other] , { $late } late
}
agenda-action-done = ✓ { $words }
agenda-action-open = ◷ { $words }
agenda-carried = { $title }: { $words }

agenda-posted = <b>Agenda, { $service }</b>
    { $starts }
agenda-next = <b>Next agenda, { $service }</b>
    { $starts }
agenda-soon = <b>Your meeting is soon: { $starts }</b>{ $new ->
    [yes] { " " }New on the agenda:
   *[no] { " " }The agenda is above.
}
agenda-empty = Nothing new came in. A good time to ask: what went well?
agenda-nothing-yet = Nothing is on it yet.
agenda-suggest = Add to it: <code>/suggest your words</code>
agenda-rest = The full agenda comes on { $posted }.
agenda-no-meeting = No meeting is set yet. A manager can set one in your team's group: <code>/meetings every first Tuesday 14:00</code>
agenda-no-meeting-here = No meeting is set in this group. A manager can set one: <code>/meetings every first Tuesday 14:00</code>

button-agenda = Agenda
button-agenda-of = Agenda, { $service }

# --- What managers see before it is posted -------------------------------------------------------

agenda-preview = <b>Agenda for { $service }</b>, { $starts }
    { $soon ->
        [yes] It goes to the group now.
       *[no] It goes to the group on { $posted }. Until then you can leave things out.
    }
agenda-held = <b>Held for you: { $count }.</b> Suggested in private, and the words may name a person. Please have a look.
agenda-untold = <b>Lessons not shown.</b> The words may point at a person. To share one, put it in other words with /suggest.
agenda-points-at-few = <b>Few people work here</b>, so the team reads no numbers. A lesson too may point at one of them: please read each before it goes out.
agenda-left-out = <b>Left out</b>
agenda-item-out = Left out: { $words }
agenda-item-in = On the agenda: { $words }
agenda-look = <blockquote>{ $words }</blockquote>
    { $held ->
        [yes] Somebody suggested this in private. It may name a person. Shall the team read it?
       *[no] Somebody suggested this in private. It goes on the agenda.
    }
button-agenda-out = Leave out: { $name }
button-agenda-back = Put back: { $name }
button-agenda-look = Look at the item
button-agenda-open = Open { $reference }
button-agenda-put-in = Put it in
button-agenda-leave = Leave it out
button-agenda-undo = Put it back
button-agenda-out-again = Leave it out
toast-agenda-out = Left out.
toast-agenda-in = It is on the agenda.
toast-agenda-too-late = Too late: the team has it already.

# --- After the meeting ----------------------------------------------------------------------------

agenda-after = <b>How did the meeting go?</b> A manager taps what you talked about, and what waits for the next time.
    { "" }
agenda-after-item = { $number }. { $words }
agenda-after-hint = { "" }
    Did you plan to do something? <code>/action ring the bed firm</code>
agenda-all-settled = Thank you. All done. { $count ->
    [0] Nothing waits for next time.
    [one] One item waits for next time.
   *[other] { $count } items wait for next time.
}
button-item-done = { $number } ✓ Talked about
button-item-carry = { $number } ↷ Next time
button-items-done = ✓ We talked about all the rest
toast-item-done = Talked about.
toast-item-carried = It waits for the next meeting.

# --- Suggesting an item ---------------------------------------------------------------------------

ask-suggest-item = What shall the team talk about? Please use no names.
ask-suggest_service = For which team?
suggest-how = What shall we talk about? Write it like this: <code>/suggest more torches for nights</code>
suggest-not-here = I do not know which team this is for. Tell me in private, please.
suggested = Thank you. It is on the agenda for { $starts }.
suggested-few = Your team is small, so some may guess that it was you. I do not say it.
suggested-held = Thank you. It may name a person, so a manager looks at it first. I do not say it came from you.
suggested-no-meeting = Thank you. I keep it for your team's next meeting.
suggested-cut = That was long, so I kept the first { $characters } letters.
suggested-to-managers = { $held ->
    [yes] Somebody suggested something for the next agenda. It may name a person, so it waits for you.
   *[no] Somebody suggested one more thing for the next agenda.
}

# --- Actions --------------------------------------------------------------------------------------

ask-action_service = For which service?
ask-action-what = What shall be done? Please use no names, so that the team can read it.
ask-action-who = Who does it?
ask-action-by_when = By when? Tap a day, or type one, like 12 March.
action-team = the team
action-by = By { $day }
action-how = What shall be done? Write it like this: <code>/action ring the bed firm</code>
action-added-in-group = Noted: { $words }. You see it again on the next agenda.
action-added = { $dated ->
    [yes] Noted for { $owner }, by { $day }: { $words }
   *[no] Noted for { $owner }: { $words }
}
action-for-you = { $dated ->
    [yes] You have a new action, due { $day }.
   *[no] You have a new action.
}
action-line-open = { $number }. { $words }
    { $owner }
action-line-due = { $number }. { $words }
    { $owner }, by { $due }
action-line-late = ⏰ { $number }. { $words }
    { $owner }, was due { $due }
actions-head = <b>Open actions: { $count }</b>
actions-none = No open actions. Open a case to add one, or write <code>/action ring the bed firm</code>
action-is-done = Done: { $words }
button-actions = All actions
button-action-done = ✓ { $number }
toast-action-done = Well done.
act-plan_action = { $who } planned an action
act-finish_action = { $who } finished an action

# --- Trends ---------------------------------------------------------------------------------------

trends-head = <b>{ $service }</b>
    The last { $days } days, and the { $days } days before:
trends-nothing = { $service }: no reports came in during the last { $days } days, and none in the { $days } days before.
trends-which = For which service?
trends-kind = <b>Kinds</b>
trends-category = <b>About what</b>
trends-line-up = ↑ { $name }: { $now }, before { $before }
trends-line-down = ↓ { $name }: { $now }, before { $before }
trends-line-same = → { $name }: { $now }, before { $before }
trends-line-few = · { $name }: { $now }, before { $before } (too few to tell)
trends-how = ↑ ↓ a real change. → no more than the usual ups and downs. Counts below { $smallest } are too few to tell. More reports can mean that people speak up more.
