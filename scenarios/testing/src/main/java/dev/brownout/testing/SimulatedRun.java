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
 * One variant of a scenario as a test sees it, run once or repeated. Anything can be asked of it afterwards: a question
 * that the scenario does not ask itself is answered by running it again with that question, which changes nothing else.
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

    /** The scenario's title. */
    public String scenario() {
        return subject.title();
    }

    /** The variant's name. */
    public String variant() {
        return subjected.name();
    }

    /** Everything that the run left behind; of several the first. */
    public VariantResult result() {
        return replications.get(0);
    }

    /** What each repetition left behind, in order. */
    public List<VariantResult> replications() {
        return replications;
    }

    /** The verdicts on the scenario's own assertions, by name, in the file's order. */
    public Map<String, AssertionEstimate> sla() {
        Map<String, AssertionEstimate> all = new LinkedHashMap<>();
        subjected.scenario().sla().keySet().forEach(name -> all.put(name, judgement(replications, name)));
        return all;
    }

    /**
     * The verdict on any assertion, as the scenario language writes it.
     *
     * @param relation such as {@code checkout.p99 < 400ms after failover + 30s}
     * @throws IllegalArgumentException if it is none, or about something that the scenario does not have
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

    /** Writes the report and the result of the run into a folder of its own; where the report is. */
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

    /** Each repetition is a run of its own, so it does not matter how many go on at the same time. */
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
