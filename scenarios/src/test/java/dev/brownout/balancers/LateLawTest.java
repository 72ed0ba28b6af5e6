package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.Means;
import dev.brownout.databases.Site;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Balancers that hear late of machines that come and go. */
@Tag("law")
class LateLawTest {
    /** 200/s by turns to four machines. */
    private static String site(int seed, String late, String service, String fault) {
        return """
                run: { duration: 40s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, %s }
                  web: { kind: server, nodes: 4, cores: 1k, service: %s }
                requests:
                  page: { rate: 200/s, path: [lb, web] }
                faults: [ %s ]
                """.formatted(seed + 1, late, service, fault);
    }

    private static VariantResult run(int seed, String late, String service, String fault) {
        return Site.run(site(seed, late, service, fault));
    }

    private static double refused(VariantResult result) {
        return result.requests().get("page").outcomes().getOrDefault("refused", 0L);
    }

    /** It leaves at the first look, one a second, at which it is not busy, for 1/0.95 s: 50/s are refused then. */
    @Test
    void whatComesAfterAMachineHasLeftIsRefused() {
        String drain = "at 10s: drain web/1";
        Means.agree(seed -> refused(run(seed, "discovery_delay: 5s", "1ms", drain)), 50 * (5 - 1 / (1 - 0.05)), 0.05);
        for (int seed = 0; seed < 3; seed++) {
            assertThat(refused(run(seed, "redispatch: 0", "1ms", drain))).isZero();
            assertThat(refused(run(seed, "discovery_delay: 5s, redispatch: 1", "1ms", drain)))
                    .isZero();
        }
    }

    /** Who is never idle while calls come stays until they come no more. */
    @Test
    void aMachineThatIsNeverIdleLosesNothing() {
        assertThat(refused(run(0, "discovery_delay: 5s", "500ms", "at 10s: drain web/1")))
                .isZero();
    }

    @Test
    void aNewMachineIsIdleUntilItIsHeardOf() {
        VariantResult late = grown("discovery_delay: 5s");
        assertThat(Site.measured(late, "unheard")).isZero();
        assertThat(Site.measured(late, "heard")).isCloseTo(40, within(4.0));
        assertThat(Site.measured(grown("redispatch: 0"), "unheard")).isCloseTo(40, within(4.0));
    }

    private static VariantResult grown(String late) {
        return Site.run(site(0, late, "1ms", "at 20s: scale web to 5") + """
                predict:
                  unheard: web/5.throughput ~ 1/s +/- 100% from 20s to 24900ms
                  heard: web/5.throughput ~ 1/s +/- 100% from 25s to 39s
                """);
    }
}
