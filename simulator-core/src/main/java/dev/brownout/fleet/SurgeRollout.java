package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ScalableTier.Deployment;
import dev.brownout.spi.ScalableTier.RolloutLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rolling update of the hosts of one site, as fast as its limits allow. Source: Kubernetes,
 * pkg/controller/deployment/rolling.go. New hosts start as long as old and new ones are at most the desired number and
 * the surge. Old hosts leave, failed ones first, as long as the working ones are at least the desired number without
 * the unavailable ones. A draining host counts as neither.
 */
final class SurgeRollout implements HostRollout {
    /** Effects of a rolling update on the versions of the hosts. */
    interface Versions {
        /** Starts the successor of a host. Returns {@code null} if none can start now. */
        Host create(Host old);

        /** Records that a host has begun to leave and that its successor has begun to start. */
        void onReplaced(Host old, Host next);

        /** Handles a host that has left by another cause before its replacement. */
        void onDropped(Host old);

        /** Reports that more or fewer new hosts are in service. */
        void onProgressed();
    }

    private final Simulation simulation;
    private final Fleet fleet;
    private final Deployment deployment;
    private final RolloutLimits limits;
    private final int place;
    private final Versions versions;
    /** Old hosts without a successor. */
    private final Deque<Host> waiting;
    /** Old hosts that are to leave. */
    private final List<Host> old;
    /** Successors by old host. */
    private final Map<Host, Host> successors = new LinkedHashMap<>();

    private final List<Host> fresh = new ArrayList<>();
    /** Created hosts without removed ones. */
    private int surplus;

    private int ready;
    private long timer = Simulation.NO_TIMER;
    private boolean stepping;
    private boolean done;

    /**
     * Creates a rollout that has not started.
     *
     * @param machines hosts of one site, in the order of their replacement
     */
    SurgeRollout(Simulation simulation, Fleet fleet, Deployment deployment, List<Host> machines, Versions versions) {
        this.simulation = simulation;
        this.fleet = fleet;
        this.deployment = deployment;
        this.limits = deployment.limits().orElseThrow();
        this.place = fleet.place(machines.get(0));
        this.versions = versions;
        this.waiting = new ArrayDeque<>(machines);
        this.old = new ArrayList<>(machines);
    }

    @Override
    public void begin() {
        step();
    }

    @Override
    public void onHostChanged() {
        if (!done && !stepping && timer == Simulation.NO_TIMER) {
            timer = simulation.scheduleAfter(0, step -> step(), 0);
        }
    }

    @Override
    public void stateChanged() {
        onHostChanged();
    }

    private static int working(List<Host> hosts) {
        return (int) hosts.stream().filter(SiteHosts::isReady).count();
    }

    /** Returns the desired number of hosts without those that the rollout does not replace. */
    private int desired() {
        int others = fleet.present(place) - old.size() - fresh.size();
        return Math.max(0, fleet.desiredHosts(place) - others);
    }

    private void step() {
        timer = Simulation.NO_TIMER;
        stepping = true;
        dropLeaving();
        boolean continues = true;
        while (continues) {
            boolean created = create();
            boolean removed = remove();
            continues = created || removed;
        }
        if (old.isEmpty() && fresh.size() >= desired()) {
            waiting.clear();
        }
        int now = working(fresh);
        if (now != ready) {
            ready = now;
            versions.onProgressed();
        }
        done = isOver() && now == fresh.size();
        if (done) {
            advance();
        }
        stepping = false;
    }

    private void dropLeaving() {
        for (Host host : List.copyOf(old)) {
            if (!host.membership().isActive()) {
                old.remove(host);
                waiting.remove(host);
                versions.onDropped(host);
            }
        }
        fresh.removeIf(host -> !host.membership().isActive());
    }

    private boolean create() {
        boolean created = false;
        int desired = desired();
        while (!waiting.isEmpty()
                && fresh.size() < desired
                && old.size() + fresh.size() < desired + limits.surge(desired)) {
            Host next = versions.create(waiting.peek());
            if (next == null) {
                return created;
            }
            Host host = waiting.poll();
            successors.put(host, next);
            fresh.add(next);
            surplus++;
            created = true;
            if (!old.contains(host)) {
                versions.onReplaced(host, next);
            }
        }
        return created;
    }

    private boolean remove() {
        int desired = desired();
        int least = desired - limits.unavailable(desired);
        boolean removed = false;
        for (Host host : order()) {
            int unready = fresh.size() - working(fresh);
            boolean allowed = old.size() + fresh.size() - least - unready > 0
                    && (!SiteHosts.isReady(host) || working(old) + working(fresh) > least);
            if (allowed && fleet.mayRemove(host)) {
                old.remove(host);
                surplus--;
                fleet.retire(host, deployment.graceNanos());
                removed = true;
                if (successors.containsKey(host)) {
                    versions.onReplaced(host, successors.get(host));
                }
            }
        }
        return removed;
    }

    /** Returns the old hosts in the order of their removal: failed ones first. */
    private List<Host> order() {
        List<Host> order = new ArrayList<>();
        old.stream().filter(host -> !SiteHosts.isReady(host)).forEach(order::add);
        old.stream().filter(SiteHosts::isReady).forEach(order::add);
        return order;
    }

    /** Leaves hosts as they are: the old ones stay, and their successors leave. */
    @Override
    public void remove(Collection<Host> machines) {
        waiting.removeAll(machines);
        for (Host host : List.copyOf(old)) {
            Host next = successors.get(host);
            if (machines.contains(host) || machines.contains(next)) {
                old.remove(host);
                waiting.remove(host);
                if (next != null && fresh.remove(next) && next.membership().isActive()) {
                    surplus--;
                    fleet.retire(next, deployment.graceNanos());
                }
            }
        }
        fresh.removeAll(machines);
    }

    @Override
    public boolean isOver() {
        return old.isEmpty() && waiting.isEmpty();
    }

    @Override
    public void end() {
        done = true;
        simulation.cancel(timer);
        advance();
    }

    private void advance() {
        int extra = surplus;
        surplus = 0;
        if (extra != 0) {
            fleet.addExtra(place, -extra);
        }
    }
}
