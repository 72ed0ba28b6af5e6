package dev.brownout.experiment.reliability;

import dev.brownout.experiment.DesignRuns;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.experiment.reliability.StateRuns.ValueSide;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.VariantResult.Setting;
import dev.brownout.sla.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Failure model of one design, its states, and the runs of these states. */
final class ReliabilityEvaluation {
    private final ScenarioFile file;
    private final Variant variant;
    private final NodeFailureModel model;
    private final SystemStates states;
    private final List<GroupShares> groups = new ArrayList<>();
    private final Map<String, AssertionKind> kinds = new TreeMap<>();
    private final boolean ofRequests;
    private StateRuns runs;
    private TargetFactory targets;

    /**
     * Reads a design.
     *
     * @throws ExperimentException if it is invalid, or nothing can fail
     */
    ReliabilityEvaluation(Experiment experiment) {
        file = experiment.source().check(experiment.changes());
        variant = VariantRuns.named(file, experiment.variants()).get(0);
        model = NodeFailureModel.of(variant.scenario());
        for (FailureGroup group : model.groups()) {
            groups.add(GroupShares.of(group, variant.scenario().seed()));
        }
        states = new SystemStates(model, groups);
        variant.scenario()
                .evaluation()
                .sla()
                .forEach((name, relation) -> kinds.put(name, AssertionKind.of(relation, model)));
        ofRequests = !model.allNeeds() || kinds.containsValue(AssertionKind.AVERAGE);
    }

    /**
     * Runs the states with requests, if an assertion or the availability depends on them; otherwise only the state
     * without a failure, for its price.
     *
     * @return whether all were run; false if the execution was stopped
     */
    boolean run(DesignRuns designs, String prefix, double period, int mostStates, int replications, double confidence) {
        List<String> evaluated = variant.scenario().evaluation().sla().keySet().stream()
                .filter(name -> kinds.get(name) == AssertionKind.AVERAGE || kinds.get(name) == AssertionKind.STATE)
                .toList();
        runs = new StateRuns(model, designs, file, variant, prefix, evaluated, confidence);
        boolean onRequests = ofRequests || !evaluated.isEmpty();
        boolean complete = runs.run(states.states(), onRequests ? mostStates : 1, onRequests ? replications : 2);
        targets = new TargetFactory(model, groups, states, runs, ofRequests, period);
        return complete;
    }

    ScenarioFile file() {
        return file;
    }

    Variant variant() {
        return variant;
    }

    NodeFailureModel model() {
        return model;
    }

    SystemStates states() {
        return states;
    }

    List<GroupShares> groups() {
        return groups;
    }

    StateRuns runs() {
        return runs;
    }

    TargetFactory targets() {
        return targets;
    }

    boolean ofRequests() {
        return ofRequests;
    }

    AssertionKind kind(String assertion) {
        return kinds.get(assertion);
    }

    /**
     * Returns the long-run availability. That of nodes follows from the shares of each component. That of requests is a
     * sum over states; its interval contains no loss and a total loss in states that are left out.
     */
    LongRunAvailability availability() {
        if (!ofRequests) {
            double loss = shortShare(-1);
            return new LongRunAvailability(loss, loss, Math.min(1, loss + states.unseen()), states.unseen());
        }
        double loss = states.meanRate(targets.availability(ValueSide.MEAN));
        double low = states.meanRate(targets.availability(ValueSide.LOW));
        double high = states.meanRate(targets.availability(ValueSide.HIGH)) + states.residualShare();
        return new LongRunAvailability(
                loss, Math.min(loss, low), Math.min(1, Math.max(loss, high)), states.residualShare());
    }

    /** Returns the long-run loss if the nodes of a group never failed. */
    double lossWithout(int group) {
        return ofRequests ? states.meanRateWithout(group, targets.availability(ValueSide.MEAN)) : shortShare(group);
    }

    /** Returns the share of the time in which a component, other than one that never fails, lacks nodes. */
    private double shortShare(int neverFailing) {
        double loss = 0;
        for (int i = 0; i < groups.size(); i++) {
            if (i != neverFailing) {
                loss += (1 - loss)
                        * groups.get(i).shareBelow(model.groups().get(i).needs());
            }
        }
        return loss;
    }

    /** Returns the targets of an assertion: the estimate, and the ends of the intervals if the states were run. */
    List<StateTarget> targets(String name) {
        Relation relation = variant.scenario().evaluation().sla().get(name);
        List<StateTarget> all = new ArrayList<>(List.of(targets.assertion(name, relation, ValueSide.MEAN)));
        if (kinds.get(name) != AssertionKind.NODES) {
            all.add(targets.assertion(name, relation, ValueSide.LOW));
            all.add(targets.assertion(name, relation, ValueSide.HIGH));
        }
        return all;
    }

    /** Returns a setting with one more node of a component; empty if the component has no setting for it. */
    Optional<Setting> spareSetting(String component) {
        for (String setting : List.of("nodes", "replicas")) {
            String path = component + "." + setting;
            Optional<Setting> value = variant.settings().stream()
                    .filter(one -> one.path().equals(path) && one.value().matches("\\d{1,6}"))
                    .findFirst();
            if (value.isPresent()) {
                return value.map(
                        one -> new Setting(path, String.valueOf(Integer.parseInt(one.value()) + 1), one.origin()));
            }
        }
        return Optional.empty();
    }
}
