package dev.brownout.component.function;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Processes of the instances of a function in one region, at least one. */
final class InstanceProcesses {
    private final Simulation simulation;
    private final Host host;
    private final List<InstanceProcess> all = new ArrayList<>();
    /** Processes without an instance. */
    private final Deque<InstanceProcess> free = new ArrayDeque<>();

    InstanceProcesses(Simulation simulation, Host host) {
        this.simulation = simulation;
        this.host = host;
        add();
    }

    private void add() {
        InstanceProcess process = new InstanceProcess(simulation, host);
        all.add(process);
        free.push(process);
    }

    /** Returns the first process, which exists before the run. */
    InstanceProcess first() {
        return all.get(0);
    }

    /** Starts a process for a new instance. */
    InstanceProcess start() {
        if (free.isEmpty()) {
            add();
        }
        InstanceProcess process = free.pop();
        process.start();
        return process;
    }

    void end(InstanceProcess process) {
        process.stop();
        free.push(process);
    }

    void endAll() {
        all.forEach(InstanceProcess::stop);
        free.clear();
        free.addAll(all);
    }
}
