# What people are told about their data: carers, families and residents.

privacy-short =
    <b>Before you start</b>

    I am a bot. Nobody watches this chat day and night. In danger, call 999.

    What you tell me goes to the people who look after the home. You choose if they see your name.

    I lock what I keep. I keep it as long as the rules ask, and then a person looks if it can go.

    Telegram keeps this chat too. Who holds your phone can read it. So please leave out full names, NHS numbers and faces.

    If someone is in danger or a crime was done, the home may have to tell others.

    /mydata shows what I hold about you.
button-privacy = More about your data

privacy =
    <b>Your words, and who sees them</b>

    <b>Who answers for it:</b> { $provider }. If you have a question: { $contact }

    <b>What it is for:</b> to keep people safe and to put things right. The law asks care homes to hear and to record what goes wrong. That is why they may keep it, and why they do not ask you to agree. It may hold facts about health. The law lets those who give care keep these for the same end.
privacy-contact-none = ask the manager of your home.
privacy-officer = <b>Who looks after data there:</b> { $name }
privacy-ways =
    <b>Who sees it.</b> The people who look after the home: its manager, the quality lead and the owner. You choose how:
    • With your name: they see it.
    • In confidence: they do not see your name.
    • Without your name: I do not keep your name with the report.

    <b>What I cannot promise.</b> If someone is in danger, if a crime was done, or if a court asks, the home may have to pass it on: to the council, the police or CQC. What you write may show who you are.
privacy-telegram =
    <b>Telegram.</b> This is a plain Telegram chat. It is not sealed from end to end, and bots cannot use secret chats. Telegram keeps it on its own computers, in other lands too. It knows your account and when you wrote. I get your Telegram number and the name you use there, not your phone number.

    <b>Your phone.</b> Others who use it can read this chat. /clear takes away the last { $hours } hours. So please do not send full names, NHS numbers or photos of faces.
privacy-how-long =
    <b>How long.</b> A report is kept { $complaint } years after it is closed, a very bad accident { $serious } years, thanks and ideas { $thanks } years. Then a person looks at it and signs if it goes or stays. What I sent you is emptied after { $messages } days. What you began and did not send goes after { $draft } days. Copies kept in case of fire are gone after { $backups } months.
privacy-rights =
    <b>Your rights.</b> You may see it, have a copy, put it right, have it deleted where no law stands against it, or say that you do not want it used. Tap <b>My data</b>. You get a copy within { $copy }. Nobody may treat you worse for asking.

    <b>Not happy with how your data is used?</b> Tell us there. You hear that it arrived within { $complaint }. You can also go to the ICO at any time: 0303 123 1113, ico.org.uk.
privacy-alarm = <b>Nobody watches this chat day and night. In danger, call 999.</b>

length-months = { $count ->
    [one] one month
   *[other] { $count } months
}
length-calendar_days = { $count ->
    [one] one day
   *[other] { $count } days
}
length-working_days = { $count ->
    [one] one working day
   *[other] { $count } working days
}
length-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
length-none = a short time

command-mydata = What I hold about you
command-clear = Clear this chat
button-mydata = My data
button-clear = Clear this chat
button-my_words = Show my own words
button-my_name = Correct my name
button-ask_copy = Ask for a full copy
button-ask_change = Something else is wrong
button-data_complaint = I am not happy with how my data is used
button-erase_me = Delete what can be deleted

mydata-head =
    <b>What I hold about you</b>

    Your name, as I know it: <b>{ $name }</b>
    The number of your Telegram account, locked, so that I can write to you. I have known you since { $since }.
mydata-roles = Your roles:
mydata-role = • { $role }, { $place }, since { $since }
mydata-reports = { $count ->
    [one] One report of yours:
   *[other] { $count } reports of yours:
}
mydata-report = • <b>{ $reference }</b> · { $kind } · { $on } · { $way }
mydata-way-named = with your name
mydata-way-confidential = in confidence
mydata-way-unnamed = without your name
mydata-more = … and { $count } more
mydata-no-reports = I hold no report with your name or number.
mydata-unnamed = What was sent without a name is not here. I do not know whose it is. Its code opens it: /check
mydata-draft = Something that you began and did not send. It goes after { $days } days.
mydata-work = From your work: { $handled } reports that you acted on, { $actions } actions, { $suggestions } points for meetings.
mydata-duties = Duties of a home that you had or acted on: { $count }. With them is what you said of why one was late.
mydata-away = You are or were away: { $first } to { $last }.
mydata-on-call = You are or were on call: { $first } to { $last }.
mydata-digest = Your daily list: { $never ->
    [yes] you do not want it.
   *[no] it comes at { $hour }.
}
mydata-put-off = Reports that you put off: { $count }.
mydata-messages = Messages that I sent you: { $count }. I empty them after { $days } days.
mydata-request-open = You asked us about your data ({ $kind }) on { $on }. You hear by { $due }.
mydata-request-done = You asked us about your data ({ $kind }) on { $on }. It was answered.
mydata-how-long = Reports are kept { $years } years after they are closed, very bad accidents { $serious }, thanks and ideas { $thanks }. Then a person decides if they go.
mydata-ask = You can read your own words now. For all that others wrote about you, ask for a full copy. You get it within { $copy }.

my-words-none = I hold no words of yours.
my-words-you = You added ({ $at }):
    <blockquote>{ $words }</blockquote>
my-words-they = You were told ({ $at }):
    <blockquote>{ $words }</blockquote>
ask-name = What name shall I know you by?
not-understood-name = Please type a name, not too long.
my-name-set = Thank you. I know you as <b>{ $name }</b> now. Names that stand in reports stay as they were typed.

ask-provider = Who is it about?
ask-ask_change-words = What is wrong, or what shall go? Please say it in your own words.
ask-data_complaint-words = I am sorry to hear that. What is wrong with how your data is used? Please say it in your own words.
data-asked-copy = Thank you. You get a full copy by { $due }. { $heard ->
    [yes] Someone knows already that you asked.
   *[no] Please also { $contact }
}
data-asked-change = Thank you. You get an answer by { $due }. { $heard ->
    [yes] Someone knows already that you asked.
   *[no] Please also { $contact }
}
data-asked-complaint = Thank you for telling us. You hear by { $due } that it arrived, and then what came of it. { $heard ->
    [yes] Someone knows already.
   *[no] Please also { $contact }
} You can go to the ICO at any time: 0303 123 1113.
data-asked-before = You have asked already. You get the copy by { $due }.
data-nobody = There is no home here yet that holds anything. Please { $contact }
data-acknowledged = Your message about your data ({ $kind }) has arrived. Somebody looks into it and tells you what came of it.
data-answered = This is the answer to what you asked about your data ({ $kind }):
    <blockquote>{ $words }</blockquote>
    If you are not content, you can go to the ICO: 0303 123 1113.
data-kind-copy = a full copy
data-kind-change = a change
data-kind-complaint = a complaint

erase-goes = <b>This goes now:</b>
erase-goes-messages = • the words of what I sent you
erase-goes-roles = • your roles. You see no more reports of others.
erase-goes-name = • your name
erase-goes-account = • the number of your Telegram account. If you write again, I do not know you.
erase-stays = <b>This stays, and why:</b>
erase-stays-reports = • the words of { $reports ->
    [one] your report
   *[other] your { $reports } reports
}. The law asks us to keep what went wrong: { $years } years after it is closed, { $serious } for very bad accidents.
erase-stays-answer = • the number of your account, till you have been told what came of your report.
erase-stays-request = • the number of your account, till you have the answer about your data.
erase-stays-work = • your name, where you looked after reports of others. It must stay clear who did what.
erase-stays-last_owner = • your role as owner. There is no other owner yet. Please /invite one first.
erase-beside = What I cannot reach: this chat on Telegram (use /clear), and copies kept in case of fire. Those are gone after { $months } months. What you sent without a name, I cannot find.
erase-ask = Shall I do it? It cannot be undone.
button-erase_me-yes = ✓ Yes, delete it
name-deleted = (name deleted)
erased = Done. I hold nothing more that leads to you.
erased-partly = Done. What had to stay is locked, and goes when its time is over.

clearing = I am clearing this chat …
cleared = I took away what I could reach: your messages and mine of the last { $hours } hours. Telegram does not let me reach older ones. To clear all of it, this line too, use <b>Clear history</b> in the menu of this chat.
cleared-partly = I took away what Telegram lets me. Some messages are too old: I can only reach the last { $hours } hours. To clear the rest, this line too, use <b>Clear history</b> in the menu of this chat.
