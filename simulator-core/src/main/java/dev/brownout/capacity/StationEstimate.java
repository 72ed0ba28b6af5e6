package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.WorkerPoolModel;
import java.util.List;
import java.util.Optional;

/**
 * Combines the estimate of a station in a stage with its measurements.
 *
 * @param stage the stage
 * @param component the component of the station
 * @param scales whether the component is autoscaled
 * @param measured the measurements of a run
 */
record StationEstimate(LoadStage stage, String component, boolean scales, MeasuredRun measured) {

    /**
     * Returns the estimate of nodes with a queue.
     *
     * @param narrow a limit that is tighter than the servers
     * @param last whether the nodes make no downstream calls, so that the response time is only their own
     */
    Station station(StationModel model, Formula formula, Optional<PlaceLimit> narrow, boolean last) {
        double utilization = narrow.map(PlaceLimit::utilization).orElseGet(() -> Formula.utilization(model));
        return new Station(
                model.part().isEmpty() ? component : component + "/" + model.part(),
                stage.fromNanos(),
                stage.toNanos(),
                model.callsPerSecond(),
                model.known()
                        .map(StationModel.StationFacts::callsPerSecond)
                        .orElse(utilization == 0 ? Double.POSITIVE_INFINITY : model.callsPerSecond() / utilization),
                utilization,
                formula.meanNanos(),
                formula.p99Nanos(),
                narrow.map(limit -> limit.text() + "; " + formula.name()).orElse(formula.name()),
                narrow.map(limit -> held(limit.slots())).orElseGet(() -> used(model)),
                last && stage.asked() ? value(model.nodes(), "mean") : Double.NaN,
                last && stage.asked() ? value(model.nodes(), "p99") : Double.NaN);
    }

    /** Returns a station with estimates withheld for a reason. */
    Station withheld(StationModel model, String reason, Optional<PlaceLimit> narrow, boolean last) {
        return new Station(
                model.part().isEmpty() ? component : component + "/" + model.part(),
                stage.fromNanos(),
                stage.toNanos(),
                model.callsPerSecond(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Analysis.WITHHELD + reason,
                narrow.map(limit -> held(limit.slots())).orElseGet(() -> used(model)),
                last && stage.asked() ? value(model.nodes(), "mean") : Double.NaN,
                last && stage.asked() ? value(model.nodes(), "p99") : Double.NaN);
    }

    /**
     * Returns the measured utilization. For an autoscaled tier, it is that of the whole tier, because the names of its
     * nodes are not known.
     */
    private double used(StationModel model) {
        return scales && model.part().isEmpty() && !model.nodes().isEmpty()
                ? measured.value(component, List.of(), model.use(), stage.fromNanos(), stage.toNanos())
                : value(model.nodes(), model.use());
    }

    /** Returns the estimate of slots for downstream calls. */
    Station bulkhead(PlaceLimit limit) {
        return new Station(
                component + ": " + limit.slots().what(),
                stage.fromNanos(),
                stage.toNanos(),
                limit.offeredPerSecond(),
                limit.held() == 0 ? Double.POSITIVE_INFINITY : limit.offeredPerSecond() / limit.utilization(),
                limit.utilization(),
                Double.NaN,
                Double.NaN,
                limit.text(),
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    /** Returns the measured share of occupied slots: of workers, or else of in-flight messages of the nodes. */
    private double held(WorkerPoolModel slots) {
        double workers = slots.fetched() ? Double.NaN : value(slots.nodes(), "workers_held");
        return Double.isNaN(workers) ? value(slots.nodes(), "in_flight") / slots.all() : workers;
    }

    private double value(List<String> nodes, String metric) {
        return nodes.isEmpty()
                ? Double.NaN
                : measured.value(component, nodes, metric, stage.fromNanos(), stage.toNanos());
    }
}
