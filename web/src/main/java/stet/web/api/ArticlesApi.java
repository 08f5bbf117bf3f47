package stet.web.api;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import stet.desk.Desk;
import stet.desk.WhyNot;
import stet.desk.WorkingCopy;
import stet.domain.ArticleId;
import stet.domain.Conflict;
import stet.domain.DeskId;
import stet.domain.InvalidValue;
import stet.domain.RefusalCode;
import stet.domain.Refused;
import stet.domain.SourceId;
import stet.domain.article.ArticleCommand.DraftArticle;
import stet.domain.article.ArticleCommand.ReplaceWords;
import stet.domain.article.ArticleCommand.ReviseContent;
import stet.domain.article.Unclaimed;
import stet.domain.checking.ClaimKind;
import stet.domain.checking.SentencesOf;
import stet.domain.content.Anchor;
import stet.domain.content.Content;
import stet.domain.content.WordSearch;
import stet.domain.hints.Hint;
import stet.history.ArticleAsOf;
import stet.history.ChangesOf;
import stet.history.ChecksOf;
import stet.history.History;
import stet.history.OriginOf;
import stet.history.PeopleOf;
import stet.interchange.Originals;
import stet.interchange.PlainText;
import stet.web.access.AccessEvent.Kind;
import stet.web.access.AccessLedger;
import stet.web.access.RemoteAddress;
import stet.web.door.CommandsByName;
import stet.web.door.Door;
import stet.web.door.DraftFiles;
import stet.web.door.Grant;
import stet.web.door.IfMatch;
import stet.web.door.Repeats;
import stet.web.door.Replacements;
import stet.web.door.Said;
import stet.web.door.SignedIn;
import stet.web.door.StrictJson;
import stet.web.findings.ArticleHints;
import stet.web.findings.UnclaimedWords;
import stet.web.http.BodyLimit;
import stet.web.http.Cursors;
import stet.web.http.Problems;
import stet.workflow.Answer;
import stet.workflow.Commands;
import stet.workflow.Repeat;
import stet.workflow.Request;
import tools.jackson.databind.node.ObjectNode;

/** Articles: every command, the working copy, what stands in its way, and its history. */
@RestController
@RequestMapping("/api/articles")
class ArticlesApi {
    private static final int MOST_SUGGESTIONS = 1_000;

    private final Door door;
    private final CommandsByName byName;
    private final StrictJson json;
    private final UnclaimedWords unclaimed;
    private final Cursors cursors;
    private final Desk desk;
    private final History history;
    private final Originals originals;
    private final DraftFiles files;
    private final Commands commands;
    private final ArticleHints hints;
    private final Replacements replacements;
    private final AccessLedger access;
    private final Clock clock;

    ArticlesApi(
            Door door,
            CommandsByName byName,
            StrictJson json,
            UnclaimedWords unclaimed,
            Cursors cursors,
            Desk desk,
            History history,
            Originals originals,
            DraftFiles files,
            Commands commands,
            ArticleHints hints,
            Replacements replacements,
            AccessLedger access,
            Clock clock) {
        this.door = door;
        this.byName = byName;
        this.json = json;
        this.unclaimed = unclaimed;
        this.cursors = cursors;
        this.desk = desk;
        this.history = history;
        this.originals = originals;
        this.files = files;
        this.commands = commands;
        this.hints = hints;
        this.replacements = replacements;
        this.access = access;
        this.clock = clock;
    }

    // ---- In

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> draft(
            @RequestBody byte[] body, HttpServletRequest request, @AuthenticationPrincipal SignedIn person) {
        var sent = json.object(body);
        var said = Said.takenFrom(sent, Repeats.of(request, body), Map.of());
        var id = StrictJson.take(sent, "id");
        sent.put("articleId", id == null ? StrictJson.newId() : id);
        if (sent.get("content") instanceof ObjectNode content) {
            json.complete(content);
        }
        if (sent.has("origin")) {
            throw new InvalidValue("There is no field 'origin' here; an article from a file is sent as the file");
        }
        return drafted(door.send(json.read(sent, DraftArticle.class), person, said), List.of());
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<?> draftFromText(
            @RequestBody byte[] body,
            @RequestParam DeskId desk,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person) {
        return imported(body, name, desk, person, Repeats.of(request, body));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> draftFromFile(
            @RequestParam("file") MultipartFile file,
            @RequestParam DeskId desk,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person)
            throws IOException {
        if (file.getSize() > BodyLimit.LONGEST) {
            throw new MaxUploadSizeExceededException(BodyLimit.LONGEST);
        }
        var bytes = file.getBytes();
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        return imported(bytes, name, desk, person, Repeats.of(request, bytes, name, desk.value()));
    }

    private ResponseEntity<?> imported(byte[] bytes, String name, DeskId at, SignedIn person, @Nullable Repeat repeat) {
        var file = files.read(bytes, name, at);
        return drafted(door.send(file, file.draft(), person, Said.nothingBut(repeat)), file.questions());
    }

    private static ResponseEntity<?> drafted(Door.Outcome outcome, List<PlainText.Question> questions) {
        return switch (outcome.answer()) {
            case Answer.No no -> Problems.answer(Problems.of(no));
            case Answer.Done done ->
                ResponseEntity.created(URI.create("/api/articles/" + done.id()))
                        .headers(Receipts.headers(done, outcome))
                        .body(new Drafted(Receipts.Receipt.of(done), questions));
        };
    }

    /** @param questions what the import was not sure of, for the editor to decide */
    record Drafted(Receipts.Receipt receipt, List<PlainText.Question> questions) {}

    @PutMapping(path = "/{id}/content", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> revise(
            @PathVariable ArticleId id,
            @RequestBody byte[] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person) {
        var revision = IfMatch.revision(ifMatch);
        var sent = json.object(body);
        var said = Said.takenFrom(sent, Repeats.of(request, body), Map.of());
        var content = json.content(sent);
        return Receipts.of(
                door.send(new ReviseContent(id, revision, IfMatch.black(ifMatch), content), person, said), content);
    }

    @Operation(
            operationId = "merge-preview",
            summary = "What a save would be merged into, and what is in conflict; nothing is saved.")
    @PostMapping(path = "/{id}/merge-preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MergePreview> merged(
            @PathVariable ArticleId id, @RequestBody byte[] body, @AuthenticationPrincipal SignedIn person) {
        var sent = json.contents(json.object(body), ToMerge.class);
        var article = desk.workingCopy(new WorkingCopy(id))
                .map(WorkingCopy.Answer::article)
                .orElse(null);
        var save = new ReviseContent(id, article == null ? 1 : article.revision(), sent.content());
        var merged = door.merged(article, save, sent.base(), person);
        var latest = Objects.requireNonNull(article);
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(latest.revision(), latest.content()))
                .body(new MergePreview(latest.revision(), latest.content(), merged.content(), merged.conflicts()));
    }

    /** @param base what the content was made from */
    record ToMerge(Content base, Content content) {}

    /**
     * @param revision the latest, which is what was sent is merged into
     * @param latest its content, which the ETag names
     * @param merged what a save on it could say: all that is in both, and as the latest wherever there is a conflict
     * @param conflicts what of the sent content is not in it, and what it and they were made from
     */
    record MergePreview(int revision, Content latest, Content merged, List<Conflict> conflicts) {}

    @PostMapping(path = "/{id}/{command}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> command(
            @PathVariable ArticleId id,
            @PathVariable String command,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn person) {
        var bytes = body == null ? new byte[0] : body;
        var sent = bytes.length == 0 ? json.object("{}".getBytes(StandardCharsets.UTF_8)) : json.object(bytes);
        try {
            return Receipts.of(
                    byName.ask(id, command, sent, bytes, ifMatch, known -> Repeats.of(request, known), person));
        } catch (Grant.Exceeded exceeded) {
            access.refused(Kind.TOKEN_REFUSED, person.person(), RemoteAddress.of(request), Problems.BEYOND_ITS_SCOPE);
            throw exceeded;
        }
    }

    // ---- Out

    @Operation(
            operationId = "article",
            summary = "How an article stands: its content, its claims, who works on it, what was signed off.")
    @GetMapping("/{id}")
    ResponseEntity<ArticleView> article(@PathVariable ArticleId id) {
        var copy = copy(id);
        return ResponseEntity.ok().eTag("W/\"" + copy.sequence() + "\"").body(ArticleView.of(copy));
    }

    @Operation(operationId = "content", summary = "The working copy alone; its ETag names the revision.")
    @GetMapping("/{id}/content")
    ResponseEntity<Content> content(@PathVariable ArticleId id) {
        var article = copy(id).article();
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(article.revision(), article.content()))
                .body(article.content());
    }

    /** Why it cannot be published now; empty if it can. */
    @Operation(
            operationId = "obstacles",
            summary = "Why the article cannot be published now, in the order in which an editor would see to it.")
    @GetMapping("/{id}/obstacles")
    Obstacles obstacles(@PathVariable ArticleId id) {
        var why = desk.whyNot(new WhyNot(id, clock.instant())).orElseThrow(ArticlesApi::missing);
        return new Obstacles(Problems.shown(why.obstacles()));
    }

    /** In the order in which an editor would see to them. */
    record Obstacles(List<Problems.ObstacleView> obstacles) {}

    /** What in the text should be in a claim, or is worth one, and is in none yet. */
    @Operation(
            operationId = "suggestions",
            summary = "Statements, numbers and names that should be in a claim, or are worth one, and are in none.")
    @GetMapping("/{id}/suggestions")
    Suggestions suggestions(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "200") int limit) {
        if (limit < 1 || limit > MOST_SUGGESTIONS) {
            throw new InvalidValue("A page has 1 to %d suggestions".formatted(MOST_SUGGESTIONS));
        }
        var copy = copy(id);
        var all = unclaimed.of(copy).unclaimed();
        var place = cursors.read(after, SuggestionsRead.class);
        var from = place == null ? 0 : Math.clamp(place.count(), 0, all.size());
        var to = Math.min(all.size(), from + limit);
        var sentences = new SentencesOf(copy.article().content(), copy.article()::findings);
        return new Suggestions(
                all.subList(from, to).stream()
                        .map(words -> Suggestion.of(words, sentences))
                        .toList(),
                all.size(),
                cursors.of(to == all.size() ? null : new SuggestionsRead(to)));
    }

    /** How many a program has read already. */
    private record SuggestionsRead(int count) {}

    /**
     * Statements in reading order, then each name once.
     *
     * @param total how many there are on all pages
     * @param next what to ask {@code after} for the next page, or null if this is the last
     */
    record Suggestions(
            List<Suggestion> suggestions,
            int total,
            @Nullable String next) {}

    /**
     * A statement to raise a claim on.
     *
     * @param required whether the facts cannot be signed off while it is in no claim
     * @param speaker of a quotation, as far as the text tells; otherwise empty
     * @param marks the numbers, dates, names and quotations that a claim on it covers
     * @param sentence that it stands in
     * @param offset where in the sentence it begins, in UTF-16 units from 0
     * @param places where else a name stands
     */
    record Suggestion(
            ClaimKind kind,
            Anchor anchor,
            boolean required,
            String because,
            String speaker,
            List<MarkView> marks,
            String sentence,
            int offset,
            List<Anchor> places) {
        static Suggestion of(Unclaimed words, SentencesOf sentences) {
            var anchor = words.anchor();
            var statement = words.statement();
            var sentence = sentences.around(anchor);
            return new Suggestion(
                    statement.kind(),
                    anchor,
                    words.required(),
                    statement.because(),
                    statement.speaker(),
                    statement.marks().stream()
                            .map(mark ->
                                    new MarkView(mark.kind(), new Anchor(anchor.place(), mark.start(), mark.words())))
                            .toList(),
                    sentences.passage(anchor).substring(sentence.start(), sentence.end()),
                    anchor.start() - sentence.start(),
                    words.places());
        }
    }

    @Operation(
            operationId = "hints",
            summary = "What does not fit in the text, each with a question that query-words sends.")
    @GetMapping("/{id}/hints")
    HintsView hints(@PathVariable ArticleId id) {
        return new HintsView(
                hints.of(copy(id).article()).stream().map(HintView::of).toList());
    }

    /** In reading order. */
    record HintsView(List<HintView> hints) {}

    @Operation(
            operationId = "replacements",
            summary = "Where words stand, and what would fall if replace-words put others there; nothing is done.")
    @GetMapping("/{id}/replacements")
    Replacements.Preview replacements(
            @PathVariable ArticleId id,
            @RequestParam String find,
            @RequestParam(defaultValue = "") String with,
            @RequestParam(defaultValue = "") List<WordSearch.Option> option,
            @RequestParam(defaultValue = "") List<String> except,
            @AuthenticationPrincipal SignedIn person) {
        var article = copy(id).article();
        return replacements.of(article, new ReplaceWords(id, article.revision(), find, option, with, except), person);
    }

    /**
     * @param claim the kind of claim that the question is about
     * @param others the words that these do not fit with
     */
    record HintView(
            Hint.Kind kind, ClaimKind claim, Anchor anchor, String reason, String question, List<Anchor> others) {
        static HintView of(Hint hint) {
            return new HintView(
                    hint.kind(), hint.kind().claim(), hint.anchor(), hint.reason(), hint.question(), hint.others());
        }
    }

    /** Something in a statement, and what it is. */
    record MarkView(ClaimKind kind, Anchor anchor) {}

    @Operation(
            operationId = "history",
            summary = "What happened to the article, in order.",
            description =
                    "Of changes in very many words there are fewer on a page than the limit; next leads on from the last.")
    @GetMapping("/{id}/history")
    ChangesOf.Page history(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        var page = history.changes(new ChangesOf(id, after, limit));
        if (page.entries().isEmpty() && after == null) {
            throw missing();
        }
        return page;
    }

    @Operation(
            operationId = "checks",
            summary = "Who signed what off, what fell and why, and what was said of each claim and caption.",
            description =
                    "What changed in the words is told with the first of those that fell by it; the others name its number (changedWith).")
    @GetMapping("/{id}/checks")
    ChecksOf.Checks checks(@PathVariable ArticleId id) {
        return history.checks(new ChecksOf(copy(id).article().id())).eachChangeOnce();
    }

    @Operation(operationId = "as-of", summary = "What the article said after one event, or at an instant.")
    @GetMapping("/{id}/as-of")
    ArticleAsOf.Version asOf(
            @PathVariable ArticleId id,
            @RequestParam(required = false) @Nullable Long sequence,
            @RequestParam(required = false) @Nullable Instant at) {
        if ((sequence == null) == (at == null)) {
            throw new InvalidValue("Say either 'sequence' or 'at'");
        }
        return history.version(
                        sequence != null
                                ? ArticleAsOf.after(id, sequence)
                                : ArticleAsOf.at(id, Objects.requireNonNull(at)))
                .orElseThrow(ArticlesApi::missing);
    }

    @Operation(operationId = "people-of-article", summary = "Who did what to the article.")
    @GetMapping("/{id}/people")
    PeopleOf.People people(@PathVariable ArticleId id) {
        var people = history.people(new PeopleOf(id));
        if (people.people().isEmpty()) {
            throw missing();
        }
        return people;
    }

    @Operation(operationId = "original", summary = "The file that a draft came from, byte for byte.")
    @GetMapping("/{id}/original")
    ResponseEntity<byte[]> original(@PathVariable ArticleId id) {
        var origin = history.origin(new OriginOf(id)).orElseThrow(ArticlesApi::missing);
        var original = originals.find(origin.bytes()).orElseThrow(ArticlesApi::missing);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(original.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(origin.name().isEmpty() ? "original" : origin.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(original.bytes());
    }

    /** The identity of a confidential source, for those who may read it; to everybody else it is not there. */
    @Operation(
            operationId = "source",
            summary = "Who a confidential source is, for those who may read it.",
            description = "That it was read stands in the log of access.")
    @GetMapping("/{id}/sources/{source}")
    Request.Identity source(
            @PathVariable ArticleId id,
            @PathVariable SourceId source,
            @AuthenticationPrincipal SignedIn person,
            HttpServletRequest request) {
        var identity = commands.sources()
                .read(id, source, person.person())
                .orElseThrow(() -> new Refused(
                        RefusalCode.NO_SUCH_SOURCE, "There is no confidential source of that name that you may read"));
        access.done(
                Kind.SOURCE_READ,
                person.person(),
                person.person(),
                RemoteAddress.of(request),
                "%s of %s".formatted(source, id));
        return identity;
    }

    private WorkingCopy.Answer copy(ArticleId id) {
        return desk.workingCopy(new WorkingCopy(id)).orElseThrow(ArticlesApi::missing);
    }

    private static Refused missing() {
        return new Refused(RefusalCode.NO_SUCH_ARTICLE, "There is no such article");
    }
}
