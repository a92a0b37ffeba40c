# A manager's day: thanking for many compliments at once, and words that are ready to send.

button-thank_all = Thank them all ({ $count })
thank-nobody = No thanks wait for a reply.
thank-line = <b>{ $reference }</b> · came on { $on }
card-thank_all = <b>{ $count ->
        [one] One person said thank you.
       *[other] { $count } people said thank you.
    }</b>
    { $lines }

    Each one hears that it arrived and who has it. Shall I thank them all?
button-thank_all-yes = ✓ Yes, thank them all
thanked = { $count ->
    [0] Nobody could be thanked.
    [one] Done. One person was thanked.
   *[other] Done. { $count } people were thanked.
}
thanked-untold = Noted, but no message could be sent: { $references }.
thanked-left = Left out, as something changed since: { $references }.

card-ask_drafted = They will read:
    <blockquote>{ $words }</blockquote>
    Shall I send it?
button-ask_drafted-yes = ✓ Yes, send it
button-ask_drafted-change = Change the words
button-answer-change = Change the words
part-question = The question
button-acknowledge_words = Say it arrived, in your words
ask-first_words = What would you like to say to them first? Tap, or type your own words.
part-first_words = Your words
card-acknowledge_words = They hear that { $reference } arrived and who has it. And they read:
    <blockquote>{ $words }</blockquote>
    Shall I send it?
button-acknowledge_words-yes = ✓ Yes, send it
button-acknowledge_words-change = Change the words
