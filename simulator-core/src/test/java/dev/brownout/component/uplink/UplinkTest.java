package dev.brownout.component.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.network.Bandwidth;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.ReplyComponent;
import dev.brownout.runtime.Scenes;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.PoissonLoad;
import dev.brownout.workload.TraceArrivals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Responses of 10 kB on an uplink of 8 Mbps. Each takes 10 ms on an idle uplink. */
class UplinkTest {
    private static Scenes scene(LoadProfile load, Duration timeout) {
        return Scenes.scene()
                .withDuration(500, 20)
                .seededBy("a line shared by all")
                .with("uplink", new UplinkSpec(new Bandwidth(8e6), Optional.of("site")))
                .with("site", ReplyComponent.atOnce())
                .requesting("get", load, null, timeout, List.of(), Scenes.visit("uplink"));
    }

    private static double measure(VariantResult result, String name) {
        return Scenes.measure(result, "uplink", name);
    }

    /**
     * The second transfer begins when half of the first is done. The transfers take 5 ms alone, 10 ms shared and 5 ms
     * alone.
     */
    @Test
    void concurrentResponsesShareTheBandwidth() {
        VariantResult result = scene(new TraceArrivals(30_000_000_000L, 30_005_000_000L), Duration.ofSeconds(1))
                .run();
        assertThat(result.requests().get("get").successes().mean()).isCloseTo(15e6, within(1.0));
        assertThat(result.requests().get("get").successes().max()).isCloseTo(15e6, within(1.0));
        assertThat(measure(result, "bytes")).isEqualTo(20_000);
        assertThat(measure(result, "utilization")).isCloseTo(0.02 / 480, within(1e-9));
    }

    @Test
    void responseIsTransferredAfterTheClientTimeout() {
        VariantResult result =
                scene(new TraceArrivals(30_000_000_000L), Duration.ofMillis(5)).run();
        assertThat(result.requests().get("get").outcomes().get("timed_out")).isEqualTo(1);
        assertThat(measure(result, "bytes")).isEqualTo(10_000);
    }

    /** M/D/1-PS at utilization 0.7: the mean is 10 ms / 0.3. */
    @Test
    @Tag("law")
    void meanTransferTimeFollowsProcessorSharing() {
        Scenes scene = scene(new PoissonLoad(70), Duration.ofSeconds(10));
        VariantResult result = scene.run();
        assertThat(result.requests().get("get").successes().mean()).isCloseTo(10e6 / 0.3, within(2.5e6));
        assertThat(measure(result, "utilization")).isCloseTo(0.7, within(0.02));
        assertThat(CapacityForecast.of(scene.scenario()).analysis().stations()).anySatisfy(station -> {
            assertThat(station.station()).isEqualTo("uplink");
            assertThat(station.utilization()).isCloseTo(0.7, within(1e-9));
            assertThat(station.meanNanos()).isCloseTo(10e6 / 0.3, within(1.0));
        });
    }
}
