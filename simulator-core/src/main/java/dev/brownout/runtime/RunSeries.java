package dev.brownout.runtime;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.Scenario;
import dev.brownout.tracing.RunObserver;

/**
 * Runs of one scenario, one after another. They share its analytical model, because its flows are the same in each run.
 * Not thread-safe.
 */
public final class RunSeries {
    private final CapacityForecast forecast;

    /** Creates a series without runs. */
    public RunSeries(Scenario scenario) {
        this.forecast = CapacityForecast.of(scenario);
    }

    /** Runs the scenario once, as {@link Run#execute} does. The setup must not follow single requests. */
    public VariantResult execute(Run.Setup setup, Run.Progress progress) {
        return Run.execute(forecast, setup, progress, RunObserver.noObserver());
    }
}
