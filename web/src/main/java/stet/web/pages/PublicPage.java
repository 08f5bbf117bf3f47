package stet.web.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/** A page as it is sent, plain and compressed. */
final class PublicPage {
    private static final String HTML = new MediaType(MediaType.TEXT_HTML, UTF_8).toString();

    private final String tag;
    private final byte[] plain;
    private final byte[] gzip;

    /** @param tag its ETag, which is weak since it belongs to both forms */
    PublicPage(String tag, String html) {
        this.tag = tag;
        plain = html.getBytes(UTF_8);
        var packed = new ByteArrayOutputStream(plain.length / 2);
        try (var packing = new GZIPOutputStream(packed)) {
            packing.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gzip = packed.toByteArray();
    }

    String tag() {
        return tag;
    }

    int bytes() {
        return plain.length + gzip.length;
    }

    /** Answers with it, or with 304 if the browser's copy is still current; whoever asks gets the same. */
    void answer(ServletWebRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, Freshness.SHORT.getHeaderValue());
        send(request, response);
    }

    /** The same, for whoever has said already for how long and for whom it may be kept. */
    void send(ServletWebRequest request, HttpServletResponse response) throws IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (request.checkNotModified(tag)) {
            return;
        }
        var packed = takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        if (packed) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        var bytes = packed ? gzip : plain;
        response.setContentType(HTML);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT)
                                .replace(" ", "")
                                .split(",", -1))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }
}
