# Words that are ready to send. Each stands as it is: no gaps that somebody could forget to fill. What ends in
# "-label" is the button. Which are offered where: flows/manage/templates.py.

tell-acknowledged-compliment = Thank you for your kind words. They are with { $handler } now, as { $reference }.
tell-acknowledged-words = { $lead }
    <blockquote>{ $words }</blockquote>

template-question-when_where = Thank you for telling us on { $day }. When did it happen, and where?
template-question-when_where-label = When and where was it?
template-question-who_saw = Did anybody else see it? You do not have to say who.
template-question-who_saw-label = Did anybody see it?
template-question-how_now = How are things now? Is there something that cannot wait?
template-question-how_now-label = How are things now?
template-question-what_helps = What would put this right for you?
template-question-what_helps-label = What would put it right?
template-question-safe_now = Do you feel safe since you told us? Is there something we should do today?
template-question-safe_now-label = Do you feel safe?
template-question-tell_more = Thank you for what you wrote on { $day }. Can you tell us a little more?
template-question-tell_more-label = Tell us a little more
template-question-may_share = Thank you for your kind words. May we show them to the team? We leave your name out.
template-question-may_share-label = May we show it to the team?

template-answer-you_were_right = You told us about this on { $day }. We looked into it, and you were right. We are sorry. We have told the team what has to change.
template-answer-you_were_right-label = You were right, and we are sorry
template-answer-no_fault = We looked into what you told us on { $day }. We did not find that something went wrong. We are sorry for how it felt to you. If we missed something, please tell us.
template-answer-no_fault-label = We found no fault
template-answer-made_safe = Thank you for telling us on { $day }. We looked at it, and we have made it safe.
template-answer-made_safe-label = It is made safe
template-answer-putting_right = Thank you for speaking up on { $day }. You did right. We looked into it, and we are putting it right.
template-answer-putting_right-label = You did right to speak up
template-answer-passed_on = Thank you for your kind words of { $day }. We have passed them on to the team.
template-answer-passed_on-label = The team has your thanks
template-answer-will_try = Thank you for your idea of { $day }. We like it, and we will try it.
template-answer-will_try-label = We will try your idea
template-answer-not_now = Thank you for your idea of { $day }. We talked about it. We cannot do it now, but we will keep it in mind.
template-answer-not_now-label = We cannot do it now

template-outcome-made_safe = We looked at what you told us on { $day }. It has been made safe, and the team knows.
template-outcome-made_safe-label = It is made safe
template-outcome-put_right = We looked into what you told us on { $day }, and we put it right. We are sorry that it happened.
template-outcome-put_right-label = It is put right
template-outcome-no_change = We looked into what you told us on { $day }. We found nothing that has to change. You were right to tell us.
template-outcome-no_change-label = Nothing has to change
template-outcome-passed_on = We have passed your kind words on to the team.
template-outcome-passed_on-label = The team has your thanks
template-outcome-will_try = We like your idea of { $day }, and we will try it.
template-outcome-will_try-label = We will try your idea
template-outcome-not_now = We talked about your idea of { $day }. We cannot do it now, but we will keep it in mind.
template-outcome-not_now-label = We cannot do it now

template-first_words-sorry = We are sorry for what you went through. We take it to heart, and we look into it with care.
template-first_words-sorry-label = We are sorry
template-first_words-cannot_wait = If there is something that cannot wait, please tell us now.
template-first_words-cannot_wait-label = Tell us what cannot wait
template-first_words-did_right = You did right to speak up. Nobody may treat you badly for it. If somebody does, tell us at once.
template-first_words-did_right-label = You did right to speak up
template-first_words-thanks = Thank you for telling us on { $day }. It helps us to keep people safe.
template-first_words-thanks-label = Thank you for telling us
template-first_words-kind_words = Your kind words of { $day } mean a lot to us. We will pass them on to the team.
template-first_words-kind_words-label = Your words mean a lot
template-first_words-good_idea = Thank you for your idea of { $day }. We will talk about it.
template-first_words-good_idea-label = We talk about your idea

template-found-as_told = We asked the team and read the notes. It happened as you told us.
template-found-as_told-label = It was as they told us
template-found-in_part = We asked the team and read the notes. Part of it happened as you told us. For the rest we found no sign.
template-found-in_part-label = Part of it was so
template-found-not_so = We asked the team and read the notes. We did not find that this went wrong.
template-found-not_so-label = It was not so
template-sorry-happened = We are sorry that this happened. It should not have.
template-sorry-happened-label = Sorry that it happened
template-sorry-felt = We are sorry for how this felt to you.
template-sorry-felt-label = Sorry for how it felt
template-changes-told_team = We have told the team what has to change.
template-changes-told_team-label = The team was told
template-changes-looks_in = A manager now looks in to see that it stays right.
template-changes-looks_in-label = A manager looks in
template-changes-nothing = Nothing has to change. We still talked with the team about what you told us.
template-changes-nothing-label = Nothing has to change
