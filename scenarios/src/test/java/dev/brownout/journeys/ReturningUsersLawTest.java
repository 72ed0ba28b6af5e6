package dev.brownout.journeys;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users that return after a visit with probability p, a mean time m later. A user has 1 / (1 - p) visits on average,
 * and the users away are those of M/G/infinity.
 */
@Tag("law")
class ReturningUsersLawTest {
    private static final double SECONDS = 20_000;
    private static final double NEW_USERS = 0.5;
    private static final double SHARE = 0.6;
    private static final double MEAN_ABSENCE = 200;
    private static final double SESSION = 150;
    private static final String SHOP = """
            run: { duration: 24000s, warmup: 4000s, seed: SEED }
            network: none
            components:
              web: { kind: server, cores: 100, service: 0ms }
            requests:
              look: { path: [web] }
            journeys:
              shopper:
                rate: 0.5/s
                returns: { share: 60%, after: exp(200s) }
                steps: [look]
            """;
    /** Users with a session in memory; the users of the start have none left after the warm-up. */
    private static final String SESSIONS = replaceParts(
            SHOP, "service: 0ms", "service: 0ms, sessions: sticky-memory(users=1000000 login=0ms expires=150s)");
    /** Each visit writes and reads the row of its user. */
    private static final String ROWS = replaceParts(
            SHOP,
            "requests:\n",
            "  db: { kind: database, cores: 100, read: 1us, write: 1us }\nrequests:\n",
            "steps: [look]",
            "steps: [look]\n    key: uniform(1000000000)",
            "path: [web]",
            "steps: [read: db]");

    private static VariantResult run(String text, int seed) {
        return TestScenarioRunner.run(replaceParts(text, "SEED", Integer.toString(seed)));
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, "shopper", name);
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"exp(200s)", "200s", "uniform(100s 300s)"})
    void visitsAndAbsentUsersDependOnTheMeanOnly(String after) {
        String text = replaceParts(SHOP, "exp(200s)", after);
        double visits = NEW_USERS / (1 - SHARE);
        SeedAssertions.agree(seed -> measure(run(text, seed), "started"), visits * SECONDS, 0.02);
        SeedAssertions.agree(seed -> measure(run(text, seed), "returning_share"), SHARE, 0.01);
        SeedAssertions.agree(seed -> measure(run(text, seed), "away"), visits * SHARE * MEAN_ABSENCE, 0.02);
        SeedAssertions.agree(seed -> measure(run(text, seed), "churned"), NEW_USERS * SECONDS, 0.02);
    }

    /** An error of a share e of the visits, after which a user returns with probability q, gives p (1 - e) + q e. */
    @Test
    @Tag("change")
    void usersThatLeaveEarlyReturnLessOften() {
        String text = replaceParts(
                        SHOP,
                        "share: 60%,",
                        "share: 60%, left: 10%,",
                        "steps: [look]",
                        "leaves: { error: 100% }\n    steps: [look]")
                + "faults: [ at 0s: errors web 30% ]\n";
        double share = 0.7 * SHARE + 0.3 * 0.1;
        SeedAssertions.agree(seed -> measure(run(text, seed), "returning_share"), share, 0.01);
        SeedAssertions.agree(seed -> measure(run(text, seed), "started"), NEW_USERS / (1 - share) * SECONDS, 0.02);
    }

    /** New users log in, and returning users after an absence that is longer than the session. */
    @Test
    @Tag("change")
    void sessionsShorterThanTheAbsenceAreLost() {
        double lost = Math.exp(-SESSION / MEAN_ABSENCE);
        assertThat(lost).isCloseTo(0.472, within(0.001));
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = run(SESSIONS, seed);
                    double newUsers = measure(result, "started") - measure(result, "returned");
                    return (TestScenarioRunner.measure(result, "web", "relogins") - newUsers)
                            / measure(result, "returned");
                },
                lost,
                // 1.25/s x 150 s of a million users of 'sessions' have a session when a new user comes to one.
                NEW_USERS / (1 - SHARE) * SESSION / 1e6,
                0.02);
    }

    /** A long session is never lost: the user of each returning visit is known, and only new users log in. */
    @Test
    void longSessionsKnowEveryReturningUser() {
        String text = replaceParts(SESSIONS, "expires=150s", "expires=3900s");
        VariantResult result = run(text, 1);
        double newUsers = measure(result, "started") - measure(result, "returned");
        assertThat(TestScenarioRunner.measure(result, "web", "relogins")).isCloseTo(newUsers, within(0.01 * newUsers));
    }

    /**
     * A browser keeps an object for a time T after its download, and hits do not extend it. After a download p/(1 - p)
     * (1 - x) hits follow on average with x = e^(-(1 - p) T/m), and another download with probability p x. A visit
     * reads once.
     */
    @Test
    @Tag("change")
    void browserCachesServeUsersThatReturnInTime() {
        String text = replaceParts(
                SHOP,
                "requests:\n",
                "  cdn: { kind: cdn, browsers: 1000000, browser_ttl: 150s, source: web }\nrequests:\n",
                "path: [web]",
                "key: uniform(1), path: [cdn, web]");
        double x = Math.exp(-(1 - SHARE) * SESSION / MEAN_ABSENCE);
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = run(text, seed);
                    return TestScenarioRunner.measure(result, "cdn", "browser_hits") / measure(result, "returned");
                },
                (1 - x) / (1 - SHARE * x),
                // A new user gets a browser that another user has filled before: 0.5/s x 24,000 s of a million.
                0.012,
                0.02);
    }

    /** The visits of a user have one key, and the store compares them as one session. */
    @Test
    void usersKeepTheirKeyAndTheirSession() {
        VariantResult result = run(replaceParts(ROWS, "warmup: 4000s", "warmup: 0s"), 1);
        assertThat(measure(result, "returned")).isGreaterThan(10_000);
        assertThat(TestScenarioRunner.measure(result, "db", "repeated_reads")).isEqualTo(measure(result, "returned"));
    }

    /** New users have the same random numbers whether or not others return. */
    @Test
    void aShareOfZeroChangesNothing() {
        String none = replaceParts(SHOP, "    returns: { share: 60%, after: exp(200s) }\n", "", "0ms", "exp(20ms)");
        String zero = replaceParts(SHOP, "share: 60%", "share: 0%", "0ms", "exp(20ms)");
        assertThat(run(zero, 1).requests().get("look"))
                .isEqualTo(run(none, 1).requests().get("look"));
        assertThat(measure(run(zero, 1), "away")).isZero();
    }

    @Test
    void visitsOfReturningUsersHaveNoEstimate() {
        assertThat(TestScenarioRunner.station(replaceParts(SHOP, "SEED", "1"), "web")
                        .formula()
                        .toString())
                .isEqualTo("no estimate: returning users add visits");
    }

    @Test
    void auditsCountUsers() {
        assertThat(run(SHOP, 1).accounting().audit()).anySatisfy(line -> {
            assertThat(line.name()).isEqualTo("shopper: ended visits = churned + away + returned");
            assertThat(line.left()).isEqualTo(line.right()).isPositive();
        });
    }

    @Test
    void metricsNeedReturns() {
        String text = replaceParts(SHOP, "    returns: { share: 60%, after: exp(200s) }\n", "", "SEED", "1")
                + "sla: { back: shopper.returned > 0 }\n";
        assertThatThrownBy(() -> TestScenarioRunner.run(text))
                .hasMessageContaining("'returned' exists for a journey only with 'returns'");
    }
}
