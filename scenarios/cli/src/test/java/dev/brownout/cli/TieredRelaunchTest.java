package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.VariantRuns;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.language.overlay.Overrides;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process started with the first compiler only relaunches itself with both compilers, but only for large work. */
@Tag("slow")
class TieredRelaunchTest {
    private static final String FIRST = "-D" + TieredRelaunch.COMPILERS + "=first";

    @TempDir
    private Path folder;

    /** Output, exit code and number of Java processes of a command. */
    private record ProcessResult(String out, String err, int code, long starts) {}

    private ProcessResult ended(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(FIRST, "-Xlog:gc+init:stderr", Main.class.getName()));
        command.addAll(List.of(words));
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(JavaProcess.command(command.toArray(String[]::new)))
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        List<String> told = Files.readAllLines(err);
        long starts = told.stream().filter(line -> line.contains("] Version: ")).count();
        told.removeIf(line -> line.contains("[gc,init]"));
        return new ProcessResult(out, String.join("\n", told), code, starts);
    }

    @Test
    void experimentCommandRelaunchesWithTheSameOutput() throws Exception {
        ProcessResult twice = ended("verify", "--show", "q.mm1.a.wait");
        assertThat(twice.starts()).isEqualTo(2);
        assertThat(twice.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(twice.out())
                .isEqualTo(Session.of("verify", "--show", "q.mm1.a.wait").out());
    }

    @Test
    @Tag("change")
    void smallWorkIsNotRelaunched() throws Exception {
        ProcessResult small = ended("run", "hello-world", "--for", "2s", "--quiet");
        assertThat(small.starts()).isEqualTo(1);
        assertThat(small.out())
                .isEqualTo(Session.of("run", "hello-world", "--for", "2s", "--quiet")
                        .out());
        assertThat(ended("sweep", "--help").starts()).isEqualTo(1);
    }

    private String file(String name, long bytes) throws Exception {
        Path file = folder.resolve(name);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        return file.toString();
    }

    @Test
    void largeInputFilesAreRelaunched() throws Exception {
        String large = file("large.log", 30_000_000);
        String half = file("half.log", 15_000_000);
        String packed = file("packed.log.gz", 3_000_000);
        assertThat(TieredRelaunch.readsMuch(List.of("import", "log", large))).isTrue();
        assertThat(TieredRelaunch.readsMuch(List.of("import", "log", half, "--out", "no-such.yaml")))
                .isFalse();
        assertThat(TieredRelaunch.readsMuch(List.of("import", "log", half, half)))
                .isTrue();
        assertThat(TieredRelaunch.readsMuch(List.of("import", "log", packed))).isTrue();
        assertThat(TieredRelaunch.readsMuch(List.of("calibrate", "--set=" + large)))
                .isTrue();
    }

    @Test
    @Tag("change")
    void relaunchedImportReportsAnErrorOnce() throws Exception {
        ProcessResult wrong = ended("import", "log", file("large.log", 30_000_000));
        assertThat(wrong.code()).as(wrong.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(wrong.err()).containsOnlyOnce("brownout: ");
        assertThat(wrong.starts()).isEqualTo(2);
    }

    @Test
    void inputStreamsAreNotRelaunched() {
        assertThat(TieredRelaunch.run(List.of("run", "it.yaml")))
                .as("no launcher has set the property")
                .isEmpty();
        System.setProperty(TieredRelaunch.COMPILERS, "first");
        try {
            assertThat(TieredRelaunch.run(List.of("run", "/dev/stdin"))).isEmpty();
            assertThat(TieredRelaunch.run(List.of("run", "it.yaml", "--prices=/dev/fd/9")))
                    .isEmpty();
        } finally {
            System.clearProperty(TieredRelaunch.COMPILERS);
        }
    }

    @Test
    void workOfARunIsTheNumberOfCallsOfAllVariants() throws Exception {
        Path scenario = Files.writeString(folder.resolve("three.yaml"), """
                scenario: Three variants
                load: 100/s
                components:
                  front: { kind: server, cores: 4, service: 1ms }
                  back: { kind: server, cores: 4, service: 1ms }
                requests:
                  one: { share: 25%, path: [front] }
                  two: { share: 75%, path: [front, back] }
                  own: { rate: 10/s, path: [front, back] }
                run: { duration: 100s, warmup: 0s }
                variants:
                  a: {}
                  b: { set: { load: 200/s } }
                """);
        var file = new ScenarioFinder().checked(scenario.toString(), Overrides.NONE);
        assertThat(TieredRelaunch.calls(VariantRuns.named(file, List.of("a")))).isEqualTo(2500 + 15000 + 2000);
        assertThat(TieredRelaunch.calls(file.variants())).isEqualTo(2500 + 15000 + 2000 + 5000 + 30000 + 2000);
    }

    @Test
    void relaunchedCommandsAreThoseWithThreadsAndServers() {
        List<String> threads = Main.commands().subcommands().entrySet().stream()
                .filter(one -> one.getValue().getCommandSpec().findOption("--threads") != null)
                .map(Map.Entry::getKey)
                .filter(command -> !command.equals("run"))
                .toList();
        assertThat(Stream.concat(threads.stream(), Stream.of("serve", "mcp")))
                .containsExactlyInAnyOrderElementsOf(TieredRelaunch.COMMANDS);
    }

    /** Starts a run of a simulated day. Its progress output shows that it has started. */
    private Process day(Path out) throws Exception {
        Path scenario = Files.writeString(folder.resolve("day.yaml"), """
                scenario: A day
                load: 500/s
                components:
                  box: { kind: server, cores: 4, service: exp(1ms) }
                requests:
                  page: { path: [box] }
                run: 240h
                """);
        return JavaProcess.withProgress(
                folder.resolve("out.txt"),
                FIRST,
                Main.class.getName(),
                "run",
                scenario.toString(),
                "--out",
                out.toString());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot ask a process there to end")
    void interruptedRelaunchedRunWritesAPartialResult() throws Exception {
        Path out = folder.resolve("out");
        Process process = day(out);
        try (InputStream progress = process.getErrorStream()) {
            assertThat(progress.read()).isEqualTo('\r');
            List<ProcessHandle> second = process.children().toList();
            assertThat(second).hasSize(1);
            // Terminals and `timeout` signal both processes. Together that is one interrupt.
            second.get(0).destroy();
            process.toHandle().destroy();
            progress.readAllBytes();
        }
        assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(ResultJsonReader.read(Files.readAllBytes(out.resolve("result.json")))
                        .variants())
                .singleElement()
                .satisfies(variant -> assertThat(variant.complete()).isFalse());
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("The run ended early");
    }

    @Test
    @Tag("change")
    void childProcessEndsWithItsParent() throws Exception {
        Process process = day(folder.resolve("out"));
        try (InputStream progress = process.getErrorStream()) {
            assertThat(progress.read()).isEqualTo('\r');
            ProcessHandle second = process.children().findFirst().orElseThrow();
            process.toHandle().destroyForcibly();
            progress.readAllBytes();
            assertThat(second.onExit().get().isAlive()).isFalse();
        }
    }
}
