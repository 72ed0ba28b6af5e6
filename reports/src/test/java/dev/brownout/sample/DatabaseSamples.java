package dev.brownout.sample;

import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sample results of databases: a failover, and a hot shard. */
public final class DatabaseSamples {

    private static final String DIGEST = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private DatabaseSamples() {}

    /**
     * Returns a result with a primary that loses power. The titles are in Korean, the lesson has Arabic and an emoji.
     */
    public static RunResult failover() {
        return new RunResult(
                "기본 데이터베이스의 전원이 나가면",
                "primary-failover",
                DIGEST,
                "쓰기는 얼마나 오래 멈추고, 무엇을 잃는가? <b>&amp;",
                "비동기 복제는 빨리 답하고 조금 거짓말한다. الكتابة تضيع 🙂",
                List.of("save.success_rate", "db.lost_writes", "db/replica-*.backlog", "db.roles"),
                List.of(failover("async", 137, 27.9), failover("semi-sync trap", 2203, 32.9)));
    }

    private static VariantResult failover(String name, long lost, double downtime) {
        double up = 300 + downtime;
        VariantBuilder variant = new VariantBuilder(name, 600, 2)
                .setting("components.db.replicas", "2", "file")
                .setting("components.db.failover.lease", "30s", "profile:patroni")
                .fault("outage", "power-off db/primary", "db/primary powered off", "db", 300, 600);
        variant.columns()
                .latency("save", t -> t >= 300 && t < up ? Double.NaN : t < 300 ? 8.5 : 9.2)
                .latency("view", t -> t >= 300 && t < 306 ? 1200 : 4)
                .ratio("availability", "", 1000, t -> t >= 300 && t < up ? 0.8 : 1)
                .ratio("save.success_rate", "save", 200, t -> t >= 300 && t < up ? 0 : 1)
                .counter("db.lost_writes", "db", t -> t >= 300 && t < 302 ? lost / 2.0 : 0)
                .gauge(
                        "db/replica-1.backlog",
                        "db",
                        "ns",
                        t -> t < 300 ? 100e6 + 60e6 * StrictMath.sin(t / 9) : Double.NaN)
                .gauge("db/replica-2.backlog", "db", "ns", t -> 110e6 + 70e6 * StrictMath.cos(t / 7));
        variant.request("all", 570_000, Map.of("timed-out@db", 5_580L), 4.5)
                .request("save", 114_000, Map.of("timed-out@db", 5_580L), 8.5)
                .request("view", 456_000, Map.of("timed-out@db", 900L, "refused@db", 12L), 4)
                .window("outage", 300, 600, "save", 60_000, Map.of("timed-out@db", 5_580L), 9.2)
                .window("before outage", 30, 300, "save", 54_000, Map.of(), 8.5)
                .component(
                        "db",
                        "database",
                        Map.of("lost_writes", new Measure(lost, "1", "Acknowledged, not durable.")),
                        9)
                .role("db", "primary", "primary", 0, 300)
                .role("db", "primary", "down", 300, 600)
                .role("db", "replica-1", "replica", 0, Math.round(up))
                .role("db", "replica-1", "primary", Math.round(up), 600)
                .role("db", "replica-2", "replica", 0, 600)
                .withEvent(324.9, "lease-expired", "db", "the lease of db/primary ran out")
                .withEvent(up, "promoted", "db", "replica-1 became primary; " + lost + " acknowledged writes are lost")
                .data("db", 108_000, lost)
                .sla("no loss", "db.lost_writes == 0", lost, 0, "1", true)
                .sla("back soon", "save.rto(outage) < 45s", downtime * 1e9, 45e9, "ns", false)
                .sla("cheap", "save.p50 < 15ms before outage", 8.5e6, 15e6, "ns", false);
        for (int i = 0; i < 12; i++) {
            variant.withEvent(400 + i, "checked", "db", "replica-2 was asked whether it follows replica-1 " + i);
        }
        return variant.build();
    }

    /** Returns a result with a key that is hotter than its shard: seven variants, ten shards. */
    public static RunResult hotKey() {
        String[] names = {
            "plain",
            "a shard of its own",
            "ten read copies",
            "a small local cache",
            "suffixes on a read-hot key",
            "write-hot, plain",
            "suffixes on a write-hot key"
        };
        double[] availability = {0.78, 1, 1, 1, 0.29, 0.78, 1};
        double[] p50 = {80, 11, 12.6, 9.8, 86, 80, 14.8};
        double[] hot = {1, 0.67, 0.69, 0.58, 1, 1, 0.68};
        List<VariantResult> variants = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            variants.add(hotKey(names[i], availability[i], p50[i], hot[i], i == 4));
        }
        return new RunResult(
                "One key is hotter than its shard",
                "hotspot-keys",
                DIGEST,
                "Three tenths of all requests ask for one key. What helps its shard, and what makes things worse?",
                "More shards do not divide one key.",
                List.of("availability", "key/bieber.availability", "db/*.utilization", "read.latency"),
                variants);
    }

    private static VariantResult hotKey(String name, double availability, double p50, double hot, boolean all) {
        boolean bad = availability < 0.99;
        VariantBuilder variant = new VariantBuilder(name, 100, 1).setting("components.db.shards", "10", "file");
        variant.columns()
                .latency("read", t -> Math.min(p50, 10 + t * 6))
                .ratio("availability", "", 2000, t -> availability)
                .ratio("key/bieber.availability", "", 600, t -> bad ? (all ? 0.011 : 0.406) : 1);
        for (int shard = 0; shard < 10; shard++) {
            double load = shard == 3 || all ? hot : 0.47;
            variant.columns().gauge("db/shard-" + shard + ".utilization", "db", "ratio", t -> Math.min(1, load));
        }
        long failed = Math.round(180_000 * (1 - availability));
        Map<String, Long> causes = failed == 0 ? Map.of() : Map.of("rejected@db", failed);
        double skew = all || !bad ? 1.01 : 3.7;
        return variant.request("all", 180_000, causes, p50)
                .request("read", 178_200, causes, p50)
                .request("like", 1_800, Map.of(), 10)
                .component("db", "database", Map.of("utilization", new Measure(0.52, "ratio", "Busy share.")), p50)
                .station("web", 2000, Double.POSITIVE_INFINITY, 1e6, Double.NaN)
                .sla("site up", "availability >= 99.9%", availability, 0.999, "ratio", bad)
                .sla("fast", "read.p99 < 100ms", p50 * 5e6, 100e6, "ns", bad)
                .sla("even", "db.skew < 1.5", skew, 1.5, "1", bad && !all)
                .warning("db cannot keep up from 0s: 740/s offered on shard-3, 300/s possible (rho 2.47)")
                .build();
    }
}
