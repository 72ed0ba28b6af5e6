package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.capacity.StationRows.StageRow;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.component.WorkDistribution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measurement that confirms a warning of the analytical model. A run shows only warnings that its measurements confirm;
 * docs/decisions/confirmed-warnings.md lists the rules. All thresholds are defined in this interface.
 */
@FunctionalInterface
interface WarningEvidence {
    /** Utilization from which a station counts as saturated, without further signs. */
    double SATURATED = 0.95;

    /** Utilization from which timeouts and backlogs at a station count as signs of its saturation. */
    double BUSY = 0.8;

    /** Share of the calls, or of the messages, from which failures and backlogs count. */
    double NOTABLE = 0.01;

    /** Number of nanoseconds per second. */
    double SECOND = 1e9;

    /** Evidence of a statement about the scenario itself, which is true for any measurements. */
    WarningEvidence FACT = measured -> true;

    /** Returns whether the measurements of a run confirm the warning. */
    boolean confirmedBy(MeasuredRun measured);

    /**
     * Returns evidence that a station is overloaded in one of the stages. Each of these confirms it: a utilization of
     * {@link #SATURATED}; {@link #NOTABLE} of the calls rejected or limited; a utilization of {@link #BUSY}, or an
     * unmeasured one, together with {@link #NOTABLE} of the calls timed out or cancelled, or of the messages waiting;
     * {@link #NOTABLE} of the calls refused by a full pool; a utilization of {@link #SATURATED} after the stage, for
     * the time that its remaining calls take.
     *
     * @param stages the rows of one station, at least one
     */
    static WarningEvidence overload(Scenario scenario, List<StageRow> stages) {
        return measured -> stages.stream().anyMatch(row -> {
            double utilization = utilization(measured, row);
            boolean unknown = Double.isNaN(utilization);
            return utilization >= SATURATED
                    || fails(measured, row, List.of("rejected", "limited"))
                    || (unknown || utilization >= BUSY)
                            && (fails(measured, row, List.of("timed_out", "cancelled"))
                                    || hasWaiting(scenario, measured, row))
                    || refusedCalls(measured, row)
                            >= Math.max(1, NOTABLE * count(measured, row, row.nodes(), "offered"))
                    || busyAfterwards(scenario, measured, row);
        });
    }

    /**
     * Returns evidence that a component, or a part of it, has no node: at most {@link #NOTABLE} of the calls offered in
     * a stage completed.
     *
     * @param nodes the nodes of a part of the component before they were lost; empty for a whole component
     */
    static WarningEvidence outage(List<StageRow> stages, List<String> nodes) {
        return measured -> stages.stream().anyMatch(row -> {
            double answered = count(measured, row, nodes, "throughput");
            return answered <= NOTABLE * row.station().offeredPerSecond();
        });
    }

    /** Returns whether nodes are saturated after a stage, for the time that its remaining work takes. */
    private static boolean busyAfterwards(Scenario scenario, MeasuredRun measured, StageRow row) {
        long from = row.station().toNanos();
        long step = TimeGrid.step(scenario.durationNanos());
        double excess = row.station().load() - 1;
        double excessNanos = Math.min(
                scenario.durationNanos() - from, excess * (from - row.station().fromNanos()));
        long to = from + (long) excessNanos / step * step;
        return !row.nodes().isEmpty()
                && row.limit().isEmpty()
                && to > from
                && measured.value(row.component(), row.nodes(), "utilization", from, to) >= SATURATED;
    }

    /** Returns the measured share of the servers or slots in use; {@code NaN} if it is not measured. */
    private static double utilization(MeasuredRun measured, StageRow row) {
        if (!row.nodes().isEmpty() || row.limit().isEmpty()) {
            return row.station().measuredUtilization();
        }
        SlotLimit limit = row.limit().get();
        String callee = limit.callee().orElse(row.component());
        double pool = value(measured, row, callee, List.of(), "pool_utilization");
        double occupiedShare = value(measured, row, row.component(), List.of(), "bulkhead_held");
        double servers = value(measured, row, row.component(), List.of(), "server_utilization");
        double used =
                Math.max(Math.max(pool, servers), occupiedShare / limit.slots().totalSlots());
        return used == 0 ? Double.NaN : used;
    }

    /** Returns whether {@link #NOTABLE} of the calls end with some outcomes, or are rejected by the limit of a row. */
    private static boolean fails(MeasuredRun measured, StageRow row, List<String> outcomes) {
        double offered = count(measured, row, row.nodes(), "offered");
        double failed = 0;
        for (String outcome : outcomes) {
            failed += count(measured, row, row.nodes(), outcome);
        }
        if (row.nodes().isEmpty()) {
            String callee = row.limit().flatMap(SlotLimit::callee).orElse(row.component());
            failed += count(measured, row, List.of(), "bulkhead_rejected")
                    + refusedCalls(measured, row)
                    + value(measured, row, callee, List.of(), "pool_timeouts");
        }
        return offered > 0 && failed >= NOTABLE * offered;
    }

    /** Returns the number of calls refused by a full connection pool of a component. */
    private static double refusedCalls(MeasuredRun measured, StageRow row) {
        return row.limit()
                .flatMap(SlotLimit::callee)
                .map(callee -> value(measured, row, callee, List.of(), "pool_refused"))
                .orElse(0.0);
    }

    private static boolean hasWaiting(Scenario scenario, MeasuredRun measured, StageRow row) {
        double seconds = (row.station().toNanos() - row.station().fromNanos()) / SECOND;
        double threshold = Math.max(1, NOTABLE * row.station().offeredPerSecond() * seconds);
        Optional<String> queue = Optional.ofNullable(scenario.components().get(row.component()))
                .map(ComponentEntry::spec)
                .flatMap(spec -> WorkDistribution.of(spec).takesFrom());
        for (String depth : List.of("depth.max", "lag.max")) {
            if (queue.isPresent() && value(measured, row, queue.get(), List.of(), depth) >= threshold) {
                return true;
            }
        }
        return Stream.of("queue.max", "queued.max")
                .anyMatch(waiting -> value(measured, row, row.component(), List.of(), waiting) >= threshold);
    }

    private static double count(MeasuredRun measured, StageRow row, List<String> nodes, String metric) {
        return value(measured, row, row.component(), nodes, metric);
    }

    /** Returns a measurement over a stage; 0 if there is none. */
    private static double value(
            MeasuredRun measured, StageRow row, String component, List<String> nodes, String metric) {
        double value = measured.value(
                component,
                nodes,
                metric,
                row.station().fromNanos(),
                row.station().toNanos());
        return Double.isNaN(value) ? 0 : value;
    }

    /** Returns evidence that an event occurred at a component at least once: one of the given counters is not 0. */
    static WarningEvidence ofCount(Scenario scenario, String component, String... metrics) {
        return measured -> Stream.of(metrics).anyMatch(metric -> ofRun(measured, scenario, component, metric) > 0);
    }

    /** Returns a measurement of a component over the measured part of the run; {@code NaN} if there is none. */
    private static double ofRun(MeasuredRun measured, Scenario scenario, String component, String metric) {
        return measured.value(component, List.of(), metric, scenario.warmupNanos(), scenario.durationNanos());
    }

    /**
     * Returns evidence that callers time out: calls to a component timed out there, or one took at least as long as the
     * timeout; or users timed out, and {@link #NOTABLE} of the calls to the component were unsuccessful.
     *
     * @param client the request class of the users that causes the calls
     */
    static WarningEvidence slow(Scenario scenario, String component, String client, double timeoutNanos) {
        long nanos = scenario.durationNanos() - scenario.warmupNanos();
        return measured -> {
            double offered = ofRun(measured, scenario, component, "offered") / nanos * SECOND;
            boolean unanswered = ofRun(measured, scenario, component, "throughput") <= (1 - NOTABLE) * offered;
            return ofCount(scenario, component, "timed_out").confirmedBy(measured)
                    || unanswered && ofCount(scenario, client, "timed_out").confirmedBy(measured)
                    || ofRun(measured, scenario, component, "max") >= timeoutNanos;
        };
    }
}
