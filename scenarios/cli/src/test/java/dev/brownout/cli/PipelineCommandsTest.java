package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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

/** Output formats for build servers, and commands that write and compare files. */
@Tag("once")
class PipelineCommandsTest {
    private static final String BROKEN = """
            scenario: broken
            load: 20/s
            components:
              box: { kind: server, coers: 2 }
            requests:
              page: { path: [bxo], timeout: 5 }
            """;
    private static final String TOO_SLOW = """
            scenario: too slow
            load: 20/s
            run: 10s
            components:
              box: { kind: server, service: 50ms }
            requests:
              page: { path: [box] }
            sla:
              there: availability >= 99%
              quick: page.p99 < 10ms
            """;

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void junitFormatFailsViolatedAssertions() throws IOException {
        Session session = Session.of("run", write("slow.yaml", TOO_SLOW), "--format", "junit");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .startsWith("<?xml")
                .contains("tests=\"2\" failures=\"1\"")
                .contains(" name=\"base: quick\" ")
                .contains(" line=\"10\">")
                .contains("page.p99 &lt; 10ms: violated, measured 62.2 ms");
    }

    @Test
    void junitClassNamesContainTheFolder() throws IOException {
        Files.createDirectories(folder.resolve("blue"));
        Files.createDirectories(folder.resolve("green"));
        assertThat(Session.of("run", write("blue/shop.yaml", TOO_SLOW), "--format", "junit")
                        .out())
                .contains(".blue.shop\" name=");
        assertThat(Session.of("run", write("green/shop.yaml", TOO_SLOW), "--format", "junit")
                        .out())
                .contains(".green.shop\" name=");
    }

    @Test
    void csvAndOpenMetricsContainTimeSeries() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        assertThat(Session.of("run", file, "--format", "csv").out())
                .startsWith("variant,t,component,node,metric,unit,value\n")
                .contains("\nbase,0,box,all,utilization,ratio,");
        assertThat(Session.of("run", file, "--format", "openmetrics").out())
                .contains("brownout_server_utilization_ratio{scenario=\"slow\",variant=\"base\",component=\"box\"} ")
                .endsWith("# EOF\n");
    }

    @Test
    void markdownFormatIsATableOfVerdicts() throws IOException {
        Session session = Session.of("run", write("slow.yaml", TOO_SLOW), "--format", "markdown");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out())
                .startsWith("## too slow\n\n**FAIL: 1 of 2 assertions violated.**")
                .contains("| there<br>`availability >= 99%` | ✓ 100 % |")
                .contains("| quick<br>`page.p99 < 10ms` | ✗ 62.2 ms<br>violated |");
    }

    private static Session github(Path summary, String... more) {
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(List.of(more));
        command.addAll(List.of("--format", "github"));
        Map<String, String> environment = Map.of(EnvironmentVariable.GITHUB_STEP_SUMMARY.name(), summary.toString());
        return Session.of("", false, environment, command.toArray(String[]::new));
    }

    @Test
    void githubFormatAnnotatesTheAssertion() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        Session session = Session.of("run", file, "--format", "github");
        assertThat(session.out().lines()).first().isEqualTo("slow: FAIL: 1 of 2 assertions violated");
        assertThat(session.out().lines().skip(1)).isNotEmpty().allMatch(line -> line.startsWith("::"));
        assertThat(session.out())
                .contains("::error file=" + file + ",line=10,col=10,")
                .contains("::base: quick violated: measured 62.2 ms");
    }

    @Test
    void githubFormatReportsIncompleteRunsAsErrors() throws IOException {
        String file = write("endless.yaml", """
                network: none
                load: users(10 think=0s)
                components:
                  box: { kind: server, cores: 8, service: 0s }
                requests:
                  go: { path: [box] }
                run: { duration: 60s, warmup: 0s }
                """);
        assertThat(Session.of("run", file, "--format", "github").out())
                .startsWith("endless: FAIL: ended early")
                .contains("::error file=" + file
                        + ",title=brownout::base ended early, at 0:00: simulated time does not advance: ");
    }

    @Test
    void githubFormatAppendsToTheStepSummary() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        Path summary = Files.writeString(folder.resolve("summary.md"), "# Before\n");
        assertThat(github(summary, file).code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(github(summary, file).err()).isEmpty();
        String markdown = Session.of("run", file, "--format", "markdown").out();
        assertThat(summary).hasContent("# Before\n\n" + markdown + "\n" + markdown);
    }

    @Test
    void stepSummaryIsLimitedToTheMaximumSize() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        int most = (int) GithubStepSummary.MOST_BYTES;
        Path summary = Files.writeString(folder.resolve("summary.md"), "x".repeat(most - 300));
        assertThat(github(summary, file).err()).isEmpty();
        assertThat(Files.size(summary)).isBetween(most - 300L, (long) most);
        assertThat(Files.readString(summary)).endsWith("truncated: size limit reached.\n");
        Files.writeString(summary, "x".repeat(most - 30));
        assertThat(github(summary, file).err()).contains("GITHUB_STEP_SUMMARY is full and does not contain slow");
        assertThat(Files.size(summary)).isEqualTo(most - 30L);
        Session unwritable = github(folder, file);
        assertThat(unwritable.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(unwritable.err()).contains("GITHUB_STEP_SUMMARY cannot be written: ");
    }

    @Test
    void summaryContainsChangesSinceABaseline() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        String kept = folder.resolve("kept").toString();
        assertThat(Session.of("run", file, "--format", "markdown", "--baseline", kept)
                        .err())
                .contains("no baseline");
        Session.of("baseline", "save", file, "--dir", kept);
        assertThat(Session.of("run", file, "--format", "markdown", "--baseline", kept)
                        .out())
                .contains("Nothing has changed.");
        write("slow.yaml", replaceParts(TOO_SLOW, "50ms", "5ms"));
        Path summary = folder.resolve("summary.md");
        assertThat(github(summary, file, "--baseline", kept).out())
                .contains("slow: PASS: 2 assertions met; ")
                .contains(" lines have changed since the baseline");
        assertThat(summary).content().contains("| base | sla quick | violated, 62.2 ms \\< 10 ms | met, ");
        assertThat(Session.of("run", file, "--baseline", kept).err())
                .contains("--baseline needs --format markdown or github, not text");
    }

    @Test
    void guessIsRejectedForMachineFormats() {
        Session session = Session.of("run", "hello-world", "--guess", "--format", "markdown");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--guess is interactive");
    }

    @Test
    void jsonProblemsHavePlaces() throws IOException {
        Session session = Session.of("validate", write("broken.yaml", BROKEN), "--format", "json");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains("\"line\" : 4")
                .contains("\"severity\" : \"error\"")
                .contains("\"rule\" : \"unknown-name\"")
                .contains("unknown key 'coers'")
                .contains("\"fix\" : \"cores\"")
                .containsPattern("\"text\" : \" .*coers")
                .contains("timeout '5' has no unit; did you mean '5s'?");
    }

    @Test
    void sarifProblemsHaveRuleLevelAndRegion() throws IOException {
        Session session = Session.of("validate", write("broken.yaml", BROKEN), "--format", "sarif");
        assertThat(session.out())
                .contains("\"version\" : \"2.1.0\"")
                .contains("\"startLine\" : 4")
                .contains("\"level\" : \"error\"");
        assertThat(session.out())
                .contains("\"ruleId\" : \"unknown-name\"")
                .contains("\"ruleId\" : \"value\"")
                .contains("\"primaryLocationLineHash\" : ");
        String missed = Session.of("validate", "--run", write("slow.yaml", TOO_SLOW), "--format", "sarif")
                .out();
        assertThat(missed).contains("\"ruleId\" : \"verdict\"");
        Session clean = Session.of("validate", "hello-world", "--format", "sarif");
        assertThat(clean.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(clean.out()).contains("\"results\" : [ ]");
    }

    @Test
    void githubProblemsAreOneCommandPerLine() throws IOException {
        String file = write("broken.yaml", BROKEN);
        Session session = Session.of("validate", file, "--format", "github");
        assertThat(session.out().lines()).allSatisfy(line -> assertThat(line).startsWith("::error file=" + file));
        assertThat(session.out().lines().count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void baselineCheckShowsChanges() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        String kept = folder.resolve("kept").toString();
        Session missing = Session.of("baseline", "check", file, "--dir", kept);
        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("no baseline").contains("baseline save");
        assertThat(Session.of("baseline", "save", file, "--dir", kept).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Files.readString(folder.resolve("kept/slow.txt")))
                .startsWith("version: 1\nscenario: too slow\n\nvariant: base\n  sla there: met, 100 % >= 99 %\n");
        Session same = Session.of("baseline", "check", file, "--dir", kept);
        assertThat(same.code()).isEqualTo(ExitCode.SUCCESS);
        write("slow.yaml", replaceParts(TOO_SLOW, "50ms", "5ms"));
        Session changed = Session.of("baseline", "check", file, "--dir", kept);
        assertThat(changed.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(changed.out())
                .contains("- base: sla quick: violated")
                .contains("+ base: sla quick: met")
                .contains(": changed from ", "- base: setting box.service: 50ms\n  + base: setting box.service: 5ms\n");
    }

    @Test
    void baselineCheckNamesTheSettingsThatDiffer() throws IOException {
        String file = write("slow.yaml", TOO_SLOW);
        String kept = folder.resolve("kept").toString();
        Session.of("baseline", "save", file, "--dir", kept);
        write("slow.yaml", TOO_SLOW + "charts: [box.utilization]\n");
        Session added = Session.of("baseline", "check", file, "--dir", kept);
        assertThat(added.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(added.out())
                .contains(": unchanged from ", ", with other settings\n  + base: setting charts.0: box.utilization\n");
        write("slow.yaml", TOO_SLOW);
        Path record = folder.resolve("kept/slow.txt");
        Files.writeString(record, Files.readString(record).replaceFirst("page.p50: .*", "page.p50: 1 s"));
        assertThat(Session.of("baseline", "check", file, "--dir", kept).out())
                .contains("no setting differs", "- base: page.p50: 1 s")
                .doesNotContain("setting web");
        Files.writeString(record, Files.readString(record).replaceAll("(?m)^  setting .*\n", ""));
        assertThat(Session.of("baseline", "check", file, "--dir", kept).out())
                .contains("- base: page.p50: 1 s")
                .doesNotContain("setting");
    }

    @Test
    void newScenarioIsValidAndNotOverwritten() throws IOException {
        String file = folder.resolve("mine.yaml").toString();
        assertThat(Session.of("new", file).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Session.of("run", file, "--for", "4m").code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Files.readString(folder.resolve("mine.yaml"))).startsWith("# $schema: scenario.schema.json\n");
        assertThat(Files.readString(folder.resolve("scenario.schema.json")))
                .isEqualTo(Session.of("schema").out());
        Session secondSession = Session.of("new", file);
        assertThat(secondSession.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(secondSession.err()).contains("exists already");
        String copy = folder.resolve("copy").toString();
        assertThat(Session.of("new", copy, "--from", "load-balancer").code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(Files.readString(folder.resolve("copy.yaml")))
                .startsWith("# $schema: scenario.schema.json\n# yaml-language-server: $schema=scenario.schema.json\n")
                .contains("# then 503");
        assertThat(Session.of("new", folder.resolve("other").toString(), "--from", "laod-balancer")
                        .err())
                .contains("did you mean 'load-balancer'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mermaid", "dot"})
    void diagramShowsCallsWithRates(String form) {
        Session session = Session.of("show", "cache-sizing", "--diagram", form);
        assertThat(session.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .startsWith(form.equals("dot") ? "digraph" : "flowchart LR")
                .contains("web")
                .contains("/s");
        assertThat(Session.of("show", "cache-sizing", "--diagram", form, "--resolved")
                        .code())
                .isEqualTo(ExitCode.BAD_INPUT);
    }
}
