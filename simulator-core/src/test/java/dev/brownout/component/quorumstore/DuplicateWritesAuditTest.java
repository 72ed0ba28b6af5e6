package dev.brownout.component.quorumstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.policy.retry.Backoff;
import dev.brownout.policy.retry.RetrySpec;
import dev.brownout.policy.timeout.TimeoutSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.AuditException;
import dev.brownout.runtime.Scenes;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.workload.StepLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Audit of duplicate writes. Each write takes 30 ms of a core, and its caller retries after 20 ms until its attempts
 * are used up.
 */
class DuplicateWritesAuditTest {
    private static StoreScene scene(int attempts) {
        return new StoreScene()
                .nodes(1)
                .work(new ConstantDistribution(30_000_000))
                .withDuration(20)
                .requesting(
                        "write",
                        new StepLoad(List.of(5.0, 0.0), 15_000_000_000L),
                        new UniformKeys(1000),
                        Duration.ofSeconds(60),
                        List.of(
                                new RetrySpec(attempts, new Backoff.None(), Optional.empty(), Optional.empty()),
                                new TimeoutSpec(Duration.ofMillis(20))),
                        Scenes.write("kv"));
    }

    private static long written(VariantResult result) {
        return StoreScene.data(result).applied();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void eachRetriedWriteIsCountedOnce(int attempts) {
        VariantResult result = scene(attempts).run();
        assertThat(written(result)).isPositive();
        assertThat(StoreScene.measure(result, "duplicate_writes"))
                .isEqualTo(written(result))
                .isEqualTo(StoreScene.data(result).duplicate());
        assertThat(result.accounting().audit())
                .filteredOn(line -> line.name().contains("attempts that reached a disk"))
                .singleElement()
                .satisfies(line -> assertThat(line.left()).isEqualTo(attempts * written(result)));
    }

    @Test
    void writesWithoutRetriesAreNoDuplicates() {
        VariantResult result = scene(1).run();
        assertThat(StoreScene.measure(result, "duplicate_writes")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void auditDetectsAWrongCount(int error) {
        assertThatThrownBy(() ->
                        scene(2).withObserver(spec -> falsified(spec, error)).run())
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("kv: writes applied twice = duplicates counted");
    }

    private static ComponentSpec falsified(ComponentSpec spec, int error) {
        return context -> falsified(spec.build(context), context, error);
    }

    private static Component falsified(Component store, ComponentContext context, int error) {
        context.simulation().scheduleAfter(10_000_000_000L, step -> count(context, error), 0);
        return store;
    }

    private static void count(ComponentContext context, int error) {
        context.metrics()
                .instruments(StoreMetrics.class)
                .duplicateWrites()
                .add(context.simulation().now(), error);
    }
}
