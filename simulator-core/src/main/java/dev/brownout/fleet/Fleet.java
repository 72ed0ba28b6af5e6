package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.host.Location;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The hosts of a tier at all of its sites. The initial hosts are numbered site by site and serve from the start. Hosts
 * that may be added are numbered after them, and are out of service until they are needed. The host with the highest
 * number leaves first.
 */
public final class Fleet {
    /** Host that drains as soon as its replacement is in service, with its grace period in ns. */
    private record Relief(Host host, long graceNanos) {}

    /** Metrics of a tier with a variable number of hosts. */
    public record Measures(
            @Doc("Nodes in service, time-weighted.") @ChartTitle("Nodes of {} in service")
            TimeWeighted nodes,

            @Doc("Billed nodes, time-weighted: starting, in service and draining.") @ChartTitle("Billed nodes of {}")
            TimeWeighted provisioned) {}

    private final ComponentContext context;
    private final Simulation simulation;
    private final ProvisioningDelays terms;
    private final Sampler startup;
    private final KeyedRandom random;
    private final DrainQueue draining;
    private final int atFirst;
    private final List<Host> hosts;
    private final Map<Host, Long> coming = new LinkedHashMap<>();
    /** Hosts that faults keep out of service although they are desired, with the number of such faults. */
    private final Map<Host, Integer> held = new LinkedHashMap<>();
    /** Hosts that drain and restart afterwards. */
    private final Set<Host> returning = new LinkedHashSet<>();

    private final List<List<Host>> places = new ArrayList<>();
    private final DesiredCount wishes;
    private final int[] wanted;
    private final boolean fixed;
    private final Map<Host, Sampler> startups = new LinkedHashMap<>();
    /** Replacements that are starting, and the host that each one replaces. */
    private final Map<Host, Relief> relieved = new LinkedHashMap<>();
    /** Number of starting replacements, by site. */
    private final int[] extra;

    private Consumer<Host> newcomers = host -> {};
    private final List<Runnable> listeners = new ArrayList<>();
    private Measures measures;
    private long started;

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
        this.simulation = context.simulation();
        this.terms = terms;
        this.startup = terms.startup().sampler();
        this.random = context.random("startup");
        this.draining = new DrainQueue(context, this::gone);
        this.atFirst = atFirst;
        this.wishes = new DesiredCount(atFirst);
        int asked = context.faults().maxScheduledNodes();
        this.fixed = most == 0 && asked == 0 && !context.faults().hasDrainFaults();
        context.sites().forEach(site -> places.add(new ArrayList<>()));
        this.wanted = new int[places.size()];
        this.extra = new int[places.size()];
        Arrays.fill(wanted, atFirst);
        List<Host> all = new ArrayList<>();
        add(all, atFirst);
        add(all, Math.max(0, Math.max(most, asked) - atFirst));
        add(all, context.faults().maxSpareNodes(atFirst));
        this.hosts = List.copyOf(all);
    }

    private void add(List<Host> all, int each) {
        List<Location> sites = context.sites();
        for (int place = 0; place < sites.size(); place++) {
            for (int i = 0; i < each; i++) {
                Host host = context.host(Integer.toString(all.size() + 1), sites.get(place));
                all.add(host);
                places.get(place).add(host);
            }
        }
    }

    /** Returns all hosts that the run may use, in the order of their numbers. */
    public List<Host> hosts() {
        return hosts;
    }

    /** Returns the hosts of a site, in the order of their numbers. */
    public List<Host> hosts(int place) {
        return places.get(place);
    }

    /** Takes the hosts out of service that are not among the initial ones. Called once, after all hosts are set up. */
    public void start() {
        if (fixed) {
            return;
        }
        measures = context.measures(Measures.class);
        draining.measure();
        measures.nodes().set(0, (long) atFirst * places.size());
        measures.provisioned().set(0, (long) atFirst * places.size());
        for (List<Host> place : places) {
            place.subList(atFirst, place.size())
                    .forEach(host -> host.membership().awaitStart());
        }
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
     * affected.
     *
     * @return whether the host is held now
     */
    public boolean hold(Host host, long graceNanos) {
        HostLifecycle member = host.membership();
        boolean before = absent(host);
        if (!before && !member.inService() && member.state() != HostLifecycle.State.STARTING) {
            return false;
        }
        held.merge(host, 1, Integer::sum);
        if (member.state() == HostLifecycle.State.STARTING) {
            abandon(host);
        } else if (member.inService()) {
            draining.begin(host, graceNanos);
        }
        tell();
        return true;
    }

    /** Releases a held host. It starts again after it has left, unless it is no longer desired. */
    public void release(Host host) {
        int times = held.getOrDefault(host, 0);
        if (times > 1) {
            held.put(host, times - 1);
        } else if (times == 1) {
            held.remove(host);
            if (host.membership().state() == HostLifecycle.State.OUT) {
                start(host);
                tell();
            } else {
                returning.add(host);
            }
        }
    }

    /** Restarts a host after it has drained. It is not replaced meanwhile. */
    void restart(Host host, Deployment how) {
        how.startup().ifPresent(law -> startups.put(host, law.sampler()));
        returning.add(host);
        draining.begin(host, how.graceNanos());
        tell();
    }

    /** Returns a host that can start as the replacement of another one, or {@code null} if none is available. */
    Host spare(Host old) {
        for (Host host : places.get(place(old))) {
            if (host.membership().state() == HostLifecycle.State.OUT && !absent(host)) {
                return host;
            }
        }
        return null;
    }

    /** Starts a spare host, and drains the old host as soon as the spare is in service. */
    void relieve(Host old, Host spare, Deployment how) {
        how.startup().ifPresent(law -> startups.put(spare, law.sampler()));
        relieved.put(spare, new Relief(old, how.graceNanos()));
        extra[place(old)]++;
        start(spare);
        tell();
    }

    /** Returns whether a host is about to enter service. */
    boolean comes(Host host) {
        return returning.contains(host) || coming.containsKey(host);
    }

    /** Sets the listener that is called before a host starts because more are desired. */
    void newcomers(Consumer<Host> listener) {
        newcomers = listener;
    }

    /** Adds a listener that runs when a host has started, entered service, begun to drain or left. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private boolean absent(Host host) {
        return held.containsKey(host) || returning.contains(host);
    }

    private void wantEverywhere(int nodes) {
        for (int place = 0; place < places.size(); place++) {
            want(place, nodes);
        }
    }

    /** Returns the desired number of hosts at a site. */
    public int wanted(int place) {
        return wanted[place];
    }

    /** Returns the number of hosts at a site in a state. */
    public int count(int place, HostLifecycle.State state) {
        int count = 0;
        for (Host host : places.get(place)) {
            count += host.membership().state() == state ? 1 : 0;
        }
        return count;
    }

    /** Sets the desired number of hosts at a site. */
    public void want(int place, int nodes) {
        wanted[place] = nodes;
        settle(place);
    }

    private void settle(int place) {
        List<Host> all = places.get(place);
        int there =
                count(place, HostLifecycle.State.STARTING) + count(place, HostLifecycle.State.IN_SERVICE) + away(all);
        for (int i = 0; i < all.size() && there < wanted[place] + extra[place]; i++) {
            if (all.get(i).membership().state() == HostLifecycle.State.OUT && !absent(all.get(i))) {
                newcomers.accept(all.get(i));
                start(all.get(i));
                there++;
            }
        }
        for (int i = all.size() - 1; i >= 0 && there > wanted[place] + extra[place]; i--) {
            there -= dismiss(all.get(i)) ? 1 : 0;
        }
        tell();
    }

    /** Returns the number of hosts that are leaving or out of service, but count as desired. */
    private int away(List<Host> all) {
        int away = 0;
        for (Host host : held.isEmpty() && returning.isEmpty() ? List.<Host>of() : all) {
            away += leaves(host) && absent(host) ? 1 : 0;
        }
        return away;
    }

    private static boolean leaves(Host host) {
        HostLifecycle.State state = host.membership().state();
        return state == HostLifecycle.State.DRAINING || state == HostLifecycle.State.OUT;
    }

    /** Removes a host from the desired ones. Returns false if it was not among them. */
    private boolean dismiss(Host host) {
        HostLifecycle member = host.membership();
        boolean away = absent(host) && leaves(host);
        held.remove(host);
        returning.remove(host);
        if (member.state() == HostLifecycle.State.STARTING) {
            abandon(host);
            return true;
        }
        if (member.inService()) {
            draining.begin(host, terms);
            return true;
        }
        return away;
    }

    /** Cancels the start of a host. */
    private void abandon(Host host) {
        simulation.cancel(coming.remove(host));
        startups.remove(host);
        if (relieved.remove(host) != null) {
            extra[place(host)]--;
        }
        host.membership().leave();
    }

    private void start(Host host) {
        host.membership().start();
        long nanos =
                startups.getOrDefault(host, startup).sampleNanos(random.at(KeyedRandom.key(started++, 0, host.node())));
        if (nanos == 0) {
            arrive(host);
        } else {
            coming.put(host, simulation.after(nanos, step -> join(host), 0));
        }
    }

    private void join(Host host) {
        coming.remove(host);
        arrive(host);
        tell();
        if (coming.isEmpty()) {
            long in = measures.nodes().value();
            context.note(
                    "ready",
                    "",
                    context.name() + ": " + in + (in == 1 ? " node" : " nodes") + " in service",
                    TimelineEvent.facts("machines", in));
        }
    }

    /** Puts a host into service, and drains the host that it replaces. */
    private void arrive(Host host) {
        returning.remove(host);
        startups.remove(host);
        host.membership().join();
        Relief old = relieved.remove(host);
        if (old == null) {
            return;
        }
        extra[place(host)]--;
        if (old.host().membership().inService()) {
            draining.begin(old.host(), old.graceNanos());
        } else {
            settle(place(host));
        }
    }

    /** Handles a host that has left. Returns whether a fault keeps it out of service. */
    private boolean gone(Host host) {
        boolean kept = held.containsKey(host);
        if (kept) {
            returning.remove(host);
        } else if (returning.contains(host)) {
            start(host);
        }
        settle(place(host));
        return kept;
    }

    /** Returns the index of the site of a host. */
    int place(Host host) {
        int place = 0;
        while (!places.get(place).contains(host)) {
            place++;
        }
        return place;
    }

    /** Updates the metrics after a host has been scaled to zero or has started again. */
    public void rested() {
        if (measures != null) {
            tell();
        }
    }

    private void tell() {
        long in = 0;
        long paid = 0;
        for (Host host : hosts) {
            in += host.membership().inService() ? 1 : 0;
            paid += host.membership().paidFor() ? 1 : 0;
        }
        measures.nodes().set(simulation.now(), in);
        measures.provisioned().set(simulation.now(), paid);
        listeners.forEach(Runnable::run);
    }
}
