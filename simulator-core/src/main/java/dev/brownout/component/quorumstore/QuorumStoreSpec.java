package dev.brownout.component.quorumstore;

import dev.brownout.fleet.NodeCores;
import dev.brownout.fleet.SpeedSpec;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.CoreMetrics;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.KeyedModel;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.component.DataStorage;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Parameters of a replicated key-value store. */
@ReferenceTarget({Reference.To.WRITABLE, Reference.To.QUERY})
@Kind("store")
@Doc("A replicated key-value or wide-column store. Each key has replicas on some of the nodes; a quorum of "
        + "responses decides.")
@DeclaresMetrics({
    StoreMetrics.class,
    StoreMetrics.BackgroundRepair.class,
    PlacementMetrics.class,
    CoreMetrics.class,
    StoreNode.Measures.class,
    NodeCores.class,
    ExpiryMetrics.class,
    UnexpiredValues.Measures.class,
    SpeculationMetrics.class,
    SessionGuarantees.Measures.class,
    LoadSkew.class
})
@Example("""
        components:
          kv: { kind: store, nodes: 3, quorum: { read: 2, write: 2 } }
        requests:
          look: { share: 90%, key: uniform(10k), path: [web, kv] }
          save: { share: 10%, key: uniform(10k), steps: [web, write: kv] }
        """)
public record QuorumStoreSpec(
        @Doc("Nodes in each region.")
        @Default("3")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        @MachineCount
        @DefaultSource("our assumption: the smallest number with three replicas of each key")
        int nodes,

        @ParameterGroup CopyConsistency consistency,

        @ParameterGroup ReplicaPlacementSpec placement,

        @ParameterGroup StorageEngine engine,

        @Doc("Delays of messages between nodes, in addition to the network.") @Default("{}")
        ReplicaMessageDelays legs,

        @Doc("Resolution of two concurrent writes of a key, neither of which had seen the other.")
        @Default("last-write")
        @DefaultSource("Cassandra; Riak keeps siblings: allow_mult")
        ConflictPolicy conflicts,

        @Doc("Repair of replicas that have missed writes.") @Default("{}")
        RepairSpec repair,

        @Doc("Time for which the coordinator waits for replicas; then the call times out.")
        @Default("2s")
        @AtLeast(1)
        @DefaultSource("Cassandra: write_request_timeout_in_ms; 5 s for reads")
        Duration timeout,

        @Doc("Whether a node keeps its data when its process restarts.") @Default("true")
        boolean durable,

        @Doc("TTL of a value after the last write of its key, by the clocks of the coordinators. After that, and "
                + "before the first write of a key, reads return not_found. An expired write does not count as "
                + "lost. Default: values do not expire.")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("Redis: SET with EX; Cassandra: default_time_to_live of a table")
        Optional<Duration> ttl,

        @Doc("Health checks by which nodes and callers detect failed nodes; each region makes its own.") @Default("{}")
        HealthSpec health)
        implements ComponentSpec, DataStorage {

    /** Copies of each key, and the responses that an operation waits for. */
    public record CopyConsistency(
            @Doc("Replicas of each key, spread over the regions; default: 3, or one per node if there are fewer "
                    + "nodes.")
            @AtLeast(1)
            @AtMost(100)
            @DefaultSource("Dynamo: N is 3 in most stores")
            Optional<Integer> copies,

            @Doc("Number of replicas that must respond.") @Default("{}")
            QuorumSizes quorum,

            @Doc("Replicas to which a read is sent.")
            @Default("all")
            @DefaultSource("Dynamo and Riak send it to all; Cassandra to as many as the consistency level needs, Redis "
                    + "to one")
            ReadContact contact,

            @Doc("For contact: quorum: sends a read to one more replica when responses are late; default: never.")
            @DefaultSource("Cassandra: speculative_retry of a table, 99p")
            Optional<SpeculativeRetry> speculativeRetry) {
        private static final int DEFAULT_COPIES = 3;

        /**
         * Rejects a quorum of more copies than there are, and a speculative retry of reads that are sent to all copies.
         *
         * @throws IllegalArgumentException if the parameters contradict each other
         */
        public CopyConsistency {
            int copyCount = copies.orElse(DEFAULT_COPIES);
            if (quorum.read() > copyCount || quorum.write() > copyCount) {
                throw new InvalidValueException("a quorum must not exceed the number of copies, {}", copyCount);
            }
            if (speculativeRetry.isPresent() && contact == ReadContact.ALL) {
                throw new InvalidParameterException(
                        "speculative_retry", "contact: all already sends reads to every replica; set contact: quorum");
            }
        }

        /**
         * Returns the number of copies of each key in a store of {@code all} nodes. The default is limited by the
         * number of nodes, but is at least the larger quorum.
         */
        int copiesOf(int all) {
            return copies.orElse(Math.max(Math.min(DEFAULT_COPIES, all), Math.max(quorum.read(), quorum.write())));
        }
    }

    /** Resources of a node, and the work of reads and writes. */
    public record StorageEngine(
            @Doc("CPU cores of a node.")
            @BilledPerMachine
            @Default("8")
            @AtLeast(1)
            @AtMost(1_000_000)
            @DefaultSource("our assumption")
            int cores,

            @Doc("Queue slots of a node. Requests beyond that are rejected.")
            @Default("1000")
            @NoneKeyword("unlimited")
            @AtLeast(0)
            @AtMost(1_000_000_000)
            @DefaultSource("our assumption: bounded, so that overload fails fast")
            Optional<Integer> queue,

            @Doc("CPU time of a read on a core of each contacted replica.")
            @Default("exp(1ms)")
            @DefaultSource("our assumption")
            Distribution read,

            @Doc("Data model of the values, which determines the possible queries; default: key-value.")
            Optional<KeyedModel> model,

            @Doc("For model wide-column: classes of queries by name, such as slice, with the CPU time on a core "
                    + "of each contacted replica. A step selects one with read: kv/slice; it reads rows under one "
                    + "key.")
            Map<String, Distribution> queries,

            @Doc("CPU time of a write on a core of each replica.") @Default("exp(1ms)") @DefaultSource("our assumption")
            Distribution write,

            @Doc("Speed of the work on a node by the number of calls in service, relative to a call alone on the "
                    + "node; default: it does not depend on them. With it all calls are in service at the same "
                    + "time and share the cores; 'queue' limits them.")
            @NoneKeyword("none")
            Optional<SpeedSpec> speed) {
        /** Rejects query classes with an invalid name, or that the data model does not support. */
        public StorageEngine {
            queries = Collections.unmodifiableMap(new TreeMap<>(queries));
            requireQueries(model.orElse(KeyedModel.KEY_VALUE), queries.keySet());
        }

        /** Returns the cores of a node. */
        NodeCores nodeCores() {
            return new NodeCores(cores, queue, speed);
        }
    }

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if a sloppy quorum has no hinted handoff, if siblings have a lifetime, or if a
     *     single copy has a scatter width
     */
    public QuorumStoreSpec {
        if (consistency.copies().equals(Optional.of(1))
                && placement.scatterWidth().isPresent()) {
            throw new InvalidParameterException(
                    "scatter_width",
                    "'scatter_width' has no effect: with copies: 1 no node shares the data of another "
                            + "one; remove it, or set copies: 3");
        }
        if (ttl.isPresent() && conflicts == ConflictPolicy.VECTOR_CLOCK) {
            throw new InvalidParameterException(
                    "ttl", "siblings cannot have a TTL: set conflicts: last-write, or remove ttl");
        }
        if (consistency.quorum().sloppy() && repair.handoff().isEmpty()) {
            throw new InvalidValueException("a sloppy quorum requires hinted handoff: set repair.handoff");
        }
    }

    private static void requireQueries(KeyedModel model, Set<String> queries) {
        for (String query : queries) {
            model.refusal(query).ifPresent(refusal -> {
                throw new InvalidParameterException("queries", refusal);
            });
            if (!query.matches("[a-z][a-z0-9_-]*")) {
                throw new InvalidParameterException(
                        "queries",
                        "'{}' is not a valid query name: use lower-case letters, digits, _ and -, "
                                + "starting with a letter",
                        query);
            }
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new QuorumStore(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {
        String noWrites = "no step of the scenario writes";
        String noFailures = "nothing fails: the scenario has no fault and no 'mtbf'";
        engine.nodeCores().declareConstantMetrics(!engine.queue().equals(Optional.of(0)), "its 'queue' is 0", rules);
        rules.unless(
                facts.writes(),
                noWrites,
                "lost_writes",
                "duplicate_writes",
                "conflicts",
                "clock_losses",
                "own_write_reads",
                "missed_own_writes",
                "missed_own_share",
                "backward_reads",
                "backward_share",
                "stale_reads",
                "stale_share",
                "stale_age",
                "repairs",
                "hints",
                "hints_created",
                "reconciled");
        boolean siblings = conflicts == ConflictPolicy.VECTOR_CLOCK;
        rules.unless(siblings, "its 'conflicts' is last-write", "siblings", "unmerged", "sibling_reads");
        rules.unless(
                !siblings,
                "its 'conflicts' is vector-clock, which overwrites only writes that were seen",
                "conflicts",
                "clock_losses");
        rules.unless(facts.writes(), noWrites, "siblings", "unmerged", "sibling_reads");
        rules.unless(!durable, "its nodes are durable", "lost_writes", "lost_partitions");
        rules.unless(facts.writes(), noWrites, "keys_alive", "expired_keys", "expired_reads");
        boolean expires = ttl.isEmpty() || ttl.get().toNanos() < facts.durationNanos();
        rules.unless(expires, "its 'ttl' is longer than the run", "expired_keys", "expired_reads");
        boolean absent = facts.contains(AbsentKeys.class);
        boolean mayFindNothing = absent || ttl.isPresent();
        rules.unless(
                mayFindNothing || !durable || consistency.quorum().sloppy(),
                "its nodes are durable",
                "not_found_reads");
        rules.unless(repair.read(), "its 'repair.read' is false", "repairs");
        rules.unless(repair.handoff().isPresent(), "its 'repair.handoff' is none", "hints", "hints_created");
        rules.unless(repair.every().isPresent(), "its 'repair.every' is none", "reconciled");
        rules.unless(
                facts.breaks(), noFailures, "lost_writes", "clock_losses", "unavailable_partitions", "lost_partitions");
        rules.unless(mayFindNothing || facts.breaks(), noFailures + ", and no key is absent(...)", "not_found_reads");
    }

    @Override
    public void model(CapacityModel model) {
        new StoreNodeModel(this, model).addToModel();
    }
}
