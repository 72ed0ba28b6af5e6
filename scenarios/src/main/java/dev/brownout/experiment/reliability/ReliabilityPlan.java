package dev.brownout.experiment.reliability;

import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.reliability.ReliabilityResult.AssertionRisk;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.experiment.reliability.ReliabilityResult.SpareNode;
import dev.brownout.experiment.reliability.StateRuns.ValueSide;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Plan of a reliability estimate: the availability of a scenario in the long run, and the probability that an assertion
 * is violated within years. Immutable; every method that changes a setting returns a copy.
 *
 * @param experiment scenario and changes; its first variant is estimated, with its confidence level
 * @param years length of the period, in years of 365 days
 * @param acceptedRisk largest accepted probability of a violation in the period
 * @param precision relative error of a probability at which its estimate stops
 * @param mostReplications maximum number of replications of the splitting procedure
 * @param mostStates maximum number of states that are run with requests
 */
public record ReliabilityPlan(
        Experiment experiment,
        double years,
        double acceptedRisk,
        double precision,
        int mostReplications,
        int mostStates) {
    /** Maximum length of the period in years. */
    public static final double MOST_YEARS = 50;

    /** Validates the arguments. */
    public ReliabilityPlan {
        if (!(years > 0 && years <= MOST_YEARS)) {
            throw new IllegalArgumentException("years must be above 0 and at most 50, not " + years);
        }
        if (!(acceptedRisk > 0 && acceptedRisk < 1)) {
            throw new IllegalArgumentException("an accepted risk is between 0 and 1, not " + acceptedRisk);
        }
        if (!(precision > 0 && precision < 1)) {
            throw new IllegalArgumentException("a precision is between 0 and 1, not " + precision);
        }
        if (mostReplications < 2 || mostStates < 1 || experiment.replications() < 2) {
            throw new InvalidValueException("a reliability estimate needs at least 2 replications and 1 state");
        }
    }

    /** Creates a plan for one year, with a risk of 5 %, a precision of 10 % and up to 40 states. */
    public static ReliabilityPlan of(Experiment experiment) {
        return new ReliabilityPlan(experiment, 1, 0.05, 0.1, 200, 40);
    }

    /** Returns the plan for another number of years. */
    public ReliabilityPlan years(double number) {
        return new ReliabilityPlan(experiment, number, acceptedRisk, precision, mostReplications, mostStates);
    }

    /** Returns the plan with another accepted risk. */
    public ReliabilityPlan acceptedRisk(double risk) {
        return new ReliabilityPlan(experiment, years, risk, precision, mostReplications, mostStates);
    }

    /** Returns the plan with another precision of probabilities. */
    public ReliabilityPlan precision(double share) {
        return new ReliabilityPlan(experiment, years, acceptedRisk, share, mostReplications, mostStates);
    }

    /** Returns the plan with another maximum number of states that are run with requests. */
    public ReliabilityPlan mostStates(int number) {
        return new ReliabilityPlan(experiment, years, acceptedRisk, precision, mostReplications, number);
    }

    /**
     * Runs the plan.
     *
     * @throws ExperimentException if the scenario is invalid, or no component has random failures
     */
    public ReliabilityResult run(Execution execution) {
        Experiment measured = experiment.metric(StateRuns.AVAILABILITY);
        DesignRuns designs = new DesignRuns(measured, execution);
        ReliabilityEvaluation base = new ReliabilityEvaluation(measured);
        base.run(designs, "", periodNanos(), mostStates, experiment.replications(), experiment.confidence());
        if (base.runs().size() == 0) {
            return result(base, null, List.of(), List.of(), designs, true);
        }
        RiskEstimator estimator = new RiskEstimator(this, base, execution);
        List<AssertionRisk> risks = new ArrayList<>();
        for (String name : base.variant().scenario().evaluation().sla().keySet()) {
            if (!designs.isStopped()) {
                AssertionRisk risk = estimator.risk(name);
                risks.addAll(designs.isStopped() ? List.of() : List.of(risk));
            }
        }
        ReliabilityResult found = result(base, base.availability(), risks, List.of(), designs, designs.isStopped());
        List<SpareNode> spares = spares(measured, base, found.riskiest(), designs, execution);
        return result(base, found.availability(), risks, spares, designs, designs.isStopped());
    }

    double periodNanos() {
        return years * ReliabilityResult.YEAR_NANOS;
    }

    private List<SpareNode> spares(
            Experiment measured,
            ReliabilityEvaluation base,
            AssertionRisk riskiest,
            DesignRuns designs,
            Execution execution) {
        List<SpareNode> spares = new ArrayList<>();
        for (FailureGroup group : base.model().groups()) {
            Optional<Setting> setting = base.spareSetting(group.component());
            if (setting.isEmpty() || designs.isStopped()) {
                continue;
            }
            String path = setting.get().path();
            String value = setting.get().value();
            String change = path + "=" + value;
            ReliabilityEvaluation larger = evaluation(measured.set(path, value));
            if (larger == null
                    || !larger.run(
                            designs,
                            change + ",",
                            periodNanos(),
                            mostStates,
                            experiment.replications(),
                            experiment.confidence())) {
                continue;
            }
            double dollars = (larger.runs().costPerNano() - base.runs().costPerNano()) * ReliabilityResult.YEAR_NANOS;
            RareEventEstimate risk =
                    riskiest == null ? null : new RiskEstimator(this, larger, execution).coarse(riskiest.name());
            if (!designs.isStopped()) {
                spares.add(new SpareNode(group.component(), change, larger.availability(), dollars, risk));
            }
        }
        double loss = base.availability().loss();
        spares.sort(Comparator.comparingDouble((SpareNode spare) -> -perDollar(loss, spare))
                .thenComparing(SpareNode::component));
        return spares;
    }

    /** Returns the design, or {@code null} if the scenario does not allow the additional node. */
    private static ReliabilityEvaluation evaluation(Experiment changed) {
        try {
            return new ReliabilityEvaluation(changed);
        } catch (ExperimentException notAllowed) {
            return null;
        }
    }

    private static double perDollar(double loss, SpareNode spare) {
        double saved = loss - spare.loss();
        return spare.dollarsPerYear() > 0 ? saved / spare.dollarsPerYear() : saved;
    }

    private ReliabilityResult result(
            ReliabilityEvaluation base,
            LongRunAvailability availability,
            List<AssertionRisk> risks,
            List<SpareNode> spares,
            DesignRuns designs,
            boolean interrupted) {
        boolean some = availability != null;
        StateTarget target = some ? base.targets().availability(ValueSide.MEAN) : null;
        return new ReliabilityResult(
                base.file(),
                base.variant().name(),
                years,
                acceptedRisk,
                experiment.confidence(),
                base.ofRequests(),
                availability,
                risks,
                some ? ReliabilityTables.components(base, availability) : List.of(),
                some ? ReliabilityTables.cutSets(base, target) : List.of(),
                spares,
                some ? ReliabilityTables.notes(base) : List.of(),
                designs.done(),
                interrupted);
    }
}
