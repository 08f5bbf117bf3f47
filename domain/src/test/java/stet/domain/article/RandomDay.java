package stet.domain.article;

import static java.util.Objects.requireNonNull;
import static stet.domain.article.Story.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.ClaimId;
import stet.domain.CommandId;
import stet.domain.PersonId;
import stet.domain.Refused;
import stet.domain.article.Onlooker.Breach;
import stet.domain.article.Onlooker.Copy;
import stet.domain.article.Onlooker.Edit;
import stet.domain.article.Onlooker.Kind;
import stet.domain.article.Onlooker.Piece;
import stet.domain.article.Onlooker.Shape;
import stet.domain.article.Onlooker.Word;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.Remedy;
import stet.domain.checking.Verdict;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Place;

/** A newsroom that does things at random to one article, with an onlooker who is told what was done and nothing of what it means. */
final class RandomDay {
    /** How the newsroom works: by its rules, or with one of them broken. */
    interface Workings {
        /** @throws Refused if it may not be */
        Article after(@Nullable Article before, ArticleCommand command, Act act);
    }

    private static final String SYLLABLES = "kakekikokuvavevivovuxaxexixoxu";
    /** As short as words in a row can be that are still known for those that stood elsewhere. */
    private static final int RUN = 4;

    private static final List<PersonId> EDITORS = List.of(WREN, WADE, WREN, WADE, MAX, MAX, CLEO, CYRIL, PAULA);
    private static final List<PersonId> CHECKERS = List.of(CLEO, CYRIL, MAX);
    private static final List<PersonId> PUBLISHERS = List.of(PAULA, PERCY, MAX);
    private static final int KINDS = 57;

    private final Workings workings;
    private final Onlooker onlooker;
    private Article article;
    private final List<Piece> shelf = new ArrayList<>();
    private final Map<Breach, String> breaches = new EnumMap<>(Breach.class);
    private final List<Supplier<String>> told = new ArrayList<>();
    private SplittableRandom random;
    private int made;
    private int commands;
    private int editions;

    RandomDay(Workings workings, int seed) {
        this.workings = workings;
        random = new SplittableRandom(seed);
        var writer = one(List.of(WREN, WADE, MAX));
        var draft = new Copy();
        draft.field(Field.HEADLINE).addAll(words(writer, 4, 0));
        if (chance(2)) {
            draft.field(Field.BYLINE).addAll(words(writer, 2, 0));
        }
        if (chance(2)) {
            draft.field(Field.STANDFIRST).addAll(words(writer, 5, 0));
        }
        for (var i = 0; i < 2; i++) {
            draft.pieces.add(piece(writer, i == 0 ? Shape.PARAGRAPH : one(List.of(Shape.values()))));
        }
        onlooker = new Onlooker(draft);
        article = workings.after(
                null,
                new ArticleCommand.DraftArticle(BRIDGE, CITY, draft.content(), null),
                act(writer, new ArticleCommand.DraftArticle(BRIDGE, CITY, draft.content(), null)));
        ask(WREN, new ArticleCommand.SubmitForChecking(BRIDGE));
        told.add(() -> "draft by " + writer + ": " + draft.content());
    }

    /** What the editions of this day broke of the promise. */
    Map<Breach, String> breaches() {
        return breaches;
    }

    int editions() {
        return editions;
    }

    /** The day, as it would be told. */
    String told() {
        return told.stream().map(Supplier::get).collect(Collectors.joining("\n"));
    }

    void step(int seed) {
        random = new SplittableRandom(seed);
        switch (random.nextInt(KINDS)) {
            case 0, 1, 2, 3, 4 -> type();
            case 5, 6, 7, 8 -> replace();
            case 9, 10, 11 -> delete();
            case 12, 13, 14 -> split();
            case 15, 16 -> join();
            case 17 -> moveBlock();
            case 18, 19, 20, 21 -> moveWords();
            case 22, 23 -> cutBlock();
            case 24, 25, 26 -> putBack();
            case 27, 28 -> listed();
            case 29, 30 -> speak();
            case 31, 32 -> link();
            case 33 -> field();
            case 34, 35 -> insert();
            case 36 -> cutItem();
            case 37 -> raiseOne();
            case 38, 39, 40 -> judgeOne();
            case 41, 42, 43 -> correctOne();
            case 44 -> waiveOne();
            case 45, 46 ->
                signOff(
                        one(CHECKERS),
                        chance(2) ? article.revision() : Math.max(1, article.revision() - random.nextInt(4)));
            case 47 -> publish(one(PUBLISHERS));
            case 48 -> hold();
            default -> everythingChecked();
        }
    }

    // ---- Words

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Word word(PersonId who, Kind kind, int quotation, boolean stop) {
        made++;
        var name = new StringBuilder();
        for (var i = 0; i < 3; i++) {
            var at = 2 * ((i == 0 ? made : i == 1 ? made / 15 : made / 225) % 15);
            name.append(SYLLABLES, at, at + 2);
        }
        var text =
                switch (kind) {
                    case WORD -> name.toString();
                    case NUMBER -> Integer.toString(30_000 + made);
                    case DATE -> "9 March " + (1901 + made % 199);
                    case ADDRESS -> "https://example.org/" + name;
                };
        return new Word(text, kind, who, quotation, stop);
    }

    private List<Word> words(PersonId who, int count, int quotation) {
        var words = new ArrayList<Word>();
        var quoted = 0;
        var number = quotation;
        for (var i = 0; i < count; i++) {
            if (quotation == 0 && number == 0 && chance(14)) {
                number = 1_000 + made;
                quoted = 3;
            }
            var kind = chance(14) ? Kind.NUMBER : chance(20) ? Kind.DATE : Kind.WORD;
            words.add(word(who, kind, number, chance(5)));
            if (quotation == 0 && number != 0 && --quoted == 0) {
                number = 0;
            }
        }
        return words;
    }

    private Piece piece(PersonId who, Shape shape) {
        made++;
        var piece = new Piece("b" + made, shape);
        var lines = shape == Shape.LIST ? 2 : 1;
        for (var i = 0; i < lines; i++) {
            var isQuoted = shape == Shape.QUOTATION;
            var line = words(who, 5 + random.nextInt(4), isQuoted ? -1 : 0);
            piece.lines.add(isQuoted ? unmarked(line) : line);
        }
        if (shape == Shape.QUOTATION) {
            piece.speaker.addAll(plain(who, 2));
        }
        if (chance(4)) {
            piece.address = word(who, Kind.ADDRESS, 0, false);
        }
        return piece;
    }

    private static List<Word> unmarked(List<Word> words) {
        return new ArrayList<>(words.stream()
                .map(word -> new Word(word.text, word.kind, word.typist, 0, word.stop))
                .toList());
    }

    private List<Word> plain(PersonId who, int count) {
        var words = new ArrayList<Word>();
        for (var i = 0; i < count; i++) {
            words.add(word(who, Kind.WORD, 0, false));
        }
        return words;
    }

    // ---- Edits

    private record Spot(@Nullable Field field, int piece, int line) {
        List<Word> in(Copy copy) {
            return field != null
                    ? copy.field(field)
                    : line < 0
                            ? copy.pieces.get(piece).speaker
                            : copy.pieces.get(piece).lines.get(line);
        }
    }

    private static List<Spot> spots(Copy copy) {
        var spots = new ArrayList<Spot>();
        copy.fields.forEach((field, words) -> {
            if (!words.isEmpty()) {
                spots.add(new Spot(field, -1, -1));
            }
        });
        for (var piece = 0; piece < copy.pieces.size(); piece++) {
            for (var line = 0; line < copy.pieces.get(piece).lines.size(); line++) {
                spots.add(new Spot(null, piece, line));
            }
        }
        return spots;
    }

    private static boolean parts(List<Word> line, int at) {
        return at > 0
                && at < line.size()
                && line.get(at).quotation != 0
                && line.get(at).quotation == line.get(at - 1).quotation;
    }

    private boolean save(PersonId who, Edit edit, String what) {
        var content = edit.next().content();
        var isSaved = ask(who, new ArticleCommand.ReviseContent(BRIDGE, article.revision(), content));
        if (isSaved) {
            onlooker.saved(edit, who, article.revision());
            told.add(() -> who + " " + what + ": " + content);
            if (!article.content().equals(content)) {
                throw new AssertionError("The newsroom says something else than was saved: " + content);
            }
        }
        return isSaved;
    }

    private void type() {
        var next = onlooker.copy().copy();
        var line = one(spots(next)).in(next);
        var who = one(EDITORS);
        var at = random.nextInt(line.size() + 1);
        line.addAll(at, words(who, 1 + random.nextInt(3), parts(line, at) ? line.get(at).quotation : 0));
        save(who, touching(next, line), "typed");
    }

    private static Edit touching(Copy next, List<Word> line) {
        var edit = new Edit(next);
        edit.touched().add(line);
        return edit;
    }

    private void replace() {
        var next = onlooker.copy().copy();
        var line = one(spots(next)).in(next);
        var who = one(EDITORS);
        var at = random.nextInt(line.size());
        var old = line.get(at);
        line.set(at, word(who, old.kind, old.quotation, old.stop));
        save(who, touching(next, line), "replaced " + old);
    }

    private void delete() {
        var next = onlooker.copy().copy();
        var line = one(spots(next)).in(next);
        var count = 1 + random.nextInt(3);
        if (line.size() <= count) {
            return;
        }
        var at = random.nextInt(line.size() - count + 1);
        line.subList(at, at + count).clear();
        save(one(EDITORS), touching(next, line), "deleted");
    }

    private void split() {
        var next = onlooker.copy().copy();
        var index = random.nextInt(next.pieces.size());
        var piece = next.pieces.get(index);
        var line = piece.lines.getFirst();
        if (piece.shape != Shape.PARAGRAPH || line.size() < 2) {
            return;
        }
        var at = 1 + random.nextInt(line.size() - 1);
        if (parts(line, at)) {
            return;
        }
        made++;
        var isFirst = chance(3);
        var first = new Piece(isFirst ? "b" + made : piece.id, Shape.PARAGRAPH);
        var second = new Piece(isFirst ? piece.id : "b" + made, Shape.PARAGRAPH);
        first.lines.add(new ArrayList<>(line.subList(0, at)));
        second.lines.add(new ArrayList<>(line.subList(at, line.size())));
        first.address = piece.address;
        next.pieces.set(index, first);
        next.pieces.add(index + 1, second);
        save(one(EDITORS), new Edit(next), "split " + piece.id);
    }

    private void join() {
        var next = onlooker.copy().copy();
        if (next.pieces.size() < 2) {
            return;
        }
        var index = random.nextInt(next.pieces.size() - 1);
        var first = next.pieces.get(index);
        var second = next.pieces.get(index + 1);
        if (first.shape != Shape.PARAGRAPH || second.shape != Shape.PARAGRAPH || second.address != null) {
            return;
        }
        var joined = first.under(chance(3) ? second.id : first.id);
        joined.lines.getFirst().addAll(second.lines.getFirst());
        next.pieces.set(index, joined);
        next.pieces.remove(index + 1);
        save(one(EDITORS), new Edit(next), "joined " + first.id + " and " + second.id);
    }

    private void moveBlock() {
        var next = onlooker.copy().copy();
        var piece = next.pieces.remove(random.nextInt(next.pieces.size()));
        next.pieces.add(random.nextInt(next.pieces.size() + 1), piece);
        save(one(EDITORS), new Edit(next), "moved " + piece.id);
    }

    /** Whole sentences leave no passage that reads otherwise, but come into one that does, unless a border between two was shifted. */
    private void moveWords() {
        var next = onlooker.copy().copy();
        var source = one(spots(next));
        var target = one(spots(next));
        var from = source.in(next);
        var to = target.in(next);
        if (source.equals(target) || from.size() <= RUN) {
            return;
        }
        var length = RUN + random.nextInt(from.size() - RUN);
        var start = random.nextInt(from.size() - length + 1);
        var at = random.nextInt(to.size() + 1);
        if (parts(from, start) || parts(from, start + length) || parts(to, at)) {
            return;
        }
        var run = new ArrayList<>(from.subList(start, start + length));
        var sentences =
                (start == 0 || from.get(start - 1).stop) && (run.getLast().stop || start + length == from.size());
        from.subList(start, start + length).clear();
        to.addAll(at, run);
        var shifted = (start == from.size() && at == 0) || (start == 0 && at + run.size() == to.size());
        var edit = shifted ? new Edit(next) : touching(next, to);
        if (!sentences && start > 0 && start < from.size()) {
            edit.touched().add(from);
        }
        save(one(EDITORS), edit, "moved words " + run);
    }

    private void cutBlock() {
        var next = onlooker.copy().copy();
        var piece = next.pieces.remove(random.nextInt(next.pieces.size()));
        if (next.pieces.stream().noneMatch(each -> each.shape == Shape.PARAGRAPH)) {
            return;
        }
        var edit = new Edit(next);
        edit.removed().addAll(piece.lines);
        if (!piece.speaker.isEmpty()) {
            edit.removed().add(piece.speaker);
        }
        if (save(one(EDITORS), edit, "cut " + piece.id)) {
            shelf.add(piece);
        }
    }

    private void putBack() {
        if (shelf.isEmpty()) {
            return;
        }
        var next = onlooker.copy().copy();
        var piece = one(shelf);
        made++;
        next.pieces.add(random.nextInt(next.pieces.size() + 1), piece.under(chance(2) ? piece.id : "b" + made));
        if (save(one(EDITORS), new Edit(next), "put back " + piece.id)) {
            shelf.remove(piece);
        }
    }

    private void listed() {
        var next = onlooker.copy().copy();
        var index = random.nextInt(next.pieces.size());
        var piece = next.pieces.get(index);
        if (piece.shape == Shape.PARAGRAPH) {
            var above = index == 0 ? null : next.pieces.get(index - 1);
            if (above != null && above.shape == Shape.LIST && piece.address == null) {
                above.lines.addAll(piece.lines);
                next.pieces.remove(index);
            } else {
                piece.shape = Shape.LIST;
            }
        } else if (piece.shape == Shape.LIST && piece.lines.size() == 1) {
            piece.shape = Shape.PARAGRAPH;
        } else if (piece.shape == Shape.LIST) {
            made++;
            var out = new Piece("b" + made, Shape.PARAGRAPH);
            out.lines.add(piece.lines.removeLast());
            next.pieces.add(index + 1, out);
        }
        if (next.pieces.stream().anyMatch(each -> each.shape == Shape.PARAGRAPH)) {
            save(one(EDITORS), new Edit(next), "listed " + piece.id);
        }
    }

    private void speak() {
        var next = onlooker.copy().copy();
        var piece = one(next.pieces);
        var who = one(EDITORS);
        var edit = new Edit(next);
        if (piece.shape == Shape.QUOTATION && chance(4)) {
            edit.removed().add(List.copyOf(piece.speaker));
            piece.speaker.clear();
            piece.shape = Shape.PARAGRAPH;
        } else if (piece.shape == Shape.QUOTATION) {
            piece.speaker = plain(who, 2);
        } else if (piece.shape == Shape.PARAGRAPH
                && quotations(piece) == 0
                && next.pieces.stream()
                                .filter(each -> each.shape == Shape.PARAGRAPH)
                                .count()
                        > 1) {
            piece.shape = Shape.QUOTATION;
            piece.speaker = plain(who, 2);
        } else {
            return;
        }
        save(who, edit, "gave a speaker to " + piece.id);
    }

    private static int quotations(Piece piece) {
        return (int) piece.words().stream().filter(word -> word.quotation != 0).count();
    }

    private void link() {
        var next = onlooker.copy().copy();
        var piece = one(next.pieces);
        var who = one(EDITORS);
        piece.address = piece.address != null && chance(3) ? null : word(who, Kind.ADDRESS, 0, false);
        save(who, new Edit(next), "linked " + piece.id);
    }

    private void field() {
        var next = onlooker.copy().copy();
        var words = next.field(one(List.of(Field.STANDFIRST, Field.BYLINE, Field.DATELINE)));
        var who = one(EDITORS);
        var edit = new Edit(next);
        if (!words.isEmpty() && chance(2)) {
            edit.removed().add(List.copyOf(words));
            words.clear();
        } else {
            words.clear();
            words.addAll(plain(who, RUN));
        }
        save(who, edit, "set a field");
    }

    private void insert() {
        if (onlooker.copy().pieces.size() > 5) {
            return;
        }
        var next = onlooker.copy().copy();
        var who = one(EDITORS);
        next.pieces.add(random.nextInt(next.pieces.size() + 1), piece(who, one(List.of(Shape.values()))));
        save(who, new Edit(next), "wrote a block");
    }

    private void cutItem() {
        var next = onlooker.copy().copy();
        var piece = one(next.pieces);
        if (piece.lines.size() < 2) {
            return;
        }
        var edit = new Edit(next);
        edit.removed().add(piece.lines.remove(random.nextInt(piece.lines.size())));
        save(one(EDITORS), edit, "cut an item");
    }

    // ---- Claims

    private record Thing(ClaimKind kind, Anchor anchor) {}

    /** What a checker would raise: each number, date and quotation. */
    private List<Thing> things() {
        var things = new ArrayList<Thing>();
        var copy = onlooker.copy();
        var content = copy.content();
        things(things, content, Place.HEADLINE, copy.field(Field.HEADLINE), false);
        things(things, content, Place.STANDFIRST, copy.field(Field.STANDFIRST), false);
        for (var piece : copy.pieces) {
            for (var line : piece.lines) {
                things(
                        things,
                        content,
                        Place.of(new stet.domain.BlockId(piece.id)),
                        line,
                        piece.shape == Shape.QUOTATION);
            }
        }
        return things;
    }

    private static void things(List<Thing> things, Content content, Place place, List<Word> line, boolean isQuotation) {
        var said = content.words(place);
        for (var quotation : Onlooker.quotations(line, isQuotation)) {
            var words = Onlooker.said(quotation);
            words = words.startsWith("“") && !isQuotation ? words.substring(1, words.length() - 1) : words;
            things.add(new Thing(ClaimKind.QUOTE, new Anchor(place, said.indexOf(words), words)));
        }
        for (var word : line) {
            if (word.kind != Kind.WORD && word.quotation == 0 && !isQuotation) {
                things.add(new Thing(
                        word.kind == Kind.DATE ? ClaimKind.DATE : ClaimKind.NUMBER,
                        new Anchor(place, said.indexOf(word.text), word.text)));
            }
        }
    }

    private void raise(Thing thing, ClaimKind kind) {
        made++;
        var claim = new ClaimId("c" + made);
        if (ask(CLEO, new ArticleCommand.RaiseClaim(BRIDGE, claim, kind, thing.anchor()))) {
            onlooker.raised(claim, kind);
        }
    }

    private void raiseOne() {
        var things = things();
        if (!things.isEmpty()) {
            raise(one(things), one(List.of(ClaimKind.NAME, ClaimKind.QUOTE, ClaimKind.FACT)));
        }
    }

    private @Nullable Claim oneClaim() {
        var claims = List.copyOf(article.claims().values());
        return claims.isEmpty() ? null : one(claims);
    }

    private boolean confirm(Claim claim, PersonId who) {
        if (!ask(who, new ArticleCommand.ConfirmClaim(BRIDGE, claim.id(), List.of(RECORDING)))) {
            return false;
        }
        onlooker.found(claim.id(), Verdict.CONFIRMED, who, claim.anchor().words());
        return true;
    }

    private void judgeOne() {
        var claim = oneClaim();
        if (claim == null) {
            return;
        }
        var who = one(CHECKERS);
        switch (random.nextInt(6)) {
            case 0, 1 -> confirm(claim, who);
            case 2, 3 -> {
                if (ask(who, new ArticleCommand.MarkNotCheckable(BRIDGE, claim.id(), "No tape"))) {
                    onlooker.found(
                            claim.id(),
                            Verdict.NOT_CHECKABLE,
                            who,
                            claim.anchor().words());
                }
            }
            case 4 -> {
                if (ask(who, new ArticleCommand.WithdrawClaim(BRIDGE, claim.id(), "Not one"))) {
                    onlooker.doubted(claim.id());
                }
            }
            default -> {
                if (ask(
                        who,
                        chance(2)
                                ? new ArticleCommand.ReopenClaim(BRIDGE, claim.id(), "A doubt")
                                : new ArticleCommand.DisputeClaim(BRIDGE, claim.id(), "Wrong", List.of(REPORT)))) {
                    onlooker.doubted(claim.id());
                }
            }
        }
    }

    /** Other words for those of a claim, where they are known word by word. */
    private void correctOne() {
        var claim = oneClaim();
        if (claim == null) {
            return;
        }
        var who = one(CHECKERS);
        var next = onlooker.copy().copy();
        var paraphrased = chance(2);
        for (var piece : next.pieces) {
            if (piece.address != null) {
                continue;
            }
            for (var line : piece.lines) {
                for (var quotation : Onlooker.quotations(line, piece.shape == Shape.QUOTATION)) {
                    var words = Onlooker.said(quotation).replaceAll("[“”]", "");
                    if (claim.kind() == ClaimKind.QUOTE
                            && claim.anchor().words().equals(words)
                            && piece.shape != Shape.QUOTATION) {
                        var at = line.indexOf(quotation.getFirst());
                        line.removeAll(quotation);
                        var now = paraphrased
                                ? plain(who, 3)
                                : List.of(
                                        word(who, Kind.WORD, quotation.getFirst().quotation, false),
                                        word(who, Kind.NUMBER, quotation.getFirst().quotation, false));
                        line.addAll(at, now);
                        correct(
                                claim,
                                who,
                                paraphrased ? Remedy.PARAPHRASED : Remedy.REPLACED_FROM_SOURCE,
                                now,
                                touching(next, line));
                        return;
                    }
                }
                for (var word : List.copyOf(line)) {
                    if (claim.kind() != ClaimKind.QUOTE
                            && claim.anchor().words().equals(word.text)) {
                        var now = word(who, word.kind, word.quotation, word.stop);
                        line.set(line.indexOf(word), now);
                        correct(claim, who, Remedy.REWORDED, List.of(now), touching(next, line));
                        return;
                    }
                }
            }
        }
    }

    private void correct(Claim claim, PersonId who, Remedy remedy, List<Word> now, Edit edit) {
        var words = Onlooker.said(now).replaceAll("[“”.]", "");
        if (ask(who, new ArticleCommand.CorrectClaim(BRIDGE, claim.id(), remedy, words, List.of(RECORDING)))) {
            onlooker.saved(edit, who, article.revision());
            onlooker.found(claim.id(), Verdict.CORRECTED, who, words);
            told.add(() -> who + " " + remedy + ": " + edit.next().content());
            if (!article.content().equals(edit.next().content())) {
                throw new AssertionError(
                        article.content() + " is not " + edit.next().content());
            }
        }
    }

    private void waiveOne() {
        article.claims().values().stream()
                .filter(claim -> claim.verdict() == Verdict.NOT_CHECKABLE && claim.kind() == ClaimKind.QUOTE)
                .findFirst()
                .ifPresent(claim -> {
                    if (ask(
                            PERCY,
                            new ArticleCommand.WaiveCheck(
                                    BRIDGE, Check.PRIMARY_SOURCE, claim.id(), "Two heard it", article.revision()))) {
                        onlooker.waived(claim.id(), claim.anchor().words());
                    }
                });
    }

    // ---- Sign-offs and editions

    private void signOff(PersonId who, int revision) {
        if (ask(who, new ArticleCommand.SignOffFacts(BRIDGE, revision))) {
            onlooker.signedOff(who, revision);
            told.add(() -> who + " signed off " + revision);
        }
    }

    private void publish(PersonId who) {
        var last = article.edition();
        var kind = last == null
                ? EditionKind.ORIGINAL
                : one(List.of(EditionKind.UPDATE, EditionKind.CORRECTION, EditionKind.REFILE));
        var note = kind == EditionKind.CORRECTION ? new Note("That", "This") : null;
        if (ask(who, new ArticleCommand.PublishArticle(BRIDGE, kind, note, article.revision()))) {
            editions++;
            told.add(() -> who + " published");
            onlooker.published(who).forEach(breaches::putIfAbsent);
        }
    }

    private void hold() {
        ask(
                PAULA,
                article.held()
                        ? new ArticleCommand.ReleaseHold(BRIDGE)
                        : new ArticleCommand.HoldArticle(BRIDGE, "A reader doubts it"));
    }

    /** All that stands between the words and their edition, by whoever may do it. */
    private void everythingChecked() {
        var claimed = new HashSet<>(article.claims().values().stream()
                .map(claim -> new Thing(claim.kind(), claim.anchor()))
                .toList());
        var missed = chance(6);
        things().stream()
                .filter(thing -> !claimed.contains(thing))
                .skip(missed ? 1 : 0)
                .forEach(thing -> raise(thing, thing.kind()));
        for (var claim : article.openClaims()) {
            if (CHECKERS.stream().noneMatch(checker -> confirm(claim, checker))) {
                return;
            }
        }
        var order = new ArrayList<>(CHECKERS);
        if (chance(2)) {
            order.addFirst(order.removeLast());
        }
        order.forEach(checker -> signOff(checker, article.revision()));
        ask(chance(3) ? MAX : PIERS, new ArticleCommand.SignOffCaptions(BRIDGE, article.revision()));
        publish(one(PUBLISHERS));
    }

    private boolean ask(PersonId who, ArticleCommand command) {
        try {
            article = workings.after(article, command, act(who, command));
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private Act act(PersonId who, ArticleCommand command) {
        commands++;
        return new Act(who, roleFor(who, command), MORNING.plusSeconds(commands), null, new CommandId("k" + commands));
    }

    /** A day from beginning to end, or to its first broken promise. */
    static RandomDay of(Workings workings, List<Integer> seeds) {
        var day = new RandomDay(workings, seeds.getFirst());
        for (var i = 1; i < seeds.size() && day.breaches().isEmpty(); i++) {
            day.step(seeds.get(i));
        }
        return day;
    }

    static Workings byTheRules() {
        return (before, command, act) -> requireNonNull(Article.evolve(
                before,
                Workflow.decide(before, command, act, NEWSROOM).stream()
                        .map(event -> new Happened(event, act))
                        .toList()));
    }
}
