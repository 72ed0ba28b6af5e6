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
    private final DesiredCount wishes;
    private final int[] wanted;
    private final boolean fixed;
    /** Replacements that are starting, and the host that each one replaces. */
    private final Map<Host, Relief> relieved = new LinkedHashMap<>();
    /** Number of starting replacements, by site. */
    private final int[] extra;

    private Consumer<Host> newcomers = host -> {};
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
        this.draining = new DrainQueue(context, this::gone);
        this.atFirst = atFirst;
        this.wishes = new DesiredCount(atFirst);
        int asked = context.faults().maxScheduledNodes();
        boolean spot = terms.transitions().spot().isPresent();
        this.fixed = most == 0 && asked == 0 && !context.faults().hasDrainFaults() && !spot;
        this.sites = new SiteHosts(context);
        sites.add(atFirst);
        sites.add(Math.max(0, Math.max(most, asked) - atFirst));
        sites.add(Math.max(context.faults().maxSpareNodes(atFirst), spot ? atFirst : 0));
        this.wanted = new int[sites.size()];
        this.extra = new int[sites.size()];
        Arrays.fill(wanted, atFirst);
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
        return sites.at(place);
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
            List<Host> all = sites.at(place);
            all.subList(atFirst, all.size()).forEach(host -> host.membership().awaitStart());
            all.subList(0, atFirst).forEach(interruptions::launched);
        }
    }

    /** Returns the interruptions of the hosts. */
    public Interruptions interruptions() {
        return interruptions;
    }

    /** Requests a number of hosts at each site, until it is cancelled by {@link #cancelScale}. */
    public void scale(int nodes) {
        wantEverywhere(wishes.add(nodes));
    }

    /**
     * Cancels the oldest request for the given number. The newest of the remaining requests applies, or the initial
     * number.
     */
    public void cancelScale(int nodes) {
        wantEverywhere(wishes.takeBack(nodes));
    }

    /**
     * Takes a host out of service until {@link #release} has been called as often. The host drains and is killed at the
     * end of its grace period. It still counts as desired, so that it is not replaced. A host that leaves anyway is not
     * affected. A drain that exceeds the disruption budget waits.
     */
    public void hold(Host host, OptionalLong graceNanos) {
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
            draining.begin(host, shutdown.within(graceNanos));
        }
        tell();
    }

    /** Counts a host as desired while it is out of service, until it is released. */
    void keepOut(Host host) {
        absent.hold(host);
    }

    /** Releases a held host. It starts again after it has left, unless it is no longer desired. */
    public void release(Host host) {
        if (budget != null && budget.cancel(host)) {
            return;
        }
        if (absent.release(host)) {
            if (host.membership().state() == HostLifecycle.State.OUT) {
                start(host);
                tell();
            } else {
                absent.awaitReturn(host);
            }
        }
    }

    /** Restarts a host after it has drained. It is not replaced meanwhile. */
    void restart(Host host, Deployment how) {
        starts.prepare(host, how.startup());
        absent.awaitReturn(host);
        draining.begin(host, shutdown.within(how.graceNanos()));
        tell();
    }

    /** Returns whether a rollout or a scale-in may remove a host now. */
    boolean mayRemove(Host host) {
        return budget == null || budget.allowsChange(host);
    }

    /** Tries changes again that the disruption budget did not allow. */
    void reconsider() {
        for (int place = 0; place < sites.size(); place++) {
            settle(place);
        }
    }

    /** Returns a suitable host that can start as the replacement of another one, or {@code null} if there is none. */
    Host spare(Host old, Predicate<Host> suitable) {
        for (Host host : sites.at(place(old))) {
            boolean out = host.membership().state() == HostLifecycle.State.OUT;
            if (out && !absent.contains(host) && suitable.test(host)) {
                return host;
            }
        }
        return null;
    }

    /** Starts a spare host, and drains the old host as soon as the spare is in service. */
    void relieve(Host old, Host spare, Deployment how) {
        relieved.put(spare, new Relief(old, shutdown.within(how.graceNanos())));
        startExtra(spare, how.startup());
    }

    /** Starts a host above the desired number. */
    void startExtra(Host spare, Optional<Distribution> startup) {
        starts.prepare(spare, startup);
        extra[place(spare)]++;
        start(spare);
        tell();
    }

    /** Starts a host in place of one that is about to leave. Returns it, or {@code null} if none is available. */
    Host replace(Host old, Optional<Distribution> startup) {
        Host spare = spare(old, host -> true);
        if (spare != null) {
            newcomers.accept(spare);
            startExtra(spare, startup);
        }
        return spare;
    }

    /** Drains or abandons a host for which another one has been or will be started. */
    void retire(Host old, OptionalLong graceNanos) {
        extra[place(old)]--;
        if (old.membership().inService()) {
            draining.begin(old, shutdown.within(graceNanos));
        } else {
            abandon(old);
        }
        tell();
    }

    /** Drains an interrupted host. */
    void drain(Host host) {
        draining.begin(host, shutdown);
        tell();
    }

    /** Changes the number of hosts at a site above the desired number. */
    void addExtra(int place, int change) {
        extra[place] += change;
        settle(place);
    }

    /** Sets the start time of the next start of a host, if it has one of its own. */
    void prepare(Host host, Optional<Distribution> startup) {
        starts.prepare(host, startup);
    }

    /** Returns whether a host is about to enter service. */
    boolean comes(Host host) {
        return absent.isReturning(host) || starts.includes(host);
    }

    /** Sets the listener that is called before a host starts because more are desired. */
    void newcomers(Consumer<Host> listener) {
        newcomers = listener;
    }

    /** Adds a listener that runs when a host has started, entered service, begun to drain or left. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void wantEverywhere(int nodes) {
        for (int place = 0; place < sites.size(); place++) {
            want(place, nodes);
        }
    }

    /** Returns the desired number of hosts at a site. */
    public int wanted(int place) {
        return wanted[place];
    }

    /** Returns the number of hosts at a site in a state. */
    public int count(int place, HostLifecycle.State state) {
        return sites.count(place, state);
    }

    /** Sets the desired number of hosts at a site. */
    public void want(int place, int nodes) {
        wanted[place] = nodes;
        settle(place);
    }

    /** Returns the number of hosts at a site that are starting, in service, or out of service and desired. */
    int present(int place) {
        return count(place, HostLifecycle.State.STARTING)
                + count(place, HostLifecycle.State.IN_SERVICE)
                + absent.away(sites.at(place));
    }

    void settle(int place) {
        List<Host> all = sites.at(place);
        int there = present(place);
        for (int i = 0; i < all.size() && there < wanted[place] + extra[place]; i++) {
            if (all.get(i).membership().state() == HostLifecycle.State.OUT && !absent.contains(all.get(i))) {
                newcomers.accept(all.get(i));
                start(all.get(i));
                there++;
            }
        }
        for (int i = all.size() - 1; i >= 0 && there > wanted[place] + extra[place]; i--) {
            there -= mayRemove(all.get(i)) && dismiss(all.get(i)) ? 1 : 0;
        }
        tell();
    }

    /** Removes a host from the desired ones. Returns false if it was not among them. */
    private boolean dismiss(Host host) {
        HostLifecycle member = host.membership();
        boolean away = absent.isAway(host);
        absent.remove(host);
        if (member.state() == HostLifecycle.State.STARTING) {
            abandon(host);
            return true;
        }
        if (member.inService()) {
            draining.begin(host, terms.scaleIn());
            return true;
        }
        return away;
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
        interruptions.launched(host);
        starts.begin(host);
    }

    private void join(Host host) {
        arrive(host);
        tell();
        if (starts.isEmpty()) {
            counts.note();
        }
    }

    /** Puts a host into service, and drains the host that it replaces. */
    private void arrive(Host host) {
        absent.endReturn(host);
        starts.arrived(host);
        host.membership().join();
        interruptions.arrived(host);
        Relief old = relieved.remove(host);
        if (old == null) {
            return;
        }
        extra[place(host)]--;
        if (old.host().membership().inService()) {
            draining.begin(old.host(), old.rules());
        } else {
            settle(place(host));
        }
    }

    /** Handles a host that has left. Returns whether a fault keeps it out of service. */
    boolean gone(Host host) {
        interruptions.left(host);
        boolean kept = absent.isHeld(host);
        if (kept) {
            absent.endReturn(host);
        } else if (absent.isReturning(host)) {
            start(host);
        }
        settle(place(host));
        return kept;
    }

    /** Returns the index of the site of a host. */
    int place(Host host) {
        return sites.place(host);
    }

    /** Updates the metrics after a host has been scaled to zero or has started again. */
    public void rested() {
        if (counts != null) {
            tell();
        }
    }

    void tell() {
        counts.update(sites.all());
        listeners.forEach(Runnable::run);
    }
}
