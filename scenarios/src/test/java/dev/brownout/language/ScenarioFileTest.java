package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.load;
import static dev.brownout.language.ScenarioTexts.origin;
import static dev.brownout.language.ScenarioTexts.problems;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static dev.brownout.language.ScenarioTexts.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Share;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.step.CallComponentStep;
import dev.brownout.step.ParallelStep;
import dev.brownout.step.ReadStep;
import dev.brownout.step.VisitStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
    private static final String UNUSED =
            "test:5:3: warning: 'cache' is never used: no request path or component refers to it";

    @Test
    void minimalScenarioHasOneVariantNamedBase() {
        ScenarioFile file = load(GOOD);
        assertThat(file.variants()).hasSize(1);
        assertThat(file.variants().get(0).name()).isEqualTo("base");
        assertThat(file.title()).isEqualTo("test");
        assertThat(file.text()).isEqualTo(GOOD);
        assertThat(file.warnings().stream().map(Problem::headline)).containsExactly(UNUSED);
    }

    @Test
    void pathVisitsComponentsAndEndsInARead() {
        String longer = replaceParts(GOOD, "[web, db]", "[web, cache, db]");
        assertThat(scenario(longer).workload().requests().get("page").steps())
                .containsExactly(
                        new VisitStep("web", Step.Options.NONE),
                        new VisitStep("cache", Step.Options.NONE),
                        new ReadStep("db", Step.Options.NONE));
    }

    @Test
    void readsEveryVerbOfAStep() {
        String steps = """
                steps:
                  - web
                  - cpu: 3ms
                  - { wait: 10ms, when: 30% }
                  - { read: cache, timeout: 2s }
                  - { write: db, timeout: none, retry: { attempts: 2 } }
                  - { parallel: [read: cache, read: db], join: first }
                  - call: web/quote
                """;
        String text = replaceParts(
                GOOD,
                "page: { path: [web, db] }",
                "page:\n" + steps.indent(4),
                "nodes: 12 }",
                "nodes: 12, endpoints: { quote: { service: 1ms } } }");
        List<Step> read = scenario(text).workload().requests().get("page").steps();
        assertThat(read).hasSize(7);
        assertThat(read.get(2).options().when()).contains(new Share(0.3));
        assertThat(read.get(3).options().timeout()).contains(Duration.ofSeconds(2));
        assertThat(read.get(4).options().noTimeout()).isTrue();
        assertThat(read.get(4).options().policies())
                .containsExactly(new SampleVerbs.Retry(
                        2,
                        new SampleVerbs.FullJitter(Duration.ofMillis(100), Duration.ofSeconds(2)),
                        Optional.empty()));
        assertThat(((ParallelStep) read.get(5)).need()).isEqualTo(1);
        assertThat(read.get(6)).isEqualTo(new CallComponentStep("web/quote", Step.Options.NONE));
    }

    @Test
    void policiesAreOrderedOutermostFirst() {
        String retry = "retry: { attempts: 2, backoff: constant(50ms) }";
        String first = replaceParts(GOOD, "path:", retry + ", bulkhead: 5, path:");
        String second = replaceParts(GOOD, "path:", "bulkhead: 5, " + retry + ", path:");
        String list = replaceParts(GOOD, "path:", "policies: [bulkhead: 5, " + retry + "], path:");
        var bulkhead = new SampleVerbs.Bulkhead(5);
        assertThat(scenario(first).workload().requests().get("page").policies())
                .last()
                .isEqualTo(bulkhead);
        assertThat(scenario(second).workload().requests().get("page").policies())
                .first()
                .isEqualTo(bulkhead);
        assertThat(load(first).digest()).isNotEqualTo(load(second).digest());
        assertThat(load(list).digest()).isEqualTo(load(second).digest());
    }

    @Test
    void readsPoliciesBesideComponentParameters() {
        var entry = scenario(replaceParts(GOOD, "nodes: 12", "nodes: 12, bulkhead: { calls: 3 }"))
                .components()
                .get("web");
        assertThat(entry.calls().policies()).containsExactly(new SampleVerbs.Bulkhead(3));
    }

    @Test
    void equalMeaningsHaveEqualDigests() {
        String other = replaceParts(GOOD, "load: 100/s", "load:    \"100/s\"   # the same");
        assertThat(load(other).digest()).isEqualTo(load(GOOD).digest());
        assertThat(load(replaceParts(GOOD, "nodes: 12", "nodes: 13")).digest())
                .isNotEqualTo(load(GOOD).digest());
    }

    @Test
    void modelErrorsAreLocatedInTheFile() {
        var variant =
                load(GOOD + "sla:\n  up: availability >= 99%\n").variants().get(0);
        var unknown = new ScenarioException(
                "sla.up", Sentence.of("no metric 'availabilty'"), "availabilty", List.of("availability"));
        assertThat(variant.problem(unknown).headline())
                .isEqualTo("test:10:7: no metric 'availabilty'; did you mean 'availability'?");
        assertThat(variant.problem(new ScenarioException("components.web.queue.x", "too small"))
                        .headline())
                .isEqualTo("test:4:3: too small");
        assertThat(variant.problem(new ScenarioException("elsewhere", "odd")).headline())
                .isEqualTo("test:1:1: odd");
    }

    @Test
    void warnsOfRequestsWithoutTimeout() {
        var warnings = load(replaceParts(GOOD, "path:", "timeout: none, path:")).warnings();
        assertThat(warnings.stream().map(Problem::headline))
                .containsExactly(UNUSED, "test:8:20: warning: users of 'page' wait forever: timeout is none");
    }

    @Test
    void caretIsAlignedWithTheErrorInAnyScript() {
        assertThat(problems(replaceParts(GOOD, "web", "웹", "nodes: 12", "nodes: 0"))
                        .render())
                .isEqualTo("""
                        test:4:29: nodes '0' is too small; at least 1 is allowed
                          웹: { kind: server, nodes: 0 }
                                                  ^""".replaceFirst("\n {2}웹", "\n    웹")
                        .replaceFirst("\n *\\^", "\n" + " ".repeat(2 + 28 + 1) + "^"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cache-tier", "datacenter-outage", "hotspot-keys", "primary-failover", "replica-lost", "w1"})
    void resolvedScenarioLoadsWithTheSameDigest(String name) throws Exception {
        String text =
                java.nio.file.Files.readString(java.nio.file.Path.of("src/test/resources/examples", name + ".yaml"));
        ScenarioFile file = load(text.replaceAll("(?s)\nvariants:.*", "\n"));
        String resolved = new ResolvedWriter().write(file, file.variants().get(0));
        ScenarioFile repeated = load(resolved);
        assertThat(repeated.digest()).isEqualTo(file.digest());
        assertThat(repeated.title()).isEqualTo(file.title());
        assertThat(repeated.lesson()).isEqualTo(file.lesson());
    }

    @Test
    void resolvedScenarioHasTheOriginOfEachValue() {
        ScenarioFile file = load(GOOD, new Overrides(List.of(), List.of("web.nodes=3")));
        String resolved = new ResolvedWriter().write(file, file.variants().get(0));
        assertThat(resolved).containsPattern("nodes: 3 +# set\n").containsPattern("cores: 4 +# default\n");
        assertThat(origin(file.variants().get(0), "web.nodes")).isEqualTo("3 set");
    }
}
