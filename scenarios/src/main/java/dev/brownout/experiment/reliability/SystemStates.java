package dev.brownout.experiment.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * States of the system with their long-run shares of the time. Groups are independent, so the share of a state is the
 * product of those of its groups. The nodes of a group are exchangeable, so each set of as many failed nodes is equally
 * likely.
 */
final class SystemStates {
    /** Share of the time below which a state is left out; 1 s in 30 million years. */
    private static final double LEAST_SHARE = 1e-15;

    private static final int MOST_STATES = 100_000;
    /** Maximum number of states without a share that guide an estimate. */
    private static final int MOST_LEFT_OUT = 500;

    private final NodeFailureModel model;
    private final List<GroupShares> groups;
    private final List<SystemState> states = new ArrayList<>();
    /** Share of the time in the states that are left out. */
    private double left;

    private final LeftOutStates leftOut;
    private final List<int[]> minimalLeftOut;

    /**
     * A state of the system.
     *
     * @param failed number of failed nodes in each class
     * @param share share of the time
     */
    record SystemState(int[] failed, double share) {
        int total() {
            return SystemStates.total(failed);
        }
    }

    SystemStates(NodeFailureModel model, List<GroupShares> groups) {
        this.model = model;
        this.groups = List.copyOf(groups);
        List<List<SystemState>> ofGroups = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            ofGroups.add(statesOf(group));
        }
        double leftOfGroups = left;
        double least = LEAST_SHARE;
        while (!collect(ofGroups, 0, new int[model.classes().size()], 1, least)) {
            least *= 10;
            states.clear();
            left = leftOfGroups;
        }
        states.sort(Comparator.comparingDouble(SystemState::share)
                .reversed()
                .thenComparingLong(state -> model.key(state.failed())));
        leftOut = new LeftOutStates(model, states);
        minimalLeftOut = leftOut.minimal();
    }

    private static int total(int[] failed) {
        int sum = 0;
        for (int one : failed) {
            sum += one;
        }
        return sum;
    }

    private boolean collect(List<List<SystemState>> ofGroups, int group, int[] failed, double share, double least) {
        if (group == ofGroups.size()) {
            states.add(new SystemState(failed.clone(), share));
            return states.size() <= MOST_STATES;
        }
        for (SystemState own : ofGroups.get(group)) {
            if (share * own.share() < least) {
                left += share * own.share();
            } else {
                int[] combined = failed.clone();
                for (int i = 0; i < combined.length; i++) {
                    combined[i] += own.failed()[i];
                }
                if (!collect(ofGroups, group + 1, combined, share * own.share(), least)) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<SystemState> statesOf(int group) {
        List<SystemState> own = new ArrayList<>();
        split(group, 0, new int[model.classes().size()], own);
        List<SystemState> kept = own.stream()
                .filter(state -> state.share() >= LEAST_SHARE)
                .sorted(Comparator.comparingDouble(SystemState::share).reversed())
                .toList();
        left += own.size() > MOST_STATES
                ? Math.max(0, 1 - kept.stream().mapToDouble(SystemState::share).sum())
                : own.stream()
                        .mapToDouble(SystemState::share)
                        .filter(share -> share < LEAST_SHARE)
                        .sum();
        return kept;
    }

    private void split(int group, int index, int[] failed, List<SystemState> own) {
        if (own.size() > MOST_STATES) {
            return;
        }
        if (index == failed.length) {
            int all = model.failedOf(group, failed);
            own.add(new SystemState(failed.clone(), groups.get(group).share()[all] * choices(group, failed, all)));
            return;
        }
        int most = model.classes().get(index).group() == group
                ? model.classes().get(index).size()
                : 0;
        for (int count = 0; count <= most; count++) {
            failed[index] = count;
            split(group, index + 1, failed, own);
        }
        failed[index] = 0;
    }

    /**
     * Returns the probability that the given numbers of failed nodes of a group are in these classes (hypergeometric).
     */
    private double choices(int group, int[] failed, int all) {
        double probability = 1 / binomial(model.groups().get(group).nodes(), all);
        for (int i = 0; i < failed.length; i++) {
            if (model.classes().get(i).group() == group) {
                probability *= binomial(model.classes().get(i).size(), failed[i]);
            }
        }
        return probability;
    }

    private static double binomial(int n, int k) {
        double product = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            product = product * (n - Math.min(k, n - k) + i) / i;
        }
        return product;
    }

    /** Returns the states, those with the largest shares first. */
    List<SystemState> states() {
        return states;
    }

    /** Returns an upper limit of the share of the time in states that are left out or were never visited. */
    double residualShare() {
        return left + unseen();
    }

    /** Returns an upper limit of the share of the time in states that the simulation of a group has not visited. */
    double unseen() {
        return groups.stream().mapToDouble(GroupShares::unseen).sum();
    }

    /** Returns the minimal states that are left out: no state with fewer failed nodes is. Empty if none is left out. */
    List<int[]> leftOut() {
        return minimalLeftOut;
    }

    /** Returns whether a state is among {@link #states}. */
    boolean isEnumerated(int[] failed) {
        return leftOut.isEnumerated(failed);
    }

    /** Returns the mean amount of a target per ns in the long run. */
    double meanRate(LossTarget target) {
        double sum = 0;
        for (SystemState state : states) {
            sum += state.share() * target.rate(state.failed());
            sum += entryRate(state, target);
        }
        return sum;
    }

    /** Returns the mean amount at the entries into a state, per ns. */
    private double entryRate(SystemState state, LossTarget target) {
        double sum = 0;
        for (int i = 0; i < state.failed().length; i++) {
            if (state.failed()[i] > 0) {
                double amount = target.entry(state.failed(), i);
                int group = model.classes().get(i).group();
                int all = model.failedOf(group, state.failed());
                double share = groups.get(group).share()[all];
                if (amount > 0 && share > 0) {
                    double entries = groups.get(group).entries()[all] / share * state.share();
                    sum += amount * entries * state.failed()[i] / all;
                }
            }
        }
        return sum;
    }

    /** Returns the mean amount of a target per ns if the nodes of a group never failed. */
    double meanRateWithout(int group, LossTarget target) {
        double sum = 0;
        for (SystemState state : states) {
            int[] others = removeFailed(group, state.failed());
            sum += state.share() * target.rate(others);
            if (model.failedOf(group, state.failed()) == 0) {
                double own = groups.get(group).share()[0];
                sum += entryRate(state, target) / own;
            }
        }
        return sum;
    }

    private int[] removeFailed(int group, int[] failed) {
        int[] others = failed.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] = model.classes().get(i).group() == group ? 0 : others[i];
        }
        return others;
    }

    /** Returns the minimal states that have a property: no state with fewer failed nodes has it. */
    List<int[]> minimal(Predicate<int[]> property) {
        List<int[]> minimal = new ArrayList<>();
        states.stream()
                .map(SystemState::failed)
                .filter(property)
                .sorted(Comparator.comparingInt(SystemStates::total))
                .forEach(failed -> addMinimal(failed, minimal));
        return minimal;
    }

    private static void addMinimal(int[] failed, List<int[]> minimal) {
        if (minimal.stream().noneMatch(cut -> contains(failed, cut))) {
            minimal.add(failed);
        }
    }

    /**
     * Returns the minimal states that have a property, with those that are left out. Of these, only the ones with the
     * fewest failed nodes if there are many.
     */
    List<int[]> minimalOfAll(Predicate<int[]> property) {
        List<int[]> minimal = minimal(property);
        leftOut().stream()
                .filter(property)
                .sorted(Comparator.comparingInt(SystemStates::total))
                .limit(MOST_LEFT_OUT)
                .forEach(failed -> addMinimal(failed, minimal));
        return minimal;
    }

    /** Returns the share of the time in states with at least the failed nodes of a given one. */
    double shareWithin(int[] cut) {
        return states.stream()
                .filter(state -> contains(state.failed(), cut))
                .mapToDouble(SystemState::share)
                .sum();
    }

    /** Returns whether at least as many nodes of each class have failed in a state as in another one. */
    static boolean contains(int[] state, int[] other) {
        for (int i = 0; i < state.length; i++) {
            if (state[i] < other[i]) {
                return false;
            }
        }
        return true;
    }
}
