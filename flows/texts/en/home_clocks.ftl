# What a home has to do beside its cases: what CQC asks for, the monthly lessons meeting.
command-cqc = CQC asked for our complaints
home-line-coming = <b>{ $service }</b>
    Due soon: { $clock }, by { $due }
home-line-late = <b>{ $service }</b>
    ⏰ Late: { $clock }, was due { $due }
button-home_done-reg16_summary = It is sent
button-home_done-lessons_monthly = We held it
button-cqc_summary = Make the summary
button-cqc_asked = CQC asked today, or lately
home-not-found = There is nothing like that.
home-done-before = That was done on { $at }.
home-done-reg16_summary = Good. It is noted that the summary went to CQC, when, and by whom.
home-done-lessons_monthly = Good. The next one is due in a month.
button-home_due = { $service }: { $clock }
button-home_duties = All duties of the homes
home-many = { $count ->
    [one] <b>One duty of a home waits.</b>
   *[other] <b>{ $count } duties of your homes wait.</b> Tap one to say it is done, give it to somebody or put it off.
}
home-many-more = And { $count } more.
home-none = Nothing of the homes waits for you.
home-later = <b>{ $home }</b>
    I remind you again on { $until }. Others are still reminded.
home-given = <b>{ $home }</b>
    { $name } has it now, and knows.
home-given-ping = You were given:
    { $line }
home-yours = <b>{ $home }</b>
    It is yours now, by { $due }. I remind you first.
home-not-late = It is not late: it is due { $due }.
ask-home_later-later = <b>{ $home_words }</b>
    When shall I remind you again?
ask-home_give-colleague = <b>{ $home_words }</b>
    Who shall have it?
ask-home_why_late-home_late_words = <b>{ $home_words }</b>
    Why is it late? It stands in the monthly list.
home-why-late-noted = <b>{ $home }</b>
    Noted. I still remind you until it is done.
home-breaches-line = <b>{ $service }</b>, { $clock }: was due { $due }, { $is_done ->
        [yes] done { $done }
       *[no] not done yet
    }
cqc-head = <b>The summary of complaints for CQC.</b> When CQC asks for it, it has to be there within 28 days. It is an offence to miss that.
cqc-sent-line = <b>{ $service }</b>
    ✓ CQC asked on { $asked }, sent on { $sent }
ask-cqc_service = Which home did CQC ask?
ask-cqc_day = On which day did CQC ask? Tap, or type the day.
cqc-asked = Noted. CQC has to have the summary by <b>{ $due }</b>. I remind you before.
cqc-summary = { $count ->
    [0] There was no complaint in that time. The file says so.
    [one] One complaint is in the file.
   *[other] { $count } complaints are in the file.
} { $others ->
    [ask] CQC asks for every complaint. Those about a manager are not shown to you, so let the quality lead or the owner make it as well.
   *[count] { $left_out ->
        [0] None is left out.
        [one] One more is about a manager or an owner. It is left out, and CQC asks for every one.
       *[other] { $left_out } more are about a manager or an owner. They are left out, and CQC asks for every one.
    }
} Read it before you send it: people's own words may name somebody. CQC has to have it by { $due }.
button-cqc_summary_all = Make it with all of them
summary-name = Complaints of { $service }
summary-title = Summary of complaints
summary-open = { $count ->
    [0] No complaint was made in the last { $months } months.
    [one] One complaint was made in the last { $months } months.
   *[other] { $count } complaints were made in the last { $months } months.
} For each: what was said, how we answered, and what else we wrote.
summary-about = About
summary-came = Received on
summary-stands = Where it stands
summary-said = What was said:
summary-answered = How we answered:
summary-no-answer = It is not answered yet.
summary-letters = What else was written:
summary-act-answer = our answer
summary-act-tell_outcome = our answer
summary-act-answer_review = our answer to the review
summary-act-acknowledge = we said that it had arrived
summary-act-ask = we asked
summary-act-reply = they replied
summary-act-add = they added
summary-act-explain_lateness = we said why it was late
summary-act-explain_past_ceiling = we said why it took longer than six months
summary-act-ask_review = they asked for a review
summary-act-extend = it was given more time
