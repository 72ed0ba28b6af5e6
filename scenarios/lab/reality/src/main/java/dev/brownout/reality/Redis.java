package dev.brownout.reality;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Minimal Redis client for one thread (version 2 of the protocol, RESP2). */
final class Redis implements AutoCloseable {
    private final InetSocketAddress address;
    private final int timeoutMillis;
    private Socket socket;
    private InputStream in;

    /**
     * Creates a client, which connects on its first command. A command that takes longer than {@code timeout} fails.
     */
    Redis(int port, Duration timeout) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /**
     * Returns the value of a key, or empty if there is none.
     *
     * @throws IOException if there is no response in time
     */
    Optional<byte[]> get(String key) throws IOException {
        return Optional.ofNullable(command(bytes("GET"), bytes(key)));
    }

    /** Sets the value of a key. */
    void set(String key, byte[] value) throws IOException {
        command(bytes("SET"), bytes(key), value);
    }

    /** Executes a command and returns its response as bytes, or null for nil. */
    byte[] command(byte[]... words) throws IOException {
        try {
            if (socket == null) {
                Socket fresh = new Socket();
                fresh.setTcpNoDelay(true);
                fresh.setSoTimeout(timeoutMillis);
                fresh.connect(address, timeoutMillis);
                socket = fresh;
                in = new BufferedInputStream(fresh.getInputStream());
            }
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(bytes("*" + words.length + "\r\n"));
            for (byte[] word : words) {
                message.writeBytes(bytes("$" + word.length + "\r\n"));
                message.writeBytes(word);
                message.writeBytes(bytes("\r\n"));
            }
            socket.getOutputStream().write(message.toByteArray());
            return reply();
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    private byte[] reply() throws IOException {
        String line = line();
        if (line.startsWith("-")) {
            throw new IOException("Redis: " + line.substring(1));
        }
        if (!line.startsWith("$")) {
            return bytes(line.substring(1));
        }
        int length = Integer.parseInt(line.substring(1));
        if (length < 0) {
            return null;
        }
        byte[] value = in.readNBytes(length);
        in.skipNBytes(2);
        return value;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis has closed the connection");
            }
            line.append((char) c);
        }
        in.skipNBytes(1);
        return line.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // The socket is closed in any case.
            }
            socket = null;
        }
    }
}
