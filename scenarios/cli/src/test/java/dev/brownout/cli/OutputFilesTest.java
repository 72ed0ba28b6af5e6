package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outputs of each command replace no input of it, no device, and no record of another scenario. */
@Tag("slow")
class OutputFilesTest {
    private static final String BASE = """
            scenario: Box
            load: 20/s
            run: { duration: 2s, warmup: 1s }
            components:
              box: { kind: server, cores: 1, service: file(%s) }
            requests:
              page: { path: [box] }
            sla:
              up: availability >= 1%%
            """;

    private static final String ASSIGNMENT = """
            assignment: Spare capacity
            task: Keep the pages available.
            base: base.yaml
            allowed: { box.cores: 1..4 }
            assertions:
              up: { relation: availability >= 1%, points: 1 }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void aProject() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("prices.yaml"), Session.of("prices").out());
    }

    /** Writes a scenario that includes another one, which reads a file of values. */
    private void scenario(String values) throws IOException {
        Path file = folder.resolve(values);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1ms\n2ms\n");
        Files.writeString(folder.resolve("base.yaml"), String.format(BASE, values));
        Files.writeString(folder.resolve("my.yaml"), "use: base.yaml\nload: 30/s\n");
    }

    private Session run(String line) {
        return Session.of(Stream.of(line.split(" "))
                .map(word -> word.replace("%", folder + "/"))
                .toArray(String[]::new));
    }

    /** Returns the content of all files but those in output folders, by their names. */
    private Map<String, String> inputs(String also) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, String> contents = new TreeMap<>(Map.of(also, Files.readString(folder.resolve(also))));
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
            return contents;
        }
    }

    private void onRefused(String line, String input) throws IOException {
        Map<String, String> before = inputs(input);
        Session session = run(line);
        assertThat(session.code()).as(line + "\n" + session).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("cannot write to ", "is an input of this command");
        assertThat(inputs(input)).isEqualTo(before);
    }

    static Stream<String> singleFiles() {
        List<String> inputs = List.of("my.yaml", "base.yaml", "values.csv", "prices.yaml", "./my.yaml");
        return Stream.of("--log", "--access-log")
                .flatMap(option -> inputs.stream()
                        .map(input -> "run %my.yaml --quiet --prices %prices.yaml " + option + " %" + input));
    }

    @ParameterizedTest
    @MethodSource("singleFiles")
    void logReplacesNoInput(String line) throws IOException {
        scenario("values.csv");
        onRefused(line, "my.yaml");
    }

    static Stream<Arguments> folders() {
        return Stream.of(
                Arguments.of("run %my.yaml --out %out", "series.csv"),
                Arguments.of("run %my.yaml --out %out", "report.html"),
                Arguments.of("sweep %my.yaml --vary load=1/s,2/s --out %out", "summary.csv"),
                Arguments.of("replicate %my.yaml -n 2 --out %out", "report.html"),
                Arguments.of("compare %my.yaml %base.yaml -n 2 --out %out", "index.json"),
                Arguments.of("capacity %my.yaml --vary box.cores=1..2 -n 2 --out %out", "summary.csv"),
                Arguments.of("falsify %my.yaml --runs 1 -n 1 --out %out", "index.json"),
                Arguments.of("sweep %my.yaml --vary load=1/s,2/s --shard 1/2 --out %out", "experiment.json"),
                Arguments.of("baseline save %my.yaml --dir %out", "my.txt"));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void folderReplacesNoInput(String line, String name) throws IOException {
        scenario("out/" + name);
        onRefused(line, "out/" + name);
        assertThat(folder.resolve("out/.brownout.lock")).doesNotExist();
    }

    /** Writes an assignment with its base and submissions of students. */
    private void homework(String assignment, String... submissions) throws IOException {
        Path file = folder.resolve(assignment);
        Files.createDirectories(file.getParent());
        Files.writeString(file, ASSIGNMENT);
        Files.writeString(file.resolveSibling("base.yaml"), String.format(BASE, "values.csv"));
        Files.writeString(file.resolveSibling("values.csv"), "1ms\n2ms\n");
        for (String submission : submissions) {
            Files.createDirectories(folder.resolve(submission).getParent());
            Files.writeString(
                    folder.resolve(submission),
                    run("grade --assignment %" + assignment + " --start --student kim")
                            .out());
        }
    }

    @Test
    void gradesReplaceNoAssignmentAndNoSubmission() throws IOException {
        homework("grades/grades.json", "grades/feedback/001-kim.md");
        String kim = "%grades/feedback/001-kim.md --student kim --out %grades";
        onRefused("grade --assignment %grades/grades.json " + kim, "grades/grades.json");
        homework("tasks/task.yaml");
        onRefused("grade --assignment %tasks/task.yaml " + kim, "grades/feedback/001-kim.md");
    }

    @Test
    void feedbackIsThatOfTheLastGrading() throws IOException {
        homework("tasks/task.yaml", "class/ada.yaml", "class/kim.yaml", "class/lee.yaml");
        Path feedback = folder.resolve("grades/feedback");
        run("grade --assignment %tasks/task.yaml %class --out %grades");
        Files.writeString(feedback.resolve("notes.md"), "mine");
        assertThat(names(feedback)).containsExactly("001-ada.md", "002-kim.md", "003-lee.md", "notes.md");
        Files.delete(folder.resolve("class/ada.yaml"));
        run("grade --assignment %tasks/task.yaml %class --out %grades");
        assertThat(names(feedback)).containsExactly("001-kim.md", "002-lee.md", "notes.md");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void eachScenarioHasItsOwnBaseline() throws IOException {
        scenario("values.csv");
        String text = Files.readString(folder.resolve("base.yaml"));
        List<String> files = List.of("a/my.yaml", "b/my.yaml", "my.yaml", "my.yml", "hello-world.yaml", "a/_/my.yaml");
        StringBuilder all = new StringBuilder("hello-world");
        for (int i = 0; i < files.size(); i++) {
            Path file = folder.resolve(files.get(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.replace("20/s", (20 + 10 * i) + "/s").replace("file(values.csv)", "1ms"));
            all.append(" %").append(files.get(i));
        }
        for (String records : List.of("records", "a/records", "elsewhere/records")) {
            Session saved = run("baseline save " + all + " --dir %" + records);
            assertThat(saved.code()).as(saved.toString()).isZero();
            assertThat(saved.out().lines().distinct()).hasSize(files.size() + 1);
            Session checked = run("baseline check " + all + " --dir %" + records);
            assertThat(checked.code()).as(checked.toString()).isZero();
        }
        assertThat(folder.resolve("records/a/my.txt")).exists();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no /dev")
    void standardOutputIsWrittenAndStays() throws Exception {
        scenario("values.csv");
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(JavaProcess.command(
                        Main.class.getName(),
                        "run",
                        folder.resolve("my.yaml").toString(),
                        "--quiet",
                        "--access-log",
                        "/dev/stdout"))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).startsWith("{\"start_time\"");
        assertThat(lines.get(lines.size() - 1)).startsWith("PASS");
        assertThat(Path.of("/dev/stdout")).isSymbolicLink();
    }
}
