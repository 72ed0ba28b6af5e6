package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.ComponentResult.NodeState;
import java.util.ArrayList;
import java.util.List;

/** States of one host over a run, with their periods. */
final class HostStateLog implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final List<NodeState> past = new ArrayList<>();
    private String state;
    private long startNanos;

    /** Creates a log that starts at the current time. */
    HostStateLog(Simulation simulation, Host host) {
        this.simulation = simulation;
        this.host = host;
        this.startNanos = simulation.now();
        this.state = observed();
        host.attach(this);
    }

    /** Returns the states in order of time, up to an instant in ns. */
    List<NodeState> statesUntil(long endAt) {
        List<NodeState> all = new ArrayList<>(past);
        if (startNanos < endAt) {
            all.add(span(endAt));
        }
        return all;
    }

    private NodeState span(long to) {
        return new NodeState(host.node(), host.site().region(), state, startNanos, to);
    }

    private String observed() {
        HostLifecycle membership = host.membership();
        if (!membership.hasProcess() || membership.idleState() != HostLifecycle.Rest.AWAKE) {
            return NodeState.OUT;
        }
        if (!membership.isAlive()) {
            return NodeState.DOWN;
        }
        return host.state() == Host.State.DARK ? NodeState.UNREACHABLE : NodeState.UP;
    }

    private void update() {
        String now = observed();
        if (!now.equals(state)) {
            if (startNanos < simulation.now()) {
                past.add(span(simulation.now()));
            }
            state = now;
            startNanos = simulation.now();
        }
    }

    @Override
    public void onCrash() {
        update();
    }

    @Override
    public void onRestart() {
        update();
    }

    @Override
    public void stateChanged() {
        update();
    }

    @Override
    public void membershipChanged() {
        update();
    }
}
