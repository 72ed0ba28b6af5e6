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
 * The machines of a tier in all of its places. The first ones serve from the start and are numbered place by place; all
 * that may ever come are numbered after them, and are out until they are wanted. The one that goes first is the one
 * with the highest number.
 */
public final class Fleet {
    /** A machine that goes when another one is in service, and how long it may finish what it has. */
    private record Relief(Host host, long graceNanos) {}

    /** What is measured of a tier whose number of machines changes. */
    public record Measures(
            @Doc("Machines in service, time-weighted.") @ChartTitle("Machines of {} in service")
            TimeWeighted nodes,

            @Doc("Machines that are paid for, time-weighted: starting, in service and draining.")
            @ChartTitle("Machines of {} that are paid for")
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
    /** Machines that are wanted, and that somebody keeps out of service: how often each. */
    private final Map<Host, Integer> held = new LinkedHashMap<>();
    /** Machines that drain, and start again when they have done so. */
    private final Set<Host> returning = new LinkedHashSet<>();

    private final List<List<Host>> places = new ArrayList<>();
    private final DesiredCount wishes;
    private final int[] wanted;
    private final boolean fixed;
    private final Map<Host, Sampler> startups = new LinkedHashMap<>();
    /** Machines that come to stand in for others, and which these are. */
    private final Map<Host, Relief> relieved = new LinkedHashMap<>();
    /** How many of them come to each place. */
    private final int[] extra;

    private Consumer<Host> newcomers = host -> {};
    private final List<Runnable> listeners = new ArrayList<>();
    private Measures measures;
    private long started;

    /**
     * The machines of a tier.
     *
     * @param atFirst machines in each place that serve from the start
     * @param most machines in each place that the tier itself may want at any time; the fault timeline may want more
     * @param terms how machines come and go
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
        int asked = context.maxScheduledNodes();
        this.fixed = most == 0 && asked == 0 && !context.hasDrainFaults();
        context.sites().forEach(site -> places.add(new ArrayList<>()));
        this.wanted = new int[places.size()];
        this.extra = new int[places.size()];
        Arrays.fill(wanted, atFirst);
        List<Host> all = new ArrayList<>();
        add(all, atFirst);
        add(all, Math.max(0, Math.max(most, asked) - atFirst));
        add(all, context.maxSpareNodes(atFirst));
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

    /** All machines that may ever be there, in the order of their numbers. */
    public List<Host> hosts() {
        return hosts;
    }

    /** Those of a place, in the order of their numbers. */
    public List<Host> hosts(int place) {
        return places.get(place);
    }

    /** Takes those out that are not there at first; called once, when all are equipped. */
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

    /** Wants so many machines in each place, until {@link #cancelScale} takes it back. */
    public void scale(int nodes) {
        wantEverywhere(wishes.add(nodes));
    }

    /** Takes back the oldest wish for so many: the newest of the others holds, or what was there at first. */
    public void cancelScale(int nodes) {
        wantEverywhere(wishes.takeBack(nodes));
    }

    /**
     * Takes a machine out of service until {@link #release} has been called as often: it finishes what it has, and is
     * killed when its grace ends. It counts as wanted all the while, so that no other comes in its place; one that
     * leaves in any case is left alone.
     *
     * @return whether it is held now
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

    /** Lets a machine come back that is held, when it has left; one that is no longer wanted stays away. */
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

    /** Has a machine in service start anew, when it has finished what it has; in its place nobody comes meanwhile. */
    void restart(Host host, Deployment how) {
        how.startup().ifPresent(law -> startups.put(host, law.sampler()));
        returning.add(host);
        draining.begin(host, how.graceNanos());
        tell();
    }

    /** A machine that is not there and could come in the place of one; {@code null} where there is none. */
    Host spare(Host old) {
        for (Host host : places.get(place(old))) {
            if (host.membership().state() == HostLifecycle.State.OUT && !absent(host)) {
                return host;
            }
        }
        return null;
    }

    /** Has a spare machine start, and another one go when that is in service. */
    void relieve(Host old, Host spare, Deployment how) {
        how.startup().ifPresent(law -> startups.put(spare, law.sampler()));
        relieved.put(spare, new Relief(old, how.graceNanos()));
        extra[place(old)]++;
        start(spare);
        tell();
    }

    /** Whether a machine is on its way into service. */
    boolean comes(Host host) {
        return returning.contains(host) || coming.containsKey(host);
    }

    /** Who wants to know before a machine comes because more are wanted. */
    void newcomers(Consumer<Host> listener) {
        newcomers = listener;
    }

    /** Adds a listener that runs when a machine has started, come, begun to drain or left. */
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

    /** How many machines are wanted in a place. */
    public int wanted(int place) {
        return wanted[place];
    }

    /** How many machines of a place are in a state. */
    public int count(int place, HostLifecycle.State state) {
        int count = 0;
        for (Host host : places.get(place)) {
            count += host.membership().state() == state ? 1 : 0;
        }
        return count;
    }

    /** Wants so many machines in a place from now on. */
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

    /** Those that are out of service, or about to be, and count as there. */
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

    /** Wants a machine no longer; false where it was not wanted. */
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

    /** A machine that starts does not come after all. */
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
                    context.name() + " has " + in + (in == 1 ? " machine" : " machines") + " in service",
                    TimelineEvent.facts("machines", in));
        }
    }

    /** The process of a machine runs; another one whose place it takes goes. */
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

    /** What becomes of a machine that has left; true where somebody keeps it out. */
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

    /** The number of the place where a machine stands. */
    int place(Host host) {
        int place = 0;
        while (!places.get(place).contains(host)) {
            place++;
        }
        return place;
    }

    /** A machine has stopped while nobody calls it, or has started again. */
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
