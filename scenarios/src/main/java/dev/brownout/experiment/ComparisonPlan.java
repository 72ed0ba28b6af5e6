package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Sha256;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.List;

/** A validated comparison of variants, or of two scenarios, ready to run. */
public final class ComparisonPlan implements TrialPlan {
    private final Experiment experiment;
    private final Point point;
    private final List<ExperimentArm> cases;

    private ComparisonPlan(Experiment experiment, Point point, List<ExperimentArm> cases) {
        this.experiment = experiment;
        this.point = point;
        this.cases = List.copyOf(cases);
        experiment.requireMoving(cases.stream());
    }

    /** Creates a comparison of the selected variants, in the order in which they are named. */
    static ComparisonPlan ofVariants(Experiment experiment) {
        ScenarioFile file = experiment.source().checked(experiment.changes());
        file.warnings().forEach(experiment.warnings());
        List<String> wanted = experiment.variants();
        List<Variant> variants = new ArrayList<>(VariantRuns.named(file, wanted));
        variants.sort((a, b) -> Integer.compare(wanted.indexOf(a.name()), wanted.indexOf(b.name())));
        file.twins(variants).forEach(experiment.warnings());
        return new ComparisonPlan(experiment, new Point(0, "", file), experiment.cases(file, variants));
    }

    /** Creates a comparison of two scenarios. The second runs with the seed of the first. */
    static ComparisonPlan ofTwo(Experiment one, Experiment other) {
        ScenarioFile first = one.source().checked(one.changes());
        first.warnings().forEach(one.warnings());
        String seed = Long.toString(first.variants().get(0).scenario().seed());
        Overrides changes = other.changes().with(new Overrides.Option("--seed", "run.seed", seed));
        ScenarioFile second = other.source().checked(changes);
        second.warnings().forEach(other.warnings());
        boolean same = first.name().equals(second.name());
        Variant before = VariantRuns.named(first, one.variants()).get(0);
        Variant after = VariantRuns.named(second, other.variants()).get(0);
        return new ComparisonPlan(
                one,
                new Point(0, "", first, digest(first, before, second, after)),
                List.of(
                        only(one, first, before, same ? one.source().name() : first.name()),
                        only(one, second, after, same ? other.source().name() : second.name())));
    }

    /**
     * Returns a digest that includes the variant run of each scenario, since the arms have the names of the scenarios
     * only.
     */
    private static String digest(ScenarioFile first, Variant before, ScenarioFile second, Variant after) {
        return Sha256.of("compared " + first.digest() + " " + before.name() + "\nwith " + second.digest() + " "
                + after.name() + "\n");
    }

    private static ExperimentArm only(Experiment experiment, ScenarioFile file, Variant variant, String name) {
        Run.Setup setup = file.setup(variant);
        return experiment.one(variant, new Run.Setup(name, setup.settings(), setup.breaks(), 0, setup.predicts()));
    }

    /** Returns the scenario; the first one if two are compared. */
    public ScenarioFile file() {
        return point.file();
    }

    /**
     * Returns the compared arms. The first is the baseline for each other arm. A comparison needs at least two to run.
     */
    public List<ExperimentArm> cases() {
        return cases;
    }

    @Override
    public List<Trial> all() {
        return Trial.of(point, cases, 0, experiment.replications());
    }

    /**
     * Runs the comparison to its end.
     *
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public VariantComparison run() {
        return run(Execution.plain());
    }

    /**
     * Runs the comparison.
     *
     * @return the results; with fewer replications if it was stopped
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public VariantComparison run(Execution execution) {
        if (cases.size() < 2 || experiment.replications() < 2) {
            throw new ExperimentException("to compare takes two variants, or two scenarios, and two replications;"
                    + " there are " + cases.stream().map(ExperimentArm::name).toList() + ", "
                    + experiment.replications()
                    + " times");
        }
        List<ReplicationSummary> summaries =
                cases.stream().map(c -> new ReplicationSummary(c.name())).toList();
        List<Trial> trials = all();
        List<Trial> done = new ArrayList<>();
        execution.progress().begins("", trials.size());
        try {
            execution.run(0, trials, outcome -> {
                done.add(outcome.trial());
                ReplicationSummary.add(outcome.observations(), summaries);
            });
        } finally {
            execution.progress().ends();
        }
        return new VariantComparison(summaries, experiment.confidence(), done);
    }
}
