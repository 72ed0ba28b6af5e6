package dev.brownout.experiment.reliability;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.reliability.ReliabilityResult.AssertionRisk;
import dev.brownout.experiment.reliability.StateRuns.ValueSide;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.sla.Relation;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Estimator of the probability that an assertion is violated in the period of a plan. An estimate is not valid if the
 * execution was stopped.
 */
final class RiskEstimator {
    private static final double COARSE_PRECISION = 0.3;

    private final ReliabilityPlan plan;
    private final ReliabilityEvaluation evaluation;
    private final TargetFactory targets;
    private final Execution execution;

    /**
     * Creates the estimator.
     *
     * @param evaluation design with the runs of its states
     */
    RiskEstimator(ReliabilityPlan plan, ReliabilityEvaluation evaluation, Execution execution) {
        this.plan = plan;
        this.evaluation = evaluation;
        this.targets = evaluation.targets();
        this.execution = execution;
    }

    /** Returns the risk of an assertion, with its verdict. */
    AssertionRisk risk(String name) {
        Relation relation = relation(name);
        boolean breaks = evaluation.variant().breaks().contains(name);
        AssertionKind kind = evaluation.kind(name);
        if (kind == AssertionKind.LEFT_OUT) {
            return new AssertionRisk(
                    name,
                    relation.text(),
                    Double.NaN,
                    "",
                    Double.NaN,
                    Double.NaN,
                    null,
                    Verdict.NO_DATA,
                    breaks,
                    "it depends on a scheduled fault, a window or single nodes");
        }
        List<StateTarget> all = evaluation.targets(name);
        RareEventEstimate estimate = probability(relation, all, plan.precision());
        boolean share =
                kind == AssertionKind.AVERAGE || relation.metric().name().equals("enough");
        boolean ofStates = kind == AssertionKind.STATE;
        Verdict verdict = estimate.high() <= plan.acceptedRisk()
                ? Verdict.PASS
                : estimate.low() > plan.acceptedRisk() ? Verdict.FAIL : Verdict.UNDECIDED;
        return new AssertionRisk(
                name,
                relation.text(),
                targets.mean(relation, all.get(0)),
                share ? "ratio" : "1",
                ofStates ? targets.violatedShare(name, ValueSide.MEAN) : Double.NaN,
                ofStates ? targets.violatedShare(name, ValueSide.HIGH) : Double.NaN,
                estimate,
                verdict,
                breaks,
                "");
    }

    /**
     * Estimates the probability of a violation of an assertion coarsely: for the mean loss of each state, or as a bound
     * for the highest one if no violation is observed with it.
     */
    RareEventEstimate coarse(String name) {
        List<StateTarget> all = evaluation.targets(name);
        RareEventEstimate estimate = probability(relation(name), all.get(0), COARSE_PRECISION);
        return estimate.probability() > 0 ? estimate : probability(relation(name), all, COARSE_PRECISION);
    }

    private Relation relation(String name) {
        return evaluation.variant().scenario().evaluation().sla().get(name);
    }

    /**
     * Estimates the probability of a violation. With runs of states the interval contains the intervals for the lowest
     * and the highest loss of all states. If these differ only in states that are left out, a bound of their
     * probability is added to its upper end.
     */
    private RareEventEstimate probability(Relation relation, List<StateTarget> all, double relativeError) {
        StateTarget mean = all.get(0);
        RareEventEstimate estimate = probability(relation, mean, relativeError);
        for (StateTarget end : all.subList(1, all.size())) {
            boolean equal = targets.areEqualWhenEnumerated(mean, end);
            OptionalDouble leftOut = equal ? targets.boundOfLeftOut() : OptionalDouble.empty();
            if (equal && targets.areEqualWhenLeftOut(mean, end)) {
                continue;
            }
            estimate = isNegligible(leftOut)
                    ? estimate.raised(leftOut.getAsDouble())
                    : estimate.widened(probability(relation, end, Math.max(relativeError, COARSE_PRECISION)));
        }
        return estimate;
    }

    private RareEventEstimate probability(Relation relation, StateTarget target, double relativeError) {
        if (target.entry(new int[evaluation.model().classes().size()], -1) > target.budget()) {
            return RareEventEstimate.certain(1);
        }
        if (!targets.isPossible(relation, target)) {
            return RareEventEstimate.certain(0);
        }
        OptionalDouble bound = targets.bound(relation, target);
        if (isNegligible(bound)) {
            return RareEventEstimate.unseen(bound.getAsDouble(), 0, 0);
        }
        return new ImportanceSplitting(
                        new FailureProcess(evaluation.model()),
                        target,
                        (long) plan.periodNanos(),
                        evaluation.variant().scenario().seed(),
                        "years",
                        execution)
                .estimate(
                        "risk of violating " + relation.text(),
                        plan.experiment().confidence(),
                        relativeError,
                        plan.mostReplications());
    }

    /** Returns whether a bound is so small that a simulation would not improve it. */
    private static boolean isNegligible(OptionalDouble bound) {
        return bound.orElse(1) < ImportanceSplitting.NEGLIGIBLE;
    }
}
