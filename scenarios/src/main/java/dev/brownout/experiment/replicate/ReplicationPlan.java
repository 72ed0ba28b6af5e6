package dev.brownout.experiment.replicate;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.Trial.Point;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Validated replications of some variants, ready to run. */
public final class ReplicationPlan implements TrialPlan {
    private final Experiment experiment;
    private final Optional<Precision> precision;
    private final ScenarioFile file;
    private final List<ExperimentArm> cases;

    private ReplicationPlan(Experiment experiment, Optional<Precision> precision) {
        this.experiment = experiment;
        this.precision = precision;
        this.file = experiment.source().check(experiment.changes());
        List<Variant> variants = VariantRuns.named(file, experiment.variants());
        file.warnings().forEach(experiment.warnings());
        file.equalVariantWarnings(variants).forEach(experiment.warnings());
        this.cases = experiment.arms(file, variants);
        experiment.requireVarying(cases.stream());
    }

    /**
     * Plans replications of the variants.
     *
     * @throws ExperimentException if a variant does not exist, the scenario is invalid, or a metric never changes
     */
    public static ReplicationPlan of(Experiment experiment) {
        return new ReplicationPlan(experiment, Optional.empty());
    }

    /**
     * Plans replications of the variants until every metric has the requested precision, instead of a fixed number.
     *
     * @throws ExperimentException if a variant does not exist, the scenario is invalid, or a metric never changes
     */
    public static ReplicationPlan of(Experiment experiment, Precision precision) {
        return new ReplicationPlan(experiment, Optional.of(precision));
    }

    @Override
    public List<Trial> all() {
        return Trial.of(new Point(0, "", file), cases, 0, maximum());
    }

    private int maximum() {
        return precision.map(Precision::most).orElse(experiment.replications());
    }

    /** Runs the replications to their end. */
    public Replications run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the replications.
     *
     * @return the results; with fewer replications if it was stopped
     */
    public Replications run(Execution execution) {
        int most = maximum();
        List<ReplicationSummary> summaries =
                cases.stream().map(c -> new ReplicationSummary(c.name())).toList();
        List<Trial> done = new ArrayList<>();
        Precision.Replicator replicator = (first, count) ->
                execution.run(first, Trial.of(new Point(0, "", file), cases, first, count), outcome -> {
                    done.add(outcome.trial());
                    ReplicationSummary.add(outcome.observations(), summaries);
                });
        boolean precise = true;
        execution.progress().begins("", most);
        try {
            if (precision.isPresent()) {
                precise = precision.get().reach(summaries, replicator);
            } else {
                replicator.replicate(0, most);
            }
        } finally {
            execution.progress().ends();
        }
        return new Replications(file, summaries, experiment.confidence(), precise, done);
    }
}
