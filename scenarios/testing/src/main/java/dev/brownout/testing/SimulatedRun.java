package dev.brownout.testing;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.parallel.Workers;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.Relation;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Run of one variant of a scenario, or several replications of it. Additional assertions can be evaluated afterwards:
 * the variant is then run again with that assertion, which changes no other result.
 */
public final class SimulatedRun {
    private static final String ASKED = "asked";

    private final ResultSubject subject;
    private final ExperimentArm subjected;
    private final int times;
    private final double confidence;
    private final List<VariantResult> replications;
    private final Map<String, AssertionEstimate> asked = new ConcurrentHashMap<>();

    SimulatedRun(ResultSubject subject, ExperimentArm subjected, int times, double confidence) {
        this.subject = subject;
        this.subjected = subjected;
        this.times = times;
        this.confidence = confidence;
        this.replications = execute(subjected.scenario());
    }

    /** Returns the title of the scenario. */
    public String scenario() {
        return subject.title();
    }

    /** Returns the name of the variant. */
    public String variant() {
        return subjected.name();
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
        Map<String, AssertionEstimate> all = new LinkedHashMap<>();
        subjected.scenario().sla().keySet().forEach(name -> all.put(name, judgement(replications, name)));
        return all;
    }

    /**
     * Evaluates an assertion in the notation of the scenario language.
     *
     * @param relation such as {@code checkout.p99 < 400ms after failover + 30s}
     * @throws IllegalArgumentException if the text is not an assertion, or refers to an element that the scenario does
     *     not have
     */
    public AssertionEstimate judge(String relation) {
        Relation read = Loader.assertion(relation);
        return asked.computeIfAbsent(relation, text -> {
            for (Map.Entry<String, Relation> own : subjected.scenario().sla().entrySet()) {
                boolean same = own.getValue().text().equals(text)
                        && !subjected.setup().breaks().contains(own.getKey());
                if (same) {
                    return judgement(replications, own.getKey());
                }
            }
            return judgement(execute(subjected.scenario().withSla(Map.of(ASKED, read))), ASKED);
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

    private AssertionEstimate judgement(List<VariantResult> results, String name) {
        List<SlaResult> each = results.stream().map(r -> r.sla().get(name)).toList();
        return AssertionEstimate.of(each, confidence);
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
                    times,
                    i -> Run.execute(scenario, subjected.setup().repeated(i), (share, events, inFlight) -> true),
                    results::add);
            return List.copyOf(results);
        } catch (ScenarioException impossible) {
            throw new IllegalArgumentException(SpellingSuggestion.told(impossible), impossible);
        }
    }
}
