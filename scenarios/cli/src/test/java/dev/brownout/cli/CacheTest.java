package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.export.ResultJsonReader;
import dev.brownout.result.VariantResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches in scenario files. */
class CacheTest {
    private static final String WRITTEN = """
            scenario: Writes by way of a cache
            run: 20s
            components:
              cache: { kind: cache, entries: 100, flush_interval: 5s, source: db }
              db: { kind: database, replicas: 0, cores: 4, read: 10ms, write: 10ms }
            requests:
              like: { rate: 100/s, key: uniform(20), steps: [write: cache] }
              look: { rate: 100/s, key: uniform(1000), steps: [read: cache] }
            variants:
              around: { set: { cache.write_policy: around } }
              through: { set: { cache.write_policy: through } }
              back: { set: { cache.write_policy: back } }
              bypass: { set: { cache.write_policy: bypass } }
              update: { set: { cache.write_policy: update } }
            """;

    @TempDir
    private Path folder;

    private List<VariantResult> run(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("cache.yaml"), text);
        String json = Session.of("run", file.toString(), "--format", "json").out();
        return ResultJsonReader.read(json.getBytes(StandardCharsets.UTF_8)).variants();
    }

    /**
     * Expected load of the database. Reads: one tenth of the keys fit. Writes: all of them, but only 20 keys every 5 s
     * with write-back.
     */
    @Test
    void analyticalDatabaseLoadMatchesTheRun() throws Exception {
        List<VariantResult> variants = run(WRITTEN);
        assertThat(offeredLoad(variants.get(0))).isCloseTo(100 + 90, within(3.0));
        assertThat(offeredLoad(variants.get(1))).isCloseTo(100 + 90, within(1.0));
        assertThat(offeredLoad(variants.get(2))).isCloseTo(4 + 90, within(1.0));
        assertThat(offeredLoad(variants.get(3))).isCloseTo(100 + 90, within(1.0));
        assertThat(offeredLoad(variants.get(4))).isCloseTo(100 + 90, within(1.0));
        for (VariantResult variant : variants) {
            double measured =
                    variant.components().get("db").measures().get("offered").value() / 20;
            assertThat(measured).isCloseTo(offeredLoad(variant), within(0.08 * offeredLoad(variant)));
        }
    }

    @Test
    void explainReportsTheHitRatio() throws Exception {
        Path file = Files.writeString(folder.resolve("past.yaml"), """
                scenario: Writes past a cache
                run: 20s
                components:
                  cache: { kind: cache, ttl: 10s, write_policy: bypass, source: db }
                  db: { kind: database, replicas: 0, cores: 4, read: 1ms, write: 1ms }
                requests:
                  like: { rate: 10/s, key: uniform(100), steps: [write: cache] }
                  look: { rate: 1000/s, key: uniform(100), steps: [read: cache] }
                """);
        assertThat(Session.of("explain", file.toString()).out().replaceAll("\\s+", " "))
                .contains("hit ratio 99.01 %");
    }

    /**
     * 40 % of 10,000/s and a quarter of the remaining load on one node of 5,000/s: 5,500/s, and 1,500/s on each other
     * node.
     */
    @Test
    @Tag("change")
    void hotKeyOverloadsItsNode() throws Exception {
        VariantResult run = run("""
                scenario: A hot key
                run: { duration: 3s, warmup: 1s }
                components:
                  web: { kind: server, cores: 100, service: 0.1ms }
                  cache: { kind: cache, nodes: 4, cores: 1, queue: 100, lookup: 0.2ms, warm: 100001, source: db }
                  db: { kind: database, replicas: 0, cores: 100, read: 1ms }
                requests:
                  look: { rate: 10k/s, key: hot(40% on bieber rest uniform(100k)), path: [web, cache, db] }
                """).get(0);
        assertThat(run.analysis().stations())
                .filteredOn(station -> station.station().equals("cache"))
                .singleElement()
                .satisfies(station -> assertThat(station.formula().toString())
                        .isEqualTo("no estimate: its keys decide the load of each node"));
        double rejected = run.components().get("cache").measures().get("loads").value();
        assertThat(rejected / 2).isCloseTo(500, within(80.0));
        assertThat(run.components().get("cache").measures().get("skew").value()).isCloseTo(2.2, within(0.05));
    }

    private static double offeredLoad(VariantResult variant) {
        return variant.analysis().stations().stream()
                .filter(station -> station.station().startsWith("db"))
                .findFirst()
                .orElseThrow()
                .offeredPerSecond();
    }
}
