package dev.brownout.component.topic;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
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
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.SettingEffects;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.WorkDistribution;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/** Parameters of a topic. */
@ReferenceTarget(Reference.To.QUEUE)
@Kind("topic")
@Doc("A topic as in Kafka: a log in partitions. Each consumer group receives every message, in order per key.")
@DeclaresMetrics({
    TopicMetrics.class,
    TopicMetrics.DrainMetrics.class,
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
        @Doc("Number of partitions. One consumer of a group reads each of them. A message goes to the partition of"
                + " its key's hash, without a key to a random one.")
        @Default("1")
        @AtLeast(1)
        @AtMost(1000)
        @DefaultSource("Kafka: num.partitions")
        int partitions,

        @Doc("Time until a message is stored and acknowledged to its publisher.")
        @Default("5ms")
        @DefaultSource("2-10 ms; our assumption")
        Distribution send,

        @ParameterGroup PartitionReplication replication,

        @Doc("Retention time of a message, whether or not it has been read.")
        @Default("168h")
        @AtLeast(1)
        @DefaultSource("Kafka: log.retention.hours")
        Duration retention,

        @ParameterGroup ConsumerGroupSettings consumers)
        implements ComponentSpec, ConnectionHandling, WorkDistribution {

    /** Copies of each partition on several brokers. */
    public record PartitionReplication(
            @Doc("Number of brokers, each with a replica of every partition. One replica of a partition is the"
                    + " leader, the others follow it.")
            @Default("1")
            @AtLeast(1)
            @AtMost(20)
            @DefaultSource("Kafka: default.replication.factor")
            int copies,

            @Doc("Acknowledgement that a publisher waits for: all, all in-sync replicas; 1, the leader only; 0,"
                    + " none, even if the message is lost.")
            @Default("all")
            @NoneKeyword("all")
            @AtLeast(0)
            @AtMost(1)
            @DefaultSource("Kafka: acks, all since 3.0; 1 before")
            Optional<Integer> acks,

            @Doc("Minimum number of in-sync replicas: with fewer, publish calls with acks: all are refused.")
            @Default("1")
            @AtLeast(1)
            @AtMost(20)
            @DefaultSource("Kafka: min.insync.replicas")
            int minInsync,

            @Doc("Time that a message waits at the leader before it is sent to the followers.")
            @Default("0ms")
            @AtLeast(0)
            @DefaultSource("Kafka: followers fetch all the time and are a round trip behind; not a setting of Kafka")
            Duration followerLag,

            @Doc("Time that a replica may lag behind the leader before it leaves the in-sync set.")
            @Default("30s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: replica.lag.time.max.ms, since 2.5")
            @EffectiveWith(value = "copies", above = 1)
            Duration insyncLag,

            @Doc("Time without a heartbeat of a broker after which its partitions get other leaders. The heartbeat"
                    + " interval is two ninths of it.")
            @Default("9s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: broker.session.timeout.ms; broker.heartbeat.interval.ms is 2 s")
            @EffectiveWith(value = "copies", above = 1)
            Duration brokerSession,

            @Doc("Whether a replica that is out of sync may become the leader if no other is available. Messages"
                    + " that it lacks are lost; groups that had read further continue where its log differs."
                    + " Otherwise the partition waits for an in-sync replica.")
            @Default("false")
            @DefaultSource("Kafka: unclean.leader.election.enable")
            boolean uncleanElection,

            @Doc("Interval at which leadership returns to the preferred brokers that are up and in sync, counted"
                    + " from the start of the run. Until then the other brokers lead their partitions.")
            @Default("300s")
            @NoneKeyword("never")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: auto.leader.rebalance.enable, leader.imbalance.check.interval.seconds")
            @EffectiveWith(value = "copies", above = 1)
            Optional<Duration> leadersReturn) {
        /**
         * Rejects settings that need more copies than there are.
         *
         * @throws IllegalArgumentException if there are fewer copies
         */
        public PartitionReplication {
            if (minInsync > copies) {
                throw new InvalidParameterException("min_insync", "'min_insync' must not exceed 'copies'");
            }
            if (copies == 1 && !followerLag.isZero()) {
                throw new InvalidParameterException("follower_lag", "'follower_lag' needs followers: set copies: 3");
            }
            if (copies == 1 && uncleanElection) {
                throw new InvalidParameterException(
                        "unclean_election", "'unclean_election' needs several replicas: set copies: 3");
            }
        }

        /** Returns whether publishers do not wait for a response: {@code acks: 0}. */
        boolean fireAndForget() {
            return acks.equals(Optional.of(0));
        }
    }

    /** Identities of consumers in their group. */
    public enum Membership {
        /** A new member for each process. */
        @Doc("Each process is a new member. A consumer that stops leaves the group. The partitions of a killed one wait"
                + " for its session_timeout, even if it is back earlier.")
        DYNAMIC,
        /** A single member for all processes of a host. */
        @Doc("Each node is one member, as with group.instance.id. A process that restarts within session_timeout keeps"
                + " its partitions, without a rebalance. A consumer that stops does not leave the group.")
        STATIC
    }

    /** Consumer groups and redelivery. */
    public record ConsumerGroupSettings(
            @Doc("Time without a heartbeat of a consumer after which its partitions move to others.")
            @Default("45s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: session.timeout.ms, since 3.0; 10 s before")
            Duration sessionTimeout,

            @Doc("Interval of the heartbeats of a consumer; a commit counts as a heartbeat.")
            @Default("3s")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: heartbeat.interval.ms")
            Duration heartbeat,

            @Doc("Identity of a consumer that starts again.")
            @Default("dynamic")
            @DefaultSource("Kafka: group.instance.id is not set")
            Membership membership,

            @Doc("Protocol that moves partitions when consumers enter or leave, and its duration.")
            @Default("eager(3s)")
            @DefaultSource("Kafka: RangeAssignor, the first of the default assignors, is eager; 3 s is its"
                    + " heartbeat interval, which notifies the consumers")
            Rebalance rebalance,

            @Doc("Maximum processing time of a poll: of the messages of 'prefetch', or of one. After it the"
                    + " consumer leaves its group. It joins again with its next poll, and uncommitted messages are"
                    + " redelivered.")
            @Default("5m")
            @AtLeast(1)
            @DefaultSource("Kafka: max.poll.interval.ms")
            Duration maxPollInterval,

            @Doc("Deliveries of a message that fails before it becomes a dead letter.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000)
            @DefaultSource("none in Kafka; 10 in Spring's DefaultErrorHandler")
            Optional<Integer> maxReceives,

            @Doc("Time that the partition is paused after a message has failed.")
            @Default("1s")
            @DefaultSource("our assumption; 5 s in Spring's FixedBackOff")
            Backoff backoff,

            @Doc("Long polling: time that a fetch waits for a message.")
            @Default("500ms")
            @AtLeast(1_000_000)
            @DefaultSource("Kafka: fetch.max.wait.ms")
            Duration poll,

            @Doc("Time until a consumer reconnects after its connection to the topic was refused or broke.")
            @Default("1s")
            @DefaultSource("Kafka: reconnect.backoff.max.ms")
            Backoff reconnect) {
        /**
         * Rejects a session that ends between two heartbeats, and attempts without a wait between them.
         *
         * @throws IllegalArgumentException if the session timeout is not longer than the heartbeat, or a wait is
         *     shorter than a millisecond
         */
        public ConsumerGroupSettings {
            backoff.requireMillisecond("backoff");
            reconnect.requireMillisecond("reconnect");
            if (sessionTimeout.compareTo(heartbeat) <= 0) {
                throw new InvalidParameterException(
                        "session_timeout",
                        "'session_timeout' must be longer than 'heartbeat'; otherwise every consumer " + "times out");
            }
        }
    }

    /** Returns the placement of keys on partitions: the hash modulo the number of partitions. */
    static Placement placement(int partitions) {
        return Hashing.MODULO.placementOf(Collections.nCopies(partitions, ""), 1);
    }

    @Override
    public Component build(ComponentContext context) {
        context.setup().declareEffects(effects -> declareEffects(context, effects));
        return new TopicComponent(this, context);
    }

    private void declareEffects(ComponentContext context, SettingEffects effects) {
        String path = "components." + context.name();
        if (replication.minInsync() > 1) {
            effects.unless(
                    replication.acks().isEmpty(),
                    path + ".min_insync",
                    Sentence.of("publishers do not wait for the in-sync replicas; set acks: all"));
        }
        boolean membersChange = context.faults().hasInterruptions()
                || context.grid().end() > consumers.maxPollInterval().toNanos();
        Sentence unchanged = Sentence.of(
                "no consumer of {} enters or leaves its group; add a fault or 'autoscale' to the consumers",
                context.name());
        effects.unlessHere(membersChange, path + ".rebalance", unchanged);
        effects.unlessHere(membersChange, path + ".session_timeout", unchanged);
        effects.unlessHere(membersChange, path + ".membership", unchanged);
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
    public void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {
        rules.unless(replication.uncleanElection(), "its 'unclean_election' is false", "unclean_elections");
        rules.unless(consumers.maxReceives().isPresent(), "its 'max_receives' is unlimited", "dead_letters");
    }

    @Override
    public void model(CapacityModel model) {
        new TopicModel(this, model).addToModel();
    }
}
