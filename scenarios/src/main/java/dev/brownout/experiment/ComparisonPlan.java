package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Sha256;
import dev.brownout.runtime.Run;
import java.util.ArrayList;
import java.util.List;

/** A comparison of variants, or of two scenarios, that is possible, and ready to run. */
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

    /** Of the variants that are meant, in the order in which they are named. */
    static ComparisonPlan ofVariants(Experiment experiment) {
        ScenarioFile file = experiment.source().checked(experiment.changes());
        file.warnings().forEach(experiment.warnings());
        List<String> wanted = experiment.variants();
        List<Variant> variants = new ArrayList<>(VariantRuns.named(file, wanted));
        variants.sort((a, b) -> Integer.compare(wanted.indexOf(a.name()), wanted.indexOf(b.name())));
        file.twins(variants).forEach(experiment.warnings());
        return new ComparisonPlan(experiment, new Point(0, "", file), experiment.cases(file, variants));
    }

    /** Of two scenarios, the second on the seed of the first. */
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

    /** The cases have the names of the scenarios, so this says as well which variant of each is run. */
    private static String digest(ScenarioFile first, Variant before, ScenarioFile second, Variant after) {
        return Sha256.of("compared " + first.digest() + " " + before.name() + "\nwith " + second.digest() + " "
                + after.name() + "\n");
    }

    private static ExperimentArm only(Experiment experiment, ScenarioFile file, Variant variant, String name) {
        Run.Setup setup = file.setup(variant);
        return experiment.one(variant, new Run.Setup(name, setup.settings(), setup.breaks(), 0, setup.predicts()));
    }

    /** The scenario; of two the first. */
    public ScenarioFile file() {
        return point.file();
    }

    /** What is compared, the first with each of the others; what can be run has two at least. */
    public List<ExperimentArm> cases() {
        return cases;
    }

    @Override
    public List<Trial> all() {
        return Trial.of(point, cases, 0, experiment.replications());
    }

    /**
     * Runs it to the end.
     *
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public VariantComparison run() {
        return run(Execution.plain());
    }

    /**
     * Runs it.
     *
     * @return what came out, of fewer replications if it was stopped
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
