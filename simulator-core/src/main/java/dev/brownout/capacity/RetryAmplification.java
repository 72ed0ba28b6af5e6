package dev.brownout.capacity;

import dev.brownout.host.Cores;
import dev.brownout.result.ScenarioExplanation.BacklogClearing;
import dev.brownout.spi.StationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Load below which a component recovers from any backlog despite retries. Servers still process calls that have
 * exceeded their callers' timeout, and the callers retry. While a backlog is older than the timeout, each call arrives
 * as often as retries allow. The backlog shrinks only if this rate is below the capacity. The maximum load is the
 * capacity over the number of calls made for each original call. Above it, a site may never recover from a brief pause
 * (N. Bronson et al., "Metastable failures in distributed systems", HotOS 2021: hidden capacity).
 */
final class RetryAmplification {
    private final Map<String, Load> loads = new TreeMap<>();

    /** Calls to a component. */
    private static final class Load {
        private double plain;
        private double sustainedPerSecond;
        private double timeout;
    }

    /**
     * Adds calls to a component.
     *
     * @param plainPerSecond calls per second without retries
     * @param lastingPerSecond calls per second including retries, while no call completes in time; {@code NaN} if
     *     unknown
     * @param timeoutNanos longest timeout on their path, in nanoseconds; infinite without a timeout
     */
    void add(String component, double plainPerSecond, double lastingPerSecond, double timeoutNanos) {
        Load load = loads.computeIfAbsent(component, name -> new Load());
        load.plain += plainPerSecond;
        load.sustainedPerSecond += lastingPerSecond;
        if (lastingPerSecond > plainPerSecond) {
            load.timeout = Math.max(load.timeout, timeoutNanos);
        }
    }

    /** Returns the load of each component with retrying callers below which it recovers from a backlog. */
    List<BacklogClearing> clearings(TrafficEquations flows) {
        List<BacklogClearing> all = new ArrayList<>();
        loads.forEach((component, load) -> {
            boolean alone = flows.scenario().components().get(component).host().isEmpty();
            if (alone && load.sustainedPerSecond > load.plain * (1 + 1e-9) && Double.isFinite(load.timeout)) {
                for (StationModel station :
                        flows.componentModels().get(component).stations()) {
                    if (processesTimedOutCalls(station, load.timeout)) {
                        double capacity = station.callsPerSecond() / Formula.utilization(station);
                        all.add(new BacklogClearing(
                                CapacityForecast.name(component, station.part()),
                                capacity * load.plain / load.sustainedPerSecond,
                                station.callsPerSecond(),
                                capacity));
                    }
                }
            }
        });
        return all;
    }

    /** Returns whether calls can wait longer than the timeout in the queue of a station, and are still processed. */
    private static boolean processesTimedOutCalls(StationModel station, double timeoutNanos) {
        double load = Formula.utilization(station)
                * station.cores().servers()
                * station.nodes().size();
        boolean queue = station.cores().scheduling() == Cores.Scheduling.FIFO
                || station.cores().scheduling() == Cores.Scheduling.PS;
        if (!queue
                || !(load > 0)
                || station.obstacle().isPresent()
                || station.cores().unlimited()
                || station.cores().load().isPresent()) {
            return false;
        }
        double meanNanos = load / station.callsPerSecond() * 1e9;
        return !station.cores().bounded()
                || station.cores().queueCapacity() * meanNanos / station.cores().servers() >= timeoutNanos;
    }
}
