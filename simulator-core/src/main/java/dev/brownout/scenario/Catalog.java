package dev.brownout.scenario;

import dev.brownout.component.cache.CacheSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.spec.ComponentSpec;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FilterSpec;
import java.util.List;

/**
 * Everything that a scenario can name: one line for each kind of component, policy and fault, in the order of the
 * manual.
 */
public final class Catalog {
    private static final List<Class<? extends ComponentSpec>> COMPONENTS = List.of(CacheSpec.class, ServerSpec.class);

    private static final List<Class<? extends FilterSpec>> POLICIES = List.of();

    private static final List<Class<? extends FaultSpec>> FAULTS = List.of();

    private Catalog() {}

    /** The kinds of components. */
    public static List<Class<? extends ComponentSpec>> components() {
        return COMPONENTS;
    }

    /** The policies that stand on a request, a step or a component. */
    public static List<Class<? extends FilterSpec>> policies() {
        return POLICIES;
    }

    /** The verbs of the fault timeline. */
    public static List<Class<? extends FaultSpec>> faults() {
        return FAULTS;
    }
}
