package dev.brownout.reality.product;

import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A Redis primary with a replica, and three Sentinels with {@code down-after-milliseconds 2000}. */
final class RedisSentinel implements MeasuredProduct {
    private static final String SENTINEL = "redis-sentinel";
    private static final String SERVER = "redis-server";
    private static final String SCENARIO = "failover";
    private static final String FAULTS = "faults";
    private static final String REQUESTS = "requests";
    private static final String WRITES = "call: { timeout: 1s, key: sequential(1000k), steps: [{ write: db }] }";
    private static final String PRIMARY = "primary";
    private static final String REPLICA = "replica";
    private static final String BOTH_CORES = "0,1";
    private static final int SENTINELS = 3;
    private static final double FAULT_AT = 10;

    @Override
    public String name() {
        return SENTINEL;
    }

    @Override
    public Map<String, String> programs() {
        return Map.of(SERVER, SERVER, SENTINEL, SENTINEL, "taskset", "util-linux");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program(SERVER).toString(), "--version").replaceFirst("(?s).* v=([0-9.]+) .*", "$1");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        try (Site site = new Replicated(lab)) {
            lab.recordTimes("rtt.csv", new Load.Open(100), 15, site);
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        Load load = new Load.Open(150);
        Figure lost = Figure.count(
                "lost writes", "db.lost_writes", measured -> measured.site().number("lost"));
        Figure outage = Figure.outage(FAULT_AT, 1);
        return List.of(
                trial("the primary is killed", "kill", load, "crash db/primary for 60s")
                        .action(SiteAction.at(FAULT_AT, (Replicated site) -> site.processes.kill(PRIMARY)))
                        .figures(outage, Figure.failed(), lost, Figure.p50()),
                trial("the primary hangs for 8 s", "hang", load, "pause db/primary for 8s")
                        .action(paused(8))
                        .figures(outage, Figure.failed(), lost),
                trial("the primary hangs for 1.2 s", "hang", load, "pause db/primary for 1200ms")
                        .action(paused(1.2))
                        .figures(outage, Figure.failed(), lost, Figure.p50()),
                trial("the primary restarts empty", "restart", load, "crash db/primary for 500ms")
                        .action(SiteAction.at(FAULT_AT, (Replicated site) -> site.processes.kill(PRIMARY))
                                .then(SiteAction.at(FAULT_AT + 0.5, Replicated::runPrimary)))
                        .figures(outage, Figure.failed(), lost),
                trial("the replica is killed", "kill", load, "crash db/replica-1 for 60s")
                        .action(SiteAction.at(FAULT_AT, (Replicated site) -> site.processes.kill(REPLICA)))
                        .figures(Figure.failed(), lost, Figure.p50(), Figure.p99()),
                ProductTrial.of("reads from the replica", "staleness", SCENARIO, new Load.Open(400), 25, lab -> {
                            Replicated site = new Replicated(lab);
                            site.client = site::readOrWrite;
                            return site;
                        })
                        .with(FAULTS, "", REQUESTS, """
                                call: { share: 50%, timeout: 1s, key: uniform(10), steps: [{ write: db }] }
                                  look: { share: 50%, timeout: 1s, key: uniform(10), steps: [{ read: db }] }""")
                        .figures(
                                Figure.count(
                                        "stale reads",
                                        "db.stale_reads",
                                        measured -> measured.count(
                                                result -> result.detail().equals("stale"))),
                                Figure.failed()));
    }

    private static ProductTrial trial(String name, String fault, Load load, String crash) {
        return ProductTrial.of(name, fault, SCENARIO, load, 30, Replicated::new)
                .with(FAULTS, "- at 10s: " + crash + " as fault", REQUESTS, WRITES);
    }

    private static SiteAction paused(double seconds) {
        return SiteAction.at(FAULT_AT, (Replicated site) -> site.processes.signal(PRIMARY, "STOP"))
                .then(SiteAction.at(FAULT_AT + seconds, (Replicated site) -> site.processes.signal(PRIMARY, "CONT")));
    }

    /** The servers and Sentinels. Its client asks the first Sentinel for the primary after each failure. */
    private static final class Replicated implements Site {
        private static final int KEYS = 10;

        private final Processes processes;
        private final RedisServers redis = new RedisServers();
        private final int first = Processes.freePort();
        private final int second = Processes.freePort();
        private final int sentinel = Processes.freePort();
        private final Set<String> written = ConcurrentHashMap.newKeySet();
        private final AtomicLong[] versions = new AtomicLong[KEYS];
        private volatile int primary = first;
        private Call client = this::write;

        Replicated(Lab lab) throws Exception {
            processes = lab.processes();
            for (int i = 0; i < KEYS; i++) {
                versions[i] = new AtomicLong();
            }
            runPrimary();
            RedisServers.start(processes, REPLICA, BOTH_CORES, second, "--replicaof 127.0.0.1 " + first);
            Processes.awaitListening(first);
            Processes.awaitListening(second);
            for (int i = 0; i < SENTINELS; i++) {
                int port = i == 0 ? sentinel : Processes.freePort();
                Path conf = Files.writeString(
                        processes.folder().resolve("sentinel-" + i + ".conf"), """
                        bind 127.0.0.1
                        port %d
                        sentinel monitor main 127.0.0.1 %d 2
                        sentinel down-after-milliseconds main 2000
                        """.formatted(port, first));
                Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-rw-rw-"));
                processes.start("sentinel-" + i, "{} {}", Lab.program(SENTINEL), conf);
                Processes.awaitListening(port);
            }
            awaitDiscovery();
        }

        /** Waits until the first Sentinel knows the replica and the other Sentinels. */
        private void awaitDiscovery() throws Exception {
            long until = System.nanoTime() + 20_000_000_000L;
            String known = "";
            while (!known.contains("slaves=1,sentinels=3")) {
                if (System.nanoTime() > until) {
                    throw new IOException("the Sentinels do not know each other: " + known);
                }
                Load.waitUntil(System.nanoTime() + 100_000_000);
                known = redis.command(sentinel, 1000, "INFO", "sentinel");
            }
        }

        private void runPrimary() throws IOException {
            RedisServers.start(processes, PRIMARY, BOTH_CORES, first, "");
        }

        private String write(int number, int timeoutMillis) throws Exception {
            set("key-" + number, "value", timeoutMillis);
            written.add("key-" + number);
            return "";
        }

        private void set(String key, String value, int timeoutMillis) throws Exception {
            try {
                redis.command(primary, timeoutMillis, "SET", key, value);
            } catch (IOException | Call.Failure failed) {
                String address = redis.command(sentinel, 1000, "SENTINEL", "get-master-addr-by-name", "main");
                primary = Integer.parseInt(address.split("\n", -1)[1]);
                throw failed;
            }
        }

        /** Writes a version, or reads one from the replica and compares it with the acknowledged versions. */
        private String readOrWrite(int number, int timeoutMillis) throws Exception {
            int key = number / 2 % KEYS;
            if (number % 2 == 0) {
                set("key-" + key, Integer.toString(number), timeoutMillis);
                versions[key].accumulateAndGet(number, Math::max);
                return "written";
            }
            long acknowledged = versions[key].get();
            String value = redis.command(second, timeoutMillis, "GET", "key-" + key);
            return value == null || Long.parseLong(value) < acknowledged ? "stale" : "current";
        }

        @Override
        public Call client() {
            return client;
        }

        @Override
        public double number(String name) throws Exception {
            return name.equals("lost") ? redis.lost(primary, written) : Site.super.number(name);
        }

        @Override
        public void close() {
            processes.close();
        }
    }
}
