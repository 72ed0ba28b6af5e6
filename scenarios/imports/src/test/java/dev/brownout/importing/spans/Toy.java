package dev.brownout.importing.spans;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated shop with spans of known structure. Each time is a sum of random values with known distributions. Each
 * service has its own clock with a constant error.
 *
 * <p>A checkout works for an exponential time with a mean of 4 ms, one third of it before its calls. It calls the cart.
 * Then it calls prices three times and the stock once, in parallel. In 40 of 100 cases it queries the database, and in
 * half of these it publishes a message. The cart works for exactly 2 ms. It fails in 1 of 100 cases and is called again
 * 5 ms later. The stock works for a lognormal time (median 3 ms, sigma 0.5) and reads from Redis twice. Prices work for
 * an exponential time of 1 ms. The network round trip takes 0.8 ms. The consumer of messages works for exactly 6 ms.
 */
final class Toy {
    static final int CHECKOUTS = 4000;
    static final double RATE = 20;
    static final long NETWORK = 800_000;
    private static final long MILLI = 1_000_000;

    /** Span with the fields common to all formats. {@code parent} is -1 for a root span. */
    record SpanData(
            int trace,
            int id,
            int parent,
            String service,
            int instance,
            String name,
            ImportedSpan.Kind kind,
            long start,
            long end,
            boolean failed,
            List<String> attributes) {}

    private final SplittableRandom random;
    private final List<SpanData> spans = new ArrayList<>();
    private int trace;
    private int ids;

    private Toy(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns the spans of the shop, parents before their children. */
    static List<SpanData> spans(int checkouts) {
        Toy toy = new Toy("a shop".hashCode());
        double position = 1_772_323_200e9;
        for (int i = 0; i < checkouts; i++) {
            position += toy.exponential(1e9 / RATE);
            toy.trace++;
            toy.ids = 0;
            toy.checkout(Math.round(position));
        }
        return toy.spans;
    }

    private double exponential(double mean) {
        return -StrictMath.log(1 - random.nextDouble()) * mean;
    }

    private long lognormal(double median, double sigma) {
        double u = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return Math.round(median * StrictMath.exp(sigma * u * StrictMath.cos(2 * Math.PI * random.nextDouble())));
    }

    private static long clock(String service) {
        return switch (service) {
            case "front" -> 0;
            case "cart" -> 7 * MILLI;
            case "stock" -> -4 * MILLI;
            default -> 50 * MILLI;
        };
    }

    private int open() {
        spans.add(null);
        return ids++;
    }

    private void close(
            int id,
            int parent,
            String service,
            String name,
            ImportedSpan.Kind kind,
            long start,
            long end,
            boolean failed,
            String... attributes) {
        long wrong = clock(service);
        spans.set(
                spans.size() - ids + id,
                new SpanData(
                        trace,
                        id,
                        parent,
                        service,
                        trace % 2,
                        name,
                        kind,
                        start + wrong,
                        end + wrong,
                        failed,
                        List.of(attributes)));
    }

    private void checkout(long start) {
        int root = open();
        long own = Math.round(exponential(4 * MILLI));
        long instant = start + own / 3;
        boolean fails = random.nextInt(100) == 0;
        long answered = cart(root, instant, fails);
        if (fails) {
            answered = cart(root, answered + 5 * MILLI, false);
        }
        instant = answered + own / 3;
        long all = instant;
        for (int i = 0; i < 3; i++) {
            all = Math.max(all, call(root, "prices", "prices/Quote", instant, Math.round(exponential(MILLI)), false));
        }
        all = Math.max(all, stock(root, instant));
        instant = all + own / 6;
        if (random.nextInt(100) < 40) {
            instant = query(root, instant);
            if (random.nextBoolean()) {
                instant = publish(root, instant);
            }
        }
        close(
                root,
                -1,
                "front",
                "POST /checkout",
                ImportedSpan.Kind.SERVER,
                start,
                instant + own - own / 3 - own / 3 - own / 6,
                false,
                "http.response.status_code",
                "200",
                "url.query",
                "user=s3cr3t");
    }

    private long query(int root, long instant) {
        int query = open();
        long elapsed = NETWORK + lognormal(2 * MILLI, 0.3);
        close(
                query,
                root,
                "front",
                "SELECT * FROM users WHERE name='bob'",
                ImportedSpan.Kind.CLIENT,
                instant,
                instant + elapsed,
                false,
                "db.system",
                "postgresql",
                "db.name",
                "shop",
                "db.statement",
                "SELECT * FROM users");
        return instant + elapsed;
    }

    private long cart(int root, long instant, boolean fails) {
        return call(root, "cart", "GET /cart/:id", instant, 2 * MILLI, fails);
    }

    private long call(int root, String service, String name, long instant, long elapsed, boolean fails) {
        int client = open();
        int server = open();
        long back = instant + NETWORK + elapsed;
        close(client, root, "front", "call " + service, ImportedSpan.Kind.CLIENT, instant, back, fails);
        close(
                server,
                client,
                service,
                name,
                ImportedSpan.Kind.SERVER,
                instant + NETWORK / 2,
                back - NETWORK / 2,
                fails);
        return back;
    }

    private long stock(int root, long instant) {
        int client = open();
        int server = open();
        long work = lognormal(3 * MILLI, 0.5);
        long now = instant + NETWORK / 2 + work / 2;
        for (int i = 0; i < 2; i++) {
            int get = open();
            close(
                    get,
                    server,
                    "stock",
                    "GET",
                    ImportedSpan.Kind.CLIENT,
                    now,
                    now + NETWORK + MILLI / 2,
                    false,
                    "db.system.name",
                    "redis",
                    "server.address",
                    "cache.internal");
            now += NETWORK + MILLI / 2;
        }
        long end = now + work - work / 2;
        close(server, client, "stock", "stock/Reserve", ImportedSpan.Kind.SERVER, instant + NETWORK / 2, end, false);
        close(client, root, "front", "call stock", ImportedSpan.Kind.CLIENT, instant, end + NETWORK / 2, false);
        return end + NETWORK / 2;
    }

    private long publish(int root, long instant) {
        int sent = open();
        int worked = open();
        long elapsed = NETWORK + MILLI;
        close(
                sent,
                root,
                "front",
                "orders send",
                ImportedSpan.Kind.PRODUCER,
                instant,
                instant + elapsed,
                false,
                "messaging.system",
                "kafka",
                "messaging.destination.name",
                "orders");
        close(
                worked,
                sent,
                "mail",
                "orders process",
                ImportedSpan.Kind.CONSUMER,
                instant + elapsed + 30 * MILLI,
                instant + elapsed + 36 * MILLI,
                false,
                "messaging.system",
                "kafka",
                "messaging.destination.name",
                "orders");
        return instant + elapsed;
    }
}
