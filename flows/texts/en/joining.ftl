# The first hello.

welcome-public =
    Hello, I am Candour. You can tell me when something is wrong, nearly went wrong, or went well in a care home or with care at home.

    Just type it in your own words. Someone will look at it and answer. /privacy tells you who sees what.

    <b>In danger? Call 999 first. I am not an alarm.</b>
welcome-back = Hello again. Just type what happened, or tap one of these.
welcome-staff =
    Welcome to { $place }. When something goes wrong or nearly does, just tell me here. Bad spelling is fine. No blame.

    You hear what changed. You can also speak in confidence or without your name. /privacy tells you who sees what.

    <b>In danger? Call 999 first. I am not an alarm.</b>
welcome-family =
    Welcome. Here you can tell { $place } what worries you, what went wrong, or what was good.

    Just type it in your own words. You hear who looks at it and by when. /privacy tells you who sees what.

    <b>In danger? Call 999 first. I am not an alarm.</b>
welcome-manager = Welcome. You now look after the reports of { $place }. I ping you when one comes in and before time runs out. Type /today to see what needs you, /help for the rest.
welcome-quality = Welcome. You now see the reports of all services of { $place }. Type /today to see what needs you, /help for the rest.
welcome-speak_up_lead = Welcome. You are now the speak-up lead of { $place }. Type /help to see what you can do.
welcome-owner = Welcome. You are now the owner of { $place } here. You see all services, and hear of what others let slip. Type /today to begin, /invite to bring in a manager, /help for the rest.
invite-unknown = I do not know that link. You can still tell me what is on your mind. Just type it.
invite-expired = That link is too old. Please ask for a new one. You can still tell me what is on your mind.
invite-used = That link was used already. Please ask for a new one. You can still tell me what is on your mind.
ask-invite-service = For which service?
ask-role = Who is the link for?
invited =
    A link for <b>{ $role }</b> at { $place }:

    { $link }

    It works { $uses ->
        [one] once
       *[other] { $uses } times
    }, until { $until }. Whoever opens it gets this role, so send it only to them.
role-waits = Thank you. To be { $role } here, someone who knows you has to say yes first. I have asked them, and write to you when they have. Till then you can tell me things as anyone can.
role-refused = I am sorry: they did not say yes to your role. Please talk to them. You can still tell me what is on your mind.
