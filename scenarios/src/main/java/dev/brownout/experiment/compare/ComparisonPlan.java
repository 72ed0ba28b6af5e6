package dev.brownout.experiment.compare;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.Trial.Point;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierDesign;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Sha256;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A validated comparison of variants, or of two scenarios, ready to run. */
public final class ComparisonPlan implements TrialPlan {
    private final Experiment experiment;
    private final Point point;
    private final List<ExperimentArm> arms;
    private final Optional<SequentialRule> rule;

    private ComparisonPlan(Experiment experiment, Point point, List<ExperimentArm> arms) {
        this(experiment, point, arms, Optional.empty());
        experiment.requireVarying(arms.stream());
    }

    private ComparisonPlan(
            Experiment experiment, Point point, List<ExperimentArm> arms, Optional<SequentialRule> rule) {
        this.experiment = experiment;
        this.point = point;
        this.arms = List.copyOf(arms);
        this.rule = rule;
    }

    /**
     * Returns the plan with a stopping rule instead of a fixed number of replications. It ends when each difference is
     * decided. The confidence level of the result then is that of each look.
     *
     * @see VariantComparison#isDecided
     */
    public ComparisonPlan until(SequentialRule stoppingRule) {
        return new ComparisonPlan(experiment, point, arms, Optional.of(stoppingRule));
    }

    /**
     * Plans a comparison of the first variant with each other variant, in the order of their selection, with common
     * random numbers.
     *
     * @throws ExperimentException if a variant does not exist, the scenario is invalid, or a metric never changes
     */
    public static ComparisonPlan of(Experiment experiment) {
        ScenarioFile file = experiment.source().check(experiment.changes());
        file.warnings().forEach(experiment.warnings());
        List<String> selectedNames = experiment.variants();
        List<Variant> variants = new ArrayList<>(VariantRuns.named(file, selectedNames));
        variants.sort((a, b) -> Integer.compare(selectedNames.indexOf(a.name()), selectedNames.indexOf(b.name())));
        file.equalVariantWarnings(variants).forEach(experiment.warnings());
        return new ComparisonPlan(experiment, new Point(0, "", file), experiment.arms(file, variants));
    }

    /**
     * Plans a comparison of the first variants of two scenarios, with common random numbers. Both run with the seed of
     * the baseline.
     *
     * @throws ExperimentException if a variant does not exist, a scenario is invalid, or a metric never changes
     */
    public static ComparisonPlan of(Experiment baseline, Experiment candidate) {
        ScenarioFile baselineFile = baseline.source().check(baseline.changes());
        baselineFile.warnings().forEach(baseline.warnings());
        String seed = Long.toString(baselineFile.variants().get(0).scenario().seed());
        Overrides changes = candidate.changes().with(new Overrides.Option("--seed", "run.seed", seed));
        ScenarioFile candidateFile = candidate.source().check(changes);
        candidateFile.warnings().forEach(candidate.warnings());
        boolean equalNames = baselineFile.name().equals(candidateFile.name());
        Variant baselineVariant =
                VariantRuns.named(baselineFile, baseline.variants()).get(0);
        Variant candidateVariant =
                VariantRuns.named(candidateFile, candidate.variants()).get(0);
        return new ComparisonPlan(
                baseline,
                new Point(0, "", baselineFile, digest(baselineFile, baselineVariant, candidateFile, candidateVariant)),
                List.of(
                        arm(
                                baseline,
                                baselineFile,
                                baselineVariant,
                                equalNames ? baseline.source().name() : baselineFile.name()),
                        arm(
                                baseline,
                                candidateFile,
                                candidateVariant,
                                equalNames ? candidate.source().name() : candidateFile.name())));
    }

    /**
     * Returns a digest of both scenarios and their selected variants. The arms are named after the scenarios, so their
     * names do not identify the variants.
     */
    private static String digest(
            ScenarioFile baselineFile, Variant baselineVariant, ScenarioFile candidateFile, Variant candidateVariant) {
        return Sha256.hex("compared " + baselineFile.digest() + " " + baselineVariant.name() + "\nwith "
                + candidateFile.digest() + " " + candidateVariant.name() + "\n");
    }

    private static ExperimentArm arm(Experiment experiment, ScenarioFile file, Variant variant, String name) {
        Run.Setup setup = file.setup(variant);
        return experiment.arm(
                variant,
                new Run.Setup(name, setup.settings(), setup.expectedViolations(), 0, setup.predicts())
                        .withAssertions(setup.assertions()));
    }

    /** Returns the scenario; the baseline if two scenarios are compared. */
    public ScenarioFile file() {
        return point.file();
    }

    /** Returns the compared arms. The first arm is the baseline. A run needs at least two arms. */
    public List<ExperimentArm> cases() {
        return arms;
    }

    @Override
    public List<Trial> all() {
        return Trial.of(point, arms, 0, maximum());
    }

    private int maximum() {
        return rule.map(SequentialRule::most).orElse(experiment.replications());
    }

    /**
     * Runs the comparison with the default execution settings.
     *
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public VariantComparison run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the comparison.
     *
     * @return the results; with fewer replications if it was stopped
     * @throws ExperimentException if there are fewer than two variants, or fewer than two replications
     */
    public VariantComparison run(Execution execution) {
        if (arms.size() < 2 || maximum() < 2) {
            throw new ExperimentException(
                    "a comparison needs two variants or two scenarios, and two replications; found {} and {} "
                            + "replications",
                    arms.stream().map(ExperimentArm::name).toList(),
                    maximum());
        }
        List<ReplicationSummary> summaries =
                arms.stream().map(arm -> new ReplicationSummary(arm.name())).toList();
        List<Trial> completed = new ArrayList<>();
        double confidence = rule.map(SequentialRule::interimConfidence).orElse(experiment.confidence());
        execution.progress().begins("", maximum());
        try {
            for (int interim : rule.map(SequentialRule::interimSizes).orElse(List.of(maximum()))) {
                int first = summaries.get(0).size();
                execution.run(first, Trial.of(point, arms, first, interim - first), outcome -> {
                    completed.add(outcome.trial());
                    ReplicationSummary.add(outcome.observations(), summaries);
                });
                boolean isEnded = summaries.get(0).size() < interim
                        || rule.filter(stopping -> new VariantComparison(summaries, confidence, completed)
                                        .isDecided(stopping.share()))
                                .isPresent();
                if (isEnded) {
                    break;
                }
            }
        } finally {
            execution.progress().ends();
        }
        return new VariantComparison(summaries, confidence, completed);
    }

    /** Returns the reason why the arms are not comparable designs; empty if they are. */
    public String obstacle() {
        List<Scenario> designs = arms.stream().map(ExperimentArm::scenario).toList();
        boolean comparable =
                designs.stream().allMatch(one -> designs.stream().allMatch(other -> isComparable(one, other)));
        return comparable
                ? ""
                : "the variants have different loads, durations or prices, so their costs are not comparable";
    }

    private static boolean isComparable(Scenario one, Scenario other) {
        return one.workload().load().equals(other.workload().load())
                && one.durationNanos() == other.durationNanos()
                && one.warmupNanos() == other.warmupNanos()
                && one.prices().agreesWith(other.prices());
    }

    /** Returns the arms as designs, with the results of this comparison. */
    public ComparableDesigns comparableDesigns(VariantComparison comparison) {
        return new ComparableDesigns(
                comparison.summaries().stream()
                        .map(summary -> new FrontierDesign(summary.name(), summary))
                        .toList(),
                "",
                obstacle(),
                1);
    }
}
