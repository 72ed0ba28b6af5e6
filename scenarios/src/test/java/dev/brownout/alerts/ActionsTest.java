package dev.brownout.alerts;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Actions of a firing alert: their timing, their targets and their effect on the fault. */
@Tag("once")
class ActionsTest {
    private static final String SITE = """
            run: { duration: 5m, warmup: 10s, seed: SEED }
            network: none
            load: 50/s
            components:
              web: { kind: server, nodes: 2, cores: 8, service: 1ms }
            requests:
              page: { path: [web], timeout: 1s }
            faults:
              - at 1m: FAULT
            alerts:
              burn: { if: page.error_rate > 5%, over: 10s, every: 1s, then: [THEN] }
            predict:
              done: burn.actions ~ 1 +/- 100%
              cancelled: burn.cancelled ~ 1 +/- 100%
              noticed: burn.mttd(outage) ~ 1m +/- 100%
              back: page.rto(outage) ~ 1m +/- 100%
              failed: page.failed ~ 1 +/- 100%
              late: page.failed ~ 1 +/- 100% after outage+2m
            """;

    private static String site(String fault, String then, int seed) {
        return SITE.replace("FAULT", fault).replace("THEN", then).replace("SEED", Integer.toString(seed));
    }

    private static VariantResult run(String fault, String then) {
        return TestScenarioRunner.run(site(fault, then, 3));
    }

    private static List<String> notifications(VariantResult result) {
        return result.history().timeline().stream()
                .filter(one -> one.what().startsWith("a"))
                .map(event -> event.text().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crash web/1", "power-off web/1", "hang web/1", "blackhole web/1", "pause web/1"})
    void replaceRecoversFromEveryKindOfOutage(String fault) {
        VariantResult result = run(fault + " as outage", "replace web/down after 15s");
        double back =
                (TestScenarioRunner.measure(result, "back") - TestScenarioRunner.measure(result, "noticed")) / 1e9;
        assertThat(back).isBetween(13.5, 15.5);
        assertThat(TestScenarioRunner.measure(result, "done")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "late")).isZero();
        assertThat(notifications(result))
                .containsExactly(
                        "burn fires: page.error_rate > 5% over 10s", "burn action: replace web/down", "burn resolves");
    }

    /** The action sets the number, whatever the autoscaler has set since. */
    @Test
    void warnsOfAnActionThatReplacesTheNumberOfAnAutoscaler() throws InvalidScenarioException {
        String scaling = site("crash web/1 as outage", "replace web/down, scale web to 4", 3);
        String expected =
                "site:11:84: warning: 'scale web to 4' replaces the number of nodes of 'autoscale' until its next"
                        + " decision, even if it is smaller";
        assertThat(warnings(scaling)).doesNotContain(expected);
        assertThat(warnings(replaceParts(scaling, "nodes: 2", "nodes: 2, autoscale: { target: 60%, max: 20 }")))
                .contains(expected);
    }

    private static List<String> warnings(String text) throws InvalidScenarioException {
        return new Loader(parent -> Optional.empty())
                .load("site", text, Overrides.NONE).warnings().stream()
                        .map(Problem::headline)
                        .toList();
    }

    @Test
    void replacedNodeIsNeitherSlowNorFailing() {
        assertThat(TestScenarioRunner.measure(run("errors web/1 50% as outage", "replace web/1"), "late"))
                .isZero();
        assertThat(TestScenarioRunner.measure(run("slow web/1 x10000 as outage", "replace web/1"), "late"))
                .isZero();
    }

    /** The end of a fault on the replaced node neither affects the new node nor ends a later fault of it. */
    @Test
    void endOfAFaultDoesNotEndALaterFaultOfTheNode() {
        String text = replaceParts(
                site("crash web/1 for 1m as outage", "replace web/down", 3),
                "alerts:",
                "  - at 1m10s: crash web/1\nalerts:",
                "page.error_rate > 5%, over: 10s",
                "page.failed > 10, over: 4m");
        VariantResult result = TestScenarioRunner.run(text);
        assertThat(TestScenarioRunner.measure(result, "done")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "late")).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({"hang web/1, 0", "pause web/1, 0", "crash web/1, 0", "errors web/1 50%, 0", "power-off web/1, 1000"})
    void restartFixesTheProcessButNotTheHost(String fault, double failsLate) {
        VariantResult result = run(fault + " as outage", "restart web/1 for 5s");
        double late = TestScenarioRunner.measure(result, "late");
        assertThat(late).isBetween(failsLate, failsLate * 4);
        assertThat(notifications(result)).contains("restart web/1 for 5s (action of burn) ends");
    }

    @Test
    void restartWithoutDurationIsInstantaneous() {
        VariantResult result = run("hang web/1 as outage", "restart web/1");
        double back =
                (TestScenarioRunner.measure(result, "back") - TestScenarioRunner.measure(result, "noticed")) / 1e9;
        assertThat(back).isBetween(-1.5, 0.5);
        assertThat(TestScenarioRunner.measure(result, "done")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "late")).isZero();
        assertThat(notifications(result))
                .contains("burn action: restart web/1")
                .noneMatch(text -> text.endsWith("ends"));
    }

    @Test
    void delayedActionIsCancelledWhenTheAlertResolves() {
        VariantResult result = run("crash web/1 for 10s as outage", "replace web/down after 1m");
        assertThat(TestScenarioRunner.measure(result, "done")).isZero();
        assertThat(TestScenarioRunner.measure(result, "cancelled")).isEqualTo(1);
    }

    @Test
    void actionWithoutTargetIsReported() {
        VariantResult result = run("errors web/1 50% for 1m as outage", "replace web/down");
        assertThat(notifications(result)).contains("burn action: replace web/down (no target)");
    }

    @Test
    void scaleFlushAndDrainRunAsActions() {
        VariantResult result = run("crash web/1 as outage", "scale web to 4, flush web after 1s");
        assertThat(TestScenarioRunner.measure(result, "done")).isEqualTo(2);
        VariantResult drained = run("crash web/1 as outage", "drain web/2 after 2s");
        assertThat(TestScenarioRunner.measure(drained, "done")).isEqualTo(1);
    }

    /** A delay of uniform(30s 90s) has a mean of 60 s and differs between seeds. */
    @Test
    @Tag("law")
    void actionDelayFollowsItsDistribution() {
        int runs = 10;
        SeedAssertions.agree(
                seed -> IntStream.range(0, runs)
                        .mapToDouble(run -> {
                            VariantResult result = TestScenarioRunner.run(site(
                                    "crash web/1 as outage",
                                    "replace web/down after uniform(30s 90s)",
                                    runs * seed + run));
                            return (TestScenarioRunner.measure(result, "back")
                                            - TestScenarioRunner.measure(result, "noticed"))
                                    / 1e9;
                        })
                        .average()
                        .orElseThrow(),
                60,
                1,
                0.1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replce web/down                    | unknown fault 'replce'; did you mean 'replace'?
                    replace wbe/down                   | unknown component 'wbe'; did you mean 'web'?
                    replace web/3                      | web has 2 nodes
                    replace web/down after soon        | after
                    replace web/down as mended         | an action has no name
                    traffic x2                         | no alert can trigger it
                    purge web                          | purge applies to a component that caches
                    { do: replace }                    | then is a list of sentences
                    """)
    void rejectsInvalidActions(String then, String message) {
        String text = site("crash web/1 as outage", then, 3);
        assertThatThrownBy(() -> Run.check(TestScenarioRunner.load(text).scenario()))
                .isInstanceOfAny(RuntimeException.class, AssertionError.class)
                .hasMessageContaining(message);
    }
}
