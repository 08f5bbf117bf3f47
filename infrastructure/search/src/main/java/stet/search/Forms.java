package stet.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Of which words a word may be a form, besides what its stem says. A stemmer takes endings off one word alone, so it cannot know whether
 * <em>bases</em> are those of a base or of a basis; here it is both, and is found by either. Words are in small letters, without marks.
 */
final class Forms {
    private static final Map<String, List<String>> ENGLISH = irregular(
            "children child, people person, mice mouse, lice louse, dice die, geese goose, feet foot, teeth tooth, oxen ox,"
                    + " calves calf, elves elf, halves half, hooves hoof, knives knife, leaves leaf, lives life, loaves loaf,"
                    + " scarves scarf, selves self, sheaves sheaf, shelves shelf, thieves thief, wharves wharf, wives wife,"
                    + " wolves wolf, dwarves dwarf, data datum, media medium, bacteria bacterium, strata stratum,"
                    + " curricula curriculum, memoranda memorandum, referenda referendum, stadia stadium, criteria criterion,"
                    + " phenomena phenomenon, alumni alumnus, fungi fungus, nuclei nucleus, cacti cactus, stimuli stimulus,"
                    + " radii radius, corpora corpus, genera genus, indices index, matrices matrix, appendices appendix,"
                    + " vertices vertex, formulae formula, larvae larva, vertebrae vertebra, dominoes domino, theses thesis");

    private static final Map<String, List<String>> GERMAN = irregular(
            "museen museum, zentren zentrum, alben album, daten datum, visen visum, viren virus, globen globus, firmen firma,"
                    + " themen thema, dramen drama, schemen schema, dogmen dogma, villen villa, konten konto, risiken risiko,"
                    + " saldi saldo, kommas komma, praxen praxis, basen basis, lexika lexikon, praktika praktikum,"
                    + " antibiotika antibiotikum, visa visum, korpora korpus, atlanten atlas, kakteen kaktus, epen epos,"
                    + " jubilaen jubilaum, stadien stadion, mythen mythos, rhythmen rhythmus, zyklen zyklus");

    private static final Map<String, List<String>> FRENCH = irregular(
            "travaux travail, baux bail, coraux corail, emaux email, vitraux vitrail, vantaux vantail, yeux oeil, cieux ciel,"
                    + " aieux aieul, messieurs monsieur, mesdames madame, mesdemoiselles mademoiselle, bonshommes bonhomme");

    private static final Pattern DOUBLED = Pattern.compile("(.+(?:nis|us|as|in))[sn]e[sn]?");

    private Forms() {}

    /** As words such as {@code mice mouse}, the form before what it is of. */
    private static Map<String, List<String>> irregular(String pairs) {
        var words = new HashMap<String, List<String>>();
        for (var pair : pairs.split(", ", -1)) {
            var both = pair.split(" ", -1);
            words.put(both[0], List.of(both[1]));
        }
        return Map.copyOf(words);
    }

    static List<String> english(String word) {
        var irregular = ENGLISH.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.endsWith("men") && word.length() > 4) {
            return List.of(before(word, 3) + "man");
        }
        if (word.equals("men")) {
            return List.of("man");
        }
        if (word.endsWith("zzes")) {
            return List.of(before(word, 3));
        }
        // Of a bus, of a crisis, or of a case, which the stem knows.
        return word.endsWith("ses") && word.length() > 4 && !word.endsWith("sses")
                ? List.of(before(word, 2), before(word, 2) + "is")
                : List.of();
    }

    static List<String> german(String word) {
        var irregular = GERMAN.get(word);
        if (irregular != null) {
            return irregular;
        }
        var of = new ArrayList<String>();
        // A double s or n is a single one where nothing follows it: Busse, Ergebnissen, Ministerinnen.
        var doubled = DOUBLED.matcher(word);
        if (doubled.matches()) {
            of.add(doubled.group(1));
        }
        if (word.endsWith("ien") && word.length() > 4) {
            of.add(before(word, 2) + "um");
        }
        if (word.endsWith("ismen")) {
            of.add(before(word, 2) + "us");
        }
        // A genitive, or the plural of a word that came from elsewhere.
        if (word.endsWith("s") && word.length() > 4 && !word.endsWith("ss")) {
            of.add(before(word, 1));
        }
        return of;
    }

    static List<String> french(String word) {
        return FRENCH.getOrDefault(word, List.of());
    }

    static List<String> spanish(String word) {
        // Of an autobús or of a frase, which the stem knows.
        return word.endsWith("ses") && word.length() > 4 ? List.of(before(word, 2)) : List.of();
    }

    private static String before(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
