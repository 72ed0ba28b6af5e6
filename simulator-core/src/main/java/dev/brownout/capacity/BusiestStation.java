package dev.brownout.capacity;

import dev.brownout.result.Analysis.Station;
import java.util.List;

/**
 * The resource with the highest load over its capacity. Stages in which a fault stops nodes count only if every stage
 * has one.
 */
public final class BusiestStation {
    private final boolean everWhole;
    private String name = "";
    private double load;
    private double saturation = Double.NaN;

    BusiestStation(List<LoadStage> stages) {
        this.everWhole = stages.stream().anyMatch(LoadStage::withoutStops);
    }

    /** Considers a resource in a stage. */
    void add(Station station, LoadStage stage, TrafficEquations flows) {
        double its = load(station);
        if (its > load && (stage.withoutStops() || !everWhole)) {
            load = its;
            name = station.station();
            saturation = flows.perSecond() / its;
        }
    }

    /** Returns the offered load over the capacity. It is lower than the utilization if calls are served in groups. */
    private static double load(Station station) {
        double load = station.offeredPerSecond() / station.capacityPerSecond();
        return load < station.utilization() * (1 - 1e-9) ? load : station.utilization();
    }

    /** Returns the name of the resource; empty if no resource has a load. */
    public String name() {
        return name;
    }

    /** Returns the offered load over the capacity; 0 if no resource has a load. */
    public double load() {
        return load;
    }

    /** Returns the load at which it saturates, in requests per second of the whole system; {@code NaN} if unknown. */
    double saturationPerSecond() {
        return saturation;
    }
}
