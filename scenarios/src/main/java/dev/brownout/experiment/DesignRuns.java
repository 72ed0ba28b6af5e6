package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.random.KeyedRandom;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Runs of designs that are chosen while the experiment runs. All designs have common random numbers: a replication has
 * the same seed in each of them. Trials of several designs run concurrently. The results do not depend on the number of
 * threads.
 */
public final class DesignRuns {
    private final Experiment experiment;
    private final Execution execution;
    private final int firstReplication;
    private final Map<String, Design> designs = new LinkedHashMap<>();
    private final List<Trial> done = new ArrayList<>();

    /** A design: the scenario with some changes, and the replications of it so far. */
    public static final class Design {
        private final Point point;
        private final List<ExperimentArm> arms;
        private final ReplicationSummary summary;

        Design(Point point, ExperimentArm arm) {
            this.point = point;
            this.arms = List.of(arm);
            this.summary = new ReplicationSummary(arm.name());
        }

        /** Returns the unique name. */
        public String name() {
            return point.name();
        }

        /** Returns the scenario with the changes. */
        public ScenarioFile file() {
            return point.file();
        }

        /** Returns the replications so far. */
        public ReplicationSummary summary() {
            return summary;
        }
    }

    /**
     * Creates runs without any design.
     *
     * @param experiment settings of all designs; the first of its variants is run
     */
    public DesignRuns(Experiment experiment, Execution execution) {
        this(experiment, execution, 0);
    }

    /**
     * Creates runs without any design. Replications that other runs used to select designs are omitted by a higher
     * number of the first replication.
     *
     * @param experiment settings of all designs; the first of its variants is run
     * @param firstReplication number of the first replication of each design, from 0
     */
    public DesignRuns(Experiment experiment, Execution execution, int firstReplication) {
        this.experiment = experiment;
        this.execution = execution;
        this.firstReplication = firstReplication;
    }

    /**
     * Returns the design of a name, and adds it if it is new.
     *
     * @param name unique name that is a valid folder name, such as {@code web.nodes=4}
     * @param source source of the scenario; that of the experiment unless the design changes the text
     * @param changes changes to the scenario, those of the experiment among them
     * @throws ExperimentException if the scenario is invalid with these changes
     */
    public Design design(String name, ScenarioSource source, Overrides changes) {
        return designs.computeIfAbsent(name, added -> {
            ScenarioFile file = source.check(changes);
            Variant variant = VariantRuns.named(file, experiment.variants()).get(0);
            return new Design(new Point(designs.size(), name, file), experiment.arm(variant, file.setup(variant)));
        });
    }

    /**
     * Returns the design of a name with a scenario that is derived from a variant, and adds it if it is new.
     *
     * @param name unique name that is a valid folder name
     * @param file file of the variant
     * @param derived scenario to run
     * @param difference description of every difference between the two, which identifies stored results
     */
    public Design design(String name, ScenarioFile file, Variant variant, Scenario derived, String difference) {
        return designs.computeIfAbsent(name, added -> {
            ExperimentArm arm = experiment.arm(
                    variant,
                    file.setup(variant).withAssertions(derived.evaluation().sla()));
            String digest = file.digest() + Long.toHexString(KeyedRandom.key(0, 0, variant.name() + ": " + difference));
            return new Design(new Point(designs.size(), name, file, digest), new ExperimentArm(derived, arm.setup()));
        });
    }

    /**
     * Runs the missing replications of designs, until each has at least a number of them.
     *
     * @param label description of the runs, for progress reports
     * @param target number of replications of each design
     * @return whether all were run; false if the execution was stopped
     * @throws ExperimentException if a trial is invalid
     */
    public boolean replicate(String label, List<Design> selected, int target) {
        Map<Point, Design> byPoint = new LinkedHashMap<>();
        List<Trial> trials = new ArrayList<>();
        for (Design design : selected) {
            int missing = target - design.summary.size();
            if (missing > 0 && byPoint.put(design.point, design) == null) {
                trials.addAll(Trial.of(design.point, design.arms, firstReplication + design.summary.size(), missing));
            }
        }
        List<Trial> ordered = TrialPlan.byReplication(trials);
        execution.progress().begins(label, ordered.size());
        try {
            execution.run(0, ordered, outcome -> {
                byPoint.get(outcome.trial().point())
                        .summary
                        .add(outcome.observations().get(0));
                done.add(outcome.trial());
            });
        } finally {
            execution.progress().ends();
        }
        return byPoint.values().stream().allMatch(design -> design.summary.size() >= target);
    }

    /**
     * Runs the missing replications of a design, until one of them decides or there is a number of them. Running
     * replications that are no longer needed are stopped.
     *
     * @param label description of the runs, for progress reports
     * @param target number of replications without one that decides
     * @param decides returns whether no replication after that of a result is needed; called from any thread
     * @return whether all needed ones were run; false if the execution was stopped
     * @throws ExperimentException if a trial is invalid
     */
    public boolean replicateUntil(String label, Design design, int target, Predicate<RunSummary> decides) {
        int size = design.summary.size();
        List<Trial> trials = Trial.of(design.point, design.arms, firstReplication + size, target - size);
        boolean[] decided = new boolean[1];
        execution.progress().begins(label, trials.size());
        try {
            execution.runUntil(
                    0, trials, outcome -> decides.test(outcome.observations().get(0)), outcome -> {
                        RunSummary observation = outcome.observations().get(0);
                        design.summary.add(observation);
                        done.add(outcome.trial());
                        decided[0] |= decides.test(observation);
                    });
        } finally {
            execution.progress().ends();
        }
        return decided[0] || design.summary.size() >= target;
    }

    /** Returns the designs in the order in which they were added. */
    public List<Design> designs() {
        return List.copyOf(designs.values());
    }

    /** Returns the trials that have ended. */
    public List<Trial> done() {
        return Collections.unmodifiableList(done);
    }

    /** Returns whether the execution was stopped. */
    public boolean isStopped() {
        return execution.stopped().getAsBoolean();
    }
}
