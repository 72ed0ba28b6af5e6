package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One Redis server, as a cache in front of a source and as a store without persistence. */
final class RedisCache implements MeasuredProduct {
    private static final String NAME = "redis";
    private static final String SERVER = "redis-server";
    private static final String FAULTS = "faults";
    private static final String CACHE = "cache";
    private static final String STORE = "store";
    private static final String KEYS = "keys";
    private static final String CLIENT_TIMEOUT = "client_timeout: 100ms";
    private static final String BOTH_CORES = "0,1";
    private static final int TIMEOUT_MILLIS = 100;
    private static final int MANY_KEYS = 10_000;
    private static final double FAULT_AT = 10;
    /** Capacity in calls per second that the work of a script is chosen for. */
    private static final double CAPACITY = 400;

    private static final int SCRIPTS = 10;
    private static final double SCRIPT_SECONDS = 0.2;
    private static final String SCRIPT =
            "local x=0 for i=1,tonumber(ARGV[1]) do x=(x*31+i)%1000003 end return tostring(x)";

    private double meanSteps = 150_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(SERVER, SERVER, "taskset", "util-linux");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program(SERVER).toString(), "--version").replaceFirst("(?s).* v=([0-9.]+) .*", "$1");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (Server site = new Server(lab, BOTH_CORES, "")) {
            site.client = site::write;
            lab.recordTimes("rtt.csv", new Load.Open(100), 15, site);
        }
        meanSteps *= capacity(lab) / CAPACITY;
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
        ProductTrial.Start stored = lab -> {
            Server site = new Server(lab, BOTH_CORES, "");
            site.client = site::write;
            return site;
        };
        return List.of(
                ProductTrial.of(
                                "Zipf keys in small memory",
                                "limit",
                                CACHE,
                                new Load.Open(1000),
                                30,
                                lab -> new Server(lab, BOTH_CORES, "--maxmemory 8mb --maxmemory-policy allkeys-lru")
                                        .reads())
                        .with(CACHE, "memory: 8MiB, " + CLIENT_TIMEOUT, KEYS, "10k", FAULTS, "")
                        .figures(Figure.hitRatio("cache.hit_ratio"), Figure.p50(), LookAsideClient.loads()),
                ProductTrial.of("flushed", "flush", CACHE, load, 30, lab -> new Server(lab, BOTH_CORES, "").reads())
                        .with(CACHE, CLIENT_TIMEOUT, KEYS, "10k", FAULTS, "- at 15s: flush cache")
                        .action(SiteAction.at(
                                15, (Server server) -> server.redis.command(server.port, 1000, "FLUSHALL")))
                        .figures(Figure.hitRatio("cache.hit_ratio"), LookAsideClient.loads()),
                ProductTrial.of("hung for 3 s", "hang", STORE, load, 30, stored)
                        .with(FAULTS, "- at 10s: pause kv/1 for 3s as fault")
                        .action(SiteAction.at(FAULT_AT, (Server server) -> server.processes.signal(NAME, "STOP"))
                                .then(SiteAction.at(
                                        FAULT_AT + 3, (Server server) -> server.processes.signal(NAME, "CONT"))))
                        .figures(
                                Figure.failed(),
                                Figure.failed("timeout", "call.timed_out"),
                                Figure.outage(FAULT_AT, 1),
                                Figure.p50()),
                ProductTrial.of("killed and restarted", "kill", STORE, load, 30, stored)
                        .with(FAULTS, "- at 10s: crash kv/1 for 3s as fault")
                        .action(SiteAction.at(FAULT_AT, (Server server) -> server.processes.kill(NAME))
                                .then(SiteAction.at(FAULT_AT + 3, Server::run)))
                        .figures(
                                Figure.failed(),
                                Figure.outage(FAULT_AT, 1),
                                Figure.count(
                                        "lost writes",
                                        "kv.lost_writes",
                                        measured -> measured.site().number("lost"))),
                ProductTrial.of("slow scripts", "slow", STORE, load, 30, stored)
                        .with(
                                FAULTS,
                                IntStream.range(0, SCRIPTS)
                                        .mapToObj(i -> "- at " + (FAULT_AT + i) + "s: pause kv/1 for 200ms")
                                        .collect(Collectors.joining("\n  ")))
                        .action((site, start) -> runScripts((Server) site, start))
                        .figures(Figure.failed(), Figure.p50(), Figure.p99()),
                ProductTrial.of(
                                "80 % of the capacity",
                                "load", "work", new Load.Open(0.8 * CAPACITY), 30, this::working)
                        .figures(Figure.p50(), Figure.p99(), Figure.failed()),
                ProductTrial.of(
                                "110 % of the capacity",
                                "load", "work", new Load.Open(1.1 * CAPACITY), 25, this::working)
                        .figures(Figure.throughput(), Figure.p50(), Figure.failed()));
    }

    private void runScripts(Server server, long start) throws Exception {
        String steps = Long.toString(Math.round(SCRIPT_SECONDS * CAPACITY * meanSteps));
        for (int i = 0; i < SCRIPTS; i++) {
            Load.waitUntil(start + Math.round((FAULT_AT + i) * 1e9));
            server.redis.command(server.port, 2000, "EVAL", SCRIPT, "0", steps);
        }
    }

    /** Starts Redis on one core. Each call runs a script with an exponential number of steps. */
    private Site working(Lab lab) throws Exception {
        Server site = new Server(lab, "0", "");
        site.client = (number, timeout) -> {
            double share = new KeyedRandom(KeyedRandom.key(number, 0, "work")).exponential();
            site.redis.command(site.port, timeout, "EVAL", SCRIPT, "0", Long.toString(Math.round(share * meanSteps)));
            return "";
        };
        return site;
    }

    /** A Redis server on a free port. */
    private static final class Server implements Site, LookAsideClient.Cache {
        private static final String VALUE = "v".repeat(4000);

        private final Processes processes;
        private final String core;
        private final String options;
        private final int port = Processes.freePort();
        private final RedisServers redis = new RedisServers();
        private final Set<String> written = ConcurrentHashMap.newKeySet();
        private Call client;

        Server(Lab lab, String core, String options) throws IOException, InterruptedException {
            this.core = core;
            this.options = options;
            processes = lab.processes();
            run();
            Processes.awaitListening(port);
        }

        private void run() throws IOException {
            RedisServers.start(processes, NAME, core, port, options);
        }

        Server reads() {
            client = new LookAsideClient(this, MANY_KEYS, TIMEOUT_MILLIS);
            return this;
        }

        private String write(int number, int timeoutMillis) throws Exception {
            redis.command(port, timeoutMillis, "SET", "key-" + number, "value");
            written.add("key-" + number);
            return "";
        }

        @Override
        public boolean get(String key, int timeoutMillis) throws Exception {
            return redis.command(port, timeoutMillis, "GET", key) != null;
        }

        @Override
        public void put(String key, int timeoutMillis) throws Exception {
            redis.command(port, timeoutMillis, "SET", key, VALUE);
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public double number(String name) throws Exception {
            return name.equals("lost") ? redis.lost(port, written) : Site.super.number(name);
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
