package stet.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to the program, kept open. It costs little, so that it takes little from the program that it measures. */
final class Line implements AutoCloseable {
    /** The server waits longer than this. */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean closing;
    private long used = System.nanoTime();
    private final Map<String, String> said = new LinkedHashMap<>();

    /** @param cookies those that were set, as they are sent back */
    record Answer(int status, String body, Map<String, String> cookies) {}

    Line(int port) throws IOException {
        this.port = port;
        socket = open();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    private Socket open() throws IOException {
        var opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        return opened;
    }

    /** Says this with every request from now on. */
    Line saying(String header, String value) {
        said.put(header, value);
        return this;
    }

    /** Says this no more. */
    void silent(String header) {
        said.remove(header);
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "");
    }

    Answer send(String method, String path, String json) throws IOException {
        var body = json.getBytes(UTF_8);
        var head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
        said.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!method.equals("GET")) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(ISO_8859_1);
        var all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        if (closing || System.nanoTime() - used > IDLE.toNanos()) {
            // The server takes so many requests on a connection, and no more, and closes one that is idle.
            close();
            socket = open();
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            closing = false;
        }
        socket.getOutputStream().write(all);
        var answer = answer();
        used = System.nanoTime();
        return answer;
    }

    private Answer answer() throws IOException {
        var status = Integer.parseInt(line().substring(9, 12));
        var length = 0;
        var chunked = false;
        var cookies = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "connection" -> closing = value.equals("close");
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "set-cookie" -> {
                    var cookie = value.split(";", 2)[0].split("=", 2);
                    cookies.put(cookie[0], cookie[1]);
                }
                default -> {}
            }
        }
        return new Answer(status, new String(chunked ? chunks() : in.readNBytes(length), UTF_8), cookies);
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (var size = size(); size > 0; size = size()) {
            all.write(in.readNBytes(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("The program closed the connection");
            }
            if (each != '\r') {
                line.append((char) each);
            }
        }
        return line.toString();
    }

    /** @throws IOException unless it was answered as expected */
    static Answer as(int expected, Answer answer) throws IOException {
        if (answer.status() != expected) {
            throw new IOException("%d instead of %d: %s".formatted(answer.status(), expected, answer.body()));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
