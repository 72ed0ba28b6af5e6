package dev.brownout.component.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.host.FailureMode;
import dev.brownout.random.ConstantDistribution;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Lookups of 0.2 ms that queue for the cores of a node. Expected times are calculated by hand as in
 * {@link CacheTierTest}.
 */
class CacheCoresTest {
    private static CacheStage cored(Consumer<CacheSpecs> otherwise) {
        return CacheStage.of(c -> {
            c.cores = Optional.of(1);
            otherwise.accept(c);
        });
    }

    @Test
    void lookupsQueueForOneCore() {
        CacheStage stage = cored(c -> {});
        stage.read(0, 7);
        for (int i = 0; i < 3; i++) {
            stage.read(20, 7);
        }
        assertThat(stage.runUntil(50))
                .containsExactly(
                        "read 7 ok 0 at 11.2", "read 7 ok 0 at 20.7", "read 7 ok 0 at 20.9", "read 7 ok 0 at 21.1");
        assertThat(stage.measure("utilization")).isEqualTo(5 * 0.2 / 50);
    }

    @Test
    void twoCoresServeTwoLookupsConcurrently() {
        CacheStage stage = cored(c -> c.cores = Optional.of(2));
        stage.read(0, 7);
        for (int i = 0; i < 3; i++) {
            stage.read(20, 7);
        }
        assertThat(stage.runUntil(50))
                .containsExactly(
                        "read 7 ok 0 at 11.2", "read 7 ok 0 at 20.7", "read 7 ok 0 at 20.7", "read 7 ok 0 at 20.9");
    }

    /** A read queued before the set finds no value. A read queued behind it finds the new value. */
    @Test
    void operationsTakeEffectAfterTheirServiceTime() {
        CacheStage stage = cored(c -> c.writePolicy = WritePolicy.UPDATE);
        stage.write(0, 7);
        stage.read(10.5, 7);
        stage.read(10.9, 7);
        assertThat(stage.runUntil(50))
                .containsExactly("write 7 ok 1 at 11.4", "read 7 ok 1 at 11.6", "read 7 ok 1 at 21.7");
    }

    @Test
    void fullQueueRejectsAndTheCallerReadsTheSource() {
        CacheStage stage = cored(c -> c.queue = Optional.of(0));
        stage.read(0, 7);
        stage.read(20, 7);
        stage.read(20.1, 7);
        assertThat(stage.runUntil(50))
                .containsExactly("read 7 ok 0 at 11.2", "read 7 ok 0 at 20.7", "read 7 ok 0 at 31.1");
    }

    @Test
    void fullQueueRejectsAWriteThrough() {
        CacheStage stage = cored(c -> {
            c.queue = Optional.of(0);
            c.writePolicy = WritePolicy.THROUGH;
        });
        stage.write(0, 7);
        stage.write(0.1, 8);
        assertThat(stage.runUntil(50)).containsExactly("write 8 rejected 0 at 0.6", "write 7 ok 1 at 11.2");
    }

    @Test
    void crashResetsQueuedLookups() {
        CacheStage stage = cored(c -> {
            c.readPolicy = ReadPolicy.READ_THROUGH;
            c.lookup = new ConstantDistribution(5_000_000);
        });
        stage.read(0, 7);
        stage.read(0, 8);
        stage.scheduleAt(7, () -> stage.hosts.get(0).begin(FailureMode.CRASH));
        stage.scheduleAt(8, () -> stage.hosts.get(0).end(FailureMode.CRASH));
        stage.read(20, 9);
        assertThat(stage.runUntil(90))
                .containsExactlyInAnyOrder("read 7 reset 0 at 7.25", "read 8 reset 0 at 7.25", "read 9 ok 0 at 36.0");
    }

    @Test
    void refreshCostsNoSecondLookup() {
        CacheStage stage = cored(c -> {
            c.readPolicy = ReadPolicy.READ_THROUGH;
            c.ttl = Optional.of(Duration.ofMillis(50));
            c.staleWhileRevalidate = Optional.of(Duration.ofMillis(500));
        });
        stage.read(0, 7);
        stage.read(100, 7);
        stage.runUntil(200);
        assertThat(stage.reads()).isEqualTo(2);
        assertThat(stage.measure("utilization")).isEqualTo(2 * 0.2 / 200);
    }
}
