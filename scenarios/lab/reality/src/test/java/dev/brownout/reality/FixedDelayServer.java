package dev.brownout.reality;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.IntToLongFunction;

/** Server with known delays: each response is sent a given time after its request, independently of other requests. */
final class FixedDelayServer implements AutoCloseable {
    private final ServerSocket server;
    private final IntToLongFunction delay;
    private volatile long closedUntil;

    /** Starts a server. {@code delay} gives the delay in ns by the number of the request. */
    FixedDelayServer(IntToLongFunction delay) throws IOException {
        this.server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        this.delay = delay;
        start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Delays all responses until this time of {@link System#nanoTime}. */
    void stopUntil(long nanoTime) {
        closedUntil = nanoTime;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The server was closed at the end of the test.
        }
    }

    private void serve(Socket socket) {
        try (Http connection = new Http(socket)) {
            for (Http.Message request = connection.next(); request != null; request = connection.next()) {
                long arrival = System.nanoTime();
                String path = request.first().split(" ", 3)[1];
                int id = Integer.parseInt(path.substring(path.indexOf("?id=") + 4));
                Generator.waitUntil(Math.max(arrival + delay.applyAsLong(id), closedUntil));
                connection.answer(
                        id % 10 == 0 ? 500 : 200,
                        id % 2 == 0 ? MeasuredResponse.Look.HIT : MeasuredResponse.Look.MISS,
                        new byte[100]);
            }
        } catch (IOException e) {
            // The generator has closed the connection.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
