package dev.brownout.capacity;

import dev.brownout.host.Cores;
import dev.brownout.result.ScenarioExplanation.BacklogClearing;
import dev.brownout.spi.StationModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The load from which machines rid themselves of any backlog, whoever tries again. Calls that are older than their
 * callers' patience are worked on for nobody, who call again: while a backlog is that old, each call comes as often as
 * retries let it, and it becomes shorter only where that is still less than the capacity. Above this load, which is the
 * capacity over the calls made of one, a site that stood still for a moment may never come back (N. Bronson et al.,
 * "Metastable failures in distributed systems", HotOS 2021: hidden capacity).
 */
final class RetryAmplification {
    private final Map<String, Load> loads = new TreeMap<>();

    /** What comes to a component. */
    private static final class Load {
        private double plain;
        private double lasting;
        private double timeout;
    }

    /**
     * Counts calls.
     *
     * @param plainPerSecond without a retry
     * @param lastingPerSecond with all that come while nobody is answered in time; {@code NaN} where nobody knows
     * @param timeoutNanos the longest that somebody waits on their way; infinite for one who waits for ever
     */
    void add(String component, double plainPerSecond, double lastingPerSecond, double timeoutNanos) {
        Load load = loads.computeIfAbsent(component, name -> new Load());
        load.plain += plainPerSecond;
        load.lasting += lastingPerSecond;
        if (lastingPerSecond > plainPerSecond) {
            load.timeout = Math.max(load.timeout, timeoutNanos);
        }
    }

    /** Of each component whose callers try again how little must come. */
    List<BacklogClearing> clearings(TrafficEquations flows) {
        List<BacklogClearing> all = new ArrayList<>();
        loads.forEach((component, load) -> {
            boolean alone = flows.scenario().components().get(component).host().isEmpty();
            if (alone && load.lasting > load.plain * (1 + 1e-9) && Double.isFinite(load.timeout)) {
                for (StationModel station : flows.pages().get(component).stations()) {
                    if (worksForNobody(station, load.timeout)) {
                        double capacity = station.callsPerSecond() / Formula.utilization(station);
                        all.add(new BacklogClearing(
                                name(component, station),
                                capacity * load.plain / load.lasting,
                                station.callsPerSecond(),
                                capacity));
                    }
                }
            }
        });
        return all;
    }

    /** Whether calls can wait so long, and are worked on all the same. */
    private static boolean worksForNobody(StationModel station, double timeoutNanos) {
        double load = Formula.utilization(station)
                * station.servers()
                * station.nodes().size();
        boolean queue = station.scheduling() == Cores.Scheduling.FIFO || station.scheduling() == Cores.Scheduling.PS;
        if (!queue || !(load > 0) || station.obstacle().isPresent() || station.servers() == StationModel.ANY_NUMBER) {
            return false;
        }
        double meanNanos = load / station.callsPerSecond() * 1e9;
        return station.places() == StationModel.ANY_NUMBER
                || station.places() * meanNanos / station.servers() >= timeoutNanos;
    }

    private static String name(String component, StationModel station) {
        return station.part().isEmpty() ? component : component + "/" + station.part();
    }
}
