package dev.brownout.capacity;

import dev.brownout.capacity.CapacityForecast.MeasuredRun;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import java.util.List;

/**
 * The resource with the highest load over its capacity. Stages in which a fault stops nodes count only if every stage
 * has one.
 */
public final class BusiestStation {
    /** Relative difference of two demands per request that counts as none. */
    private static final double SAME = 0.01;

    private final Scenario scenario;
    private final boolean everWhole;
    private LoadStage stageOfLoad;
    private String name = "";
    private double load;
    private double saturation = Double.NaN;

    BusiestStation(Scenario scenario, List<LoadStage> stages) {
        this.scenario = scenario;
        this.everWhole = stages.stream().anyMatch(LoadStage::withoutStops);
    }

    /** Considers a resource in a stage. */
    void add(Station station, LoadStage stage, TrafficEquations flows) {
        double its = load(station);
        if (its > load && (stage.withoutStops() || !everWhole)) {
            load = its;
            name = station.station();
            stageOfLoad = stage;
            saturation = flows.perSecond() / its;
        }
    }

    /** Returns the offered load over the capacity. It is lower than the utilization if calls are served in groups. */
    private static double load(Station station) {
        double load = station.offeredPerSecond() / station.capacityPerSecond();
        return Double.isNaN(load) ? station.utilization() : load;
    }

    /** Returns the name of the resource; empty if no resource has a load. */
    public String name() {
        return name;
    }

    /** Returns the offered load over the capacity; 0 if no resource has a load. */
    public double load() {
        return load;
    }

    /**
     * Returns the load at which it saturates, in requests per second of the whole system; {@code NaN} if unknown. It is
     * known if a request causes the same utilization at half of the load. Hit ratios, for example, can depend on it.
     */
    double saturationPerSecond() {
        if (Double.isNaN(saturation)) {
            return saturation;
        }
        LoadStage half = stageOfLoad.withLoadFactor(stageOfLoad.scale() / 2);
        TrafficEquations flows = TrafficEquations.of(scenario, half);
        return new StationRows(scenario, half, flows, MeasuredRun.NOTHING)
                        .all().stream()
                                .map(StationRows.StageRow::station)
                                .filter(station -> station.station().equals(name))
                                .anyMatch(
                                        station -> Math.abs(load(station) / flows.perSecond() * saturation - 1) < SAME)
                ? saturation
                : Double.NaN;
    }
}
