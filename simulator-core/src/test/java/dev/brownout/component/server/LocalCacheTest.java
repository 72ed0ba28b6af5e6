package dev.brownout.component.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.host.FailureMode;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalCacheTest {
    private final Simulation simulation = new Simulation();
    private final TimeGrid grid = new TimeGrid(1_000_000, 1_000_000, List.of());
    private final Host host =
            new Host(simulation, "web", "1", Location.SINGLE, new CallMeter(grid, Outcome.count() + 1));
    private final Ratio hitRatio = new Ratio(grid);
    private final LocalCaches.Measures measures =
            new LocalCaches.Measures(hitRatio, new Counter(grid), new LatencyHistogram(grid));
    private final VersionRegistry versions = new VersionRegistry();
    private final List<String> answers = new ArrayList<>();
    private long version = 1;
    private Outcome outcome = Outcome.OK;

    private final Service source = (request, reply) -> {
        long seen = version;
        Outcome expected = outcome;
        simulation.scheduleAfter(10, step -> reply.accept(expected, seen), 0);
    };

    private LocalCache cache(int entries, Optional<Duration> ttl) {
        return new LocalCache(
                new LocalCacheSpec(entries, ttl), "db", simulation, versions, host, measures, change -> {});
    }

    private void request(LocalCache cache, long instant, int key) {
        simulation.scheduleAt(
                instant,
                step -> cache.wrap(source)
                        .call(
                                new Request(
                                        instant,
                                        instant,
                                        instant,
                                        RequestSource.NONE,
                                        0,
                                        0,
                                        key,
                                        Operation.READ,
                                        1,
                                        instant,
                                        new LogicalRequest()),
                                (expected, detail) ->
                                        answers.add(expected.label() + " " + detail + " at " + simulation.now())),
                0);
    }

    @Test
    void entryIsServedUntilItExpiresDespiteAWrite() {
        LocalCache cache = cache(9, Optional.of(Duration.ofNanos(100)));
        request(cache, 0, 7);
        simulation.scheduleAt(20, step -> version = 2, 0);
        request(cache, 109, 7);
        request(cache, 110, 7);
        simulation.runUntil(1000);
        assertThat(answers).containsExactly("ok 1 at 10", "ok 1 at 109", "ok 2 at 120");
        assertThat(hitRatio.value(grid.span(0, grid.end()), "")).isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void concurrentMissesAreNotCoalesced() {
        LocalCache cache = cache(9, Optional.empty());
        request(cache, 0, 7);
        request(cache, 5, 7);
        simulation.runUntil(1000);
        assertThat(answers).containsExactly("ok 1 at 10", "ok 1 at 15");
    }

    @Test
    void failuresAreNotCached() {
        LocalCache cache = cache(9, Optional.empty());
        outcome = Outcome.REJECTED;
        request(cache, 0, 7);
        request(cache, 20, 7);
        simulation.runUntil(1000);
        assertThat(answers).containsExactly("rejected 1 at 10", "rejected 1 at 30");
    }

    @Test
    void entriesAreEvictedByLruAndLostInACrash() {
        LocalCache cache = cache(1, Optional.empty());
        request(cache, 0, 7);
        request(cache, 20, 8);
        request(cache, 40, 7);
        simulation.scheduleAt(60, step -> host.begin(FailureMode.CRASH), 0);
        simulation.scheduleAt(70, step -> host.end(FailureMode.CRASH), 0);
        request(cache, 80, 7);
        request(cache, 100, 7);
        simulation.runUntil(1000);
        assertThat(answers).containsExactly("ok 1 at 10", "ok 1 at 30", "ok 1 at 50", "ok 1 at 90", "ok 1 at 100");
    }

    @Test
    void rejectsZeroEntriesAndAZeroTtl() {
        assertThatThrownBy(() -> new LocalCacheSpec(0, Optional.empty())).hasMessageContaining("entries");
        assertThatThrownBy(() -> new LocalCacheSpec(1, Optional.of(Duration.ZERO)))
                .hasMessageContaining("ttl");
    }

    /**
     * Local caches against a hot key, which gets 30 % of 1,980 reads per second. Each of 20 hosts loads it about once
     * per second: 27/s instead of 594/s.
     */
    @Test
    void smallCacheRelievesTheStoreOfAHotKey() {
        LocalCacheSpec local = new LocalCacheSpec(100, Optional.of(Duration.ofSeconds(1)));
        VariantResult result = Scenes.scene()
                .networked()
                .withDuration(60, 10)
                .seededBy("hotspot-keys")
                .with("db", server(1, 30, new ConstantDistribution(10e6), Optional.empty()))
                .with("web", server(20, 2, new ConstantDistribution(1e6), Optional.of(local)))
                .requesting(
                        "read",
                        new PoissonLoad(1980),
                        new HotKeys(List.of(new HotKeys.Hot(0.3, "bieber")), new UniformKeys(100_000)),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.visit("web"),
                        Scenes.read("db"))
                .run();
        double hitRatioOfAll = result.components()
                .get("web")
                .measures()
                .get("local_cache_hit_ratio")
                .value();
        assertThat((1 - hitRatioOfAll) * 1980 - 0.7 * 1980).isBetween(12.0, 32.0);
    }

    private static ServerSpec server(
            int nodes, int cores, ConstantDistribution service, Optional<LocalCacheSpec> local) {
        return ServerSpecs.working(service, s -> {
            s.nodes = nodes;
            s.cores = cores;
            s.localCache = local;
        });
    }
}
