# What each clock asks for, as it stands in a list or after "Late:".
clock-seen = first look
clock-acknowledge = say it has arrived
clock-review = review
clock-answer = answer
clock-outcome_told = tell the outcome
clock-passed_on = pass the thanks on
clock-look_again = look again at what you wait for
clock-spoken_settled = settle it, or treat it as formal
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
