package dev.brownout.testing;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.export.Outputs;
import dev.brownout.export.RunFacts;
import dev.brownout.format.Slug;
import dev.brownout.io.FolderLockedException;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.parallel.Workers;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sla.Relation;
import dev.brownout.spi.ScenarioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Run of one variant of a scenario, or several replications of it. An additional assertion can be evaluated afterwards.
 * The variant is then run again with that assertion, and all other results are the same.
 */
public final class SimulatedRun {
    /** Name of an additional assertion in the results of its run, unless a violation of this name is expected. */
    private static final String ADDITIONAL = "asked";

    private final ResultSubject subject;
    private final ExperimentArm arm;
    private final int replicationCount;
    private final double confidence;
    private final List<VariantResult> replications;
    private final Map<String, AssertionEstimate> evaluated = new ConcurrentHashMap<>();

    SimulatedRun(ResultSubject subject, ExperimentArm arm, int replicationCount, double confidence) {
        this.subject = subject;
        this.arm = arm;
        this.replicationCount = replicationCount;
        this.confidence = confidence;
        this.replications = execute(arm.scenario());
    }

    /** Returns the title of the scenario. */
    public String scenario() {
        return subject.title();
    }

    /** Returns the name of the variant. */
    public String variant() {
        return arm.name();
    }

    /** Returns the result of the run; of the first replication if there are several. */
    public VariantResult result() {
        return replications.get(0);
    }

    /** Returns the result of each replication, in order. */
    public List<VariantResult> replications() {
        return replications;
    }

    /** Returns the verdicts on the assertions of the scenario by name, in the order of the file. */
    public Map<String, AssertionEstimate> sla() {
        Map<String, AssertionEstimate> estimates = new LinkedHashMap<>();
        arm.scenario().evaluation().sla().keySet().forEach(name -> estimates.put(name, estimate(replications, name)));
        return estimates;
    }

    /**
     * Evaluates an assertion in the notation of the scenario language.
     *
     * @param relation assertion such as {@code checkout.p99 < 400ms after failover + 30s}
     * @throws IllegalArgumentException if the text is not an assertion, or refers to an element that the scenario does
     *     not have
     */
    public AssertionEstimate evaluate(String relation) {
        Relation parsed = Loader.assertion(relation);
        return evaluated.computeIfAbsent(relation, text -> {
            // The estimate of an equal declared assertion is reused, unless the variant expects its violation.
            for (Map.Entry<String, Relation> declared :
                    arm.scenario().evaluation().sla().entrySet()) {
                boolean reusable = declared.getValue().text().equals(text)
                        && !arm.setup().expectedViolations().contains(declared.getKey());
                if (reusable) {
                    return estimate(replications, declared.getKey());
                }
            }
            String name = ADDITIONAL;
            while (arm.setup().expectedViolations().contains(name)) {
                name += "'";
            }
            return estimate(execute(arm.scenario().withSla(Map.of(name, parsed))), name);
        });
    }

    /**
     * Writes the report and the result of the first replication to a separate folder. Returns the path of the report,
     * followed by the reason if charts are missing.
     */
    String report() {
        return FailureReports.write(subject, result());
    }

    double confidence() {
        return confidence;
    }

    private AssertionEstimate estimate(List<VariantResult> results, String name) {
        List<SlaResult> outcomes = results.stream()
                .map(result -> result.evaluation().sla().get(name))
                .toList();
        return AssertionEstimate.of(outcomes, confidence);
    }

    /**
     * Runs the replications in parallel. Each replication is an independent run, so the degree of parallelism does not
     * affect the results.
     */
    private List<VariantResult> execute(Scenario scenario) {
        try {
            List<VariantResult> results = new ArrayList<>();
            Workers.<VariantResult, RuntimeException>each(
                    Runtime.getRuntime().availableProcessors(),
                    replicationCount,
                    i -> Run.execute(scenario, arm.setup().withReplication(i), (share, events, inFlight) -> true),
                    results::add);
            return List.copyOf(results);
        } catch (ScenarioException e) {
            throw new InvalidValueException(SpellingSuggestion.message(e), e);
        }
    }

    /** Writer of the reports that failing tests link to. */
    private static final class FailureReports {
        /** System property with the folder for reports; the default is {@code target/brownout}. */
        private static final String FOLDER = "brownout.reports";

        private static final String WITHOUT_CHARTS =
                " (without charts: org.jfree:jfreechart and org.apache.xmlgraphics:batik-svggen are not on the class"
                        + " path)";

        private FailureReports() {}

        /** Writes the report of a run. Returns its path, followed by the reason if charts are missing. */
        static String write(ResultSubject subject, VariantResult variant) {
            Path folder = Path.of(
                    System.getProperty(FOLDER, "target/brownout"),
                    Slug.text(subject.title(), "scenario"),
                    Slug.text(variant.name(), "scenario"));
            RunResult result = new RunResult(subject.title(), subject.name(), "", "", "", List.of(), List.of(variant));
            RunFacts facts = new RunFacts(
                    Double.NaN, Double.NaN, 0, Runtime.version().toString(), "", "a test of " + subject.name());
            try {
                ChartBook charts = Chart.isDrawable() ? ChartBook.of(result) : ChartBook.EMPTY;
                Outputs.write(result, charts, facts, folder);
            } catch (FolderLockedException locked) {
                // A second test of the same run is writing the same report.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return folder.resolve("report.html").toAbsolutePath() + (Chart.isDrawable() ? "" : WITHOUT_CHARTS);
        }
    }
}
