package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interruptions of nodes by their provider, with a notice and a replacement. */
@Tag("law")
class InterruptionLawTest {
    @TempDir
    private Path folder;

    /** Capacity of half of the nodes per second. */
    private static final double HALF = 200;

    private static final double LOAD = 280;

    /**
     * Bound of the difference: two nodes take up to 12 calls in service and in their queues, and each of four nodes up
     * to one more call while it leaves or starts.
     */
    private static final double EDGE = 16;

    /** Returns a site of four nodes that do 100 calls per second each, with a load of 280 calls per second. */
    private static String site(String server, String fault) {
        return """
                run: { duration: 5m, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, algorithm: round-robin }
                  web: { kind: server, nodes: 4, cores: 1, queue: 5, service: 10ms, %s }
                requests:
                  page: { rate: constant(280/s), path: [lb, web] }
                faults: [ %s ]
                """.formatted(server, fault);
    }

    private static double failed(String server, String fault) {
        return TestScenarioRunner.run(site(server, fault))
                .requests()
                .get("page")
                .failed();
    }

    /** Half of the capacity is missing from the loss to the end of the boot if the drain waits for the replacement. */
    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({"2m, 90s, 0", "2m, 119s, 0", "30s, 90s, 60", "2m, 150s, 30", "0s, 45s, 45"})
    void noticeLongerThanTheBootLosesNothing(String notice, String boot, int missing) {
        String fault = "at 1m: interrupt web/50% notice=" + notice + " startup=" + boot + " drain=when-replaced";
        double expected = (LOAD - HALF) * missing;
        assertThat(failed("", fault)).isCloseTo(expected, within(missing == 0 ? 0 : EDGE));
    }

    /** A node that drains with the notice is missing for the whole boot, whatever the length of the notice. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"2m, 30s", "30s, 30s", "2m, 60s"})
    void drainAtTheNoticeLosesTheWholeBoot(String notice, String boot) {
        int seconds = Integer.parseInt(boot.replace("s", ""));
        assertThat(failed("", "at 1m: interrupt web/50% notice=" + notice + " startup=" + boot))
                .isCloseTo((LOAD - HALF) * seconds, within(EDGE));
    }

    /** A replacement that starts with the loss is missing for its boot. A recommendation lets it start earlier. */
    @Test
    void replacementStartsAtTheLossOrWithTheRecommendation() {
        String fault = "at 1m: interrupt web/50% notice=30s startup=50s drain=";
        assertThat(failed("", fault + "never replacement=at-loss")).isCloseTo((LOAD - HALF) * 50, within(EDGE));
        assertThat(failed("", fault + "when-replaced rebalance=21s")).isZero();
        assertThat(failed("", fault + "when-replaced rebalance=10s")).isCloseTo((LOAD - HALF) * 10, within(EDGE));
    }

    /** Nodes without a replacement return when the fault ends. */
    @Test
    void nodesReturnWhenTheFaultEnds() {
        VariantResult result = TestScenarioRunner.run(
                site("grace: 30s", "at 1m: interrupt web/50% notice=30s replacement=never drain=never for 90s") + """
                predict:
                  notice: web.nodes ~ 4 +/- 1% from 60s to 90s
                  out: web.nodes ~ 2 +/- 1% from 90s to 150s
                  back: web.nodes ~ 4 +/- 1% from 150s to 300s
                """);
        assertThat(TestScenarioRunner.measure(result, "notice")).isEqualTo(4);
        assertThat(TestScenarioRunner.measure(result, "out")).isEqualTo(2);
        assertThat(TestScenarioRunner.measure(result, "back")).isEqualTo(4);
        assertThat(TestScenarioRunner.measure(result, "web", "interrupted")).isEqualTo(2);
    }

    /** Calls of 60 s: a node with 2 calls per second loses those in flight at the end of the notice. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"at-notice, 30s, 60", "at-notice, 61s, 0", "never, 30s, 108", "never, 0s, 120"})
    void callsInFlightAtTheEndOfTheNoticeAreLost(String drain, String notice, double lost) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 5m, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, algorithm: round-robin }
                  web: { kind: server, nodes: 4, cores: 1k, service: 60s, grace: 90s }
                requests:
                  page: { rate: constant(8/s), timeout: none, path: [lb, web] }
                faults: [ at 150s: interrupt web/1 notice=%s drain=%s ]
                """.formatted(notice, drain));
        assertThat(TestScenarioRunner.measure(result, "web", "interrupt_killed"))
                .isCloseTo(lost, within(lost == 0 ? 0 : 2.0))
                .isEqualTo(0.0 + result.requests().get("page").outcomes().getOrDefault("reset", 0L));
        assertThat(TestScenarioRunner.measure(result, "web", "drain_killed")).isZero();
    }

    /** A disruption budget limits drains, but no interruptions. */
    @Test
    void budgetLimitsDrainsAndNotInterruptions() {
        String requested =
                "predict: { in: web.nodes ~ 2 +/- 1% from 61s to 119s, waiting: web.evictions_waiting ~ 1 +/- 1%"
                        + " from 61s to 119s }\n";
        VariantResult half = TestScenarioRunner.run(
                site("disruption_budget: { min_available: 50% }", "at 1m: drain web for 1m") + requested);
        assertThat(TestScenarioRunner.measure(half, "in")).isEqualTo(2);
        assertThat(TestScenarioRunner.measure(half, "waiting")).isEqualTo(2);
        VariantResult one = TestScenarioRunner.run(
                site("disruption_budget: { max_unavailable: 1 }", "at 1m: drain web for 1m") + requested);
        assertThat(TestScenarioRunner.measure(one, "in")).isEqualTo(3);
        VariantResult all = TestScenarioRunner.run(site(
                        "disruption_budget: { max_unavailable: 1 }",
                        "at 1m: interrupt web notice=1m drain=never replacement=never, at 125s: drain web")
                + "predict: { in: web.nodes ~ 2 +/- 1% from 60s to 119s,"
                + " out: web.nodes ~ 2 +/- 1% from 121s to 5m }\n");
        assertThat(TestScenarioRunner.measure(all, "in")).isEqualTo(4);
        assertThat(TestScenarioRunner.measure(all, "out")).isZero();
    }

    /** The drain of a second node waits until the first one is back: an eviction is tried again every 5 s. */
    @Test
    void waitingDrainFollowsWhenTheFirstNodeIsBack() {
        VariantResult result = TestScenarioRunner.run(site(
                        "disruption_budget: { max_unavailable: 1 }",
                        "at 1m: drain web/1 for 22s, at 61s: drain web/2 for 1m")
                + "predict: { first: web.nodes ~ 3 +/- 1% from 60s to 82s, both: web.nodes ~ 4 +/- 1% from 82s to 86s,"
                + " second: web.nodes ~ 3 +/- 1% from 86s to 121s, end: web.nodes ~ 4 +/- 1% from 122s to 5m }\n");
        assertThat(TestScenarioRunner.measure(result, "first")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "both")).isEqualTo(4);
        assertThat(TestScenarioRunner.measure(result, "second")).isEqualTo(3);
        assertThat(TestScenarioRunner.measure(result, "end")).isEqualTo(4);
    }

    /** A deployment and scaling ignore the budget, as in Kubernetes, unless it limits all changes. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"evictions, 0, 3", "all, 3, 4"})
    void budgetLimitsOtherChangesOnRequest(String limits, double deploying, double scaled) {
        String server = "versions: { v2: {} }, disruption_budget: { max_unavailable: 1, limits: " + limits + " }";
        String requested = "predict: { in: web.nodes ~ 2 +/- 1% from 61s to 69s }\n";
        VariantResult deployed = TestScenarioRunner.run(site(server, "at 1m: deploy web v2 startup=10s") + requested);
        assertThat(TestScenarioRunner.measure(deployed, "in")).isEqualTo(deploying);
        String all = replaceParts(server, "max_unavailable: 1", "min_available: 4");
        VariantResult smaller = TestScenarioRunner.run(site(all, "at 1m: scale web to 3") + requested);
        assertThat(TestScenarioRunner.measure(smaller, "in")).isEqualTo(scaled);
    }

    /**
     * Interruptions by the times of aws/karpenter-provider-aws#6425: of 240 nodes launched in 16 hours 29 are
     * interrupted, after 6:59 on average, 3:59 in the median, 1:03 at least and 16:36 at most. The thread lists most of
     * the times; three of those below the median are replaced by their mean. Four times as many nodes are launched
     * here, so that intervals are narrower.
     */
    @Test
    @Tag("change")
    void spotTimesAreThoseOfTheReport() throws Exception {
        List<Integer> seconds = List.of(
                63, 115, 115, 115, 122, 124, 124, 128, 128, 130, 139, 140, 152, 168, 239, 244, 244, 370, 414, 585, 676,
                676, 989, 989, 990, 991, 992, 993, 996);
        assertThat(seconds).hasSize(29);
        assertThat(seconds.stream().mapToInt(Integer::intValue).sum() / 29.0).isCloseTo(419, within(0.5));
        Files.writeString(
                folder.resolve("times.csv"),
                seconds.stream().map(time -> time + "s\n").collect(Collectors.joining()));
        List<VariantResult> runs =
                IntStream.range(0, SeedAssertions.SEEDS).mapToObj(this::spot).toList();
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs.get(seed), "web", "interrupted"), 116, 0.04);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs.get(seed), "mean") / 1e9, 419, 0.025);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs.get(seed), "above"), 14 / 29.0, 0.03);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs.get(seed), "longer"), 28 / 29.0, 0.01);
        for (VariantResult run : runs) {
            assertThat(TestScenarioRunner.measure(run, "least")).isEqualTo(1);
            assertThat(TestScenarioRunner.measure(run, "most") / 1e9).isBetween(989.0, 997.0);
        }
    }

    /** Runs 844 nodes: with the replacements of the interrupted ones, 960 nodes are launched. */
    private VariantResult spot(int seed) {
        try {
            Path file = Files.writeString(folder.resolve(seed + ".yaml"), """
                    version: 1
                    scenario: spot
                    run: { duration: 1h, seed: %d }
                    components:
                      web:
                        kind: server
                        nodes: 844
                        service: 1ms
                        spot: { every: file(times.csv), share: 12.0833%% }
                    requests:
                      page: { rate: 1/min, path: [web] }
                    predict:
                      mean: web.interrupted_age.mean ~ 419s +/- 100%%
                      most: web.interrupted_age.max ~ 996s +/- 100%%
                      above: web.interrupted_age.over_239s ~ 50%% +/- 100%%
                      least: web.interrupted_age.over_62s ~ 50%% +/- 100%%
                      longer: web.interrupted_age.over_64s ~ 50%% +/- 100%%
                    """.formatted(seed + 1));
            ScenarioFile read = new Loader(none -> Optional.empty()).load(file, Overrides.NONE);
            return Run.execute(
                    read.variants().get(0).scenario(), Run.Setup.of("site"), (share, events, inFlight) -> true);
        } catch (IOException | InvalidScenarioException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** Returns the events of one kind on the timeline. */
    private static List<TimelineEvent> events(VariantResult result, String kind) {
        return result.history().timeline().stream()
                .filter(event -> event.what().equals(kind))
                .toList();
    }

    /** An exponential time to interruption of 40 min: 6 nodes are interrupted 6 * 8 / (2/3) = 72 times in 8 hours. */
    @Test
    void interruptionsByRateFollowPoisson() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run("""
                                run: { duration: 8h, seed: %d }
                                components:
                                  web: { kind: server, nodes: 6, service: 1ms, spot: { every: 40m, notice: 0s } }
                                requests:
                                  page: { rate: 1/min, path: [web] }
                                """.formatted(seed + 1)), "web", "interrupted"),
                72,
                0.1);
    }

    /** The audit accounts for the notice of a node that a scaling abandons and starts again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noticeOfAnAbandonedNodeIsAccountedFor(int seed) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 25s, warmup: 0s, seed: %d }
                components:
                  web: { kind: server, service: 1ms, spot: { every: exp(2ms), notice: 350ms, rebalance: 440ms } }
                requests:
                  page: { rate: 5/s, path: [web] }
                faults:
                  - { at: 10s, do: scale, target: web, nodes: 2, by: 3, counted: cores, grace: 1s, for: 5s }
                  - { at: 17s, do: scale, target: web, nodes: 2, by: 3, counted: cores, grace: 1s, for: 5s }
                """.formatted(seed));
        assertThat(TestScenarioRunner.measure(result, "web", "interrupted")).isGreaterThan(50);
    }

    /** Labels of the timeline name the node and the calls that are lost. */
    @Test
    void timelineHasTheNoticeAndTheLoss() {
        String site = replaceParts(
                site("grace: 30s", "at 1m: interrupt web/1 notice=10s drain=never"), "service: 10ms", "service: 1ms");
        assertThat(events(TestScenarioRunner.run(site), "interrupted"))
                .extracting(event -> event.text().toString())
                .containsExactly(
                        "web/1 gets an interruption notice of 10s",
                        "web/1 is lost at the end of its notice: 0 calls in flight");
    }
}
