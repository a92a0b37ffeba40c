# Words for labels: kinds, categories, dangers, harm, roles. Used on cards, buttons and in lists.

language-name = English
pattern-day = EEEE d MMMM
pattern-long-day = d MMMM y
pattern-month = LLLL y
pattern-short-day = d MMM y
pattern-moment = EEE d MMM, HH:mm

kind-near_miss = near miss
kind-incident = incident
kind-concern = concern
kind-complaint = complaint
kind-speak_up = speaking up
kind-compliment = thanks
kind-suggestion = idea
kind-unclear = message

choice-kind-near_miss = It nearly went wrong
choice-kind-incident = Something went wrong
choice-kind-concern = I am worried
choice-kind-complaint = I am not happy
choice-kind-speak_up = Something is wrong at work
choice-kind-compliment = Thanks
choice-kind-suggestion = An idea

category-falls = falls and trips
category-medicines = medicines
category-skin = skin, sores, bruises
category-choking = choking, swallowing
category-food_drink = food, drink, weight
category-infection = infection, cleaning
category-equipment = hoists, equipment
category-building = building, fire, heat
category-distress = upset, anger, hitting
category-restraint_consent = held, locked in, not asked
category-abuse_neglect = abuse or neglect
category-money_belongings = money, belongings
category-missing_person = someone missing
category-illness = illness, pain, doctor
category-end_of_life = dying, end of life
category-dignity = washing, toilet, dignity
category-staff_attitude = how staff speak and act
category-staffing_visits = staffing, visits
category-communication = not being told
category-daily_life = daily life, choice
category-records_privacy = notes, privacy
category-transfers = hospital, moves
category-staff_safety = staff hurt or unsafe
category-management = how it is run
category-none = nothing special

choice-category-falls = Falls and trips
choice-category-medicines = Medicines
choice-category-skin = Skin, sores, bruises
choice-category-choking = Choking, swallowing
choice-category-food_drink = Food, drink, weight
choice-category-infection = Infection, cleaning
choice-category-equipment = Hoists, equipment
choice-category-building = Building, fire, heat
choice-category-distress = Upset, anger, hitting
choice-category-restraint_consent = Held, locked in, not asked
choice-category-abuse_neglect = Abuse or neglect
choice-category-money_belongings = Money, belongings
choice-category-missing_person = Someone is missing
choice-category-illness = Illness, pain, doctor
choice-category-end_of_life = Dying, end of life
choice-category-dignity = Washing, toilet, dignity
choice-category-staff_attitude = How staff speak and act
choice-category-staffing_visits = Staffing, visits
choice-category-communication = Not being told things
choice-category-daily_life = Daily life, choice
choice-category-records_privacy = Notes, privacy
choice-category-transfers = Hospital, moves
choice-category-staff_safety = Staff hurt or unsafe
choice-category-management = How it is run
choice-category-none = Nothing special

flag-life_threat = life in danger
flag-head_injury = head injury
flag-medicine_error = medicine error
flag-missing = person missing
flag-fire_gas = fire or gas
flag-assault = assault
flag-sexual = sexual abuse or harassment
flag-self_harm = self-harm
flag-money_taken = money taken
flag-restraint = held or locked in
flag-pressure_ulcer = deep pressure sore
flag-death = death
flag-cover_up = told to keep quiet

choice-harm-none = Nobody was hurt
choice-harm-low = A little: upset, a bruise
choice-harm-moderate = Needed a doctor
choice-harm-severe = Badly hurt
choice-harm-death = Someone died
choice-harm-unknown = I do not know

choice-way-named = With my name
choice-way-confidential = In confidence
choice-way-unnamed = Without my name

role-staff = member of staff
role-family = relative or resident
role-public = member of the public
role-manager = manager
role-quality = quality lead
role-speak_up_lead = speak-up lead
role-owner = owner
choice-role-staff = Staff
choice-role-family = Relatives and residents
choice-role-manager = Manager
choice-role-quality = Quality lead
choice-role-speak_up_lead = Speak-up lead
choice-role-owner = Owner

risk-small = small risk
risk-some = some risk
risk-big = big risk
risk-very_big = very big risk

