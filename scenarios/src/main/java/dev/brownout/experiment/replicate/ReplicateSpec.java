package dev.brownout.experiment.replicate;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.ExperimentFindings.PlannedRuns;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.experiment.spec.StoppingOptions;
import dev.brownout.format.QuantityFormat;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Share;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Independent replications of a scenario: means, intervals and verdicts. */
@Kind(ReplicateSpec.NAME)
@Doc("Repeat a scenario with independent seeds: confidence intervals.")
@CommandForm(
        success = "PASS: all assertions met, or violated as expected",
        result = "Replications",
        violated = "FAIL: an assertion is violated or undecided",
        folder = "write report, charts, table and results to this folder; finished runs are reused",
        examples = {"replicate capacity-plan", "replicate mine.yaml -n 100 --out report"})
public record ReplicateSpec(
        @Doc("run only this variant") @OptionForm(value = "V", name = "--variant")
        List<String> variants,

        @Doc("number of replications; default: " + ReplicateSpec.USUAL_REPLICATIONS)
        @AtLeast(1)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        Optional<Integer> replications,

        @Doc("instead of {replications}: replicate until each interval is within this share, such as 5%")
        @OptionForm("P")
        Optional<Share> precision,

        @Doc("maximum number of replications for {precision}")
        @Default("1000")
        @AtLeast(1)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm("N")
        int most,

        @Doc("correct means by the known expected number of arrivals: narrower intervals") @OptionForm
        boolean controlVariates)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "replicate";

    private static final int USUAL_REPLICATIONS = 30;

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        request.requireAtMostOneOf("replications", "precision");
        if (precision.isPresent()) {
            request.requireLocal(StoppingOptions.LOCAL);
        }
        if (controlVariates) {
            request.requireLocal("control variates need all results in this process; omit one of the options");
        }
        int number = precision.isPresent() ? most : replications.orElse(USUAL_REPLICATIONS);
        Experiment experiment = request.experiment(variants, number);
        if (controlVariates) {
            experiment = experiment.metric(ArrivalControl.METRIC);
        }
        Optional<Precision> goal = precision.map(share -> new Precision(share.ratio(), request.confidence(), number));
        return new ReplicateExperiment(experiment, goal, controlVariates);
    }

    /** Plans a fixed number of replications. */
    public static PlannedExperiment planned(Experiment experiment) {
        return new ReplicateExperiment(experiment, Optional.empty(), false);
    }

    private static final class ReplicateExperiment implements PlannedExperiment {
        private final Experiment experiment;
        private final Optional<Precision> precision;
        private final boolean controlVariates;
        private final ReplicationPlan plan;

        ReplicateExperiment(Experiment experiment, Optional<Precision> precision, boolean controlVariates) {
            this.experiment = experiment;
            this.precision = precision;
            this.controlVariates = controlVariates;
            this.plan = precision.isPresent()
                    ? ReplicationPlan.of(experiment, precision.get())
                    : ReplicationPlan.of(experiment);
        }

        @Override
        public Optional<Distribution> distribution() {
            return precision.isPresent() || controlVariates
                    ? Optional.empty()
                    : Optional.of(new Distribution(NAME, List.of(experiment), List.of(), plan));
        }

        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            Replications result = plan.run(execution);
            int done = result.done().size();
            if (done == 0) {
                return ExperimentOutcome.nothing(false);
            }
            ReplicateText text = new ReplicateText(result.file(), result.summaries(), result.confidence());
            String missed = precision
                    .filter(goal -> !result.precise() && !execution.stopped().getAsBoolean())
                    .map(goal -> "precision " + QuantityFormat.percent(goal.share()) + " not reached for all metrics")
                    .orElse("");
            long runs = (long) done * result.summaries().size();
            ExperimentFindings findings = new ExperimentFindings(
                    NAME,
                    result.file(),
                    result.confidence(),
                    result.done(),
                    text.lines(missed),
                    text.data(),
                    () -> new ReplicationCharts(result).all(text.finding()),
                    (frame, pictures) -> text.page(frame, missed, runs, pictures),
                    Optional.of(new PlannedRuns(plan.all().size(), "replications")));
            return new ExperimentOutcome(
                    result.asExpected(),
                    controlVariates ? withControls(findings, result) : findings,
                    Collections.singletonMap("as_expected", result.asExpected()));
        }

        private static ExperimentFindings withControls(ExperimentFindings findings, Replications result) {
            List<Optional<Double>> expected = result.done().get(0).arms().stream()
                    .map(arm -> ArrivalControl.expected(arm.scenario()))
                    .toList();
            ControlVariateText text = new ControlVariateText(result.summaries(), expected, result.confidence());
            return findings.with("control_variates", text.fact(), text.lines(), text.part(), List::of);
        }
    }
}
