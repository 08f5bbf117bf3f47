package stet.interchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.domain.BlockId;
import stet.domain.InvalidValue;
import stet.domain.article.OriginalFile;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Picture;
import stet.domain.content.Text;

/** An article that came as a plain-text file, read by what its lines look like; what could be read in two ways is asked about. */
public final class PlainText {
    static final String MEDIA_TYPE = "text/plain";

    /** A standfirst is read at a glance: no longer than this. */
    private static final int STANDFIRST_LENGTH = 200;

    /** A whole sentence longer than this may just as well be a short first paragraph. */
    private static final int GLANCE = 120;

    /** A standfirst tells something, which takes more words than this. */
    private static final int SECTION_WORDS = 3;

    private static final int HEADLINE_LENGTH = 200;
    /** A caption this short after its label may be only the photographer's name. */
    private static final int NAME_WORDS = 5;
    /** A line without a label but with a credit is a caption up to here; beyond it, a paragraph. */
    private static final int CAPTION_WORDS = 40;

    /**
     * What a file was taken to say.
     *
     * @param origin names the bytes as they came; they are kept by {@link Originals}
     * @param questions in reading order; none where nothing was in doubt
     */
    public record Imported(Content content, OriginalFile origin, List<Question> questions) {}

    /**
     * What the editor should look at, because it could be read in two ways.
     *
     * @param block what it is about; null where it is not about one block
     * @param sentence what is asked, and what was done meanwhile
     */
    public record Question(@Nullable BlockId block, String sentence) {}

    private final List<String> passages;
    private final Supplier<BlockId> ids;
    private final List<Question> questions = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Text> items = new ArrayList<>();
    private boolean numbered;
    private boolean begun;
    private String standfirst = "";
    private String byline = "";
    private String dateline = "";

    private PlainText(List<String> passages, Supplier<BlockId> ids) {
        this.passages = passages;
        this.ids = ids;
    }

    /**
     * Reads UTF-8 text. No word is lost but labels such as {@code By} or {@code Figure 1:}, which became structure; quotation marks
     * stay as they came.
     *
     * @param ids gives each block its id
     * @throws InvalidValue if the bytes are not UTF-8 text or have no headline
     */
    public static Imported read(byte[] bytes, String fileName, Supplier<BlockId> ids) {
        var manuscript = Manuscript.of(bytes);
        var reading = new PlainText(manuscript.passages(), ids);
        manuscript.doubts().forEach(reading::ask);
        var content = reading.content();
        var origin = new OriginalFile(fileName, MEDIA_TYPE, Hash.ofBytes(bytes));
        return new Imported(content, origin, List.copyOf(reading.questions));
    }

    private Content content() {
        var headline = passages.getFirst();
        if (headline.length() > HEADLINE_LENGTH) {
            ask("The first line has %d characters and was taken as the headline. Is the headline missing?"
                    .formatted(headline.length()));
        } else if (Signs.startsAnew(headline) || Signs.dateline(headline).isPresent()) {
            ask("'%s' stands first and was taken as the headline. Is the headline missing?"
                    .formatted(Signs.excerpt(headline)));
        }
        for (var at = readTop(); at < passages.size(); at++) {
            readBody(at);
        }
        closeList();
        if (blocks.isEmpty()) {
            ask("There is nothing after the headline that could be the body. Is the rest missing?");
        }
        return Content.of(headline, standfirst, blocks)
                .with(Field.BYLINE, byline)
                .with(Field.DATELINE, dateline);
    }

    /** Reads what stands between the headline and the body, in whatever order, and says where the body starts. */
    private int readTop() {
        var at = 1;
        while (at < passages.size() && readTop(at)) {
            at++;
        }
        return at;
    }

    private boolean readTop(int at) {
        var line = passages.get(at);
        var names = Signs.byline(line);
        if (byline.isEmpty() && names.isPresent()) {
            byline = names.get().words();
            if (!names.get().sure()) {
                ask("Is '%s' the byline? It was taken as one.".formatted(Signs.excerpt(line)));
            }
            return true;
        }
        var filed = Signs.dateline(line);
        if (dateline.isEmpty() && filed.isPresent()) {
            dateline = filed.get();
            return true;
        }
        if (standfirst.isEmpty() && isStandfirst(at)) {
            standfirst = line;
            return true;
        }
        return false;
    }

    /**
     * Short enough to be read at a glance, one sentence, and shorter than paragraphs of this article are: else it is the first of them.
     */
    private boolean isStandfirst(int at) {
        var line = passages.get(at);
        if (line.length() > STANDFIRST_LENGTH || !isProse(line) || !Signs.isOneSentence(line)) {
            return false;
        }
        var usual = passages.subList(at + 1, passages.size()).stream()
                .filter(passage -> isProse(passage) && !Signs.isCrosshead(passage))
                .mapToInt(String::length)
                .average()
                .orElse(0);
        if (line.length() >= usual) {
            return false;
        }
        if (Signs.isCrosshead(line) && Signs.wordCount(line) <= SECTION_WORDS) {
            ask("Is '%s' the standfirst or a crosshead? It was taken as the standfirst.".formatted(line));
        } else if (line.length() > usual / 2 || (line.length() > GLANCE && Signs.endsInStop(line))) {
            ask("Is '%s' the standfirst or the first paragraph? It was taken as the standfirst."
                    .formatted(Signs.excerpt(line)));
        }
        return true;
    }

    private static boolean isProse(String line) {
        return !Signs.startsAnew(line)
                && Signs.dateline(line).isEmpty()
                && Signs.datelineHead(line).isEmpty()
                && Signs.credited(line).isEmpty()
                && Signs.quoted(line).isEmpty()
                && Signs.speaker(line).isEmpty();
    }

    private void readBody(int at) {
        var line = passages.get(at);
        var item = Signs.item(line, numbered ? items.size() : 0);
        if (item.isPresent()) {
            if (item.get().numbered() != numbered || item.get().number() == 1) {
                closeList();
            }
            numbered = item.get().numbered();
            items.add(Text.of(item.get().words()));
            return;
        }
        closeList();
        var filed =
                begun || !dateline.isEmpty() ? null : Signs.datelineHead(line).orElse(null);
        if (filed != null) {
            takeDateline(filed);
            return;
        }
        if (readCaption(line) || readQuotation(line)) {
            return;
        }
        if (Signs.isCrosshead(line)) {
            var id = add(new Block.Crosshead(ids.get(), Text.of(line)));
            if (!isPlainCrosshead(at)) {
                ask(id, "Is '%s' a crosshead or a paragraph? It was taken as a crosshead.".formatted(line));
            }
            return;
        }
        var id = paragraph(line);
        if (Signs.isShort(line) && Signs.endsInCall(line)) {
            ask(id, "Is '%s' a crosshead or a paragraph? It was taken as a paragraph.".formatted(line));
        }
    }

    private void takeDateline(Signs.Dateline filed) {
        dateline = filed.words();
        var id = filed.rest().isEmpty() ? null : paragraph(filed.rest());
        if (!filed.sure()) {
            ask(id, "Is '%s' the dateline? It was taken as one.".formatted(filed.words()));
        }
    }

    private boolean readCaption(String line) {
        var labelled = Signs.labelled(line);
        var caption = labelled.orElse(line);
        var credited = Signs.credited(caption);
        if (labelled.isEmpty() && (credited.isEmpty() || Signs.wordCount(line) > CAPTION_WORDS)) {
            return false;
        }
        var words = credited.map(Signs.Credited::caption).orElse(caption);
        var credit = credited.map(Signs.Credited::credit).orElse("");
        if (labelled.isEmpty() && words.isEmpty() && creditFigureBefore(credit)) {
            return true;
        }
        var id = add(new Block.Figure(ids.get(), captioned(words, credit)));
        if (words.isEmpty()) {
            ask(id, "Nothing is said of the picture at '%s'. Where is its caption?".formatted(Signs.excerpt(line)));
        } else if (labelled.isEmpty()) {
            ask(id, "Is '%s' a caption? It ends in a credit and was taken as one.".formatted(Signs.excerpt(words)));
        } else if (credit.isEmpty() && Signs.wordCount(words) <= NAME_WORDS) {
            ask(id, "Is '%s' a caption or a credit? It was taken as a caption.".formatted(words));
        }
        return true;
    }

    private boolean creditFigureBefore(String credit) {
        if (!blocks.isEmpty()
                && blocks.getLast() instanceof Block.Figure figure
                && figure.picture().parts().isEmpty()) {
            blocks.set(
                    blocks.size() - 1,
                    new Block.Figure(
                            figure.id(), captioned(figure.picture().caption().words(), credit)));
            return true;
        }
        return false;
    }

    private static Picture captioned(String words, String credit) {
        return new Picture(null, Text.of(words), Map.of(Picture.Part.CREDIT, credit), Map.of(), "", null, "");
    }

    private boolean readQuotation(String line) {
        var quoted = Signs.quoted(line);
        if (quoted.isPresent()) {
            var speaker = quoted.get().speaker();
            if (speaker.isEmpty() && Signs.isCrosshead(line)) {
                var id = add(new Block.Crosshead(ids.get(), Text.of(line)));
                ask(id, "Is %s a crosshead or a quotation? It was taken as a crosshead.".formatted(line));
            } else {
                add(new Block.Quotation(ids.get(), Text.of(quoted.get().words()), speaker));
            }
            return true;
        }
        var speaker = Signs.speaker(line);
        if (speaker.isEmpty()) {
            return false;
        }
        if (!blocks.isEmpty()
                && blocks.getLast() instanceof Block.Quotation before
                && before.speaker().isEmpty()) {
            blocks.set(blocks.size() - 1, new Block.Quotation(before.id(), before.text(), speaker.get()));
        } else {
            var id = paragraph(line);
            ask(id, "Whose words does '%s' belong to? It was taken as a paragraph.".formatted(Signs.excerpt(line)));
        }
        return true;
    }

    /** A crosshead heads something, does not open the body and does not start in the middle of a sentence. */
    private boolean isPlainCrosshead(int at) {
        var line = passages.get(at);
        var letter =
                line.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse(' ');
        return begun
                && at + 1 < passages.size()
                && !Signs.isCrosshead(passages.get(at + 1))
                && (Character.isUpperCase(letter) || Character.isTitleCase(letter));
    }

    private BlockId paragraph(String words) {
        begun = true;
        return add(new Block.Paragraph(ids.get(), Text.of(words)));
    }

    private BlockId add(Block block) {
        blocks.add(block);
        return block.id();
    }

    private void closeList() {
        if (items.isEmpty()) {
            return;
        }
        var id = add(new Block.Listing(ids.get(), numbered, items));
        if (items.size() == 1) {
            ask(
                    id,
                    "Is '%s' a list? It was taken as a list of one item."
                            .formatted(Signs.excerpt(items.getFirst().words())));
        }
        items.clear();
        numbered = false;
    }

    private void ask(String sentence) {
        ask(null, sentence);
    }

    private void ask(@Nullable BlockId block, String sentence) {
        questions.add(new Question(block, sentence));
    }
}
