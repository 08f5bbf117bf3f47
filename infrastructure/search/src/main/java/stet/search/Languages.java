package stet.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.RuleBasedBreakIterator;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.FilteringTokenFilter;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerConfig;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * What becomes of words before they are kept or looked for. Every word is kept <em>folded</em>: without marks, capitals and what stands
 * round it. In a language that is known here it is kept by its <em>stem</em> as well, under which its forms are found.
 */
final class Languages {
    /** What is longer is no word that anybody looks for, and Lucene refuses one of 32 KB. */
    private static final int LONGEST = 64;

    private static final Pattern GROUPED = Pattern.compile("(?<=\\d)[\\u00a0\\u2009\\u202f](?=\\d{3}(?!\\d))");

    /** Unicode takes what it joins for one word; a slugline is remembered by either. */
    private static final char JOINED = '_';

    private static final Map<String, UnaryOperator<TokenStream>> STEMS = new HashMap<>();

    static {
        // These fold marks by themselves, or have none, so that words typed without marks come to the same stem.
        STEMS.put("en", words -> new SnowballFilter(new Also(folding(words), Forms::english), new EnglishStemmer()));
        STEMS.put(
                "de",
                words -> new GermanLightStemFilter(
                        new Also(folding(new GermanNormalizationFilter(words)), Forms::german)));
        STEMS.put("fr", words -> new FrenchLightStemFilter(new Also(folding(words), Forms::french)));
        // The light stems alone leave the last vowel on a short word and not on its plural: niño, niños.
        STEMS.put(
                "es",
                words -> new SpanishLightStemFilter(
                        new SpanishPluralStemFilter(new Also(folding(words), Forms::spanish))));
        STEMS.put("it", words -> new ItalianLightStemFilter(folding(words)));

        // In these, marks tell one ending from another.
        STEMS.put("pt", words -> folding(new PortugueseLightStemFilter(words)));
        snowball("nl", DutchStemmer::new);
        snowball("sv", SwedishStemmer::new);
        snowball("da", DanishStemmer::new);
        snowball("no", NorwegianStemmer::new);
        snowball("fi", FinnishStemmer::new);
        snowball("hu", HungarianStemmer::new);
        snowball("ru", RussianStemmer::new);
        snowball("tr", TurkishStemmer::new);
    }

    private static void snowball(String language, Supplier<SnowballStemmer> stemmer) {
        STEMS.put(language, words -> folding(new SnowballFilter(words, stemmer.get())));
    }

    /** Makes words comparable whoever typed them, in any language. */
    static final Analyzer FOLDED = new Chain(words -> folding(words));

    private static final Map<String, Analyzer> ANALYZERS = new HashMap<>();

    static {
        STEMS.forEach((language, stems) -> ANALYZERS.put(language, new Chain(stems)));
    }

    private Languages() {}

    /** The languages of which stems are known, as in {@code en}. */
    static Set<String> known() {
        return ANALYZERS.keySet();
    }

    /** @param language one of the known */
    static Analyzer stems(String language) {
        var analyzer = ANALYZERS.get(language);
        if (analyzer == null) {
            throw new IllegalArgumentException("No stems are known of '%s'".formatted(language));
        }
        return analyzer;
    }

    /** The language of a BCP 47 tag, as it is called here; both written forms of Norwegian are one. */
    static String of(String tag) {
        var language = Locale.forLanguageTag(tag).getLanguage();
        return language.equals("nb") || language.equals("nn") ? "no" : language;
    }

    private static TokenStream folding(TokenStream words) {
        return new ICUFoldingFilter(words);
    }

    /** The words of ICU itself: the rules that Lucene brings are in a form that this version of ICU does not read. */
    private static final class Segments extends ICUTokenizerConfig {
        static final Segments ALL = new Segments();
        private final RuleBasedBreakIterator words =
                (RuleBasedBreakIterator) BreakIterator.getWordInstance(ULocale.ROOT);

        @Override
        public RuleBasedBreakIterator getBreakIterator(int script) {
            return words.clone();
        }

        @Override
        public String getType(int script, int ruleStatus) {
            return "word";
        }

        @Override
        public boolean combineCJ() {
            return true;
        }
    }

    /** Finds words as Unicode has them, and takes off what is no part of one in any language, before the language's own comes. */
    private static final class Chain extends Analyzer {
        private final UnaryOperator<TokenStream> own;

        Chain(UnaryOperator<TokenStream> own) {
            this.own = own;
        }

        @Override
        protected Reader initReader(String field, Reader text) {
            var words = all(text).replace(JOINED, ' ');
            var read = new StringReader(words);
            return mayGroup(words) ? new PatternReplaceCharFilter(GROUPED, "", read) : read;
        }

        private static String all(Reader text) {
            try {
                return text.readAllAsString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Hardly a text has any of these, and the pattern would be asked at each of its characters. */
        private static boolean mayGroup(String words) {
            return words.indexOf('\u00a0') >= 0 || words.indexOf('\u2009') >= 0 || words.indexOf('\u202f') >= 0;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var words = new ICUTokenizer(Segments.ALL);
            var plain = new Plain(new ICUNormalizer2Filter(words));
            var all = new Remembering(this, words, new RemoveDuplicatesTokenFilter(new Bounded(own.apply(plain))));
            return new TokenStreamComponents(all::read, all);
        }

        /** Headings and texts are read alike; between two passages nothing is one phrase. */
        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    }

    /**
     * Remembers what became of the texts that were read last. With each event of an article all its passages are written anew, and each that
     * changed is written as it was and as it is; to take them apart is most of the work.
     */
    private static final class Remembering extends TokenStream {
        /** In bytes, of all texts together: those of some hundred articles. */
        private static final int MOST_REMEMBERED = 12_000_000;

        private static final Cache<Text, Tokens> READ = Caffeine.newBuilder()
                .maximumWeight(MOST_REMEMBERED)
                .weigher((Text text, Tokens tokens) -> 2 * text.words.length() + tokens.bytes())
                .executor(Runnable::run)
                .build();

        /** A text, and how it is read. */
        private record Text(Chain by, String words) {}

        private final Chain by;
        private final Tokenizer first;
        private final TokenStream last;
        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private Reader reader = Reader.nullReader();
        private String words = "";
        private Tokens tokens = Tokens.NONE;
        private int next;

        /** @param last of the filters that begin with the first */
        Remembering(Chain by, Tokenizer first, TokenStream last) {
            this.by = by;
            this.first = first;
            this.last = last;
        }

        void read(Reader text) {
            reader = text;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            words = Chain.all(reader);
            tokens = READ.get(new Text(by, words), text -> cut(text.words));
            next = 0;
        }

        private Tokens cut(String text) {
            try {
                first.setReader(new StringReader(text));
                last.reset();
                var cut = new Tokens(last);
                last.end();
                cut.ended(last);
                last.close();
                return cut;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean incrementToken() {
            if (next == tokens.size) {
                return false;
            }
            clearAttributes();
            tokens.copy(next, word);
            place.setPositionIncrement(tokens.increments[next]);
            offset.setOffset(corrected(tokens.starts[next]), corrected(tokens.ends[next]));
            next++;
            return true;
        }

        @Override
        public void end() throws IOException {
            super.end();
            place.setPositionIncrement(tokens.lastIncrement);
            offset.setOffset(corrected(words.length()), corrected(words.length()));
        }

        private int corrected(int at) {
            return reader instanceof CharFilter filter ? filter.correctOffset(at) : at;
        }
    }

    /** What a chain of filters made of a text. */
    private static final class Tokens {
        static final Tokens NONE = new Tokens();

        int size;
        int[] increments = new int[16];
        int[] starts = new int[16];
        int[] ends = new int[16];
        int lastIncrement;
        /** The words, one behind the other, and where each of them ends. */
        private char[] words = new char[64];

        private int[] wordEnds = new int[16];

        private Tokens() {}

        /** All that comes of it. */
        Tokens(TokenStream all) throws IOException {
            var word = all.getAttribute(CharTermAttribute.class);
            var place = all.getAttribute(PositionIncrementAttribute.class);
            var offset = all.getAttribute(OffsetAttribute.class);
            var length = 0;
            while (all.incrementToken()) {
                if (size == starts.length) {
                    fit(size * 2, words.length);
                }
                if (length + word.length() > words.length) {
                    words = Arrays.copyOf(words, Math.max(2 * words.length, length + word.length()));
                }
                System.arraycopy(word.buffer(), 0, words, length, word.length());
                length += word.length();
                wordEnds[size] = length;
                increments[size] = place.getPositionIncrement();
                starts[size] = offset.startOffset();
                ends[size] = offset.endOffset();
                size++;
            }
            fit(size, length);
        }

        private void fit(int tokens, int length) {
            increments = Arrays.copyOf(increments, tokens);
            starts = Arrays.copyOf(starts, tokens);
            ends = Arrays.copyOf(ends, tokens);
            wordEnds = Arrays.copyOf(wordEnds, tokens);
            words = Arrays.copyOf(words, length);
        }

        /** How far behind the last word the text ends, once that is known. */
        void ended(TokenStream all) {
            lastIncrement = all.getAttribute(PositionIncrementAttribute.class).getPositionIncrement();
        }

        void copy(int token, CharTermAttribute word) {
            var start = token == 0 ? 0 : wordEnds[token - 1];
            word.copyBuffer(words, start, wordEnds[token] - start);
        }

        int bytes() {
            return 2 * words.length + 4 * Integer.BYTES * size;
        }
    }

    /** Puts beside a word, in the same place, those that it may be a form of. */
    private static final class Also extends TokenFilter {
        private final Function<String, List<String>> forms;
        private final Deque<String> waiting = new ArrayDeque<>();
        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
        private @Nullable State said;

        Also(TokenStream words, Function<String, List<String>> forms) {
            super(words);
            this.forms = forms;
        }

        @Override
        public boolean incrementToken() throws IOException {
            var form = waiting.poll();
            if (form != null) {
                restoreState(said);
                word.setEmpty().append(form);
                place.setPositionIncrement(0);
                return true;
            }
            if (!input.incrementToken()) {
                return false;
            }
            waiting.addAll(forms.apply(word.toString()));
            if (!waiting.isEmpty()) {
                said = captureState();
            }
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            waiting.clear();
        }
    }

    /** Leaves out a word of which folding left nothing, such as a lone mark, and cuts one that is too long. */
    private static final class Bounded extends FilteringTokenFilter {
        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);

        Bounded(TokenStream words) {
            super(words);
        }

        @Override
        protected boolean accept() {
            if (word.length() > LONGEST) {
                word.setLength(Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
            }
            return word.length() > 0;
        }
    }

    /** Writes apostrophes and numbers in one way: an elided article, a genitive and the points between thousands are taken off. */
    private static final class Plain extends TokenFilter {
        private static final Set<String> ELIDED = Set.of(
                "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu",
                "un", "dell", "nell", "all", "sull", "dall", "quell", "coll", "dev", "bell", "sant");
        private static final String APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02b9\u2032\uff07`\u00b4";
        private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:[.,'\u2019]\\d{3})+");
        private static final Pattern PARTS = Pattern.compile("\\d+,\\d+");

        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);

        Plain(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            var said = word.toString();
            var plain = Character.isDigit(said.isEmpty() ? 'x' : said.charAt(0)) ? number(said) : apostrophes(said);
            if (!plain.equals(said)) {
                word.setEmpty().append(plain);
            }
            return true;
        }

        /** One thousand is 1,000 and 1.000 and 1’000; three and a half is 3.5 and 3,5. */
        private static String number(String said) {
            if (THOUSANDS.matcher(said).matches()) {
                return said.replaceAll("\\D", "");
            }
            return PARTS.matcher(said).matches() ? said.replace(',', '.') : apostrophes(said);
        }

        private static String apostrophes(String said) {
            var from = first(said);
            if (from < 0) {
                return said;
            }
            var plain = new StringBuilder(said.length());
            for (var at = 0; at < said.length(); at++) {
                plain.append(APOSTROPHES.indexOf(said.charAt(at)) >= 0 ? '\'' : said.charAt(at));
            }
            var words = plain.toString();
            if (words.endsWith("'s") && words.length() > 2) {
                words = words.substring(0, words.length() - 2);
            }
            var apostrophe = words.indexOf('\'');
            if (apostrophe > 0 && apostrophe < words.length() - 1 && ELIDED.contains(words.substring(0, apostrophe))) {
                words = words.substring(apostrophe + 1);
            }
            return words.replace("'", "");
        }

        private static int first(String said) {
            for (var at = 0; at < said.length(); at++) {
                if (APOSTROPHES.indexOf(said.charAt(at)) >= 0) {
                    return at;
                }
            }
            return -1;
        }
    }
}
