# Who sees what: what managers, quality leads and owners read.

case-goes-speak_up = 🔒 Speaking up. It goes to the speak-up lead, then to quality and the owner. The managers do not know of it.
case-goes-above_manager = 🔒 { $kind ->
    [speak_up] Speaking up, past the managers of this home. They do not know of it, nor does a speak-up lead.
   *[other] About the manager. The managers of this home do not know of it.
}
case-goes-only_quality = 🔒 About the owner. Only quality has it.
case-goes-only_speak_up_lead = 🔒 About someone senior. Only the speak-up lead has it.
case-goes-only_manager = 🔒 About the owner. Only the managers have it.
case-keeps-out = 🔒 Someone who would see it is named in it. They do not know of it.
case-safeguarding = 🛡 Safeguarding. The named officers read it too.
ping-safeguarding = A safeguarding case to read:
    { $line }

members-none = There is nobody whom you could remove.
members-head = Members: { $count }. Tap a name to see what you can do.
members-line = <b>{ $name }</b>, { $role }, { $place }{ $officer ->
    [yes] {" "}· 🛡 safeguarding officer
   *[no] {""}
}
button-member = { $name }
button-remove_member = Remove from Candour here
button-remove_member-yes = ✓ Yes, remove
button-officer = Make safeguarding officer
button-officer-end = No longer safeguarding officer
member-not-found = I find no such member.
remove-member-card = They lose this role at once: its cases, lists, meetings, and all that waits to be sent to them. What they reported stays theirs. Remove them?
remove-member-last-owner = That is the last owner. Invite another one first.
member-removed = { $name } is removed. Remember the team's group chat as well: I cannot take people out of it.
officer-named = { $name } is now a named safeguarding officer, and hears of safeguarding cases.
officer-ended = { $name } is no longer a safeguarding officer.
you-officer-named = You are now a named safeguarding officer. I tell you of safeguarding cases, and you can read them: /cases
you-officer-ended = You are no longer a named safeguarding officer.

button-keep_out = 🔒 It is about the manager
button-keep_out-yes = ✓ Yes, keep it from them
keep-out-card = { $reference } is about the manager? Then the managers of this home lose it now: from lists, counts, pings and agendas. What they have read, they have read.
keep-out-not-here = { $reference } does not go to the managers, or there is nobody else who could have it.
kept-out = { $reference } is now kept from the managers of this home.
act-keep_out = { $who } took it out of the managers' hands
