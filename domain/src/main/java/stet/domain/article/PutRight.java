package stet.domain.article;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import stet.domain.Act;
import stet.domain.BlockId;
import stet.domain.article.Correction.Found;
import stet.domain.article.Correction.SignedOff;
import stet.domain.article.Correction.Waived;
import stet.domain.article.Correction.Wrong;
import stet.domain.article.CorrectionTrail.Finding;
import stet.domain.article.CorrectionTrail.Given;
import stet.domain.article.CorrectionTrail.Out;
import stet.domain.checking.ClaimKind;
import stet.domain.content.Amendment;
import stet.domain.content.Amendment.Stretch;
import stet.domain.content.Block;
import stet.domain.content.Content;
import stet.domain.content.Passage;
import stet.domain.content.Place;
import stet.domain.content.WordDiff;

/** What one edition put right, held against what stood when the edition before it came out. */
final class PutRight {
    private final Out out;
    private final Edition now;
    private final Amendment amendment;
    private final Map<String, String> writtenThen;
    private final Map<String, String> writtenNow;
    private final Map<String, List<Passage>> passages;
    private final Map<String, List<Claim>> claims;

    PutRight(Out out, Edition now) {
        this.out = out;
        this.now = now;
        var was = out.edition().content();
        amendment = Amendment.of(was, now.content());
        writtenThen = was.written();
        writtenNow = now.content().written();
        passages = Passage.of(was).values().stream().collect(groupingBy(Passage::part));
        claims = out.article().claims().values().stream()
                .collect(groupingBy(claim -> claim.anchor().place().key()));
    }

    Correction told(Note note, Act act, long sequence) {
        var was = out.edition();
        var named = note.passages().isEmpty()
                ? List.copyOf(LaterEdition.changed(was.content(), now.content()))
                : note.passages();
        return new Correction(
                now.number(),
                now.kind(),
                note,
                act.who(),
                act.at(),
                sequence,
                was.number(),
                was.revision(),
                named.stream().map(this::wrong).toList());
    }

    private Wrong wrong(String piece) {
        var amended = amendment.of(piece);
        var stoodIn = new LinkedHashSet<Passage>();
        amended.forEach(stretch -> stoodIn.addAll(passages(stretch)));
        var figure = figure(piece);
        var signedOff = figure == null ? signers(amended) : approvers(figure);
        var check = figure == null ? Check.FACTS : Check.CAPTIONS;
        var before = words(out.edition().content(), writtenThen, writtenNow, piece);
        return new Wrong(
                piece,
                WordDiff.between(
                        before.isEmpty() ? stoodIn.stream().map(Passage::words).collect(joining("\n")) : before,
                        words(now.content(), writtenNow, writtenThen, piece)),
                amended.stream().map(this::said).toList(),
                signedOff,
                found(amended),
                !signedOff.isEmpty() || (stoodIn.isEmpty() && figure == null)
                        ? List.of()
                        : out.waivers().stream()
                                .map(Given::waived)
                                .filter(waived -> waived.check() == check)
                                .toList());
    }

    /** Those in which it stood; where words were missing between two, both. */
    private List<Passage> passages(Stretch stretch) {
        return passages.getOrDefault(stretch.part(), List.of()).stream()
                .filter(passage -> stretch.start() == stretch.end()
                        ? passage.start() <= stretch.start() && stretch.start() <= passage.end()
                        : passage.start() < stretch.end() && stretch.start() < passage.end())
                .toList();
    }

    // ---- Who had signed it

    /** Of a passage that was made of several, those who had signed what the words stood in; all of them where that is not certain. */
    private List<SignedOff> signers(List<Stretch> amended) {
        var signers = new LinkedHashSet<SignedOff>();
        for (var stretch : amended) {
            var among = among(stretch);
            for (var passage : passages(stretch)) {
                var its = out.signed().getOrDefault(passage.key(), List.of());
                var sure = its.stream()
                        .filter(signature -> signature.words().contains(among))
                        .toList();
                (sure.isEmpty() ? its : sure).forEach(signature -> signers.add(signature.by()));
            }
        }
        return List.copyOf(signers);
    }

    private List<SignedOff> approvers(BlockId figure) {
        var approvers = new ArrayList<SignedOff>();
        var approval = out.approved().get(figure);
        if (approval != null && out.article().approvals().containsKey(figure)) {
            approvers.add(approval);
        }
        var captions = out.captions();
        if (captions != null && out.article().captionsSignedOff() != null) {
            approvers.add(captions);
        }
        return approvers;
    }

    private @Nullable BlockId figure(String piece) {
        return out.edition().content().figures().stream()
                .map(Block::id)
                .filter(id -> Place.of(id).key().equals(piece))
                .findFirst()
                .orElse(null);
    }

    // ---- What had been found of it

    private List<Found> found(List<Stretch> amended) {
        var found = new LinkedHashSet<Found>();
        for (var stretch : amended) {
            var inIt = claims(stretch, claim -> isIn(stretch, claim));
            // Words that came in beside a claim were missed by whoever checked that, unless they came in within
            // another.
            (inIt.isEmpty() ? claims(stretch, claim -> isBeside(stretch, claim)) : inIt)
                    .forEach(claim -> found.add(found(claim)));
        }
        return List.copyOf(found);
    }

    /** A quotation's speaker belongs to its claim (rule 27). */
    private List<Claim> claims(Stretch stretch, Predicate<Claim> which) {
        var part = stretch.part();
        return part.endsWith(Passage.SPEAKER)
                ? claims.getOrDefault(part.substring(0, part.length() - Passage.SPEAKER.length()), List.of()).stream()
                        .filter(claim -> claim.kind() == ClaimKind.QUOTE)
                        .toList()
                : claims.getOrDefault(part, List.of()).stream().filter(which).toList();
    }

    private static boolean isIn(Stretch stretch, Claim claim) {
        var anchor = claim.anchor();
        return stretch.start() == stretch.end()
                ? anchor.start() < stretch.start() && stretch.start() < anchor.end()
                : anchor.start() < stretch.end() && stretch.start() < anchor.end();
    }

    /** There is nothing between them but a space. */
    private boolean isBeside(Stretch stretch, Claim claim) {
        var anchor = claim.anchor();
        var behind = anchor.start() >= stretch.start();
        var from = behind ? stretch.start() : anchor.end();
        var to = behind ? anchor.start() : stretch.start();
        return stretch.start() == stretch.end()
                && to - from <= 1
                && writtenThen
                        .getOrDefault(stretch.part(), "")
                        .substring(from, to)
                        .isBlank();
    }

    private Found found(Claim claim) {
        var finding = Optional.ofNullable(out.found().get(claim.id())).filter(its -> its.verdict() == claim.verdict());
        return new Found(
                claim.id(),
                claim.kind(),
                claim.anchor().words(),
                claim.verdict(),
                claim.sources(),
                finding.map(its -> its.act().who()).orElse(null),
                finding.map(its -> its.act().at()).orElse(null),
                finding.map(Finding::sequence).orElse(null),
                waived(claim));
    }

    private @Nullable Waived waived(Claim claim) {
        return out.waivers().reversed().stream()
                .filter(given -> claim.id().equals(given.waiver().claim()))
                .map(Given::waived)
                .findFirst()
                .orElse(null);
    }

    // ---- The words

    private String said(Stretch stretch) {
        return writtenThen.getOrDefault(stretch.part(), "").substring(stretch.start(), stretch.end());
    }

    /** What was wrong or, where words were missing, the words on both sides of it. */
    private String among(Stretch stretch) {
        if (stretch.start() < stretch.end()) {
            return said(stretch);
        }
        var text = writtenThen.getOrDefault(stretch.part(), "");
        var start = text.lastIndexOf(' ', Math.max(0, stretch.start() - 1)) + 1;
        var next = text.indexOf(' ', Math.min(text.length(), stretch.end() + 1));
        return text.substring(Math.min(start, stretch.start()), next < 0 ? text.length() : next);
    }

    /** All that is said in a piece; where a link leads only if it leads elsewhere in the other edition. */
    private static String words(Content content, Map<String, String> written, Map<String, String> other, String piece) {
        var words = written.entrySet().stream()
                .filter(part -> part.getKey().equals(piece) || part.getKey().startsWith(piece + "#"))
                .filter(part -> !Passage.isLink(part.getKey()) || !other.containsKey(part.getKey()))
                .map(Map.Entry::getValue)
                .filter(said -> !said.isEmpty())
                .collect(joining("\n"));
        return words.isEmpty() && !piece.startsWith("block/")
                ? String.join(", ", content.printed().getOrDefault(piece, List.of()))
                : words;
    }
}
