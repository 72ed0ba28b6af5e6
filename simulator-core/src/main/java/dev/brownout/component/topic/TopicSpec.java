package dev.brownout.component.topic;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.FailoverRouting;
import dev.brownout.spi.component.MessageSource;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/** Parameters of a topic. */
@Kind("topic")
@Doc("A topic, as in Kafka: a log in partitions, of which each group of consumers gets every message, key by key in "
        + "order.")
@DeclaresMetrics({
    TopicMetrics.class,
    TopicMetrics.Intake.class,
    TopicMetrics.OfPartition.class,
    TopicMetrics.SetBack.class,
    LeaderMetrics.class,
    MessageSource.Batches.Measures.class
})
@Example("""
        components:
          web: { kind: server, nodes: 2 }
          likes: { kind: topic, partitions: 12 }
          feed: { kind: server, nodes: 4, consumes: likes, service: exp(5ms) }
          counter: { kind: server, nodes: 2, consumes: likes, service: exp(1ms) }
        requests:
          like: { key: zipf(1.0 10k), steps: [web, publish: likes] }
        """)
public record TopicSpec(
        @Doc("Partitions, each of which one consumer of a group reads: by the hash of a message's key, and without a "
                + "key by chance.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("Kafka: num.partitions")
        int partitions,

        @Doc("Time until a message is stored and its publisher told so.")
        @Default("5ms")
        @DefaultSource("2-10 ms; no authority")
        Distribution send,

        @ParameterGroup PartitionReplication replication,

        @Doc("How long a message is kept, whoever has read it or not.")
        @Default("168h")
        @AtLeast(1)
        @DefaultSource("Kafka: log.retention.hours")
        Duration retention,

        @ParameterGroup ConsumerGroupSettings consumers)
        implements DestinationSpec, FailoverRouting {

    /** Copies of each partition on several brokers. */
    public record PartitionReplication(
            @Doc("Machines of the topic, of which each has a copy of every partition; one of these leads, and the"
                    + " others follow it.")
            @Default("1")
            @AtLeast(1)
            @AtMost(20)
            @DefaultSource("Kafka: default.replication.factor")
            int copies,

            @Doc("Whom a publisher waits for: all copies in sync; 1, the leader alone; 0, nobody, whether or not it "
                    + "arrives.")
            @Default("all")
            @NoneKeyword("all")
            @AtLeast(0)
            @AtMost(1)
            @DefaultSource("Kafka: acks, all since 3.0; 1 before")
            Optional<Integer> acks,

            @Doc("With fewer copies in sync, those who wait for all are refused.")
            @Default("1")
            @AtLeast(1)
            @AtMost(20)
            @DefaultSource("Kafka: min.insync.replicas")
            int min_insync,

            @Doc("How long a message waits at the leader before it sets out to the followers.")
            @Default("0ms")
            @AtLeast(0)
            @DefaultSource("Kafka: followers ask all the time, so that they are a round trip behind; none of its"
                    + " settings")
            Duration follower_lag,

            @Doc("After which time without what the leader has a copy is out of sync.")
            @Default("30s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: replica.lag.time.max.ms, since 2.5")
            Duration insync_lag,

            @Doc("How long nothing may be heard of a machine before others lead its partitions; it is heard of every"
                    + " two ninths of that.")
            @Default("9s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: broker.session.timeout.ms; broker.heartbeat.interval.ms is 2 s")
            Duration broker_session,

            @Doc("Whether a copy that is not in sync leads where no other is there: what it does not have is lost,"
                    + " and consumers that had read on go on from where it begins to differ. Without, the partition"
                    + " waits for a copy that is in sync.")
            @Default("false")
            @DefaultSource("Kafka: unclean.leader.election.enable")
            boolean unclean_election,

            @Doc("How often partitions whose machine is back and in sync are led by it again, counted from the"
                    + " beginning of the run: until then the others do its work.")
            @Default("300s")
            @NoneKeyword("never")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: auto.leader.rebalance.enable, leader.imbalance.check.interval.seconds")
            Optional<Duration> leaders_return) {
        /**
         * Rejects settings that need more copies than there are.
         *
         * @throws IllegalArgumentException if there are fewer copies
         */
        public PartitionReplication {
            if (min_insync > copies) {
                throw new InvalidParameterException(
                        "min_insync", "more copies are to be in sync than there are: 'min_insync' is at most 'copies'");
            }
            if (copies == 1 && !follower_lag.isZero()) {
                throw new InvalidParameterException(
                        "follower_lag", "nobody follows where there is one copy: say copies: 3");
            }
            if (copies == 1 && unclean_election) {
                throw new InvalidParameterException(
                        "unclean_election", "there is one copy, and no other could lead: say copies: 3");
            }
        }

        /** Returns whether publishers do not wait for a response: {@code acks: 0}. */
        boolean fireAndForget() {
            return acks.equals(Optional.of(0));
        }
    }

    /** Consumer groups and redelivery. */
    public record ConsumerGroupSettings(
            @Doc("How long nothing may be heard of a consumer before its partitions are given to others.")
            @Default("45s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: session.timeout.ms, since 3.0; 10 s before")
            Duration session_timeout,

            @Doc("How often a consumer says that it is there; committing says so as well.")
            @Default("3s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: heartbeat.interval.ms")
            Duration heartbeat,

            @Doc("How partitions change hands when consumers come or go, and how long that takes.")
            @Default("eager(3s)")
            @DefaultSource("Kafka: of the default assignors the first, RangeAssignor, is eager; 3 s is its"
                    + " heartbeat, by which consumers hear of it")
            Rebalance rebalance,

            @Doc("How long a consumer may work on what it has polled before it leaves its group: on the messages of"
                    + " 'prefetch', or on one. It joins again with its next poll, and what it had not committed comes"
                    + " again.")
            @Default("5m")
            @AtLeast(1)
            @DefaultSource("Kafka: max.poll.interval.ms")
            Duration max_poll_interval,

            @Doc("How often a consumer is given a message on which it fails before it passes it over.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000)
            @DefaultSource("Kafka has none; 10 in Spring's DefaultErrorHandler")
            Optional<Integer> max_receives,

            @Doc("How long the partition stands still after a message on which its consumer has failed.")
            @Default("1s")
            @AtLeast(1_000_000)
            @DefaultSource("no authority; 5 s in Spring's FixedBackOff")
            Duration backoff,

            @Doc("How long a consumer's question for messages waits for one to come.")
            @Default("500ms")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: fetch.max.wait.ms")
            Duration poll,

            @Doc("How long a consumer waits before it asks again when its connection to the topic was refused or"
                    + " broke.")
            @Default("1s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: reconnect.backoff.max.ms")
            Duration reconnect) {
        /**
         * Rejects a session that ends between two heartbeats.
         *
         * @throws IllegalArgumentException if the session timeout is not longer than the heartbeat
         */
        public ConsumerGroupSettings {
            if (session_timeout.compareTo(heartbeat) <= 0) {
                throw new InvalidParameterException(
                        "session_timeout",
                        "'session_timeout' is longer than 'heartbeat', or every consumer is given up");
            }
        }
    }

    /** Returns the placement of keys on partitions: the hash modulo the number of partitions. */
    static Placement placement(int partitions) {
        return Hashing.MODULO.over(Collections.nCopies(partitions, ""), 1);
    }

    @Override
    public Component build(ComponentContext context) {
        return new TopicComponent(this, context);
    }

    @Override
    public boolean routesAround() {
        return replication.copies() > 1;
    }

    @Override
    public boolean copiesToEach() {
        return true;
    }

    @Override
    public Optional<RedeliveryRules> redeliveryRules() {
        return Optional.empty();
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {
        rules.unless(replication.unclean_election(), "its 'unclean_election' is false", "unclean_elections");
        rules.unless(consumers.max_receives().isPresent(), "its 'max_receives' is unlimited", "dead_letters");
    }

    @Override
    public void model(CapacityModel model) {
        new TopicModel(this, model).draw();
    }
}
