# The words beside each command in Telegram's list.

command-start = Say hello
command-menu = What you can tell me
command-help = How this works
command-status = Where your reports stand
command-check = Read a report you sent without your name
command-cancel = Stop and delete
command-privacy = Who sees what
command-language = Choose your language
command-today = What needs you, in order
command-cases = All open cases
command-find = Find a case
command-case = One case, by its reference
command-overdue = What is late
command-agenda = The next meeting's agenda
command-meetings = Your meetings
command-suggest = Put something on the agenda
command-action = Write down what was agreed
command-actions = What was agreed, and by whom
command-trends = What goes up and down
command-invite = A link for staff, family or a colleague
command-members = Members and officers
