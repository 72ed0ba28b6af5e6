package dev.brownout.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.component.server.ServerSpec;
import dev.brownout.component.server.ServerSpecs;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.result.Latency;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.NetworkSpec.Connections;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.workload.ConstantIntervalLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cost of a link: round trips, handshakes, bytes and losses, with a server that works for 1 ms. */
class LinksTest {
    private static Latency latency(NetworkSpec links) {
        ServerSpec box = ServerSpecs.working(new ConstantDistribution(1e6), s -> s.queue = Optional.empty());
        return Scenes.scene()
                .linkedBy(links)
                .withDuration(100, 0)
                .seededBy("links")
                .with("box", box)
                .requesting(
                        "page",
                        new ConstantIntervalLoad(100),
                        null,
                        Duration.ofSeconds(10),
                        List.of(),
                        Scenes.visit("box"))
                .run()
                .requests()
                .get("page")
                .successes();
    }

    private static NetworkSpec links(Optional<Bandwidth> bandwidth, double loss, Connections connections) {
        return new NetworkSpec(
                new ConstantDistribution(0.5e6),
                new ConstantDistribution(0),
                bandwidth,
                new Share(loss),
                connections,
                CallTarget.BETWEEN_TIERS);
    }

    @ParameterizedTest
    @CsvSource({"KEPT_ALIVE, 1.5", "TCP, 2", "TLS13, 2.5", "TLS12, 3"})
    void newConnectionAddsItsHandshakes(Connections connections, double millis) {
        Latency latency = latency(links(Optional.empty(), 0, connections));
        assertThat(latency.max()).isEqualTo(millis * 1e6);
        assertThat(latency.mean()).isEqualTo(millis * 1e6);
    }

    @Test
    void responseTimeIncludesTheTransferOfItsBytes() {
        // 10 kB at 8 Mbps are 10 ms.
        Latency latency = latency(links(Optional.of(new Bandwidth(8e6)), 0, Connections.KEPT_ALIVE));
        assertThat(latency.max()).isEqualTo(11.5e6);
    }

    @Test
    void lostMessageIsRetransmittedAfterTheTimeout() {
        Latency latency = latency(links(Optional.empty(), 0.1, Connections.KEPT_ALIVE));
        // Each direction loses 0, 1, 2, ... messages with probability 0.9, 0.09, 0.009, ...: 0, 200, 600, 1400 ms.
        double mean = 1.5e6 + 2 * (0.09 * 200e6 + 0.009 * 600e6 + 0.0009 * 1400e6 + 0.00009 * 3000e6);
        assertThat(latency.p50()).isCloseTo(1.5e6, within(2e3));
        assertThat(latency.p90()).isCloseTo(201.5e6, within(0.3e6));
        assertThat(latency.mean()).isCloseTo(mean, within(0.12 * mean));
    }
}
