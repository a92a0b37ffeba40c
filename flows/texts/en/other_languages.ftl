# For words that are not English: one simple sentence in the person's own language, and one in English.
# These sentences say nothing about danger: no emergency line goes out in words that nobody has checked.

not-english = I read English best. I keep your words as they are, and the manager gets them. Please tap what it is.
not-english-pl = Dziękuję. Najlepiej czytam po angielsku. Zachowam Twoje słowa bez zmian i dostanie je kierownik. Wybierz poniżej, czego to dotyczy.
not-english-ro = Mulțumesc. Citesc cel mai bine în engleză. Păstrez cuvintele exact așa și le primește managerul. Alegeți mai jos despre ce este vorba.
not-english-pt = Obrigado. Leio melhor em inglês. Guardo as suas palavras tal como estão e o gestor recebe-as. Escolha em baixo do que se trata.
not-english-es = Gracias. Leo mejor en inglés. Guardo sus palabras tal como están y las recibe el responsable. Elija abajo de qué se trata.
not-english-it = Grazie. Leggo meglio in inglese. Conservo le sue parole così come sono e le riceve il responsabile. Scelga qui sotto di che cosa si tratta.
not-english-fr = Merci. Je lis mieux en anglais. Je garde vos mots tels quels et le responsable les reçoit. Choisissez ci-dessous de quoi il s'agit.
