package dev.brownout.importing.calibrate;

import dev.brownout.importing.loadtest.MeasuredSummary;
import java.util.List;

/**
 * Measured loads of a calibration.
 *
 * @param fitted logs that the scenario is fitted to
 * @param logs logs that are compared with the scenario, the fitted ones first
 * @param summaries summaries of load tests that are compared with the scenario
 */
public record LoadInputs(List<MeasuredLog> fitted, List<MeasuredLog> logs, List<MeasuredSummary> summaries) {
    /** Copies the lists. */
    public LoadInputs {
        fitted = List.copyOf(fitted);
        logs = List.copyOf(logs);
        summaries = List.copyOf(summaries);
    }

    /** Returns the number of files. */
    public int size() {
        return logs.size() + summaries.size();
    }
}
