package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.runtime.Scenes;
import dev.brownout.spec.DataSize;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Negative caching of keys that do not exist, which are below 0 here. Expected times are calculated by hand as in
 * {@link CacheTierTest}.
 */
class NegativeEntriesTest {
    private static CacheStage keeping(Consumer<CacheSpecs> otherwise) {
        return CacheStage.of(c -> {
            c.negativeTtl = Optional.of(Duration.ofMillis(100));
            otherwise.accept(c);
        });
    }

    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void withoutNegativeEntriesEachReadLoadsFromTheSource(ReadPolicy policy) {
        CacheStage stage = CacheStage.of(policy);
        stage.read(0, -7);
        stage.read(20, -7);
        assertThat(stage.runUntil(50)).containsExactly("read -7 not_found 0 at 11.2", "read -7 not_found 0 at 31.2");
        assertThat(stage.measure("hits")).isZero();
        assertThat(stage.measure("entries")).isZero();
    }

    /**
     * With look-aside, the fill takes 0.25 ms to arrive. With read-through, it is stored 0.25 ms before the response
     * arrives.
     */
    @ParameterizedTest
    @EnumSource(ReadPolicy.class)
    void negativeEntriesServeReadsUntilTheyExpire(ReadPolicy policy) {
        CacheStage stage = keeping(c -> c.readPolicy = policy);
        stage.read(0, -7);
        stage.read(20, -7);
        stage.read(110, -7);
        stage.read(120, -7);
        assertThat(stage.runUntil(150))
                .containsExactly(
                        "read -7 not_found 0 at 11.2",
                        "read -7 not_found 0 at 20.7",
                        "read -7 not_found 0 at 110.7",
                        "read -7 not_found 0 at 131.2");
        assertThat(stage.reads()).isEqualTo(2);
        assertThat(stage.measure("negative_hits")).isEqualTo(2);
        assertThat(stage.measure("hits")).isEqualTo(2);
        assertThat(stage.measure("expirations")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(value = WritePolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "BYPASS")
    void writesByWayOfTheCacheRemoveNegativeEntries(WritePolicy policy) {
        CacheStage stage = keeping(c -> c.writePolicy = policy);
        stage.read(0, -7);
        stage.write(20, -7);
        stage.read(50, -7);
        assertThat(stage.runUntil(80).get(2)).startsWith("read -7 ok");
        assertThat(stage.measure("negative_hits")).isZero();
        assertThat(stage.measure("stale_hits")).isZero();
    }

    @Test
    void bypassingWritesLeaveStaleNegativeEntries() {
        CacheStage stage = keeping(c -> c.writePolicy = WritePolicy.BYPASS);
        stage.read(0, -7);
        stage.write(20, -7);
        stage.read(50, -7);
        stage.read(120, -7);
        assertThat(stage.runUntil(150))
                .containsExactly(
                        "read -7 not_found 0 at 11.2",
                        "write -7 ok 1 at 30.5",
                        "read -7 stale 0 at 50.7",
                        "read -7 ok 1 at 131.2");
        assertThat(stage.measure("negative_hits")).isEqualTo(1);
        assertThat(stage.measure("stale_hits")).isEqualTo(1);
        assertThat(stage.reads()).isEqualTo(2);
    }

    @Test
    void negativeEntryEndsTheLease() {
        CacheStage stage = keeping(c -> c.lease = Optional.of(Duration.ofSeconds(10)));
        stage.read(0, -7);
        stage.read(1, -7);
        assertThat(stage.runUntil(50)).containsExactly("read -7 not_found 0 at 11.2", "read -7 not_found 0 at 12.4");
        assertThat(stage.reads()).isEqualTo(1);
        assertThat(stage.measure("waits")).isEqualTo(1);
    }

    @Test
    void coalescedReadsShareTheNegativeResult() {
        CacheStage stage = keeping(c -> c.coalesce = true);
        stage.read(0, -7);
        stage.read(1, -7);
        assertThat(stage.runUntil(50)).containsExactly("read -7 not_found 0 at 11.2", "read -7 not_found 0 at 11.2");
        assertThat(stage.reads()).isEqualTo(1);
    }

    @Test
    void negativeEntriesAreNeitherRefreshedNorRenewed() {
        CacheStage stage = keeping(c -> {
            c.ttl = Optional.of(Duration.ofMillis(100));
            c.staleWhileRevalidate = Optional.of(Duration.ofSeconds(1));
            c.renewal = CacheExpiry.Renewal.ACCESS;
        });
        stage.read(0, -7);
        stage.read(90, -7);
        stage.read(120, -7);
        stage.runUntil(150);
        assertThat(stage.measure("refreshes")).isZero();
        assertThat(stage.measure("expired_hits")).isZero();
        assertThat(stage.reads()).isEqualTo(2);
    }

    /**
     * A value takes 100 bytes here, a negative entry 85. One value and two negative entries take 270 bytes, and another
     * value evicts both negative entries.
     */
    @Test
    void negativeEntriesUseMemory() {
        CacheStage stage = keeping(c -> c.memory = Optional.of(new DataSize(270)));
        stage.read(0, 1);
        stage.read(20, -7);
        stage.read(40, -8);
        stage.read(60, 1);
        stage.read(70, 2);
        stage.runUntil(100);
        assertThat(stage.measure("evictions")).isEqualTo(2);
        assertThat(stage.measure("hits")).isEqualTo(1);
    }

    /**
     * A key that is read λ times per second, with a TTL of T from its load, has a hit ratio of λT/(1+λT). This follows
     * from renewal theory: one load, then λT reads on average until the entry expires. 200 keys with 0.2 reads/s each
     * and T = 10 s give 2/3. A load takes 10 ms, during which 0.002 reads arrive.
     */
    @Test
    @Tag("law")
    void hitRatioOfNegativeEntriesMatchesTheRenewalFormula() {
        var result = Scenes.scene()
                .withDuration(3000, 100)
                .with("cache", CacheSpecs.with(c -> c.negativeTtl = Optional.of(Duration.ofSeconds(10))))
                .with("db", new Source())
                .requesting(
                        "get",
                        new PoissonLoad(40),
                        new AbsentKeys(new UniformKeys(200)),
                        null,
                        List.of(),
                        Scenes.visit("cache"))
                .run();
        assertThat(Scenes.measure(result, "cache", "hit_ratio")).isCloseTo(2.0 / 3, within(0.008));
        assertThat(Scenes.measure(result, "cache", "negative_hits")).isEqualTo(Scenes.measure(result, "cache", "hits"));
    }
}
