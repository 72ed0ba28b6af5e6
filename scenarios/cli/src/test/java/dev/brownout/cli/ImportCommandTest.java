package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.PageCommands.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios made of what real systems have written, from the command line. */
class ImportCommandTest {
    private static final Path LOGS = Path.of("../importing/src/test/resources/dev/brownout/importing/log");

    private static final Path COMPOSE = Path.of("../importing/src/test/resources/dev/brownout/importing/compose");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"nginx.log", "alb.log", "caddy.json"})
    void whatIsMadeIsValidAndRuns(String log) throws Exception {
        Path made = folder.resolve("made.yaml");
        Session imported = Session.of("import", "log", LOGS.resolve(log).toString(), "--out", made.toString());
        assertThat(imported.code()).isEqualTo(ExitCode.HELD);
        assertThat(imported.out()).isEmpty();
        assertThat(imported.err()).contains("lines are understood", "what the log does not tell", "wrote ");
        assertThat(Session.of("import", "log", LOGS.resolve(log).toString()).out())
                .isEqualTo(Files.readString(made));
        Session valid = Session.of("validate", made.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.HELD);
        assertThat(valid.err()).isEmpty();
        Session ran = Session.of("run", made.toString(), "--details");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.HELD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll",
                "traefik",
                "swarm",
                "anchors",
                "stream",
                "layers",
                "circle",
                "oldstyle",
                "mesh",
                "observed"
            })
    void whatIsMadeOfAComposeFileIsValidAndRuns(String name) {
        isValidAndRuns(COMPOSE.resolve(name + ".scenario.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "mesh", "older", "observed"})
    void whatIsMadeOfManifestsIsValidAndRuns(String name) {
        isValidAndRuns(COMPOSE.resolveSibling("k8s").resolve(name + ".scenario.yaml"));
    }

    @Test
    void whatIsMadeOfPoliciesIsValidAndRuns() {
        isValidAndRuns(COMPOSE.resolveSibling("resilience4j").resolve("application.scenario.yaml"));
    }

    @Test
    void aFolderStandsForItsManifestsInTheOrderOfTheirNames() throws Exception {
        Files.createDirectories(folder.resolve("in/side"));
        Path shop = COMPOSE.resolveSibling("k8s").resolve("shop.yaml");
        Files.copy(shop, folder.resolve("in/side/shop.yaml"));
        Files.writeString(folder.resolve("in/notes.txt"), "{ nothing: of this");
        Session all = Session.of("import", "k8s", folder.resolve("in").toString());
        assertThat(all.out())
                .isEqualTo(Session.of("import", "k8s", shop.toString()).out())
                .contains("kind: server");
        isRefused(Session.of("import", "k8s", folder.resolve("in/none").toString()), "there is no such file");
        Files.delete(folder.resolve("in/side/shop.yaml"));
        isRefused(Session.of("import", "k8s", folder.resolve("in").toString()), "no file in this folder ends in .yaml");
    }

    private static void isValidAndRuns(Path scenario) {
        Session valid = Session.of("validate", scenario.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.HELD);
        assertThat(valid.err().lines()).as("warnings alone").allMatch(line -> line.contains(": warning: "));
        Session ran = Session.of("run", scenario.toString(), "--for", "5s");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.HELD);
    }

    @Test
    void whatThePageSaysWorks() throws Exception {
        List<String> codes = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Command command : PageCommands.of(PageCommands.ROOT.resolve("docs/import.md"))) {
            if (command.words().size() > 1) {
                String[] typed = command.words().stream().map(this::placed).toArray(String[]::new);
                codes.add(Session.of(typed).code() + " " + command.words());
                told.add(command.exit() + " " + command.words());
            }
        }
        assertThat(codes).hasSizeGreaterThan(4).isEqualTo(told);
        assertThat(Files.readString(folder.resolve("imported.yaml")))
                .contains("key: zipf(", "# The quiet time: ", "what makes get-products-id slower at the busiest time");
    }

    private String placed(String word) {
        if (word.startsWith("docs/")) {
            return PageCommands.ROOT.resolve(word).toString();
        }
        return word.endsWith(".yaml") ? folder.resolve(word).toString() : word;
    }

    @Test
    void whatIsWrongIsSaidOnce() {
        String log = LOGS.resolve("nginx.log").toString();
        isRefused(Session.of("import"), "say what to import: ");
        isRefused(Session.of("import", "lgo", log), "lgo");
        isRefused(
                Session.of("import", "compose", "nowhere.yaml"), "nowhere.yaml: cannot be read: there is no such file");
        isRefused(Session.of("import", "compose", log), "nginx.log");
        isRefused(Session.of("import", "log"), "FILE");
        isRefused(Session.of("import", "log", "nowhere.log"), "nowhere.log: cannot be read: there is no such file");
        isRefused(
                Session.of("import", "log", log, "--format", "combinde"), "'combinde' is no format; expected combined");
        isRefused(Session.of("import", "log", log, "--format", "$request"), "it does not say when a request came");
        Session other = Session.of("import", "log", log, "--format", "common");
        isRefused(other, "of 121 lines 0.0 % are understood as common; at least 95 % must be");
        assertThat(other.err())
                .contains(
                        "nginx.log:1: it goes on where the format ends: ",
                        "without --format it is read as combined with $request_time");
        assertThat(other.err())
                .doesNotContain("s3cr3t", "203.0.113", "bob", "\\n")
                .contains("\n  ");
        isRefused(
                Session.of(
                        "import", "compose", COMPOSE.resolve("observed.yaml").toString(), "--env-file", "nowhere.env"),
                "nowhere.env: cannot be read: there is no such file");
        isRefused(Session.of("import", "log", log, "--out", folder.toString()), "cannot write to ");
    }

    @Test
    void spansAreValidAndRun() throws Exception {
        Path made = folder.resolve("traced.yaml");
        String spans = PageCommands.ROOT.resolve("docs/examples/spans.jsonl.gz").toString();
        Session imported = Session.of("import", "spans", spans, "--out", made.toString());
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.HELD);
        assertThat(imported.err())
                .contains("4149 of 4149 spans are understood", "what the spans do not tell", "wrote ");
        Session valid = Session.of("validate", made.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.HELD);
        assertThat(valid.err()).isEmpty();
        Session ran = Session.of("run", made.toString(), "--details");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.HELD);
        String log = LOGS.resolve("nginx.log").toString();
        isRefused(Session.of("import", "spans", log), "nginx.log:1:");
        isRefused(Session.of("import", "spans"), "FILE");
    }

    @Test
    void metricsAreValidAndRun() throws Exception {
        Path made = folder.resolve("measured.yaml");
        String metrics =
                PageCommands.ROOT.resolve("docs/examples/metrics.json.gz").toString();
        Session imported = Session.of("import", "prometheus", metrics, "--out", made.toString());
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.HELD);
        assertThat(imported.err())
                .contains("108 of 108 series are understood", "not used: process_resident_memory_bytes (1 series)");
        Session valid = Session.of("validate", made.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.HELD);
        assertThat(valid.err()).isEmpty();
        Session ran = Session.of("run", made.toString(), "--details");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.HELD);
        assertThat(ran.out()).doesNotContain("(off)");
    }

    private static void isRefused(Session session, String why) {
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains(why).doesNotContain("Exception");
    }

    @Test
    void aLogComesFromStandardInput() throws Exception {
        Path said = folder.resolve("said.yaml");
        Process process = new ProcessBuilder(JavaProcess.command(Main.class.getName(), "import", "log", "-"))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var pipe = process.getOutputStream()) {
            Files.copy(LOGS.resolve("alb.log"), pipe);
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(said).replace("standard input", "alb.log"))
                .isEqualTo(Files.readString(LOGS.resolve("alb.yaml")));
    }
}
