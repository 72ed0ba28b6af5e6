package dev.brownout.language;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.Share;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Component kinds for tests of the language, similar to those of the examples; they cannot be built. */
public final class SampleKinds {
    private SampleKinds() {}

    public static final List<Class<? extends ComponentSpec>> ALL =
            List.of(Dns.class, LoadBalancer.class, Server.class, Cache.class, Database.class);

    enum Algorithm {
        ROUND_ROBIN,
        RANDOM,
        LEAST_CONNECTIONS
    }

    @Doc("Checks of machines.")
    record Health(
            @Doc("Time between checks.") @Default("2s") Duration every,

            @Doc("Failures in a row.") @Default("3") @AtLeast(1)
            int fall,

            @Doc("Successes in a row.") @Default("2") @AtLeast(1)
            int rise,

            @Doc("Patience.") @Default("1s") Duration timeout) {}

    @Kind("dns")
    @Doc("Names.")
    record Dns(
            @Doc("Who is answered what.") @Default("latency")
            String routing,

            @Doc("Life of an answer.") @Default("5m") Duration ttl,
            @Doc("Checks of regions.") @Default("{}") Health health,
            @Doc("Resolvers in all.") @Default("200") int resolvers,
            @Doc("Those who ignore the TTL.") Optional<Violators> ttlViolators)
            implements ComponentSpec {
        @Doc("Those who ignore the TTL.")
        record Violators(
                @Doc("How many.") Share share,
                @Doc("How long.") Duration hold) {}

        @Override
        public Component build(ComponentContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @Kind("load-balancer")
    @Doc("Spreads requests.")
    record LoadBalancer(
            @Doc("Who is next.") @Default("round-robin") Algorithm algorithm,
            @Doc("Checks.") @Default("{}") Health health,
            @Doc("Second tries.") @Default("0") @AtLeast(0) int redispatch)
            implements ComponentSpec {
        @Override
        public Component build(ComponentContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @Kind("server")
    @Doc("Machines that work.")
    record Server(
            @Doc("Machines.") @Default("1") @AtLeast(1) @AtMost(1000) @MachineCount
            int nodes,

            @Doc("Processors.") @Default("4") @AtLeast(1) int cores,

            @Doc("Threads.") @Default("unlimited") @NoneKeyword("unlimited") @AtLeast(1)
            Optional<Integer> workers,

            @Doc("Places.") @Default("1000") @NoneKeyword("unlimited") @AtLeast(0)
            Optional<Integer> queue,

            @Doc("Work.") @Default("8ms") Distribution service,
            @Doc("Where sessions live.") Optional<Sessions> sessions,
            @Doc("A small cache in each machine.") Optional<LocalCache> localCache,
            @Doc("Whether it greets.") @Default("false") boolean polite,
            @Doc("Others.") @Default("{}") Map<String, Endpoint> endpoints)
            implements ComponentSpec {
        @Doc("Sessions.")
        record Sessions(@Doc("The store.") @Reference String store) {}

        @Doc("A small cache.")
        record LocalCache(
                @Doc("How many.") @AtLeast(1) int entries,
                @Doc("How long.") @Default("1s") Duration ttl) {}

        @Doc("A service by name.")
        record Endpoint(
                @Doc("Work.") @Default("0ms") Distribution service,
                @Doc("Then.") @Default("[]") List<Step> steps) {}

        @Override
        public Component build(ComponentContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @ReferenceTarget({Reference.To.WRITABLE, Reference.To.QUERY})
    @Kind("cache")
    @Doc("Remembers.")
    record Cache(
            @Doc("How many.") Optional<Integer> entries,
            @Doc("How much.") Optional<DataSize> memory,
            @Doc("Who goes.") @Default("lru") String eviction,
            @Doc("Time of a look.") @Default("0.2ms") Distribution lookup,

            @Doc("Life.") @Default("none") @NoneKeyword("none")
            Optional<Duration> ttl,

            @Doc("Reads.") @Default("look-aside") ReadPolicy readPolicy,
            @Doc("Writes.") @Default("around") String writePolicy,
            @Doc("Behind it.") @Reference Optional<String> source)
            implements ComponentSpec {
        enum ReadPolicy {
            LOOK_ASIDE,
            READ_THROUGH
        }

        @Override
        public Component build(ComponentContext context) {
            throw new UnsupportedOperationException();
        }
    }

    @ReferenceTarget({Reference.To.WRITABLE, Reference.To.QUERY})
    @Kind("database")
    @Doc("Keeps.")
    record Database(
            @Doc("Copies.") @Default("0") @AtLeast(0) int replicas,
            @Doc("Shards.") @Default("1") @AtLeast(1) int shards,
            @Doc("Placing.") @Default("modulo") String sharding,
            @Doc("Processors.") @Default("8") int cores,

            @Doc("Places.") @Default("1000") @NoneKeyword("unlimited")
            Optional<Integer> queue,

            @Doc("Work of a read.") @Default("exp(8ms)") Distribution read,
            @Doc("Work of a write.") @Default("exp(8ms)") Distribution write,
            @Doc("Home.") @Reference(Reference.To.REGION) Optional<String> primary,
            @Doc("Stream.") @Default("{}") Replication replication,
            @Doc("Takeover.") Optional<Failover> failover,
            @Doc("Routing of reads.") @Default("{}") Reads reads,
            @Doc("New machines.") Optional<Replace> replace,
            @Doc("Single keys.") Map<String, HotKey> hotKeys)
            implements ComponentSpec {
        enum Mode {
            ASYNC,
            SEMI_SYNC,
            SYNC,
            QUORUM
        }

        @Doc("Stream.")
        record Replication(
                @Doc("When a commit is one.") @Default("async")
                Mode mode,

                @Doc("How far behind.") @Default("100ms") Distribution backlog,

                @Doc("Speed.") @Default("unlimited") @NoneKeyword("unlimited")
                Optional<Rate> apply,

                @Doc("Cost.") @Default("50%") Share applyCost,
                @Doc("Patience.") @Default("10s") Duration timeout) {}

        @Doc("Takeover.")
        record Failover(
                @Doc("Lease.") @Default("20s") Duration lease,
                @Doc("Renewal.") @Default("5s") Duration loop,
                @Doc("Time.") @Default("3s") Distribution takeover,
                @Doc("Who.") @Default("most-advanced") String promote,
                @Doc("Fence.") @Default("true") boolean fencing,
                @Doc("Wait.") Optional<Duration> after) {}

        @Doc("Routing.")
        record Reads(
                @Doc("Who.") @Default("replicas") String from,
                @Doc("Turn.") @Default("round-robin") Algorithm algorithm,
                @Doc("Checks.") @Default("{}") Health health,

                @Doc("Else.") @Default("primary") @NoneKeyword("none")
                Optional<Fallback> fallback,

                @Doc("Gate.") @Default("none") @NoneKeyword("none")
                Optional<Duration> maxLag) {}

        enum Fallback {
            PRIMARY
        }

        @Doc("Replacement.")
        record Replace(
                @Doc("Wait.") @Default("60s") Duration after,
                @Doc("How much.") DataSize data,
                @Doc("How fast.") Bandwidth rate) {}

        sealed interface HotKey permits OwnShard, Copies, Suffixes {}

        @Kind("own-shard")
        record OwnShard(@Default("1") @AtLeast(1) int nodes) implements HotKey {}

        @Kind("copies")
        record Copies(@AtLeast(2) int count) implements HotKey {}

        @Kind("suffixes")
        record Suffixes(@AtLeast(2) int count) implements HotKey {}

        @Override
        public Component build(ComponentContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
