package dev.brownout.run;

import dev.brownout.load.Profile;
import dev.brownout.random.Constant;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.steps.Read;
import dev.brownout.steps.Visit;
import dev.brownout.steps.Write;
import dev.brownout.vocabulary.Selector;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FilterSpec;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Small scenarios for tests, put together in Java: one request class, no SLA, no network unless asked for. */
public final class Scenes {
    private final TreeMap<String, ComponentEntry> components = new TreeMap<>();
    private final TreeMap<String, RequestSpec> requests = new TreeMap<>();
    private final TreeMap<String, RegionSpec> regions = new TreeMap<>();
    private final List<FaultEntry> faults = new ArrayList<>();
    private Optional<NetworkSpec> network = Optional.empty();
    private long durationNanos = 60_000_000_000L;
    private long warmupNanos;
    private long seed = 1;

    private Scenes() {}

    /** An empty scene of one minute without a network. */
    public static Scenes scene() {
        return new Scenes();
    }

    /** Half a millisecond of round trip on every hop. */
    public Scenes networked() {
        network = Optional.of(new NetworkSpec(
                new Constant(500_000),
                new Constant(0),
                Optional.empty(),
                new Share(0),
                NetworkSpec.Connections.KEPT_ALIVE,
                Route.BETWEEN_TIERS));
        return this;
    }

    /** Links of one's own. */
    public Scenes linkedBy(NetworkSpec links) {
        network = Optional.of(links);
        return this;
    }

    /** Length and warm-up in seconds. */
    public Scenes lasting(double seconds, double warmupSeconds) {
        durationNanos = (long) (seconds * 1e9);
        warmupNanos = (long) (warmupSeconds * 1e9);
        return this;
    }

    /** The seed as a hash of a row's id. */
    public Scenes seededBy(String id) {
        seed = id.hashCode();
        return this;
    }

    /** The seed itself. */
    public Scenes seeded(long root) {
        seed = root;
        return this;
    }

    /** Adds a component. */
    public Scenes with(String name, ComponentSpec spec) {
        components.put(name, new ComponentEntry("test", List.of(), 1, List.of(), spec));
        return this;
    }

    /** Adds a region with a share of the users, named as in the table of round trips. */
    public Scenes region(String name, double users) {
        regions.put(name, new RegionSpec(Optional.empty(), new Share(users), Map.of()));
        return this;
    }

    /** Adds a component that is stamped in several regions. */
    public Scenes with(String name, List<String> places, ComponentSpec spec) {
        components.put(name, new ComponentEntry("test", places, 1, List.of(), spec));
        return this;
    }

    /** Adds a class of requests with a load of its own; patience may be {@code null} for ever. */
    public Scenes requesting(
            String name, Profile rate, KeyPopularity key, Duration patience, List<FilterSpec> policies, Step... steps) {
        requests.put(
                name,
                new RequestSpec(
                        Optional.empty(),
                        Optional.of(rate),
                        Optional.ofNullable(key),
                        new Constant(10_000),
                        Optional.ofNullable(patience),
                        Optional.empty(),
                        Optional.empty(),
                        policies,
                        List.of(steps)));
        return this;
    }

    /** Adds a fault on part of a component or on a region, from one second to another. */
    public Scenes struckBy(FaultSpec verb, String head, String part, double fromSecond, double toSecond) {
        return struckBy(new FaultEntry(
                (long) (fromSecond * 1e9),
                Optional.of((long) ((toSecond - fromSecond) * 1e9)),
                "fault",
                Optional.of(new Selector(head, part.isEmpty() ? List.of() : List.of(part))),
                Optional.empty(),
                verb,
                "a fault of " + head + "/" + part));
    }

    /** Adds a fault. */
    public Scenes struckBy(FaultEntry fault) {
        faults.add(fault);
        return this;
    }

    /** The scenario. */
    public Scenario scenario() {
        return new Scenario(
                "test",
                durationNanos,
                warmupNanos,
                seed,
                network,
                regions,
                components,
                requests,
                Optional.empty(),
                faults,
                Map.of(),
                Map.of(),
                List.of());
    }

    /** Runs it. */
    public VariantResult run() {
        return Run.execute(scenario(), Run.Setup.of("test"), (share, events, inFlight) -> true);
    }

    /** A step that passes on to a component. */
    public static Step visit(String component) {
        return new Visit(component, Step.Options.NONE);
    }

    /** A step that reads a component. */
    public static Step read(String component) {
        return new Read(component, Step.Options.NONE);
    }

    /** A step that writes a component. */
    public static Step write(String component) {
        return new Write(component, Step.Options.NONE);
    }
}
