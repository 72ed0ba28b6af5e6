package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.random.Distribution;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The hosts of a tier at all of its sites. The initial hosts are numbered site by site and serve from the start. Hosts
 * that may be added are numbered after them, and are out of service until they are needed. The host with the highest
 * number leaves first.
 */
public final class Fleet {
    /** Host that drains as soon as its replacement is in service. */
    private record Relief(Host host, ShutdownRules rules) {}

    private final ComponentContext context;
    private final ProvisioningDelays terms;
    private final ShutdownRules shutdown;
    private final HostStarts starts;
    private final DrainQueue draining;
    private final Interruptions interruptions;
    /** {@code null} without a disruption budget. */
    private final DisruptionBudget budget;

    private final int atFirst;
    private final SiteHosts sites;
    private final AbsentHosts absent = new AbsentHosts();
    private final DesiredCount desiredCount;
    private final int[] desiredHosts;
    private final boolean fixed;
    /** Replacements that are starting, and the host that each one replaces. */
    private final Map<Host, Relief> relieved = new LinkedHashMap<>();
    /** Number of starting replacements, by site. */
    private final int[] extra;

    private Consumer<Host> hostListener = host -> {};
    private final List<Runnable> listeners = new ArrayList<>();
    /** {@code null} if the number of hosts is fixed. */
    private NodeCounts counts;
    /**
     * Creates the hosts of a tier.
     *
     * @param atFirst number of hosts at each site that serve from the start
     * @param most maximum number of hosts at each site that the tier itself may request; scheduled faults may request
     *     more
     * @param terms delays of starting and stopping a host
     */
    public Fleet(ComponentContext context, int atFirst, int most, ProvisioningDelays terms) {
        this.context = context;
        this.terms = terms;
        this.shutdown = terms.transitions().shutdown();
        this.starts = new HostStarts(context, terms, this::arrive, this::join);
        this.draining = new DrainQueue(context, this::onHostRemoved);
        this.atFirst = atFirst;
        this.desiredCount = new DesiredCount(atFirst);
        int requests = context.faults().maxScheduledNodes();
        boolean spot = terms.transitions().spot().isPresent();
        this.fixed = most == 0 && requests == 0 && !context.faults().hasDrainFaults() && !spot;
        this.sites = new SiteHosts(context);
        sites.add(atFirst);
        sites.add(Math.max(0, Math.max(most, requests) - atFirst));
        sites.add(Math.max(context.faults().maxSpareNodes(atFirst), spot ? atFirst : 0));
        this.desiredHosts = new int[sites.size()];
        this.extra = new int[sites.size()];
        Arrays.fill(desiredHosts, atFirst);
        this.interruptions = new Interruptions(context, this, draining, terms.transitions());
        this.budget = terms.transitions()
                .disruptionBudget()
                .map(spec -> new DisruptionBudget(spec, context, this))
                .orElse(null);
    }

    /** Returns all hosts that the run may use, in the order of their numbers. */
    public List<Host> hosts() {
        return sites.all();
    }

    /** Returns the hosts of a site, in the order of their numbers. */
    public List<Host> hosts(int place) {
        return sites.hostsOf(place);
    }

    /** Takes the hosts out of service that are not among the initial ones. Called once, after all hosts are set up. */
    public void start() {
        if (fixed) {
            return;
        }
        counts = new NodeCounts(context);
        draining.measure(sites.all(), !terms.transitions().equals(HostTransitions.NONE));
        interruptions.measure();
        counts.begin((long) atFirst * sites.size());
        for (int place = 0; place < sites.size(); place++) {
            List<Host> all = sites.hostsOf(place);
            all.subList(atFirst, all.size()).forEach(host -> host.membership().awaitStart());
            all.subList(0, atFirst).forEach(interruptions::onLaunched);
        }
    }

    /** Returns the interruptions of the hosts. */
    public Interruptions interruptions() {
        return interruptions;
    }

    /** Requests a number of hosts at each site, until it is cancelled by {@link #cancelScale}. */
    public void scale(int nodes) {
        setDesiredEverywhere(desiredCount.add(nodes));
    }

    /**
     * Cancels the oldest request for the given number. The newest of the remaining requests applies, or the initial
     * number.
     */
    public void cancelScale(int nodes) {
        setDesiredEverywhere(desiredCount.cancel(nodes));
    }

    /**
     * Takes a host out of service until {@link #release} has been called as often. The host drains and is killed at the
     * end of its grace period. It still counts as desired, so that it is not replaced. A host that leaves anyway is not
     * affected. A drain that exceeds the disruption budget waits.
     */
    public void takeOut(Host host, OptionalLong graceNanos) {
        HostLifecycle member = host.membership();
        boolean starting = member.state() == HostLifecycle.State.STARTING;
        if (!absent.contains(host) && !member.isActive()) {
            return;
        }
        if (member.inService() && budget != null && !budget.allows(host)) {
            budget.await(host, graceNanos);
            return;
        }
        keepOut(host);
        if (starting) {
            abandon(host);
        } else if (member.inService()) {
            draining.begin(host, shutdown.withGrace(graceNanos));
        }
        notifyListeners();
    }

    /** Counts a host as desired while it is out of service, until it is released. */
    void keepOut(Host host) {
        absent.keepOut(host);
    }

    /** Releases a held host. It starts again after it has left, unless it is no longer desired. */
    public void release(Host host) {
        if (budget != null && budget.cancel(host)) {
            return;
        }
        if (absent.release(host)) {
            if (host.membership().state() == HostLifecycle.State.OUT) {
                start(host);
                notifyListeners();
            } else {
                absent.awaitReturn(host);
            }
        }
    }

    /** Restarts a host after it has drained. It is not replaced meanwhile. */
    void restart(Host host, Deployment deployment) {
        starts.prepare(host, deployment.startup());
        absent.awaitReturn(host);
        draining.begin(host, shutdown.withGrace(deployment.graceNanos()));
        notifyListeners();
    }

    /** Returns whether a rollout or a scale-in may remove a host now. */
    boolean mayRemove(Host host) {
        return budget == null || budget.allowsChange(host);
    }

    /** Tries changes again that the disruption budget did not allow. */
    void reconsider() {
        for (int place = 0; place < sites.size(); place++) {
            reconcile(place);
        }
    }

    /** Returns a suitable host that can start as the replacement of another one, or {@code null} if there is none. */
    Host spare(Host old, Predicate<Host> suitable) {
        for (Host host : sites.hostsOf(place(old))) {
            boolean out = host.membership().state() == HostLifecycle.State.OUT;
            if (out && !absent.contains(host) && suitable.test(host)) {
                return host;
            }
        }
        return null;
    }

    /** Starts a spare host, and drains the old host as soon as the spare is in service. */
    void replaceHost(Host old, Host spare, Deployment deployment) {
        relieved.put(spare, new Relief(old, shutdown.withGrace(deployment.graceNanos())));
        startExtra(spare, deployment.startup());
    }

    /** Starts a host above the desired number. */
    void startExtra(Host spare, Optional<Distribution> startup) {
        starts.prepare(spare, startup);
        extra[place(spare)]++;
        start(spare);
        notifyListeners();
    }

    /** Starts a host in place of one that is about to leave. Returns it, or {@code null} if none is available. */
    Host replace(Host old, Optional<Distribution> startup) {
        Host spare = spare(old, host -> true);
        if (spare != null) {
            hostListener.accept(spare);
            startExtra(spare, startup);
        }
        return spare;
    }

    /** Drains or abandons a host for which another one has been or will be started. */
    void retire(Host old, OptionalLong graceNanos) {
        extra[place(old)]--;
        if (old.membership().inService()) {
            draining.begin(old, shutdown.withGrace(graceNanos));
        } else {
            abandon(old);
        }
        notifyListeners();
    }

    /** Drains an interrupted host. */
    void drain(Host host) {
        draining.begin(host, shutdown);
        notifyListeners();
    }

    /** Changes the number of hosts at a site above the desired number. */
    void addExtra(int place, int change) {
        extra[place] += change;
        reconcile(place);
    }

    /** Sets the start time of the next start of a host, if it has one of its own. */
    void prepare(Host host, Optional<Distribution> startup) {
        starts.prepare(host, startup);
    }

    /** Returns whether a host is about to enter service. */
    boolean isStarting(Host host) {
        return absent.isReturning(host) || starts.includes(host);
    }

    /** Sets the listener that is called before a host starts because more are desired. */
    void onHostAdded(Consumer<Host> listener) {
        hostListener = listener;
    }

    /** Adds a listener that runs when a host has started, entered service, begun to drain or left. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void setDesiredEverywhere(int nodes) {
        for (int place = 0; place < sites.size(); place++) {
            setDesired(place, nodes);
        }
    }

    /** Returns the desired number of hosts at a site. */
    public int desiredHosts(int place) {
        return desiredHosts[place];
    }

    /** Returns the number of hosts at a site in a state. */
    public int count(int place, HostLifecycle.State state) {
        return sites.count(place, state);
    }

    /** Sets the desired number of hosts at a site. */
    public void setDesired(int place, int nodes) {
        desiredHosts[place] = nodes;
        reconcile(place);
    }

    /** Returns the number of hosts at a site that are starting, in service, or out of service and desired. */
    int present(int place) {
        return count(place, HostLifecycle.State.STARTING)
                + count(place, HostLifecycle.State.IN_SERVICE)
                + absent.countAbsent(sites.hostsOf(place));
    }

    void reconcile(int place) {
        List<Host> all = sites.hostsOf(place);
        int present = present(place);
        for (int i = 0; i < all.size() && present < desiredHosts[place] + extra[place]; i++) {
            if (all.get(i).membership().state() == HostLifecycle.State.OUT && !absent.contains(all.get(i))) {
                hostListener.accept(all.get(i));
                start(all.get(i));
                present++;
            }
        }
        for (int i = all.size() - 1; i >= 0 && present > desiredHosts[place] + extra[place]; i--) {
            present -= mayRemove(all.get(i)) && removeDesired(all.get(i)) ? 1 : 0;
        }
        notifyListeners();
    }

    /** Removes a host from the desired ones. Returns false if it was not among them. */
    private boolean removeDesired(Host host) {
        HostLifecycle member = host.membership();
        boolean isAbsent = absent.isAbsent(host);
        absent.remove(host);
        if (member.state() == HostLifecycle.State.STARTING) {
            abandon(host);
            return true;
        }
        if (member.inService()) {
            draining.begin(host, terms.scaleIn());
            return true;
        }
        return isAbsent;
    }

    /** Cancels the start of a host. */
    void abandon(Host host) {
        starts.cancel(host);
        if (relieved.remove(host) != null) {
            extra[place(host)]--;
        }
        host.membership().leave();
    }

    private void start(Host host) {
        interruptions.onLaunched(host);
        starts.begin(host);
    }

    private void join(Host host) {
        arrive(host);
        notifyListeners();
        if (starts.isEmpty()) {
            counts.note();
        }
    }

    /** Puts a host into service, and drains the host that it replaces. */
    private void arrive(Host host) {
        absent.endReturn(host);
        starts.onArrived(host);
        host.membership().join();
        interruptions.onArrived(host);
        Relief old = relieved.remove(host);
        if (old == null) {
            return;
        }
        extra[place(host)]--;
        if (old.host().membership().inService()) {
            draining.begin(old.host(), old.rules());
        } else {
            reconcile(place(host));
        }
    }

    /** Handles a host that has left. Returns whether a fault keeps it out of service. */
    boolean onHostRemoved(Host host) {
        interruptions.onHostLeft(host);
        boolean isRetained = absent.isHeld(host);
        if (isRetained) {
            absent.endReturn(host);
        } else if (absent.isReturning(host)) {
            start(host);
        }
        reconcile(place(host));
        return isRetained;
    }

    /** Returns the index of the site of a host. */
    int place(Host host) {
        return sites.place(host);
    }

    /** Updates the metrics after a host has been scaled to zero or has started again. */
    public void updateIdleMetrics() {
        if (counts != null) {
            notifyListeners();
        }
    }

    void notifyListeners() {
        counts.update(sites.all());
        listeners.forEach(Runnable::run);
    }
}
