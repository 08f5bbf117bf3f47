package stet.web.assets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.webjars.WebJarVersionLocator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The addresses of scripts and styles. Each contains a hash of the file or its library's version, so that browsers may cache it for ever and
 * never mix files of two versions.
 */
@Component
public final class Assets {
    static final String ROOT = "/assets/";

    /** Their version is in their names already, as the style sheet has them. */
    private static final String FONTS = "fonts/";

    private static final String OURS = "newsroom/";
    private static final Map<String, String> IN_THE_ROOT_OF_ITS_JAR = Map.of("w3c-keyname", "index.js");
    private static final List<String> LIBRARIES = List.of(
            "orderedmap",
            "prosemirror-commands",
            "prosemirror-dropcursor",
            "prosemirror-gapcursor",
            "prosemirror-history",
            "prosemirror-inputrules",
            "prosemirror-keymap",
            "prosemirror-model",
            "prosemirror-schema-list",
            "prosemirror-state",
            "prosemirror-transform",
            "prosemirror-view",
            "rope-sequence",
            "w3c-keyname");

    private final WebJarVersionLocator jars = new WebJarVersionLocator();
    private final Map<String, String> addresses = new TreeMap<>();
    private final String importMap;

    Assets() throws IOException {
        for (var file : new PathMatchingResourcePatternResolver()
                .getResources(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX + "static/assets/**/*.*")) {
            var path = file.getURL().getPath();
            var name = path.substring(path.lastIndexOf("static/assets/") + "static/assets/".length());
            addresses.put(name, name.startsWith(FONTS) ? ROOT + name : ROOT + "%s?v=%s".formatted(name, version(file)));
        }
        var imports = new TreeMap<String, String>();
        LIBRARIES.forEach(library ->
                imports.put(library, library(library, IN_THE_ROOT_OF_ITS_JAR.getOrDefault(library, "dist/index.js"))));
        addresses.forEach((name, address) -> {
            if (name.startsWith(OURS) && name.endsWith(".js")) {
                imports.put("stet/" + name.substring(OURS.length(), name.length() - ".js".length()), address);
            }
        });
        importMap = JsonMapper.shared().writeValueAsString(Map.of("imports", imports));
    }

    /**
     * Where a file of ours is found.
     *
     * @param path such as {@code /assets/newsroom/newsroom.css}
     * @throws IllegalArgumentException if there is no such file
     */
    public String address(String path) {
        var address = addresses.get(path.substring(ROOT.length()));
        if (address == null) {
            throw new IllegalArgumentException("There is no file " + path);
        }
        return address;
    }

    public String htmx() {
        return library("htmx.org", "dist/htmx.min.js");
    }

    /** The import map: names for the libraries' modules, and {@code stet/…} for each script of ours. */
    public String importMap() {
        return importMap;
    }

    /** The hash of the import map for the Content-Security-Policy, which otherwise allows no inline script; an import map must be inline. */
    public String importMapSource() {
        return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(sha256(importMap.getBytes(UTF_8))));
    }

    private String library(String name, String file) {
        return "/webjars/%s/%s/%s".formatted(name, jars.version(name), file);
    }

    private static String version(Resource file) {
        try {
            return HexFormat.of().formatHex(sha256(file.getContentAsByteArray()), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
