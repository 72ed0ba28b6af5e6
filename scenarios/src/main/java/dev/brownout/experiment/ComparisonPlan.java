package dev.brownout.experiment;

import dev.brownout.experiment.Trial.Point;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.layer.Overrides;
import dev.brownout.run.Run;
import java.util.ArrayList;
import java.util.List;

/** A comparison of variants, or of two scenarios, that is possible, and ready to run. */
public final class ComparisonPlan {
    private final Experiment experiment;
    private final ScenarioFile file;
    private final List<Case> cases;

    private ComparisonPlan(Experiment experiment, ScenarioFile file, List<Case> cases) {
        this.experiment = experiment;
        this.file = file;
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
        return new ComparisonPlan(experiment, file, experiment.cases(file, variants));
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
        return new ComparisonPlan(
                one,
                first,
                List.of(
                        only(one, first, one.variants(), same ? one.source().name() : first.name()),
                        only(
                                one,
                                second,
                                other.variants(),
                                same ? other.source().name() : second.name())));
    }

    private static Case only(Experiment experiment, ScenarioFile file, List<String> wanted, String name) {
        Variant variant = VariantRuns.named(file, wanted).get(0);
        Run.Setup setup = file.setup(variant);
        return experiment.one(variant, new Run.Setup(name, setup.settings(), setup.breaks(), 0, setup.predicts()));
    }

    /** The scenario; of two the first. */
    public ScenarioFile file() {
        return file;
    }

    /** What is compared, the first with each of the others; what can be run has two at least. */
    public List<Case> cases() {
        return cases;
    }

    /**
     * Runs it to the end.
     *
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public Comparison run() {
        return run(Execution.plain());
    }

    /**
     * Runs it.
     *
     * @return what came out, of fewer replications if it was stopped
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public Comparison run(Execution execution) {
        if (cases.size() < 2 || experiment.replications() < 2) {
            throw new ExperimentException("to compare takes two variants, or two scenarios, and two replications;"
                    + " there are " + cases.stream().map(Case::name).toList() + ", " + experiment.replications()
                    + " times");
        }
        List<Summary> summaries = cases.stream().map(c -> new Summary(c.name())).toList();
        List<Trial> trials = Trial.of(new Point(0, "", file), cases, 0, experiment.replications());
        execution.progress().begins("", trials.size());
        try {
            execution.run(0, trials, outcome -> Summary.add(outcome.observations(), summaries));
        } finally {
            execution.progress().ends();
        }
        return new Comparison(summaries, experiment.confidence());
    }
}
