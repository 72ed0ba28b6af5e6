package dev.brownout.component.function;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Process of an instance: the origin of its calls, with the connections, pools and policies of its clients. They are
 * new with each start. The process of an instance that has ended serves a later instance, as a process without state.
 */
final class InstanceProcess {
    private final Host host;
    private final Map<Function<Host, Service>, Service> programs = new LinkedHashMap<>();

    /** Adds a process that does not run to the host of a function. */
    InstanceProcess(Simulation simulation, Host function) {
        this.host = function.processes().add(simulation);
        stop();
    }

    void start() {
        host.membership().rise();
    }

    /** Ends the process: its connections close, and the state of its clients is lost. */
    void stop() {
        host.membership().sleep();
    }

    /** Returns its program for a route. Compiled on first use, as most processes serve few routes. */
    Service program(Function<Host, Service> compiler) {
        Service program = programs.get(compiler);
        if (program == null) {
            program = compiler.apply(host);
            programs.put(compiler, program);
        }
        return program;
    }
}
