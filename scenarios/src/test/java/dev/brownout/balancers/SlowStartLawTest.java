package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.Means;
import dev.brownout.databases.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines that come or come back get a share that grows in a straight line: half of it on average. */
@Tag("law")
class SlowStartLawTest {
    private static final double EACH = 100;

    private static String site(int seed, String balancer, int nodes, String fault) {
        return """
                run: { duration: 110s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, slow_start: 30s, %s }
                  web: { kind: server, nodes: %d, cores: 100, service: 10ms }
                requests:
                  page: { rate: 400/s, path: [lb, web] }
                faults: [ %s ]
                """.formatted(seed + 1, balancer, nodes, fault);
    }

    private static double perSecond(String site, String window) {
        String told = "predict: { it: web/4.throughput ~ 1/s +/- 100% " + window + " }\n";
        return Site.measured(Site.run(site + told), "it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"round-robin", "random"})
    void aNewMachineGetsHalfOfItsShareOnAverage(String algorithm) {
        String grown = "at 20s: scale web to 4";
        String[] windows = {"from 20s to 50s", "from 20s to 35s", "from 35s to 50s", "from 50s to 100s"};
        double[] shares = {1.0 / 2, 1.0 / 4, 3.0 / 4, 1};
        for (int i = 0; i < windows.length; i++) {
            String window = windows[i];
            Means.agree(
                    seed -> perSecond(site(seed, "algorithm: " + algorithm, 3, grown), window), shares[i] * EACH, 0.02);
        }
    }

    /** Back at 40 s, noticed at the second look of one every 2 s, and 15 s of its calls fewer until 100 s. */
    @ParameterizedTest
    @CsvSource({"15, 'slow_start: 30s'", "0, 'slow_start: 1ns'"})
    void oneThatComesBackBeginsSlowlyToo(double fewer, String slow) {
        String health = "health: { every: 2s, fall: 2, rise: 2 }";
        Means.agree(
                seed -> 60
                        * perSecond(
                                site(seed, health, 4, "at 20s: crash web/4 for 20s")
                                        .replace("slow_start: 30s", slow),
                                "from 40s to 100s"),
                (60 - 3 - fewer) * EACH,
                0.02);
    }

    /** As many calls in flight as its share of the others': for calls of equal length w / (3 + w) of all. */
    @Test
    void whoCountsCallsInFlightHasFewerOfThem() {
        double mean = 1 - 3 * Math.log(4.0 / 3);
        for (int seed = 0; seed < 3; seed++) {
            String site = site(seed, "algorithm: least-connections", 3, "at 20s: scale web to 4")
                    .replace("service: 10ms", "service: 1s")
                    .replace("cores: 100", "cores: 1k");
            assertThat(perSecond(site, "from 20s to 50s")).isBetween(0.85 * mean * 400, 1.1 * mean * 400);
        }
    }

    @Test
    void hashesKnowNoSlowStart() {
        assertThatThrownBy(() -> Site.run(site(0, "algorithm: source-hash", 3, "at 20s: scale web to 4")))
                .hasMessageContaining("does not go with an algorithm that goes by a hash");
    }
}
