package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A validated sweep, ready to run. */
public final class SweepPlan implements TrialPlan {
    private final Experiment experiment;
    private final ParameterGrid lattice;
    private final List<Point> points;
    private final Map<String, List<String>> alike;
    private final List<Trial> trials = new ArrayList<>();

    SweepPlan(Experiment experiment, List<Variation> variations) {
        if (variations.isEmpty()) {
            throw new IllegalArgumentException("say what to vary, such as web.nodes=2..16");
        }
        for (Variation variation : variations) {
            if (variation.values().isEmpty()) {
                throw new IllegalArgumentException(
                        variation.path() + " has no values; expected PATH=A..B, such as web.nodes=2..16");
            }
        }
        this.experiment = experiment;
        this.lattice = new ParameterGrid(variations);
        this.points = lattice.read(experiment.source(), experiment.changes());
        this.alike = alike(points.stream()
                .map(point -> VariantRuns.named(point.file(), experiment.variants()))
                .toList());
        for (Point point : points) {
            trials.addAll(Trial.of(point, cases(point), 0, experiment.replications()));
        }
        experiment.requireMoving(trials.stream().flatMap(trial -> trial.cases().stream()));
        points.get(0).file().warnings().forEach(experiment.warnings());
    }

    /** Returns the distinct variants, each with the variants that are identical to it at every point. */
    private static Map<String, List<String>> alike(List<List<Variant>> points) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        List<Integer> kept = new ArrayList<>();
        List<Variant> first = points.get(0);
        for (int i = 0; i < first.size(); i++) {
            int each = i;
            Optional<Integer> same = kept.stream()
                    .filter(k -> points.stream().allMatch(at -> at.get(k).sameAs(at.get(each))))
                    .findFirst();
            if (same.isPresent()) {
                alike.get(first.get(same.get()).name()).add(first.get(i).name());
            } else {
                kept.add(i);
                alike.put(first.get(i).name(), new ArrayList<>());
            }
        }
        return alike;
    }

    private List<ExperimentArm> cases(Point point) {
        return experiment.cases(point.file(), VariantRuns.named(point.file(), List.copyOf(alike.keySet())));
    }

    /** Returns the number of trials. Each trial runs all distinct variants of its point. */
    public int trials() {
        return trials.size();
    }

    @Override
    public List<Trial> all() {
        return TrialPlan.byReplication(trials);
    }

    /** Runs the sweep to its end. */
    public Sweep run() {
        return run(Execution.plain());
    }

    /**
     * Runs the sweep.
     *
     * @return the results, without the points that lack a replication because the sweep was stopped
     */
    public Sweep run(Execution execution) {
        List<List<ReplicationSummary>> summaries = new ArrayList<>();
        points.forEach(point -> summaries.add(
                alike.keySet().stream().map(ReplicationSummary::new).toList()));
        List<Trial> done = new ArrayList<>();
        execution.progress().begins("", trials.size());
        try {
            execution.run(0, trials, outcome -> {
                done.add(outcome.trial());
                ReplicationSummary.add(
                        outcome.observations(),
                        summaries.get(outcome.trial().point().number()));
            });
        } finally {
            execution.progress().ends();
        }
        return new Sweep(points.get(0).file(), lattice, finished(summaries), experiment.confidence(), alike, done);
    }

    /** Returns the summaries of each point; an empty list for a point that lacks a replication. */
    private List<List<ReplicationSummary>> finished(List<List<ReplicationSummary>> summaries) {
        return summaries.stream()
                .map(there -> there.get(0).size() == experiment.replications() ? there : List.<ReplicationSummary>of())
                .toList();
    }
}
