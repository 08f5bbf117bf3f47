package stet.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records with their payloads, and all that it takes to verify them, in one file that is signed. Lines of JSON: what it is, with the
 * checkpoint and the policy; a line for each record; and at the end how many there were, with a signature over everything before it.
 */
public final class Pack implements AutoCloseable {
    static final String FORMAT = "stet-pack/1";
    static final JsonMapper JSON = JsonMapper.shared();

    private final OutputStream out;
    private final DigestOutputStream hashed;
    private final String origin;
    private final SigningKeys keys;
    private long records;
    private long payloads;

    /**
     * Begins a pack.
     *
     * @param of what it is about where that is one thing, such as an article's id; empty otherwise
     * @param checkpoint signed; every record is in its tree
     * @param policy by which it can be verified
     * @param out is not closed
     */
    public Pack(Scope scope, String of, Note checkpoint, String policy, SigningKeys keys, OutputStream out)
            throws IOException {
        this.out = out;
        this.keys = keys;
        hashed = new DigestOutputStream(out, Merkle.sha256());
        origin = Checkpoint.of(checkpoint.text()).origin();
        line(JsonNodeFactory.instance
                .objectNode()
                .put("format", FORMAT)
                .put("scope", scope.name())
                .put("of", of)
                .put("checkpoint", checkpoint.whole())
                .put("policy", policy));
    }

    /** @param path the inclusion proof; empty in a pack of the whole log, whose tree is made of the records themselves */
    public void add(Evidence evidence, List<byte[]> path) throws IOException {
        line(lineOf(evidence, path));
        records++;
        if (evidence.payload() != null && evidence.salt() != null) {
            payloads++;
        }
    }

    /** A record that is none of those which the pack is about, and says that words were taken out of some of them. */
    public void besides(Evidence evidence, List<byte[]> path) throws IOException {
        line(lineOf(evidence, path).put("besides", true));
    }

    private static ObjectNode lineOf(Evidence evidence, List<byte[]> path) {
        var line = JsonNodeFactory.instance.objectNode().put("record", evidence.record());
        if (evidence.payload() != null && evidence.salt() != null) {
            line.put("payload", evidence.payload()).put("salt", evidence.salt());
        }
        if (evidence.meta() != null && evidence.metaSalt() != null) {
            line.put("meta", evidence.meta()).put("metaSalt", evidence.metaSalt());
        }
        var proof = line.putArray("proof");
        path.forEach(hash -> proof.add(Base64.getEncoder().encodeToString(hash)));
        return line;
    }

    private void line(ObjectNode json) throws IOException {
        hashed.write(JSON.writeValueAsBytes(json));
        hashed.write('\n');
    }

    /** Ends it; without this it is none. */
    @Override
    public void close() throws IOException {
        var text = end(origin, records, payloads, hashed.getMessageDigest().digest());
        out.write(JSON.writeValueAsBytes(JsonNodeFactory.instance
                .objectNode()
                .put("signed", keys.sign(text).whole())));
        out.write('\n');
        out.flush();
    }

    /** What is signed at the end. */
    static String end(String origin, long records, long payloads, byte[] sha256) {
        return "%s\n%s\nrecords %d\npayloads %d\n%s\n"
                .formatted(
                        FORMAT, origin, records, payloads, Base64.getEncoder().encodeToString(sha256));
    }

    static JsonNode read(byte[] line) {
        return Jcs.read(new String(line, UTF_8));
    }
}
