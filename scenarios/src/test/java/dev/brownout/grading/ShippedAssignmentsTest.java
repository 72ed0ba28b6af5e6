package dev.brownout.grading;

import static dev.brownout.grading.GradingFixture.STUDENT;
import static dev.brownout.grading.GradingFixture.grade;
import static dev.brownout.grading.GradingFixture.shippedInstance;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.grading.Grade.Status;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A right, a half and a cheating submission of each shipped assignment, and its model answer. */
@Tag("story")
class ShippedAssignmentsTest {
    /** Edits of the start of an assignment: those of a right, a half and a cheating submission. */
    private record Answers(List<String> right, List<String> half, List<String> cheating, String refusal) {}

    private static final Map<String, Answers> ANSWERS = Map.of(
            "two-servers",
            new Answers(
                    List.of("nodes: 1", "nodes: 2", "redispatch: 0", "redispatch: 1"),
                    List.of("nodes: 1", "nodes: 2"),
                    List.of("crash web/1 for 40s", "crash web/1 for 1ms"),
                    "'faults.0.at 1m' must not be changed"),
            "right-sized-queue",
            new Answers(
                    List.of("queue: unlimited", "queue: 25"),
                    List.of("queue: unlimited", "queue: 90"),
                    List.of("timeout: 2s", "timeout: 20s"),
                    "'requests.page.timeout' must not be changed: it is '2s', not '20s'"),
            "calm-retries",
            new Answers(
                    List.of("backoff: none", "backoff: none, budget: 10%"),
                    List.of("backoff: none", "backoff: none, budget: 1%"),
                    List.of("attempts: 4", "attempts: 1"),
                    "requests.call.retry.attempts '1' is outside of its range 2..4"),
            "cache-for-reads",
            new Answers(
                    List.of("entries: 200", "entries: 4k", "eviction: fifo", "eviction: lru", "ttl: 1s", "ttl: 30s"),
                    List.of("entries: 200", "entries: 4k", "ttl: 1s", "ttl: 5s"),
                    List.of("entries: 200", "entries: 20k"),
                    "cache.entries '20k' is outside of its range 100..4k"),
            "failover-of-the-database",
            new Answers(
                    List.of(
                            "replicas: 1",
                            "replicas: 2",
                            "mode: async",
                            "mode: semi-sync, timeout: 60s",
                            "lease: 60s, loop: 20s",
                            "lease: 12s, loop: 4s"),
                    List.of("lease: 60s, loop: 20s", "lease: 12s, loop: 4s"),
                    List.of("steps:\n      - web\n      - write: db", "steps:\n      - web"),
                    "'requests.save.steps' must not be changed"),
            "survive-the-data-centre",
            new Answers(
                    List.of(
                            "ttl: 5m",
                            "ttl: 10s",
                            "every: 30s",
                            "every: 5s",
                            "nodes: 2",
                            "nodes: 4",
                            "after: 2m",
                            "after: 30s"),
                    List.of("ttl: 5m", "ttl: 10s", "every: 30s", "every: 5s", "after: 2m", "after: 30s"),
                    List.of("east: { at: us-east, users: 60% }", "east: { at: us-east, users: 1% }"),
                    "'regions.east.users' must not be changed: it is '60%', not '1%'"));

    static List<String> names() {
        return ShippedAssignments.names();
    }

    private static Grade gradeOf(String name, List<String> edits) throws InvalidScenarioException {
        CourseAssignment assignment = shippedInstance(name);
        return grade(assignment, replaceParts(assignment.start(STUDENT), edits.toArray(String[]::new)));
    }

    @Test
    void thereAreSixWithTenPointsEach() throws InvalidScenarioException {
        assertThat(names()).hasSize(6).containsExactlyInAnyOrderElementsOf(ANSWERS.keySet());
        for (String name : names()) {
            assertThat(shippedInstance(name).points()).as(name).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ChosenRows({1, 2})
    @MethodSource("names")
    void rightSubmissionHasAllPoints(String name) throws InvalidScenarioException {
        Grade grade = gradeOf(name, ANSWERS.get(name).right());
        assertThat(grade.points()).as("%s", grade).isEqualTo(10);
        assertThat(grade.isFull()).isTrue();
        assertThat(grade.englishMessages()).isEmpty();
    }

    @ParameterizedTest
    @ChosenRows({1, 2})
    @MethodSource("names")
    void halfSubmissionHasPartOfThePoints(String name) throws InvalidScenarioException {
        Grade grade = gradeOf(name, ANSWERS.get(name).half());
        assertThat(grade.status()).isEqualTo(Status.GRADED);
        assertThat(grade.points()).as("%s", grade).isBetween(3.0, 8.0);
    }

    @ParameterizedTest
    @MethodSource("names")
    void cheatingSubmissionIsRefused(String name) throws InvalidScenarioException {
        Grade grade = gradeOf(name, ANSWERS.get(name).cheating());
        assertThat(grade.status()).isEqualTo(Status.REFUSED);
        assertThat(grade.points()).isZero();
        assertThat(grade.englishMessages())
                .anySatisfy(message -> assertThat(message)
                        .startsWith(STUDENT + ".yaml:")
                        .contains(ANSWERS.get(name).refusal()));
    }

    @ParameterizedTest
    @ChosenRows({1, 2})
    @MethodSource("names")
    void startHasFewerPointsThanAHalfSubmission(String name) throws InvalidScenarioException {
        Grade start = gradeOf(name, List.of());
        assertThat(start.status()).isEqualTo(Status.GRADED);
        assertThat(start.points()).as("%s", start).isLessThan(5);
    }

    @ParameterizedTest
    @ChosenRows({1, 2})
    @MethodSource("names")
    void keyIsTheGradeOfTheModelAnswer(String name) throws InvalidScenarioException {
        Grade key = new Grader(shippedInstance(name), GradingFixture.CLOCK).key(STUDENT);
        assertThat(key.points()).as("%s", key).isEqualTo(10);
        assertThat(key.assertions()).allSatisfy(one -> assertThat(one.isMet()).isTrue());
        assertThat(key.hidden().orElseThrow().runs()).hasSize(2);
    }

    @Tag("thorough")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void keyHasAllPointsForEachStudent(int number) throws InvalidScenarioException {
        for (String name : names()) {
            assertThat(new Grader(shippedInstance(name), GradingFixture.CLOCK)
                            .key("student-" + number)
                            .points())
                    .as(name)
                    .isEqualTo(10);
        }
    }
}
