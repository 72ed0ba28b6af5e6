package dev.brownout.capacity;

import dev.brownout.host.Cores;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.workload.LoadProfile;
import dev.brownout.workload.OpenLoad;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Variability of the arrivals of renewal loads at the first components behind their users. A component that receives a
 * random share q of a load with the squared coefficient of variation c² has 1 + q(c² - 1); the loads at one component
 * are averaged by their rates (Whitt 1983, The Queueing Network Analyzer, 4.3 and 4.4).
 *
 * @param variation squared coefficient of variation of the gaps in the whole load, by the request classes that it
 *     issues
 * @param perSecond the rate of the whole load, by the request classes
 * @param source a number for each load, by the request classes
 * @param spaced the request classes that pass a waiting room, which spaces them
 */
record GeneralArrivals(
        Map<String, Double> variation,
        Map<String, Double> perSecond,
        Map<String, Integer> source,
        List<String> spaced) {
    private static final String BEHIND = "no formula: the arrivals are no Poisson process";

    /** Utilization up to which calls hardly wait, whatever the gaps between them. */
    private static final double RARELY_BUSY = 0.1;

    /** Utilization of a caller up to which its calls are nearly random. */
    private static final double MOSTLY_IDLE = 0.7;

    /** Rounding tolerance of rates. */
    private static final double ROUNDING = 1e-9;

    /** Returns the renewal loads of a scenario in a stage. */
    static GeneralArrivals of(Scenario scenario, LoadStage stage) {
        GeneralArrivals all = new GeneralArrivals(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                scenario.requests().keySet().stream()
                        .filter(request -> OfferedLoad.passesRoom(scenario, request))
                        .toList());
        scenario.requests()
                .forEach((name, request) -> request.rate().ifPresent(rate -> all.add(rate, stage, List.of(name))));
        scenario.load()
                .ifPresent(load -> all.add(
                        load,
                        stage,
                        scenario.sharing().keySet().stream().sorted().toList()));
        scenario.journeys()
                .forEach((name, journey) -> all.add(
                        journey.rate(),
                        stage,
                        journey.each().keySet().stream().sorted().toList()));
        return all;
    }

    private void add(LoadProfile load, LoadStage stage, List<String> requests) {
        OptionalDouble own = load instanceof OpenLoad open
                ? open.stretchAt(stage.fromNanos()).gapVariation()
                : OptionalDouble.empty();
        if (own.isPresent()) {
            int number = source.size();
            double rate = load.ratePerSecond(stage.fromNanos()) * stage.loadFactor();
            for (String request : requests) {
                variation.put(request, own.getAsDouble());
                perSecond.put(request, rate);
                source.put(request, number);
            }
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
        List<OfferedDemand> demands = flows.demands(component);
        Formula formula = flows.arrivals().formula(demands, station, Formula.of(station));
        boolean queues = !Double.isNaN(formula.meanNanos()) && Formula.utilization(station) > RARELY_BUSY;
        return queues && haveGapsOfCallers(flows, demands) ? Formula.none(BEHIND) : formula;
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
        return !areSpaced(calls) && calls.stream().noneMatch(call -> variation.containsKey(call.client()));
    }

    private boolean areSpaced(List<OfferedDemand> calls) {
        return calls.stream()
                .anyMatch(
                        call -> spaced.contains(call.client()) && !call.caller().equals(call.client()));
    }

    /**
     * Returns the formula of a station for its arrivals.
     *
     * @param calls the calls to its component
     * @param poisson the formula for Poisson arrivals
     */
    private Formula formula(List<OfferedDemand> calls, StationModel station, Formula poisson) {
        if (!Double.isNaN(poisson.meanNanos()) && areSpaced(calls)) {
            return Formula.none(BEHIND);
        }
        if (arePoisson(calls) || Double.isNaN(poisson.meanNanos())) {
            return poisson;
        }
        Map<Integer, Double> bySource = new TreeMap<>();
        Map<Integer, String> requests = new TreeMap<>();
        double all = 0;
        double sum = 0;
        for (OfferedDemand call : calls) {
            all += call.perSecond();
            if (call.perSecond() > 0 && (!call.caller().equals(call.client()) || call.together() != 1)) {
                return Formula.none(BEHIND);
            }
            if (variation.containsKey(call.client())) {
                bySource.merge(source.get(call.client()), call.perSecond(), Double::sum);
                requests.put(source.get(call.client()), call.client());
            } else {
                sum += call.perSecond();
            }
        }
        boolean single = station.nodes().size() == 1 && Math.abs(station.callsPerSecond() - all) <= ROUNDING * all;
        for (Map.Entry<Integer, Double> rate : bySource.entrySet()) {
            String request = requests.get(rate.getKey());
            double share = rate.getValue() / perSecond.get(request);
            single &= share <= 1 + ROUNDING;
            sum += rate.getValue() * (1 + share * (variation.get(request) - 1));
        }
        boolean queue = station.cores().scheduling() != Cores.Scheduling.PS;
        return single && queue && all > 0 ? Formula.ofGeneralArrivals(station, sum / all) : Formula.none(BEHIND);
    }
}
