package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consumer groups in scenarios: each group gets every message once, across all of its members. */
class GroupsInScenariosTest {
    private static final String GOOD = """
            run: 60s
            load: 100/s
            components:
              web: { kind: server }
              likes: { kind: topic, partitions: 12 }
              jobs: { kind: queue }
              old: { kind: server, nodes: 1, service: 1ms, consumes: { queue: likes, group: feed } }
              new: { kind: server, nodes: 2, service: 1ms, consumes: { queue: likes, group: feed } }
              counter: { kind: server, nodes: 2, service: 1ms, consumes: likes }
            requests:
              like: { steps: [web, publish: likes] }
            sla:
              all: web.throughput >= 0/s
              old: old.throughput >= 0/s
              new: new.throughput >= 0/s
              counter: counter.throughput >= 0/s
              feed: likes/feed.consumed >= 0
              counted: likes/counter.consumed >= 0
              published: likes.published >= 0
            """;

    private static ScenarioFile.Variant load(String text) throws InvalidScenarioException {
        return new Loader(none -> Optional.empty())
                .load("groups", text, Overrides.NONE)
                .variants()
                .get(0);
    }

    private static VariantResult run(String text) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty()).load("groups", text, Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        return Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
    }

    /** Twelve partitions for three nodes of two tiers: one tier gets a third of the messages, the other two thirds. */
    @Test
    void twoTiersOfAGroupShareItsMessages() throws Exception {
        VariantResult result = run(GOOD);
        double all = value(result, "all");
        double old = value(result, "old");
        double published = value(result, "published");
        assertThat(old + value(result, "new")).isCloseTo(all, within(0.1));
        assertThat(value(result, "counter")).isCloseTo(all, within(0.1));
        // A binomial number of 6,000 messages, within four standard deviations: exceeded once in ten thousand runs.
        assertThat(old).isCloseTo(all / 3, within(4 * Math.sqrt(6000 * 2 / 9.0) / 60));
        assertThat(value(result, "feed")).isCloseTo(published, within(5.0));
        assertThat(value(result, "counted")).isCloseTo(published, within(5.0));
    }

    /** The partitions of a crashed tier are reassigned to the other tier of the group. */
    @Test
    void partitionsOfACrashedTierAreReassigned() throws Exception {
        String text = replaceParts(GOOD, "partitions: 12", "partitions: 12, session_timeout: 5s, heartbeat: 1s")
                + "faults:\n  - at 10s: crash old for 50s\n";
        VariantResult result = run(text);
        assertThat(value(result, "feed")).isCloseTo(value(result, "published"), within(5.0));
        assertThat(value(result, "old")).isLessThan(value(result, "all") / 4);
    }

    private static double value(VariantResult result, String name) {
        return result.evaluation().sla().get(name).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "consumes: likes | consumes: { queue: jobs, group: feed } | consumer groups require a topic",
                "consumes: likes | consumes: { queue: likes, extend: true } | have no visibility timeout"
            })
    void rejectsSettingsOfTheOtherKind(String good, String bad, String message) throws Exception {
        Scenario scenario =
                load(replaceParts(GOOD, good, bad).replaceAll("(?s)sla:.*", "")).scenario();
        ScenarioException refused = catchThrowableOfType(ScenarioException.class, () -> Run.check(scenario));
        assertThat(refused).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "group: feed } | group: Feed } | 'Feed' is not a valid group name",
                "group: feed } | group: 7 } | '7' is not a valid group name",
                "group: feed } | groups: feed } | did you mean 'group'?",
                "partitions: 12 | partitions: 12, copies: 2, min_insync: 3 | must not exceed 'copies'",
                "partitions: 12 | partitions: 12, follower_lag: 5ms | needs followers: set copies: 3",
                "partitions: 12 | partitions: 12, unclean_election: true | needs several replicas: set copies: 3",
                "partitions: 12 | partitions: 12, acks: two | acks",
                "partitions: 12 | partitions: 12, acks: 2 | acks '2' is too large"
            })
    void rejectsInvalidGroupAndTopicSettings(String good, String bad, String message) {
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(replaceParts(GOOD, good, bad)));
        assertThat(problems).hasMessageContaining(message);
    }
}
