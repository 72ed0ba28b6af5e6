package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.StateRuns.ValueSide;
import dev.brownout.experiment.reliability.StateTarget.EntryAmount;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Relation.Comparison;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Targets of the assertions of a scenario, and of its availability as a whole. */
final class TargetFactory {
    /** Loss of a state that counts as an outage of the system in the list of cut sets. */
    private static final double OUTAGE = 0.01;

    private final NodeFailureModel model;
    private final List<GroupShares> groups;
    private final SystemStates states;
    private final StateRuns runs;
    private final double period;
    private final boolean ofRequests;

    /**
     * Creates the targets.
     *
     * @param groups long-run shares of the groups of the model
     * @param runs runs of the states
     * @param ofRequests whether the availability of the system is that of requests, and not of the nodes it needs
     * @param period length of the period in ns
     */
    TargetFactory(
            NodeFailureModel model,
            List<GroupShares> groups,
            SystemStates states,
            StateRuns runs,
            boolean ofRequests,
            double period) {
        this.model = model;
        this.groups = groups;
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
        return target.withCloseness(states.minimal(failed -> target.rate(failed) >= OUTAGE));
    }

    private EntryAmount transitions() {
        return (failed, failedClass) -> failedClass < 0 ? 0 : runs.transitionLoss(failedClass);
    }

    /** Returns the target of an assertion. */
    StateTarget assertion(String name, Relation relation, ValueSide side) {
        return switch (AssertionKind.of(relation, model)) {
            case NODES -> withCloseness(ofNodes(relation), relation);
            case AVERAGE ->
                withCloseness(new StateTarget(
                        model,
                        Math.max(0, 1 - relation.bound().value()) * period,
                        failed -> runs.value(name, failed, side),
                        transitions()));
            case STATE -> withCloseness(ofStates(name, side));
            case LEFT_OUT -> throw new IllegalArgumentException(name);
        };
    }

    private StateTarget withCloseness(StateTarget target) {
        double allowed = target.budget() / period;
        return target.withCloseness(states.minimalOfAll(failed ->
                target.rate(failed) > allowed || target.entry(failed, firstFailed(failed)) > target.budget()));
    }

    /** Sets the closeness of a target for the number of failed nodes of a group. */
    private StateTarget withCloseness(StateTarget target, Relation relation) {
        int group = groupOf(relation);
        double allowed = target.budget() / period;
        double entry = relation.metric().name().equals("shortages") ? 0 : target.budget();
        for (int k = 1; k <= model.groups().get(group).nodes(); k++) {
            int[] failed = model.failed(group, k);
            if (target.rate(failed) > allowed || target.entry(failed, firstFailed(failed)) > entry) {
                double least = k;
                return target.withCloseness(other -> 1 - Math.max(0, least - model.failedOf(group, other)) / least);
            }
        }
        return target;
    }

    private StateTarget ofStates(String name, ValueSide side) {
        StateTable violations =
                new StateTable(model, failed -> runs.value(name, failed, side) >= 1 ? Double.POSITIVE_INFINITY : 0);
        return new StateTarget(model, 0, failed -> 0, (failed, failedClass) -> violations.value(failed));
    }

    /** Returns whether the target of an assertion can exceed its budget in any state, however rare. */
    boolean isPossible(Relation relation, StateTarget target) {
        return isPossibleWhenEnumerated(relation, target)
                || !violating(leftOut(relation).stream(), target).isEmpty();
    }

    private boolean isPossibleWhenEnumerated(Relation relation, StateTarget target) {
        Stream<int[]> enumerated = isOfNodes(relation) ? ofGroup(relation).filter(states::isEnumerated) : enumerated();
        return !violating(enumerated, target).isEmpty();
    }

    /**
     * Returns an upper bound of the probability that the target of an assertion exceeds its budget, if only states that
     * are left out allow it. Empty if other states do, or if there is no bound.
     */
    OptionalDouble bound(Relation relation, StateTarget target) {
        return isPossibleWhenEnumerated(relation, target)
                ? OptionalDouble.empty()
                : new VisitBound(model, groups, period).of(violating(leftOut(relation).stream(), target));
    }

    /** Returns an upper bound of the probability of a state that is left out, in the period. Empty if there is none. */
    OptionalDouble boundOfLeftOut() {
        return new VisitBound(model, groups, period).of(states.leftOut());
    }

    /** Returns the states in which a target grows by more than its budget allows, or at the entry into them. */
    private List<int[]> violating(Stream<int[]> all, StateTarget target) {
        double allowed = target.budget() / period;
        return all.filter(failed -> {
                    boolean enters = false;
                    for (int i = 0; i < failed.length; i++) {
                        enters |= failed[i] > 0 && target.entry(failed, i) > 0;
                    }
                    return enters || target.rate(failed) > allowed;
                })
                .toList();
    }

    private boolean isOfNodes(Relation relation) {
        return AssertionKind.of(relation, model) == AssertionKind.NODES;
    }

    private Stream<int[]> enumerated() {
        return states.states().stream().map(SystemStates.SystemState::failed);
    }

    /** Returns a state with each number of failed nodes of the group of an assertion. */
    private Stream<int[]> ofGroup(Relation relation) {
        int group = groupOf(relation);
        return IntStream.rangeClosed(0, model.groups().get(group).nodes()).mapToObj(k -> model.failed(group, k));
    }

    /**
     * Returns states that are left out and represent all of them. An assertion about nodes depends on the number of
     * failed nodes of a group only. Other amounts are total at the upper end in each state that is left out; otherwise
     * they are those of an enumerated state.
     */
    private List<int[]> leftOut(Relation relation) {
        return isOfNodes(relation)
                ? ofGroup(relation)
                        .filter(failed -> !states.isEnumerated(failed))
                        .toList()
                : states.leftOut();
    }

    /** Returns whether two targets have the same amounts in each state that is left out. */
    boolean areEqualWhenLeftOut(StateTarget one, StateTarget other) {
        return states.leftOut().stream().allMatch(failed -> areEqual(one, other, failed));
    }

    /** Returns whether two targets have the same amounts in each enumerated state. */
    boolean areEqualWhenEnumerated(StateTarget one, StateTarget other) {
        return enumerated().allMatch(failed -> areEqual(one, other, failed));
    }

    private static boolean areEqual(StateTarget one, StateTarget other, int[] failed) {
        boolean equal = one.rate(failed) == other.rate(failed);
        for (int i = 0; i < failed.length; i++) {
            equal &= failed[i] == 0 || one.entry(failed, i) == other.entry(failed, i);
        }
        return equal;
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
        int group = groupOf(relation);
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

    private int groupOf(Relation relation) {
        String component = relation.metric().selector().orElseThrow().head();
        for (int i = 0; i < model.groups().size(); i++) {
            if (model.groups().get(i).component().equals(component)) {
                return i;
            }
        }
        throw new IllegalArgumentException(component);
    }

    /**
     * Returns the mean value of the metric of an assertion over the period. {@code NaN} if it has none. Numbers of
     * nodes are those of the shares of their group; an average does not include states that are left out.
     */
    double mean(Relation relation, StateTarget target) {
        return switch (AssertionKind.of(relation, model)) {
            case NODES -> meanOfNodes(relation, groupOf(relation));
            case AVERAGE -> 1 - states.meanRate(target);
            case STATE, LEFT_OUT -> Double.NaN;
        };
    }

    private double meanOfNodes(Relation relation, int number) {
        FailureGroup group = model.groups().get(number);
        GroupShares shares = groups.get(number);
        return switch (relation.metric().name()) {
            case "enough" -> 1 - shares.shareBelow(group.needs());
            case "up" -> group.nodes() - shares.meanFailed();
            case "failures" -> shares.failures() * period;
            default -> shares.shortages(group) * period;
        };
    }

    /**
     * Returns the share of the time in states in which an assertion about each state is violated. The upper end
     * contains the states that are left out.
     */
    double violatedShare(String name, ValueSide side) {
        double left = side == ValueSide.HIGH ? states.residualShare() : 0;
        return left
                + states.states().stream()
                        .filter(state -> runs.value(name, state.failed(), side) >= 1)
                        .mapToDouble(SystemStates.SystemState::share)
                        .sum();
    }
}
