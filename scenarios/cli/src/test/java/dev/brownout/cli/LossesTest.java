package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.chart.ChartBook;
import dev.brownout.export.JunitXml;
import dev.brownout.export.Markdown;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.export.TestRun;
import dev.brownout.format.LossText;
import dev.brownout.html.Report;
import dev.brownout.result.LossResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.spec.Display;
import dev.brownout.spec.Loss;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.MetricRecords;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import dev.brownout.terminal.Summary;
import dev.brownout.typetable.RecordField;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses are reported in every output format, whether or not a scenario asserts them. */
@Tag("once")
class LossesTest {
    /** Scenarios that together change every metric. */
    private static final Path MOVING = Path.of("../src/test/resources/dev/brownout/numbers");

    private static final Path WEBHOOKS =
            Path.of("src/test/resources/dev/brownout/cli/losses/webhooks-dead-letters.yaml");

    /** Metrics of harm that are not losses, with the reason. */
    private static final Map<String, String> NO_LOSSES = Map.of(
            "failed_lookups", "the request fails, and availability shows it",
            "lost_holds", "they are lost writes, which are counted",
            "rolled_back_increments", "they are lost writes, which are counted",
            "unclean_elections", "the messages that it loses are counted as 'lost'",
            "database conflicts", "they are lost writes or lost updates, which are counted");

    @TempDir
    private Path folder;

    private static RunResult run(Path file) throws Exception {
        Session session = Session.of("run", file.toString(), "--format", "json");
        assertThat(session.out()).as(session.err()).isNotEmpty();
        return ResultJsonReader.read(session.out().getBytes(StandardCharsets.UTF_8));
    }

    private RunResult run(String scenario) throws Exception {
        return run(Files.writeString(folder.resolve("scenario.yaml"), scenario));
    }

    /** Returns the result in each format for people and build servers, with white space collapsed. */
    private static Map<String, String> forms(RunResult result) {
        TestRun test = new TestRun("scenario.yaml", Map.of(), 1);
        Map<String, String> forms = new TreeMap<>(Map.of(
                "screen", RunOverview.render(result, Options.plain(), 0),
                "details", Summary.render(result, Options.plain()),
                "report", Report.render(result, ChartBook.of(result)),
                "markdown", Markdown.write(result),
                "junit", new String(JunitXml.write(result, test), StandardCharsets.UTF_8)));
        forms.replaceAll((form, text) -> text.replaceAll("\\s+", " "));
        return forms;
    }

    @Test
    void everyFormatReportsUnassertedDeadLetters() throws Exception {
        RunResult result = run(WEBHOOKS);
        assertThat(result.variants().get(0).accounting().losses()).isEmpty();
        LossResult loss = result.variants().get(1).accounting().losses().get(0);
        assertThat(loss.measured()).isEqualTo(1447);
        assertThat(loss.measured())
                .isEqualTo(result.variants()
                        .get(1)
                        .components()
                        .get("hooks")
                        .measures()
                        .get("dead_letters")
                        .value());
        Map<String, String> forms = forms(result);
        assertThat(forms.get("screen")).contains("dead letters of hooks 0 1,447");
        assertThat(forms.get("details")).contains("2 hooks dead letters 1,447");
        assertThat(forms.get("markdown")).contains("| one second | hooks | dead letters | 1,447 |");
        assertThat(forms.get("report")).contains("dead letters").contains("1,447");
        assertThat(forms.get("junit"))
                .contains("hooks 1,447 dead letters")
                .contains("hooks.dead_letters\" value=\"1447\"");
    }

    /**
     * Every loss that occurs in one of the scenarios is reported in every format. A new loss needs only an annotation,
     * so each annotated loss must occur in one of them.
     */
    @Test
    @Tag("change")
    void everyFormatReportsEveryLoss() throws Exception {
        TreeSet<String> unseen = marked();
        try (Stream<Path> files = Files.list(MOVING)) {
            for (Path file : files.sorted().toList()) {
                RunResult result = run(file);
                for (VariantResult variant : result.variants()) {
                    variant.accounting()
                            .losses()
                            .forEach(loss -> unseen.remove(
                                    variant.components().get(loss.component()).kind() + " " + loss.metric()));
                }
                List<LossResult> losses = result.variants().stream()
                        .flatMap(variant -> variant.accounting().losses().stream())
                        .toList();
                Map<String, String> forms = losses.isEmpty() ? Map.of() : forms(result);
                for (LossResult loss : losses) {
                    String words = LossText.text(loss);
                    boolean single = result.variants().size() == 1;
                    assertThat(forms.get("screen"))
                            .as("%s", file)
                            .contains(single ? words : loss.name() + " of " + loss.component());
                    assertThat(forms.get("junit")).as("%s", file).contains(words);
                    for (String form : List.of("details", "markdown", "report")) {
                        assertThat(forms.get(form)).as("%s of %s", form, file).contains(loss.name());
                    }
                }
            }
        }
        assertThat(unseen).as("losses that occur in no scenario of %s", MOVING).isEmpty();
    }

    /** Returns the annotated losses of all component kinds, as kind and metric. */
    private static TreeSet<String> marked() {
        TreeSet<String> marked = new TreeSet<>();
        for (Class<?> kind : Catalog.components()) {
            for (RecordField measure : MetricRecords.metrics(kind).toList()) {
                if (measure.has(Loss.class)) {
                    marked.add(SpecFields.kind(kind).orElseThrow() + " " + measure.yamlName());
                }
            }
        }
        return marked;
    }

    @Tag("once")
    @Test
    void damageMetricsAreLossesOrExempt() {
        for (Class<?> kind : Catalog.components()) {
            for (RecordField measure : MetricRecords.metrics(kind).toList()) {
                Display shown = measure.annotation(Display.class);
                String name = measure.yamlName();
                String ofKind = SpecFields.kind(kind).orElseThrow() + " " + name;
                if (shown != null && shown.value() == Display.As.DAMAGE) {
                    assertThat(measure.has(Loss.class) || NO_LOSSES.containsKey(name) || NO_LOSSES.containsKey(ofKind))
                            .as(ofKind)
                            .isTrue();
                }
                Loss loss = measure.annotation(Loss.class);
                if (loss != null && loss.unit().equals("1")) {
                    assertThat(loss.value()).as("the plural of one: %s", ofKind).endsWith("s");
                }
            }
        }
    }

    /** Ten messages per second, each delivered once to a worker that fails. All become dead letters, ten per second. */
    private static final String ALL_FAIL = """
            run: { duration: 20s, warmup: 5s, seed: 1 }
            network: none
            components:
              jobs: { kind: queue, visibility: 500ms, max_receives: 1 }
              worker:
                kind: server
                cores: 8
                workers: 100
                consumes: { queue: jobs, steps: [{ call: broken, timeout: 100ms }] }
              broken: { kind: server, cores: 1000, service: 10m }
            requests: { order: { rate: constant(10/s), steps: [publish: jobs] } }
            """;

    @Test
    void lossesDuringWarmUpAreReportedSeparately() throws Exception {
        RunResult result = run(ALL_FAIL);
        LossResult loss = result.variants().get(0).accounting().losses().get(0);
        assertThat(loss.measured()).isBetween(149.0, 151.0);
        assertThat(loss.warmup()).isBetween(40.0, 50.0);
        String words = "%.0f dead letters (and %.0f in the warm-up)".formatted(loss.measured(), loss.warmup());
        Map<String, String> forms = forms(result);
        assertThat(forms.get("screen")).contains("losses: jobs " + words);
        assertThat(forms.get("junit")).contains(words);
    }

    @Test
    @Tag("change")
    void assertedLossesAreNotRepeatedOnTheScreen() throws Exception {
        String asserted =
                replaceParts(ALL_FAIL, "warmup: 5s", "warmup: 0s") + "sla: { put aside: jobs.dead_letters < 1k }\n";
        RunResult result = run(asserted);
        Map<String, String> forms = forms(result);
        assertThat(forms.get("screen")).doesNotContain("losses").contains("put aside");
        assertThat(forms.get("details")).contains("dead letters");
    }

    @Test
    @Tag("change")
    void experimentsReportLosses() throws Exception {
        Path file = Files.writeString(
                folder.resolve("both.yaml"),
                ALL_FAIL + "variants: { once: {}, endless: { set: { jobs.max_receives: 1000 } } }\n");
        assertThat(Session.of("replicate", file.toString(), "-n", "2").out()).contains("jobs.dead_letters");
        String compared = Session.of("compare", file.toString(), "-n", "2").out();
        assertThat(compared.lines().filter(line -> line.startsWith("jobs.dead_letters")))
                .hasSize(1)
                .allMatch(line -> line.contains(" 0 ▲"), "fewer losses are better: " + compared);
        assertThat(Session.of("run", file.toString(), "--format", "github").out())
                .contains("dead letters of jobs: once 150, endless 0");
    }
}
