package dev.brownout.component.server;

import dev.brownout.fleet.HostTransitions;
import dev.brownout.fleet.TransitionEffects;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.SettingEffects;

/**
 * Declares the settings of a server that have an effect only with starts and stops of its nodes, or with sessions and
 * connections in their memory.
 */
final class ServerSettingEffects {
    private final ServerSpec spec;
    private final ComponentContext context;
    private final String name;
    private final SettingEffects effects;

    ServerSettingEffects(ServerSpec spec, ComponentContext context, SettingEffects effects) {
        this.spec = spec;
        this.context = context;
        this.name = context.name();
        this.effects = effects;
    }

    void declare() {
        HostTransitions transitions = spec.transitions();
        boolean autoscales = spec.lifecycle().autoscale().isPresent();
        TransitionEffects hosts = new TransitionEffects(context, effects);
        hosts.declare(transitions, autoscales, spec.lifecycle().versions().keySet());
        boolean starts = hosts.changesHosts(transitions, autoscales)
                || context.faults().hasFailures()
                || spec.lifecycle().scaleToZeroAfter().isPresent()
                || spec.hostMemory().memory().isPresent();
        hosts.declareStart(starts, "warm_up", spec.lifecycle().warmUp());
        hosts.declareStart(starts, "on_start", spec.lifecycle().onStart());
        memory();
    }

    private void memory() {
        if (spec.hostMemory().memory().isPresent()) {
            effects.unless(
                    spec.sessions().filter(SessionSpec::inMemory).isPresent(),
                    path("memory.per_session"),
                    Sentence.of(
                            "no session is held on a node of {}; add, for example, sessions: sticky-memory(users=1k)",
                            name));
            effects.unless(
                    spec.connections().isPresent(),
                    path("memory.per_connection"),
                    Sentence.of("users have no persistent connections to {}; add 'connections'", name));
        }
    }

    private String path(String parameter) {
        return "components." + name + "." + parameter;
    }
}
