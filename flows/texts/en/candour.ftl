# The duty of candour and serious incidents: what managers read.

button-candour = Duty of candour
button-candour_yes = Yes, it applies
button-candour_no = No, it does not
button-candour_tell = They were told
button-candour_letter = Draft the letter
button-candour_given = The letter was given
button-candour_results = Letter with what we found
case-candour-ask = ❗ Duty of candour: does it apply?
case-candour-tell = ❗ Duty of candour: tell them, and say sorry
case-candour-write = ❗ Duty of candour: put it in writing
case-candour-done = ✓ Duty of candour: told, and in writing

candour-none = The duty of candour does not seem to apply to { $reference }. If somebody died or came to lasting harm, tap below.
candour-ask = <b>{ $reference }: does the duty of candour apply?</b>
    It does if the care led, or may have led, to one of these: a death; harm or pain that lasts 28 days or more; a change to the body; a shorter life; or treatment that was needed to prevent one of them.
candour-tell = <b>{ $reference }: the duty of candour applies.</b>{ $timed ->
    [yes] { " " }All of it is due by { $due }.
   *[no] { "" }
}
    1. Tell the person, or who speaks for them, face to face. Soon, and by somebody they know.
    2. Say what you know to be true, and what you do not know yet.
    3. Say sorry. That is no admission of guilt.
    4. Say what you will look into next. Offer them help.
    5. Then put it in writing. I draft the letter for you.
    <i>2014 Regulations, regulation 20</i>
candour-write = <b>{ $reference }: they were told.</b> Now put it in writing{ $timed ->
    [yes] { " " }by { $due }.
   *[no] .
}
    I draft the letter. Read it, change what you like, sign it and give it to them. Then tell me that it was given.
candour-done = ✓ <b>{ $reference }: told in person and in writing.</b> The record is on the case. When you know what came of it, they get that in writing too.
candour-done-before = { $reference }: this step is done already.
candour-no-noted = Noted on { $reference }, with your reason. If the harm turns out worse, I ask again.
candour-finished = ✓ { $reference }: the letter was given. Keep a copy. When you know what came of it, write to them again: open the case and tap Duty of candour.
candour-letter-drafted = The letter for { $reference }. Read it, change what you like, and sign it.
candour-results-drafted = The second letter for { $reference }, with what you found.

ask-threshold = What was the harm?
choice-threshold-death = A death
choice-threshold-lasting = Harm or pain for 28 days or more
choice-threshold-body = A change to the body
choice-threshold-shorter = A shorter life
choice-threshold-prevent = Treatment to prevent one of these
ask-candour_reason = Why does the duty of candour not apply to { $reference }?
ask-candour_tell-told_on = On which day were they told?
ask-candour_given-told_on = On which day did they get the letter?
ask-candour_whom = Who was told: the person, or who speaks for them? Their name goes into the letter.
part-candour_whom = Who was told
part-told_on = When
ask-candour_by = Who told them? Tap, or type a name.
part-candour_by = Who told them
ask-candour_how = How?
choice-candour_how-in_person = Face to face
choice-candour_how-video = By video call
choice-candour_how-phone = By phone, face to face later
part-candour_how = How
ask-account = What were they told had happened? Write it as you said it, to them: what you know, and what you do not know yet.
part-account = What happened
ask-sorry = How did you say sorry? The words you used are best.
part-sorry = The apology
ask-next_steps = What will you look into next, and what help did you offer?
part-next_steps = What comes next
card-candour = <b>Duty of candour, { $reference }</b>
    Told: { $whom }

    What happened: { $account }

    Sorry: { $sorry }

    Next: { $next }

    Is this right?
button-candour_tell-yes = ✓ Yes, keep it
ask-given_how = How did they get it?
choice-given_how-by_hand = By hand
choice-given_how-post = By post
choice-given_how-mail = By mail

act-candour_yes = { $who } found that the duty of candour applies
act-candour_no = { $who } found that the duty of candour does not apply
act-tell_candour = { $who }: the person or family was told, with an apology
act-draft_candour_letter = { $who } had the letter drafted
act-send_candour_letter = { $who }: the letter was given

button-serious = Serious incident
button-declare_serious = Treat it as serious
button-act_at_once = Add what was done at once
button-tell_family = The person or family was told
button-support_staff = Staff were offered support
button-hold_serious_review = The review meeting was held
button-hold_lessons_meeting = The lessons meeting was held
button-serious_report = The report to fill in
serious-not-yet = Is { $reference } a serious incident? Then it gets a lead, a list of what to do at once, and a review meeting.
serious-head = <b>{ $reference } is a serious incident.</b> Lead: { $lead }.{ $timed ->
    [yes] { " " }The review meeting is due by { $due }.
   *[no] { "" }
}
serious-open = ▢ { $item }
serious-done = ✓ { $item }, { $at }: { $words }
serious-report = The report for { $reference }. What is known stands in it; the rest has lines to write on.
ask-serious_lead = Who leads on { $reference }?
ask-act_at_once-serious_words = What was done at once, to keep people safe?
ask-tell_family-serious_words = Who was told, by whom, and how?
ask-support_staff-serious_words = Who was offered support, and what?
ask-hold_serious_review-serious_words = Who was there, and what was decided?
act-declare_serious = { $who } made it a serious incident, led by { $to }
act-act_at_once = { $who }: done at once
act-tell_family = { $who }: the person or family was told
act-support_staff = { $who }: staff were offered support
ask-hold_lessons_meeting-serious_words = Who was there, and what do you do differently now?
act-hold_lessons_meeting = { $who }: the lessons meeting was held
act-hold_serious_review = { $who }: the review meeting was held
act-draft_serious_report = { $who } had the report made
clock-serious_review = hold the review meeting
report-serious-name = { $reference } report of a serious incident
report-serious-title = Report of a serious incident
report-kind = Kind
report-reported = Reported on
report-harm = Harm
report-lead = Lead
report-what-happened = What happened, as reported
report-done-at-once = What was done at once
report-told = Who was told and supported
report-act_at_once = Done at once to keep people safe
report-tell_family = The person or family was told
report-support_staff = Staff were offered support
report-tell_candour = Duty of candour
report-hold_serious_review = Review meeting
report-hold_lessons_meeting = Lessons meeting
report-bodies = Who was told outside
report-causes = Why it happened
report-causes-hint = We look for what in the way we work let it happen. Nobody is blamed.
report-care-plan = The care plan
report-care-plan-hint = What was changed in it
report-lessons = What we learned
report-lessons-hint = The lesson, without names
report-actions = What we will do
