package stet.web.life;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** One person of each role, and how they get an article out when nothing stands in its way. */
public record Newcomers(
        RunningStet stet, Colleague wanda, Colleague chidi, Colleague pia, Colleague paul, Colleague stella) {

    public static Newcomers to(RunningStet stet) {
        return new Newcomers(
                stet,
                stet.welcomes("wanda", "Wanda Winter", "WRITER"),
                stet.welcomes("chidi", "Chidi Okafor", "CHECKER"),
                stet.welcomes("pia", "Pia Lund", "PICTURE_EDITOR"),
                stet.welcomes("paul", "Paul Reyes", "PUBLISHER"),
                stet.welcomes("stella", "Stella Marsh", "STANDARDS"));
    }

    public String drafts(String desk, String headline, String paragraph) {
        var content = Map.of(
                "headline",
                headline,
                "section",
                "City",
                "blocks",
                List.of(Map.of("kind", "paragraph", "id", "b1", "text", paragraph)));
        return wanda.posts("/api/articles", Map.of("desk", desk, "content", content))
                .with(201)
                .json()
                .path("receipt")
                .path("id")
                .asString();
    }

    /** Drafted, checked and captioned: Paul could publish it now. */
    public String readies(String desk, String headline, String paragraph) {
        var article = drafts(desk, headline, paragraph);
        wanda.asks(article, "submit-for-checking", Map.of()).with(200);
        claims(article, headline);
        var source =
                Map.of("kind", "named", "type", "OWN_CALL", "locator", "The harbour office", "consulted", "2026-02-11");
        chidi.asks(article, "confirm-claim", Map.of("claimId", "c1", "sources", List.of(source)))
                .with(200);
        chidi.asks(article, "sign-off-facts", Map.of()).with(200);
        pia.asks(article, "sign-off-captions", Map.of()).with(200);
        return article;
    }

    /** Chidi takes the headline for a claim, c1. */
    void claims(String article, String headline) {
        chidi.asks(
                        article,
                        "raise-claim",
                        Map.of(
                                "claimId",
                                "c1",
                                "kind",
                                "FACT",
                                "anchor",
                                Map.of("place", "headline", "start", 0, "words", headline)))
                .with(200);
    }

    public String publishes(String desk, String headline, String paragraph) {
        var article = readies(desk, headline, paragraph);
        paul.asks(article, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
        return article;
    }

    public void rewrites(String article, String paragraph) {
        var address = "/api/articles/" + article + "/content";
        var before = wanda.gets(address).with(200);
        var content = (ObjectNode) before.json();
        ((ObjectNode) content.path("blocks").path(0)).put("text", paragraph);
        wanda.with("If-Match", before.header("ETag")).puts(address, content).with(200);
    }

    /** Signed off anew, for it was rewritten. */
    public void republishes(String article, String kind) {
        chidi.asks(article, "sign-off-facts", Map.of()).with(200);
        paul.asks(article, "publish-article", Map.of("kind", kind)).with(200);
    }

    /** Signed off anew and corrected, for it was rewritten. */
    public void corrects(String article, String wrong, String right) {
        chidi.asks(article, "sign-off-facts", Map.of()).with(200);
        paul.asks(
                        article,
                        "publish-article",
                        Map.of("kind", "CORRECTION", "note", Map.of("wrong", wrong, "right", right)))
                .with(200);
    }

    public String slug(String article) {
        return wanda.sees("/api/articles/" + article)
                .path("edition")
                .path("slug")
                .asString();
    }

    /** By its SHA-256. */
    public String keeps(byte[] bytes) {
        return pia.posts("/api/pictures", "image/jpeg", bytes)
                .json()
                .path("picture")
                .asString();
    }

    /** The article, with this picture in a figure that lacks nothing; Wanda says it. */
    public String shows(String article, String figure, String hash) {
        showing(article, figure, hash).with(200);
        return article;
    }

    Reply showing(String article, String figure, String hash) {
        var content = (ObjectNode) wanda.sees("/api/articles/" + article + "/content");
        var blocks = content.withArray("blocks");
        blocks.valueStream()
                .filter(block -> block.path("id").asString().equals(figure))
                .findFirst()
                .map(ObjectNode.class::cast)
                .orElseGet(() -> blocks.addObject().put("kind", "figure").put("id", figure))
                .putObject("picture")
                .put("file", hash)
                .put("caption", "The ferry at her berth.")
                .put("altText", "A white ferry at a pier")
                .put("sourceType", "DIGITAL_CAPTURE")
                .set(
                        "parts",
                        content.objectNode()
                                .put("WHO_OR_WHAT", "The ferry")
                                .put("WHERE", "Port Ellery")
                                .put("WHEN", "At low tide")
                                .put("CREDIT", "Runa Haldane"));
        return wanda.saves(
                article, wanda.sees("/api/articles/" + article).path("revision").asInt(), content);
    }

    /** An article without claims and with this figure. */
    public void publishesPictured(String article, String figure) {
        wanda.asks(article, "submit-for-checking", Map.of()).with(200);
        chidi.asks(article, "sign-off-facts", Map.of()).with(200);
        pia.asks(article, "approve-caption", Map.of("figure", figure)).with(200);
        pia.asks(article, "sign-off-captions", Map.of()).with(200);
        paul.asks(article, "publish-article", Map.of("kind", "ORIGINAL")).with(200);
    }
}
