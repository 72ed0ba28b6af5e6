package dev.brownout.experiment.falsify;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Dimension;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/** Search for fault schedules that violate an assertion. */
@Kind(FalsifySpec.NAME)
@Doc("Search for fault schedules that violate an assertion, and shrink them.")
@CommandForm(
        success = "no tried schedule violates an assertion",
        result = "Falsification",
        violated = "found",
        examples = {
            "falsify mine.yaml --out found",
            "falsify mine.yaml --faults crash,slow,zone-outage --at-once 2",
            "falsify mine.yaml --vary load=50/s..100/s --time 30s"
        })
public record FalsifySpec(
        @Doc("variant; default: the first") @OptionForm("V") Optional<String> variant,

        @Doc("number of schedules to try, each in one run; further runs confirm and shrink violations; default: "
                + FalsificationPlan.USUAL_SCHEDULES + ", without limit with {time}")
        @OptionForm("N")
        Optional<Integer> runs,

        @Doc("begin no further schedules after this time, such as 10m; the number of schedules then depends on the"
                + " machine")
        @OptionForm("D")
        Optional<String> time,

        @Doc("types of faults: crash, pause, hang, slow, errors, blackhole, partition, zone-outage, region-outage,"
                + " slow-link, slow-disk, flush, clock-jump, traffic; default: all except traffic")
        @OptionForm(value = "F", separator = ",")
        List<String> faults,

        @Doc("components with failing nodes, such as web,db; default: all") @OptionForm(value = "C", separator = ",")
        List<String> components,

        @Doc("maximum number of added faults that are active together")
        @Default("1")
        @AtLeast(1)
        @AtMost(FaultModel.MOST_AT_ONCE)
        @OptionForm("N")
        int atOnce,

        @Doc("mean rate of the faults of a random schedule, such as 12/h; default: two in the measured time of a run")
        @OptionForm("R")
        Optional<String> rate,

        @Doc("setting that a schedule may change, such as load=50/s..100/s or web.nodes=2..4") @OptionForm("PATH")
        List<String> vary,

        @Doc("number of replications that confirm a violation, of which four fifths and the first must violate the"
                + " assertion")
        @Default("" + FalsificationPlan.USUAL_REPLICATIONS)
        @AtLeast(1)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "falsify";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        if (!request.scenarios().get(0).metrics().isEmpty()) {
            throw new InvalidValueException(
                    "--metric: falsify prints assertions only; write an assertion of the metric under sla:");
        }
        request.requireLocal("falsify selects each batch of schedules by the results of earlier ones; omit the option");
        Experiment experiment = request.experiment(variant.stream().toList(), replications);
        FaultModel model = model(request);
        List<Variation> variations = request.variations("vary", vary, true);
        BooleanSupplier expired = expired(request);
        int most = runs.orElse(time.isEmpty() ? FalsificationPlan.USUAL_SCHEDULES : FalsificationPlan.MOST_SCHEDULES);
        FalsificationPlan plan =
                request.checked("runs", () -> new FalsificationPlan(experiment, model, variations, most));
        return new FalsifyExperiment(plan, expired, time.isPresent(), request.confidence());
    }

    private FaultModel model(ExperimentRequest request) {
        List<FaultType> types = faults.stream()
                .map(word -> request.checked("faults", () -> FaultType.of(word)))
                .toList();
        OptionalDouble perSecond = rate.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        request.positive("rate", rate.get(), Dimension.RATE).doubleValue());
        return new FaultModel(types.isEmpty() ? FaultType.defaults() : types, components, atOnce, perSecond);
    }

    /** Returns a supplier that returns whether the budget in time is used up. */
    private BooleanSupplier expired(ExperimentRequest request) {
        if (time.isEmpty()) {
            return () -> false;
        }
        long nanos = request.positive("time", time.get(), Dimension.TIME).longValue();
        long startedAt = System.nanoTime();
        return () -> System.nanoTime() - startedAt >= nanos;
    }

    private record FalsifyExperiment(
            FalsificationPlan plan, BooleanSupplier expired, boolean limited, double confidence)
            implements PlannedExperiment {
        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            FalsificationResult result = plan.run(execution, expired);
            FalsifyText text = new FalsifyText(result, confidence, limited, execution.store() != TrialStore.NONE);
            ExperimentFindings findings = ExperimentFindings.of(
                            NAME,
                            result.file(),
                            confidence,
                            result.done(),
                            text,
                            () -> FalsificationCharts.charts(result))
                    .withFiles(text.files());
            return new ExperimentOutcome(!result.found(), findings, Collections.singletonMap("found", result.found()));
        }
    }
}
