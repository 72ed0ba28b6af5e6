package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.analysis.Forecast;
import dev.brownout.component.cache.CacheSpec.ReadPolicy;
import dev.brownout.component.cache.CacheSpec.Renewal;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.load.Steady;
import dev.brownout.node.Cores;
import dev.brownout.random.Exponential;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import dev.brownout.result.Analysis;
import dev.brownout.run.Scenes;
import dev.brownout.spec.DataSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the arithmetic before a run expects to reach the source of a cache. */
class HitRatioOnPaperTest {
    private static final double READS = 2000;
    private static final KeyPopularity POPULAR = new ZipfKeys(1, 100_000);

    private static double reaching(CacheSpec cache, KeyPopularity keys, double writes) {
        Scenes scene = Scenes.scene()
                .with("cache", cache)
                .with(
                        "db",
                        new ServerSpec(
                                1,
                                99,
                                Optional.empty(),
                                Optional.empty(),
                                Cores.Scheduling.FIFO,
                                new Exponential(10e6),
                                Optional.empty(),
                                Map.of()))
                .requesting("get", new Steady(READS), keys, null, List.of(), Scenes.visit("cache"), Scenes.visit("db"));
        if (writes > 0) {
            scene.requesting("put", new Steady(writes), keys, null, List.of(), Scenes.write("cache"));
        }
        Analysis analysis = Forecast.of(scene.scenario()).analysis();
        return analysis.stations().stream()
                .filter(station -> station.station().equals("db"))
                .findFirst()
                .orElseThrow()
                .offeredPerSecond();
    }

    private static CacheSpec cache(int nodes, Optional<Integer> entries, Optional<Duration> ttl, Renewal renewal) {
        return Stage.spec(nodes, entries, Optional.empty(), ttl, renewal, ReadPolicy.LOOK_ASIDE);
    }

    @Test
    void missesReachTheSource() {
        CacheSpec tenth = cache(1, Optional.of(10_000), Optional.empty(), Renewal.LOAD);
        assertThat(reaching(tenth, POPULAR, 0)).isCloseTo(READS * (1 - 0.737339808), within(0.1));
        assertThat(reaching(tenth, new UniformKeys(100_000), 0)).isCloseTo(READS * 0.9, within(0.1));
        CacheSpec bytes = Stage.spec(
                1,
                Optional.empty(),
                Optional.of(new DataSize(100_000_000)),
                Optional.empty(),
                Renewal.LOAD,
                ReadPolicy.LOOK_ASIDE);
        assertThat(reaching(bytes, POPULAR, 0)).isCloseTo(READS * (1 - 0.737339808), within(0.1));
        CacheSpec fifth = cache(2, Optional.of(10_000), Optional.empty(), Renewal.LOAD);
        assertThat(reaching(fifth, POPULAR, 0)).isCloseTo(READS * (1 - 0.812), within(2.0));
    }

    /** The same requests in the simulator let 580 reads through, some of them while a load is under way. */
    @Test
    void deletesOfPopularKeysCostHits() {
        CacheSpec tenth = cache(1, Optional.of(10_000), Optional.empty(), Renewal.LOAD);
        assertThat(reaching(tenth, POPULAR, 60)).isBetween(550.0 + 60, 580.0 + 60);
        assertThat(reaching(cache(1, Optional.empty(), Optional.empty(), Renewal.LOAD), POPULAR, 500))
                .isCloseTo(READS * 0.2 + 500, within(0.1));
    }

    @Test
    void shortLivesCostHits() {
        Optional<Duration> halfMinute = Optional.of(Duration.ofSeconds(15));
        KeyPopularity keys = new ZipfKeys(1, 10_000);
        assertThat(reaching(cache(1, Optional.empty(), halfMinute, Renewal.LOAD), keys, 0))
                .isCloseTo(READS * (1 - 0.851880094), within(0.1));
        assertThat(reaching(cache(1, Optional.empty(), halfMinute, Renewal.ACCESS), keys, 0))
                .isCloseTo(READS * (1 - 0.909082886), within(0.1));
    }
}
