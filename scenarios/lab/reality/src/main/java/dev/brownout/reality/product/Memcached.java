package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** memcached in front of a source. */
final class Memcached implements MeasuredProduct {
    private static final String NAME = "memcached";
    private static final String FAULTS = "faults";
    private static final String CACHE = "cache";
    private static final String KEYS = "keys";
    private static final String CLIENT_TIMEOUT = "client_timeout: 100ms";
    private static final int TIMEOUT_MILLIS = 100;
    private static final int MANY_KEYS = 10_000;
    private static final int FEW_KEYS = 1000;
    private static final int VALUE_BYTES = 4000;
    private static final double FAULT_AT = 10;
    /** Capacity in calls per second that the work of a call is chosen for. */
    private static final double CAPACITY = 400;

    private static final int KEYS_OF_A_LINE = 100;
    private static final String DEFAULTS = "-m 64 -c 1024 -t 4";
    private static final String ONE_THREAD = "-m 64 -c 1024 -t 1";

    private int lines = 120;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(NAME, NAME, "taskset", "util-linux");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program(NAME).toString(), "-V").trim().replaceFirst(".* ", "");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (Cached site = new Cached(lab, DEFAULTS, 0)) {
            site.client = (number, timeout) -> Boolean.toString(site.get("key", timeout));
            lab.recordTimes("rtt.csv", new Load.Open(100), 15, site);
        }
        lines = (int) Math.round(lines * capacity(lab) / CAPACITY);
        return Map.of("work", Math.round(1e6 / capacity(lab)) + "us");
    }

    private double capacity(Lab lab) throws Exception {
        try (Site site = working(lab)) {
            return lab.capacity(4, 10, site);
        }
    }

    @Override
    public List<ProductTrial> trials() {
        Load load = new Load.Open(300);
        ProductTrial.Start cached = lab -> new Cached(lab, DEFAULTS, 0).reads(MANY_KEYS, TIMEOUT_MILLIS);
        return List.of(
                ProductTrial.of(
                                "Zipf keys in small memory",
                                "limit",
                                CACHE,
                                new Load.Open(1000),
                                30,
                                lab -> new Cached(lab, "-m 8 -c 1024 -t 4", 0).reads(MANY_KEYS, TIMEOUT_MILLIS))
                        .with(CACHE, "memory: 8MiB, " + CLIENT_TIMEOUT, KEYS, "10k", FAULTS, "")
                        .figures(Figure.hitRatio("cache.hit_ratio"), Figure.p50(), LookAsideClient.loads()),
                ProductTrial.of("killed and restarted empty", "kill", CACHE, load, 30, cached)
                        .with(CACHE, CLIENT_TIMEOUT, KEYS, "10k", FAULTS, "- at 10s: crash cache/1 for 2s as fault")
                        .action(SiteAction.at(FAULT_AT, (Cached site) -> site.processes.kill(NAME))
                                .then(SiteAction.at(FAULT_AT + 2, Cached::run)))
                        .figures(Figure.failed(), Figure.p50(), Figure.p99(), LookAsideClient.loads()),
                ProductTrial.of(
                                "entries expire",
                                "expiry",
                                CACHE,
                                load,
                                30,
                                lab -> new Cached(lab, DEFAULTS, 3).reads(FEW_KEYS, TIMEOUT_MILLIS))
                        .with(CACHE, "ttl: 3s, " + CLIENT_TIMEOUT, KEYS, "1k", FAULTS, "")
                        .figures(Figure.hitRatio("cache.hit_ratio"), LookAsideClient.loads()),
                ProductTrial.of("hung for 5 s", "hang", CACHE, load, 30, cached)
                        .with(CACHE, CLIENT_TIMEOUT, KEYS, "10k", FAULTS, "- at 10s: pause cache/1 for 5s as fault")
                        .action(paused(5))
                        .figures(Figure.failed(), Figure.p50(), Figure.p99(), LookAsideClient.loads()),
                ProductTrial.of(
                                "more calls than connections",
                                "limit",
                                CACHE,
                                load,
                                25,
                                lab -> new Cached(lab, "-m 64 -c 50 -t 4", 0).reads(FEW_KEYS, 1000))
                        .with(
                                CACHE,
                                "queue: 46, client_timeout: 1s",
                                KEYS,
                                "1k",
                                FAULTS,
                                "- at 10s: pause cache/1 for 800ms as fault")
                        .action(paused(0.8))
                        .figures(Figure.failed(), Figure.p50(), Figure.p99(), LookAsideClient.loads()),
                ProductTrial.of(
                                "80 % of the capacity",
                                "load", "work", new Load.Open(0.8 * CAPACITY), 25, this::working)
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                ProductTrial.of(
                                "110 % of the capacity",
                                "load", "work", new Load.Open(1.1 * CAPACITY), 25, this::working)
                        .figures(Figure.throughput(), Figure.p50(), Figure.failed()));
    }

    private static SiteAction paused(double seconds) {
        return SiteAction.at(FAULT_AT, (Cached site) -> site.processes.signal(NAME, "STOP"))
                .then(SiteAction.at(FAULT_AT + seconds, (Cached site) -> site.processes.signal(NAME, "CONT")));
    }

    /** Starts memcached with one thread on one core. A call looks up many keys, none of which is stored. */
    private Site working(Lab lab) throws Exception {
        Cached site = new Cached(lab, ONE_THREAD, 0);
        StringBuilder line = new StringBuilder("get");
        for (int i = 0; i < KEYS_OF_A_LINE; i++) {
            line.append(" absent-").append(i);
        }
        String request = line.append("\r\n").toString().repeat(lines);
        site.client = (number, timeout) -> site.connections.exchange(site.port, timeout, connection -> {
            connection.send(request);
            for (int i = 0; i < lines; i++) {
                expect("END", connection.line());
            }
            return "";
        });
        return site;
    }

    private static void expect(String expected, String line) throws Call.Failure {
        if (!line.equals(expected)) {
            throw new Call.Failure(line.startsWith("ERROR") ? "limit" : "unexpected");
        }
    }

    /** memcached on a free port. */
    private static final class Cached implements Site, LookAsideClient.Cache {
        private static final String VALUE = "v".repeat(VALUE_BYTES);

        private final Processes processes;
        private final String options;
        private final int expirySeconds;
        private final int port = Processes.freePort();
        private final LineConnections connections = new LineConnections();
        private Call client;

        Cached(Lab lab, String options, int expirySeconds) throws IOException, InterruptedException {
            this.options = options;
            this.expirySeconds = expirySeconds;
            processes = lab.processes();
            run();
            Processes.awaitListening(port);
        }

        private void run() throws IOException {
            String core = options.equals(ONE_THREAD) ? "0" : "0,1";
            processes.start(
                    NAME,
                    "{} -c {} {} -l 127.0.0.1 -U 0 -p {} " + options,
                    Lab.program("taskset"),
                    core,
                    Lab.program(NAME),
                    port);
        }

        Cached reads(int keys, int timeoutMillis) {
            client = new LookAsideClient(this, keys, timeoutMillis);
            return this;
        }

        @Override
        public boolean get(String key, int timeoutMillis) throws Exception {
            return connections.exchange(port, timeoutMillis, connection -> {
                connection.send("get " + key + "\r\n");
                String line = connection.line();
                boolean found = line.startsWith("VALUE ");
                if (found) {
                    connection.text(VALUE_BYTES + 2);
                    line = connection.line();
                }
                expect("END", line);
                return found;
            });
        }

        @Override
        public void put(String key, int timeoutMillis) throws Exception {
            connections.exchange(port, timeoutMillis, connection -> {
                connection.send("set " + key + " 0 " + expirySeconds + " " + VALUE_BYTES + "\r\n" + VALUE + "\r\n");
                expect("STORED", connection.line());
                return "";
            });
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
