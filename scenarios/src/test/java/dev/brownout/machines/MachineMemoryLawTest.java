package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.databases.Means;
import dev.brownout.databases.PlayedSite;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory of servers that sessions of 20 kB fill: how fast, when it is full, and what is there where they expire. */
@Tag("law")
class MachineMemoryLawTest {
    private static String site(int seed, int nodes, String rate, String sessions, String memory, String looked) {
        return """
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: random }
                  web: { kind: server, nodes: %d, cores: 1000, service: 0s, sessions: %s, memory: %s, boot: 5s }
                requests:
                  page: { rate: %s, path: [lb, web] }
                predict:
                  %s
                """.formatted(seed + 1, nodes, sessions, memory, rate, looked);
    }

    private static ScenarioExplanation.Memory paper(String site) {
        return CapacityForecast.of(PlayedSite.load(site).scenario())
                .explanation("site")
                .memories()
                .get(0);
    }

    /** Of two machines each gets every fourth request of a user whose session is on the other one. */
    @Test
    void eachRequestThatComesElsewhereAddsASession() {
        String looked = "it: web.memory_held ~ 100MB +/- 1000% from 40s to 60s";
        double truth = 20_000 * (1000 + 200 * 50);
        Means.agree(
                seed -> PlayedSite.measured(
                        PlayedSite.run(site(seed, 2, "400/s", "memory(1000 0s)", "4GB", looked)), "it"),
                truth,
                0.01);
        ScenarioExplanation.Memory paper = paper(site(0, 2, "400/s", "memory(1000 0s)", "4GB", looked));
        assertThat(2 * (paper.atFirst() + 50 * paper.bytesPerSecond())).isCloseTo(truth, within(1e-3));
        assertThat(paper.atRest()).isNaN();
    }

    /** 4 GB are 200,000 sessions: with 150,000 at the start, and a thousand logins a second, full after 50 s. */
    @Test
    void twoHundredThousandSessionsFillFourGigabytes() {
        String looked = "it: web.oom_kills ~ 1 +/- 1000%";
        ScenarioExplanation.Memory paper = paper(site(0, 2, "4000/s", "memory(300k 0s)", "4GB", looked));
        assertThat(paper.atFirst()).isEqualTo(3e9);
        assertThat(paper.bytesPerSecond()).isCloseTo(20e6, within(1e-3));
        assertThat(paper.fullNanos()).isCloseTo(50e9, within(1.0));
        Means.agree(
                seed -> killedAt(PlayedSite.run(site(seed, 2, "4000/s", "memory(300k 0s)", "4GB", looked)), "1"),
                50.001,
                0.01);
    }

    /** When a machine is killed for the first time, in seconds. */
    private static double killedAt(VariantResult result, String node) {
        return result.timeline().stream()
                        .filter(it ->
                                it.what().equals("out-of-memory") && it.node().equals(node))
                        .mapToLong(VariantResult.TimelineEvent::atNanos)
                        .min()
                        .orElseThrow()
                / 1e9;
    }

    /**
     * One machine: a session is there of each user who has asked within the last 10 s, and nobody leaves one behind.
     */
    @ParameterizedTest
    @CsvSource({"memory, 1", "sticky-memory, 1", "sticky-memory, 3"})
    void sessionsThatExpireAreThoseOfWhoHasAskedLately(String kind, int nodes) {
        String sessions = kind + "(users=1000 login=0s expires=10s)";
        String looked = "it: web.memory_held ~ 10MB +/- 1000% from 20s to 60s";
        double there = 1 - StrictMath.exp(-1);
        Means.agree(
                seed -> PlayedSite.measured(PlayedSite.run(site(seed, nodes, "100/s", sessions, "4GB", looked)), "it"),
                20e6 * there,
                0.01);
        ScenarioExplanation.Memory paper = paper(site(0, nodes, "100/s", sessions, "4GB", looked));
        assertThat(paper.atRest() * nodes).isCloseTo(20e6 * there, within(1.0));
        assertThat(paper.fullNanos()).isNaN();
    }

    /** Who comes later than that logs in again. */
    @Test
    void whoHasNotAskedForLongLogsInAgain() {
        String sessions = "memory(users=1000 login=0s expires=10s)";
        String looked = "it: web.relogins ~ 1000 +/- 1000% from 20s to 60s";
        Means.agree(
                seed -> PlayedSite.measured(PlayedSite.run(site(seed, 1, "100/s", sessions, "4GB", looked)), "it"),
                100 * 40 * StrictMath.exp(-1),
                0.02);
    }

    /** Several machines: two thirds of the requests leave a session behind, which is there for as long. */
    @Test
    void sessionsThatAreLeftBehindExpireToo() {
        String sessions = "memory(users=1000 login=0s expires=10s)";
        String looked = "it: web.memory_held ~ 10MB +/- 1000% from 20s to 60s";
        double there = 1 - StrictMath.exp(-2);
        double truth = 20e6 * (there + 2 / 3.0 * (2 - there));
        Means.agree(
                seed -> PlayedSite.measured(PlayedSite.run(site(seed, 3, "200/s", sessions, "4GB", looked)), "it"),
                truth,
                0.01);
        assertThat(3 * paper(site(0, 3, "200/s", sessions, "4GB", looked)).atRest())
                .isCloseTo(truth, within(1.0));
    }
}
