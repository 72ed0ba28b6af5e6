package dev.brownout.reality.product;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Reused TCP connections to ports of this host, for protocols with lines. A failed exchange closes its connection. */
final class LineConnections {
    private final Map<Integer, Deque<Connection>> idle = new HashMap<>();

    /** A request and its response on a connection. */
    @FunctionalInterface
    interface Exchange<T> {
        T on(Connection connection) throws Exception;
    }

    /** A connection with lines that end with CR and LF. */
    static final class Connection {
        private final Socket socket;
        private final InputStream in;
        private long until;

        private Connection(int port, int timeoutMillis) throws IOException {
            socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
            in = new BufferedInputStream(new FilterInputStream(socket.getInputStream()) {
                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    long left = (until - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        throw new SocketTimeoutException();
                    }
                    socket.setSoTimeout((int) left);
                    return super.read(bytes, offset, length);
                }
            });
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        /** Returns the next line without its end. */
        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("closed by the server");
                }
                line.append((char) c);
            }
            return line.toString().trim();
        }

        /** Returns the next bytes as text. */
        String text(int bytes) throws IOException {
            return new String(in.readNBytes(bytes), StandardCharsets.US_ASCII);
        }
    }

    /**
     * Exchanges a request and its response.
     *
     * @param timeoutMillis longest time until the end of the response, in ms
     */
    <T> T exchange(int port, int timeoutMillis, Exchange<T> exchange) throws Exception {
        long until = System.nanoTime() + timeoutMillis * 1_000_000L;
        Connection connection = connection(port, timeoutMillis);
        boolean kept = false;
        try {
            connection.until = until;
            T result = exchange.on(connection);
            kept = true;
            return result;
        } finally {
            if (kept) {
                synchronized (idle) {
                    idle.get(port).push(connection);
                }
            } else {
                connection.socket.close();
            }
        }
    }

    private Connection connection(int port, int timeoutMillis) throws IOException {
        synchronized (idle) {
            Deque<Connection> free = idle.computeIfAbsent(port, each -> new ArrayDeque<>());
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return new Connection(port, timeoutMillis);
    }
}
