package dev.brownout.capacity;

import dev.brownout.scenario.Scenario;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Models of components for single calls. The number of paths to a component can be exponential in the number of
 * components, that of different calls cannot. Where many paths lead to a component, equal calls are merged.
 */
final class SingleCallModels {
    /** Number of calls to one component above which equal calls are merged. */
    private static final int MANY = 100;

    private final Scenario scenario;
    private final LoadStage stage;
    private final Function<String, List<OfferedDemand>> paths;
    private final Map<DemandCall, ComponentCapacityModel> models = new LinkedHashMap<>();
    /** Rates of the calls of each kind, by component; empty where few paths lead to a component. */
    private final Map<String, Map<OfferedDemand, Double>> rates = new TreeMap<>();

    /**
     * Call to a component. The methods are written out because each run calls them often: docs/performance.md, Start.
     */
    private record DemandCall(String component, OfferedDemand call) {
        @Override
        public boolean equals(Object other) {
            return other instanceof DemandCall called
                    && called.component.equals(component)
                    && Objects.equals(called.call, call);
        }

        @Override
        public int hashCode() {
            return 31 * component.hashCode() + call.caller().hashCode();
        }
    }

    /**
     * Creates models that are computed when they are first needed.
     *
     * @param paths returns the calls to a component, one for each path
     */
    SingleCallModels(Scenario scenario, LoadStage stage, Function<String, List<OfferedDemand>> paths) {
        this.scenario = scenario;
        this.stage = stage;
        this.paths = paths;
    }

    /** Returns calls in which equal ones are merged if there are many. */
    static List<OfferedDemand> merge(List<OfferedDemand> calls) {
        if (calls.size() <= MANY) {
            return calls;
        }
        List<OfferedDemand> together = new ArrayList<>();
        rates(calls).forEach((call, perSecond) -> together.add(call.withRate(perSecond)));
        return together;
    }

    private static Map<OfferedDemand, Double> rates(List<OfferedDemand> calls) {
        Map<OfferedDemand, Double> rates = new LinkedHashMap<>();
        if (calls.size() > MANY) {
            calls.forEach(call -> rates.merge(call.withRate(1), call.perSecond(), Double::sum));
        }
        return rates;
    }

    /** Returns the model of a component for a call. */
    ComponentCapacityModel modelOf(String component, OfferedDemand call) {
        return models.computeIfAbsent(
                new DemandCall(component, call),
                called -> ComponentCapacityModel.of(scenario, stage, component, List.of(call)));
    }

    /** Returns a call, or all calls that equal it except for their rate if many paths lead to the component. */
    OfferedDemand all(String component, OfferedDemand call) {
        Map<OfferedDemand, Double> known = rates.computeIfAbsent(component, name -> rates(paths.apply(name)));
        double perSecond = known.isEmpty() ? 0 : known.getOrDefault(call.withRate(1), 0.0);
        return perSecond > 0 ? call.withRate(perSecond) : call;
    }
}
