package dev.brownout.importing.system;

import java.util.List;

/**
 * Steps and their settings: a request type, an endpoint of a server, or the work on the messages of a queue.
 *
 * @param name name in the scenario
 * @param label description; may be empty
 * @param settings such as the rate of a request type, the service time of an endpoint, or the queue of a consumer
 * @param steps may be empty
 */
public record ImportedActivity(String name, String label, ImportedSettings settings, List<ImportedStep> steps) {
    /** Copies the steps. */
    public ImportedActivity {
        steps = List.copyOf(steps);
    }
}
