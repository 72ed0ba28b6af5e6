package dev.brownout.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fan-out of a post: one message per follower, each with the key of a timeline. */
@Tag("law")
class FanOutLawTest {
    private static final String TIMELINES = """
            run: { duration: %s, warmup: 0s, seed: %d }
            components:
              web: { kind: server, service: 0ms, cores: 100 }
              timelines: { kind: %s }
              writers:
                kind: server
                nodes: 2
                cores: %d
                queue: unlimited
                service: 1ms
                consumes: { queue: timelines, prefetch: %d }
            requests:
              post:
                rate: %s
                key: hot(%s on bieber, rest uniform(1M))
                steps:
                  - web
                  - publish: timelines
                    times: hot(%s on bieber, rest 200)
                    key: uniform(1M)
            """;

    private static String busy(String kind, int seed) {
        return TIMELINES.formatted("2s", seed, kind, 50, 200, "300/s", "0%", "10M");
    }

    @Test
    void writesArePostsTimesFollowers() {
        VariantResult[] runs = new VariantResult[SeedAssertions.SEEDS];
        SeedAssertions.agree(
                seed -> {
                    runs[seed] = TestScenarioRunner.run(busy("queue", seed));
                    return TestScenarioRunner.measure(runs[seed], "timelines", "published") / 2;
                },
                60_000,
                0.02);
        for (VariantResult run : runs) {
            double posts = TestScenarioRunner.measure(run, "timelines", "published") / 200;
            assertThat(posts).as("exactly 200 messages per post").isEqualTo(Math.rint(posts));
            assertThat(TestScenarioRunner.measure(run, "timelines", "consumed") / 200)
                    .isCloseTo(posts, within(0.02 * posts));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "topic"})
    void analyticalMessageRate(String kind) {
        assertThat(offeredLoad(busy(kind, 0))).isCloseTo(60_000, within(1e-3));
        String star = TIMELINES.formatted("2s", 0, kind, 50, 200, "300/s", "0.1%", "10M");
        assertThat(offeredLoad(star)).isCloseTo(300 * (0.999 * 200 + 0.001 * 1e7), within(1.0));
    }

    private static double offeredLoad(String text) {
        return offeredLoad(TestScenarioRunner.analysis(text), "writers");
    }

    private static double offeredLoad(Analysis analysis, String component) {
        return analysis.stations().stream()
                .filter(station -> station.station().startsWith(component))
                .mapToDouble(Analysis.Station::offeredPerSecond)
                .sum();
    }

    /** The number of followers is the number of messages that the writers process in a hundred seconds. */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"queue", "topic"})
    void drainTimeOfAPostIsFollowersOverWriteRate(String kind) {
        starTakesAHundredSeconds(kind, 1);
    }

    @Test
    @Tag("thorough")
    void drainTimeOfTenMillionFollowers() {
        starTakesAHundredSeconds("queue", 50);
    }

    private static void starTakesAHundredSeconds(String kind, int cores) {
        int followers = 2 * cores * 100_000;
        String partitions = "topic, partitions: 2, send: 1ms";
        VariantResult result = TestScenarioRunner.run(TIMELINES.formatted(
                "300s",
                1,
                kind.equals("topic") ? partitions : kind,
                cores,
                4 * cores,
                "constant(20/h)",
                "100%",
                followers));
        assertThat(TestScenarioRunner.measure(result, "timelines", "published")).isEqualTo(followers);
        assertThat(TestScenarioRunner.measure(result, "timelines", "consumed")).isEqualTo(followers);
        assertThat(TestScenarioRunner.measure(result, "timelines", "drain_time") / 1e9)
                .isCloseTo(100, within(0.5));
    }

    /** Fan-out on read: one parallel read per followed user. */
    @Test
    @Tag("change")
    void fanOutOnReadWaitsForTheSlowestRead() {
        String text = """
                run: { duration: 12s, warmup: 2s, seed: %d }
                network: none
                components:
                  web: { kind: server, service: 0ms }
                  posts: { kind: database, cores: 1000000, read: exp(1ms) }
                requests:
                  look:
                    rate: 50/s
                    key: hot(%s on addict, rest uniform(1M))
                    steps:
                      - web
                      - parallel:
                          - read: posts
                            times: hot(400 on addict, rest 200)
                            key: uniform(1M)
                predict: { reads: posts.offered ~ 125000 +/- 50%% }
                """;
        double millis = 0;
        for (int friends = 1; friends <= 200; friends++) {
            millis += 1.0 / friends;
        }
        double expected = millis;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(text.formatted(seed, "0%")), "look"),
                expected,
                0.01);
        Analysis analysis = TestScenarioRunner.analysis(text.formatted(0, "25%"));
        assertThat(offeredLoad(analysis, "posts")).isCloseTo(50 * (0.75 * 200 + 0.25 * 400), within(1e-9));
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = TestScenarioRunner.run(text.formatted(seed, "25%"));
                    double lookups = result.requests().get("look").offered();
                    return TestScenarioRunner.measure(result, "reads") / lookups;
                },
                250,
                0.02);
    }
}
