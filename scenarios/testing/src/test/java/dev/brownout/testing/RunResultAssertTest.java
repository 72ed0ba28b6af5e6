package dev.brownout.testing;

import static dev.brownout.testing.BrownoutAssertions.assertThat;
import static dev.brownout.testing.BrownoutAssertions.count;
import static dev.brownout.testing.BrownoutAssertions.millis;
import static dev.brownout.testing.BrownoutAssertions.minutes;
import static dev.brownout.testing.BrownoutAssertions.perSecond;
import static dev.brownout.testing.BrownoutAssertions.percent;
import static dev.brownout.testing.BrownoutAssertions.plus;
import static dev.brownout.testing.BrownoutAssertions.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.result.SlaResult.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Fluent assertions on runs. The scenario responds after at least 5 ms, except during the outage. */
@SimulationTest(text = RunResultAssertTest.SHOP)
class RunResultAssertTest {
    static final String SHOP = """
            scenario: shop
            load: 100/s
            run: { duration: 60s, seed: 3 }
            components:
              box: { kind: server, cores: 2, service: 5ms }
            requests:
              page: { path: [box], timeout: 1s }
            faults:
              - at 20s: crash box/1 for 10s as outage
            sla:
              available: availability >= 80%
            variants:
              as it is: {}
              twice: { faults: [{ at 40s: crash box/1 for 15s as again }], expect_violations: [available] }
            """;

    @Test
    void fluentAssertionsCoverWindowsAndStatistics(SimulatedRun run) {
        assertThat(run)
                .availability("page")
                .during("outage")
                .isAtMost(percent(0.5))
                .availability()
                .before("outage")
                .isEqualTo(percent(100))
                .availability("page")
                .from("outage", plus("10s"))
                .isAtLeast(percent(99.9))
                .availability()
                .from("5s")
                .to("15s")
                .isEqualTo(percent(100))
                .availability()
                .from("outage", plus("11s"))
                .to("outage", plus("20s"))
                .isEqualTo(percent(100))
                .availability()
                .within("5s", "outage")
                .isBelow(percent(1))
                .latency("page")
                .p(99)
                .isBelow(millis(50))
                .latency("page")
                .p(99.9)
                .from("35s")
                .isBelow(seconds(0.05))
                .latency("page")
                .mean()
                .isAbove(millis(5))
                .latency("page")
                .max()
                .isBelow(minutes(1))
                .metric("page.failed")
                .isAbove(count(0))
                .metric("page.throughput")
                .isBelow(perSecond(101))
                .holds("availability >= 80%")
                .meets("available")
                .meetsEverySla();
    }

    @Test
    @Variant("twice")
    void variantIsInjectedByName(SimulatedRun run, @Variant("as it is") SimulatedRun other) {
        assertThat(run.variant()).isEqualTo("twice");
        assertThat(other.variant()).isEqualTo("as it is");
        assertThat(run).availability().during("again").isAtMost(percent(1)).meetsEverySla();
        assertThat(run.result().run().seed()).isEqualTo(3);
    }

    @Test
    void failureMessageStatesExpectationAndReport(SimulatedRun run) {
        assertThatThrownBy(() ->
                        assertThat(run).availability("page").during("outage").isAtLeast(percent(99.9)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("page.availability >= 99.9% during outage")
                .hasMessageContaining("expected: >= 99.9 %")
                .hasMessageContaining("report.html");
        assertThatThrownBy(() -> assertThat(run).meets("quick"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no assertion \"quick\"")
                .hasMessageContaining("available");
    }

    /** The first frame of a failure is that of the test, which a build prints and an editor opens. */
    @Test
    void failureBeginsWithTheFrameOfTheTest(SimulatedRun run) {
        List<ThrowingCallable> failing = List.of(
                () -> assertThat(run).availability("page").during("outage").isAtLeast(percent(99.9)),
                () -> assertThat(run).holds("availability >= 99.9%"),
                () -> assertThat(run).meets("quick"),
                () -> assertThat(run).metric("pgae.p99").isBelow(millis(50)));
        for (ThrowingCallable each : failing) {
            assertThatThrownBy(each).satisfies(failure -> {
                assertThat(failure.getStackTrace()[0].getClassName())
                        .isEqualTo(getClass().getName());
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                assertThat(trace.toString().lines().filter(line -> line.startsWith("\tat dev.brownout.")))
                        .allMatch(line -> line.contains("RunResultAssertTest"));
            });
        }
    }

    @Test
    void windowWithoutSamplesFails(SimulatedRun run) {
        assertThatThrownBy(() -> assertThat(run)
                        .latency("page")
                        .p(99)
                        .from("25s")
                        .to("26s")
                        .isBelow(millis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no data");
    }

    @Test
    void rejectsUnknownNamesAndInvalidRelations(SimulatedRun run) {
        assertThatThrownBy(() -> assertThat(run).latency("pgae").p(99).isBelow(millis(50)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean 'page'?");
        assertThatThrownBy(() -> assertThat(run).availability().during("storm").isBelow(percent(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("storm");
        assertThatThrownBy(() -> assertThat(run).holds("availability is fine"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a relation");
        assertThatThrownBy(() -> assertThat(run).availability().to("5s")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void replicationsDecideByConfidenceInterval() {
        ScenarioUnderTest busy = ScenarioUnderTest.text("""
                scenario: busy
                load: 80/s
                run: 20s
                components:
                  box: { kind: server, cores: 1, service: exp(10ms) }
                requests:
                  page: { path: [box] }
                sla:
                  mean: page.mean < 50ms
                """);
        SimulatedRun run = busy.replicated(8, 0.95).run();
        assertThat(run.replications()).hasSize(8);
        AssertionEstimate near = run.evaluate("page.mean < 50ms");
        assertThat(near.each()).hasSize(8);
        assertThat(near.low()).isLessThan(near.value());
        assertThat(near.high()).isGreaterThan(near.value());
        assertThat(run.evaluate("page.mean < 10s").verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.evaluate("page.mean > 10s").verdict()).isEqualTo(Verdict.FAIL);
        String middle = (long) near.value() + "ns";
        assertThat(run.evaluate("page.mean < " + middle).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThatThrownBy(() -> assertThat(run).holds("page.mean < " + middle))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("undecided");
        assertThatThrownBy(() -> busy.replicated(0, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> busy.replicated(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void loadsAndModifiesLibraryScenarios() {
        ScenarioUnderTest hello = ScenarioUnderTest.library("hello-world").set("run.duration", "30s");
        assertThat(hello.run().result().run().durationNanos()).isEqualTo(30_000_000_000L);
        assertThat(hello.seed(1).run().result().run().seed()).isEqualTo(1);
        assertThatThrownBy(() -> hello.run("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown variant 'other'");
        assertThatThrownBy(() -> ScenarioUnderTest.library("hello-wurld"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hello-world");
        assertThatThrownBy(() -> hello.set("box.cores", "none").run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    @Test
    void scenarioBuiltInCodeSupportsTheSameAssertions(SimulatedRun run) {
        var built = ScenarioUnderTest.text(SHOP).subject().arms().get(0).scenario();
        SimulatedRun repeated = ScenarioUnderTest.scenario(built).run();
        assertThat(repeated).meetsEverySla().availability().during("outage").isBelow(percent(1));
        assertThat(repeated.result().run().simulatedEvents())
                .isEqualTo(run.result().run().simulatedEvents());
        assertThatThrownBy(() ->
                        ScenarioUnderTest.scenario(built).set("box.cores", "3").run())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
