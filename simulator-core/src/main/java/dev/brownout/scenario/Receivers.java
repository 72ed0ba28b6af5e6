package dev.brownout.scenario;

import dev.brownout.random.KeyPopularity;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The components that may receive a call to a component, as it forwards calls that have no steps behind them. */
public final class Receivers implements CallPropagation {
    private final Map<String, ComponentEntry> components;
    private final Set<String> found = new TreeSet<>();

    private Receivers(Map<String, ComponentEntry> components) {
        this.components = components;
    }

    /** Returns a component and all others to which it may forward a call. */
    public static Set<String> reachable(Scenario scenario, String component) {
        Receivers receivers = new Receivers(scenario.components());
        receivers.pass(component);
        return receivers.found;
    }

    @Override
    public String endpoint() {
        return "";
    }

    @Override
    public List<Step> downstreamSteps() {
        return List.of();
    }

    @Override
    public boolean isPull() {
        return false;
    }

    @Override
    public void follow(List<Step> steps) {}

    @Override
    public void follow(List<Step> steps, KeyPopularity keys) {}

    @Override
    public void pass(String component) {
        ComponentEntry entry = components.get(component);
        if (found.add(component) && entry != null) {
            entry.spec().propagate(this);
        }
    }

    @Override
    public void divert(String component) {
        pass(component);
    }
}
