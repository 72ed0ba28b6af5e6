package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
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
 * The versions that the hosts of a tier run, and their deployments. A host that is added by scaling runs the version
 * that all hosts of its site run, or ran when they last agreed.
 */
public final class Deployments {
    /** Metrics of a tier with several versions. */
    @RequiresParameter("versions")
    public record Measures(
            @Doc("Nodes in service with another version than at the start, time-weighted.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Nodes of {} with another version")
            TimeWeighted deployed) {}

    private final Map<String, VersionSpec> versions;
    private final ComponentContext context;
    private final Fleet fleet;
    private final Measures measures;
    private final Map<Host, RunningVersion> running = new LinkedHashMap<>();
    /** Hosts in the place of hosts that were replaced by others. */
    private final Map<Host, Host> successors = new LinkedHashMap<>();

    private final Rollouts rollouts;
    private final String[] siteVersions;
    /** Rolling update of all hosts, by site. */
    private final List<Optional<Deployment>> coming = new ArrayList<>();

    /** Creates the deployments of a tier. All hosts run the initial version. */
    public Deployments(Map<String, VersionSpec> versions, ComponentContext context, Fleet fleet) {
        this.versions = versions;
        this.context = context;
        this.fleet = fleet;
        this.rollouts = new Rollouts(context, fleet);
        this.measures = context.metrics().instruments(Measures.class);
        this.siteVersions = new String[context.topology().sites().size()];
        Arrays.fill(siteVersions, RunningVersion.FIRST);
        context.topology().sites().forEach(site -> coming.add(Optional.empty()));
        for (Host host : fleet.hosts()) {
            running.put(host, new RunningVersion(versions, host));
            host.attach(new Member(host));
        }
        fleet.onHostAdded(this::assignVersion);
    }

    /** Listener for a host that enters or leaves service. */
    private final class Member implements Host.Resident {
        private final Host host;

        Member(Host host) {
            this.host = host;
        }

        @Override
        public void stateChanged() {
            rollouts.stateChanged();
        }

        @Override
        public void membershipChanged() {
            count();
            if (host.membership().inService()) {
                recordSiteVersion(fleet.place(host));
            }
        }
    }

    /** Returns the names of the versions that can be deployed. */
    public Set<String> versions() {
        return versions.keySet();
    }

    /** Deploys a version to hosts in their order. Cancels rollouts in progress for these hosts. */
    public void deploy(List<Host> machines, Deployment deployment) {
        List<Host> all = latest(machines);
        all.removeIf(host -> running.get(host).targetVersion().equals(deployment.version()));
        begin(all, deployment, Optional.of(deployment.version()));
    }

    /**
     * Rolls hosts back to the version before their deployment. The start delay, the grace period and surge are those of
     * the deployment. Cancels rollouts in progress for these hosts.
     *
     * @param factor number of hosts at a time
     * @param everyNanos interval between two batches, in ns
     */
    public void rollBack(List<Host> machines, int factor, long everyNanos) {
        List<Host> all = latest(machines);
        rollouts.cancel(all);
        all.removeIf(host -> running.get(host).previousVersion() == null);
        if (all.isEmpty()) {
            context.timeline()
                    .note("deployed", "", Sentence.of("{}: no deployed version to roll back", context.name()));
            return;
        }
        Deployment deployment = running.get(all.get(0)).broughtBy();
        begin(
                all,
                new Deployment(
                        deployment.version(),
                        factor,
                        everyNanos,
                        deployment.startup(),
                        deployment.graceNanos(),
                        deployment.surge(),
                        factor == Integer.MAX_VALUE ? deployment.limits() : Optional.empty()),
                Optional.empty());
    }

    /** Starts the rollout of a version, or of the previous version of each host if there is none. */
    private void begin(List<Host> machines, Deployment deployment, Optional<String> version) {
        coming.replaceAll(before -> Optional.empty());
        rollouts.cancel(machines);
        if (deployment.limits().isEmpty()) {
            rollouts.begin(
                    machines,
                    deployment,
                    host -> replace(host, deployment, version),
                    () -> reportProgress(deployment.version()));
            return;
        }
        for (int place = 0; place < siteVersions.length; place++) {
            List<Host> local = new ArrayList<>(fleet.hosts(place));
            local.retainAll(machines);
            local.stream()
                    .filter(host -> !host.membership().isActive())
                    .forEach(host -> assign(host, host, deployment, version));
            local.removeIf(host -> !host.membership().isActive());
            boolean whole = fleet.hosts(place).stream()
                    .filter(host -> host.membership().isActive())
                    .allMatch(local::contains);
            coming.set(place, whole ? version.map(its -> deployment) : Optional.empty());
            if (!local.isEmpty()) {
                rollouts.begin(new SurgeRollout(
                        context.simulation(),
                        fleet,
                        deployment,
                        local,
                        new RollingVersions(local, deployment, version)));
            }
        }
    }

    /** Versions of the hosts in a rolling update: one version, or the previous one of each host. */
    private final class RollingVersions implements SurgeRollout.Versions {
        private final List<Host> machines;
        private final Deployment deployment;
        private final Optional<String> version;

        RollingVersions(List<Host> machines, Deployment deployment, Optional<String> version) {
            this.machines = machines;
            this.deployment = deployment;
            this.version = version;
        }

        @Override
        public Host create(Host old) {
            Host next = fleet.spare(old, host -> !machines.contains(host));
            next = next == null ? fleet.spare(old, host -> true) : next;
            if (next != null) {
                assign(old, next, deployment, version);
                fleet.startExtra(next, deployment.startup());
            }
            return next;
        }

        @Override
        public void onReplaced(Host old, Host next) {
            succeed(old, next);
        }

        @Override
        public void onDropped(Host old) {
            assign(old, old, deployment, version);
        }

        @Override
        public void onProgressed() {
            reportProgress(deployment.version());
        }
    }

    /** Sets the version of a host that is added by scaling or replaces a lost one. */
    private void assignVersion(Host host) {
        int place = fleet.place(host);
        RunningVersion its = running.get(host);
        coming.get(place)
                .ifPresentOrElse(
                        deployment -> its.deploy(deployment.version(), siteVersions[place], deployment),
                        () -> its.become(siteVersions[place]));
    }

    /** Sets the version of the successor of a host, or of the host itself. */
    private void assign(Host old, Host next, Deployment deployment, Optional<String> version) {
        RunningVersion its = running.get(old);
        if (version.isPresent()) {
            running.get(next).deploy(version.get(), its.targetVersion(), deployment);
        } else {
            running.get(next).become(its.previousVersion() == null ? its.targetVersion() : its.previousVersion());
        }
    }

    /**
     * Lets a host take the place of another one, and so of those that the other one replaced. A host that has left can
     * take the place of a third one: its own successor stays.
     */
    private void succeed(Host old, Host next) {
        successors.replaceAll((host, successor) -> successor == old ? next : successor);
        successors.putIfAbsent(old, next);
    }

    /**
     * Returns the present replacements of hosts, or the hosts themselves if they were not replaced. A host that scaling
     * has added again after its replacement is one more.
     */
    private List<Host> latest(List<Host> machines) {
        Set<Host> latest = new LinkedHashSet<>();
        for (Host host : machines) {
            latest.add(successors.getOrDefault(host, host));
            if (host.membership().isActive() && !successors.containsValue(host)) {
                latest.add(host);
            }
        }
        return new ArrayList<>(latest);
    }

    /**
     * Replaces a host by itself or, with a surge, by a spare host. Returns {@code null} if no spare host is available
     * now.
     */
    private Host replace(Host old, Deployment deployment, Optional<String> version) {
        boolean surge = deployment.surge() && old.membership().inService();
        Host next = surge ? fleet.spare(old, host -> true) : old;
        if (next == null || !surge && !fleet.mayRemove(old)) {
            return null;
        }
        assign(old, next, deployment, version);
        if (surge) {
            succeed(old, next);
            fleet.replaceHost(old, next, deployment);
        } else if (old.membership().inService()) {
            fleet.restart(old, deployment);
        }
        return next;
    }

    private void count() {
        measures.deployed().set(context.simulation().now(), serving(Optional.empty()));
    }

    /** Returns the number of hosts in service that run a version, or any deployed version. */
    private long serving(Optional<String> version) {
        long serving = 0;
        for (Map.Entry<Host, RunningVersion> one : running.entrySet()) {
            String its = one.getValue().targetVersion();
            boolean isMatch = version.map(its::equals).orElse(!its.equals(RunningVersion.FIRST));
            serving += isMatch && one.getKey().membership().inService() ? 1 : 0;
        }
        return serving;
    }

    /** Records the version of a site when all of its hosts in service agree. */
    private void recordSiteVersion(int place) {
        Set<String> all = new LinkedHashSet<>();
        for (Host host : fleet.hosts(place)) {
            if (host.membership().inService()) {
                all.add(running.get(host).targetVersion());
            }
        }
        if (all.size() == 1) {
            siteVersions[place] = all.iterator().next();
            coming.set(
                    place,
                    coming.get(place).filter(deployment -> !deployment.version().equals(siteVersions[place])));
        }
    }

    /** Reports the progress of a version when the last batch of hosts is back. */
    private void reportProgress(String version) {
        long in = 0;
        for (int place = 0; place < siteVersions.length; place++) {
            in += fleet.count(place, HostLifecycle.State.IN_SERVICE);
        }
        long its = serving(Optional.of(version));
        rollouts.recordStep(
                "deployed",
                Sentence.of("{} of {} nodes of {} in service run {}", its, in, context.name(), version),
                TimelineEvent.facts("version", version, "machines", its, "in_service", in));
    }
}
