package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Nodes with random failures, read from the hosts of a scenario without a run. */
public final class FailingNodes {
    /**
     * A node with random failures.
     *
     * @param name name of the node within its component, such as {@code 2} or {@code primary}
     * @param region region of the node; empty without regions
     * @param zone zone of the node; empty with a single zone
     */
    public record FailingNode(String component, String name, String region, String zone) {}

    private FailingNodes() {}

    /**
     * Returns the nodes of each component with {@code mtbf}, in the order of their hosts.
     *
     * @throws dev.brownout.spi.ScenarioException if the scenario is invalid
     */
    public static SortedMap<String, List<FailingNode>> byComponent(Scenario scenario) {
        Map<String, ComponentRuntime> components = Run.assembled(scenario).components();
        SortedMap<String, List<FailingNode>> nodes = new TreeMap<>();
        scenario.components().forEach((component, entry) -> {
            if (entry.failsAtRandom()) {
                List<FailingNode> own = new ArrayList<>();
                for (Host host : components.get(component).hosts()) {
                    own.add(new FailingNode(
                            component,
                            host.node(),
                            host.site().region(),
                            host.site().zone()));
                }
                nodes.put(component, own);
            }
        });
        return nodes;
    }
}
