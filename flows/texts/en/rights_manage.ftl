# Who sees what: what managers, quality leads and owners read.

case-goes-speak_up = 🔒 Speaking up. It goes to the speak-up lead, then to quality and the owner. The managers do not know of it.
case-goes-above_manager = 🔒 About the manager. The managers of this home do not know of it.
case-goes-only_quality = 🔒 About the owner. Only quality has it.
case-goes-only_speak_up_lead = 🔒 About someone senior. Only the speak-up lead has it.
case-goes-only_manager = 🔒 About the owner. Only the managers have it.
case-keeps-out = 🔒 Someone who would see it is named in it. They do not know of it.
case-safeguarding = 🛡 Safeguarding. The named officers read it too.
ping-safeguarding = A safeguarding case to read:
    { $line }
