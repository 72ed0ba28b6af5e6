package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.log.CommandLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options {@code --verbose} and {@code --debug}: a log on standard error, and silence without them. */
@Tag("once")
class LogOptionsTest {
    private static final String SHOP = """
            run: 2s
            load: 50/s
            params: { cores: 1 }
            components: { web: { kind: server, cores: $cores, service: 5ms } }
            requests: { page: { path: [web] } }
            sla: { fast: p99 < 1s }
            variants:
              small: {}
              large: { set: { web.cores: 2 } }
            """;

    @TempDir
    private Path folder;

    private String shop() throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), SHOP).toString();
    }

    /** Executes a command and the same command with an option; both must print the same to standard output. */
    private static Session withOption(String option, String... words) {
        Session silent = Session.of(words);
        assertThat(silent.err()).isEmpty();
        List<String> longer = new ArrayList<>(List.of(words));
        longer.add(option);
        Session logged = Session.of(longer.toArray(String[]::new));
        assertThat(logged.out()).isEqualTo(silent.out());
        assertThat(logged.code()).isEqualTo(silent.code());
        assertThat(CommandLog.isOpen()).isFalse();
        return logged;
    }

    @Test
    void logsThePhasesOfARun() throws IOException {
        String shop = shop();
        Session run = withOption("--verbose", "run", shop);
        assertThat(run.err())
                .contains("Java " + System.getProperty("java.version"), "class-data archive: ")
                .containsPattern("read: \\d+\\.\\d{3} s, " + shop)
                .containsPattern("validate: \\d+\\.\\d{3} s, " + shop)
                .containsPattern("build: \\d+\\.\\d{3} s, run: \\d+\\.\\d{3} s, metrics: \\d+\\.\\d{3} s, 2 runs")
                .containsPattern("total: \\d+\\.\\d{3} s, exit code 0")
                .doesNotContain("DEBUG", "seed");
    }

    @Test
    @Tag("change")
    void logsRunsWithOverridesSeedsAndThreads() throws IOException {
        Session run = withOption(
                "--debug", "run", shop(), "--set", "web.queue=7", "--param", "cores=3", "--seed", "5", "--threads=1");
        assertThat(run.err())
                .contains("variants: 2, threads: 1", "options of Java: ")
                .containsPattern("small: seed 5, replication 0, .* events, thread .*, overrides: .*web\\.queue=7")
                .containsPattern("large: seed 5, replication 0, ")
                .contains("run.seed=5");
    }

    @Test
    @Tag("change")
    void logsWrittenFiles() throws IOException {
        String out = folder.resolve("out").toString();
        Session run = Session.of("run", shop(), "--out", out, "--debug");
        assertThat(run.err()).containsPattern("charts and write: \\d+\\.\\d{3} s, \\d+ files in ");
        assertThat(run.err()).contains("wrote " + Path.of(out, "report.html"));
        assertThat(Files.readString(Path.of(out, "report.html"))).doesNotContain("--debug");
    }

    @Test
    void logsValidation() throws IOException {
        String shop = shop();
        assertThat(withOption("--verbose", "validate", shop).err())
                .contains("read: ", "validate: ")
                .doesNotContain("build: ");
        assertThat(withOption("--debug", "validate", shop, "--run").err()).contains("large: seed ");
    }

    @Test
    @Tag("change")
    void logsExperiments() throws IOException {
        assertThat(withOption("--verbose", "compare", shop(), "-n", "2").err())
                .contains("read and validate: ")
                .containsPattern("build: .*, 4 runs");
        assertThat(withOption("--debug", "compare", shop(), "-n", "2", "--threads", "1")
                        .err())
                .contains("threads: 1, engine: threads")
                .containsPattern("large: seed \\d+, replication 1, ");
    }

    @Test
    void environmentVariableSelectsDebug() throws IOException {
        assertThat(Session.of("", false, Map.of("BROWNOUT_DEBUG", "1"), "run", shop())
                        .err())
                .contains("small: seed ");
    }

    @Test
    void optionsMayStandBeforeTheCommand() {
        assertThat(Session.of("--verbose", "list").err()).contains("exit code 0");
    }

    @ParameterizedTest
    @Tag("change")
    @ValueSource(strings = {"--verbose", "--debug"})
    void logsWarningsOfLibraries(String option) throws Exception {
        assertThat(errOfLibraries(option))
                .contains("WARN")
                .contains("old.library - deprecated {} option")
                .contains("ERROR")
                .contains("new.library - no cache");
    }

    @Test
    @Tag("change")
    void librariesAreSilentWithoutTheOptions() throws Exception {
        assertThat(errOfLibraries()).isEmpty();
    }

    /** Returns the standard error of a process in which libraries log warnings while the command runs. */
    private String errOfLibraries(String... options) throws Exception {
        Path err = folder.resolve("err");
        List<String> command = JavaProcess.command(WarningLibraries.class.getName(), "run", "hello-world", "--guess");
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readString(err, StandardCharsets.UTF_8);
    }
}
