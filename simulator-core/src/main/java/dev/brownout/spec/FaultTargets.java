package dev.brownout.spec;

import dev.brownout.network.Link;
import dev.brownout.node.Host;
import java.util.ArrayList;
import java.util.List;

/** What a fault hits, resolved from its selectors before the run. */
public interface FaultTargets {
    /** The machines; refuses with a ScenarioException where the selector names none. */
    List<Host> hosts();

    /** The links, both directions; refuses with a ScenarioException where the selector names none. */
    List<Link> links();

    /** The components that are named as a whole. */
    List<Component> components();

    /** The tiers named as a whole whose machines come and go; refuses with a ScenarioException where there are none. */
    default List<Elastic> tiers() {
        List<Elastic> tiers = new ArrayList<>();
        for (Component component : components()) {
            if (component instanceof Elastic tier) {
                tiers.add(tier);
            }
        }
        return tiers;
    }

    /** True where the fault names a whole region, so that the links from and to it are silent too. */
    boolean wholeRegion();
}
