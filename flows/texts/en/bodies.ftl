# Whom to tell outside the home, and the register of it: what managers read.

body-safeguarding = Council: safeguarding
body-police = Police
body-cqc = CQC
body-coroner = Coroner
body-riddor_serious = HSE: death or bad injury
body-riddor_over_seven_days = HSE: over 7 days off work
body-ico = ICO: data breach
body-dbs = DBS: barring referral

body-short-safeguarding = Council
body-short-police = Police
body-short-cqc = CQC
body-short-coroner = Coroner
body-short-riddor_serious = HSE
body-short-riddor_over_seven_days = HSE, 7 days
body-short-ico = ICO
body-short-dbs = DBS

body-rule-abuse = someone may have been hurt, used or held down
body-rule-deep_sore = a deep pressure sore
body-rule-crime = it may be a crime
body-rule-person_missing = someone is missing
body-rule-cqc_death = someone died
body-rule-cqc_injury = a bad injury, or harm that lasts
body-rule-cqc_abuse = abuse, or a claim of abuse
body-rule-cqc_police = the police were told
body-rule-cqc_service = the home may not run safely
body-rule-cqc_dols = someone may have been kept from leaving
body-rule-sudden_death = a death that may not be natural
body-rule-worker_badly_hurt = a worker was badly hurt
body-rule-other_badly_hurt = someone was badly hurt, and the work may be the cause
body-rule-worker_off_work = a worker was hurt
body-rule-data_breach = private data may have got out
body-rule-worker_removed = a worker may have done harm
body-rule-added = added by a handler

body-check-safeguarding = Tell the council the same day. Ask the person what they want first, if that is safe. You do not need proof.
body-check-police = Call 999 if it goes on now, 101 if not. Keep things as they are.
body-check-cqc = Send the form without delay. Look at each reason: one that fits is enough.
body-check-coroner = A doctor or the police tell the coroner. Make sure that one of them has, and move nothing.
body-check-riddor_serious = Only if the work caused it: a death, a listed injury, or a person who is no worker taken to hospital from the scene. Ring at once if someone died.
body-check-riddor_over_seven_days = Only if the worker is off work, or off their usual work, for more than 7 days in a row. From 3 days on, keep a note of it.
body-check-ico = Only if it could harm someone. If so, tell them as well.
body-check-dbs = Only if you took a worker off care work because of harm, or a risk of harm, or would have if they had not left.

body-card = 📣 Tell <b>{ $body }</b>
body-list = <b>Whom to tell outside about { $reference }</b>
body-none = Nobody outside has to be told about { $reference }, as far as I can see. You can add somebody.
body-head-open = ▢ <b>{ $body }</b>
body-head-done = ✓ <b>{ $body }</b>
body-head-not_needed = – <b>{ $body }</b>
body-why = Why: { $reasons }
body-law = <i>{ $law }</i>
body-due = { $state ->
    [none] No clock runs
    [late] ⏰ Was due { $due }
   *[running] ◷ By { $due }
}
body-told = Told on { $on } by { $by }{ $reference }
body-reference = , reference { $words }
body-not-needed-because = Not needed: { $words }
body-erased = the words were deleted

ping-bodies = { $line }
    { $count ->
        [one] <b>Somebody outside may have to be told.</b>
       *[other] <b>{ $count } bodies outside may have to be told.</b>
    } { $bodies }

button-bodies = 📣 Tell outside ({ $count })
button-bodies-all = Told outside
button-body-done = { $body }: told
button-body-not-needed = Not needed
button-body-add = Add another
ask-told_on = <b>{ $body }</b>: on which day were they told? You may type another day.
ask-told_by = Who told them? Tap, or type a name.
body-by-me = I did
ask-body_reference = Which reference did they give? Skip it if there is none.
ask-body_reason = <b>{ $body }</b>: why need they not be told of { $reference }?
ask-body_duty = Whom do you want to add to { $reference }?
body-noted = ✓ { $reference }: { $body } is told, and stands in the register.
body-let-go = { $reference }: { $body } is not needed. Your reason stands in the register.
day-today = Today
day-yesterday = Yesterday
not-understood-day = Please type a day, such as <i>yesterday</i>, <i>last Friday</i> or <i>3 November</i>.
not-understood-day-to-come = That day is still to come. When was it?

act-propose_bodies = bodies outside that may have to be told: { $duties }
act-add_body = { $who } added: { $duties }
act-body_not_needed = { $who } found that this body need not be told: { $duties }
act-refer_safeguarding = { $who } told the council
act-tell_police = { $who } told the police
act-notify_cqc = { $who } told CQC
act-tell_coroner = { $who } made sure that the coroner knows
act-report_riddor = { $who } told HSE
act-report_riddor_absence = { $who } told HSE of a worker off for over 7 days
act-report_ico = { $who } told the ICO
act-refer_dbs = { $who } told DBS

clock-police = tell the police
clock-coroner = make sure that the coroner knows

command-register = Whom we told outside
register-head = <b>Register of { $service }.</b> { $open ->
    [0] Nobody waits to be told.
    [one] <b>One is open</b>, { $count } in all.
   *[other] <b>{ $open } are open</b>, { $count } in all.
}
register-nothing = The register is empty: nobody outside had to be told.
register-line-open = ▢ { $line }
    { $body }, since { $since }
register-line-done = ✓ { $line }
    { $body }. { $told }
register-line-not_needed = – { $line }
    { $body }. { $told }
button-register-file = As a document
button-register-all = All homes
register-file = The register of { $service }, { $count } lines.
register-file-cut = The register of { $service }: the newest { $shown } of { $count } lines.
register-file-name = Register of outside bodies, { $service }
register-title = Outside bodies: whom we told, and when
register-column-reference = Case
register-column-kind = Kind
register-column-body = Body
register-column-law = Ground
register-column-since = Since
register-column-outcome = State
register-column-told = Told on
register-column-by = By
register-column-number = Their reference
register-column-reason = Why not
register-outcome-open = open
register-outcome-done = told
register-outcome-not_needed = not needed
ask-register_service = Which home's register?
button-register-case = { $reference }
letter-reference = Our reference: { $reference }
letter-foot = { $provider } · { $service } · In confidence
ping-partly = { $line }
    The reporter says that it is only partly put right.
ping-not-right = { $line }
    <b>The reporter says that it is not put right.</b> It is open again.
act-say_put_right = the { $who } was asked whether it is put right, and said: { $answer }
