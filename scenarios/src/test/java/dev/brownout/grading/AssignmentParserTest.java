package dev.brownout.grading;

import static dev.brownout.grading.GradingFixture.assignment;
import static dev.brownout.grading.GradingFixture.grade;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors in an assignment, with their locations. */
class AssignmentParserTest {
    private static final String GOOD = """
            assignment: Homework
            task: Two sentences.
            base: base.yaml
            allowed:
              web.nodes: 1..4
              web.queue: any
            numbers:
              salt: pepper
              values: { params.peak: 10/s..20/s/5 }
            assertions:
              available: { relation: availability >= 99%, points: 3, partial: { availability >= 90%: 1 } }
            hidden:
              seeds: [7]
              faults: [at 5s: crash web/1 for 1s as down]
              assertions:
                secret: { relation: availability >= 50% during down, points: 2 }
            answer:
              components: { web: { nodes: 2 } }
            """;

    private static final Map<String, String> FILES = Map.of("base.yaml", """
            run: 10s
            params: { peak: 10/s }
            load: $peak
            components: { web: { kind: server, service: 1ms, nodes: 1 } }
            requests: { page: { path: [web] } }
            """);

    @Test
    void assignmentIsRead() throws InvalidScenarioException {
        CourseAssignment read = assignment(GOOD, FILES);
        assertThat(read.title()).isEqualTo("Homework");
        assertThat(read.points()).isEqualTo(5);
        assertThat(read.limits().events()).isEqualTo(20_000_000);
        assertThat(read.start("kim")).contains("params: { peak: ").contains("/s }");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startHasNoSolution(boolean runsAVariant) throws InvalidScenarioException {
        String lesson = """
                # Two nodes are the solution.
                scenario: 'Shop #1'
                about:
                  lesson: Two nodes are enough.
                run: 1m      # short
                load: 20/s
                components: { web: { kind: server, service: 1ms, nodes: 1 } }
                requests: { page: { path: [web] } }
                predict: { p99: page.p99 ~ 10ms +/- 50% }
                charts: [availability]
                variants:
                  # The solution is below.
                  one node: { set: { web.nodes: 1 } }
                  two nodes:
                    set: { web.nodes: 2 }
                  three nodes: { set: { web.nodes: 3 } }
                """;
        String text = """
                assignment: Homework
                base: shop.yaml
                allowed: { web.nodes: 1..4 }
                assertions: { available: { relation: availability >= 99%, points: 3 } }
                answer: { components: { web: { nodes: 2 } } }
                """ + (runsAVariant ? "variant: one node\n" : "");
        CourseAssignment read = assignment(text, Map.of("shop.yaml", lesson));
        String start = read.start("kim");
        assertThat(start)
                .startsWith("scenario: 'Shop #1'\nrun: 1m\nload: 20/s\n")
                .contains("charts: [availability]")
                .doesNotContain("about", "enough", "predict", "p99", "short", "solution", "two nodes", "three nodes");
        assertThat(start.contains("  one node: { set: { web.nodes: 1 } }\n")).isEqualTo(runsAVariant);
        for (String submitted : List.of(start, lesson)) {
            assertThat(grade(read, submitted.replace("service: 1ms, nodes: 1", "service: 1ms, nodes: 2"))
                            .points())
                    .isEqualTo(3);
        }
        assertThat(grade(read, start + "predict: { p50: page.p50 ~ 1ms +/- 9% }\n")
                        .status())
                .isEqualTo(Grade.Status.REFUSED);
    }

    /** A base scenario on a scenario of the library has its question, predictions and variants too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startOfABaseWithAParentHasNoSolution(boolean runsAVariant) throws InvalidScenarioException {
        String text = """
                assignment: Homework
                base: child.yaml
                allowed: { web.nodes: 1..4 }
                assertions: { available: { relation: availability >= 99.9%, points: 3 } }
                answer: { components: { web: { nodes: 3 } } }
                """ + (runsAVariant ? "variant: no headroom\n" : "");
        CourseAssignment read =
                assignment(text, Map.of("child.yaml", "use: ladder/04-load-balancer   # 180/s\nload: 170/s\n"));
        String start = read.start("kim");
        assertThat(start)
                .isEqualTo("use: ladder/04-load-balancer\nload: 170/s\nabout: ~\npredict: ~\n"
                        + (runsAVariant ? "variants: { \"two servers\": ~, \"redispatch\": ~ }\n" : "variants: ~\n"));
        Grade unchanged = grade(read, start);
        assertThat(unchanged.status()).as("%s", unchanged).isEqualTo(Grade.Status.GRADED);
        ScenarioFile file = new Loader(new ShippedLibrary()).load("kim", start, Overrides.NONE);
        assertThat(file.question() + file.answer() + file.lesson()).isEmpty();
        assertThat(file.variants())
                .extracting(ScenarioFile.Variant::name)
                .containsExactly(runsAVariant ? "no headroom" : "base");
    }

    @Test
    void startOfAVariantRemovesThoseOfTheParent() throws InvalidScenarioException {
        String child = """
                use: ladder/04-load-balancer
                variants:
                  solved: { set: { web.nodes: 3 } }
                  mine: { set: { load: 170/s } }
                """;
        CourseAssignment read = assignment("""
                assignment: Homework
                base: child.yaml
                variant: mine
                allowed: { web.nodes: 1..4 }
                assertions: { available: { relation: availability >= 99%, points: 3 } }
                """, Map.of("child.yaml", child));
        String start = read.start("kim");
        assertThat(start).isEqualTo("""
                use: ladder/04-load-balancer
                variants:
                  "two servers": ~
                  "redispatch": ~
                  "no headroom": ~
                  mine: { set: { load: 170/s } }
                about: ~
                predict: ~
                """);
        assertThat(grade(read, start).points()).isEqualTo(3);
    }

    @Test
    void publishedAssignmentHasNoSecrets() throws InvalidScenarioException {
        String published = assignment(
                        "# the answer is two servers\n" + GOOD.replace("hidden:", "  # the hidden answer\nhidden:"),
                        FILES)
                .published();
        assertThat(published)
                .contains("available:", "salt: pepper")
                .doesNotContain("hidden", "secret", "down", "answer", "nodes: 2");
        assertThat(assignment(published, FILES).points()).isEqualTo(3);
    }

    @Test
    void libraryScenarioWithAVariantIsABase() throws InvalidScenarioException {
        CourseAssignment read = assignment("""
                assignment: From a lesson
                base: ladder/01-one-box
                variant: queue of 20 and a crash
                allowed: { web.cores: 1..8 }
                assertions:
                  available: { relation: page.availability >= 99% from 30s to 2m, points: 1 }
                """, Map.of());
        assertThat(read.start("kim")).contains("scenario: One server until it is overloaded");
    }

    @Test
    void numberDoesNotReplaceAFunction() throws InvalidScenarioException {
        String queue = """
                assignment: From a lesson
                base: ladder/10-queue
                allowed: { workers.nodes: 1..8 }
                numbers: { salt: pepper, values: { load: VALUES } }
                assertions:
                  ready: { relation: photos.end_to_end.p99 < 2m30s, points: 1 }
                """;
        assertThat(catchThrowableOfType(
                        InvalidScenarioException.class,
                        () -> assignment(replaceParts(queue, "VALUES", "8/s..12/s/4"), Map.of())))
                .hasMessageContaining("load is 'spike(base=10/s peak=100/s at=1m for=1m)', which");
        String spikes = "'spike(base=8/s peak=80/s at=1m for=1m),spike(base=9/s peak=90/s at=1m for=1m)'";
        assertThat(assignment(replaceParts(queue, "VALUES", spikes), Map.of()).start("kim"))
                .containsPattern("load: spike\\(base=[89]/s peak=[89]0/s at=1m for=1m\\)");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "base: base.yaml | base: bse.yaml | homework.yaml:3:7: base 'bse.yaml' is no scenario of the library",
                "base: base.yaml | base: ../base.yaml | homework.yaml:3:7: base '../base.yaml' is no scenario",
                "web.nodes: 1..4 | wbe.nodes: 1..4 | homework.yaml:5:3: unknown component or section 'wbe'",
                "web.nodes: 1..4 | web.nods: 1..4 | homework.yaml:5:3: unknown key 'nods'",
                "web.nodes: 1..4 | web.nodes: 4..1 | homework.yaml:5:14: range '4..1' is empty",
                "web.nodes: 1..4 | web.nodes: few | homework.yaml:5:14:",
                "web.queue: any | sla: any | homework.yaml:6:3: no assignment can allow changes of 'sla'",
                "web.queue: any | use: any | homework.yaml:6:3: no assignment can allow changes of 'use'",
                "web.queue: any | faults.0: any | homework.yaml:6:3: no assignment can allow changes of 'faults'",
                "availability >= 99% | availabilty >= 99% | homework.yaml:11:26:",
                "availability >= 99% | availability >= 99% during down | homework.yaml:11:",
                "points: 3 | points: -1 | homework.yaml:11:",
                "points: 3, | \"\" | homework.yaml:11:3: assertion",
                "90%: 1 } | 90%: 4 } | homework.yaml:11:3: partial points are from 0 to the points",
                "params.peak: 10 | params.paek: 10 | homework.yaml:9:",
                "10/s..20/s/5 | 20/s..10/s | homework.yaml:9:26: a range is ascending",
                "seeds: [7] | seeds: [] | seeds are 1 to 20 whole numbers",
                "crash web/1 | crash wbe/1 | homework.yaml:14:",
                "crash web/1 for 1s | crsh web/1 for 1s | homework.yaml:14:",
                "web: { nodes: 2 } | web: { nodes: 5 } | web.nodes '5' is outside of its range 1..4",
                "web: { nodes: 2 } | web: { cores: 2 } | 'web.cores' must not be added",
                "task: | tsk: | homework.yaml:2:1: unknown key 'tsk'",
                "task: | version: 99 # | homework.yaml:2:10:",
            })
    void errorHasItsLocation(String from, String to, String message) {
        InvalidScenarioException refused = catchThrowableOfType(
                InvalidScenarioException.class, () -> assignment(replaceParts(GOOD, from, to), FILES));
        assertThat(refused).as(to).isNotNull();
        assertThat(refused).hasMessageContaining(message);
    }

    @Test
    void assignmentWithoutAssertionsIsRefused() {
        InvalidScenarioException refused = catchThrowableOfType(
                InvalidScenarioException.class, () -> assignment("assignment: A\nbase: base.yaml\n", FILES));
        assertThat(refused).hasMessageContaining("an assignment needs at least one assertion");
    }
}
