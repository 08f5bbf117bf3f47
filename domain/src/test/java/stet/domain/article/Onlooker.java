package stet.domain.article;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.ClaimId;
import stet.domain.PersonId;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Verdict;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Mark;
import stet.domain.content.Text;

/**
 * Looks over the shoulder of a newsroom and keeps books of its own: each word of an article, who typed it, and who signed the passage
 * that it stands in as it stands. It shares no rule with the domain. It knows words by themselves, since no two are the same, and so
 * needs to compare no texts; and of every edition it says what the newsroom promised and did not keep.
 */
final class Onlooker {
    /** What may be wrong with an edition. */
    enum Breach {
        /** A word, a speaker, a byline, a dateline or an address that nobody but who typed it has signed. */
        UNREAD,
        /** A quotation that nobody found to be said so, or said by this speaker. */
        UNQUOTED,
        /** A number or a date that nobody checked. */
        UNCHECKED,
        /** Something that is gone, and only who took it out knows. */
        CUT,
        /** Words that their own writer published. */
        SELF_PUBLISHED
    }

    enum Kind {
        WORD,
        NUMBER,
        DATE,
        ADDRESS
    }

    /** One word of which there is no other, be it a date of three; it is the same wherever it goes. */
    static final class Word {
        final String text;
        final Kind kind;
        final PersonId typist;
        /** The quotation in marks that it belongs to, or 0. */
        final int quotation;
        /** Whether a full stop follows. */
        final boolean stop;

        private final Set<PersonId> signers = new HashSet<>();
        private boolean outside;

        Word(String text, Kind kind, PersonId typist, int quotation, boolean stop) {
            this.text = text;
            this.kind = kind;
            this.typist = typist;
            this.quotation = quotation;
            this.stop = stop;
        }

        @Override
        public String toString() {
            return text + "/" + typist;
        }
    }

    enum Shape {
        PARAGRAPH,
        CROSSHEAD,
        QUOTATION,
        LIST
    }

    /** A block: its lines (one, or the items of a list), its speaker, and where its first word leads. */
    static final class Piece {
        final String id;
        Shape shape;
        final List<List<Word>> lines = new ArrayList<>();
        List<Word> speaker = new ArrayList<>();

        @Nullable
        Word address;

        Piece(String id, Shape shape) {
            this.id = id;
            this.shape = shape;
        }

        Piece under(String another) {
            var copy = new Piece(another, shape);
            lines.forEach(line -> copy.lines.add(new ArrayList<>(line)));
            copy.speaker = new ArrayList<>(speaker);
            copy.address = address;
            return copy;
        }

        List<Word> words() {
            return lines.stream().flatMap(List::stream).toList();
        }

        private Block block() {
            var block = new BlockId(id);
            var texts = new ArrayList<Text>();
            for (var line : lines) {
                var said = said(line);
                var marks = address == null || !texts.isEmpty()
                        ? List.<Mark>of()
                        : List.of(new Mark(Mark.Style.LINK, 0, (said + " ").indexOf(' '), address.text));
                texts.add(new Text(said, marks));
            }
            return switch (shape) {
                case PARAGRAPH -> new Block.Paragraph(block, texts.getFirst());
                case CROSSHEAD -> new Block.Crosshead(block, texts.getFirst());
                case QUOTATION -> new Block.Quotation(block, texts.getFirst(), said(speaker));
                case LIST -> new Block.Listing(block, false, texts);
            };
        }
    }

    /** What the article says, word for word. */
    static final class Copy {
        final Map<Field, List<Word>> fields = new EnumMap<>(Field.class);
        final List<Piece> pieces = new ArrayList<>();

        Copy() {
            for (var field : List.of(Field.HEADLINE, Field.STANDFIRST, Field.BYLINE, Field.DATELINE)) {
                fields.put(field, new ArrayList<>());
            }
        }

        Copy copy() {
            var copy = new Copy();
            fields.forEach((field, words) -> copy.fields.put(field, new ArrayList<>(words)));
            pieces.forEach(piece -> copy.pieces.add(piece.under(piece.id)));
            return copy;
        }

        List<Word> field(Field field) {
            return requireNonNull(fields.get(field));
        }

        /** The lines in which numbers, dates and quotations may stand. */
        List<List<Word>> told() {
            var told = new ArrayList<List<Word>>();
            told.add(field(Field.HEADLINE));
            told.add(field(Field.STANDFIRST));
            pieces.forEach(piece -> told.addAll(piece.lines));
            return told;
        }

        /** Everything that is read in one go. */
        List<List<Word>> passages() {
            var passages = new ArrayList<>(fields.values());
            for (var piece : pieces) {
                passages.addAll(piece.lines);
                passages.add(piece.speaker);
                if (piece.address != null) {
                    passages.add(List.of(piece.address));
                }
            }
            passages.removeIf(List::isEmpty);
            return passages;
        }

        Content content() {
            return Content.of(
                            said(field(Field.HEADLINE)),
                            said(field(Field.STANDFIRST)),
                            pieces.stream().map(Piece::block).toList())
                    .with(Field.BYLINE, said(field(Field.BYLINE)))
                    .with(Field.DATELINE, said(field(Field.DATELINE)));
        }
    }

    /**
     * What somebody did to the copy, besides the words that are there afterwards.
     *
     * @param next the copy afterwards
     * @param touched the passages, as they are afterwards, that read otherwise for it
     * @param removed the passages that were taken out whole
     */
    record Edit(Copy next, List<List<Word>> touched, List<List<Word>> removed) {
        Edit(Copy next) {
            this(next, new ArrayList<>(), new ArrayList<>());
        }
    }

    /** What somebody said of some words in a row: of these words, and of what they stood in. */
    private record Finding(ClaimKind kind, List<String> words, PersonId by, Verdict verdict, List<Word> speaker) {}

    private record Gone(List<Word> words, PersonId by, int revision) {}

    private Copy copy;
    private final Map<Integer, Set<List<Word>>> read = new HashMap<>();
    private final Map<ClaimId, ClaimKind> kinds = new HashMap<>();
    private final Map<ClaimId, Finding> findings = new LinkedHashMap<>();
    private final Map<ClaimId, List<String>> waived = new HashMap<>();
    private final List<Gone> gone = new ArrayList<>();

    Onlooker(Copy draft) {
        copy = draft;
        read.put(1, new HashSet<>(draft.passages()));
    }

    Copy copy() {
        return copy;
    }

    // ---- What happens

    void saved(Edit edit, PersonId who, int revision) {
        copy = edit.next();
        edit.touched().forEach(passage -> passage.forEach(word -> word.signers.clear()));
        var standing = words();
        gone.removeIf(cut -> standing.containsAll(cut.words()));
        for (var passage : edit.removed()) {
            var seen = passage.stream().anyMatch(word -> word.outside)
                    || passage.stream().noneMatch(word -> word.signers.isEmpty());
            if (seen) {
                gone.add(new Gone(List.copyOf(passage), who, revision));
            }
        }
        read.put(revision, copy.passages().stream().map(List::copyOf).collect(Collectors.toSet()));
    }

    /** Signs what stands as it stood when it was read, and nothing that the signer had a hand in. */
    void signedOff(PersonId who, int revision) {
        var then = read.getOrDefault(revision, Set.of());
        for (var passage : copy.passages()) {
            if (then.contains(passage) && passage.stream().noneMatch(word -> word.typist.equals(who))) {
                passage.forEach(word -> word.signers.add(who));
            }
        }
        var known = gone.stream()
                .filter(cut -> !cut.by().equals(who) && cut.revision() <= revision)
                .toList();
        gone.removeAll(known);
        // Should they come back and go again before anybody has read them anew, what is left is what was signed without
        // them.
        known.forEach(cut -> cut.words().forEach(word -> {
            word.signers.clear();
            word.outside = false;
        }));
    }

    void raised(ClaimId claim, ClaimKind kind) {
        kinds.put(claim, kind);
    }

    /** @param words those that the checker had before them as the claim */
    void found(ClaimId claim, Verdict verdict, PersonId by, String words) {
        var tokens = tokens(words);
        var speaker = copy.pieces.stream()
                .filter(piece -> piece.lines.stream().anyMatch(line -> stands(tokens, line)))
                .findFirst()
                .map(piece -> List.copyOf(piece.speaker))
                .orElse(List.of());
        findings.put(claim, new Finding(requireNonNull(kinds.get(claim)), tokens, by, verdict, speaker));
    }

    void doubted(ClaimId claim) {
        findings.remove(claim);
    }

    void waived(ClaimId claim, String words) {
        waived.put(claim, tokens(words));
    }

    // ---- What is promised

    /** What of the promise this edition breaks, each with what it breaks it by. */
    Map<Breach, String> published(PersonId publisher) {
        var breaches = new EnumMap<Breach, String>(Breach.class);
        for (var passage : copy.passages()) {
            for (var word : passage) {
                if (word.signers.stream().allMatch(word.typist::equals)) {
                    breaches.put(Breach.UNREAD, "%s in %s, signed by %s".formatted(word, passage, word.signers));
                }
                if (word.typist.equals(publisher)) {
                    breaches.put(Breach.SELF_PUBLISHED, word.toString());
                }
            }
        }
        for (var line : copy.told()) {
            var speaker = speaker(line);
            for (var quotation : quotations(line, speaker != null)) {
                var said = tokens(said(quotation));
                if (findings.entrySet().stream()
                        .noneMatch(found -> vouches(found.getKey(), found.getValue(), said, line, speaker))) {
                    breaches.put(Breach.UNQUOTED, quotation + " by " + speaker);
                }
            }
            for (var word : line) {
                if (word.kind != Kind.WORD && word.quotation == 0 && speaker == null && !isSettled(word, line)) {
                    breaches.put(Breach.UNCHECKED, word + " in " + line);
                }
            }
        }
        gone.stream().findFirst().ifPresent(cut -> breaches.put(Breach.CUT, cut.words() + " by " + cut.by()));
        words().forEach(word -> word.outside = true);
        return breaches;
    }

    private Set<Word> words() {
        return copy.passages().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    private @Nullable List<Word> speaker(List<Word> line) {
        return copy.pieces.stream()
                .filter(piece -> piece.shape == Shape.QUOTATION && piece.lines.contains(line))
                .findFirst()
                .map(piece -> piece.speaker)
                .orElse(null);
    }

    /** What is said to be somebody's words in a line: what stands in marks, or all of it. */
    static List<List<Word>> quotations(List<Word> line, boolean all) {
        if (all) {
            return line.isEmpty() ? List.of() : List.of(line);
        }
        var quotations = new LinkedHashMap<Integer, List<Word>>();
        for (var word : line) {
            if (word.quotation > 0) {
                quotations
                        .computeIfAbsent(word.quotation, number -> new ArrayList<>())
                        .add(word);
            }
        }
        return List.copyOf(quotations.values());
    }

    private boolean vouches(
            ClaimId claim, Finding finding, List<String> said, List<Word> line, @Nullable List<Word> speaker) {
        var settled =
                switch (finding.verdict()) {
                    case CONFIRMED, CORRECTED -> true;
                    case NOT_CHECKABLE -> finding.words().equals(waived.get(claim));
                    default -> false;
                };
        return settled
                && finding.kind() == ClaimKind.QUOTE
                && Collections.indexOfSubList(finding.words(), said) >= 0
                && stands(finding.words(), line)
                && (speaker == null || speaker.equals(finding.speaker()));
    }

    private boolean isSettled(Word word, List<Word> line) {
        var number = tokens(word.text);
        return findings.values().stream()
                .anyMatch(finding -> Collections.indexOfSubList(finding.words(), number) >= 0
                        && stands(finding.words(), line)
                        && (finding.verdict() == Verdict.CORRECTED
                                || !finding.by().equals(word.typist)));
    }

    private static boolean stands(List<String> words, List<Word> line) {
        return Collections.indexOfSubList(tokens(said(line)), words) >= 0;
    }

    // ---- How it is said

    private static List<String> tokens(String words) {
        return Arrays.stream(words.split("[\\s“”.]+"))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    /** The words as readers read them. */
    static String said(Collection<Word> words) {
        var said = new StringBuilder();
        var open = 0;
        for (var word : words) {
            if (open != 0 && word.quotation != open) {
                said.append('”');
            }
            said.append(said.isEmpty() ? "" : " ");
            if (word.quotation != 0 && word.quotation != open) {
                said.append('“');
            }
            open = word.quotation;
            said.append(word.text);
            if (word.stop) {
                said.append('.');
            }
        }
        return said.append(open == 0 ? "" : "”").toString();
    }
}
