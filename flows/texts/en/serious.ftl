# A serious incident: what to do at once, and its review meeting. Managers read this.

at-once-person_safe = The person is safe, and somebody stays with them
at-once-seen_by_doctor = A doctor, 111 or 999 was called
at-once-others_safe = Others who could be hurt are safe
at-once-place_safe = The place or the equipment is out of use
at-once-things_kept = Things and notes are kept as they were
at-once-written_down = Who was there, and what they saw, is written down
at-once-looked_after = Staff who were there are looked after

button-at_once = Do now: the list
at-once-head = <b>{ $reference }: what to do at once.</b> Tap what is done. What was not needed, leave open, or say so with "Add what was done".
at-once-open = ▢ { $item }
at-once-done = ✓ { $item }, { $at }
act-tick_at_once = { $who }: done at once: { $item }
serious-at-once = { $done ->
    [0] ▢ Do now: nothing ticked yet
   *[other] { $left ->
        [0] ✓ Do now: all { $done } done
       *[other] ▢ Do now: { $done } done, { $left } open
    }
}
ping-serious-lead = { $line }
    It is a serious incident, and you lead on it.

button-book_serious_review = Set the review meeting
ask-review_at = When do you meet to review { $reference }?{ $timed ->
    [yes] { " " }It is due by { $due_words }.
   *[no] { "" }
} Tap, or type a day and an hour, such as "tomorrow 2pm".
not-understood-moment = Sorry, I need a day and an hour to come, such as "tomorrow 2pm" or "26/11 10:30".
serious-meeting-booked = The review meeting for { $reference } is on <b>{ $starts }</b>.{ $others ->
    [yes] { " " }These people know: { $names }.
   *[no] { "" }
}{ $late ->
    [yes] { " " }That is later than it should be: please say why on the case.
   *[no] { "" }
}
serious-meeting = ◷ Review meeting: <b>{ $starts }</b>
ping-serious-meeting = { $line }
    A serious incident. <b>We meet to review it on { $starts }.</b>
ping-serious-meeting-soon = { $line }
    The review meeting of this serious incident is in one hour, at { $starts }.
act-book_serious_review = { $who } set the review meeting

button-serious_agenda = Agenda of the meeting
serious-agenda = The agenda for { $reference }. What is known stands in it. Please keep it as safe as the case.
agenda-serious-name = { $reference } agenda of the review meeting
agenda-serious-title = Review meeting of a serious incident
agenda-serious-when = When
agenda-serious-there = Who is there
agenda-serious-known = 1. What happened, as we know it
agenda-serious-at_once = 2. Is everybody safe now? What was done at once
agenda-serious-told = 3. The person and the family: told, heard, asked to take part
agenda-serious-staff = 4. Staff who were there: how are they, and what do they need?
agenda-serious-bodies = 5. Who outside was told, or has to be
agenda-serious-why = 6. Why it happened. We look for causes in the way we work, not for blame
agenda-serious-stops = 7. What stops it from happening again: who does what, by when
agenda-serious-plan = 8. The care plan: what changes in it
agenda-serious-learn = 9. What the team is told, without names
agenda-serious-next = 10. When we look at it again
agenda-serious-nothing = Nothing noted yet.

report-place = Where
report-when = When
report-possible = What could have come of it
report-risk = Risk
report-cause-person = The person's needs and wishes
report-cause-people = People and how they work together
report-cause-task = The task, and how it is meant to be done
report-cause-words = What was said, written and handed over
report-cause-equipment = Equipment
report-cause-place = The place, light, noise
report-cause-training = Training and experience
report-cause-staffing = How many staff, and when
report-action-what = What
report-action-who = Who
report-action-when = By when
report-action-done = Done on
report-signed = Signed
