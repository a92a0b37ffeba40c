# The notice-board poster. Read from two metres away, by somebody who is busy or upset.

poster-headline-staff = Seen it? Say it.
poster-lead-staff = A near miss. A worry. A good idea. A thank you. One message is enough. No form. No blame.
poster-headline-family = Something on your mind?
poster-lead-family = A worry. A complaint. A thank you. An idea. Tell us in your own words. One message is enough.

poster-step-1 = Point your phone’s camera at the square.
poster-step-2 = Tap the link. It opens Telegram, a free app. Tap Start.
poster-step-3 = Type what happened. Bad spelling is fine.

poster-promise-1-staff = You hear who looks at it, and by when.
poster-promise-2-staff = You can leave out your name.
poster-promise-3-staff = You hear what changed.
poster-promise-1-family = You hear who looks at it, and by when.
poster-promise-2-family = You can leave out your name.
poster-promise-3-family = You hear what we do about it.

poster-danger = Is someone in danger? Call 999 first.
poster-not-an-alarm = This is not an alarm.
poster-link = No camera? Open this link on your phone:
poster-no-phone = No phone? Tell any of us. We write it down for you.
