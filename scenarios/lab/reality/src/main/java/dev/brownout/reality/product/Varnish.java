package dev.brownout.reality.product;

import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import dev.brownout.reality.Processes;
import dev.brownout.reality.product.ProductTrial.SiteAction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Varnish in front of an origin. The simulator has no profile of Varnish, so the scenarios state its settings. */
final class Varnish implements MeasuredProduct {
    private static final double FAULT_AT = 10;
    private static final int SECONDS = 25;
    private static final int SLOW_MICROS = 200_000;
    private static final int OBJECT_BYTES = 65_536;
    private static final int SMALL_BYTES = 100;
    private static final String CACHED = "cached";
    private static final String EXPIRED = "stale";
    private static final String MISS = "miss";
    private static final String LARGE_STORAGE = "256m";

    private long computeMicros;

    @Override
    public String name() {
        return "varnish";
    }

    @Override
    public Map<String, String> programs() {
        return Map.of("varnishd", "varnish");
    }

    @Override
    public String version(Lab lab) throws IOException, InterruptedException {
        return Lab.output(Lab.program("varnishd").toString(), "-V").replaceFirst("(?s).*?varnish-([0-9.]+).*", "$1");
    }

    @Override
    public Map<String, String> calibrated(Lab lab) throws Exception {
        computeMicros = BalancedSite.calibrate(lab, balancer());
        Keys keys = new Keys(1, 20);
        try (Site site = new CachedSite(lab, keys, 120, 10, LARGE_STORAGE, 1000, SMALL_BYTES)) {
            lab.recordTimes("lookup.csv", new Load.Open(100), 10, site);
        }
        return Map.of();
    }

    @Override
    public List<ProductTrial> trials() {
        Load load = new Load.Open(150);
        Keys keys = new Keys(1, 1000);
        Keys one = new Keys(0, 1);
        long sleep = BalancedSite.SLEEP_MICROS;
        return List.of(
                cached("keys expire", "none", new Load.Open(200), keys, 5, 0, sleep)
                        .figures(Figure.p50(), Figure.failed(), Figure.hitRatio("cache.hit_ratio")),
                ProductTrial.of(
                                "the storage is small",
                                "limit",
                                CACHED,
                                new Load.Open(200),
                                30,
                                lab -> new CachedSite(lab, keys, 120, 10, "16m", sleep, OBJECT_BYTES))
                        .with(values(keys, 120, 10, ", memory: 16MiB", sleep, OBJECT_BYTES))
                        .corrected()
                        .figures(Figure.p50(), Figure.failed(), Figure.hitRatio("cache.hit_ratio")),
                cached("identical misses", "none", load, one, 1, 0, SLOW_MICROS)
                        .figures(
                                Figure.p50(),
                                Figure.p99(),
                                Figure.failed(),
                                detailed("fetches", "cache.origin_requests", MISS)),
                cached("objects expire with grace", "none", load, one, 1, 10, SLOW_MICROS)
                        .figures(
                                Figure.p50(),
                                Figure.p99(),
                                Figure.failed(),
                                detailed("expired", "cache.expired_served", EXPIRED)),
                cached("the origin is killed, with grace", "kill", load, keys, 2, 20, sleep)
                        .with(faultValues(keys, 2, 20, sleep))
                        .action(SiteAction.at(FAULT_AT, (CachedSite site) -> site.processes.kill("origin")))
                        .figures(Figure.p50(), Figure.failed(), detailed("expired", "cache.expired_served", EXPIRED)),
                BalancedSite.computing("missed", 0.8, 25, computeMicros, balancer())
                        .figures(Figure.p50(), Figure.p99(), Figure.throughput(), Figure.failed()),
                BalancedSite.computing("missed", 1.1, 20, computeMicros, balancer())
                        .figures(Figure.p50(), Figure.throughput(), Figure.failed()));
    }

    private static Figure detailed(String title, String metric, String detail) {
        return Figure.count(
                title,
                metric,
                measured -> measured.count(result -> result.detail().equals(detail)));
    }

    private static ProductTrial cached(
            String name, String fault, Load load, Keys keys, int ttl, int grace, long originMicros) {
        return ProductTrial.of(
                        name,
                        fault,
                        CACHED,
                        load,
                        SECONDS,
                        lab -> new CachedSite(lab, keys, ttl, grace, LARGE_STORAGE, originMicros, SMALL_BYTES))
                .with(values(keys, ttl, grace, "", originMicros, SMALL_BYTES))
                .corrected();
    }

    private static String[] values(Keys keys, int ttl, int grace, String storage, long originMicros, int bytes) {
        return new String[] {
            "key",
            keys.text() + ", size: " + bytes + "B",
            "cache",
            "ttl: " + ttl + "s, stale_while_revalidate: " + grace + "s, stale_if_error: " + grace + "s" + storage,
            "service",
            "exp(" + originMicros + "us)",
            "faults",
            ""
        };
    }

    private static String[] faultValues(Keys keys, int ttl, int grace, long originMicros) {
        String[] values = values(keys, ttl, grace, "", originMicros, SMALL_BYTES);
        values[values.length - 1] = "\"at 10s\": crash web for 60s as fault";
        return values;
    }

    private static BalancedSite.Balancer balancer() {
        return (processes, port, backends) -> start(processes, port, backends.get(0), 120, 10, LARGE_STORAGE, "");
    }

    private static void start(
            Processes processes, int port, int origin, int ttl, int grace, String storage, String deliver)
            throws IOException {
        Path folder = processes.folder();
        Path vcl = Files.writeString(
                folder.resolve("site.vcl"), String.format(Locale.ROOT, """
                vcl 4.1;
                backend web { .host = "127.0.0.1"; .port = "%d"; }
                sub vcl_backend_response {
                    set beresp.ttl = %ds;
                    set beresp.grace = %ds;
                }
                sub vcl_deliver {
                    %s
                }
                """, origin, ttl, grace, deliver));
        processes.start(
                "varnish",
                "{} -F -j none -n {} -a {} -f {} -s {}",
                Lab.program("varnishd"),
                folder.resolve("varnish"),
                "127.0.0.1:" + port,
                vcl,
                "malloc," + storage);
    }

    /** Keys with a Zipf distribution. */
    private record Keys(double exponent, int size) {
        String text() {
            return "zipf(" + exponent + " " + size + ")";
        }

        Call requested(HttpClient client) {
            KeySampler sampler = new ZipfKeys(exponent, size).sampler(new KeyNames(List.of()));
            return (number, timeoutMillis) -> client.send(
                    sampler.next(new KeyedRandom(KeyedRandom.key(1, number, "keys")), number), timeoutMillis);
        }
    }

    /** Varnish with an origin of cached objects. Responses say hit, miss or stale. */
    private static final class CachedSite implements Site {
        private static final String DELIVER = """
                if (obj.hits == 0) { set resp.http.X-From = "miss"; }
                elsif (obj.ttl < 0s) { set resp.http.X-From = "stale"; }
                else { set resp.http.X-From = "hit"; }
                """;

        private final Processes processes;
        private final Call client;

        CachedSite(Lab lab, Keys keys, int ttl, int grace, String storage, long originMicros, int bytes)
                throws IOException, InterruptedException {
            processes = lab.processes();
            int origin = Processes.freePort();
            processes.java("origin", Origin.class, origin, originMicros, bytes);
            Processes.awaitListening(origin);
            int port = Processes.freePort();
            start(processes, port, origin, ttl, grace, storage, DELIVER);
            Processes.awaitListening(port);
            client =
                    keys.requested(new HttpClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), "/#"));
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
