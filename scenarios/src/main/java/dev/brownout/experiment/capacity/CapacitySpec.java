package dev.brownout.experiment.capacity;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
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
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.language.overlay.Variation;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sla.Metric;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Search for the largest load, or the smallest design, that meets every assertion. */
@Kind(CapacitySpec.NAME)
@Doc("Find the largest load or smallest design that meets the assertions.")
@CommandForm(
        success = "found",
        result = "Capacity",
        violated = "no tested load or design meets all assertions",
        examples = {
            "capacity mine.yaml --vary load",
            "capacity capacity-plan --vary web.nodes=8..14",
            "capacity mine.yaml --vary web.nodes=2..16 --minimise all.cost"
        },
        assistant = "All verdicts together have 95 % confidence. The scenario needs assertions, and short runs make it"
                + " fast.")
public record CapacitySpec(
        @Doc("variant; default: the first") @OptionForm("V") Optional<String> variant,

        @Doc("load or load=A..B for the largest load; or a setting such as web.nodes=2..16 for the smallest design."
                + " Each whole number of the last range is a candidate")
        @OptionForm(value = "PATH", required = true, functionDefault = "load")
        List<String> vary,

        @Doc("metric that selects the best of the smallest designs, such as all.cost") @OptionForm("METRIC")
        Optional<String> minimise,

        @Doc("maximum number of replications per design")
        @Default("10")
        @AtLeast(2)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications,

        @Doc("relative width of the interval of a load")
        @Default("1%")
        @OptionForm(value = "P", assistantDefault = "5%")
        Share tolerance,

        @ParameterGroup StoppingOptions stopping,
        @ParameterGroup FrontierOptions frontier)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "capacity";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        request.requireLocal(
                "capacity selects each design by the previous result; use 'brownout sweep' or omit the option");
        Optional<SequentialRule> rule = stopping.rule(request);
        Experiment experiment = request.experiment(variant.stream().toList(), replications);
        List<Variation> variations = request.variations("vary", vary, false);
        Optional<FrontierRequest> requested = frontier.request(request, ComparableDesigns.obstacle(variations, true));
        CapacitySearch search = CapacitySearch.of(FrontierRequest.measured(requested, experiment))
                .tolerance(tolerance.ratio());
        if (rule.isPresent()) {
            search = search.until(rule.get());
        }
        List<Variation> settings = new ArrayList<>();
        List<Variation> loads = new ArrayList<>();
        variations.forEach(variation -> (variation.path().equals(Variation.LOAD) ? loads : settings).add(variation));
        if (loads.size() > 1) {
            throw new InvalidValueException("load is varied twice");
        }
        if (minimise.isPresent() && !loads.isEmpty()) {
            throw new InvalidValueException(
                    "{} applies to designs and excludes {} load", request.name("minimise"), request.name("vary"));
        }
        if (loads.isEmpty()) {
            int last = settings.size() - 1;
            settings.set(last, request.variation("vary", vary.get(last), false, Variation::ofEachNumber));
        }
        if (minimise.isPresent()) {
            Metric metric = request.metric("minimise", minimise.get());
            search = search.minimising(request.name("minimise") + " " + metric, metric);
        }
        CapacityPlan<?> plan =
                loads.isEmpty() ? search.smallestDesigns(settings) : search.largestLoad(loads.get(0), settings);
        return new CapacityExperiment(plan, rule, requested, request.confidence());
    }

    private record CapacityExperiment(
            CapacityPlan<?> plan, Optional<SequentialRule> rule, Optional<FrontierRequest> requested, double confidence)
            implements PlannedExperiment {
        @Override
        public Optional<FrontierRequest> frontier() {
            return requested;
        }

        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            CapacityResult result = plan.run(execution);
            if (result.searchResult().summaries().isEmpty()) {
                return ExperimentOutcome.nothing(result.found());
            }
            Sweep sweep = result.searchResult().sweep();
            ExperimentFindings findings = ExperimentFindings.of(
                    NAME,
                    sweep.file(),
                    confidence,
                    sweep.done(),
                    new CapacityText(result, confidence),
                    () -> CapacityCharts.charts(result));
            return new ExperimentOutcome(
                    result.found(),
                    rule.map(one -> sweep.stopping(one, true).addTo(findings)).orElse(findings),
                    result.comparableDesigns().withInterimAnalyses(rule),
                    confidence,
                    Collections.singletonMap("found", result.found()));
        }
    }
}
