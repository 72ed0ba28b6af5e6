package dev.brownout.importing.system;

import java.util.ArrayList;
import java.util.List;

/**
 * Component of an imported system. Its lists and settings are filled by the importer.
 *
 * @param name name in the scenario
 * @param origin common origin of all settings; empty if each setting has its own
 * @param settings kind, size and service times
 * @param endpoints endpoints of a server, each with its service time
 * @param consumers work on the messages of a queue; at most one
 * @param options further settings, such as limits, timeouts, health checks and autoscaling
 * @param policies policies of its callers, from the outermost to the innermost
 */
public record ImportedComponent(
        String name,
        String origin,
        ImportedSettings settings,
        List<ImportedActivity> endpoints,
        List<ImportedActivity> consumers,
        ImportedSettings options,
        List<CallPolicy> policies) {
    /**
     * Policy of calls.
     *
     * @param word name of the policy in the scenario language
     */
    public record CallPolicy(String word, ImportedSettings settings) {}

    /** Creates a component without settings, each of which will have its own origin. */
    public ImportedComponent(String name) {
        this(name, "", new ImportedSettings());
    }

    /** Creates a component with options only. */
    public ImportedComponent(String name, String origin, ImportedSettings options) {
        this(name, origin, new ImportedSettings(), new ArrayList<>(), new ArrayList<>(), options, new ArrayList<>());
    }

    /** Returns a copy with another name, settings and endpoints. */
    public ImportedComponent with(String newName, ImportedSettings newSettings, List<ImportedActivity> newEndpoints) {
        return new ImportedComponent(newName, origin, newSettings, newEndpoints, consumers, options, policies);
    }
}
