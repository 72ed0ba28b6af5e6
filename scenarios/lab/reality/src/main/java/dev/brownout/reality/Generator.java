package dev.brownout.reality;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Load generator with an open loop: it sends each request at its planned time, regardless of the outcome of earlier
 * requests. A request has exclusive use of a connection until its response. Connections are reused. Response times are
 * measured from the planned send time, which avoids Tene's coordinated omission.
 */
final class Generator implements AutoCloseable {
    private final InetSocketAddress target;
    private final Duration timeout;
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Deque<Http> idle = new ArrayDeque<>();

    /** Creates a generator for an address. A request times out {@code timeout} after its planned send time. */
    Generator(InetSocketAddress target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    /**
     * Sends all requests, and waits until each has a response or has timed out.
     *
     * @param concurrent action to run during the load; it receives the start of the load
     * @return the responses in the order of the plan
     */
    List<MeasuredResponse> send(List<PlannedRequest> plan, Meanwhile concurrent) throws InterruptedException {
        List<Future<MeasuredResponse>> underWay = new ArrayList<>(plan.size());
        long start = System.nanoTime() + Duration.ofMillis(100).toNanos();
        Thread reader = new Thread(() -> concurrent.from(start), "meanwhile");
        reader.start();
        for (PlannedRequest planned : plan) {
            waitUntil(start + planned.atNanos());
            int number = underWay.size();
            underWay.add(senders.submit(() -> exchange(planned, number, start)));
        }
        List<MeasuredResponse> answers = new ArrayList<>(plan.size());
        for (Future<MeasuredResponse> answer : underWay) {
            try {
                answers.add(answer.get());
            } catch (ExecutionException bug) {
                throw new IllegalStateException(bug.getCause());
            }
        }
        reader.join();
        return answers;
    }

    /** Action on the site during the load. */
    @FunctionalInterface
    interface Meanwhile {
        Meanwhile NOTHING = start -> {};

        /** Called once, in a separate thread, with the start of the load as a time of {@link System#nanoTime}. */
        void from(long start);
    }

    static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private MeasuredResponse exchange(PlannedRequest planned, int number, long start) {
        long sent = System.nanoTime() - start;
        long until = planned.atNanos() + timeout.toNanos();
        Http connection = null;
        try {
            connection = connection(until - sent);
            connection.timeout(Math.max(1, (int) ((until - sent) / 1_000_000)));
            connection.get("/item/" + planned.key() + "?id=" + number);
            Http.Message answer = connection.next();
            long endAt = System.nanoTime() - start;
            if (answer == null) {
                connection.close();
                return new MeasuredResponse(planned.atNanos(), sent, endAt, 0, MeasuredResponse.Look.NONE);
            }
            int status = Integer.parseInt(answer.first().split(" ", 3)[1]);
            if ("close".equals(answer.fields().get("connection"))) {
                connection.close();
            } else {
                synchronized (idle) {
                    idle.push(connection);
                }
            }
            MeasuredResponse.Look lookup =
                    MeasuredResponse.Look.valueOf(answer.fields().getOrDefault("x-cache", "NONE"));
            return new MeasuredResponse(planned.atNanos(), sent, endAt, status, lookup);
        } catch (IOException failed) {
            if (connection != null) {
                connection.close();
            }
            return new MeasuredResponse(
                    planned.atNanos(), sent, System.nanoTime() - start, 0, MeasuredResponse.Look.NONE);
        }
    }

    private Http connection(long withinNanos) throws IOException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        Socket socket = new Socket();
        socket.connect(target, Math.max(1, (int) (withinNanos / 1_000_000)));
        return new Http(socket);
    }

    @Override
    public void close() {
        senders.shutdownNow();
        synchronized (idle) {
            idle.forEach(Http::close);
        }
    }
}
