package dev.brownout.experiment.compare;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.ExperimentFindings.PlannedRuns;
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
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Comparison of variants, or of two scenarios, with common random numbers. */
@Kind(CompareSpec.NAME)
@Doc("Compare variants or two scenarios: significant differences.")
@CommandForm(
        success = "compared, whatever the result",
        result = "Comparison",
        folder = "write report, charts, table and results to this folder; finished runs are reused",
        scenario = "one scenario (its variants), or two (the first variant of each)",
        mostScenarios = 2,
        examples = {"compare power-of-two-choices", "compare old.yaml new.yaml --details"},
        assistant = "The runs have several seeds and common random numbers; differences that are statistically"
                + " significant at 95 % confidence are marked. With other, it compares the scenario with the same one"
                + " under changed settings, or with another scenario. Use it before you claim that one design is"
                + " better.")
public record CompareSpec(
        @Doc("compare only these variants, the first with each") @OptionForm(value = "V", name = "--variant")
        List<String> variants,

        @Doc("number of replications")
        @Default("20")
        @AtLeast(2)
        @AtMost(Experiment.MOST_REPLICATIONS)
        @OptionForm(value = "N", name = "-n")
        int replications,

        @Doc("print the intervals of all differences") @OptionForm(textOnly = true)
        boolean details,

        @ParameterGroup StoppingOptions stopping,
        @ParameterGroup FrontierOptions frontier)
        implements ExperimentSpec {
    /** Name of the experiment. */
    public static final String NAME = "compare";

    @Override
    public PlannedExperiment plan(ExperimentRequest request) {
        Optional<FrontierRequest> requested = frontier.request(request, "");
        List<Experiment> experiments = request.scenarios().stream()
                .map(scenario -> FrontierRequest.measured(
                        requested, ExperimentRequest.experiment(scenario, variants, replications)))
                .toList();
        Optional<SequentialRule> rule = stopping.rule(request);
        CompareExperiment planned = new CompareExperiment(experiments, details, rule, requested);
        frontier.request(request, planned.plan.obstacle());
        return planned;
    }

    /** Plans a comparison with a fixed number of replications. */
    public static PlannedExperiment planned(List<Experiment> experiments, boolean details) {
        return new CompareExperiment(experiments, details, Optional.empty(), Optional.empty());
    }

    private static final class CompareExperiment implements PlannedExperiment {
        private final List<Experiment> experiments;
        private final boolean details;
        private final Optional<SequentialRule> rule;
        private final Optional<FrontierRequest> frontier;
        private final ComparisonPlan plan;

        CompareExperiment(
                List<Experiment> experiments,
                boolean details,
                Optional<SequentialRule> rule,
                Optional<FrontierRequest> frontier) {
            if (experiments.size() > 2) {
                throw new InvalidValueException("a comparison needs two scenarios, not {}", experiments.size());
            }
            this.experiments = experiments;
            this.details = details;
            this.rule = rule;
            this.frontier = frontier;
            Experiment first = experiments.get(0);
            ComparisonPlan fixed =
                    experiments.size() == 1 ? ComparisonPlan.of(first) : ComparisonPlan.of(first, experiments.get(1));
            if (fixed.cases().size() < 2) {
                throw new InvalidValueException(
                        "a comparison needs two variants or two scenarios; '{}' has {}",
                        fixed.file().name(),
                        fixed.file().variants().stream().map(Variant::name).toList());
            }
            this.plan = rule.map(fixed::until).orElse(fixed);
        }

        @Override
        public Optional<FrontierRequest> frontier() {
            return frontier;
        }

        @Override
        public Optional<Distribution> distribution() {
            return rule.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Distribution(NAME, experiments, List.of(), plan));
        }

        @Override
        public ExperimentOutcome run(Execution execution, boolean color) {
            VariantComparison result = plan.run(execution);
            int done = result.first().size();
            if (done < 2) {
                return ExperimentOutcome.nothing(true);
            }
            CompareText text = new CompareText(result.summaries(), result.confidence());
            ComparisonCharts charts = new ComparisonCharts(result, plan.file().title());
            ExperimentFindings findings = new ExperimentFindings(
                    NAME,
                    plan.file(),
                    result.confidence(),
                    result.done(),
                    details ? text.details() : text.lines(color),
                    text.data(),
                    charts::all,
                    (frame, pictures) -> new ComparePage(result, charts).of(frame, pictures),
                    Optional.of(new PlannedRuns(plan.all().size(), "replications")));
            return new ExperimentOutcome(
                    true,
                    rule.map(one -> result.stopping(one).addTo(findings)).orElse(findings),
                    plan.comparableDesigns(result).withInterimAnalyses(rule),
                    rule.map(SequentialRule::confidence).orElse(result.confidence()),
                    facts(done, execution));
        }

        private Map<String, Object> facts(int done, Execution execution) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("replications", done);
            facts.put(
                    "all_replications_done",
                    rule.isPresent()
                            ? !execution.stopped().getAsBoolean()
                            : done == plan.all().size());
            return facts;
        }
    }
}
