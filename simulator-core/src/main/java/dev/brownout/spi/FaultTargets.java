package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.network.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The hosts, links and components affected by a fault, resolved when it begins. In the check before the run, each
 * method throws a {@link ScenarioException} if the selector matches nothing of its kind.
 */
public interface FaultTargets {
    /** Returns the hosts. */
    List<Host> hosts();

    /** Returns the links of both directions. */
    List<Link> links();

    /** Returns the links from the first end to the second. */
    List<Link> forwardLinks();

    /** Returns the components that are selected as a whole. */
    List<Component> components();

    /**
     * Returns the components selected as a whole that have a capability.
     *
     * @param capability type of the capability
     * @param accepts condition on the capability
     * @param description description of such components: {@code a component that keeps copies}
     */
    default <C> List<C> components(Class<C> capability, Predicate<C> accepts, String description) {
        return components().stream()
                .filter(capability::isInstance)
                .map(capability::cast)
                .filter(accepts)
                .toList();
    }

    /** Returns the components selected as a whole that have a capability, without a condition. */
    default <C> List<C> components(Class<C> capability, String description) {
        return components(capability, any -> true, description);
    }

    /** Returns the scalable tiers selected as a whole. */
    default List<ScalableTier> tiers() {
        return components(ScalableTier.class, "tiers with a variable number of nodes, such as web");
    }

    /** Returns the hosts that can be taken out of service one by one, by their tier. */
    default Map<ScalableTier.Replaceable, List<Host>> replaceable() {
        return new LinkedHashMap<>();
    }

    /** Returns the clocks of the hosts; empty if nothing depends on any of them. */
    default List<MachineClock> clocks() {
        return List.of();
    }

    /** Returns the rate limits in front of the hosts, each once. */
    default List<AdjustableLimit> limits() {
        return List.of();
    }

    /** Returns whether the fault targets a whole region. */
    boolean wholeRegion();
}
