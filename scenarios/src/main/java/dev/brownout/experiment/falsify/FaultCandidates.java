package dev.brownout.experiment.falsify;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.binding.FaultSentence;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.runtime.ApplicableFaults;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the faults that apply to a scenario. The first of {@link ExchangeableNodes} stands for all. */
final class FaultCandidates {
    private static final String AT = "at 1ns";
    /** Number of zones with a letter. */
    private static final int MOST_ZONES = 26;

    private final Scenario scenario;
    private final ApplicableFaults applicable;
    private final Set<String> components;
    private final ExchangeableNodes exchangeable;

    private FaultCandidates(Scenario scenario, FaultModel model) {
        this.scenario = scenario;
        Set<String> all = scenario.components().keySet();
        for (String name : model.components()) {
            if (!all.contains(name)) {
                throw new ExperimentException(SpellingSuggestion.unknown("component", name, all));
            }
        }
        this.components = model.components().isEmpty() ? all : new LinkedHashSet<>(model.components());
        this.applicable = ApplicableFaults.of(scenario);
        this.exchangeable = new ExchangeableNodes(applicable, scenario, model.atOnce() > 1);
    }

    /**
     * Returns the faults of a model that a scenario accepts, type by type.
     *
     * @throws ExperimentException if the scenario has no component of a name
     */
    static List<FaultCandidate> candidates(Scenario scenario, FaultModel model) {
        FaultCandidates candidates = new FaultCandidates(scenario, model);
        return model.types().stream()
                .flatMap(candidates::targets)
                .filter(candidates::isAccepted)
                .toList();
    }

    private boolean isAccepted(FaultCandidate candidate) {
        String sentence = candidate.sentence(candidate.type().strength().strongest())
                + (candidate.type().longestNanos() > 0 ? " for 1ns" : "");
        return FaultSentence.parse(AT, sentence).filter(applicable::accepts).isPresent();
    }

    private Stream<FaultCandidate> targets(FaultType type) {
        return switch (type.place()) {
            case NODE -> nodes(type, "");
            case ZONE -> places(type, zones());
            case REGION ->
                places(
                        type,
                        scenario.regions().keySet().stream()
                                .map(name -> "region/" + name)
                                .toList());
            case CALL -> Stream.concat(calls(type), places(type, regionPairs("region/", " ~ region/")));
            case REGION_LINK -> places(type, regionPairs("link/", "~"));
            case DISK ->
                nodes(type, ExchangeableNodes.DISK)
                        .filter(candidate -> candidate.node().contains("/"));
            case CACHE -> places(type, components().filter(applicable::caches).toList());
            case USERS -> places(type, List.of(""));
        };
    }

    private static Stream<FaultCandidate> places(FaultType type, List<String> targets) {
        return targets.stream().map(target -> new FaultCandidate(type, target));
    }

    private Stream<FaultCandidate> nodes(FaultType type, String after) {
        return components()
                .flatMap(name -> nodes(name).stream())
                .map(node -> new FaultCandidate(type, "", node, after));
    }

    private Stream<String> components() {
        return scenario.components().keySet().stream().filter(components::contains);
    }

    /** Returns one node of each role and place of a component; the component itself if it has no nodes. */
    private List<String> nodes(String component) {
        List<String> nodes = exchangeable.representatives(component);
        return nodes.isEmpty() ? List.of(component) : nodes;
    }

    /** Returns the zones, those of each region. */
    private List<String> zones() {
        int most = scenario.components().values().stream()
                .mapToInt(ComponentEntry::zones)
                .max()
                .orElse(1);
        List<String> places = scenario.regions().isEmpty()
                ? List.of("zone/")
                : scenario.regions().keySet().stream()
                        .map(region -> "zone/" + region + "/")
                        .toList();
        List<String> zones = new ArrayList<>();
        for (String place : places) {
            for (int i = 0; most > 1 && i < Math.min(most, MOST_ZONES); i++) {
                zones.add(place + (char) ('a' + i));
            }
        }
        return zones;
    }

    private Stream<FaultCandidate> calls(FaultType type) {
        Set<FaultCandidate> ends = new LinkedHashSet<>();
        for (CapacityForecast.Calls calls : CapacityForecast.of(scenario).calls()) {
            if (!calls.fromUsers() && components.contains(calls.callee())) {
                boolean single = applicable.nodes(calls.callee()).size() <= 1;
                List<String> callees = single ? List.of(calls.callee()) : nodes(calls.callee());
                callees.forEach(callee -> ends.add(new FaultCandidate(type, calls.caller() + " ~ ", callee, "")));
            }
        }
        return ends.stream();
    }

    private List<String> regionPairs(String start, String separator) {
        List<String> regions = List.copyOf(scenario.regions().keySet());
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < regions.size(); i++) {
            for (int j = i + 1; j < regions.size(); j++) {
                pairs.add(start + regions.get(i) + separator + regions.get(j));
            }
        }
        return pairs;
    }
}
