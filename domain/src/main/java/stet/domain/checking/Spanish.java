package stet.domain.checking;

/** The Spanish words of numbers and dates that CLDR has none of, beside those that it has. */
final class Spanish {
    static final Vocabulary WORDS = new Vocabulary.Builder("es")
            .are(Sense.AND, "y")
            .are(Sense.ONE, "un uno una")
            .numbers(rule -> !rule.equals("%spellout-numbering-year"))
            .are(Sense.NUMBER, """
                    cien mitad mitades medio media tercio tercios cuarto cuartos cuarta quinto quintos quinta décimo décimos décima décimas
                    centésima milésima docena docenas decena decenas centenar centenares centena centenas cientos cientas miles millar
                    millares millón millones billón billones veintena treintena quincena cincuentena duplicó duplicado duplicada duplicados
                    duplicaron duplicar duplica duplicará triplicó triplicado triplicada triplicaron triplicar triplica cuadruplicó
                    cuadruplicado cuadruplicar quintuplicó quintuplicado doble dobles triple triples cuádruple
                    década décadas lustro lustros ciento
                    """)
            .areNot(Sense.NUMBER, "medio media primero")
            .are(Sense.SCALE, "mil millón millones billón billones cien ciento docena mill mm")
            .are(Sense.LINKED, "treinta cuarenta cincuenta sesenta setenta ochenta noventa vigésimo trigésimo")
            .are(Sense.PART, "medio media cuarto tercio")
            .are(Sense.MANY, "decenas docenas centenares cientos miles millares millones")
            .are(Sense.OF, "de")
            .are(Sense.TO, "a o")
            .are(Sense.IN, "de")
            .are(Sense.PER, "por")
            .are(Sense.CENT, "ciento cien")
            .are(Sense.PER_CENT, "porciento")
            .are(Sense.MONEY, """
                    euro euros dólar dólares libra libras franco francos peso pesos yen yenes yuan yuanes corona coronas rublo rublos céntimo
                    céntimos centavo centavos real reales sol soles quetzales bolívares guaraníes
                    """)
            .are(Sense.CLOCK, "h horas hrs")
            .are(Sense.THE, "el")
            .calendar()
            .are(Sense.MONTH, "setiembre")
            .are(Sense.SHORT_MONTH, "ene feb mar abr may jun jul ago sep sept oct nov dic")
            .are(Sense.WEEKDAY, "sábados domingos")
            .are(Sense.DATE_LEAD, "en desde hasta")
            .are(Sense.UNIT, """
                    segundos minuto minutos hora horas día días noche noches mañana tarde semana semanas mes meses trimestre trimestres
                    semestre año años década décadas siglo siglos temporada verano invierno otoño primavera quincena lustro
                    """)
            .are(Sense.SEASON, "primavera verano otoño invierno")
            .are(Sense.ORDINAL_ENDING, "º ª er ro do to o a")
            .are(Sense.NO_YEAR, "por mil millones euros")
            .phrases(ClaimKind.DATE, "It is a day, seen from the one it was written on.", """
                    ayer|hoy|anoche|anteayer|antier|anteanoche
                    pasado mañana
                    mañana por? la? mañana|tarde|noche?
                    """)
            .phrases(ClaimKind.DATE, "It is a time, seen from the one it was written at.", """
                    la|el|este|del|al <unit>|<weekday>|<month> pasado|pasada|próximo|próxima|anterior|siguiente
                    la|el <unit>|<weekday>|<month> que viene
                    <unit>|<weekday>|<month> pasado|pasada|próximo|próxima|anterior|siguiente
                    <unit>|<weekday>|<month> que viene
                    el|la|los|las|del próximo|próxima|pasado|pasada|último|última|próximos|próximas|pasados|pasadas|últimos|últimas <unit>|<weekday>|<month>
                    próximo|próxima|pasado|pasada|último|última <unit>|<weekday>|<month>
                    los|las últimos|últimas|próximos|próximas <n> <unit>
                    este|esta|estos|estas <unit>|<weekday>
                    este|el|del fin de semana pasado|próximo?
                    fin de semana
                    hace <n>|un|una|unos|unas|pocos|pocas|varios|varias <unit>
                    hace casi|más|menos|unos de? <n>|un|una <unit>
                    dentro|en de? <n>|un|una|unos|unas|pocos|pocas <unit>
                    <n>|un|una <unit> antes|después|atrás
                    <n>|un|una <unit> más tarde
                    la víspera
                    al día siguiente
                    antes de ayer
                    """)
            .phrases(ClaimKind.DATE, "It is a time of day.", """
                    medianoche|mediodía
                    a las|la <n> y? media|cuarto? de? la? tarde|mañana|noche|madrugada?
                    """)
            .phrases(ClaimKind.DATE, "It is a part of a year.", """
                    primer|segundo|tercer|cuarto|último trimestre|semestre de? <year>?
                    <season> de <year>
                    """)
            .phrases(ClaimKind.DATE, "It is a decade.", """
                    años <n>
                    década de los? <n>
                    """)
            .phrases(ClaimKind.DATE, "It is a century.", """
                    siglo i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiii|xiv|xv|xvi|xvii|xviii|xix|xx|xxi
                    siglo pasado|presente
                    siglo|siglos
                    """)
            .phrases(ClaimKind.DATE, "It is a day of the year.", """
                    navidad|navidades|nochebuena|nochevieja|pentecostés|ramadán|halloween|epifanía
                    semana santa
                    jueves|viernes|sábado santo
                    domingo de ramos|resurrección|pascua
                    lunes de pascua
                    año nuevo
                    día de? la? los? reyes|hispanidad|constitución|independencia|trabajo|madre|padre|muertos|trabajador|raza|mujer|inocentes
                    día del trabajo|padre|trabajador|libro
                    reyes magos
                    todos los santos
                    primero de mayo
                    """)
            .phrases(ClaimKind.NUMBER, "It is a number in words.", """
                    medio|media millón|docena|centenar|kilo|hora|siglo
                    <n> y medio|media
                    la mitad
                    uno|una de cada <n>
                    un|una <unit> y medio|media
                    """)
            .done();

    private Spanish() {}
}
