package dev.brownout.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** JUnit engine that reports each assertion of a scenario as a test, per variant. */
class SlaTestsTest {
    private static final String SHOP = """
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
              fast: page.p99 < 400ms
              available: availability >= 80%
            variants:
              as it is: {}
              longer: { faults: [{ at 40s: crash box/1 for 15s as again }], expect_violations: [available] }
            """;

    @SimulationTest(text = SHOP)
    static class Shop {}

    @SimulationTest(text = SHOP, set = "sla.available=availability >= 99.9%")
    static class AskingTooMuch {}

    @SimulationTest(text = SHOP, set = "box.service=450ms")
    static class TooSlow {}

    @SimulationTest(text = SHOP, set = "box.coers=3")
    static class Misspelt {}

    @SimulationTest("no-such.yaml")
    static class MissingScenario {}

    @SimulationTest(value = "single-server", text = SHOP)
    static class Both {}

    @SimulationTest("hello-world")
    static class FromTheLibrary {}

    static class NotAnnotated {}

    @Test
    void everyAssertionOfEveryVariantIsATest() {
        EngineExecutionResults results = run(Shop.class);
        assertThat(results.testEvents().succeeded().list())
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .containsExactly("as it is: fast", "as it is: available", "longer: fast", "longer: available");
        assertThat(results.testEvents().succeeded().list())
                .extracting(event -> event.getTestDescriptor().getSource())
                .contains(Optional.of(MethodSource.from(Shop.class.getName(), "longer: available")));
        results.testEvents().assertStatistics(stats -> stats.started(4).failed(0));
    }

    @Test
    void violatedAssertionFailsItsTestWithDetails() {
        EngineExecutionResults results = run(AskingTooMuch.class);
        results.testEvents().assertStatistics(stats -> stats.started(4).failed(1));
        String text = failure(results);
        assertThat(text)
                .startsWith("shop, variant \"as it is\": \"available\" availability >= 99.9%")
                .contains("measured: 83")
                .contains("expected: >= 99.9 %")
                .contains("first violated: at 0:20 of simulated time")
                .contains("just before: 0:20  crash box/1");
        String report = text.substring(text.indexOf("report: ") + 8, text.indexOf(" (without charts: "));
        assertThat(Path.of(report)).content().doesNotContain("<h2>Charts</h2>");
        assertThat(Path.of(report).resolveSibling("result.json")).exists();
    }

    @Test
    void invalidScenarioIsOneFailingTestWithReason() {
        assertThat(failure(run(Misspelt.class))).contains("unknown key 'coers'").contains("did you mean 'cores'?");
        assertThat(failure(run(MissingScenario.class))).contains("there is no no-such.yaml");
        assertThat(failure(run(Both.class))).contains("needs a file or a text, and not both");
    }

    @Test
    void failureHasNoFrameOfTheLibrary() {
        List<StackTraceElement> frames = run(TooSlow.class)
                .testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(failed -> Stream.of(failed.getThrowable().orElseThrow().getStackTrace()))
                .toList();
        String type = TooSlow.class.getName();
        assertThat(frames)
                .containsExactly(
                        new StackTraceElement(type, "as it is: fast", "text", 11),
                        new StackTraceElement(type, "as it is: available", "text", 12),
                        new StackTraceElement(type, "longer: fast", "text", 11));
        Throwable missing = thrown(run(MissingScenario.class));
        assertThat(missing.getStackTrace())
                .containsExactly(new StackTraceElement(
                        MissingScenario.class.getName(), "the scenario can run", "no-such.yaml", 1));
        StringWriter trace = new StringWriter();
        thrown(run(Misspelt.class)).printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString().lines().filter(line -> line.startsWith("\tat ")))
                .hasSize(1);
    }

    @Test
    void findsLibraryScenarioByName() {
        run(FromTheLibrary.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));
    }

    @Test
    void selectsASingleTestById() {
        TestDescriptor one =
                run(Shop.class).testEvents().succeeded().list().get(2).getTestDescriptor();
        EngineExecutionResults repeated = EngineTestKit.engine(SlaTestEngine.ID)
                .selectors(selectUniqueId(one.getUniqueId()))
                .execute();
        assertThat(repeated.testEvents().succeeded().list())
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .containsExactly("longer: fast");
    }

    @Test
    void ignoresOtherClasses() {
        run(NotAnnotated.class).testEvents().assertStatistics(stats -> stats.started(0));
    }

    private static EngineExecutionResults run(Class<?> type) {
        return EngineTestKit.engine(SlaTestEngine.ID)
                .selectors(selectClass(type))
                .execute();
    }

    private static String failure(EngineExecutionResults results) {
        return thrown(results).getMessage();
    }

    private static Throwable thrown(EngineExecutionResults results) {
        List<TestExecutionResult> failed = results.testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .toList();
        assertThat(failed).hasSize(1);
        return failed.get(0).getThrowable().orElseThrow();
    }
}
