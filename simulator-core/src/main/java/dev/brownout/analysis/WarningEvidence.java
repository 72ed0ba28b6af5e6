package dev.brownout.analysis;

import dev.brownout.analysis.Forecast.Measured;
import dev.brownout.analysis.StationRows.Reckoned;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.wiring.LogSketch;
import dev.brownout.wiring.StoreSketch;
import java.util.List;
import java.util.Optional;

/**
 * The measurement that confirms a warning of the analytical model. A run shows only warnings that its measurements
 * confirm; docs/decisions/confirmed-warnings.md lists the rules. All thresholds stand here.
 */
@FunctionalInterface
interface WarningEvidence {
    /** A utilization from which a station counts as saturated, without further signs. */
    double SATURATED = 0.95;

    /** A utilization from which refusals, timeouts and backlogs at a station count as signs of its saturation. */
    double BUSY = 0.8;

    /** A share of the calls, or of the messages, from which failures and backlogs count. */
    double NOTABLE = 0.01;

    /** The part of a predicted lag from which a measured lag confirms it. */
    double LAG_SHARE = 0.5;

    /** The difference up to which a measured hit ratio confirms a predicted one, in shares of the reads. */
    double HIT_RATIO_DIFFERENCE = 0.05;

    /** The nanoseconds of a second. */
    double SECOND = 1e9;

    /** Evidence of a statement about the scenario itself, which holds whatever a run measures. */
    WarningEvidence FACT = measured -> true;

    /** Returns whether the measurements of a run confirm the warning. */
    boolean confirmedBy(Measured measured);

    /**
     * Evidence that stations get more than they can serve: in one of the stages a utilization of {@link #SATURATED}; or
     * one of {@link #BUSY}, or none that is measured, and besides {@link #NOTABLE} of the calls rejected or timed out,
     * or of the messages waiting.
     *
     * @param stages the rows of one station, at least one
     */
    static WarningEvidence overload(Scenario scenario, List<Reckoned> stages) {
        return measured -> stages.stream().anyMatch(each -> {
            double utilization = utilization(measured, each);
            boolean unknown = Double.isNaN(utilization);
            return utilization >= SATURATED
                    || (unknown || utilization >= BUSY) && (refuses(measured, each) || waits(scenario, measured, each));
        });
    }

    /** Evidence that a component has no machine: hardly any of the calls offered in a stage was answered. */
    static WarningEvidence outage(List<Reckoned> stages) {
        return measured -> stages.stream().anyMatch(each -> {
            double answered = count(measured, each, List.of(), "throughput");
            return answered <= NOTABLE * each.station().offeredPerSecond();
        });
    }

    /** The measured share of the servers or places in use; {@code NaN} where nothing measures it. */
    private static double utilization(Measured measured, Reckoned each) {
        if (!each.nodes().isEmpty() || each.limit().isEmpty()) {
            return each.station().measuredUtilization();
        }
        PlaceLimit limit = each.limit().get();
        String callee = limit.callee().orElse(each.component());
        double pool = value(measured, each, callee, List.of(), "pool_utilization");
        double held = value(measured, each, each.component(), List.of(), "bulkhead_held");
        double used = Math.max(pool, held / limit.slots().all());
        return used == 0 ? Double.NaN : used;
    }

    private static boolean refuses(Measured measured, Reckoned each) {
        double offered = count(measured, each, each.nodes(), "offered");
        double failed = 0;
        for (String outcome : List.of("rejected", "timed_out")) {
            failed += count(measured, each, each.nodes(), outcome);
        }
        if (each.nodes().isEmpty()) {
            String callee = each.limit().flatMap(PlaceLimit::callee).orElse(each.component());
            failed += count(measured, each, List.of(), "bulkhead_rejected")
                    + value(measured, each, callee, List.of(), "pool_refused")
                    + value(measured, each, callee, List.of(), "pool_timeouts");
        }
        return offered > 0 && failed >= NOTABLE * offered;
    }

    private static boolean waits(Scenario scenario, Measured measured, Reckoned each) {
        double seconds = (each.station().toNanos() - each.station().fromNanos()) / SECOND;
        double least = Math.max(1, NOTABLE * each.station().offeredPerSecond() * seconds);
        Optional<String> queue = Optional.ofNullable(scenario.components().get(each.component()))
                .map(ComponentEntry::spec)
                .flatMap(spec -> spec.takesFrom());
        for (String depth : List.of("depth.max", "lag.max")) {
            if (queue.isPresent() && value(measured, each, queue.get(), List.of(), depth) >= least) {
                return true;
            }
        }
        return value(measured, each, each.component(), List.of(), "queued.max") >= least;
    }

    private static double count(Measured measured, Reckoned each, List<String> nodes, String metric) {
        return value(measured, each, each.component(), nodes, metric);
    }

    /** A measurement over a stage; 0 where there is none. */
    private static double value(Measured measured, Reckoned each, String component, List<String> nodes, String metric) {
        double value = measured.value(
                component,
                nodes,
                metric,
                each.station().fromNanos(),
                each.station().toNanos());
        return Double.isNaN(value) ? 0 : value;
    }

    /** Evidence that something happened at a component at least once: one of some counters is not 0. */
    static WarningEvidence counted(Scenario scenario, String component, String... metrics) {
        return measured -> {
            for (String metric : metrics) {
                if (measured.value(component, List.of(), metric, scenario.warmupNanos(), scenario.durationNanos())
                        > 0) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Evidence that callers time out: calls to a component timed out there, or one took as long as they wait. */
    static WarningEvidence slow(Scenario scenario, String component, double patienceNanos) {
        return measured -> counted(scenario, component, "timed_out").confirmedBy(measured)
                || measured.value(component, List.of(), "max", scenario.warmupNanos(), scenario.durationNanos())
                        >= patienceNanos;
    }

    /** Evidence that replicas fall behind: their lag reaches {@link #LAG_SHARE} of the one predicted for the end. */
    static WarningEvidence lag(Scenario scenario, Stage stage, String component, LogSketch log) {
        double missing = 1 - log.appliedPerSecond() / log.writesPerSecond();
        double predicted = missing * (stage.toNanos() - stage.fromNanos());
        return measured -> measured.value(component, List.of(), "lag.max", stage.fromNanos(), scenario.durationNanos())
                >= LAG_SHARE * predicted;
    }

    /** Evidence of a hit ratio: the measured one differs by at most {@link #HIT_RATIO_DIFFERENCE}. */
    static WarningEvidence hitRatio(Scenario scenario, String component, StoreSketch store) {
        return measured -> {
            double ratio =
                    measured.value(component, List.of(), "hit_ratio", scenario.warmupNanos(), scenario.durationNanos());
            return Math.abs(ratio - store.hitRatio()) <= HIT_RATIO_DIFFERENCE;
        };
    }
}
