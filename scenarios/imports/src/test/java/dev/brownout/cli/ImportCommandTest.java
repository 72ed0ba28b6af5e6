package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.PageCommands.Command;
import dev.brownout.rounds.ChosenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Import of logs, traces, metrics and deployment files of real systems, by the command line. */
@Tag("once")
@Tag("slow")
class ImportCommandTest {
    private static final Path LOGS = Path.of("src/test/resources/dev/brownout/importing/log");

    private static final Path COMPOSE = Path.of("src/test/resources/dev/brownout/importing/compose");

    /** A seventh of the default stack of a thread, in bytes. */
    private static final int SMALL_STACK = 150_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(strings = {"nginx.log", "alb.log", "caddy.json"})
    void scenariosFromLogsAreValidAndRun(String log) throws Exception {
        Path made = folder.resolve("made.yaml");
        Session imported = Session.of("import", "log", LOGS.resolve(log).toString(), "--out", made.toString());
        assertThat(imported.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(imported.out()).isEmpty();
        assertThat(imported.err()).contains("lines are parsed", "unknown from the log", "wrote ");
        assertThat(Session.of("import", "log", LOGS.resolve(log).toString()).out())
                .isEqualTo(Files.readString(made));
        Session valid = Session.of("validate", made.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(valid.err()).isEmpty();
        Session ran = Session.of("run", made.toString(), "--details");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @ChosenRows(2)
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
    void scenariosFromComposeFilesAreValidAndRun(String name) {
        isValidAndRuns(COMPOSE.resolve(name + ".scenario.yaml"));
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"shop", "mesh", "older", "observed"})
    void scenariosFromManifestsAreValidAndRun(String name) {
        isValidAndRuns(COMPOSE.resolveSibling("k8s").resolve(name + ".scenario.yaml"));
    }

    @Test
    void scenariosFromPoliciesAreValidAndRun() {
        isValidAndRuns(COMPOSE.resolveSibling("resilience4j").resolve("application.scenario.yaml"));
    }

    @Test
    void folderImportsItsManifests() throws Exception {
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
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(valid.err()).as("only warnings").doesNotContain(": error: ");
        Session ran = Session.of("run", scenario.toString(), "--for", "5s");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    @Tag("change")
    void commandsOfTheImportPageWork() throws Exception {
        commandsWork("docs/import.md", "docs/import/log.md");
        assertThat(Files.readString(folder.resolve("imported.yaml")))
                .contains(
                        "key: zipf(", "# The period of low load: ", "slowdown of get-products-id at the busiest time");
    }

    @Test
    @Tag("change")
    void commandsOfTheCachePageWork() throws Exception {
        commandsWork("docs/import-cache.md");
        assertThat(Files.readString(folder.resolve("cached.yaml"))).contains("kind: cache", "cache.hit_ratio ~ ");
    }

    @Test
    void commandsOfTheTerraformPageWork() throws Exception {
        commandsWork("docs/import-terraform.md");
        assertThat(Files.readString(folder.resolve("cloud.yaml"))).contains("profile: aws-alb", "autoscale:");
    }

    @Test
    @Tag("change")
    void commandsOfThePagesOfOtherFormatsWork() throws Exception {
        commandsWork(
                "docs/import/compose.md", "docs/import/k8s.md", "docs/import/resilience4j.md", "docs/import/spans.md");
    }

    private void commandsWork(String... pages) throws Exception {
        List<String> codes = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String page : pages) {
            for (Command command : PageCommands.of(PageCommands.ROOT.resolve(page))) {
                if (command.words().size() > 1) {
                    String[] typed =
                            command.words().stream().map(this::importedWord).toArray(String[]::new);
                    codes.add(Session.of(typed).code() + " " + command.words());
                    expected.add(command.exit() + " " + command.words());
                }
            }
        }
        assertThat(codes).hasSizeGreaterThan(2).isEqualTo(expected);
    }

    private String importedWord(String word) {
        if (word.startsWith("docs/")) {
            return PageCommands.ROOT.resolve(word).toString();
        }
        return word.endsWith(".yaml") ? folder.resolve(word).toString() : word;
    }

    @Test
    void rejectsInvalidArguments() {
        String log = LOGS.resolve("nginx.log").toString();
        isRefused(Session.of("import"), "missing source; expected FILE or one of ");
        isRefused(Session.of("import", "lgo", log), "lgo");
        isRefused(
                Session.of("import", "compose", "nowhere.yaml"), "nowhere.yaml: cannot be read: there is no such file");
        isRefused(Session.of("import", "compose", log), "nginx.log");
        isRefused(Session.of("import", "log"), "FILE");
        isRefused(Session.of("import", "log", "nowhere.log"), "nowhere.log: cannot be read: there is no such file");
        isRefused(
                Session.of("import", "log", log, "--format", "combinde"),
                "'combinde' is not a format; expected combined");
        isRefused(Session.of("import", "log", log, "--format", "$request"), "it has no time of the request");
        Session other = Session.of("import", "log", log, "--format", "common");
        isRefused(other, "of 121 lines 0.0 % are parsed as common; at least 95 % are required");
        assertThat(other.err())
                .contains(
                        "nginx.log:1: it has more fields than the format: ",
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
    @Tag("change")
    void scenariosFromSpansAreValidAndRun() throws Exception {
        Path made = folder.resolve("traced.yaml");
        String spans = PageCommands.ROOT.resolve("docs/examples/spans.jsonl.gz").toString();
        Session imported = Session.of("import", "spans", spans, "--out", made.toString());
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(imported.err()).contains("4149 of 4149 spans are parsed", "unknown from the spans", "wrote ");
        Session valid = Session.of("validate", made.toString());
        assertThat(valid.code()).as(valid.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(valid.err()).isEmpty();
        Session ran = Session.of("run", made.toString(), "--details");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.SUCCESS);
        String log = LOGS.resolve("nginx.log").toString();
        isRefused(Session.of("import", "spans", log), "nginx.log:1:");
        isRefused(Session.of("import", "spans"), "FILE");
    }

    private static void isRefused(Session session, String reason) {
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains(reason).doesNotContain("Exception");
    }

    @Test
    @Tag("change")
    void importsALogFromStandardInput() throws Exception {
        Path stated = folder.resolve("said.yaml");
        Process process = new ProcessBuilder(JavaProcess.command(Main.class.getName(), "import", "log", "-"))
                .redirectOutput(stated.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var pipe = process.getOutputStream()) {
            Files.copy(LOGS.resolve("alb.log"), pipe);
        }
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(replaceParts(Files.readString(stated), "standard input", "alb.log"))
                .isEqualTo(Session.of("import", "log", LOGS.resolve("alb.log").toString())
                        .out())
                .contains("\n# Checked by 1 run of ");
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"load", "network", "all", "users", "components", "requests", "run", "fault"})
    void reservedWordsAreRenamed(String word) throws Exception {
        Path compose = Files.writeString(
                folder.resolve("compose.yaml"),
                "services:\n  web: { image: nginx, depends_on: [\"" + word + "\"] }\n  \"" + word
                        + "\": { image: postgres }\n");
        Session imported = Session.of("import", "compose", compose.toString());
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.SUCCESS);
        String spans = spans(word, "GET /" + word, "1000000");
        Session traced = Session.of("import", "spans", spans);
        assertThat(traced.code()).as(traced.err()).isEqualTo(ExitCode.SUCCESS);
        for (String made : List.of(imported.out(), traced.out())) {
            Session valid = Session.of(
                    "validate",
                    Files.writeString(folder.resolve("made.yaml"), made).toString());
            assertThat(valid.code()).as(valid.err() + made).isEqualTo(ExitCode.SUCCESS);
        }
    }

    private String spans(String service, String name, String elapsed) throws Exception {
        StringBuilder spans = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            long start = 1_700_000_000_000_000_000L + i * 10_000_000L;
            spans.append(i > 1 ? "," : "").append("""
                    {"traceId": "%032d", "spanId": "%016d", "name": "%s", "kind": 2,
                     "startTimeUnixNano": "%d", "endTimeUnixNano": "%d"}
                    """.formatted(i, i, name, start, start + Long.parseLong(elapsed)));
        }
        return Files.writeString(folder.resolve("spans.json"), """
                {"resourceSpans": [{"resource": {"attributes":
                  [{"key": "service.name", "value": {"stringValue": "%s"}}]},
                  "scopeSpans": [{"spans": [%s]}]}]}
                """.formatted(service, spans))
                .toString();
    }

    @Test
    void emptyOperationNameBecomesUnnamed() throws Exception {
        Session imported = Session.of("import", "spans", spans("web", "", "1000000"));
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(imported.out()).contains("unnamed");
    }

    @Test
    void escapeSequencesInNamesAreRemoved() throws Exception {
        String spans = spans("\\u001b[31m", "GET /\\u001b[8ma", "1000000");
        Session imported = Session.of("", true, Map.of("TERM", "dumb"), "import", "spans", spans);
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(imported.out() + imported.err()).doesNotContain("\u001b");
    }

    @Test
    void invalidScenariosAreNotWritten() throws Exception {
        Path made = folder.resolve("made.yaml");
        String long1 = Long.toString(Long.MAX_VALUE - 1_800_000_000_000_000_000L);
        Session imported = Session.of("import", "spans", spans("web", "GET /a", long1), "--out", made.toString());
        assertThat(imported.code()).as(imported.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(imported.err()).contains("is too large").doesNotContain("internal error");
        assertThat(made).doesNotExist();
        Path manifest = Files.writeString(folder.resolve("deployment.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web }
                spec:
                  replicas: 100001
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web } }
                    spec: { containers: [ { name: c, image: nginx } ] }
                """);
        Session large = Session.of("import", "k8s", manifest.toString());
        assertThat(large.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(large.err()).contains("nodes '100001' is too large", "deployment.yaml:5");
        assertThat(large.out()).isEmpty();
    }

    /** An error names the input and the setting, because the user has no scenario with the line. */
    @ParameterizedTest
    @CsvSource({"replicas: 100001, replicas: 2, nodes '100001'", "replicas: 9, cpu: 3000000, 3000000"})
    void errorsNameTheInputAndTheSetting(String first, String second, String value) throws Exception {
        Path manifest = Files.writeString(folder.resolve("web.yaml"), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web }
                spec:
                  %s
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web } }
                    spec: { containers: [ { name: c, image: nginx, resources: { limits: { %s } } } ] }
                """.formatted(first, second));
        Session imported = Session.of("import", "k8s", manifest.toString());
        assertThat(imported.code()).as(imported.out()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(imported.err())
                .startsWith(manifest + ": '")
                .contains(value)
                .contains("origin: web.yaml:")
                .doesNotContain("imported:")
                .doesNotContainPattern("web\\.yaml:\\d+:\\d+");
    }

    @Test
    void inputFilesAreNotOverwritten() throws Exception {
        Path compose = Files.writeString(folder.resolve("compose.yaml"), "services: { web: { image: nginx } }\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), compose);
        for (Path out : List.of(compose, link, folder.resolve("./compose.yaml"))) {
            Session imported = Session.of("import", "compose", compose.toString(), "--out", out.toString());
            assertThat(imported.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(imported.err()).contains("compose.yaml is an input of this command");
        }
        assertThat(Files.readString(compose)).startsWith("services:");
        Session root = Session.of("import", "compose", compose.toString(), "--out", "/");
        assertThat(root.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(root.err()).contains("cannot write to /: it is a folder");
    }

    /** A small stack shows in a short chain a recursion that a long chain would show on a stack of 1 MB. */
    @Test
    void deepNestingIsImportedOrRejected() throws Exception {
        StringBuilder chain = new StringBuilder("services:\n");
        for (int i = 0; i < 300; i++) {
            chain.append("  s%d: { image: app, depends_on: [s%d] }\n".formatted(i, i + 1));
        }
        chain.append("  s300: { image: app }\n");
        String nested = "${A:-".repeat(5000) + "x" + "}".repeat(5000);
        for (String text : List.of(chain.toString(), "services: { web: { image: \"" + nested + "\" } }\n")) {
            Path compose = Files.writeString(folder.resolve("deep.yaml"), text);
            FutureTask<Session> imported = new FutureTask<>(() -> Session.of("import", "compose", compose.toString()));
            new Thread(null, imported, "small stack", SMALL_STACK).start();
            assertThat(imported.get().code()).as(imported.get().err()).isIn(ExitCode.SUCCESS, ExitCode.BAD_INPUT);
            assertThat(imported.get().err()).doesNotContain("internal error");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"import log %site.log --out %site.log", "import %site.log --out %./site.log"})
    void importReplacesNoInput(String line) throws Exception {
        Path input = Files.copy(LOGS.resolve("nginx.log"), folder.resolve("site.log"));
        isRefused(Session.of(line.replace("%", folder + "/").split(" ", -1)), "is an input of this command");
        assertThat(input).hasSameTextualContentAs(LOGS.resolve("nginx.log"));
    }
}
