# Links and roles: what those who invite read.

ping-role-asked = Somebody opened your link for <b>{ $role }</b>. The role counts once one of you says yes.
button-role_look = See who
role-look = <b>{ $name }</b>, as Telegram calls them, wants to be <b>{ $role }</b> of { $place }. Do you know that this is the right person? If in doubt, ring them first.
button-role_yes = ✓ Yes, I know them
button-role_no = No
role-confirmed = { $name } is { $role } now.
role-refused-noted = They have no role, and know it. Is the link still in wrong hands? Take it back: /links
role-not-found = There is nobody to confirm here, or it is not yours to do.
role-decided = That is decided already, or too old.
links-none = No link is in use. Make one: /invite
links-head = { $count ->
    [one] <b>One link still gives a role.</b>
   *[other] <b>{ $count } links still give a role.</b>
} Take back what you do not need.
links-line = { $number }. <b>{ $role }</b>, { $place }. Made on { $made }, { $uses ->
    [one] works once more
   *[other] works { $uses } more times
}, until { $until }
button-take_back = Take back { $number }
link-withdrawn = Taken back: the link for { $role }, { $place }. Whoever has a role by it keeps it.
link-not-found = I find no such link.
