package dev.brownout.capacity;

import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Arrivals of the loads of a stage that are no Poisson process.
 *
 * @param loads the renewal loads, by the request classes that they issue
 * @param spaced the request classes that pass a waiting room, which spaces them
 */
record GeneralArrivals(Map<String, RenewalLoad> loads, List<String> spaced) {
    private static final String SUFFIX = "no formula: the arrivals are no Poisson process";

    /** Utilization up to which calls hardly wait, whatever the gaps between them. */
    private static final double RARELY_BUSY = 0.1;

    /** Utilization of a caller up to which its calls are nearly random. */
    private static final double MOSTLY_IDLE = 0.7;

    /** Rounding tolerance of rates. */
    private static final double ROUNDING = 1e-9;

    /**
     * Load with independent gaps that are not exponential.
     *
     * @param number a number for each load
     * @param perSecond its rate
     * @param constant whether all gaps are equal
     */
    private record RenewalLoad(int number, double perSecond, boolean constant) {}

    /** Returns the arrivals of a scenario in a stage. */
    static GeneralArrivals of(Scenario scenario, LoadStage stage) {
        GeneralArrivals all = new GeneralArrivals(
                new TreeMap<>(),
                scenario.workload().requests().keySet().stream()
                        .filter(request -> OfferedLoad.passesRoom(scenario, request))
                        .toList());
        scenario.workload()
                .requests()
                .forEach((name, request) ->
                        request.rate().ifPresent(rate -> all.add(rate, stage, Collections.singleton(name))));
        scenario.workload()
                .load()
                .ifPresent(load ->
                        all.add(load, stage, scenario.workload().sharing().keySet()));
        scenario.workload()
                .journeys()
                .forEach((name, journey) -> all.add(
                        journey.rate(), stage, journey.meanRequestsByName().keySet()));
        return all;
    }

    private void add(LoadProfile load, LoadStage stage, Set<String> requests) {
        OptionalDouble variation = load instanceof OpenLoad open
                ? open.stretchAt(stage.fromNanos()).gapVariation()
                : OptionalDouble.empty();
        if (variation.isPresent()) {
            double rate = load.ratePerSecond(stage.fromNanos()) * stage.loadFactor();
            RenewalLoad own = new RenewalLoad(loads.size(), rate, variation.getAsDouble() < ROUNDING);
            requests.forEach(request -> loads.put(request, own));
        }
    }

    /**
     * Returns whether calls to a component arrive at nearly random times: neither at those of a renewal load or of a
     * waiting room, nor from callers with a queue that sets the gaps between their calls.
     */
    static boolean areRandom(TrafficEquations flows, String component) {
        List<OfferedDemand> demands = flows.demands(component);
        return flows.arrivals().arePoisson(demands) && !haveGapsOfCallers(flows, demands);
    }

    /** Returns whether the full queue of a station rejects a notable share of the calls that no formula states. */
    static boolean losesUnknownShare(TrafficEquations flows, String component, StationModel station) {
        return Formula.loss(station) > BindingLimits.RARE
                && (station.obstacle().isPresent() || !areRandom(flows, component));
    }

    /** Returns the formula of a station of a component for its arrivals. */
    static Formula formula(TrafficEquations flows, String component, StationModel station) {
        Formula formula = Formula.of(station);
        List<OfferedDemand> demands = flows.demands(component);
        if (Double.isNaN(formula.meanNanos()) || station.cores().isUnlimited()) {
            return formula;
        }
        GeneralArrivals arrivals = flows.arrivals();
        if (!arrivals.arePoisson(demands)) {
            return arrivals.haveConstantGaps(demands, station)
                    ? Formula.ofConstantGaps(station).orElse(Formula.unavailable(Sentence.of(SUFFIX)))
                    : Formula.unavailable(Sentence.of(SUFFIX));
        }
        return Formula.utilization(station) > RARELY_BUSY && haveGapsOfCallers(flows, demands)
                ? Formula.unavailable(Sentence.of(SUFFIX))
                : formula;
    }

    private static boolean haveGapsOfCallers(TrafficEquations flows, List<OfferedDemand> calls) {
        return calls.stream().map(OfferedDemand::caller).distinct().anyMatch(flows::setsGaps);
    }

    /** Returns whether a caller is so busy that its own queue sets the gaps between its calls. */
    static boolean setsGaps(TrafficEquations flows, ComponentCapacityModel caller) {
        return SlotLimit.of(flows, caller.name(), caller)
                        .filter(slots -> slots.utilization() > MOSTLY_IDLE)
                        .isPresent()
                || caller.stations().stream()
                        .anyMatch(station -> Formula.utilization(station) > MOSTLY_IDLE
                                && !(Formula.exponential(station) && Formula.loss(station) == 0));
    }

    /** Returns whether none of the given calls comes from a renewal load or a waiting room. */
    private boolean arePoisson(List<OfferedDemand> calls) {
        return !areSpaced(calls) && calls.stream().noneMatch(call -> loads.containsKey(call.client()));
    }

    private boolean areSpaced(List<OfferedDemand> calls) {
        return calls.stream()
                .anyMatch(
                        call -> spaced.contains(call.client()) && !call.caller().equals(call.client()));
    }

    /** Returns whether one node serves all calls of one load with equal gaps, directly from its users. */
    private boolean haveConstantGaps(List<OfferedDemand> calls, StationModel station) {
        List<OfferedDemand> some =
                calls.stream().filter(call -> call.perSecond() > 0).toList();
        RenewalLoad load = some.isEmpty() ? null : loads.get(some.get(0).client());
        double all = some.stream().mapToDouble(OfferedDemand::perSecond).sum();
        return load != null
                && load.constant()
                && station.nodes().size() == 1
                && Math.abs(all - load.perSecond()) <= ROUNDING * all
                && Math.abs(station.callsPerSecond() - all) <= ROUNDING * all
                && some.stream()
                        .allMatch(call -> load.equals(loads.get(call.client()))
                                && call.caller().equals(call.client())
                                && call.batch().together() == 1);
    }
}
