package dev.brownout.experiment.reliability;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.DesignRuns.Design;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.runtime.FailingNodes.FailingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Short runs with requests in states of the system: the loss of each state, and the assertions that it violates. All
 * states have common random numbers.
 */
final class StateRuns {
    /** Name of the share of failed requests, besides the names of assertions. */
    static final String AVAILABILITY = "availability";
    /** Loss from which on the states with more failed nodes are not run. */
    private static final double TOTAL_LOSS = 0.999;

    private final NodeFailureModel model;
    private final DesignRuns runs;
    private final ScenarioFile file;
    private final Variant variant;
    private final String prefix;
    private final OutageScenario outages;
    private final List<String> evaluated;
    private final double confidence;
    private final Map<Long, StateValues> values = new TreeMap<>();
    private final double[] transitions;
    private double costPerNano = Double.NaN;

    /**
     * Values of a state by name: for {@link #AVAILABILITY} and assertions about it the share of failed requests, for
     * other assertions 1 if they are violated and 0 if not.
     */
    record StateValues(int[] failed, Map<String, LossRange> values) {}

    /** A value between 0 and 1 with its interval. */
    record LossRange(double low, double mean, double high) {
        double of(ValueSide side) {
            return switch (side) {
                case LOW -> low;
                case MEAN -> mean;
                case HIGH -> high;
            };
        }
    }

    /** Part of an interval that is used for all states. */
    enum ValueSide {
        LOW,
        MEAN,
        HIGH
    }

    /**
     * Creates the runs.
     *
     * @param prefix prefix of the names of designs
     * @param evaluated names of the assertions that are evaluated in each state
     */
    StateRuns(
            NodeFailureModel model,
            DesignRuns runs,
            ScenarioFile file,
            Variant variant,
            String prefix,
            List<String> evaluated,
            double confidence) {
        this.model = model;
        this.runs = runs;
        this.file = file;
        this.variant = variant;
        this.prefix = prefix;
        this.evaluated = List.copyOf(evaluated);
        this.outages = new OutageScenario(variant.scenario(), evaluated);
        this.confidence = confidence;
        this.transitions = new double[model.classes().size()];
    }

    /**
     * Runs the states with the largest shares of the time, those with fewer failed nodes first. A state that contains
     * one without any successful request is not run.
     *
     * @param most maximum number of states
     * @return whether all were run; false if the execution was stopped
     */
    boolean run(List<SystemStates.SystemState> states, int most, int replications) {
        Map<Integer, List<int[]>> byTotal = new TreeMap<>();
        states.stream()
                .limit(most)
                .forEach(state -> byTotal.computeIfAbsent(state.total(), key -> new ArrayList<>())
                        .add(state.failed()));
        for (List<int[]> round : byTotal.values()) {
            List<int[]> needed = round.stream()
                    .filter(failed -> value(AVAILABILITY, failed, ValueSide.LOW) < TOTAL_LOSS)
                    .toList();
            if (!run(needed, replications)) {
                return false;
            }
        }
        return most == 1 || runTransitions(replications);
    }

    private boolean run(List<int[]> round, int replications) {
        List<List<Design>> designs = new ArrayList<>();
        List<Design> fixed = new ArrayList<>();
        List<Design> chosen = new ArrayList<>();
        for (int[] failed : round) {
            boolean random = isRandomChoice(failed);
            List<Design> own = new ArrayList<>();
            for (int choice = 0; choice < (random ? replications : 1); choice++) {
                List<FailingNode> down = nodes(failed, choice);
                String name = name("down", failed) + (random ? "-" + (choice + 1) : "");
                own.add(runs.design(name, file, variant, outages.steady(down), name + " " + down));
            }
            designs.add(own);
            (random ? chosen : fixed).addAll(own);
        }
        boolean complete = runs.replicate("states with failed nodes", fixed, replications)
                && runs.replicate("states with failed nodes", chosen, 1);
        for (int i = 0; i < round.size(); i++) {
            int[] failed = round.get(i);
            List<Design> own = designs.get(i);
            int runsOfState =
                    own.stream().mapToInt(design -> design.summary().size()).sum();
            if (runsOfState == replications) {
                values.put(model.key(failed), new StateValues(failed, values(own, failed)));
            }
        }
        return complete;
    }

    private String name(String description, int[] failed) {
        StringBuilder name = new StringBuilder(prefix + description);
        for (int i = 0; i < failed.length; i++) {
            name.append(i == 0 ? "=" : ".").append(failed[i]);
        }
        return name.toString();
    }

    private boolean isRandomChoice(int[] failed) {
        for (int i = 0; i < failed.length; i++) {
            NodeClass one = model.classes().get(i);
            if (!one.symmetric() && failed[i] > 0 && failed[i] < one.size()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the nodes that are down: the first ones of a class, or random ones if the choice matters. */
    private List<FailingNode> nodes(int[] failed, int choice) {
        List<FailingNode> down = new ArrayList<>();
        for (int i = 0; i < failed.length; i++) {
            NodeClass one = model.classes().get(i);
            List<FailingNode> left = new ArrayList<>(one.nodes());
            KeyedRandom random =
                    new KeyedRandom(KeyedRandom.key(variant.scenario().seed(), choice, "choice of " + one.label()));
            for (int j = 0; j < failed[i]; j++) {
                down.add(left.remove(one.symmetric() ? 0 : random.nextInt(left.size())));
            }
        }
        return down;
    }

    private Map<String, LossRange> values(List<Design> designs, int[] failed) {
        ReplicationSummary summary = new ReplicationSummary(designs.get(0).name());
        designs.forEach(design -> design.summary().observations().forEach(summary::add));
        Map<String, LossRange> found = new LinkedHashMap<>();
        found.put(AVAILABILITY, loss(summary));
        Map<String, AssertionEstimate> sla = summary.sla(confidence);
        for (String name : evaluated) {
            found.put(name, value(sla.get(name)));
        }
        if (Arrays.stream(failed).sum() == 0 && summary.units().containsKey("all.cost")) {
            double measured = outages.steady(List.of()).durationNanos()
                    - outages.steady(List.of()).warmupNanos();
            costPerNano = summary.sample("all.cost").mean() / measured;
        }
        return found;
    }

    private LossRange loss(ReplicationSummary summary) {
        ConfidenceInterval interval = summary.sample(AVAILABILITY).interval(confidence, "ratio");
        return Double.isNaN(interval.mean())
                ? new LossRange(0, 0, 1)
                : new LossRange(1 - interval.high(), 1 - interval.mean(), 1 - interval.low());
    }

    private static LossRange value(AssertionEstimate estimate) {
        if (estimate.verdict() == Verdict.NO_DATA) {
            return new LossRange(0, 0, 1);
        }
        if (AssertionKind.isAvailability(estimate.combined())) {
            return new LossRange(1 - estimate.high(), 1 - estimate.value(), 1 - estimate.low());
        }
        return new LossRange(
                estimate.verdict() == Verdict.FAIL ? 1 : 0,
                estimate.meanHolds() ? 0 : 1,
                estimate.verdict() == Verdict.PASS ? 0 : 1);
    }

    private boolean runTransitions(int replications) {
        List<Design> designs = new ArrayList<>();
        for (int i = 0; i < model.classes().size(); i++) {
            int[] failed = new int[model.classes().size()];
            failed[i] = 1;
            String name = name("transition", failed);
            List<FailingNode> down = nodes(failed, 0);
            designs.add(runs.design(name, file, variant, outages.transition(down), name + " " + down));
        }
        if (!runs.replicate("transitions", designs, replications)) {
            return false;
        }
        for (int i = 0; i < designs.size(); i++) {
            int[] failed = new int[model.classes().size()];
            failed[i] = 1;
            double during = loss(designs.get(i).summary()).mean();
            double steady = value(AVAILABILITY, failed, ValueSide.MEAN);
            transitions[i] = Math.max(0, during - steady) * outages.transitionNanos();
        }
        return true;
    }

    /** Returns the loss in ns beyond that of the state itself when a node of a class fails. */
    double transitionLoss(int failedClass) {
        return transitions[failedClass];
    }

    /** Returns the price of the system per ns; {@code NaN} without prices. */
    double costPerNano() {
        return costPerNano;
    }

    /** Returns the number of states that were run. */
    int size() {
        return values.size();
    }

    /**
     * Returns the value of a state. A state without a run has at least the loss of each state with fewer failed nodes;
     * its loss may be total.
     */
    double value(String name, int[] failed, ValueSide side) {
        StateValues own = values.get(model.key(failed));
        if (own != null) {
            return own.values().get(name).of(side);
        }
        double least = 0;
        for (StateValues other : values.values()) {
            if (SystemStates.contains(failed, other.failed())) {
                least = Math.max(least, other.values().get(name).of(side));
            }
        }
        return side == ValueSide.HIGH ? 1 : least;
    }
}
