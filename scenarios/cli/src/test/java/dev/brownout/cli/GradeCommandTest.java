package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.rounds.ChosenRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Command that grades submissions. */
@Tag("story")
class GradeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FORMS = List.of("text", "json", "csv", "junit", "markdown", "lti");

    /** Names, times and seeds of the hidden tests of the assignment of these tests. */
    private static final List<String> SECRETS = List.of("surprise", "secret assertion", "977", "983", "14s", "web/2");

    @TempDir
    private static Path folder;

    private static Path homework;
    private static Path submissions;

    @BeforeAll
    static void write() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), """
                scenario: A shop
                run: { duration: 20s, warmup: 2s, seed: 3 }
                params: { peak: 20/s }
                load: $peak
                components:
                  lb: { kind: load-balancer, redispatch: 0 }
                  web: { kind: server, nodes: 1, cores: 2, service: exp(30ms), queue: 10 }
                requests:
                  page: { path: [lb, web], timeout: 1s }
                faults:
                  - at 8s: crash web/1 for 4s as outage
                """);
        homework = Files.writeString(folder.resolve("homework.yaml"), """
                assignment: Homework
                task: Keep the shop available.
                base: base.yaml
                allowed:
                  web.nodes: 1..4
                  lb.redispatch: 0..1
                numbers:
                  salt: pepper
                  values: { params.peak: 20/s..40/s/20 }
                assertions:
                  available: { relation: availability >= 99%, points: 3, partial: { availability >= 80%: 1.5 } }
                  cheap: { relation: web.cost_per_hour <= $0.50/h, points: 1 }
                hidden:
                  seeds: [977, 983]
                  faults: [at 14s: crash web/2 for 2s as surprise]
                  assertions:
                    secret assertion: { relation: availability >= 99% during surprise, points: 2 }
                answer:
                  components: { web: { nodes: 3 }, lb: { redispatch: 1 } }
                """);
        submissions = Files.createDirectories(folder.resolve("submissions"));
        for (String name : List.of("choi", "jung", "kim", "lee", "park")) {
            Files.writeString(submissions.resolve(name + ".yaml"), submission(name, 1));
        }
        Files.writeString(submissions.resolve("kim.yaml"), submission("kim", 3));
        Files.writeString(submissions.resolve("lee.yaml"), submission("kim", 2));
        Files.writeString(submissions.resolve("park.yaml"), "load: [");
    }

    /** Returns the start of a student with a number of servers. */
    private static String submission(String student, int nodes) {
        Session start = grade("--start", "--student", student);
        assertThat(start.code()).isZero();
        return replaceParts(start.out(), "nodes: 1", "nodes: " + nodes, "redispatch: 0", "redispatch: 1");
    }

    private static Session grade(String... words) {
        List<String> all = new ArrayList<>(List.of("grade", "--assignment", homework.toString()));
        all.addAll(List.of(words));
        return Session.of(all.toArray(String[]::new));
    }

    /** Returns a text without the temporary folder, since its name has random digits. */
    private static String withoutFolder(String text) {
        return text.replace(folder.toString(), "");
    }

    private static Path file(String student) {
        return submissions.resolve(student + ".yaml");
    }

    @Test
    void rightSubmissionHasAllPoints() {
        Session session = grade(file("kim").toString());
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith("Homework · kim\n6 of 6 points\nHidden tests: 2 of 2 points\n")
                .containsPattern("available +\\S+ %  ✓ met +3 of 3");
    }

    @Test
    void refusedSubmissionHasItsReason() {
        Session session = grade(file("lee").toString());
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .contains("0 of 6 points: refused", "lee.yaml:3:", "'params.peak' must not be changed");
    }

    @Test
    @Tag("change")
    void classHasATableWithReasons() {
        Session session = grade(submissions.toString());
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .contains("5 submissions, 1 with all 6 points", "2 refused")
                .containsPattern("kim +graded +6 +6 +2 of 2 +2")
                .containsPattern("lee +refused +0 +6 +-")
                .contains("- park: park.yaml:1:");
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"text", "json", "csv", "junit", "markdown", "lti"})
    void noFormGivesTheHiddenTestsAway(String form) {
        Session session = grade(submissions.toString(), "--format", form);
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(withoutFolder(session.out() + session.err())).contains("kim").doesNotContain(SECRETS);
        Session single = grade(file("choi").toString(), "--format", form);
        assertThat(withoutFolder(single.out() + single.err())).contains("choi").doesNotContain(SECRETS);
    }

    @Test
    @Tag("change")
    void writtenFilesGiveNothingAway() throws IOException {
        Path out = folder.resolve("grades");
        assertThat(grade(submissions.toString(), "--out", out.toString()).code())
                .isEqualTo(ExitCode.VIOLATED);
        List<Path> written;
        try (Stream<Path> files = Files.walk(out)) {
            written = files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        assertThat(written.stream().map(file -> out.relativize(file).toString()))
                .contains("grades.csv", "grades.json", "junit.xml", "scores.json", "feedback/003-kim.md");
        for (Path file : written) {
            assertThat(withoutFolder(Files.readString(file)))
                    .as(file.toString())
                    .doesNotContain(SECRETS);
        }
    }

    @Test
    @Tag("change")
    void teacherSeesTheHiddenTests() {
        assertThat(grade(file("kim").toString(), "--reveal").out()).contains("secret assertion", "977", "983");
        Session key = grade("--key");
        assertThat(key.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(key.out())
                .contains("6 of 6 points", "secret assertion", "extreme numbers of students")
                .containsPattern("params.peak 20/s +6 of 6 +[0-5]")
                .containsPattern("params.peak 40/s +6 of 6 +[0-5]");
        assertThat(key.err()).isEmpty();
    }

    @Test
    @Tag("change")
    void keyChecksTheExtremesOfTheNumbers() throws IOException {
        Path steep = Files.writeString(
                folder.resolve("steep.yaml"), replaceParts(Files.readString(homework), "40/s/20", "400/s/20"));
        Session tooMuch = Session.of("grade", "--assignment", steep.toString(), "--key");
        assertThat(tooMuch.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(tooMuch.out()).startsWith("Homework · model answer\n6 of 6 points");
        assertThat(tooMuch.err())
                .isEqualTo(
                        "brownout: the model answer does not have all points with params.peak 400/s; change the answer"
                                + " or the range of the numbers\n");
        Path loose = Files.writeString(
                folder.resolve("loose.yaml"),
                replaceParts(
                        Files.readString(homework),
                        "availability >= 99%, points: 3",
                        "availability >= 50%, points: 3",
                        ">= 99% during surprise",
                        ">= 0% during surprise",
                        "crash web/2 for 2s",
                        "crash web/1 for 2s"));
        Session free = Session.of("grade", "--assignment", loose.toString(), "--key", "--format", "csv");
        assertThat(free.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(free.err()).contains("the unchanged scenario has all points with params.peak 20/s");
    }

    @Test
    void rubricAndPublishedAssignmentHaveNoSecrets() {
        assertThat(withoutFolder(grade("--rubric").out()))
                .contains(
                        "## Homework",
                        "Keep the shop available.",
                        "availability \\>= 80%",
                        "1..4",
                        "Hidden tests have 2")
                .doesNotContain(SECRETS);
        assertThat(withoutFolder(grade("--publish").out()))
                .contains("availability >= 99%")
                .doesNotContain(SECRETS);
    }

    @Test
    @Tag("change")
    void gradesDoNotDependOnTheNumberOfThreads() {
        for (String form : FORMS) {
            assertThat(grade(submissions.toString(), "--format", form, "--threads", "1")
                            .out())
                    .as(form)
                    .isEqualTo(grade(submissions.toString(), "--format", form, "--threads", "4")
                            .out()
                            .replace("--threads 4", "--threads 1"));
        }
    }

    @Test
    void junitHasASuitePerSubmission() throws Exception {
        byte[] xml = grade(submissions.toString(), "--format", "junit").out().getBytes(StandardCharsets.UTF_8);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3 * 3 + 2);
        int failures = 0;
        for (int i = 0; i < 5; i++) {
            failures += Integer.parseInt(document.getElementsByTagName("testsuite")
                    .item(i)
                    .getAttributes()
                    .getNamedItem("failures")
                    .getNodeValue());
        }
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(failures);
    }

    @Test
    @Tag("change")
    void scoresHaveTheFieldsOfTheScoreService() throws IOException {
        JsonNode scores = JSON.readTree(
                grade(submissions.toString(), "--format", "lti", "--timestamp", "2026-11-27T12:00:00.000Z")
                        .out());
        assertThat(scores).hasSize(5);
        JsonNode kim = scores.get(2);
        assertThat(kim.get("userId").asText()).isEqualTo("kim");
        assertThat(kim.get("scoreGiven").asDouble()).isEqualTo(6);
        assertThat(kim.get("scoreMaximum").asDouble()).isEqualTo(6);
        assertThat(kim.get("activityProgress").asText()).isEqualTo("Completed");
        assertThat(kim.get("gradingProgress").asText()).isEqualTo("FullyGraded");
        assertThat(kim.get("timestamp").asText()).isEqualTo("2026-11-27T12:00:00.000Z");
        assertThat(kim.get("comment").asText()).startsWith("6 of 6 points");
    }

    @Test
    void classroomResultAddsUpToThePoints() throws IOException {
        String encoded = grade(file("choi").toString(), "--format", "classroom").out();
        JsonNode result = JSON.readTree(Base64.getDecoder().decode(encoded.strip()));
        assertThat(result.get("status").asText()).isEqualTo("fail");
        assertThat(result.get("max_score").asDouble()).isEqualTo(6);
        double sum = 0;
        for (JsonNode test : result.get("tests")) {
            sum += test.get("score").asDouble();
        }
        JsonNode grades =
                JSON.readTree(grade(file("choi").toString(), "--format", "json").out());
        assertThat(sum).isEqualTo(grades.at("/rows/0/points").asDouble()).isPositive();
        assertThat(withoutFolder(result.toString())).doesNotContain(SECRETS);
    }

    @Test
    void nameOfASingleSubmissionMayBeGiven() throws IOException {
        Path design = Files.writeString(folder.resolve("design.yaml"), Files.readString(file("kim")));
        assertThat(grade(design.toString(), "--student", "kim").code()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void shippedAssignmentsAreListed() {
        Session session = Session.of("grade", "--list");
        assertThat(session.code()).isZero();
        assertThat(session.out().lines()).hasSize(6).first().asString().startsWith("two-servers ");
    }

    @ParameterizedTest
    @ChosenRows({1, 3, 7})
    @CsvSource(
            delimiter = '|',
            value = {
                "grade kim.yaml | missing --assignment",
                "grade --assignment two-servers | missing SUBMISSION",
                "grade --assignment two-sevrers --key | did you mean 'two-servers'",
                "grade --assignment none.yaml --key | none.yaml cannot be read",
                "grade --assignment two-servers none.yaml | there is no such file",
                "grade --assignment two-servers --start | --start needs --student",
                "grade --assignment two-servers --key --rubric | exclude each other",
                "grade --assignment two-servers --key x.yaml | --key takes no submission",
                "grade --assignment two-servers --key --threads 0 | --threads is at least 1",
                "grade --assignment two-servers --key --timestamp noon | is no time such as",
            })
    void wrongUsageIsRefused(String words, String message) {
        Session session = Session.of(words.split(" "));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(message);
    }

    @Test
    void errorInAnAssignmentHasItsLocation() throws IOException {
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), replaceParts(Files.readString(homework), "web.nodes", "wbe.nodes"));
        Session session = Session.of("grade", "--assignment", wrong.toString(), "--key");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("wrong.yaml:5:3: unknown component or section 'wbe'", "did you mean 'web'");
    }
}
