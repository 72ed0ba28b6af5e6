package dev.brownout.experiment.reliability;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Share;
import java.util.Collections;
import java.util.Optional;

/** Estimate of the availability over years, and of the probability that an assertion is violated in them. */
@Kind(ReliabilitySpec.NAME)
@Doc("Estimate the availability over years from mtbf and mttr, and risks.")
@CommandForm(
        success = "each assertion is met at the confidence level, or violated as expected",
        result = "Reliability",
        violated = "an assertion is violated or undecided",
        examples = {"reliability spare-capacity", "reliability mine.yaml --years 3 --risk 1% --out report"})
public record ReliabilitySpec(
        @Doc("variant; default: the first") @OptionForm("V") Optional<String> variant,

        @Doc("length of the period in years") @Default("1") @OptionForm("N")
        double years,

        @Doc("accepted probability that an assertion is violated in the period") @Default("5%") @OptionForm("P")
        Share risk,

        @Doc("relative error at which the estimate of a probability stops") @Default("20%") @OptionForm("P")
        Share precision,

        @Doc("maximum number of states with failed nodes that are run with requests")
        @Default("40")
        @AtLeast(1)
        @OptionForm("N")
        int states,

        @Doc("replications of each state")
        @Default("4")
        @AtLeast(2)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "reliability";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        request.requireLocal("reliability selects states and levels by earlier results; omit the option");
        if (!(years > 0 && years <= ReliabilityPlan.MOST_YEARS)) {
            throw new InvalidValueException("{} is above 0 and at most 50, not {}", request.name("years"), years);
        }
        ReliabilityPlan plan = ReliabilityPlan.of(
                        request.experiment(variant.stream().toList(), replications))
                .years(years)
                .acceptedRisk(risk.ratio())
                .precision(precision.ratio())
                .mostStates(states);
        return (execution, color) -> outcome(plan.run(execution));
    }

    private static ExperimentOutcome outcome(ReliabilityResult result) {
        if (result.availability() == null) {
            return ExperimentOutcome.nothing(false);
        }
        ExperimentFindings findings = ExperimentFindings.of(
                NAME,
                result.file(),
                result.confidence(),
                result.done(),
                new ReliabilityText(result),
                () -> ReliabilityCharts.charts(result));
        return new ExperimentOutcome(
                result.asExpected(), findings, Collections.singletonMap("as_expected", result.asExpected()));
    }
}
