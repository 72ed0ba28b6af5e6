package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A node is down for 20 s while 43 keys per second are written: 860 hints are stored and handed over. Health checks
 * detect both changes within 0.1 s.
 */
@Tag("law")
class HintsLawTest {
    private static String site(String keys) {
        return """
                run: { duration: 120s, seed: 3 }
                network: none
                components:
                  kv:
                    kind: store
                    nodes: 3
                    cores: 64
                    read: 0ms
                    write: 0ms
                    quorum: { write: 2 }
                    repair: { handoff: 1h }
                    health: { every: 100ms, timeout: 50ms, fall: 1, rise: 1 }
                requests:
                  save: { rate: constant(43/s), key: %s, steps: [write: kv] }
                faults: [at 20s: crash kv/3 for 20s]
                """.formatted(keys);
    }

    @Test
    void hintsAreCountedAndAveragedOverTime() {
        VariantResult result = TestScenarioRunner.run(site("sequential(1M)"));
        assertThat(TestScenarioRunner.measure(result, "kv", "hints_created")).isCloseTo(860, within(6.0));
        assertThat(TestScenarioRunner.measure(result, "kv", "hints.max")).isCloseTo(860, within(6.0));
        // Hints grow for 20 s and wait up to 10 s more for the next check; the mean is over a run of 120 s.
        assertThat(TestScenarioRunner.measure(result, "kv", "hints")).isBetween(860 * 10 / 120.0 - 2, 860 * 20 / 120.0);
    }

    /** A key that is written again replaces its hint at each of the two coordinators. */
    @Test
    void rewrittenKeyReplacesItsHint() {
        VariantResult result = TestScenarioRunner.run(site("sequential(43)"));
        assertThat(TestScenarioRunner.measure(result, "kv", "hints_created")).isCloseTo(860, within(6.0));
        assertThat(TestScenarioRunner.measure(result, "kv", "hints.max")).isEqualTo(2 * 43);
    }
}
