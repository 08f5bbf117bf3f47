package stet.domain.article;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.PersonId;
import stet.domain.article.ArticleEvent.ArticleDrafted;
import stet.domain.article.ArticleEvent.ContentRevised;
import stet.domain.checking.Findings;
import stet.domain.content.Anchor;
import stet.domain.content.Authorship;
import stet.domain.content.Block;
import stet.domain.content.Change;
import stet.domain.content.Changes;
import stet.domain.content.Content;
import stet.domain.content.Field;
import stet.domain.content.Hash;
import stet.domain.content.Passage;
import stet.domain.content.Place;

/**
 * The words as they are now, those that were there before, and whose they are.
 *
 * @param copy the working copy, and the revisions before it
 * @param contentHash names the working copy exactly
 * @param blocksEver the ids of every block there has ever been (rule 4)
 * @param authors who wrote each part of {@link Content#written()}, word for word
 * @param scraps the words that were cut and could be put back
 * @param looked what must be checked in the words, once somebody has asked; no part of what the article is
 */
public record Wording(
        Revision copy,
        Hash contentHash,
        Set<BlockId> blocksEver,
        Map<String, Authorship> authors,
        List<Scrap> scraps,
        @Nullable Looked looked) {
    /** @param looked null where nothing has been looked for yet */
    public Wording {
        looked = looked == null ? new Looked() : looked;
    }

    static Wording of(ArticleDrafted e, Act act) {
        var blocks = new LinkedHashSet<BlockId>();
        e.content().blocks().forEach(block -> blocks.add(block.id()));
        var authors = new LinkedHashMap<String, Authorship>();
        e.content().written().forEach((part, words) -> authors.put(part, Authorship.by(act.who(), words)));
        return new Wording(
                new Revision(1, e.content(), act.who(), List.of(), Map.of(), null),
                e.content().hash(),
                blocks,
                authors,
                List.of(),
                null);
    }

    Content content() {
        return copy.content();
    }

    Wording withoutEarlierRevisions() {
        var last = new Revision(copy.number(), copy.content(), copy.by(), List.of(), Map.of(), null);
        return new Wording(last, contentHash, blocksEver, authors, scraps, looked);
    }

    /** What must be checked in the words as they are now. */
    Findings findings() {
        return requireNonNull(looked).at(content());
    }

    /** Who wrote the words of a passage as it is now. */
    Set<PersonId> writers(Passage passage) {
        var authorship = authors.get(passage.part());
        if (authorship == null) {
            return Set.of();
        }
        return passage.key().equals(passage.part())
                ? authorship.all()
                : authorship.of(content().words(new Place(passage.part())), passage.start(), passage.end());
    }

    /** Whether any of the words are this person's (rules 10 and 17). */
    boolean isBy(PersonId person) {
        return authors.values().stream().anyMatch(authorship -> authorship.all().contains(person));
    }

    /** Whether any of the words that stand here are this person's. */
    boolean isBy(PersonId person, Anchor anchor) {
        var authorship = authors.get(anchor.place().key());
        return authorship != null
                && authorship.all().contains(person)
                && authorship
                        .of(content().words(anchor.place()), anchor.start(), anchor.end())
                        .contains(person);
    }

    /** Whether any of what is said of this figure is this person's (rule 13). */
    boolean isCaptionBy(PersonId person, BlockId figure) {
        var key = Place.of(figure).key();
        return authors.entrySet().stream()
                .filter(entry -> entry.getKey().equals(key) || entry.getKey().startsWith(key + "#"))
                .anyMatch(entry -> entry.getValue().all().contains(person));
    }

    /** Open for the time of one fold. */
    static final class Folding {
        private Revision copy;
        private Hash contentHash;
        private final CopyOnWrite<Set<BlockId>> blocksEver;
        private final CopyOnWrite<Map<String, Authorship>> authors;
        private final boolean toDecide;
        private List<Scrap> scraps;
        /** The last revisions, in order: of these it has not been looked for what they cut. */
        private final List<Cutting> cutting = new ArrayList<>();

        private Looked looked;

        /** @param toDecide whether earlier revisions are kept, and what was cut */
        Folding(Wording wording, boolean toDecide) {
            this.toDecide = toDecide;
            var before = toDecide ? wording : wording.withoutEarlierRevisions();
            copy = before.copy;
            contentHash = before.contentHash;
            blocksEver = CopyOnWrite.of(before.blocksEver);
            authors = CopyOnWrite.of(before.authors);
            scraps = toDecide ? before.scraps : List.of();
            looked = requireNonNull(before.looked);
        }

        Wording done() {
            findScraps();
            return new Wording(copy, contentHash, blocksEver.done(), authors.done(), scraps, looked);
        }

        Content content() {
            return copy.content();
        }

        /** @param claim as it was, or unchecked where somebody doubted it */
        void fell(Claim claim) {
            if (toDecide) {
                copy = copy.with(claim);
            }
        }

        /** @param claims as they stood before, so that what was found of words is kept with them when they are cut */
        void revised(ContentRevised e, Act act, Collection<Claim> claims) {
            var was = copy.content();
            var content = Changes.apply(was, e.changes());
            contentHash = e.contentHash();
            looked = looked.next();
            for (var change : e.changes()) {
                if (change instanceof Change.BlockInserted inserted) {
                    blocksEver.write().add(inserted.block().id());
                }
            }
            var before = touched(was, e.changes());
            var after = touched(content, e.changes());
            var writers = toDecide ? authors(before) : Map.<String, Authorship>of();
            copy = new Revision(
                    e.revision(), content, act.who(), List.of(), Map.of(), toDecide ? copy.with(writers) : null);
            if (toDecide) {
                cutting.add(new Cutting(before, after, writers, byPart(claims, before)));
                if (cutting.size() == Cutting.MOST) {
                    findScraps();
                }
            }
            rewritten(before, after, e, act);
        }

        private Map<String, Authorship> authors(Map<String, String> parts) {
            var its = new HashMap<String, Authorship>();
            for (var part : parts.keySet()) {
                var author = authors.read().get(part);
                if (author != null) {
                    its.put(part, author);
                }
            }
            return its;
        }

        private static Map<String, List<Claim>> byPart(Collection<Claim> claims, Map<String, String> parts) {
            var byPart = new HashMap<String, List<Claim>>();
            for (var claim : claims) {
                var part = claim.anchor().place().key();
                if (parts.containsKey(part)) {
                    byPart.computeIfAbsent(part, _ -> new ArrayList<>(2)).add(claim);
                }
            }
            return byPart;
        }

        /** The last are kept where they are too many, so whoever begins with these need not find the others. */
        private void findScraps() {
            var found = new ArrayDeque<Scrap>();
            var length = 0;
            for (var each : cutting.reversed()) {
                length = each.find(found, length);
            }
            cutting.clear();
            if (!found.isEmpty()) {
                scraps = Scrap.with(scraps, found);
            }
        }

        /** Only what a change touched is looked at: a story of many blocks has seldom more than one of them rewritten. */
        private void rewritten(Map<String, String> before, Map<String, String> after, ContentRevised e, Act act) {
            var writers = authors.write();
            before.keySet().stream().filter(part -> !after.containsKey(part)).forEach(writers::remove);
            after.forEach((part, words) -> {
                var old = before.get(part);
                var author = writers.get(part);
                var told = e.writers().get(part);
                if (told != null) {
                    writers.put(part, told);
                } else if (old == null || author == null) {
                    writers.put(part, Authorship.by(act.who(), words));
                } else if (!old.equals(words)) {
                    writers.put(part, author.rewritten(old, words, act.who()));
                }
            });
        }

        private static SequencedMap<String, String> touched(Content content, List<Change> changes) {
            var touched = new LinkedHashMap<String, String>();
            var blocks = content.blocksById();
            for (var change : changes) {
                switch (change) {
                    case Change.FieldChanged(Field field, var now)
                    when field.isRead() -> touched.put(field.key(), content.field(field));
                    case Change.BlockInserted(var block, var after) -> touch(touched, blocks.get(block.id()));
                    case Change.BlockRewritten(Block block) -> touch(touched, blocks.get(block.id()));
                    case Change.BlockRemoved(var block) -> touch(touched, blocks.get(block));
                    case Change.FieldChanged c -> {}
                    case Change.SubjectsChanged c -> {}
                    case Change.UrgencyChanged c -> {}
                    case Change.BlockMoved c -> {}
                }
            }
            return touched;
        }

        private static void touch(Map<String, String> touched, @Nullable Block block) {
            if (block != null) {
                block.addWritten(touched);
            }
        }
    }

    /**
     * What a revision may have cut, as it was: the parts that it changed, who wrote them and what was found of them.
     *
     * @param claims by the part that they are in
     */
    private record Cutting(
            SequencedMap<String, String> before,
            Map<String, String> after,
            Map<String, Authorship> authors,
            Map<String, List<Claim>> claims) {
        /** Behind so many it is looked for what they cut: a history of thousands would be held at once. */
        static final int MOST = 64;

        /**
         * Finds it as far as it is kept.
         *
         * @param found what later revisions cut; what this one did is put before it
         * @param length of that, in UTF-16 units
         * @return the length of all
         */
        int find(ArrayDeque<Scrap> found, int length) {
            var all = length;
            var cuts = new Authorship.Cuts();
            for (var part : before.sequencedKeySet().reversed()) {
                var words = before.get(part);
                var author = authors.get(part);
                if (words != null && author != null && all <= Scrap.MOST_WORDS) {
                    var ranges = cuts.of(words, after.getOrDefault(part, ""));
                    var writers = ranges.isEmpty() ? List.<Authorship>of() : author.of(words, ranges);
                    var inThem = within(ranges, claims.getOrDefault(part, List.of()));
                    for (var i = ranges.size() - 1; i >= 0; i--) {
                        var range = ranges.get(i);
                        found.addFirst(new Scrap(
                                part,
                                words.substring(range.start(), range.end()),
                                writers.get(i),
                                inThem.getOrDefault(i, List.of()),
                                before.get(part + Passage.SPEAKER)));
                        all += range.end() - range.start();
                    }
                }
            }
            return all;
        }

        /** The claims that lie in each of these ranges, which are in order, by its number. */
        private static Map<Integer, List<Claim>> within(List<Authorship.Range> ranges, List<Claim> claims) {
            var starts = ranges.stream().mapToInt(Authorship.Range::start).toArray();
            var within = new HashMap<Integer, List<Claim>>();
            for (var claim : claims) {
                var anchor = claim.anchor();
                var found = Arrays.binarySearch(starts, anchor.start());
                var at = found < 0 ? -found - 2 : found;
                if (at >= 0 && anchor.end() <= ranges.get(at).end()) {
                    within.computeIfAbsent(at, _ -> new ArrayList<>(2))
                            .add(claim.at(anchor.movedTo(anchor.start() - starts[at])));
                }
            }
            return within;
        }
    }
}
