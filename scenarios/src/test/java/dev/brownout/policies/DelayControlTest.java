package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queue delay limits of servers (CoDel, controlled delay, adaptive LIFO). Their defaults are those of the papers. */
class DelayControlTest {
    private static PlayedPolicy box(String more) throws Exception {
        return PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  box: { kind: server, cores: 1, service: exp(10ms), queue: unlimited, " + more + " }",
                "requests:",
                "  call: { rate: 120/s, path: [box] }");
    }

    @ParameterizedTest
    @CsvSource({"codel", "controlled-delay"})
    void explicitDefaultsGiveTheSameResult(String scheduling) throws Exception {
        PlayedPolicy usual = box("scheduling: " + scheduling);
        PlayedPolicy explicit = box("scheduling: " + scheduling + ", codel_target: 5ms, codel_interval: 100ms");
        assertThat(explicit.series("call.")).isEqualTo(usual.series("call."));
    }

    @ParameterizedTest
    @CsvSource({
        "codel, 'codel_interval: 20ms'",
        "controlled-delay, 'codel_interval: 20ms'",
        "controlled-delay, 'codel_target: 50ms'",
        "adaptive-lifo, 'codel_interval: 2s'"
    })
    void nonDefaultLimitsChangeTheResult(String scheduling, String limit) throws Exception {
        PlayedPolicy usual = box("scheduling: " + scheduling);
        PlayedPolicy other = box("scheduling: " + scheduling + ", " + limit);
        assertThat(other.series("call.")).isNotEqualTo(usual.series("call."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "codel_target: 5ms | 'codel_target' requires scheduling: codel or controlled-delay",
                "codel_interval: 5ms | 'codel_interval' requires scheduling: codel, controlled-delay or adaptive-lifo",
                "scheduling: adaptive-lifo, codel_target: 5ms | 'codel_target' requires scheduling: codel",
                "scheduling: codel, codel_target: 200ms | 'codel_target' must not exceed 'codel_interval'"
            })
    void rejectsInvalidLimits(String more, String reason) {
        assertThatThrownBy(() -> box(more))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining(reason);
    }

    /** A shorter interval allows a shorter wait and thus drops more requests. */
    @Test
    void aShorterIntervalDropsMore() throws Exception {
        long usual = box("scheduling: codel").outcome("call", "rejected");
        assertThat(box("scheduling: codel, codel_interval: 20ms").outcome("call", "rejected"))
                .isGreaterThan(usual);
    }
}
