package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.kernel.Simulation;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Results of the classes of ECJ, which the launcher runs, match the recorded {@link Digests}. {@link DigestsTest}
 * compares those of javac. Maven does not run this class; {@code .ci/try EcjDigests} does.
 */
class EcjDigests {

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
        assertThat(Simulation.class.getProtectionDomain().getCodeSource().getLocation())
                .as("classes of .ci/compile")
                .asString()
                .endsWith("/target/launcher/compiled/");
        Map<String, Digests.Output> recorded = Digests.recorded().outputs();
        String command = recorded.keySet().stream()
                .filter(candidate -> candidate.split(" ", -1)[1].equals(scenario))
                .findFirst()
                .orElseThrow();
        assertThat(Digests.of(command)).as(command).isEqualTo(recorded.get(command));
    }
}
