package stet.domain.checking;

/** The English words of numbers and dates that CLDR has none of, beside those that it has. */
final class English {
    static final Vocabulary WORDS = new Vocabulary.Builder("en")
            .are(Sense.AND, "and")
            .are(Sense.ONE, "one")
            .numbers(rule -> rule.equals("%spellout-cardinal") || rule.equals("%spellout-ordinal"))
            .are(Sense.NUMBER, """
                    half halves quarter quarters twice thrice dozen dozens tens hundreds thousands millions billions trillions
                    quadrillions fifth sixth halved halving doubled doubling tripled tripling trebled trebling quadrupled quadrupling
                    quintupled quintupling twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold
                    twentyfold fiftyfold hundredfold thousandfold thirds fourths fifths sixths sevenths eighths ninths tenths
                    twelfths sixteenths twentieths hundredths thousandths millionths twenties thirties forties fifties sixties seventies
                    eighties nineties lakh lakhs crore crores decade decades century centuries fortnight fortnights umpteen
                    twos threes fours fives sixes sevens eights nines
                    """)
            .areNot(Sense.NUMBER, "twenties thirties forties fifties sixties seventies eighties nineties")
            .are(Sense.SCALE, """
                    hundred thousand million billion trillion quadrillion dozen score bn mn tn m k lakh lakhs crore crores
                    hundredth thousandth millionth mln bln
                    """)
            .are(Sense.LINKED, "hundred thousand million billion trillion score")
            .are(Sense.PART, "half quarter third")
            .are(Sense.MANY, "tens dozens scores hundreds thousands millions billions")
            .are(Sense.ARTICLE, "a an")
            .are(Sense.OF, "of")
            .are(Sense.TO, "to or")
            .are(Sense.IN, "in of")
            .are(Sense.PER, "per")
            .are(Sense.CENT, "cent")
            .are(Sense.PER_CENT, "percent pc pct percentage")
            .are(Sense.MONEY, """
                    euro euros dollar dollars pound pounds pence penny cent cents yen yuan renminbi rouble roubles ruble rubles rupee rupees
                    franc francs krone kroner krona kronor zloty zlotys peso pesos dirham dirhams riyal riyals shilling shillings rand naira
                    taka won shekel shekels lira forint
                    """)
            .are(Sense.CLOCK, "am pm o'clock")
            .are(Sense.THE, "the")
            .are(
                    Sense.BEFORE_PRONOUN,
                    "no any every each this that which the another only some by not what other loved wrong right good")
            .are(Sense.AFTER_PRONOUN, """
                    of who whom whose that which is was has had can could would should will may might must does did do to in on at by for
                    with from and or but another cannot where when as said says thing day if the a an it he she they we you i never also be
                    been are were so than then such here there after before could came comes went goes seems thinks knows believes wants
                    sees way
                    """)
            .calendar()
            .areNot(Sense.MONTH, "march may")
            .areNot(Sense.SHORT_MONTH, "march may")
            .are(Sense.UNCLEAR_MONTH, "march may")
            .are(Sense.SHORT_MONTH, "jan feb mar apr jun jul aug sep sept oct nov dec")
            .are(Sense.WEEKDAY, "mondays tuesdays wednesdays thursdays fridays saturdays sundays tues weds thurs thur")
            .areNot(Sense.SHORT_WEEKDAY, "may")
            .are(Sense.DATE_LEAD, """
                    in on since until till by from of during last next this to early late mid before after every past through between
                    """)
            .are(Sense.AFTER_MONTH, "was is has had will saw brought marks marked 's")
            .are(Sense.UNIT, """
                    second seconds minute minutes hour hours day days night nights week weeks weekend weekends fortnight fortnights month months
                    quarter quarters year years decade decades century centuries morning afternoon evening season term summer winter
                    spring autumn
                    """)
            .are(Sense.SEASON, "spring summer autumn winter midsummer midwinter")
            .are(Sense.ORDINAL_ENDING, "st nd rd th")
            .are(Sense.NO_YEAR, "percent per hundred thousand million billion trillion euros dollars pounds people")
            .phrases(ClaimKind.DATE, "It is a day, seen from the one it was written on.", """
                    yesterday|today|tomorrow|tonight morning|afternoon|evening|night?
                    the day before|after yesterday|tomorrow
                    day before|after yesterday|tomorrow
                    """)
            .phrases(ClaimKind.DATE, "It is a time, seen from the one it was written at.", """
                    last|next|this|past|coming|previous|following <unit>|<weekday>|<month>|<unclear_month>
                    this coming|past|very|same <unit>|<weekday>
                    earlier|later|early|late this|last|next <unit>
                    this time last|next year|week|month
                    the previous|following|next|same|preceding day|week|month|year|night|morning|evening|weekend
                    the day|week|month|year|night|morning before|after
                    the past|last|next|coming <n> <unit>
                    last|past|next|coming <n> <unit>
                    <n> <unit> ago|earlier|later|hence
                    <n> and a half <unit> ago|earlier|later
                    a|an|one|several|few|many|couple|some <unit> ago|earlier|later|hence
                    a few|couple|dozen of? <unit> ago|earlier|later|hence
                    <unit> ago|hence
                    <n> <unit> from now|today
                    a|an|one <unit> from now|today
                    in <n> <unit> ' time
                    in a|an <unit> ' s time
                    moments ago
                    a moment ago
                    overnight
                    this time yesterday
                    """)
            .phrases(ClaimKind.DATE, "It is a time of day.", """
                    midnight|midday|noon
                    <n> o ' clock
                    half|quarter past|to <n>
                    """)
            .phrases(ClaimKind.DATE, "It is a part of a year.", """
                    the first|second|third|fourth|final|last|1st|2nd|3rd|4th quarter of? <year>?
                    first|second|third|fourth|final|last|1st|2nd|3rd|4th quarter of? <year>?
                    first|second half of <year>
                    <season> of? <year>
                    fall of? <year>
                    <season> and <season> of? <year>
                    """)
            .phrases(
                    ClaimKind.DATE,
                    "It is a decade, or an age.",
                    "twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties")
            .phrases(ClaimKind.DATE, "It is a century.", """
                    <n> century bc|ad?
                    turn of the century
                    """)
            .phrases(ClaimKind.DATE, "It is a day of the year.", """
                    independence|republic|victory|remembrance|armistice|memorial|labor|labour|thanksgiving|christmas|boxing day
                    valentine ' s day
                    valentines|veterans|mother|father|columbus|presidents|bastille|anzac|australia|canada|waitangi|liberation|constitution day
                    mother|father|president|presidents|veteran|veterans|women|worker|workers|all|nurses|children|fool|fools ' s? day
                    mothers|fathers day
                    new year ' s day|eve
                    new year ' s
                    st|saint patrick|george|andrew|david|valentine ' s day
                    martin luther king day
                    may|election|groundhog|inauguration|d|ve|vj day
                    christmas eve?
                    easter sunday|monday|weekend?
                    good|black|holy|maundy|ash|shrove|cyber|palm|whit friday|thursday|wednesday|tuesday|monday|sunday
                    thanksgiving|halloween|hanukkah|chanukah|passover|ramadan|diwali|pentecost|whitsun|epiphany|juneteenth|purim
                    eid al? - fitr|adha
                    eid al fitr|adha
                    eid
                    rosh hashanah
                    yom kippur
                    lunar new year
                    chinese new year
                    fourth of july
                    bank holiday
                    """)
            .phrases(ClaimKind.NUMBER, "It multiplies.", """
                    to|will|would|could|should|can|may|might|must|shall|not|and double|triple|treble|quadruple|halve|quintuple
                    double|triple|treble|quadruple|doubles|triples|trebles|quadruples|halves the|that|this|what|its|their|his|her|our|in|by|from|its|since|every|to|last|those
                    doubles|triples|trebles|quadruples
                    """)
            .phrases(ClaimKind.NUMBER, "It is a number in words.", """
                    scores of
                    a score
                    a couple of <unit>
                    """)
            .phrases(null, "", """
                    second - hand|guess|guessed|guessing|rate|guesses
                    second hand|thought|thoughts|nature|fiddle
                    second - in - command
                    third - rate|party|parties
                    half - hearted|heartedly|brother|brothers|sister|sisters|baked|truth|truths|time|timbered
                    half time
                    first|second|third world war
                    third world|reich|party
                    fourth estate
                    split second|seconds
                    """)
            .done();

    private English() {}
}
