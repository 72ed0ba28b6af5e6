package dev.brownout.cli;

import static dev.brownout.architecture.YamlFields.list;
import static dev.brownout.architecture.YamlFields.map;
import static dev.brownout.architecture.YamlFields.read;
import static dev.brownout.architecture.YamlFields.text;
import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Configuration files of build servers in {@code docs/guides/gate-a-pull-request.md}: their scripts run in a shell, and
 * the commands that the scripts call pass, and fail after a change of the scenario that violates an assertion. The
 * workflow of a classroom in {@code docs/guides/grade-a-class.md} grades a submission.
 */
@Tag("once")
class PipelineFilesTest {
    private static final List<Path> PAGES = List.of(
            PageCommands.ROOT.resolve("docs/guides/gate-a-pull-request.md"),
            PageCommands.ROOT.resolve("docs/guides/grade-a-class.md"));
    private static final String REPOSITORY = "capacity-kim";
    private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");
    private static final Pattern SHELL_STEP = Pattern.compile("(?s)sh '''(.*?)'''");

    /** Program of the archive: it records its arguments, one call per line. */
    private static final String RECORDER = """
            #!/bin/sh
            for word in "$@"; do printf '%s\\t' "$word"; done >> "$CALLS"
            echo >> "$CALLS"
            """;

    @TempDir
    private static Path folder;

    private static CommandProcess process;

    @BeforeAll
    static void write() throws Exception {
        boolean exists = new ProcessBuilder("sh", "-c", "command -v bash && command -v curl && command -v tar")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        assumeTrue(exists, "bash, curl or tar is not installed");
        for (Path page : PAGES) {
            Matcher file = FILE.matcher(Files.readString(page));
            while (file.find()) {
                Path path = folder.resolve(file.group(1));
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.group(2));
            }
        }
        Path program = folder.resolve("archive/brownout-0.1.0/bin/brownout");
        Files.createDirectories(program.getParent());
        Files.writeString(program, RECORDER);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        bash(List.of("tar -czf archive.tar.gz -C archive brownout-0.1.0"));
        process = CommandProcess.withFolder(folder);
        assertThat(run("baseline", "save", "design/shop.yaml", "--dir", "design/baselines"))
                .isZero();
    }

    @AfterAll
    static void end() throws IOException {
        if (process != null) {
            process.close();
        }
    }

    private static int run(String... words) throws IOException {
        return process.run(List.of(words), false).code();
    }

    @Test
    void workflowOfGithubFailsForAViolation() throws Exception {
        Entries workflow = read(folder.resolve(".github/workflows/design.yml"));
        assertThat(workflow.entries()).containsOnlyKeys("name", "on", "permissions", "jobs");
        Entries job = map(map(workflow, "jobs"), "sla");
        assertThat(job.entries()).containsOnlyKeys("runs-on", "timeout-minutes", "steps");
        List<String> scripts = new ArrayList<>();
        for (Node node : list(job, "steps")) {
            Entries step = (Entries) node;
            if (step.get("run") == null) {
                assertThat(text(step, "uses")).matches("actions/checkout@[0-9a-f]{40}");
            } else {
                scripts.add(text(step, "run"));
            }
        }
        failsForAViolation(bash(scripts));
    }

    @Test
    @Tag("change")
    void pipelineOfGitlabFailsForAViolation() throws Exception {
        Entries job = map(read(folder.resolve(".gitlab-ci.yml")), "design");
        assertThat(job.entries()).containsOnlyKeys("image", "rules", "script", "artifacts");
        List<String> lines =
                list(job, "script").stream().map(line -> ((Text) line).value()).toList();
        failsForAViolation(bash(List.of(String.join("\n", lines))));
        assertThat(folder.resolve(text(map(map(job, "artifacts"), "reports"), "junit")))
                .exists();
    }

    @Test
    @Tag("change")
    void pipelineOfJenkinsFailsForAViolation() throws Exception {
        String file = Files.readString(folder.resolve("Jenkinsfile"));
        Matcher step = SHELL_STEP.matcher(file);
        assertThat(step.find()).isTrue();
        failsForAViolation(bash(List.of(step.group(1))));
        assertThat(file).contains("junit 'junit.xml'");
        assertThat(folder.resolve("junit.xml")).exists();
    }

    @Test
    @Tag("change")
    void workflowOfAClassroomPassesThePointsOn() throws Exception {
        Entries workflow = read(folder.resolve(".github/workflows/classroom.yml"));
        Entries job = map(map(workflow, "jobs"), "grade");
        assertThat(job.entries()).containsOnlyKeys("runs-on", "if", "timeout-minutes", "steps");
        List<String> scripts = new ArrayList<>();
        for (Node node : list(job, "steps")) {
            Entries step = (Entries) node;
            if (step.get("run") != null) {
                scripts.add(text(step, "run"));
            }
        }
        List<List<String>> calls = bash(scripts);
        assertThat(calls).extracting(call -> call.get(0)).containsExactly("grade", "grade");
        assertThat(calls.get(1)).contains(REPOSITORY, "--format", "classroom");
        assertThat(folder.resolve("github-output.txt")).content().startsWith("result=");
        List<String> homework = List.of("grade", "--assignment", "homework.yaml");
        Files.writeString(folder.resolve("assignment.yaml"), printed(homework, "--publish"));
        String start = printed(homework, "--start", "--student", REPOSITORY);
        Path design = Files.writeString(folder.resolve("design.yaml"), start);
        assertThat(run(calls.get(0).toArray(String[]::new))).isEqualTo(ExitCode.VIOLATED);
        Files.writeString(
                design,
                replaceParts(
                        start,
                        "cores: 8\n",
                        "cores: 6\n",
                        "nodes: 2",
                        "nodes: 3",
                        "algorithm:",
                        "redispatch: 1\n    algorithm:"));
        assertThat(run(calls.get(0).toArray(String[]::new))).isEqualTo(ExitCode.SUCCESS);
        assertThat(run(calls.get(1).toArray(String[]::new))).isEqualTo(ExitCode.SUCCESS);
    }

    private static String printed(List<String> command, String... words) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(words));
        return process.run(all, true).redirected();
    }

    /** Executes recorded calls with the scenario of the page, and the last one without the retry that it needs. */
    private static void failsForAViolation(List<List<String>> calls) throws IOException {
        assertThat(calls).extracting(call -> call.get(0)).containsExactly("validate", "run");
        assertThat(calls.get(0)).contains("design/shop.yaml");
        for (List<String> call : calls) {
            assertThat(run(call.toArray(String[]::new))).isEqualTo(ExitCode.SUCCESS);
        }
        Path scenario = folder.resolve("design/shop.yaml");
        String text = Files.readString(scenario);
        Files.writeString(scenario, replaceParts(text, "redispatch: 1", "redispatch: 0"));
        assertThat(run(calls.get(1).toArray(String[]::new))).isEqualTo(ExitCode.VIOLATED);
        Files.writeString(scenario, text);
    }

    /** Runs scripts as a build server does, each in a shell of its own, and returns the recorded calls. */
    private static List<List<String>> bash(List<String> scripts) throws Exception {
        Path calls = folder.resolve("calls.txt");
        Path path = folder.resolve("path.txt");
        Path stated = folder.resolve("said.txt");
        Files.deleteIfExists(path);
        for (String script : scripts) {
            ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(stated.toFile());
            Map<String, String> environment = shell.environment();
            environment.put(
                    "BROWNOUT_ARCHIVE", folder.resolve("archive.tar.gz").toUri().toString());
            environment.put("CALLS", calls.toString());
            environment.put("GITHUB_OUTPUT", folder.resolve("github-output.txt").toString());
            environment.put("GITHUB_PATH", path.toString());
            environment.put("GITHUB_REPOSITORY", "class/" + REPOSITORY);
            environment.put("RUNNER_TEMP", folder.toString());
            environment.put("WORKSPACE_TMP", folder.resolve("workspace").toString());
            if (Files.exists(path)) {
                environment.merge("PATH", Files.readString(path).strip(), (text, added) -> added + ":" + text);
            }
            int code = shell.start().waitFor();
            assertThat(code).as("%s%n%s", script, Files.readString(stated)).isZero();
        }
        List<List<String>> recorded = new ArrayList<>();
        if (Files.exists(calls)) {
            Files.readAllLines(calls).forEach(call -> recorded.add(List.of(call.split("\t"))));
            Files.delete(calls);
        }
        return recorded;
    }
}
