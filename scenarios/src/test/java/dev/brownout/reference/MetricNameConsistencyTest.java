package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestRound;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Metric;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Consistency of metric names: a name has the same meaning in assertions, predictions, charts and commands, or is
 * rejected with the same message. The names combine all parts of each library scenario, unknown parts, and unknown
 * measures.
 */
@Tag("once")
class MetricNameConsistencyTest {
    /** Maximum number of names per file, as a file with more errors reports only the first of them. */
    private static final int MAXIMUM = 95;

    /** Number of scenarios in each build, of 137. */
    private static final int SCENARIOS = 4;

    private static final ShippedLibrary LIBRARY = new ShippedLibrary();
    private static final String TOGETHER = "together";
    private static final List<String> MEASURES = List.of(
            "availability",
            "p99",
            "latency.p99",
            "latency.foo",
            "offered.p99",
            "utilization",
            "utilisation",
            "lag.max",
            "hedged",
            "hedgd",
            "breaker_opened",
            "cost",
            "cost.p99",
            "cost_per_hor",
            "rto",
            "p99(fault)",
            "rto(nowhen)",
            "nothing");
    /** Errors that only charts report. */
    private static final String OF_CHARTS =
            ".*(measured for whole windows only|a single number of a run| is always 0: | never changes: ).*";

    static List<String> scenarios() {
        return TestRound.rotating(
                LIBRARY.names().stream().filter(name -> !name.contains("/")).toList(), SCENARIOS);
    }

    @ParameterizedTest
    @Tag("rows")
    @MethodSource("scenarios")
    void metricNamesHaveTheSameMeaningEverywhere(String scenario) throws Exception {
        ObjectNode tree = (ObjectNode) EditorYaml.read(LIBRARY.text(scenario).orElseThrow());
        tree.remove(List.of("about", "variants", "sweep", "sla", "predict", "charts"));
        List<String> names = names(file(tree).variants().get(0).scenario());
        Map<String, List<String>> sla = errorsByName(tree, "sla", names);
        Map<String, List<String>> predict = errorsByName(tree, "predict", names);
        Map<String, List<String>> charts = errorsByName(tree, "charts", names);
        Map<String, List<String>> commands = commanded(file(tree), names);
        List<String> refused = new ArrayList<>();
        int found = 0;
        for (String name : names) {
            List<String> answers = sla.get(name);
            assertThat(predict.get(name)).as(name).isEqualTo(answers);
            if (answers.isEmpty()) {
                assertThat(commands.getOrDefault(name, List.of())).as(name).isEmpty();
                assertThat(charts.get(name)).as(name).allMatch(answer -> answer.matches(OF_CHARTS));
                found++;
            } else {
                if (commands.containsKey(name)) {
                    assertThat(commands.get(name)).as(name).isSubsetOf(answers).hasSize(1);
                } else {
                    refused.addAll(answers);
                }
                assertThat(charts.get(name))
                        .as(name)
                        .hasSize(1)
                        .allMatch(answer -> answers.contains(answer)
                                || answer.matches(OF_CHARTS) && answers.get(0).contains("fault"));
            }
        }
        assertThat(commands.get(TOGETHER)).isEqualTo(refused);
        assertThat(found).isBetween(names.size() / 12, names.size() / 2);
    }

    @Test
    @Tag("rows")
    void suggestedMeasuresAreAccepted() throws Exception {
        ScenarioFile file = file((ObjectNode) EditorYaml.read(ManualExampleSystem.with("{}")));
        List<String> subjects = List.of("all", "page", "region/east", "web", "web/1", "guarded");
        for (String subject : TestRound.rows(subjects, 1)) {
            ScenarioException impossible = refusal(file, Loader.metric(subject + ".nothing"));
            assertThat(SpellingSuggestion.message(impossible).toString())
                    .hasSizeLessThan(2 * 80)
                    .contains("'brownout explain'");
            Metric[] offered = impossible.candidates().stream()
                    .map(name -> Loader.metric(subject + "." + name))
                    .toArray(Metric[]::new);
            assertThat(offered).hasSizeGreaterThan(25);
            assertThat(commanded(file, offered)).as(subject).isEmpty();
        }
        assertThat(refusal(file, Loader.metric("all.nothing")).candidates())
                .contains("p99", "rto", "hedged", "breaker_opened", "cost_per_hour");
    }

    private static List<String> names(Scenario scenario) {
        Set<String> subjects = new LinkedHashSet<>(List.of(
                "",
                "all.",
                "all/1.",
                "al.",
                "region.",
                "region/nowhere.",
                "zone/a.",
                "key/nobody.",
                "key.",
                "nowhere.",
                "nowhere/1."));
        scenario.regions().keySet().forEach(name -> subjects.addAll(List.of("region/" + name + ".", name + ".")));
        scenario.workload()
                .requests()
                .keySet()
                .forEach(name -> subjects.addAll(List.of(name + ".", name + "x.", name + "/1.")));
        scenario.components()
                .keySet()
                .forEach(name -> Stream.of("", "/1", "/99", "/any", "/*", "/primary", "/replica-7", "/nowhere", "/1/2")
                        .forEach(part -> subjects.add(name + part + ".")));
        List<String> names = new ArrayList<>();
        int each = 0;
        for (String subject : subjects) {
            for (String measure : MEASURES) {
                if (each++ % 7 == 0) {
                    names.add(subject + measure);
                }
            }
        }
        return names.subList(0, Math.min(MAXIMUM, names.size()));
    }

    private static ScenarioFile file(ObjectNode tree) throws InvalidScenarioException {
        return new Loader(LIBRARY).load("names", tree.toPrettyString(), Overrides.NONE);
    }

    /**
     * Returns the errors of each name in a section, an empty list where it is accepted. Entries are identified by their
     * number.
     */
    private static Map<String, List<String>> errorsByName(ObjectNode tree, String section, List<String> names) {
        ObjectNode query = tree.deepCopy();
        if (section.equals("charts")) {
            names.forEach(query.putArray(section)::add);
        } else {
            ObjectNode entries = query.putObject(section);
            String suffix = section.equals("sla") ? " == 0" : " ~ 0 +/- 0%";
            IntStream.range(0, names.size()).forEach(i -> entries.put("n" + i, names.get(i) + suffix));
        }
        String text = query.toPrettyString();
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(LIBRARY).load("names", text, Overrides.NONE).check(Overrides.NONE));
        Map<String, List<String>> answers = new TreeMap<>();
        names.forEach(name -> answers.put(name, new ArrayList<>()));
        List<String> lines = text.lines().toList();
        for (Problem problem : problems.all()) {
            String line = lines.get(problem.line() - 1);
            if (section.equals("charts")) {
                String from = line.substring(problem.column());
                answers.get(from.substring(0, from.indexOf('"'))).add(problem.message());
            } else if (!problem.warning()) {
                int number = Integer.parseInt(line.replaceFirst(".*\"n(\\d+)\".*", "$1"));
                answers.get(names.get(number)).add(problem.message());
            }
        }
        return answers;
    }

    /**
     * Returns the errors of a run that requests the given metrics, an empty list if all are accepted. The run is
     * stopped immediately. Metrics that are evaluated during the run are requested separately, as the run rejects them
     * before all others.
     */
    private static Map<String, List<String>> commanded(ScenarioFile file, List<String> names) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        List<String> together = new ArrayList<>(names);
        for (String name : names) {
            if (name.contains("rto")) {
                together.remove(name);
                answers.put(name, commanded(file, Loader.metric(name)));
            }
        }
        List<String> refused =
                commanded(file, together.stream().map(Loader::metric).toArray(Metric[]::new));
        answers.put(TOGETHER, refused);
        return answers;
    }

    private static List<String> commanded(ScenarioFile file, Metric... metrics) {
        ScenarioException impossible = refusal(file, metrics);
        return impossible == null
                ? List.of()
                : Stream.concat(Stream.of(impossible), Stream.of(impossible.getSuppressed()))
                        .map(one -> SpellingSuggestion.message((ScenarioException) one)
                                .toString())
                        .toList();
    }

    private static ScenarioException refusal(ScenarioFile file, Metric... metrics) {
        ScenarioFile.Variant variant = file.variants().get(0);
        Run.Setup setup = file.setup(variant).withMetrics(List.of(metrics));
        return catchThrowableOfType(
                ScenarioException.class,
                () -> Run.execute(variant.scenario(), setup, (share, events, inFlight) -> false));
    }
}
