package dev.brownout.runtime;

import dev.brownout.catalog.Catalog;
import dev.brownout.cost.PriceList;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.EvaluationSpec;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.scenario.WorkloadSpec;
import dev.brownout.spec.Selector;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Small scenario for tests, built in Java, without an SLA and by default without a network. It is run with its own
 * load, or played call by call in a {@link Harness}. Subclasses add the settings of a family of components.
 *
 * @param <S> the fixture itself
 */
public abstract class Fixture<S extends Fixture<S>> {
    private final TreeMap<String, ComponentEntry> components = new TreeMap<>();
    private final TreeMap<String, RequestSpec> requests = new TreeMap<>();
    private final TreeMap<String, RegionSpec> regions = new TreeMap<>();
    private final List<FaultEntry> faults = new ArrayList<>();
    private Optional<NetworkSpec> network = Optional.empty();
    private long durationNanos = 60_000_000_000L;
    private long warmupNanos;
    private long seed = 1;

    /** Creates an empty scenario of one minute without a network. */
    protected Fixture() {}

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    /** Sets a network with a round trip of 0.5 ms on every hop. */
    public final S networked() {
        network = Optional.of(new NetworkSpec(
                new ConstantDistribution(500_000),
                new ConstantDistribution(0),
                Optional.empty(),
                new Share(0),
                NetworkSpec.Connections.KEPT_ALIVE,
                CallTarget.BETWEEN_TIERS));
        return self();
    }

    /** Sets the network. */
    public final S linkedBy(NetworkSpec links) {
        network = Optional.of(links);
        return self();
    }

    /** Sets the length and the warm-up, in seconds. */
    public final S withDuration(double seconds, double warmupSeconds) {
        durationNanos = (long) (seconds * 1e9);
        warmupNanos = (long) (warmupSeconds * 1e9);
        return self();
    }

    /** Sets the length in seconds, without a warm-up. */
    public final S withDuration(double seconds) {
        return withDuration(seconds, 0);
    }

    /** Sets the seed to the hash of an id. */
    public final S seededBy(String id) {
        seed = id.hashCode();
        return self();
    }

    /** Sets the seed. */
    public final S seeded(long root) {
        seed = root;
        return self();
    }

    /** Adds a component. */
    public final S with(String name, ComponentSpec spec) {
        components.put(name, new ComponentEntry("test", List.of(), 1, List.of(), spec));
        return self();
    }

    /** Adds a region with a share of the users. Its name is one of the table of round trips. */
    public final S region(String name, double users) {
        regions.put(
                name, new RegionSpec(Optional.empty(), Optional.empty(), Optional.empty(), new Share(users), Map.of()));
        return self();
    }

    /** Adds a region without users, with the given round trip to another region. */
    public final S region(String name, String other, Duration roundTrip) {
        regions.put(
                name,
                new RegionSpec(
                        Optional.empty(), Optional.empty(), Optional.empty(), new Share(0), Map.of(other, roundTrip)));
        return self();
    }

    /** Adds a component that is deployed in several regions. */
    public final S with(String name, List<String> places, ComponentSpec spec) {
        components.put(name, new ComponentEntry("test", places, 1, List.of(), spec));
        return self();
    }

    /** Adds a class of requests with its own load. The timeout may be {@code null} for none. */
    public final S requesting(
            String name,
            LoadProfile rate,
            KeyPopularity key,
            Duration timeout,
            List<FilterSpec> policies,
            Step... steps) {
        requests.put(
                name,
                new RequestSpec(
                        Optional.empty(),
                        Optional.of(rate),
                        Optional.ofNullable(key),
                        new ConstantDistribution(10_000),
                        Optional.ofNullable(timeout),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        policies,
                        List.of(steps)));
        return self();
    }

    /** Adds a fault on part of a component or on a region, with its start and end in seconds. */
    public final S withFault(FaultSpec verb, String head, String part, double fromSecond, double toSecond) {
        long length = (long) ((toSecond - fromSecond) * 1e9);
        return withFault(verb, head, part, (long) (fromSecond * 1e9), Optional.of(length));
    }

    /** Adds a fault on part of a component, from its start in seconds to the end of the run. */
    public final S withFault(FaultSpec verb, String head, String part, double fromSecond) {
        return withFault(verb, head, part, (long) (fromSecond * 1e9), Optional.empty());
    }

    private S withFault(FaultSpec verb, String head, String part, long fromNanos, Optional<Long> nanos) {
        return withFault(new FaultEntry(
                fromNanos,
                nanos,
                "fault",
                Optional.of(new Selector(head, part.isEmpty() ? List.of() : List.of(part))),
                Optional.empty(),
                verb,
                "a fault of " + head + "/" + part));
    }

    /** Adds a fault. */
    public final S withFault(FaultEntry fault) {
        faults.add(fault);
        return self();
    }

    /** Returns the scenario. */
    public Scenario scenario() {
        return new Scenario(
                "test",
                durationNanos,
                warmupNanos,
                seed,
                network,
                regions,
                components,
                new WorkloadSpec(requests, Optional.empty(), Collections.emptySortedMap()),
                faults,
                Collections.emptySortedMap(),
                EvaluationSpec.NONE,
                PriceList.NONE,
                Catalog.policies());
    }

    /** Runs the scenario. */
    public final VariantResult run() {
        return run(0);
    }

    /** Runs one replication of the scenario. */
    public final VariantResult run(int replication) {
        return Run.execute(
                scenario(),
                new Run.Setup("test", List.of(), List.of(), replication, true),
                (share, events, inFlight) -> true);
    }

    /** Returns a metric of a whole component. */
    public static double measure(VariantResult result, String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    /** Returns a metric of one host. */
    public static double measureOfNode(VariantResult result, String component, String node, String name) {
        return result.components().get(component).nodes().get(node).get(name).value();
    }

    /** Returns the timeline events of one kind, in order. */
    public static List<TimelineEvent> eventsOf(VariantResult result, String name) {
        return result.history().timeline().stream()
                .filter(h -> h.what().equals(name))
                .toList();
    }

    /** Returns the time of the first timeline event of one kind, in seconds. */
    public static double second(VariantResult result, String name) {
        return eventsOf(result, name).get(0).atNanos() / 1e9;
    }
}
