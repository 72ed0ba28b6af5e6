package dev.brownout.machines;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Memory of servers that is filled by sessions of 20 kB: growth rate, time until it is full, and steady state with
 * session expiry.
 */
@Tag("law")
class MachineMemoryLawTest {
    private static String site(int seed, int nodes, String rate, String sessions, String memory, String query) {
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
                """.formatted(seed + 1, nodes, sessions, memory, rate, query);
    }

    /** With two nodes, one request in four reaches each node although the session of the user is on the other node. */
    @Test
    void requestsOnAnotherNodeAddASession() {
        String query = "it: web.memory_held ~ 100MB +/- 1000% from 40s to 60s";
        double truth = 20_000 * (1000 + 200 * 50);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, 2, "400/s", "memory(1000 0s)", "4GB", query)), "it"),
                truth,
                0.01);
    }

    /** Memory of 4 GB holds 200,000 sessions. With 150,000 at the start and 1,000 logins/s, it is full after 50 s. */
    @Test
    @Tag("change")
    void memoryIsFullAtThePredictedTime() {
        String query = "it: web.oom_kills ~ 1 +/- 1000%";
        SeedAssertions.agree(
                seed -> killedAt(TestScenarioRunner.run(site(seed, 2, "4000/s", "memory(300k 0s)", "4GB", query)), "1"),
                50.001,
                0.01);
    }

    /** Returns the time of the first out-of-memory kill of the node, in seconds. */
    private static double killedAt(VariantResult result, String node) {
        return result.history().timeline().stream()
                        .filter(it ->
                                it.what().equals("out-of-memory") && it.node().equals(node))
                        .mapToLong(VariantResult.TimelineEvent::atNanos)
                        .min()
                        .orElseThrow()
                / 1e9;
    }

    /**
     * With one node (or sticky sessions), the sessions are those of the users that sent a request within the last 10 s.
     * No session is orphaned.
     */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"memory, 1", "sticky-memory, 1", "sticky-memory, 3"})
    void expiringSessionsAreThoseOfRecentlyActiveUsers(String kind, int nodes) {
        String sessions = kind + "(users=1000 login=0s expires=10s)";
        String query = "it: web.memory_held ~ 10MB +/- 1000% from 20s to 60s";
        double present = 1 - StrictMath.exp(-1);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, nodes, "100/s", sessions, "4GB", query)), "it"),
                20e6 * present,
                0.01);
    }

    /** Users that return after the session expiry log in again. */
    @Test
    @Tag("change")
    void usersLogInAgainAfterSessionExpiry() {
        String sessions = "memory(users=1000 login=0s expires=10s)";
        String query = "it: web.relogins ~ 1000 +/- 1000% from 20s to 60s";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, 1, "100/s", sessions, "4GB", query)), "it"),
                100 * 40 * StrictMath.exp(-1),
                0.02);
    }

    /**
     * With three nodes, two thirds of the requests orphan a session on another node, which remains until it expires.
     */
    @Test
    @Tag("change")
    void orphanedSessionsExpire() {
        String sessions = "memory(users=1000 login=0s expires=10s)";
        String query = "it: web.memory_held ~ 10MB +/- 1000% from 20s to 60s";
        double present = 1 - StrictMath.exp(-2);
        double truth = 20e6 * (present + 2 / 3.0 * (2 - present));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, 3, "200/s", sessions, "4GB", query)), "it"),
                truth,
                0.01);
    }
}
