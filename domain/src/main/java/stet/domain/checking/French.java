package stet.domain.checking;

/** The French words of numbers and dates that CLDR has none of, beside those that it has. */
final class French {
    static final Vocabulary WORDS = new Vocabulary.Builder("fr")
            .are(Sense.AND, "et")
            .are(Sense.ONE, "un une")
            .numbers(rule -> !rule.equals("%spellout-numbering-year"))
            .are(Sense.NUMBER, """
                    septante huitante octante nonante second seconde seconds secondes moitié moitiés demi demie demis demies tiers quart quarts
                    cinquième cinquièmes sixième sixièmes dixième dixièmes centième centièmes millième millièmes vingtième vingtièmes
                    dizaine dizaines douzaine douzaines quinzaine vingtaine vingtaines trentaine quarantaine cinquantaine soixantaine
                    centaine centaines millier milliers million millions milliard milliards billion billions vingts cents
                    doublé doublée doublés doublées doublait doubla doublera doubler triplé triplée triplés tripler quadruplé quadruplée quadrupler
                    quintuplé quintupler décuplé décupler centuplé double doubles triple triples quadruple quintuple décuple
                    décennie décennies siècle siècles
                    """)
            .areNot(Sense.NUMBER, "secondes seconds cents siècle siècles")
            .are(
                    Sense.SCALE,
                    "cent mille million millions milliard milliards billion billions douzaine dizaine centaine millier mds md mrd")
            .are(Sense.LINKED, "vingt trente quarante cinquante soixante septante huitante nonante")
            .are(Sense.PART, "demi demie quart tiers")
            .are(Sense.MANY, "dizaines centaines milliers millions vingtaine dizaine centaine milliards")
            .are(Sense.OF, "de d")
            .are(Sense.TO, "à ou")
            .are(Sense.IN, "sur")
            .are(Sense.PER, "pour p")
            .are(Sense.CENT, "cent")
            .are(Sense.PER_CENT, "pourcent pct")
            .are(
                    Sense.MONEY,
                    "euro euros dollar dollars livre livres franc francs yen yens yuan yuans couronne couronnes rouble roubles centime centimes dirham dirhams")
            .are(Sense.CLOCK, "h heures heure")
            .are(Sense.THE, "le")
            .calendar()
            .are(Sense.WEEKDAY, "lundis mardis mercredis jeudis vendredis samedis dimanches")
            .are(Sense.SHORT_MONTH, "janv févr fév avr juil sept oct nov déc")
            .areNot(Sense.SHORT_MONTH, "mai mars juin aout")
            .are(Sense.DATE_LEAD, "en depuis dès fin début jusqu'en")
            .are(Sense.UNIT, """
                    seconde secondes minute minutes heure heures jour jours nuit nuits matin soir semaine semaines week-end weekend weekends
                    mois trimestre trimestres semestre an ans année années décennie décennies siècle siècles saison été hiver printemps
                    automne quinzaine
                    """)
            .are(Sense.SEASON, "printemps été automne hiver")
            .are(Sense.ORDINAL_ENDING, "er re e ème nd nde")
            .are(Sense.NO_YEAR, "pour millions milliards euros")
            .phrases(ClaimKind.DATE, "It is a day, seen from the one it was written on.", """
                    hier|demain matin|soir|midi?
                    avant|après - hier|demain
                    aujourd ' hui
                    aujourdhui
                    """)
            .phrases(ClaimKind.DATE, "It is a time, seen from the one it was written at.", """
                    <unit>|<weekday>|<month> dernier|dernière|prochain|prochaine|passé|passée|derniers|dernières|prochains|prochaines
                    le|la|au|du|ce|cette|cet <unit>|<weekday>|<month> dernier|dernière|prochain|prochaine|passé|passée|suivant|suivante|précédent|précédente
                    l ' an|année|été|hiver|automne dernier|dernière|prochain|prochaine|passé|passée|suivant|suivante|précédent|précédente
                    week - end dernier|prochain|passé
                    le|ce|du|au week - end dernier|prochain|passé
                    ce|cette|cet <unit>|<weekday> -? ci?
                    ce|ces|cette|cet jours|semaines|mois|temps -? ci
                    ce week - end
                    cette|ce après - midi
                    cet après - midi
                    il y a <n>|un|une|quelques|plusieurs|deux <unit>
                    il y a environ|près|plus|moins de? <n>|un|une <unit>
                    il y a plus|moins d ' un|une <unit>
                    dans|depuis <n>|un|une|quelques <unit>
                    <n> <unit> plus tôt|tard
                    <n> <unit> auparavant|avant|après
                    la veille au? soir?
                    le lendemain
                    l ' avant - veille
                    ces|les <n> derniers|dernières|prochains|prochaines <unit>
                    ces derniers|dernières <unit>
                    cours|début|fin de l ' année
                    cours|début|fin du mois|trimestre|semestre
                    """)
            .phrases(ClaimKind.DATE, "It is a time of day.", """
                    minuit|midi
                    """)
            .phrases(ClaimKind.DATE, "It is a part of a year.", """
                    premier|deuxième|troisième|quatrième|second|dernier trimestre|semestre <year>?
                    <n> trimestre|semestre <year>?
                    <season> <year>
                    """)
            .phrases(ClaimKind.DATE, "It is a decade.", """
                    années <n>
                    années folles
                    """)
            .phrases(ClaimKind.DATE, "It is a century.", """
                    i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi|xvii|xviii|xix|xx|xxi siècle
                    ie|iie|iiie|ive|ve|vie|viie|viiie|ixe|xe|xie|xiie|xiiie|xive|xve|xvie|xviie|xviiie|xixe|xxe|xxie siècle
                    ier siècle
                    <n> siècle
                    siècle|siècles dernier|derniers
                    siècle|siècles
                    """)
            .phrases(ClaimKind.DATE, "It is a day of the year.", """
                    noël|pâques|pentecôte|toussaint|ascension|assomption|épiphanie|ramadan|chandeleur|hanoucca|halloween
                    le|veille|réveillon de? noël
                    saint - sylvestre|valentin|jean|nicolas
                    jour de l ' an
                    nouvel an
                    fête nationale
                    fête du travail
                    fête des mères|pères
                    vendredi saint
                    lundi de pâques|pentecôte
                    mardi gras
                    aïd el? - kébir|fitr|adha
                    aïd
                    premier mai
                    """)
            .phrases(ClaimKind.NUMBER, "It is a share.", """
                    un|une <n> sur <n>
                    un|une sur <n>
                    """)
            .phrases(null, "", """
                    en quarantaine
                    mise|mises|mis en quarantaine
                    """)
            .done();

    private French() {}
}
