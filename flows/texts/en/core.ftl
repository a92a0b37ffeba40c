# Words that every conversation shares.

button-yes = ✓ Yes
button-cancel = Cancel
button-back = ← Back
button-skip = Skip
button-change = Change something
button-menu = Menu
button-open = Open
button-status = My reports
button-help = Help
button-today = Today
button-cases = Cases
button-overdue = Overdue
button-more = Next ({ $count } more)
button-open-private = Talk to me in private

# What people type instead of tapping. Lower case, parted by " | ".
typed-yes = yes | y | yep | yeah | yea | yes please | ok | okay | k | correct | right | that is right | thats right | that's right | sure | send | send it | yes send it | go | done | fine | 👍 | 👍🏻 | 👍🏼 | 👍🏽 | 👍🏾 | 👍🏿 | ✅ | 👌 | ✔️ | ☑️
typed-no = no | n | nope | nah | wrong | not right | thats wrong | that's wrong | 👎 | ❌
typed-skip = skip | pass | dont know | don't know | not sure | next
typed-back = back | go back
typed-cancel = cancel | stop | forget it | never mind | nevermind | quit | exit | delete
typed-change = change | change something | edit | change it | fix
typed-unnamed = send without my name | without my name | anonymous | anon | no name | dont say my name | don't say my name

not-understood = Sorry, I did not get that. Please tap a button, or say it another way.
not-understood-empty = Please type a few words.
not-understood-number = Please type a number.
not-understood-home = I do not know that home. Please type its name again.
not-understood-code = I do not know that code. Please look at the 16 digits again.

ask-change = What shall I change?
part-words = What happened
part-service = The home
part-kind = Kind
part-category = About what
part-people = Who
part-place = Where
part-when = When
part-harm = Hurt or not
part-way = Who may know
part-wants_answer = Answer or not
part-knows_and_agrees = Do they know
part-who_said = Who said it
part-outcome = The outcome
part-has_lesson = Lesson or not
part-lesson = The lesson
part-no_lesson_because = Why no lesson
part-answer = The answer

cancelled = Stopped. I deleted what you typed here. You can start again at any time.
nothing-to-cancel = There is nothing to stop.
unfinished = Good morning. You started to tell me something and did not send it. Type <b>yes</b> or your next words to go on, or /cancel to delete it.
toast-old-button = That button is old. Type what you need, or /menu.
toast-answered = You did that already.
toast-not-allowed = This is not yours to do.
toast-not-here = Please do this in our private chat.
file-kept = Thank you. I kept the file safe.
file-too-big = Sorry, that file is too big for me. I can take files up to { $megabytes } MB. Please send a smaller one, or tell me in words.
no-words = Sorry, I cannot read that. Please tell me in words what happened.
edit-taken = You changed your message. I use your new words.
edit-not-used = I saw that you changed an older message. If it matters, please type it again.
unknown-command = I do not know that one. Just type what happened, or tap Menu.
only-in-group = That one works in your team's group chat.
not-allowed = Sorry, that is not for you to do here. You can always tell me what happened.
group-hello = Hello all. I post the agenda of your meetings here. To tell me that something went wrong, write to me in private: others do not need to read it.
group-go-private = Let us talk about that in private. Not everybody needs to read it.
somebody = somebody

error-reference = Sorry, something went wrong on our side. Your message is kept safe. If you hear nothing, please tell your manager this code: <b>{ $reference }</b>. If someone is in danger, call 999.

menu = What would you like to tell me? You can also just type it.
door-went_wrong = Something went wrong, or nearly did
door-worry = I am worried or not happy
door-feedback = Somebody told me something
door-thanks = Thanks, or an idea

hello = Hello. Tell me what is on your mind. Just type it, or tap one of these. If someone is in danger now, call 999 first.
help =
    Just type what happened, in your own words. Bad spelling is fine. A photo or a voice note is fine too.

    I show you what I understood. You tap <b>Yes, send it</b>. You get a number for your report, and I tell you what came of it.

    /menu – what you can tell me
    /status – where your reports stand
    /check – read a report you sent without your name
    /privacy – who sees what
    /cancel – stop and delete

    <b>If someone is in danger, call 999. I am not an alarm.</b>
help-handlers =
    Just type what happened, as everybody does. For your work:

    /today – what needs you, in order
    /cases – all open cases
    /case RH-26-0042 – one case
    /overdue – what is late
    /agenda, /meetings, /actions – your meetings
    /trends – what goes up and down
    /invite – a link for staff, family or a colleague
    /status – reports that you sent yourself

    In your team's group: <code>/meetings every first Tuesday 14:00</code>
privacy =
    <b>Your words, and who sees them</b>

    Your report goes to the people who look after the home: its manager, the quality lead and the owner. Nobody else.

    You choose: with your name, in confidence (they do not see your name), or without your name (I do not keep it with the report).

    I lock what you write and keep it as long as the law asks.

    Please know: Telegram keeps this chat on its own computers, and they are not sealed from end to end. Others who use your phone can read it. So please do not send full names, NHS numbers or photos of faces.

    If someone is in danger or a crime was done, the home may have to tell others.

    You may ask to see or correct what is kept about you. Ask the home. If you are not happy with the way your data is used, you can tell the ICO: 0303 123 1113.

    <b>Nobody watches this chat day and night. In danger, call 999.</b>

language-only-english = I speak English only for now. Short words and bad spelling are fine.
language-set = Done.
ask-language = Which language do you want to use?
