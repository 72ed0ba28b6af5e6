package dev.brownout.cli;

import dev.brownout.cli.CoverageStatement.ScenarioRun;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.tutorial.teaching.LessonMaterial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs of library scenarios, executed once and shared by all tests of a process. A run measures additional metrics: the
 * expected metrics, those of {@link CoveragePageTest} and those of the teaching notes. They are measured like metrics
 * of the answer, which changes no other number, and are no part of the examined result.
 */
public final class LibraryRuns {
    /** True if the digests are compared alone. */
    static final boolean VALUES =
            System.getProperty("brownout.digests", "check").equals("values");

    /**
     * Scenarios with an additional metric, in a window that begins or ends between two samples. It adds an event to the
     * run, so that the metrics are measured in a run of their own.
     */
    private static final Set<String> WITH_ADDITIONAL_METRIC = Set.of("incomplete-rollout");

    private static final Map<String, LibraryRun> DONE = new HashMap<>();
    private static final Map<String, Map<String, Measure>> SEEDS = new HashMap<>();

    private LibraryRuns() {}

    /** Returns the result of a step of the course with the metrics of its teaching notes. */
    public static RunResult course(String scenario) {
        return cached(scenario).course();
    }

    /** Returns the run of a scenario with its own seed. */
    static synchronized LibraryRun cached(String scenario) {
        return DONE.computeIfAbsent(scenario, LibraryRuns::run);
    }

    private static LibraryRun run(String scenario) {
        Session.countLibraryRun();
        ScenarioFile file = read(scenario, List.of());
        List<VariantResult> observing = all(file, variant -> observed(scenario, variant));
        List<Map<String, Measure>> observed = observing.stream()
                .map(variant -> variant.evaluation().answers())
                .map(Map::copyOf)
                .toList();
        List<VariantResult> results =
                WITH_ADDITIONAL_METRIC.contains(scenario) && !VALUES ? all(file, variant -> List.of()) : observing;
        for (int i = 0; i < results.size(); i++) {
            Scenario own = file.variants().get(i).scenario();
            results.get(i)
                    .evaluation()
                    .answers()
                    .keySet()
                    .retainAll(texts(own.evaluation().answer()));
        }
        RunResult result = file.result(results);
        return VALUES ? LibraryRun.ofDigests(result) : LibraryRun.of(scenario, file, result, observed);
    }

    /** Returns the results of all variants of a scenario with another seed. */
    static List<VariantResult> variants(String scenario, long seed) {
        Session.countLibraryRun();
        ScenarioFile file = read(scenario, List.of("run.seed=" + seed));
        return all(file, variant -> List.of());
    }

    /** Returns the expected metrics of a variant in a run with another seed. */
    static synchronized Map<String, Measure> expected(String scenario, String variant, long seed) {
        return SEEDS.computeIfAbsent(scenario + " / " + variant + " / " + seed, key -> {
            Session.countLibraryRun();
            ScenarioFile file = read(scenario, List.of("run.seed=" + seed));
            return measure(file, variant, expected(scenario, variant));
        });
    }

    /** Runs a variant of a scenario, and returns the values of metrics by their expressions. */
    static Map<String, Measure> measure(ScenarioFile file, String variant, List<AnswerMetric> metrics) {
        Variant found = file.variant(variant)
                .orElseThrow(() -> new AssertionError("no variant '" + variant + "' in " + file.title()));
        return run(file, found, metrics).evaluation().answers();
    }

    private static List<VariantResult> all(ScenarioFile file, Function<Variant, List<AnswerMetric>> observed) {
        return file.variants().parallelStream()
                .map(variant -> run(file, variant, observed.apply(variant)))
                .toList();
    }

    private static VariantResult run(ScenarioFile file, Variant variant, List<AnswerMetric> observed) {
        List<AnswerMetric> metrics =
                new ArrayList<>(variant.scenario().evaluation().answer());
        Set<String> known = texts(metrics);
        observed.stream().filter(metric -> known.add(metric.text())).forEach(metrics::add);
        Scenario observing = variant.scenario().withAnswer(metrics);
        return Run.execute(observing, file.setup(variant), (share, events, inFlight) -> true);
    }

    private static Set<String> texts(List<AnswerMetric> metrics) {
        return metrics.stream().map(AnswerMetric::text).collect(Collectors.toCollection(HashSet::new));
    }

    /** Returns the additional metrics of a variant. */
    private static List<AnswerMetric> observed(String scenario, Variant variant) {
        List<AnswerMetric> metrics = new ArrayList<>();
        if (!VALUES) {
            metrics.addAll(expected(scenario, variant.name()));
            CoverageStatement.proofs(new ScenarioRun(scenario, variant.name(), List.of()))
                    .forEach(proof -> metrics.add(proof.metric()));
            if (scenario.startsWith(ShippedLibrary.LADDER + "/")) {
                metrics.addAll(LessonMaterial.metrics(shortName(scenario), variant.name()));
            }
        }
        return metrics;
    }

    private static String shortName(String scenario) {
        return scenario.substring(scenario.indexOf('/') + 1);
    }

    private static List<AnswerMetric> expected(String scenario, String variant) {
        return ExpectedMetric.ALL.stream()
                .filter(e -> e.scenario().equals(scenario) && e.variant().equals(variant))
                .map(e -> RelationParser.answer("expected", e.expression()))
                .toList();
    }

    private static ScenarioFile read(String scenario, List<String> sets) {
        try {
            return new ScenarioFinder().check(scenario, new Overrides(List.of(), sets));
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }
}
