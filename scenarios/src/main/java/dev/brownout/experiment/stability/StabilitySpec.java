package dev.brownout.experiment.stability;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Share;
import java.util.Collections;
import java.util.Optional;

/** Search for the largest trigger after which a system recovers, at each load. */
@Kind(StabilitySpec.NAME)
@Doc("Find the largest trigger after which a system recovers, at each load.")
@CommandForm(
        success = "a safe trigger was found at each load",
        result = "Stability",
        violated = "no tested trigger is safe at some load",
        examples = {
            "stability mine.yaml --vary load=1/s..9/s --trigger params.lost=1..5 --within 5m",
            "stability mine.yaml --vary load=9/s --trigger faults.out.for=0s..9s --within 1m"
        })
public record StabilitySpec(
        @Doc("variant; default: the first") @OptionForm("V") Optional<String> variant,

        @Doc("load and its values, or another setting: A..B, A..B/n for n equal steps, or a,b,c")
        @OptionForm("PATH=A..B")
        String vary,

        @Doc("setting that is the size of the trigger, and its values, such as faults.outage.for=0s..20s/5 or"
                + " params.lost=1..5")
        @OptionForm("PATH=A..B")
        String trigger,

        @Doc("time from the end of the trigger within which requests must succeed again") @OptionForm("T")
        Optional<String> within,

        @Doc("fault that is the trigger; default: that of {trigger}, or the only one") @OptionForm("NAME")
        Optional<String> fault,

        @Doc("assertion that a recovered run meets, with a window after the trigger; instead of {within}")
        @OptionForm("ASSERTION")
        Optional<String> recovered,

        @Doc("accepted probability that a safe trigger is not recovered from") @Default("10%") @OptionForm("P")
        Share risk,

        @Doc("maximum number of runs per cell of the map")
        @Default("10")
        @AtLeast(1)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications,

        @Doc("width of the interval of the largest safe trigger, as a share of its range")
        @Default("2%")
        @OptionForm("P")
        Share tolerance)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "stability";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        request.requireLocal(
                "stability selects each run by the previous results; use 'brownout sweep' or omit the option");
        Experiment experiment = request.experiment(variant.stream().toList(), replications);
        Variation size = request.variation("trigger", trigger, true);
        StabilityPlan plan = StabilityPlan.of(
                        experiment, request.variation("vary", vary, true), size, criterion(request, experiment, size))
                .risk(risk.ratio())
                .tolerance(tolerance.ratio());
        return (execution, color) -> outcome(plan.run(execution));
    }

    private RecoveryCriterion criterion(ExperimentRequest request, Experiment experiment, Variation size) {
        request.requireAtMostOneOf("within", "recovered");
        if (within.isEmpty() && recovered.isEmpty()) {
            throw new InvalidValueException(
                    "a recovery needs --within T, such as --within 5m, or --recovered ASSERTION");
        }
        if (recovered.isPresent() && fault.isPresent()) {
            throw new InvalidValueException(
                    "--fault belongs to --within; --recovered names an assertion with its own window");
        }
        if (recovered.isPresent()) {
            return new AssertionCriterion(recovered.get());
        }
        Scenario asWritten = VariantRuns.named(experiment.source().check(experiment.changes()), experiment.variants())
                .get(0)
                .scenario();
        return new FaultCriterion(
                fault.orElseGet(() -> FaultCriterion.fault(asWritten, size.path())),
                request.positive("within", within.get(), Dimension.TIME).longValue());
    }

    private static ExperimentOutcome outcome(StabilityMap map) {
        ExperimentFindings findings = ExperimentFindings.of(
                NAME,
                map.file(),
                map.settings().confidence(),
                map.done(),
                new StabilityText(map),
                () -> StabilityCharts.charts(map));
        return new ExperimentOutcome(map.found(), findings, Collections.singletonMap("found", map.found()));
    }
}
