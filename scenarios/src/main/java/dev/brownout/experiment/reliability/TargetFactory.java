package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.StateRuns.ValueSide;
import dev.brownout.experiment.reliability.StateTarget.EntryAmount;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import java.util.function.ToDoubleFunction;

/** Targets of the assertions of a scenario, and of its availability as a whole. */
final class TargetFactory {
    /** Loss of a state that counts as an outage of the system in the list of cut sets. */
    private static final double OUTAGE = 0.01;

    private final NodeFailureModel model;
    private final SystemStates states;
    private final StateRuns runs;
    private final double period;
    private final boolean ofRequests;

    /**
     * Creates the targets.
     *
     * @param runs runs of the states
     * @param ofRequests whether the availability of the system is that of requests, and not of the nodes it needs
     * @param period length of the period in ns
     */
    TargetFactory(NodeFailureModel model, SystemStates states, StateRuns runs, boolean ofRequests, double period) {
        this.model = model;
        this.states = states;
        this.runs = runs;
        this.ofRequests = ofRequests;
        this.period = period;
    }

    /** Returns the target of the availability of the system: of requests, or of the nodes that components need. */
    StateTarget availability(ValueSide side) {
        ToDoubleFunction<int[]> rate = ofRequests
                ? failed -> runs.value(StateRuns.AVAILABILITY, failed, side)
                : failed -> model.isShort(failed) ? 1 : 0;
        StateTarget target = new StateTarget(model, period, rate, ofRequests ? transitions() : EntryAmount.NONE);
        return target.near(states.minimal(failed -> target.rate(failed) >= OUTAGE));
    }

    private EntryAmount transitions() {
        return (failed, failedClass) -> failedClass < 0 ? 0 : runs.transitionLoss(failedClass);
    }

    /** Returns the target of an assertion. */
    StateTarget assertion(String name, Relation relation, ValueSide side) {
        double bound = relation.bound().value();
        StateTarget target = switch (AssertionKind.of(relation, model)) {
            case NODES -> ofNodes(relation);
            case AVERAGE ->
                new StateTarget(
                        model,
                        Math.max(0, 1 - bound) * period,
                        failed -> runs.value(name, failed, side),
                        transitions());
            case STATE -> ofStates(name, side);
            case LEFT_OUT -> throw new IllegalArgumentException(name);
        };
        double allowed = target.budget() / period;
        return target.near(states.minimal(failed ->
                target.rate(failed) > allowed || target.entry(failed, firstFailed(failed)) > target.budget()));
    }

    private StateTarget ofStates(String name, ValueSide side) {
        StateTable violations =
                new StateTable(model, failed -> runs.value(name, failed, side) >= 1 ? Double.POSITIVE_INFINITY : 0);
        return new StateTarget(model, 0, failed -> 0, (failed, failedClass) -> violations.value(failed));
    }

    /** Returns whether a target can exceed its budget, if the system is in states with a share of the time only. */
    boolean isPossible(StateTarget target) {
        double allowed = target.budget() / period;
        return states.states().stream().map(SystemStates.SystemState::failed).anyMatch(failed -> {
            boolean enters = false;
            for (int i = 0; i < failed.length; i++) {
                enters |= failed[i] > 0 && target.entry(failed, i) > 0;
            }
            return enters || target.rate(failed) > allowed;
        });
    }

    /** Returns whether two targets have the same amounts in each state. */
    boolean areEqual(StateTarget one, StateTarget other) {
        return states.states().stream().map(SystemStates.SystemState::failed).allMatch(failed -> {
            boolean equal = one.rate(failed) == other.rate(failed);
            for (int i = 0; i < failed.length; i++) {
                equal &= failed[i] == 0 || one.entry(failed, i) == other.entry(failed, i);
            }
            return equal;
        });
    }

    private static int firstFailed(int[] failed) {
        for (int i = 0; i < failed.length; i++) {
            if (failed[i] > 0) {
                return i;
            }
        }
        return -1;
    }

    private StateTarget ofNodes(Relation relation) {
        int group = groupOf(relation.metric().selector().orElseThrow().head());
        FailureGroup one = model.groups().get(group);
        double bound = relation.bound().value();
        double most = relation.comparison() == Comparison.LESS ? Math.ceil(bound) - 0.5 : Math.floor(bound) + 0.5;
        return switch (relation.metric().name()) {
            case "enough" ->
                new StateTarget(
                        model,
                        Math.max(0, 1 - bound) * period,
                        failed -> one.isShort(model.failedOf(group, failed)) ? 1 : 0,
                        EntryAmount.NONE);
            case "up" ->
                new StateTarget(
                        model,
                        Math.max(0, one.nodes() - bound) * period,
                        failed -> model.failedOf(group, failed),
                        EntryAmount.NONE);
            case "failures" ->
                new StateTarget(model, most, failed -> 0, (failed, failedClass) -> isOf(group, failedClass) ? 1 : 0);
            default ->
                new StateTarget(model, most, failed -> 0, (failed, failedClass) -> {
                    int down = model.failedOf(group, failed);
                    return isOf(group, failedClass) && one.isShort(down) && !one.isShort(down - 1) ? 1 : 0;
                });
        };
    }

    private boolean isOf(int group, int failedClass) {
        return failedClass >= 0 && model.classes().get(failedClass).group() == group;
    }

    private int groupOf(String component) {
        for (int i = 0; i < model.groups().size(); i++) {
            if (model.groups().get(i).component().equals(component)) {
                return i;
            }
        }
        throw new IllegalArgumentException(component);
    }

    /** Returns the mean value of the metric of an assertion over the period. {@code NaN} if it has none. */
    double mean(Relation relation, StateTarget target) {
        double amount = states.meanRate(target);
        return switch (AssertionKind.of(relation, model)) {
            case NODES ->
                switch (relation.metric().name()) {
                    case "enough" -> 1 - amount;
                    case "up" ->
                        model.groups()
                                        .get(groupOf(relation.metric()
                                                .selector()
                                                .orElseThrow()
                                                .head()))
                                        .nodes()
                                - amount;
                    default -> amount * period;
                };
            case AVERAGE -> 1 - amount;
            case STATE, LEFT_OUT -> Double.NaN;
        };
    }

    /** Returns the share of the time in states in which an assertion about each state is violated. */
    double violatedShare(String name, ValueSide side) {
        return states.states().stream()
                .filter(state -> runs.value(name, state.failed(), side) >= 1)
                .mapToDouble(SystemStates.SystemState::share)
                .sum();
    }
}
