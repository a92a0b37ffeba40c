# What is said first when words show danger. Facts: docs of the field; never softened, never below the rest.

danger = ⚠️ <b>Is someone in danger now? Call 999. Do not wait for me.</b>
danger-life_threat = Not breathing, choking, cannot wake, chest pain, bad bleeding, signs of a stroke: <b>call 999 now.</b>
danger-head_injury = A knock to the head: if they take blood thinners, are sick, sleepy or not themselves, <b>call 999</b>. If they seem well, call 111 and watch them closely.
danger-medicine_error = Wrong or missed medicine: if they feel ill, <b>call 999</b>. If not, call 111, the GP or the pharmacist now. Keep the packet.
danger-missing = Someone is missing: tell the nurse or manager and <b>call 999 for the police now</b>.
danger-fire_gas = Fire, gas or smoke: <b>get out and call 999.</b> Gas leak: 0800 111 999.
danger-assault = Someone was hit or handled roughly: make them safe. <b>999</b> if it goes on, 101 for the police later.
danger-sexual = Sexual abuse: make them safe and <b>call 999</b>. Do not wash or change clothes. Keep things as they are.
danger-self_harm = Someone may want to die or hurt themselves: stay with them. <b>999</b> if life is at risk. 111, then option 2, for help now. Samaritans: 116 123.
danger-money_taken = Money or things were taken: keep the papers. Tell the manager or the council.
danger-restraint = Someone is held or locked in: if you can, make them safe and free. <b>999</b> if they are being hurt.
danger-pressure_ulcer = A deep sore: a nurse has to see it <b>today</b>.
danger-death = Someone has died and nobody expected it: <b>call 999</b>. Leave things as they are.
danger-cover_up = You were told to keep quiet, or it is about the manager: you can send this in confidence or without your name. You can also call CQC: 03000 616161.
