package dev.brownout.component.topic;

import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Builder of topic specifications for tests, with default settings. */
final class TopicSpecs {
    int partitions = 1;
    Distribution send = new ConstantDistribution(0);
    int copies = 1;
    Optional<Integer> acks = Optional.empty();
    int minInsync = 1;
    Duration followerLag = Duration.ZERO;
    Duration insyncLag = Duration.ofSeconds(30);
    Duration brokerSession = Duration.ofSeconds(9);
    boolean unclean;
    Optional<Duration> leadersReturn = Optional.of(Duration.ofMinutes(5));
    Duration retention = Duration.ofDays(7);
    Duration session = Duration.ofSeconds(45);
    Duration heartbeat = Duration.ofSeconds(3);
    TopicSpec.Membership membership = TopicSpec.Membership.DYNAMIC;
    Rebalance rebalance = new Rebalance.Eager(Duration.ofSeconds(3));
    Duration mostPoll = Duration.ofMinutes(5);
    Optional<Integer> maxReceives = Optional.empty();
    Backoff backoff = new Backoff.Constant(Duration.ofSeconds(1));
    Backoff reconnect = new Backoff.Constant(Duration.ofSeconds(1));

    private TopicSpecs() {}

    static TopicSpec topic(Consumer<TopicSpecs> configured) {
        TopicSpecs its = new TopicSpecs();
        configured.accept(its);
        return new TopicSpec(
                its.partitions,
                its.send,
                new TopicSpec.PartitionReplication(
                        its.copies,
                        its.acks,
                        its.minInsync,
                        its.followerLag,
                        its.insyncLag,
                        its.brokerSession,
                        its.unclean,
                        its.leadersReturn),
                its.retention,
                new TopicSpec.ConsumerGroupSettings(
                        its.session,
                        its.heartbeat,
                        its.membership,
                        its.rebalance,
                        its.mostPoll,
                        its.maxReceives,
                        its.backoff,
                        Duration.ofMillis(500),
                        its.reconnect));
    }
}
