package dev.brownout.grading;

import static dev.brownout.grading.GradingFixture.STUDENT;
import static dev.brownout.grading.GradingFixture.assignment;
import static dev.brownout.grading.GradingFixture.grade;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.grading.Grade.Status;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Submissions that try to get points by other means than the design. Each has no points, and a message that says why.
 */
class CheatingSubmissionsTest {
    static final String BASE = """
            version: 1
            scenario: A shop
            run: { duration: 20s, warmup: 2s, seed: 3 }
            params:
              peak: 20/s
            load: $peak
            components:
              lb: { kind: load-balancer, redispatch: 0 }
              web: { kind: server, nodes: 1, cores: 2, service: exp(30ms), queue: 10 }
            requests:
              page: { path: [lb, web], timeout: 1s }
            faults:
              - at 8s: crash web/1 for 4s as outage
            """;

    static final String HOMEWORK = """
            assignment: Homework
            base: base.yaml
            allowed:
              web.nodes: 1..4
              web.cores: any
              lb.redispatch: { choices: ["0", "1"] }
              requests.page.retry: any
              components.cache: any
            numbers:
              salt: pepper
              values: { params.peak: 20/s..40/s/20 }
            assertions:
              available: { relation: availability >= 99%, points: 3 }
            hidden:
              seeds: [977, 983]
              faults: [at 14s: crash web/2 for 2s as surprise]
              assertions:
                secret assertion: { relation: availability >= 99% during surprise, points: 2 }
            limits: { events: 100k, size: 10kB }
            answer:
              components: { web: { nodes: 3 }, lb: { redispatch: 1 } }
            """;

    private static final String WEB = "web: { kind: server, nodes: 1, cores: 2, service: exp(30ms), queue: 10 }";
    private static final String PAGE = "page: { path: [lb, web], timeout: 1s }";
    private static final String RUN = "run: { duration: 20s, warmup: 2s, seed: 3 }";
    private static final String FAULT = "  - at 8s: crash web/1 for 4s as outage\n";

    static CourseAssignment homework() throws InvalidScenarioException {
        return assignment(HOMEWORK, Map.of("base.yaml", BASE, "secret.csv", "1ms\n"));
    }

    private static Arguments attempt(String name, String from, String to, String message) {
        return Arguments.of(name, List.of(from, to), message);
    }

    static Stream<Arguments> attempts() {
        return Stream.of(
                        attemptsOnTheRun(),
                        attemptsOnTheDesign(),
                        attemptsOnTheComponents(),
                        attemptsWithEmptyValues(),
                        attemptsWithKeys(),
                        attemptsOnTheFile())
                .flatMap(some -> some);
    }

    private static Stream<Arguments> attemptsOnTheRun() {
        return Stream.of(
                attempt("a lower load", "load: $peak", "load: 1/s", "'load' must not be changed: it is '$peak'"),
                attempt(
                        "an assertion of its own",
                        "requests:",
                        "sla: { x: availability >= 0% }\nrequests:",
                        "'sla.x' must not be added"),
                attempt("another parent", "requests:", "use: hello-world\nrequests:", "'use' must not be added"),
                attempt(
                        "the assignment as parent",
                        "requests:",
                        "use: homework.yaml\nrequests:",
                        "'use' must not be added"),
                attempt("a further parameter", "params:\n", "params:\n  n: 99\n", "'params.n' must not be added"),
                attempt("no faults", "faults:\n" + FAULT, "", "'faults' must not be removed"),
                attempt("an empty list of faults", FAULT, "  []\n", "'faults' must not be changed: it is a list of 1"),
                attempt("a later fault", "at 8s: crash", "at 19s: crash", "'faults.0.at 19s' must not be added"),
                attempt("another seed", "seed: 3", "seed: 4", "'run.seed' must not be changed: it is '3', not '4'"),
                attempt("a short run", "duration: 20s", "duration: 5s", "'run.duration' must not be changed"),
                attempt("a warm-up over the fault", "warmup: 2s", "warmup: 15s", "'run.warmup' must not be changed"),
                attempt("a run as a single value", RUN, "run: 20s", "'run' must not be changed: it is a map"),
                attempt("free servers", "requests:", "price_list: none\nrequests:", "'price_list' must not be added"),
                attempt(
                        "variants without faults",
                        "requests:",
                        "variants: { calm: {} }\nrequests:",
                        "'variants.calm' must not be added"),
                attempt(
                        "a repair by an alert",
                        "requests:",
                        "alerts: { fix: { when: availability < 90% } }\nrequests:",
                        "'alerts.fix.when' must not be added"));
    }

    private static Stream<Arguments> attemptsOnTheDesign() {
        return Stream.of(
                attempt(
                        "more servers than allowed",
                        "nodes: 1",
                        "nodes: 5",
                        "web.nodes '5' is outside of its range 1..4"),
                attempt("an expression as a number", "nodes: 1", "nodes: $(2 * 100)", "web.nodes"),
                attempt(
                        "a list as a number",
                        "nodes: 1",
                        "nodes: [4]",
                        "'web.nodes' must be written as a single value"),
                attempt(
                        "a value that is no choice",
                        "redispatch: 0",
                        "redispatch: 9",
                        "lb.redispatch '9' is none of its choices"),
                attempt("a faster service", "exp(30ms)", "exp(1ms)", "'web.service' must not be changed"),
                attempt(
                        "a longer timeout",
                        "timeout: 1s",
                        "timeout: 20s",
                        "'requests.page.timeout' must not be changed"));
    }

    private static Stream<Arguments> attemptsOnTheComponents() {
        return Stream.of(
                attempt(
                        "a path without the server",
                        "path: [lb, web]",
                        "path: [lb]",
                        "'requests.page.path' must not be changed"),
                attempt(
                        "another component",
                        WEB,
                        WEB + "\n  fast: { kind: server, service: 1ms }",
                        "'fast.kind' must not be added"),
                attempt(
                        "another kind",
                        "kind: server",
                        "kind: cdn",
                        "'web.kind' must not be changed: it is 'server', not 'cdn'"),
                attempt(
                        "a fast network",
                        "requests:",
                        "network: { zone_latency: 0s }\nrequests:",
                        "'network.zone_latency' must not be added"),
                attempt(
                        "a profile",
                        "kind: server,",
                        "kind: server, profile: tomcat,",
                        "'web.profile' must not be added"),
                attempt("a removed key", "queue: 10", "queue: ~", "'web.queue' must not be removed; it is '10'"),
                attempt(
                        "a removed component",
                        "lb: { kind: load-balancer, redispatch: 0 }\n",
                        "lb: ~\n",
                        "'lb' must not be removed"));
    }

    /** An empty value of a setting means its defaults: {@code circuit_breaker: ~} adds a circuit breaker. */
    private static Stream<Arguments> attemptsWithEmptyValues() {
        return Stream.of(
                attempt(
                        "a policy without settings",
                        "timeout: 1s }",
                        "timeout: 1s, circuit_breaker: ~ }",
                        "'requests.page.circuit_breaker' must not be added"),
                attempt(
                        "a policy without a value",
                        "timeout: 1s }",
                        "timeout: 1s, hedge: }",
                        "'requests.page.hedge' must not be added"),
                attempt(
                        "an empty part of a component",
                        "queue: 10",
                        "queue: 10, autoscale: null",
                        "'web.autoscale' must not be added"),
                attempt("an empty section", "requests:", "alerts: ~\nrequests:", "'alerts' must not be added"));
    }

    /** Parts of the file that look like a setting at another place, or like the setting that is already there. */
    private static Stream<Arguments> attemptsWithKeys() {
        return Stream.of(
                attempt(
                        "a path as a key",
                        "version: 1",
                        "version: 1\nrun.duration: 5s",
                        "'run.duration' must not be added"),
                attempt(
                        "an option as a key",
                        "version: 1",
                        "version: 1\nset: { run.duration: 5s }",
                        "'set.run.duration' must not be added"),
                attempt(
                        "a list as a key",
                        "version: 1",
                        "version: 1\n? [run, duration]\n: 5s",
                        "a key is a single word"),
                attempt(
                        "a merge key in quotes",
                        "timeout: 1s }",
                        "timeout: 1s, '<<': { timeout: 20s } }",
                        "'requests.page.<<.timeout' must not be added"),
                attempt(
                        "a merge key with another section",
                        "version: 1",
                        "version: 1\n<<: { network: { zone_latency: 0s } }",
                        "'network.zone_latency' must not be added"),
                attempt("a key in other case", "version: 1", "version: 1\nLoad: 1/s", "'Load' must not be added"),
                attempt("a tag of YAML", "nodes: 1", "nodes: !!int 9", "tags such as '!!int' are not part"),
                attempt(
                        "a variable of the environment",
                        "load: $peak",
                        "load: ${PEAK}",
                        "'load' must not be changed: it is '$peak', not '${PEAK}'"),
                attempt("a parameter as a number", "nodes: 1", "nodes: $peak", "web.nodes '$peak'"));
    }

    private static Stream<Arguments> attemptsOnTheFile() {
        return Stream.of(
                attempt(
                        "a merge key",
                        "timeout: 1s }",
                        "timeout: 1s, <<: { worth: $9 } }",
                        "'requests.page.worth' must not be added"),
                attempt(
                        "an anchor for a forbidden change",
                        RUN,
                        "run: &r { duration: 5s }",
                        "'run.duration' must not be changed"),
                attempt("a duplicate key", "load: $peak", "load: $peak\nload: 1/s", "duplicate key 'load'"),
                attempt("a tag", "load: $peak", "load: !!java.io.File $peak", "tags are not part of the language"),
                attempt("a second document", "requests:", "---\nrequests:", "document"),
                attempt("a newer language", "version: 1", "version: 99", "version"),
                attempt(
                        "a text that changes the direction",
                        "scenario: A shop",
                        "scenario: A \u202E shop",
                        "U+202E is not allowed"),
                attempt(
                        "a title with an escape sequence",
                        "scenario: A shop",
                        "scenario: \"\\e[2J\"",
                        "U+001B is not allowed"),
                attempt("nesting without end", "load: $peak", "load: " + "[".repeat(2000), "nest"),
                attempt("an alias bomb", "load: $peak", "load: " + aliasBomb(), "more than"),
                attempt(
                        "an alias in its own anchor",
                        "load: $peak",
                        "load: &a [*a]",
                        "an alias is inside its own anchor"),
                attempt(
                        "a file beside the assignment",
                        WEB,
                        WEB + "\n  cache: { kind: cache, entries: 9, source: web, lookup: file(secret.csv) }",
                        "a submission cannot read other files; this one names 'secret.csv'"),
                attempt(
                        "a file of the machine",
                        WEB,
                        WEB + "\n  cache: { kind: cache, entries: 9, source: web, lookup: file(../../etc/passwd) }",
                        "a submission cannot read other files; this one names '../../etc/passwd'"));
    }

    /** Returns a list of lists in which each anchor is used eight times by the next one. */
    private static String aliasBomb() {
        StringBuilder text = new StringBuilder("[&a [1, 1, 1, 1, 1, 1, 1, 1]");
        for (char anchor = 'b'; anchor <= 'f'; anchor++) {
            text.append(", &").append(anchor).append(" [*").append((char) (anchor - 1));
            text.append((", *" + (char) (anchor - 1)).repeat(7)).append(']');
        }
        return text.append(']').toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void attemptIsRefusedWithItsReason(String name, List<String> edit, String message) throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        String text = replaceParts(assignment.start(STUDENT), edit.toArray(String[]::new));
        Grade grade = grade(assignment, text);
        assertThat(grade.status()).as("%s: %s", name, grade).isEqualTo(Status.REFUSED);
        assertThat(grade.points()).isZero();
        assertThat(grade.englishMessages()).anySatisfy(one -> assertThat(one).contains(message));
        assertThat(grade.messages().toString()).doesNotContain("surprise", "secret assertion", "977", "983", "14s");
    }

    @Test
    void submissionOfAnotherStudentIsRefused() throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        Grade grade = grade(assignment, assignment.start("lee"));
        assertThat(grade.status()).isEqualTo(Status.REFUSED);
        assertThat(grade.englishMessages()).singleElement().asString().contains("'params.peak' must not be changed");
    }

    @Test
    void submissionBeyondTheLimitOnEventsHasNoPoints() throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        String storm = "page: { path: [lb, web], timeout: 1s, retry: { attempts: 500, backoff: none } }";
        Grade grade = grade(assignment, replaceParts(assignment.start(STUDENT), PAGE, storm));
        assertThat(grade.status()).isEqualTo(Status.LIMIT_EXCEEDED);
        assertThat(grade.points()).isZero();
        assertThat(grade.englishMessages())
                .containsExactly("Limit exceeded: a run has more than 100,000 simulated events.");
    }

    /** A slow machine does not decide the score. */
    @Test
    void submissionBeyondTheLimitOnTimeHasNoScore() throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        long[] now = new long[1];
        Grader slow = new Grader(assignment, () -> now[0] += 120_000_000_000L);
        String text = replaceParts(
                assignment.start(STUDENT),
                "cores: 2",
                "cores: 1",
                PAGE,
                "page: { path: [lb, web], timeout: 1s, retry: { attempts: 60, backoff: none } }");
        Grade grade = slow.grade(Submission.of(STUDENT, "kim.yaml", text));
        assertThat(grade.status()).as("%s", grade).isEqualTo(Status.NOT_GRADED);
        assertThat(grade.hasScore()).isFalse();
    }

    @Test
    void submissionWithoutAPartOfTheHiddenTestsHasNoPointsForThem() throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        Grade grade = grade(assignment, replaceParts(assignment.start(STUDENT), "redispatch: 0", "redispatch: 1"));
        assertThat(grade.status()).isEqualTo(Status.GRADED);
        assertThat(grade.hidden().orElseThrow().points()).isZero();
        assertThat(grade.englishMessages()).singleElement().asString().doesNotContain("web/2", "surprise");
    }

    @Test
    void orderCommentsAndQuotesAreNoChanges() throws InvalidScenarioException {
        CourseAssignment assignment = homework();
        String text = replaceParts(
                assignment.start(STUDENT),
                "nodes: 1, cores: 2",
                "cores: '2', nodes: 3",
                "redispatch: 0 }",
                "redispatch: 1 }   # once");
        Grade grade = grade(assignment, text);
        assertThat(grade.points()).as("%s", grade).isEqualTo(5);
    }

    /** The closest allowed path decides: neither the order of the paths nor one above it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "web: any\n  web.nodes: 1..2",
                "web.nodes: 1..2\n  web: any",
                "components.*.nodes: any\n  web.nodes: 1..2"
            })
    void rangeOfASettingHoldsBelowAnAllowedComponent(String allowed) throws InvalidScenarioException {
        String text = replaceParts(HOMEWORK, "web.nodes: 1..4", allowed, "nodes: 3", "nodes: 2");
        CourseAssignment assignment = assignment(text, Map.of("base.yaml", BASE));
        Grade more = grade(assignment, replaceParts(assignment.start(STUDENT), "nodes: 1", "nodes: 3"));
        assertThat(more.status()).isEqualTo(Status.REFUSED);
        assertThat(more.messages()).singleElement().asString().contains("web.nodes '3' is outside of its range 1..2");
        Grade allowedNumber = grade(assignment, replaceParts(assignment.start(STUDENT), "nodes: 1", "nodes: 2"));
        assertThat(allowedNumber.status()).isEqualTo(Status.GRADED);
    }
}
