package dev.brownout.component.function;

import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import java.util.ArrayList;
import java.util.List;

/** Instance of a function: its calls, and its places in the lists of its pool. */
final class FunctionInstance {
    final boolean provisioned;
    final InstanceProcess process;
    final InstanceList.Link ready = new InstanceList.Link(this);
    final InstanceList.Link idle = new InstanceList.Link(this);
    /** Calls that wait for the end of the start. */
    final List<WaitingCall> waiting = new ArrayList<>(1);

    /** Number of the deployment that it runs. */
    final int version;

    boolean initialized;

    int calls;
    long busySince;
    long idleSince;

    /** A call that waits for the start of its instance. */
    record WaitingCall(Service work, Request request, Reply reply, Trail trail) {}

    FunctionInstance(boolean provisioned, int version, InstanceProcess process) {
        this.provisioned = provisioned;
        this.process = process;
        this.version = version;
    }
}
