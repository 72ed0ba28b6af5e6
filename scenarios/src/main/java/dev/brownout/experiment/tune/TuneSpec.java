package dev.brownout.experiment.tune;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.FrontierOptions;
import dev.brownout.experiment.spec.OptionForm;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ParameterGroup;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Search for values of settings that meet every assertion. */
@Kind(TuneSpec.NAME)
@Doc("Find values of settings that meet the assertions, and their region.")
@CommandForm(
        success = "found",
        result = "Tuning",
        violated = "no tested design meets all assertions",
        examples = {
            "tune retry-storm --vary requests.page.retry.budget=1%..100%",
            "tune mine.yaml --vary web.queue=10..1000 --vary requests.page.timeout=100ms..5s"
        })
public record TuneSpec(
        @Doc("variant; default: the first") @OptionForm("V") Optional<String> variant,

        @Doc("setting and its range A..B or list a,b,c, such as web.queue=10..1000; up to 8 settings. A range with a"
                + " ratio of 100 or more has a logarithmic scale")
        @OptionForm(value = "PATH=VALUES", required = true)
        List<String> vary,

        @Doc("maximum number of runs") @Default("" + TunePlan.DEFAULT_RUNS) @OptionForm("N")
        int runs,

        @Doc("number of replications per verdict")
        @Default("10")
        @AtLeast(2)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications,

        @Doc("metric that selects the recommended design, such as all.cost; default: the largest margin")
        @OptionForm("METRIC")
        Optional<String> minimise,

        @Doc("ranking of the settings: morris, sobol or none") @Default("morris") @OptionForm("METHOD")
        SensitivityMethod sensitivity,

        @ParameterGroup FrontierOptions frontier)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "tune";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        request.requireLocal(
                "tune selects each design by the previous results; use 'brownout sweep' or omit the option");
        Experiment experiment = request.experiment(variant.stream().toList(), replications);
        List<TunedSetting> settings =
                vary.stream().map(text -> setting(request, text)).toList();
        String obstacle = ComparableDesigns.obstacle(
                settings.stream().map(TunedSetting::variation).toList(), true);
        Optional<FrontierRequest> requested = frontier.request(request, obstacle);
        TunePlan plan = new TunePlan(FrontierRequest.measured(requested, experiment), settings)
                .runs(runs)
                .sensitivity(sensitivity);
        if (minimise.isPresent()) {
            Metric metric = request.metric("minimise", minimise.get());
            plan = plan.minimising(request.name("minimise") + " " + metric, metric);
        }
        return new TuneExperiment(plan.checked(), requested, request.confidence());
    }

    private static TunedSetting setting(ExperimentRequest request, String text) {
        try {
            return TunedSetting.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValueException("{} {}", request.name("vary"), Sentence.reason(wrong));
        }
    }

    private record TuneExperiment(TunePlan plan, Optional<FrontierRequest> requested, double confidence)
            implements PlannedExperiment {
        @Override
        public Optional<FrontierRequest> frontier() {
            return requested;
        }

        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            TuneResult result = plan.run(execution);
            if (result.screened().isEmpty()) {
                return ExperimentOutcome.nothing(result.found());
            }
            ExperimentFindings findings = ExperimentFindings.of(
                    NAME,
                    result.file(),
                    confidence,
                    result.done(),
                    new TuneText(result),
                    () -> TuneCharts.charts(result));
            return new ExperimentOutcome(
                    result.found(),
                    findings,
                    result.comparableDesigns(),
                    confidence,
                    Collections.singletonMap("found", result.found()));
        }
    }
}
