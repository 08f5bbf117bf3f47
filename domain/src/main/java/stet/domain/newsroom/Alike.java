package stet.domain.newsroom;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;

/** Which names a reader takes for one another, as Unicode has it (UTS 39). */
public final class Alike {
    private static final SpoofChecker SPOOF =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    private Alike() {}

    /** The same for names that look alike, in capitals or not and with whatever spaces between; it is for comparing only. */
    public static String skeleton(String name) {
        var plain = UCharacter.foldCase(Normalizer.normalize(name, Normalizer.Form.NFKC), true);
        return SPOOF.getSkeleton(plain.strip().replaceAll("\\s+", " "));
    }
}
