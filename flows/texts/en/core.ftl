# Words that every conversation shares.

button-yes = ✓ Yes
button-yes-confidential = ✓ Yes, send it in confidence
button-yes-unnamed = ✓ Yes, send it without my name
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
typed-yes = yes | y | just send it | send it now | submit | ye | yep | yup | yes | yess | yeah | yea | yeh | ya | aye | yes please | yes pls | please | ok | okay | okey | k | ok send | ok send it | yes ok | correct | yes correct | right | that is right | thats right | that's right | all right | alright | sure | send | send it | send please | please send | please send it | yes send | yes send it | go | go ahead | done | fine | good | looks good | all good | perfect | 👍 | 👍🏻 | 👍🏼 | 👍🏽 | 👍🏾 | 👍🏿 | ✅ | 👌 | 👌🏻 | 👌🏼 | 👌🏽 | 👌🏾 | 👌🏿 | ✔️ | ✔ | ☑️ | 🆗
typed-no = no | n | nope | nah | no thanks | no thank you | wrong | not right | thats wrong | that's wrong | thats not right | that's not right | 👎 | 👎🏻 | 👎🏼 | 👎🏽 | 👎🏾 | 👎🏿 | ❌ | ✖️
typed-skip = skip | pass | dont know | don't know | i dont know | i don't know | dunno | no idea | not sure | im not sure | i'm not sure | next | 🤷
typed-back = back | go back
typed-cancel = cancel | stop | forget it | never mind | nevermind | quit | exit | delete | delete it
typed-change = change | change something | edit | change it | fix
typed-unnamed = send without my name | without my name | without name | send without name | anonymous | anonymously | anon | no name | dont say my name | don't say my name
typed-confidential = in confidence | send in confidence | confidential | confidentially | private | privately | in private | keep it private | hide my name | keep my name out | dont tell them my name | don't tell them my name

ask-more-choices = There are { $count } more. Please type the name if it is not here.
not-understood = Sorry, I did not get that. Please tap a button, or say it another way.
not-understood-empty = Please type a few words.
not-understood-home = I am not sure which home you mean. Please tap it, or type its name again.
not-understood-code = I do not know that code. It has 16 digits. Please look again.

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
unfinished = Good morning. You began to tell me something, but did not send it. Would you like to go on? If you do nothing, I will delete it soon.
toast-old-button = That is done, or too old. Just type what you need, or /menu.
toast-not-allowed = This is not yours to do.
toast-not-here = Please do this in our private chat.
file-kept = Thank you. I have kept it safe.
file-too-big = Sorry, that file is too big for me. I can take up to { $megabytes } MB. Please send a smaller one, or tell me in words.
no-words = Sorry, I cannot read that. Please tell me in words.
edit-taken = You changed your words. I use the new ones.
unknown-command = I do not know that one. Just type what happened, or tap Menu.
only-in-group = That one works in your team's group chat.
not-allowed = Sorry, that is not for you to do here. You can always tell me what happened.
group-hello = Hello all. I post what your next meeting is about here. To tell me that something went wrong, write to me in private. Not all need to read it.
group-go-private = Let us talk about that in private. Not all need to read it.
somebody = somebody

error-reference = Sorry, something went wrong on our side. I have kept your message safe. If you hear nothing, please give your manager this code: <b>{ $reference }</b>. In danger? Call 999.

menu = What would you like to tell me? You can also just type it.
door-went_wrong = Something went wrong, or nearly did
door-worry = I am worried or not happy
door-feedback = Somebody told me something
door-thanks = Thanks, or an idea

hello = Hello. What is on your mind? Just type it, or tap one of these. In danger now? Call 999 first.
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
language-only-english = I speak English only for now. Short words and bad spelling are fine.
language-set = Done.
ask-language = Which language do you want to use?
button-go-on = Go on
button-delete = Delete it
typed-courtesy = thanks | thx | thnx | thanx | tnx | thks | ty | tysm | thank you | thank u | thankyou | thanks a lot | many thanks | thank you so much | thank you very much | ta | cheers | ok thanks | ok thank you | okay thanks | okay thank you | great thanks | great | lovely | bye | goodbye | good night | ok | okay | k | alright | fine | noted | will do | 🙏 | ❤️ | 😊
typed-greeting = hi | hello | hey | hiya | hi there | hello there | hey there | anyone there | anybody there | is anyone there | is anybody there | are you there | you there | u there | good morning | morning | good evening | evening | good afternoon | ? | ??
typed-wish-unnamed = dont want my name | do not want my name | not want my name on | without my name | not give my name | leave my name off | stay anonymous | remain anonymous | be anonymous | keep me anonymous | keep this anonymous | keep it anonymous | report anonymously | tell you anonymously | want no name on
typed-wish-confidential = in confidence | keep my name out | hide my name | keep my name secret | dont tell them my name | dont tell them it was me | dont say it was me | not find out it was me | keep this confidential | keep it confidential | this is confidential | strictly confidential | between you and me | dont let anyone know it was me | dont tell her it was me | dont tell him it was me | dont tell anyone it was me | dont tell anybody it was me | dont tell the manager it was me | dont tell my manager it was me | dont tell her i said | dont tell him i said | dont tell them i said | dont tell anyone i said | dont tell the manager i said | dont want her to know it was me | dont want him to know it was me | dont want them to know it was me | dont want anyone to know it was me | dont want the manager to know it was me | dont want my manager to know it was me | dont want her to know its me | dont want him to know its me | dont want them to know its me | dont want anyone to know its me | dont want the manager to know its me | dont let her know it was me | dont let him know it was me | dont let them know it was me | dont say its me | dont tell them its me | dont tell her its me | dont tell him its me | keep this secret | keep it secret | keep it private
typed-who_knows = know it was me | know it is me | know its me | know that it was me | see it was me | see it is me | see its me | see that it was me | find out it was me | find out its me | find out it is me | tell them it was me | say it was me | who sees this | who sees it | who will see this | who will see it | who can see this | who can see it | who will read this | who reads this | who will know | they see my name | she see my name | he see my name | manager see my name | anyone see my name | boss see my name | is this anonymous | is it anonymous | is this confidential | is it confidential | is this private | is it private | will i get in trouble | can i get in trouble | will i lose my job | could i lose my job | can they sack me | who has seen my report | who has seen it | who saw my report | who saw it | who looked at my report | who looked at it | who read my report | has anyone seen my report | has anyone looked at it | has anyone read it | find out who sent | find out who i am | my name be on it | is my name on it | does it say my name | do you tell them my name | do you say my name | will you tell them my name | know my name | who else sees | who is going to see | who is going to read | safe to tell you | safe to tell | they trace it | they trace me | they trace this | see my number | see who sent it | see who i am | know who i am | know who sent it | is this secret | is it secret | stay secret | stay private | stay anonymous | i get sacked | i get fired | am i going to get in trouble | am i going to get the sack | am i going to lose my job | dont tell her i said | dont tell him i said | dont tell them i said | dont tell the manager i said | dont tell anyone i said | know i told you | know i said anything | they know who told | she know who told | manager know who told | find out i told you | who gets this report | who gets my report | dont tell her it was me | dont tell him it was me | dont tell anyone it was me | dont tell the manager it was me | dont tell her its me | dont tell him its me | dont tell them its me
typed-who_knows_alone = will anyone know | will they know | will she know | will he know | will the manager know | will manager know | does anyone know | what if they know | what if they find out | is this safe | is it safe | can the police see this | can my manager see this | do they know | who gets this | who gets it | who gets to see this | will they find out | will she find out | will he find out | will anyone find out | will the manager find out | will manager find out | what if she finds out | what if he finds out
# For telling whether a short line asks something: see flows/report/as_meant.py.
typed-short_forms = u > you | ur > your | r > are | gona > going to | gonna > going to | goin > going | whos > who is | hu > who | loose > lose | plz > please | pls > please | sum1 > someone | sumone > someone | any1 > anyone | wil > will | dat > that
typed-often_misspelt = anonymous | confidential | trouble | private | manager | anyone | secret | police
typed-know_misspelt = no | kno | knw | now | noe | knoe | nown
typed-who_could_know = they | she | he | anyone | anybody | everyone | manager | boss | owner | lead | people | police | to
typed-take_back = take it back | take this back | take my report back | take that back | delete my report | delete the report | delete this report | cancel my report | withdraw my report | withdraw it | undo my report | remove my report | unsend | delete it | delete that | delete this
typed-name_off = dont want my name on it | take my name off | take off my name | remove my name | delete my name | dont want my name
typed-denial = not | no | nobody | never | without | cannot
nothing-unfinished = There is nothing left to go on with. Just type what is on your mind.
unsent-first = You have not sent this yet. Please send it, or tap Cancel.
toast-answered = You did that already.
toast-newer-buttons = Please look further down. I asked again there.
courtesy = You are welcome. If there is more to tell, just type it.
sent-already = All done. I have your report { $reference }. You can ask me any time: /status
file-not-here = I cannot add a file to this. Please put it on the case as a note.
words-added = Thank you. I put that with the rest.
