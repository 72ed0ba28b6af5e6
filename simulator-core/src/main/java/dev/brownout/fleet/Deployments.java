package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which version the machines of a tier run, and how they are brought to another one. A machine that comes because the
 * tier grows runs what all of its place run, or ran when they last agreed.
 */
public final class Deployments {
    /** What is measured of a tier whose machines may run other versions. */
    @RequiresParameter("versions")
    public record Measures(
            @Doc("Machines in service that run another version than at the start, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Machines of {} with another version")
            TimeWeighted deployed) {}

    private final Map<String, VersionSpec> versions;
    private final ComponentContext context;
    private final Fleet fleet;
    private final Measures measures;
    private final Map<Host, RunningVersion> running = new LinkedHashMap<>();
    private final Map<Host, Host> successors = new LinkedHashMap<>();
    private final Rollouts rollouts;
    private final String[] settled;
    /** Machines that all run what they run at the start. */
    public Deployments(Map<String, VersionSpec> versions, ComponentContext context, Fleet fleet) {
        this.versions = versions;
        this.context = context;
        this.fleet = fleet;
        this.rollouts = new Rollouts(context, fleet);
        this.measures = context.measures(Measures.class);
        this.settled = new String[context.sites().size()];
        Arrays.fill(settled, RunningVersion.FIRST);
        for (Host host : fleet.hosts()) {
            running.put(host, new RunningVersion(versions, host));
            host.attach(new Member(host));
        }
        fleet.newcomers(host -> running.get(host).become(settled[fleet.place(host)]));
    }

    /** Hears when a machine comes into service, or goes. */
    private final class Member implements Host.Resident {
        private final Host host;

        Member(Host host) {
            this.host = host;
        }

        @Override
        public void membershipChanged() {
            count();
            if (host.membership().inService()) {
                settle(fleet.place(host));
            }
        }
    }

    /** The names of the versions that machines can be brought to. */
    public Set<String> versions() {
        return versions.keySet();
    }

    /** Brings machines to a version, in their order; others that were under way for them are given up. */
    public void deploy(List<Host> machines, Deployment how) {
        List<Host> all = latest(machines);
        all.removeIf(host -> running.get(host).meant().equals(how.version()));
        begin(all, how, Optional.of(how.version()));
    }

    /**
     * Brings machines back to what they ran before they were deployed, as they were brought there but for the pace, and
     * gives up what is under way for them.
     *
     * @param by machines at a time
     * @param everyNanos from one time to the next
     */
    public void rollBack(List<Host> machines, int by, long everyNanos) {
        List<Host> all = latest(machines);
        rollouts.forget(all);
        all.removeIf(host -> running.get(host).before() == null);
        if (all.isEmpty()) {
            context.note("deployed", "", "nothing of " + context.name() + " was deployed that could be rolled back");
            return;
        }
        Deployment how = running.get(all.get(0)).broughtBy();
        begin(
                all,
                new Deployment(how.version(), by, everyNanos, how.startup(), how.graceNanos(), how.surge()),
                Optional.empty());
    }

    /** Brings machines to a version, or where there is none back to what they ran before. */
    private void begin(List<Host> machines, Deployment how, Optional<String> version) {
        rollouts.forget(machines);
        rollouts.begin(machines, how, host -> replace(host, how, version), () -> tell(how.version()));
    }

    /** Those that stand in the places of machines now. */
    private List<Host> latest(List<Host> machines) {
        Set<Host> latest = new LinkedHashSet<>();
        for (Host host : machines) {
            Host now = host;
            while (successors.containsKey(now)) {
                now = successors.get(now);
            }
            latest.add(now);
        }
        return new ArrayList<>(latest);
    }

    /** Replaces a machine, by itself or by another one; {@code null} where no other can come now. */
    private Host replace(Host old, Deployment how, Optional<String> version) {
        RunningVersion its = running.get(old);
        boolean surge = how.surge() && old.membership().inService();
        Host next = surge ? fleet.spare(old) : old;
        if (next == null) {
            return null;
        }
        if (version.isPresent()) {
            running.get(next).deploy(version.get(), its.meant(), how);
        } else {
            running.get(next).become(its.before() == null ? its.meant() : its.before());
        }
        if (surge) {
            successors.remove(next);
            successors.put(old, next);
            fleet.relieve(old, next, how);
        } else if (old.membership().inService()) {
            fleet.restart(old, how);
        }
        return next;
    }

    private void count() {
        measures.deployed().set(context.simulation().now(), serving(Optional.empty()));
    }

    /** How many machines in service run a version, or any that was deployed. */
    private long serving(Optional<String> version) {
        long serving = 0;
        for (Map.Entry<Host, RunningVersion> one : running.entrySet()) {
            String its = one.getValue().meant();
            boolean meant = version.map(its::equals).orElse(!its.equals(RunningVersion.FIRST));
            serving += meant && one.getKey().membership().inService() ? 1 : 0;
        }
        return serving;
    }

    /** Notes what all machines of a place run, once they agree. */
    private void settle(int place) {
        Set<String> all = new LinkedHashSet<>();
        for (Host host : fleet.hosts(place)) {
            if (host.membership().inService()) {
                all.add(running.get(host).meant());
            }
        }
        if (all.size() == 1) {
            settled[place] = all.iterator().next();
        }
    }

    /** Says how far a version has come, once the machines are back that were replaced last. */
    private void tell(String version) {
        long in = 0;
        for (int place = 0; place < settled.length; place++) {
            in += fleet.count(place, HostLifecycle.State.IN_SERVICE);
        }
        long its = serving(Optional.of(version));
        rollouts.tell(
                "deployed",
                its + " of " + in + " machines of " + context.name() + " in service run " + version,
                TimelineEvent.facts("version", version, "machines", its, "in_service", in));
    }
}
