package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ReplicaLagModel;
import dev.brownout.spi.WorkingSetModel;
import java.util.List;
import java.util.Optional;

/**
 * Measurement that confirms a warning of the analytical model. A run shows only warnings that its measurements confirm;
 * docs/decisions/confirmed-warnings.md lists the rules. All thresholds are defined in this interface.
 */
@FunctionalInterface
interface WarningEvidence {
    /** Utilization from which a station counts as saturated, without further signs. */
    double SATURATED = 0.95;

    /** Utilization from which rejections, timeouts and backlogs at a station count as signs of its saturation. */
    double BUSY = 0.8;

    /** Share of the calls, or of the messages, from which failures and backlogs count. */
    double NOTABLE = 0.01;

    /** Fraction of a predicted lag from which a measured lag confirms it. */
    double LAG_SHARE = 0.5;

    /**
     * Maximum difference between a measured hit ratio and a predicted one that it confirms, as a share of the reads.
     */
    double HIT_RATIO_DIFFERENCE = 0.05;

    /** Number of nanoseconds per second. */
    double SECOND = 1e9;

    /** Evidence of a statement about the scenario itself, which is true for any measurements. */
    WarningEvidence FACT = measured -> true;

    /** Returns whether the measurements of a run confirm the warning. */
    boolean confirmedBy(MeasuredRun measured);

    /**
     * Returns evidence that a station is overloaded in one of the stages. Each of these confirms it: a utilization of
     * {@link #SATURATED}; a utilization of {@link #BUSY}, or an unmeasured one, together with {@link #NOTABLE} of the
     * calls rejected or timed out, or of the messages waiting; {@link #NOTABLE} of the calls refused by a full pool; a
     * utilization of {@link #SATURATED} after the stage, for the time that its remaining calls take.
     *
     * @param stages the rows of one station, at least one
     */
    static WarningEvidence overload(Scenario scenario, List<StageRow> stages) {
        return measured -> stages.stream().anyMatch(each -> {
            double utilization = utilization(measured, each);
            boolean unknown = Double.isNaN(utilization);
            return utilization >= SATURATED
                    || (unknown || utilization >= BUSY) && (refuses(measured, each) || waits(scenario, measured, each))
                    || refused(measured, each) >= Math.max(1, NOTABLE * count(measured, each, each.nodes(), "offered"))
                    || busyAfterwards(scenario, measured, each);
        });
    }

    /**
     * Returns evidence that a component, or a part of it, has no node: at most {@link #NOTABLE} of the calls offered in
     * a stage completed.
     *
     * @param nodes the nodes of a part of the component before they were lost; empty for a whole component
     */
    static WarningEvidence outage(List<StageRow> stages, List<String> nodes) {
        return measured -> stages.stream().anyMatch(each -> {
            double answered = count(measured, each, nodes, "throughput");
            return answered <= NOTABLE * each.station().offeredPerSecond();
        });
    }

    /** Returns whether nodes are saturated after a stage, for the time that its remaining work takes. */
    private static boolean busyAfterwards(Scenario scenario, MeasuredRun measured, StageRow each) {
        long from = each.station().toNanos();
        long step = TimeGrid.step(scenario.durationNanos());
        double excess = each.station().utilization() - 1;
        double left = Math.min(
                scenario.durationNanos() - from, excess * (from - each.station().fromNanos()));
        long to = from + (long) left / step * step;
        return !each.nodes().isEmpty()
                && each.limit().isEmpty()
                && to > from
                && measured.value(each.component(), each.nodes(), "utilization", from, to) >= SATURATED;
    }

    /** Returns the measured share of the servers or slots in use; {@code NaN} if it is not measured. */
    private static double utilization(MeasuredRun measured, StageRow each) {
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

    private static boolean refuses(MeasuredRun measured, StageRow each) {
        double offered = count(measured, each, each.nodes(), "offered");
        double failed = 0;
        for (String outcome : List.of("rejected", "timed_out")) {
            failed += count(measured, each, each.nodes(), outcome);
        }
        if (each.nodes().isEmpty()) {
            String callee = each.limit().flatMap(PlaceLimit::callee).orElse(each.component());
            failed += count(measured, each, List.of(), "bulkhead_rejected")
                    + refused(measured, each)
                    + value(measured, each, callee, List.of(), "pool_timeouts");
        }
        return offered > 0 && failed >= NOTABLE * offered;
    }

    /** Returns the number of calls refused by a full connection pool of a component. */
    private static double refused(MeasuredRun measured, StageRow each) {
        return each.limit()
                .flatMap(PlaceLimit::callee)
                .map(callee -> value(measured, each, callee, List.of(), "pool_refused"))
                .orElse(0.0);
    }

    private static boolean waits(Scenario scenario, MeasuredRun measured, StageRow each) {
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

    private static double count(MeasuredRun measured, StageRow each, List<String> nodes, String metric) {
        return value(measured, each, each.component(), nodes, metric);
    }

    /** Returns a measurement over a stage; 0 if there is none. */
    private static double value(
            MeasuredRun measured, StageRow each, String component, List<String> nodes, String metric) {
        double value = measured.value(
                component,
                nodes,
                metric,
                each.station().fromNanos(),
                each.station().toNanos());
        return Double.isNaN(value) ? 0 : value;
    }

    /** Returns evidence that an event occurred at a component at least once: one of the given counters is not 0. */
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

    /**
     * Returns evidence that callers time out: calls to a component timed out there, or one took at least as long as the
     * timeout; or users timed out, and {@link #NOTABLE} of the calls to the component were unsuccessful.
     *
     * @param client the request class of the users that causes the calls
     */
    static WarningEvidence slow(Scenario scenario, String component, String client, double timeoutNanos) {
        long from = scenario.warmupNanos();
        long to = scenario.durationNanos();
        return measured -> {
            double offered = measured.value(component, List.of(), "offered", from, to) / (to - from) * SECOND;
            boolean unanswered =
                    measured.value(component, List.of(), "throughput", from, to) <= (1 - NOTABLE) * offered;
            return counted(scenario, component, "timed_out").confirmedBy(measured)
                    || unanswered && counted(scenario, client, "timed_out").confirmedBy(measured)
                    || measured.value(component, List.of(), "max", from, to) >= timeoutNanos;
        };
    }

    /**
     * Returns evidence that replicas fall behind: their lag reaches {@link #LAG_SHARE} of the lag predicted for the
     * end.
     */
    static WarningEvidence lag(Scenario scenario, LoadStage stage, String component, ReplicaLagModel log) {
        double missing = 1 - log.appliedPerSecond() / log.writesPerSecond();
        double predicted = missing * (stage.toNanos() - stage.fromNanos());
        return measured -> measured.value(component, List.of(), "lag.max", stage.fromNanos(), scenario.durationNanos())
                >= LAG_SHARE * predicted;
    }

    /** Returns evidence of a hit ratio: the measured ratio differs by at most {@link #HIT_RATIO_DIFFERENCE}. */
    static WarningEvidence hitRatio(Scenario scenario, String component, WorkingSetModel store) {
        return measured -> {
            double ratio =
                    measured.value(component, List.of(), "hit_ratio", scenario.warmupNanos(), scenario.durationNanos());
            return Math.abs(ratio - store.hitRatio()) <= HIT_RATIO_DIFFERENCE;
        };
    }
}
