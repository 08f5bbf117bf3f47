package stet.domain.checking;

import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Locale;

/**
 * What a language opens and closes a quotation with, and one within it (CLDR).
 *
 * @param opening as all others one character, without the space that French has inside
 */
public record QuotationMarks(String opening, String closing, String innerOpening, String innerClosing) {
    /** Narrow and without a break, as French typography has it. */
    private static final String FRENCH_SPACE = "\u202F";

    public static QuotationMarks of(Locale language) {
        var known = LocaleData.getInstance(ULocale.forLocale(language));
        return new QuotationMarks(
                known.getDelimiter(LocaleData.QUOTATION_START),
                known.getDelimiter(LocaleData.QUOTATION_END),
                known.getDelimiter(LocaleData.ALT_QUOTATION_START),
                known.getDelimiter(LocaleData.ALT_QUOTATION_END));
    }

    /** Whether each of the four is one sign that quotations are marked with. */
    public boolean areMarks() {
        return List.of(opening, closing, innerOpening, innerClosing).stream()
                .allMatch(mark -> mark.length() == 1 && Marks.isMark(mark.charAt(0)));
    }

    boolean opens(int mark) {
        return (opening + innerOpening).indexOf(mark) >= 0;
    }

    boolean closes(int mark) {
        return (closing + innerClosing).indexOf(mark) >= 0;
    }

    /** The four in their order as somebody types them in this language, with the spaces that belong to them. */
    public List<String> typed(Locale language) {
        var french = language.getLanguage().equals("fr") && opening.equals("«");
        return french
                ? List.of(
                        opening + FRENCH_SPACE,
                        FRENCH_SPACE + closing,
                        innerOpening.equals("«") ? "“" : innerOpening,
                        innerClosing.equals("»") ? "”" : innerClosing)
                : List.of(opening, closing, innerOpening, innerClosing);
    }
}
