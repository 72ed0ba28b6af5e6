package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.network.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a fault hits, resolved from its selectors before the run. */
public interface FaultTargets {
    /** The machines; refuses with a ScenarioException where the selector names none. */
    List<Host> hosts();

    /** The links, both directions; refuses with a ScenarioException where the selector names none. */
    List<Link> links();

    /** Of the links those that lead from the first end to the second. */
    List<Link> linksThere();

    /** The components that are named as a whole. */
    List<Component> components();

    /**
     * Those of the components named as a whole that can do something; refuses with a ScenarioException where there are
     * none.
     *
     * @param able what they can do
     * @param what such components in words: {@code a component that keeps copies}
     */
    default <C> List<C> components(Class<C> able, String what) {
        return components().stream().filter(able::isInstance).map(able::cast).toList();
    }

    /** The tiers named as a whole whose machines come and go; refuses with a ScenarioException where there are none. */
    default List<ScalableTier> tiers() {
        return components(ScalableTier.class, "tiers whose machines come and go, such as web");
    }

    /**
     * The machines that can be taken out of service one by one, by the tiers that they belong to; refuses with a
     * ScenarioException where there are none.
     */
    default Map<ScalableTier.Replaceable, List<Host>> replaceable() {
        return new LinkedHashMap<>();
    }

    /** The clocks of the machines; refuses with a ScenarioException where nothing depends on any of them. */
    default List<MachineClock> clocks() {
        return List.of();
    }

    /** True where the fault names a whole region, so that the links from and to it are silent too. */
    boolean wholeRegion();
}
