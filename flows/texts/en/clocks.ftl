# What each clock asks for, as it stands in a list or after "Late:".
clock-seen = first look
clock-acknowledge = say it has arrived
clock-review = review
clock-answer = answer
clock-look_into = look into it
clock-outcome_told = tell the outcome
clock-passed_on = pass the thanks on
clock-look_again = look again at what you wait for
clock-spoken_settled = settle it, or treat it as formal
clock-lessons_urgent = hold an urgent lessons meeting
clock-lessons_monthly = hold the monthly lessons meeting
clock-reg16_summary = send CQC the summary it asked for
clock-candour = tell them openly and say sorry
clock-cqc_notice = tell CQC
clock-riddor_serious = report to HSE
clock-riddor_over_seven_days = report the injury to HSE
clock-safeguarding = tell the council's safeguarding team
clock-ico_breach = report the data breach to the ICO
clock-review_window = they may ask for a review
clock-review_answer = answer the review
clock-ombudsman = they may go to the Ombudsman
clock-ombudsman_first_chance = finish before the Ombudsman steps in
clock-complaint_too_old = it can be looked into
clock-statutory_ceiling = end it, or say why it is late
clock-dbs_referral = refer to DBS

act-resume = { $who } took it up again
act-freeze = clocks stand still while it waits: { $clocks }
act-resume_clocks = clocks run on: { $clocks }
act-extend = { $who } gave it more time: { $clocks }, from { $old } to { $new }

ping-unread = { $line }
    🔴 <b>Red flag. Nobody has seen it yet.</b> A tap on "I'll take it" stops the pings to others.
button-done = Done
button-later = Another time…
button-why_late = Why it is late
# One button a clock, where several of one case are due.
button-done_clock = Done: { $clock }
button-why_late_clock = Why late: { $clock }
button-more_time_clock = More time: { $clock }
ask-extend_until = { $reference }, { $clock_words }: due { $due_words }. Until when do you need? Tap, or type a day.
ask-extend_why = Why does it take longer? The reason and both dates stay on { $reference }.
extend-not = { $reference }: that cannot be given more time.
extend-not-later = That day is not later than the one it has. Nothing has changed on { $reference }.
extended = { $reference }, { $clock }: now due { $by }. It was { $old }; both dates and your reason stay on the case.
due-nothing = { $reference }: nothing is due there any more.
act-why_late = { $who } said why it is late: { $clocks }

ask-snooze_until-later = When shall I remind you of { $reference } again?
snooze-until = { $until }
ask-done-done_words = { $reference }, { $clock_words }. What did you do, and when?
ask-why_late-late_words = { $reference }, { $clock_words }. Why is it late? It stands in the monthly list.
done-before = { $reference }: that is done already.
done-noted = Noted on { $reference }: { $clock }. It is done, so I stop asking.
why-late-noted = Noted on { $reference }. I still remind you until it is done.

command-away = I am away: who stands in
ask-absence-away_from = From which day are you away? You can type a date.
ask-absence-away_until = Until which day? It is the last day you are away.
ask-absence-deputy = Who stands in for you?
part-away_from = First day
part-away_until = Last day
part-deputy = Who stands in
absence-day = { $day }
absence-until = until { $day }
absence-nobody = Nobody: my colleagues get them
absence-card = You are away:
absence-line = { $first } to { $last }. { $deputised ->
        [yes] { $deputy } gets your reminders.
       *[no] The others who may have your cases get your reminders.
    }
absence-known = You told me that you are away:
button-absence-end = I am here after all: { $first }
button-absence-new = Add another absence
button-absence-yes = Yes, that is right
absence-ends-first = That is before the first day. Which day is the last one?
absence-deputy-gone = That colleague cannot stand in any more. Use /away to choose somebody else.
absence-noted = I have it: { $first } to { $last }. Your deputy knows. Your cases stay yours.
absence-noted-alone = I have it: { $first } to { $last }. Your colleagues get your reminders. Your cases stay yours.
absence-deputy = { $name } is away from { $first } to { $last }, and you stand in. You get the reminders for { $name }'s cases in that time.
absence-not-found = That absence is over, or was taken back before.
absence-ended = Good to have you. You get your own reminders again ({ $first } to { $last } is taken back).

command-oncall = Who is on call for red flags
rota-head = On call for red flags, from { $starts } to { $ends } and on days off:
rota-empty = Nobody is on call. Red flags go to all managers at any hour.
rota-line = { $service }: { $name }, { $first } to { $last }
button-rota = On call
button-rota-add = Put somebody on call
button-rota-end = Take off: { $name }, { $first }
ask-rota_add-rota_service = For which home?
ask-rota_add-rota_person = Who is on call?
ask-rota_add-rota_from = From which day? You can type a date.
ask-rota_add-rota_until = Until which day?
rota-added = On call: { $line }
rota-ended = Taken off: { $line }
rota-not-found = That turn is over, or was taken off before.
rota-yours = You are on call for { $service }, { $first } to { $last }: red flags from { $starts } to { $ends }, and on days off, come to you first.

button-why_clock = Why these dates?
why-clocks = <b>{ $reference }: where its dates come from</b>
why-no-clocks = It has no dates to keep.
why-clock = <b>{ $clock }</b>, by { $due }
    { $title }.
ground-law = The law asks for it.
ground-contract = A contract asks for it.
ground-custom = It is good custom. No law sets it.
ground-own = It is your own policy. No law sets it.
length-from-law = The law sets the time.
length-from-contract = A contract sets the time.
length-from-custom = The time is custom, not law.
length-from-own = The time is your own policy, not law.
why-clock-note = <i>{ $note }</i>
why-clock-moved = It was { $first } first, and was given more time.
why-clock-frozen = It stands still since { $since }.

today-unheard = ⚠️ { $failed ->
        [yes] A ping did not reach { $name } ({ $at }).
       *[no] Nobody tapped on the ping to { $name } ({ $at }).
    } It went to the next person:
    { $line }

command-digest = Choose when your daily list comes
ask-digest-digest_hour = At what time shall your daily list come?
ask-digest-all_clear = Shall it come as well when there is nothing to do?
choice-digest_hour-never = Never
choice-all_clear-yes = Yes, say "all clear"
choice-all_clear-no = No, only when there is something
digest-set = Done. Your next list comes on { $next }.
digest-never = Done. You get no daily list. Reminders still come.
digest-head = <b>Your day</b>
digest-numbers = { $new } new, { $due } due today, { $late } late, { $waiting } waiting
digest-own = Yours or nobody's: { $count }, { $late ->
        [0] none of them late
       *[other] { $late } of them late
    }
digest-service = <b>{ $service }</b>:
digest-all = <b>All together</b>:
digest-more = { $count } more with something to do. Your list shows them all.
digest-clear = <b>Your day:</b> all clear. Nothing is new, due or late.
breaches-month = <b>{ $month }</b>: { $count ->
        [one] one clock was missed.
       *[other] { $count } clocks were missed.
    }
button-breaches = See which, and why
breaches-none = Nothing was missed in that month.
breaches-line = <b>{ $reference }</b>, { $clock }: was due { $due }, { $is_done ->
        [yes] done { $done }
       *[no] not done yet
    }
breaches-why = <i>{ $words }</i>
breaches-no-reason = No reason was given.
