package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import dev.brownout.reality.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Origin of a cache, in a process of its own. Each response takes an exponential time and has a body of one size. */
public final class Origin {
    private Origin() {}

    /**
     * Serves until the process is killed.
     *
     * @param args port, mean time in µs, bytes of a body
     */
    public static void main(String[] args) throws IOException {
        double meanNanos = Long.parseLong(args[1]) * 1000.0;
        byte[] body = new byte[Integer.parseInt(args[2])];
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(args[0]), 4096, InetAddress.getLoopbackAddress())) {
            for (int connection = 1; ; connection++) {
                Socket socket = server.accept();
                KeyedRandom times = new KeyedRandom(connection);
                new Thread(() -> serve(socket, times, meanNanos, body)).start();
            }
        }
    }

    private static void serve(Socket socket, KeyedRandom times, double meanNanos, byte[] body) {
        try (Http connection = new Http(socket)) {
            while (connection.next() != null) {
                LockSupport.parkNanos((long) (-ElementaryFunctions.log1p(-times.uniform()) * meanNanos));
                connection.respond(200, Map.of(), body);
            }
        } catch (IOException ended) {
            // The client has closed the connection.
        }
    }
}
