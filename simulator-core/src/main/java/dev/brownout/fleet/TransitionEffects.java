package dev.brownout.fleet;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.FaultSchedule;
import dev.brownout.spi.SettingEffects;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Declares the settings of a tier for starts and stops of its hosts. They describe the real system, so that without a
 * start or stop they are no error. Versions are only for deployments.
 */
public final class TransitionEffects {
    private final FaultSchedule faults;
    private final String component;
    private final SettingEffects effects;

    /**
     * Creates the declarations of a tier.
     *
     * @param context context of the tier
     * @param effects receives the declarations
     */
    public TransitionEffects(ComponentContext context, SettingEffects effects) {
        this.faults = context.faults();
        this.component = context.name();
        this.effects = effects;
    }

    /**
     * Declares the settings of transitions and the versions.
     *
     * @param transitions settings of the tier
     * @param autoscales whether the tier has an autoscaler
     * @param versions names of its versions
     */
    public void declare(HostTransitions transitions, boolean autoscales, Collection<String> versions) {
        boolean changes = changesHosts(transitions, autoscales);
        Sentence unchanged = Sentence.of(
                "no fault, 'autoscale' or 'spot' starts or stops a node of {}; add one, such as drain {}/1",
                component,
                component);
        requireEffect(changes, "pre_stop", transitions.preStop(), unchanged);
        requireEffect(changes, "unready_after", transitions.unreadyAfter(), unchanged);
        requireEffect(changes, "grace", transitions.grace(), unchanged);
        requireEffect(changes, "readiness", transitions.readiness(), unchanged);
        requireEffect(changes, "discovery_delay", transitions.discoveryDelay(), unchanged);
        requireEffect(changes, "disruption_budget", transitions.disruptionBudget(), unchanged);
        Set<String> deployed = faults.deployedVersions();
        versions.forEach(version -> effects.unless(
                deployed.contains(version),
                path("versions." + version),
                Sentence.of(
                        "no fault deploys this version; add, for example, at 5m: deploy {} {}", component, version)));
    }

    /** Returns whether faults, an autoscaler or interruptions start or stop hosts on purpose. */
    public boolean changesHosts(HostTransitions transitions, boolean autoscales) {
        return faults.changesHosts() || autoscales || transitions.spot().isPresent();
    }

    /**
     * Declares a setting for new processes.
     *
     * @param starts whether processes start during the run
     * @param parameter name of the setting
     * @param value value of the setting; empty if it is not set
     */
    public void declareStart(boolean starts, String parameter, Optional<?> value) {
        requireEffect(
                starts,
                parameter,
                value,
                Sentence.of(
                        "all processes of {} run from the start to the end; add a fault, such as restart {}/1",
                        component,
                        component));
    }

    private void requireEffect(boolean holds, String parameter, Optional<?> value, Sentence reason) {
        if (value.isPresent()) {
            effects.unlessHere(holds, path(parameter), reason);
        }
    }

    private String path(String parameter) {
        return "components." + component + "." + parameter;
    }
}
