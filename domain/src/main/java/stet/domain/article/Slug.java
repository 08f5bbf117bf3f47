package stet.domain.article;

import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.Locale;
import stet.domain.ArticleId;
import stet.domain.content.Hash;

/**
 * The last part of a story's public address. It is made once, for the first edition, and kept in every edition after it: what is made
 * otherwise from now on changes no address that is out.
 */
final class Slug {
    private static final int LONGEST = 80;
    /** Made when the first headline needs it, since it reads what every script sounds like; from then on it only answers. */
    private static final Transliterator PLAIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    private Slug() {}

    /** The headline in plain letters, whatever script it is in, and the end of the id so that two stories with one headline differ. */
    static String of(String headline, ArticleId id) {
        // ICU would write ø as o; Danes and Norwegians write it as oe.
        var plain = PLAIN.transliterate(
                        headline.replace("ø", "oe").replace("Ø", "Oe").replaceAll("['’ʼ]", ""))
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        if (plain.length() > LONGEST) {
            var cut = plain.lastIndexOf('-', LONGEST);
            plain = plain.substring(0, cut > 0 ? cut : LONGEST);
        }
        var tail = Hash.of(List.of(id.value())).value().substring(0, 8);
        return plain.isEmpty() ? tail : plain + "-" + tail;
    }
}
