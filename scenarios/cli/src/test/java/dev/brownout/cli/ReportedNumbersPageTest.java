package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.PredictResult;
import dev.brownout.runtime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code reported-numbers.txt} lists numbers of public reports: the tests and scenarios that it names exist, and its
 * table of incidents has the intervals over seeds of the predictions of each scenario.
 */
class ReportedNumbersPageTest {
    private static final Path PAGE = Path.of("src/test/resources/dev/brownout/cli/reported-numbers.txt");
    private static final String INTERVALS = "\n## Incidents over seeds\n";
    private static final Pattern PIPE = Pattern.compile("\\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)(?:\\.([a-z][A-Za-z0-9]*))?`");
    private static final Pattern SCENARIO = Pattern.compile("\\[`([a-z0-9-]+)`]\\(\\.\\./scenarios/library/");
    private static final List<String> INCIDENTS = List.of("aws-2025", "google-2025", "slack-2022", "photo-tiers");
    private static final String COMMAND = "mvn -q -pl scenarios/cli -am test -Dtest=ReportedNumbersPageTest"
            + " -Dgroups=thorough -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false -Dbrownout.write=true";

    private static final int SEEDS = 10;
    /** Quantile of Student's t distribution with nine degrees of freedom, for a confidence level of 99.9 %. */
    private static final double T = 4.78;

    private static List<List<String>> rows() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(0, page.indexOf(INTERVALS))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| number |"))
                .map(line -> PIPE.splitAsStream(line).map(String::strip).toList())
                .toList();
    }

    /** Returns the texts of all test classes by name. Build folders, which change during a build, are not read. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new TreeMap<>();
        for (String parent : List.of("", "scenarios", "scenarios/lab")) {
            try (Stream<Path> modules = Files.list(PageCommands.ROOT.resolve(parent))) {
                for (Path module : modules.toList()) {
                    read(module.resolve("src/test/java"), tests);
                }
            }
        }
        return tests;
    }

    private static void read(Path folder, Map<String, String> tests) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                String name = file.getFileName().toString();
                tests.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
            }
        }
    }

    @Tag("once")
    @Test
    void testsAndScenariosOfThePageExist() throws IOException {
        Map<String, String> texts = tests();
        List<String> scenarios = new ShippedLibrary().names();
        List<List<String>> rows = rows();
        assertThat(rows).hasSizeGreaterThan(40);
        for (List<String> row : rows) {
            assertThat(row).as("%s", row).hasSize(5);
            String shown = row.get(3);
            List<MatchResult> tests = TEST.matcher(shown).results().toList();
            for (MatchResult test : tests) {
                assertThat(texts).containsKey(test.group(1));
                if (test.group(2) != null) {
                    boolean exists = texts.get(test.group(1)).contains("void " + test.group(2) + "(");
                    assertThat(exists).as(test.group()).isTrue();
                }
            }
            List<MatchResult> named = SCENARIO.matcher(shown).results().toList();
            for (MatchResult scenario : named) {
                assertThat(scenarios).contains(scenario.group(1));
            }
            if (shown.startsWith("not shown: ")) {
                assertThat(row.get(4)).as(shown).isEmpty();
            } else {
                assertThat(tests.size() + named.size()).as(shown).isPositive();
                assertThat(row.get(4)).as(shown).isNotEmpty();
            }
        }
    }

    @Tag("thorough")
    @Test
    void intervalsOfThePageAreUpToDate() throws IOException, UsageException {
        String page = Files.readString(PAGE);
        StringBuilder text = new StringBuilder(page.substring(0, page.indexOf(INTERVALS)))
                .append(INTERVALS)
                .append("""

                        Values of the report, at the scale of the scenario, beside the mean over 10 seeds and its
                        interval with a confidence level of 99.9 % (Student's t distribution). The bound is that of
                        the prediction in the scenario.

                        | scenario | metric | report | simulated | bound |
                        |---|---|---|---|---|
                        """);
        for (String scenario : INCIDENTS) {
            for (Map.Entry<String, List<PredictResult>> entry :
                    predictions(scenario).entrySet()) {
                text.append(row(scenario, entry.getKey(), entry.getValue()));
            }
        }
        GeneratedFiles.requireEqual(PAGE, text.toString(), COMMAND);
    }

    /** Returns the predictions of the first variant of a scenario with each seed. */
    private static Map<String, List<PredictResult>> predictions(String scenario) throws UsageException {
        Map<String, List<PredictResult>> all = new LinkedHashMap<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            ScenarioFile file =
                    new ScenarioFinder().read(scenario, new Overrides(List.of(), List.of("run.seed=" + seed)));
            Variant first = file.variants().get(0);
            Run.execute(first.scenario(), file.setup(first), (share, events, inFlight) -> true)
                    .evaluation()
                    .predict()
                    .forEach((metric, result) -> all.computeIfAbsent(metric, none -> new ArrayList<>())
                            .add(result));
        }
        return all;
    }

    private static String row(String scenario, String metric, List<PredictResult> results) {
        PredictResult first = results.get(0);
        double mean =
                results.stream().mapToDouble(PredictResult::measured).average().orElseThrow();
        double squares = results.stream()
                .mapToDouble(result -> (result.measured() - mean) * (result.measured() - mean))
                .sum();
        double half = T * StrictMath.sqrt(squares / (SEEDS - 1) / SEEDS);
        assertThat(StrictMath.abs(mean - first.predicted()) - half)
                .as("%s: %s", scenario, metric)
                .isLessThanOrEqualTo(first.tolerance() * first.predicted());
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        scenario,
                        metric,
                        QuantityFormat.format(first.predicted(), first.unit()),
                        QuantityFormat.interval(mean, mean - half, mean + half, first.unit()),
                        QuantityFormat.percent(first.tolerance()));
    }
}
