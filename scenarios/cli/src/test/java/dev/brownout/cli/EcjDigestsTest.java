package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Results of the classes of ECJ, which the launcher runs, match the recorded {@link Digests}, if {@code .ci/try} runs
 * this test. {@link DigestsTest} compares the results of javac's classes.
 */
@Tag("thorough")
class EcjDigestsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello-world",
                "primary-failover",
                "hotspot-keys",
                "datacenter-outage",
                "cache-stampede",
                "retry-storm",
                "llm-kv-full",
                "rebalance",
                "live-resharding",
                "cdn-cold-start"
            })
    void resultsMatchRecordedDigests(String scenario) throws IOException {
        Map<String, Digests.Output> recorded = Digests.recorded().outputs();
        String command = recorded.keySet().stream()
                .filter(candidate -> candidate.split(" ", -1)[1].equals(scenario))
                .findFirst()
                .orElseThrow();
        assertThat(Digests.of(command)).as(command).isEqualTo(recorded.get(command));
    }
}
