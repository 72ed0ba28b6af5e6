package dev.brownout.component.server;

import dev.brownout.component.server.SessionSpec.ClientToken;
import dev.brownout.component.server.SessionSpec.Memory;
import dev.brownout.component.server.SessionSpec.ReplicatedMemory;
import dev.brownout.component.server.SessionSpec.SharedStore;
import dev.brownout.component.server.SessionSpec.StickyMemory;
import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.StoreComponent;
import dev.brownout.spi.component.Tier.Affinity;
import dev.brownout.step.ReadStep;
import dev.brownout.step.StepCompiler;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Session handling of a tier before a request is served. */
final class SessionFilter {
    private final SessionSpec spec;
    private final ComponentContext context;
    private final List<Host> hosts;
    private final Sessions sessions;

    /**
     * Creates the handling for a tier's sessions.
     *
     * @param memories memory of the hosts; empty without a limit
     */
    SessionFilter(SessionSpec spec, ComponentContext context, List<Host> hosts, Map<Host, MachineMemory> memories) {
        this.spec = spec;
        this.context = context;
        this.hosts = hosts;
        int users = 1;
        if (spec instanceof Memory memory) {
            users = memory.users();
        } else if (spec instanceof StickyMemory sticky) {
            users = sticky.users();
        } else if (spec instanceof ReplicatedMemory replicated) {
            users = replicated.users();
        } else if (spec instanceof SharedStore shared) {
            users = shared.users();
        }
        this.sessions = new Sessions(context, hosts, users, spec, memories);
    }

    /** Connects to the store of the sessions, once every component exists. */
    void attach() {
        if (spec instanceof SharedStore shared && context.component(shared.store()) instanceof StoreComponent store) {
            sessions.keptBy(shared.store(), store);
        }
    }

    /** Returns the affinity of requests to hosts; empty without sticky sessions. */
    Optional<Affinity> affinity() {
        return spec.sticky() ? Optional.of(sessions) : Optional.empty();
    }

    /** Adds the session steps before the service of a host. */
    void addSteps(StepCompiler compiler, Host host, CallTarget downstream) {
        if (spec instanceof Memory memory) {
            inMemory(compiler, hosts.indexOf(host), memory.login());
        } else if (spec instanceof StickyMemory sticky) {
            inMemory(compiler, hosts.indexOf(host), sticky.login());
        } else if (spec instanceof ReplicatedMemory replicated) {
            inMemory(compiler, hosts.indexOf(host), replicated.login());
            compiler.work("sessions.copy", replicated.copy());
        } else if (spec instanceof ClientToken token) {
            compiler.work("sessions.verify", token.verify());
        } else if (spec instanceof SharedStore shared) {
            Step read = new ReadStep(shared.store(), Step.Options.NONE);
            Service store = context.client(host, downstream).connect(List.of(read));
            compiler.call(
                    store,
                    request -> request.withOperation(Operation.READ)
                            .child(ServerCalls.FIRST_SESSION, 0)
                            .withKey(ServerCalls.FIRST_SESSION + sessions.user(request)));
        }
    }

    private void inMemory(StepCompiler compiler, int machine, Distribution login) {
        compiler.workFor(request -> sessions.needsLogin(request, machine), "sessions.login", login)
                .note(request -> sessions.assign(request, machine));
    }
}
