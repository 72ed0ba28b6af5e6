package dev.brownout.experiment.sweep;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.ExperimentFindings.PlannedRuns;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.FrontierOptions;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.experiment.spec.StoppingOptions;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ParameterGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Runs of a scenario at every combination of values of some settings. */
@Kind(SweepSpec.NAME)
@Doc("Run a scenario for each value of one or more settings.")
@CommandForm(
        success = "done, whatever the verdicts",
        result = "Sweep",
        folder = "write report, charts, table and results to this folder; finished runs are reused",
        examples = {
            "sweep capacity-plan",
            "sweep mine.yaml --vary web.nodes=2..16 --out report",
            "sweep mine.yaml --vary web.nodes=2..16 -n 10 --frontier"
        })
public record SweepSpec(
        @Doc("setting and values: A..B, A..B/n for n equal steps, or a,b,c; load is the peak load; default: section"
                + " sweep of the scenario")
        @OptionForm("PATH=A..B")
        List<String> vary,

        @Doc("run only this variant") @OptionForm(value = "V", name = "--variant")
        List<String> variants,

        @Doc("number of replications per point")
        @Default("1")
        @AtLeast(1)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications,

        @ParameterGroup StoppingOptions stopping,
        @ParameterGroup FrontierOptions frontier)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "sweep";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        Experiment experiment = request.experiment(variants, replications);
        List<Variation> variations = vary.isEmpty()
                ? experiment.source().read(experiment.changes()).sweep()
                : request.variations("vary", vary, true);
        if (variations.isEmpty()) {
            throw new InvalidValueException(
                    "missing {}, such as {} web.nodes=2..16", request.name("vary"), request.name("vary"));
        }
        Optional<FrontierRequest> requested = frontier.request(request, ComparableDesigns.obstacle(variations));
        return new SweepExperiment(
                FrontierRequest.measured(requested, experiment), variations, stopping.rule(request), requested);
    }

    /** Plans a sweep with a fixed number of replications. */
    public static PlannedExperiment planned(Experiment experiment, List<Variation> variations) {
        return new SweepExperiment(experiment, variations, Optional.empty(), Optional.empty());
    }

    private static final class SweepExperiment implements PlannedExperiment {
        private final Experiment experiment;
        private final List<Variation> variations;
        private final Optional<SequentialRule> rule;
        private final Optional<FrontierRequest> frontier;
        private final SweepPlan plan;

        SweepExperiment(
                Experiment experiment,
                List<Variation> variations,
                Optional<SequentialRule> rule,
                Optional<FrontierRequest> frontier) {
            this.experiment = experiment;
            this.variations = variations;
            this.rule = rule;
            this.frontier = frontier;
            this.plan = rule.isPresent()
                    ? SweepPlan.of(experiment, variations, rule.get())
                    : SweepPlan.of(experiment, variations);
        }

        @Override
        public Optional<FrontierRequest> frontier() {
            return frontier;
        }

        @Override
        public Optional<Distribution> distribution() {
            return rule.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Distribution(NAME, List.of(experiment), variations, plan));
        }

        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            Sweep sweep = plan.run(execution);
            if (sweep.variants().isEmpty()) {
                return ExperimentOutcome.nothing(true);
            }
            SweepText text = new SweepText(sweep);
            List<String> notes = notes(sweep);
            ExperimentFindings findings = new ExperimentFindings(
                    NAME,
                    sweep.file(),
                    sweep.confidence(),
                    sweep.done(),
                    text.lines(notes),
                    text.data(),
                    () -> new SweepCharts(sweep).all(),
                    (frame, pictures) -> new SweepPage(sweep).sweep(frame, notes, pictures),
                    Optional.of(new PlannedRuns(plan.trials(), "runs")));
            return new ExperimentOutcome(
                    true,
                    rule.map(one -> sweep.stopping(one, false).addTo(findings)).orElse(findings),
                    sweep.comparableDesigns().withInterimAnalyses(rule),
                    rule.map(SequentialRule::confidence).orElse(sweep.confidence()),
                    Collections.emptySortedMap());
        }

        /** Returns a sentence for each variant that also represents variants with identical settings at all points. */
        private static List<String> notes(Sweep sweep) {
            List<String> notes = new ArrayList<>();
            sweep.equalVariants().forEach((name, same) -> {
                if (!same.isEmpty()) {
                    notes.add("'" + name + "' also represents '" + String.join("', '", same)
                            + "': they differ only in varied settings");
                }
            });
            return notes;
        }
    }
}
