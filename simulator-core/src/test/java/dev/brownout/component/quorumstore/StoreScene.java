package dev.brownout.component.quorumstore;

import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.runtime.Fixture;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.KeyedModel;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Test scene with a store called {@code kv}, read and written by users without a network. */
final class StoreScene extends Fixture<StoreScene> {
    static final Distribution AT_ONCE = new ConstantDistribution(0);

    private int nodes = 3;
    private Optional<Integer> copies = Optional.empty();
    private QuorumSizes quorum = new QuorumSizes(1, 1, false);
    private ReplicaMessageDelays legs = new ReplicaMessageDelays(AT_ONCE, AT_ONCE, AT_ONCE, AT_ONCE, true);
    private Distribution work = AT_ONCE;
    private Optional<KeyedModel> model = Optional.empty();
    private final Map<String, Distribution> queries = new TreeMap<>();
    private Duration timeout = Duration.ofSeconds(2);
    private RepairSpec repair = new RepairSpec(false, Optional.empty(), Optional.empty());
    private ReplicaPlacementSpec placement = new ReplicaPlacementSpec(16, Optional.empty(), Optional.empty());
    private boolean durable = true;
    private Optional<Duration> ttl = Optional.empty();
    private ConflictPolicy conflicts = ConflictPolicy.LAST_WRITE;
    private List<String> places = List.of();
    private UnaryOperator<ComponentSpec> around = UnaryOperator.identity();

    StoreScene nodes(int many) {
        nodes = many;
        return this;
    }

    StoreScene copies(int many) {
        copies = Optional.of(many);
        return this;
    }

    StoreScene quorum(int read, int write) {
        quorum = new QuorumSizes(read, write, false);
        return this;
    }

    StoreScene legs(Distribution write, Distribution ack, Distribution read, Distribution response) {
        legs = new ReplicaMessageDelays(write, ack, read, response, true);
        return this;
    }

    StoreScene work(Distribution distribution) {
        work = distribution;
        return this;
    }

    /** Adds a query class, and makes the store a wide-column store. */
    StoreScene withQuery(String query, Distribution distribution) {
        model = Optional.of(KeyedModel.WIDE_COLUMN);
        queries.put(query, distribution);
        return this;
    }

    StoreScene timeout(Duration timeoutText) {
        timeout = timeoutText;
        return this;
    }

    StoreScene sloppy(int read, int write) {
        quorum = new QuorumSizes(read, write, true);
        return this;
    }

    StoreScene repairing(boolean reads, Optional<Duration> handoff, Optional<Duration> every) {
        repair = new RepairSpec(reads, handoff, every);
        return this;
    }

    StoreScene keepingSiblings() {
        conflicts = ConflictPolicy.VECTOR_CLOCK;
        return this;
    }

    StoreScene expiring(Duration after) {
        ttl = Optional.of(after);
        return this;
    }

    StoreScene withPlacement(ReplicaPlacementSpec spec) {
        placement = spec;
        return this;
    }

    StoreScene forgetting() {
        durable = false;
        return this;
    }

    /** Configures two regions with half of the users and one node each, and two copies in total. */
    StoreScene inTwoRegions() {
        networked().region("us-east", 0.5).region("us-west", 0.5);
        places = List.of("us-east", "us-west");
        return nodes(1).copies(2);
    }

    StoreScene writing(LoadProfile rate, KeyPopularity keys) {
        return requesting("write", rate, keys, Duration.ofSeconds(60), List.of(), Scenes.write("kv"));
    }

    StoreScene reading(LoadProfile rate, KeyPopularity keys) {
        return requesting("read", rate, keys, Duration.ofSeconds(60), List.of(), Scenes.read("kv"));
    }

    QuorumStoreSpec spec() {
        return new QuorumStoreSpec(
                nodes,
                new QuorumStoreSpec.CopyConsistency(copies, quorum, ReadContact.ALL, Optional.empty()),
                placement,
                new QuorumStoreSpec.StorageEngine(1000, Optional.empty(), work, model, queries, work, Optional.empty()),
                legs,
                conflicts,
                repair,
                timeout,
                durable,
                ttl,
                HealthSpec.DEFAULT);
    }

    /** Wraps the specification of the store, so that a test can observe it. */
    StoreScene withObserver(UnaryOperator<ComponentSpec> onlooker) {
        around = onlooker;
        return this;
    }

    @Override
    public Scenario scenario() {
        with("kv", places, around.apply(spec()));
        return super.scenario();
    }

    static DataResult data(VariantResult result) {
        return result.accounting().data().get("kv");
    }

    static double measure(VariantResult result, String name) {
        return measure(result, "kv", name);
    }

    static long outcome(VariantResult result, String request, String outcome) {
        return result.requests().get(request).outcomes().getOrDefault(outcome, 0L);
    }
}
