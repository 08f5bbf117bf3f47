package stet.domain.checking;

import java.util.List;

/** The German words of numbers and dates that CLDR has none of, beside those that it has. */
final class German {
    /** What is counted, in one word with the number before it: zweijährig, dreifach, fünfköpfig. */
    static final List<String> COUNTED = List.of(
            "jahrig",
            "jaehrig",
            "jahres",
            "jahre",
            "tagig",
            "taegig",
            "tage",
            "stundig",
            "stuendig",
            "wochig",
            "woechig",
            "wochen",
            "monatig",
            "monats",
            "minutig",
            "minuetig",
            "sekundig",
            "kopfig",
            "koepfig",
            "fach",
            "mal",
            "stockig",
            "stoeckig",
            "geschossig",
            "teilig",
            "stellig",
            "seitig",
            "spurig",
            "punkte",
            "prozent",
            "zimmer",
            "kampf",
            "er",
            "tel",
            "tausendste");

    static final Vocabulary WORDS = new Vocabulary.Builder("de")
            .glued()
            .are(Sense.AND, "und")
            .are(Sense.ONE, "ein eine einen einem einer eines")
            .numbers(rule -> rule.equals("%spellout-numbering")
                    || rule.equals("%spellout-ordinal")
                    || (rule.startsWith("%spellout-ordinal-") && rule.length() == "%spellout-ordinal-n".length()))
            .areNot(Sense.ONE, "eins")
            .are(Sense.NUMBER, """
                    eins zwo zweier dreier zweien dreien vieren fuenf fuenfte fuenften fuenfter fuenfzig zwoelf zwoelfte zwoelften
                    dreissig beide beiden
                    halb halbe halben halber halbes hälfte hälften haelfte drittel dritteln viertel vierteln fünftel fünfteln sechstel
                    siebtel achtel neuntel zehntel zwanzigstel hundertstel tausendstel anderthalb eineinhalb zweieinhalb dreieinhalb
                    dutzend dutzende dutzenden hunderte hunderten tausende tausenden zehntausende zehntausenden hunderttausende
                    hunderttausenden millionen milliarden billionen billiarden million milliarde billion
                    verdoppelt verdoppelte verdoppelten verdoppeln verdopple verdoppelung verdopplung verdreifacht verdreifachte
                    verdreifachten verdreifachen vervierfacht vervierfachte vervierfachen verfünffacht verfünffachte verfünffachen
                    verzehnfacht verzehnfachte verzehnfachen verhundertfacht halbiert halbierte halbierten halbieren halbierung doppelt
                    doppelte doppelten doppelter doppeltes zweifach dreifach dreifache dreifachen vierfach vierfache fünffach fünffache
                    zehnfach zehnfache zehnfachen hundertfach zweimal dreimal viermal fünfmal sechsmal siebenmal achtmal neunmal zehnmal
                    hundertmal tausendmal jahrzehnt jahrzehnte jahrzehnten jahrhundert jahrhunderte jahrhunderten jahrzehnts
                    """)
            .areNot(Sense.NUMBER, "beide beiden")
            .are(Sense.SCALE, """
                    hundert tausend million millionen milliarde milliarden billion billionen dutzend mio mrd tsd bio
                    """)
            .are(Sense.LINKED, "hundert tausend")
            .are(Sense.MANY, "dutzende dutzenden hunderte hunderten tausende tausenden")
            .are(Sense.OF, "von")
            .are(Sense.TO, "bis oder")
            .are(Sense.IN, "von")
            .are(Sense.PER_CENT, "prozent prozentpunkt prozentpunkte prozentpunkten promille vh")
            .are(Sense.MONEY, """
                    euro euros dollar dollars pfund pence cent franken rappen kronen krone yen yuan rubel zloty forint peso pesos rupien lira
                    """)
            .are(Sense.CLOCK, "uhr")
            .are(Sense.THE, "der den dem")
            .calendar()
            .are(
                    Sense.MONTH,
                    "jänner jaenner feber maerz januars februars märzes aprils mais junis julis augusts septembers oktobers novembers dezembers")
            .are(Sense.SHORT_MONTH, "jan jän feb mär mrz apr jun jul aug sep sept okt nov dez")
            .areNot(Sense.SHORT_MONTH, "mai")
            .are(Sense.WEEKDAY, """
                    sonnabend montags dienstags mittwochs donnerstags freitags samstags sonnabends sonntags
                    montagabend dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend
                    montagmorgen dienstagmorgen mittwochmorgen donnerstagmorgen freitagmorgen samstagmorgen sonntagmorgen
                    montagvormittag dienstagvormittag mittwochvormittag donnerstagvormittag freitagvormittag samstagvormittag sonntagvormittag
                    montagmittag dienstagmittag mittwochmittag donnerstagmittag freitagmittag samstagmittag sonntagmittag
                    montagnachmittag dienstagnachmittag mittwochnachmittag donnerstagnachmittag freitagnachmittag samstagnachmittag
                    sonntagnachmittag montagnacht dienstagnacht mittwochnacht donnerstagnacht freitagnacht samstagnacht sonntagnacht
                    """)
            .are(Sense.DATE_LEAD, "im am vom zum bis seit ab anfang mitte ende")
            .are(Sense.UNIT, """
                    sekunde sekunden minute minuten stunde stunden tag tage tagen nacht nächte woche wochen wochenende wochenenden monat monate
                    monaten quartal quartale jahr jahre jahren jahres jahrs monats jahrzehnt jahrzehnte jahrzehnten jahrhundert jahrhunderten
                    saison sommer winter frühjahr frühling herbst semester spieltag
                    """)
            .are(Sense.SEASON, "frühling frühjahr sommer herbst winter frühsommer spätsommer hochsommer")
            .are(Sense.NO_YEAR, "prozent millionen milliarden euro menschen")
            .phrases(ClaimKind.DATE, "It is a day, seen from the one it was written on.", """
                    vorgestern|gestern|heute|übermorgen morgen|früh|abend|vormittag|nachmittag|mittag|nacht?
                    morgen früh|abend|vormittag|nachmittag|mittag|nacht
                    morgen
                    """)
            .phrases(ClaimKind.DATE, "It is a time, seen from the one it was written at.", """
                    letzte|letzter|letzten|letztes|letztem|vergangene|vergangener|vergangenen|vergangenes|vergangenem <unit>|<weekday>|<month>
                    vorige|voriger|vorigen|voriges|vorigem|kommende|kommender|kommenden|kommendes|kommendem <unit>|<weekday>|<month>
                    nächste|nächster|nächsten|nächstes|nächstem|diese|dieser|diesen|dieses|diesem <unit>|<weekday>|<month>
                    letzte|letzten|vergangenen|nächsten|kommenden|vorigen <n> <unit>
                    vor|in|nach|seit <n> <unit>
                    vor|in einem|einer|einigen|wenigen|mehreren|paar|vielen <unit>
                    vor|in ein paar <unit>
                    vor|in rund|etwa|gut|knapp|fast <n> <unit>
                    <n> <unit> zuvor|danach|später|vorher|nachher
                    am tag|abend|morgen zuvor|danach|darauf|davor
                    am vortag|vorabend
                    heute in|vor <n>|einem|einer <unit>
                    heuer
                    heutzutage
                    vorletzte|vorletzten|vorletzter|vorletztes|übernächste|übernächsten|übernächster|übernächstes <unit>
                    anfang|mitte|ende|im|am|zu diesen|dieses|nächsten|letzten|kommenden|vergangenen|beginn jahres|monats|jahrs|monat|jahr

                    """)
            .phrases(ClaimKind.DATE, "It is a time of day.", """
                    mitternacht
                    halb|viertel vor|nach? <n> uhr?
                    """)
            .phrases(ClaimKind.DATE, "It is a part of a year.", """
                    erste|ersten|zweite|zweiten|dritte|dritten|vierte|vierten|erstes|zweites|drittes|viertes quartal|halbjahr <year>?
                    <n> . quartal|halbjahr <year>?
                    <season> des? jahres? <year>
                    wintersemester|sommersemester <year>
                    """)
            .phrases(ClaimKind.DATE, "It is a decade, or an age.", """
                    zwanzigerjahre|dreißigerjahre|vierzigerjahre|fünfzigerjahre|sechzigerjahre|siebzigerjahre|achtzigerjahre|neunzigerjahre
                    zwanzigerjahren|dreißigerjahren|vierzigerjahren|fünfzigerjahren|sechzigerjahren|siebzigerjahren|achtzigerjahren|neunzigerjahren
                    zwanziger|dreißiger|vierziger|fünfziger|sechziger|siebziger|achtziger|neunziger -? jahre|jahren
                    zwanziger|dreißiger|vierziger|fünfziger|sechziger|siebziger|achtziger|neunziger jahre|jahren?
                    """)
            .phrases(ClaimKind.DATE, "It is a century.", """
                    <n> . jahrhundert|jahrhunderts
                    zehnten|fünfzehnten|sechzehnten|siebzehnten|achtzehnten|neunzehnten|zwanzigsten|einundzwanzigsten|zwölften|dreizehnten|vierzehnten jahrhundert|jahrhunderts
                    """)
            .phrases(ClaimKind.DATE, "It is a day of the year.", """
                    weihnachten|ostern|pfingsten|silvester|neujahr|heiligabend|karfreitag|gründonnerstag|ostersonntag|ostermontag|pfingstmontag
                    pfingstsonntag|rosenmontag|aschermittwoch|fronleichnam|allerheiligen|reformationstag|nikolaus|nikolaustag|muttertag|vatertag
                    neujahrstag|weihnachtstag|weihnachtsfeiertag|nationalfeiertag|maifeiertag|bundesfeier|ramadan|chanukka|totensonntag
                    christi himmelfahrt
                    mariä himmelfahrt
                    heilige drei könige
                    erster|ersten|zweiter|zweiten|1|2 .? weihnachtstag|weihnachtsfeiertag|advent|mai
                    tag der deutschen einheit|arbeit
                    """)
            .phrases(ClaimKind.NUMBER, "It is a share.", """
                    jeder|jede|jedes|jedem|jeden <n>
                    """)
            .done();

    private German() {}
}
