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
    boolean confirmedBy(MeasuredRun measured);

    /**
     * Evidence that stations get more than they can serve: in one of the stages a utilization of {@link #SATURATED}; or
     * one of {@link #BUSY}, or none that is measured, and besides {@link #NOTABLE} of the calls rejected or timed out,
     * or of the messages waiting; or {@link #NOTABLE} of the calls refused by a full pool; or a utilization of
     * {@link #SATURATED} after the stage, as long as the calls left over from it take.
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
     * Evidence that a component, or a part of it, has no machine: hardly any of the calls offered in a stage was
     * answered.
     *
     * @param nodes the machines of a part of the component before they were lost; empty for a whole component
     */
    static WarningEvidence outage(List<StageRow> stages, List<String> nodes) {
        return measured -> stages.stream().anyMatch(each -> {
            double answered = count(measured, each, nodes, "throughput");
            return answered <= NOTABLE * each.station().offeredPerSecond();
        });
    }

    /** Returns whether machines are saturated after a stage, as long as the work takes that it leaves to be done. */
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

    /** The measured share of the servers or places in use; {@code NaN} where nothing measures it. */
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

    /** The calls that a full pool of connections to a component refused. */
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

    /** A measurement over a stage; 0 where there is none. */
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

    /**
     * Evidence that callers time out: calls to a component timed out there, or one took as long as they wait; or users
     * timed out, and {@link #NOTABLE} of the calls to the component had no success.
     *
     * @param client the class of the users' requests that cause the calls
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

    /** Evidence that replicas fall behind: their lag reaches {@link #LAG_SHARE} of the one predicted for the end. */
    static WarningEvidence lag(Scenario scenario, LoadStage stage, String component, ReplicaLagModel log) {
        double missing = 1 - log.appliedPerSecond() / log.writesPerSecond();
        double predicted = missing * (stage.toNanos() - stage.fromNanos());
        return measured -> measured.value(component, List.of(), "lag.max", stage.fromNanos(), scenario.durationNanos())
                >= LAG_SHARE * predicted;
    }

    /** Evidence of a hit ratio: the measured one differs by at most {@link #HIT_RATIO_DIFFERENCE}. */
    static WarningEvidence hitRatio(Scenario scenario, String component, WorkingSetModel store) {
        return measured -> {
            double ratio =
                    measured.value(component, List.of(), "hit_ratio", scenario.warmupNanos(), scenario.durationNanos());
            return Math.abs(ratio - store.hitRatio()) <= HIT_RATIO_DIFFERENCE;
        };
    }
}
