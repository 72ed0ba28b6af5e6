package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CommandProcess.Result;
import dev.brownout.cli.help.CommandExamples;
import dev.brownout.rounds.TestRound;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Each example of the help of each command runs, in a folder with the files that it names. The examples of a command
 * run in their order.
 */
@Tag("story")
class HelpExamplesTest {
    private static final Path EXAMPLES = PageCommands.ROOT.resolve("docs/examples");

    /** A scenario with the settings that the examples vary. */
    private static final String SCENARIO = """
            scenario: Mine
            load: 5/s
            params: { lost: 1 }
            components:
              web: { kind: server, nodes: 6, cores: 1, service: exp(100ms), queue: 100, mtbf: 2000h, mttr: 1h }
            requests:
              page: { path: [web], timeout: 1s }
            faults:
              - at 5s: scale web to $(6 - lost) for 5s as out
            run: 320s
            sla:
              available: availability >= 90%
            """;

    /** An assignment, and a submission of it. */
    private static final String HOMEWORK = """
            assignment: Homework
            base: mine.yaml
            allowed: { web.nodes: 1..6 }
            assertions:
              available: { relation: availability >= 90%, points: 1 }
            """;

    private static final String HAPROXY = """
            listen app
              bind *:80
              server a 10.0.0.1:80 check
            """;

    /** Copies of the examples of the documentation by their names in the help. */
    private static final Map<String, String> COPIES = Map.of(
            "access.log", "site/quiet.log.gz",
            "low.log", "site/quiet.log.gz",
            "high.log", "site/busy.log.gz",
            "traces.json", "spans.jsonl.gz",
            "compose.yaml", "site/compose.yaml",
            "manifests/kubernetes.yaml", "site/kubernetes.yaml",
            "nginx.conf", "site/nginx.conf",
            "plan.json", "site/terraform.json",
            "application.yaml", "site/application.yaml");

    /** Commands that the first example of a command continues. */
    private static final Map<String, String> BEFORE = Map.of("brownout baseline check", "baseline save mine.yaml");

    @TempDir
    private Path folder;

    private static Stream<CommandSpec> commands() {
        CommandSpec root = Main.commands();
        return Stream.concat(Stream.of(root), CommandPages.all(root).stream());
    }

    private static boolean takesLong(String command) {
        return PageCommands.LONG.contains(command.replaceFirst("^brownout ", ""));
    }

    private static List<String> names(Predicate<String> selected) {
        return commands().map(CommandSpec::qualifiedName).filter(selected).toList();
    }

    @Test
    void eachCommandHasAnExample() {
        assertThat(commands()
                        .filter(command -> CommandExamples.examples(command).isEmpty()))
                .isEmpty();
    }

    @Test
    @Tag("rows")
    @Timeout(600)
    void examplesRun() throws IOException, InterruptedException {
        run(TestRound.rotating(names(name -> !takesLong(name)), 3));
    }

    @Test
    @Tag("thorough")
    void examplesOfLongCommandsRun() throws IOException, InterruptedException {
        run(names(HelpExamplesTest::takesLong));
    }

    private void run(List<String> names) throws IOException, InterruptedException {
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (CommandSpec command : commands()
                    .filter(each -> names.contains(each.qualifiedName()))
                    .toList()) {
                process.clear();
                write();
                if (command.name().equals("new")) {
                    Files.delete(folder.resolve("mine.yaml"));
                }
                if (BEFORE.containsKey(command.qualifiedName())) {
                    process.run(PageReplay.words(BEFORE.get(command.qualifiedName())), false);
                }
                for (String example : CommandExamples.examples(command)) {
                    run(example, process);
                }
            }
        }
    }

    private void run(String example, CommandProcess process) throws IOException, InterruptedException {
        List<String> words = PageReplay.words(example.replaceFirst("^brownout ", ""));
        if (words.get(0).equals("serve")) {
            assertThat(firstLine(words)).as(example).matches("Open http:.*|The teacher opens http:.*");
        } else if (words.contains("--watch")) {
            assertThat(firstLine(words)).as(example).startsWith("mine  Mine");
        } else {
            Result result = process.run(words, false);
            assertThat(result.code()).as("%s%n%s", example, result.screen()).isIn(ExitCode.SUCCESS, ExitCode.VIOLATED);
        }
    }

    /** Returns the first line of a command that runs until it is stopped, and stops it. */
    private String firstLine(List<String> words) throws IOException, InterruptedException {
        List<String> command = JavaProcess.command(Main.class.getName());
        command.addAll(words);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return out.readLine();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private void write() throws IOException {
        for (String scenario : List.of("mine.yaml", "old.yaml", "new.yaml", "kim.yaml")) {
            Files.writeString(folder.resolve(scenario), SCENARIO);
        }
        Files.writeString(folder.resolve("homework.yaml"), HOMEWORK);
        Files.writeString(folder.resolve("haproxy.cfg"), HAPROXY);
        Files.writeString(folder.resolve(".env"), "");
        Files.writeString(folder.resolve("my-prices.yaml"), Session.of("prices").out());
        for (String name : List.of("manifests", "scenarios", "submissions")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(
                folder.resolve("submissions/kim.yaml"),
                Session.of("grade", "--assignment", "two-servers", "--start").out());
        for (Map.Entry<String, String> copy : COPIES.entrySet()) {
            Files.write(folder.resolve(copy.getKey()), example(copy.getValue()));
        }
        // A log in the format combined, which has no field for the response time.
        String combined = new String(example("access.log.gz"), StandardCharsets.UTF_8).replaceAll("(?m) [0-9.]+$", "");
        try (GZIPOutputStream log = new GZIPOutputStream(Files.newOutputStream(folder.resolve("access.log.gz")))) {
            log.write(combined.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] example(String name) throws IOException {
        Path file = EXAMPLES.resolve(name);
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return plain.readAllBytes();
        }
    }
}
