package dev.brownout.reality.product;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Authoritative name server on UDP. It answers each question with one address (RFC 1035). */
final class NameServer implements AutoCloseable {
    static final int HEADER = 12;
    static final int SERVFAIL = 2;
    private static final int ADDRESS_TYPE = 1;
    private static final int RESPONSE = 0x8400;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger queries = new AtomicInteger();
    private final int ttlSeconds;
    private volatile Mode mode = Mode.ANSWERING;
    private volatile long delayMillis;

    /** Behaviour of the server. */
    enum Mode {
        /** Answers with an address. */
        ANSWERING,
        /** Answers with SERVFAIL. */
        FAILING,
        /** Does not answer. */
        SILENT
    }

    NameServer(int ttlSeconds, long delayMillis) throws IOException {
        this.ttlSeconds = ttlSeconds;
        this.delayMillis = delayMillis;
        Thread receiver = new Thread(this::receive);
        receiver.setDaemon(true);
        receiver.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    int queries() {
        return queries.get();
    }

    void mode(Mode other) {
        mode = other;
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    private void receive() {
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                queries.incrementAndGet();
                if (mode != Mode.SILENT) {
                    byte[] response = response(packet);
                    CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS)
                            .execute(() -> send(packet, response));
                }
            }
        } catch (IOException closed) {
            // The server has been closed.
        }
    }

    private byte[] response(DatagramPacket query) {
        byte[] data = query.getData();
        int end = HEADER;
        while (data[end] != 0) {
            end += data[end] + 1;
        }
        end += 5;
        int type = data[end - 3];
        ByteBuffer out = ByteBuffer.allocate(512);
        boolean address = mode == Mode.ANSWERING && type == ADDRESS_TYPE;
        out.put(data, 0, 2).putShort((short) (RESPONSE | (mode == Mode.FAILING ? SERVFAIL : 0)));
        out.putShort((short) 1)
                .putShort((short) (address ? 1 : 0))
                .putShort((short) 0)
                .putShort((short) 0);
        out.put(data, HEADER, end - HEADER);
        if (address) {
            out.putShort((short) 0xC00C).putShort((short) ADDRESS_TYPE).putShort((short) 1);
            out.putInt(ttlSeconds).putShort((short) 4).putInt(0x0A000001);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private void send(DatagramPacket query, byte[] response) {
        try {
            socket.send(new DatagramPacket(response, response.length, query.getSocketAddress()));
        } catch (IOException closed) {
            // The server has been closed.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
