package dev.brownout.reality.product;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.KeyedRandom;
import dev.brownout.reality.Http;
import dev.brownout.reality.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * HTTP server for trials of proxies, in a process of its own: it sleeps or computes for an exponential time, with a
 * number of workers. Its responses have its name in {@code x-from}.
 */
public final class Backend {
    private Backend() {}

    /** Work of a back end. */
    enum Work {
        /** Sleeps, as a service does that calls another. */
        SLEEP {
            @Override
            long during(long nanos) {
                LockSupport.parkNanos(nanos);
                return nanos;
            }
        },
        /** Computes on a core. */
        COMPUTE {
            @Override
            long during(long nanos) {
                // Steps, and not time, so that a computation lasts longer on a core that is shared.
                long state = nanos;
                for (long i = 0; i < nanos / 2; i++) {
                    state = KeyedRandom.mix(state);
                }
                return state;
            }
        };

        /** Works for a time, and returns a result, so that the compiler keeps the work. */
        abstract long during(long nanos);
    }

    /**
     * Starts a back end on a port of 127.0.0.1, in its own process.
     *
     * @param name name of the process and in the responses
     * @param workers number of requests in service; others wait
     * @param meanMicros mean time of service
     */
    static void start(Processes processes, String name, int port, Work work, int workers, long meanMicros)
            throws IOException, InterruptedException {
        processes.java(name, Backend.class, name, port, work, workers, meanMicros);
        Processes.awaitListening(port);
    }

    /**
     * Serves until the process is killed.
     *
     * @param args name, port, kind of work, workers, mean time in µs
     */
    public static void main(String[] args) throws IOException {
        Work work = Work.valueOf(args[2]);
        Semaphore workers = new Semaphore(Integer.parseInt(args[3]), true);
        double meanNanos = Long.parseLong(args[4]) * 1000.0;
        int connections = 0;
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(args[1]), 4096, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                int number = ++connections;
                new Thread(() -> serve(new KeyedRandom(number), socket, args[0], work, workers, meanNanos)).start();
            }
        }
    }

    private static void serve(
            KeyedRandom times, Socket socket, String name, Work work, Semaphore workers, double meanNanos) {
        try (Http connection = new Http(socket)) {
            while (connection.next() != null) {
                long nanos = (long) (-ElementaryFunctions.log1p(-times.uniform()) * meanNanos);
                long result;
                workers.acquire();
                try {
                    result = work.during(nanos);
                } finally {
                    workers.release();
                }
                connection.respond(200, Map.of("X-From", name, "X-Result", Long.toString(result)), new byte[100]);
            }
        } catch (IOException | InterruptedException ended) {
            // The client has closed the connection, or the process ends.
        }
    }
}
