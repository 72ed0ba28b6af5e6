package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.StationModel;
import java.util.List;
import java.util.Optional;

/**
 * Builds the result rows of the stations of one component in one stage. A row has the analytical estimate of a station
 * and, for comparison, the values measured in a run.
 *
 * @param stage the stage
 * @param component name of the component
 * @param autoscaled whether the component is autoscaled
 * @param network whether messages between nodes take time
 * @param measured the measurements of a run
 */
record StationEstimate(LoadStage stage, String component, boolean autoscaled, boolean network, MeasuredRun measured) {
    /** Share of busy servers from which an overload is stated by its offered load. */
    static final double SATURATED = 0.95;

    /**
     * Returns the row of a station with a formula for its response time.
     *
     * @param tighterLimit slot limit that is reached before the limit of the servers; empty for none
     * @param leaf whether the nodes make no downstream calls, so that the measured response time is comparable
     */
    Station stationRow(StationModel model, Formula formula, Optional<SlotLimit> tighterLimit, boolean leaf) {
        double utilization = tighterLimit.map(SlotLimit::utilization).orElseGet(() -> Formula.utilization(model));
        double capacity = utilization == 0 ? Double.POSITIVE_INFINITY : model.callsPerSecond() / utilization;
        Sentence how = tighterLimit
                .map(limit -> Sentence.of("{}; {}", limit.text(), formula.name()))
                .orElse(formula.name());
        boolean inServers = tighterLimit
                .map(limit -> limit.slots().slotsPerHost() == model.cores().servers())
                .orElse(true);
        double passing = inServers ? 1 - Formula.loss(model) : 1;
        double carried = utilization < 1 || utilization * passing < SATURATED ? utilization * passing : utilization;
        Formula named = new Formula(formula.meanNanos(), formula.p99Nanos(), how);
        return row(model, model.callsPerSecond(), capacity, carried, named, tighterLimit, leaf);
    }

    /**
     * Returns the row of a station without estimates, and with the reason for their absence.
     *
     * @param callsPerSecond the offered calls per second; {@code NaN} if they are unknown
     */
    Station rowWithoutEstimate(
            StationModel model,
            double callsPerSecond,
            Sentence reason,
            Optional<SlotLimit> tighterLimit,
            boolean leaf) {
        Formula none = Formula.unavailable(Sentence.of(Analysis.WITHHELD + "{}", reason));
        return row(model, callsPerSecond, Double.NaN, Double.NaN, none, tighterLimit, leaf);
    }

    private Station row(
            StationModel model,
            double offeredPerSecond,
            double capacityPerSecond,
            double utilization,
            Formula formula,
            Optional<SlotLimit> tighterLimit,
            boolean leaf) {
        return new Station(
                CapacityForecast.name(component, model.part()),
                stage.fromNanos(),
                stage.toNanos(),
                offeredPerSecond,
                capacityPerSecond,
                utilization,
                formula.meanNanos(),
                formula.p99Nanos(),
                formula.name(),
                tighterLimit.map(limit -> measuredOccupancy(limit.slots())).orElseGet(() -> measuredUtilization(model)),
                leaf ? measuredValue(model.nodes(), "mean") : Double.NaN,
                leaf ? measuredValue(model.nodes(), "p99") : Double.NaN);
    }

    /**
     * Returns the measured utilization of the nodes. For an autoscaled tier, returns that of the whole tier, because
     * the names of its nodes are unknown. With a load-dependent speed it is the work done, as a share of the greatest
     * amount of work that the nodes can do.
     */
    private double measuredUtilization(StationModel model) {
        if (model.cores().speed().isPresent()) {
            double work = measuredValue(model.nodes(), "in_service") * measuredValue(model.nodes(), "speed");
            return work / (model.nodes().size() * model.cores().capacity());
        }
        return autoscaled && model.part().isEmpty() && !model.nodes().isEmpty()
                ? measured.value(component, List.of(), model.utilizationMetric(), stage.fromNanos(), stage.toNanos())
                : measuredValue(model.nodes(), model.utilizationMetric());
    }

    /**
     * Returns the row of a concurrency limit, without a response time.
     *
     * @param unknown the reason why the holding time is unknown; empty if it is known
     */
    Station concurrencyLimitRow(SlotLimit limit, Optional<Sentence> unknown) {
        if (unknown.isPresent()) {
            return limitRow(
                    limit.slots().name(),
                    limit.offeredPerSecond(),
                    Double.NaN,
                    Double.NaN,
                    Sentence.of(Analysis.WITHHELD + "{}", unknown.get()));
        }
        return limitRow(
                limit.slots().name(),
                limit.offeredPerSecond(),
                limit.meanOccupied() == 0 ? Double.POSITIVE_INFINITY : limit.offeredPerSecond() / limit.utilization(),
                limit.utilization(),
                limit.text());
    }

    private Station limitRow(String name, double offered, double capacity, double utilization, Sentence text) {
        return new Station(
                component + ": " + name,
                stage.fromNanos(),
                stage.toNanos(),
                offered,
                capacity,
                utilization,
                Double.NaN,
                Double.NaN,
                text,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /**
     * Returns the measured share of occupied slots, 0 to 1: the metric of the worker pool if it has one, otherwise the
     * in-flight messages per slot.
     */
    private double measuredOccupancy(WorkerPoolModel slots) {
        if (slots.remotelyFed() && network) {
            return Double.NaN;
        }
        double workers = slots.remotelyFed() ? Double.NaN : measuredValue(slots.nodes(), "workers_held");
        return Double.isNaN(workers) ? measuredValue(slots.nodes(), "in_flight") / slots.totalSlots() : workers;
    }

    /** Returns the measured value of a metric of nodes in the stage; {@code NaN} without nodes. */
    private double measuredValue(List<String> nodes, String metric) {
        return nodes.isEmpty()
                ? Double.NaN
                : measured.value(component, nodes, metric, stage.fromNanos(), stage.toNanos());
    }
}
