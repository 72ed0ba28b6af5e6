package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.Component;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.FlushableCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults that a scenario accepts in addition to its own. Not thread-safe. */
public final class ApplicableFaults {
    private final RunModel model;

    private ApplicableFaults(RunModel model) {
        this.model = model;
    }

    /**
     * Builds a scenario.
     *
     * @throws ScenarioException if the scenario is invalid
     */
    public static ApplicableFaults of(Scenario scenario) {
        return new ApplicableFaults(Run.assembled(scenario));
    }

    /** Returns the names of the nodes of a component at the start of the run. */
    public List<String> nodes(String component) {
        Component its = model.component(component);
        return its == null ? List.of() : its.hosts().stream().map(Host::node).toList();
    }

    /** Returns the location of each node of a component at the start of the run, by name. */
    public Map<String, Location> locationsByNode(String component) {
        Map<String, Location> locations = new LinkedHashMap<>();
        Component its = model.component(component);
        if (its != null) {
            its.hosts().forEach(host -> locations.put(host.node(), host.site()));
        }
        return locations;
    }

    /** Returns the regions of the nodes of a component, without repetition; empty without regions. */
    public List<String> regions(String component) {
        Component its = model.component(component);
        return its == null
                ? List.of()
                : its.hosts().stream()
                        .map(host -> host.site().region())
                        .filter(region -> !region.isEmpty())
                        .distinct()
                        .toList();
    }

    /** Returns whether a component keeps data only for speed, such as the entries of a cache. */
    public boolean caches(String component) {
        Component its = model.component(component);
        return its != null
                && FlushableCache.of(its).filter(FlushableCache::caches).isPresent();
    }

    /** Returns whether a fault has a target in this scenario to which it applies. */
    public boolean accepts(FaultEntry fault) {
        try {
            new ResolvedFaultTargets(model, fault, "faults").check();
            return true;
        } catch (ScenarioException refused) {
            return false;
        }
    }
}
