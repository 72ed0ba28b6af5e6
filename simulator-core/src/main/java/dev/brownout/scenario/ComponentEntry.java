package dev.brownout.scenario;

import dev.brownout.fault.Failures;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.FilterSpec;
import java.util.List;
import java.util.Optional;

/**
 * A component of a scenario: what it is and where it stands.
 *
 * @param kind the name of its kind
 * @param regions the regions in which it is stamped, once in each; empty for one data centre without a name
 * @param zones number of zones over which its nodes are spread in turn
 * @param policies filters in front of it, outermost first
 * @param spec its parameters
 * @param failures how its machines fail by chance; empty where they do not
 */
public record ComponentEntry(
        String kind,
        List<String> regions,
        int zones,
        List<FilterSpec> policies,
        ComponentSpec spec,
        Optional<Failures> failures) {
    /** Takes the lists as they are now. */
    public ComponentEntry {
        regions = List.copyOf(regions);
        policies = List.copyOf(policies);
    }

    /** A component whose machines do not fail by chance. */
    public ComponentEntry(String kind, List<String> regions, int zones, List<FilterSpec> policies, ComponentSpec spec) {
        this(kind, regions, zones, policies, spec, Optional.empty());
    }
}
