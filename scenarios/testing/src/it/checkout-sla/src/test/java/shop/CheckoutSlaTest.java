package shop;

import static dev.brownout.testing.BrownoutAssertions.assertThat;
import static dev.brownout.testing.BrownoutAssertions.millis;
import static dev.brownout.testing.BrownoutAssertions.percent;
import static dev.brownout.testing.BrownoutAssertions.plus;

import dev.brownout.testing.SimulatedRun;
import dev.brownout.testing.SimulationTest;
import dev.brownout.testing.Variant;
import org.junit.jupiter.api.Test;

@SimulationTest("checkout.yaml")
class CheckoutSlaTest {
    @Test
    @Variant("two-regions")
    void survivesAnOutage(SimulatedRun run) {
        assertThat(run).availability("checkout").during("outage").isAtLeast(percent(75));
        assertThat(run).latency("checkout").p(99).from("outage", plus("2m")).isBelow(millis(400));
        assertThat(run).meetsEverySla();
    }
}
