package dev.brownout.reality;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Persistent HTTP/1.1 connection, for messages with a content length and no optional features (RFC 9112). */
public final class Http implements AutoCloseable {
    private static final int LONGEST_LINE = 8192;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /**
     * Received message without its body.
     *
     * @param first first line
     * @param fields header fields, with names in lower case
     */
    public record Message(String first, Map<String, String> fields) {}

    /** Creates a connection of a connected socket. */
    public Http(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Sets the maximum time that a read blocks, in ms; 0 means no limit. */
    public void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Sends a request without a body. */
    public void get(String path) throws IOException {
        out.write(("GET " + path + " HTTP/1.1\r\nHost: site\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void answer(int status, MeasuredResponse.Look lookup, byte[] body) throws IOException {
        respond(status, Map.of("X-Cache", lookup.toString()), body);
    }

    /**
     * Sends a response.
     *
     * @param fields header fields, beside the length of the body
     */
    public void respond(int status, Map<String, String> fields, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\nContent-Length: " + body.length + "\r\n");
        new TreeMap<>(fields)
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        out.write(all);
    }

    /**
     * Reads the next message and discards its body.
     *
     * @return null if the peer has closed the connection
     * @throws IOException if the message is not supported, or does not arrive in time
     */
    public Message next() throws IOException {
        String first = line();
        if (first == null) {
            return null;
        }
        Map<String, String> fields = new TreeMap<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).trim());
            }
        }
        in.skipNBytes(Integer.parseInt(fields.getOrDefault("content-length", "0")));
        return new Message(first, fields);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " characters");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is closed in any case.
        }
    }
}
