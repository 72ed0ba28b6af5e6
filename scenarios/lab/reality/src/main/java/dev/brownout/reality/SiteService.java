package dev.brownout.reality;

import dev.brownout.random.KeyedRandom;
import dev.brownout.random.LognormalDistribution;
import dev.brownout.random.Sampler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Instance of the site's service, in a process of its own. A request waits in FIFO order for one of {@link #WORKERS}
 * and holds it until its response. If {@link #QUEUE} requests are waiting, it is rejected with status 503. It uses a
 * core for a short time, sleeps (as a call to another service), and queries Redis. If Redis does not have the value or
 * does not respond in time, it queries PostgreSQL. The value is then written to Redis by another thread,
 * asynchronously.
 */
final class SiteService {
    static final int WORKERS = 8;
    static final int QUEUE = 64;
    static final int CONNECTIONS = 4;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    static final Duration CACHE_TIMEOUT = Duration.ofMillis(100);
    private static final long BURN_NANOS = 200_000;
    private static final LognormalDistribution SLEEP = LognormalDistribution.byPercentiles(5e6, 20e6);

    private final Semaphore workers = new Semaphore(WORKERS, true);
    private final AtomicInteger waiting = new AtomicInteger();
    private final Rows rows;
    private final int cachePort;
    private final BlockingQueue<Redis> caches = new ArrayBlockingQueue<>(WORKERS);
    private final BufferedWriter spans;
    private final BlockingQueue<Fill> fills = new ArrayBlockingQueue<>(1000);
    private final Sampler sleep = SLEEP.sampler();
    private final long seed;

    private record Fill(String key, byte[] value) {}

    private SiteService(int cachePort, Rows rows, BufferedWriter spans, long seed) {
        this.cachePort = cachePort;
        this.rows = rows;
        this.spans = spans;
        this.seed = seed;
        for (int i = 0; i < WORKERS; i++) {
            caches.add(new Redis(cachePort, CACHE_TIMEOUT));
        }
    }

    /**
     * Runs an instance.
     *
     * @param args its port, that of Redis, those of both PostgreSQL servers, and the file for its {@link Span}s
     */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        Rows rows = new Rows(Rows.url(Integer.parseInt(args[2]), Integer.parseInt(args[3])), CONNECTIONS, LONGEST_WAIT);
        SiteService service = new SiteService(
                Integer.parseInt(args[1]),
                rows,
                Files.newBufferedWriter(Path.of(args[4])),
                KeyedRandom.key(port, 0, "sleep"));
        service.start("fill", service::fill);
        try (ServerSocket server = new ServerSocket(port, 1000, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                service.start("connection", () -> service.serve(socket));
            }
        }
    }

    private void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (Http connection = new Http(socket)) {
            for (Http.Message request = connection.next(); request != null; request = connection.next()) {
                String path = request.first().split(" ", 3)[1];
                if (path.startsWith("/item/")) {
                    String[] query = path.substring("/item/".length()).split("\\?id=", 2);
                    item(connection, Integer.parseInt(query[0]), Integer.parseInt(query[1]));
                } else {
                    synchronized (spans) {
                        spans.flush();
                    }
                    connection.answer(200, MeasuredResponse.Look.NONE, new byte[0]);
                }
            }
        } catch (IOException e) {
            // The client has closed the connection.
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private void item(Http connection, int key, int id) throws IOException, InterruptedException {
        long startAt = System.nanoTime();
        if (!workers.tryAcquire(0, TimeUnit.NANOSECONDS)) {
            if (waiting.incrementAndGet() > QUEUE) {
                waiting.decrementAndGet();
                connection.answer(503, MeasuredResponse.Look.NONE, new byte[0]);
                return;
            }
            workers.acquire();
            waiting.decrementAndGet();
        }
        Redis cache = caches.take();
        try {
            work(connection, cache, key, id, startAt);
        } finally {
            caches.add(cache);
            workers.release();
        }
    }

    private void work(Http connection, Redis cache, int key, int id, long startAt)
            throws IOException, InterruptedException {
        long used = System.nanoTime();
        long burnt = used + BURN_NANOS;
        while (System.nanoTime() < burnt) {
            Thread.onSpinWait();
        }
        long until = burnt + (long) sleep.sample(new KeyedRandom(seed).withIdentity(id));
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        long worked = System.nanoTime();
        Optional<byte[]> cached = Optional.empty();
        MeasuredResponse.Look lookup = MeasuredResponse.Look.NONE;
        try {
            cached = cache.get("item:" + key);
            lookup = cached.isPresent() ? MeasuredResponse.Look.HIT : MeasuredResponse.Look.MISS;
        } catch (IOException silent) {
            // The value is read from the database instead.
        }
        long lookups = System.nanoTime();
        Rows.Row row = new Rows.Row(new byte[0], 0, 0);
        int status = 200;
        if (cached.isEmpty()) {
            try {
                row = rows.read(key);
                fills.offer(new Fill("item:" + key, row.value()));
            } catch (SQLException failed) {
                status = 500;
            }
        }
        connection.answer(status, lookup, cached.orElse(row.value()));
        Span span = new Span(
                id,
                used - startAt,
                worked - used,
                lookups - worked,
                row.waitedNanos(),
                row.queriedNanos(),
                System.nanoTime() - startAt);
        synchronized (spans) {
            spans.write(span.line());
            spans.newLine();
        }
    }

    private void fill() {
        try (Redis cache = new Redis(cachePort, CACHE_TIMEOUT)) {
            while (true) {
                Fill fill = fills.take();
                try {
                    cache.set(fill.key(), fill.value());
                } catch (IOException silent) {
                    // The value stays uncached; later requests read it from the database.
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
