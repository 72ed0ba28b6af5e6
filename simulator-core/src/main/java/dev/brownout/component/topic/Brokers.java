package dev.brownout.component.topic;

import dev.brownout.component.topic.TopicSpec.PartitionReplication;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.LossLog;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Brokers of a topic and its controller. Each broker has a replica of every partition. The controller is a separate
 * quorum that never fails. It fences a broker without a heartbeat for the session timeout, and elects new leaders for
 * its partitions.
 */
final class Brokers {
    /** Heartbeat interval as a share of the session timeout: 2 s of 9 s, as in Kafka. */
    private static final double BEAT = 2.0 / 9;

    private final TopicComponent topic;
    private final PartitionReplication settings;
    private final ComponentContext context;
    private final List<Broker> brokers = new ArrayList<>();
    private final List<PartitionReplicas> partitions = new ArrayList<>();
    private final KeyedRandom phases;
    private final long beatNanos;
    private LeaderMetrics measures;
    private int coordinator;
    private long elected;
    private long unclean;
    private long lost;
    private long truncated;

    /** Creates the brokers, without partitions. */
    Brokers(TopicComponent topic, ComponentContext context, Location site) {
        this.topic = topic;
        this.settings = topic.spec().replication();
        this.context = context;
        this.phases = context.stream("brokers");
        this.beatNanos = (long) (settings.brokerSession().toNanos() * BEAT);
        for (int i = 0; i < settings.copies(); i++) {
            brokers.add(new Broker(i, context.hosts().addHost(Integer.toString(i + 1), site)));
        }
        if (size() > 1 || settings.fireAndForget()) {
            measures = context.metrics().instruments(LeaderMetrics.class);
            context.audit().identity(": messages lost = recorded losses", () -> lost, () -> losses().count());
        }
    }

    /** Assigns the partitions to the brokers. Their leaders are spread over all brokers. */
    void assignPartitions(List<PartitionLog> logs) {
        for (PartitionLog log : logs) {
            partitions.add(new PartitionReplicas(topic, this, partitions.size(), log));
        }
        brokers.forEach(broker -> broker.host.attach(broker));
    }

    /** Returns the replication metrics; {@code null} for a topic with one broker and acknowledged messages. */
    LeaderMetrics measures() {
        return measures;
    }

    int size() {
        return brokers.size();
    }

    Host host(int broker) {
        return brokers.get(broker).host;
    }

    List<Host> hosts() {
        return brokers.stream().map(broker -> broker.host).toList();
    }

    /**
     * Returns the broker that coordinates the consumer groups. If the coordinator is fenced, the first broker that is
     * not fenced takes over. If every broker is fenced, the last coordinator stays. Like the messages, the committed
     * offsets are then unavailable until it returns.
     */
    Host coordinator() {
        return host(coordinator);
    }

    /** Registers a group that is notified when the process of its coordinator restarts. */
    void attach(ConsumerGroup group) {
        for (Broker broker : brokers) {
            broker.host.attach(new Host.Resident() {
                @Override
                public void onRestart() {
                    if (coordinator() == broker.host) {
                        group.onRestart();
                    }
                }
            });
        }
    }

    PartitionReplicas partition(int number) {
        return partitions.get(number);
    }

    /** Returns whether the controller has fenced a broker. */
    boolean isFenced(int broker) {
        return brokers.get(broker).fenced;
    }

    /** Starts the heartbeats and the periodic checks, if there are several brokers. */
    void begin() {
        if (size() > 1) {
            brokers.forEach(Broker::begin);
            long lag = settings.insyncLag().toNanos();
            new Check(Math.max(1, lag / 2), this::dropLate).await();
            settings.leadersReturn().ifPresent(every -> new Check(every.toNanos(), this::restore).await());
        }
    }

    /** Periodic task, first run one interval after the start. */
    private final class Check extends Event {
        private final long every;
        private final Runnable task;

        Check(long every, Runnable task) {
            this.every = every;
            this.task = task;
        }

        private void await() {
            topic.simulation().scheduleAfter(every, this, 0);
        }

        @Override
        public void fire(int step) {
            await();
            task.run();
        }
    }

    /** Removes late replicas from the in-sync set. Kafka checks at every half of replica.lag.time.max.ms. */
    private void dropLate() {
        partitions.forEach(PartitionReplicas::dropLate);
    }

    /**
     * Moves leadership back to the preferred leaders. Kafka checks at every leader.imbalance.check.interval.seconds.
     */
    private void restore() {
        long electedBefore = elected;
        long lostBefore = lost;
        partitions.forEach(PartitionReplicas::restore);
        if (coordinator != 0 && !isFenced(0)) {
            moveCoordinator();
        }
        if (elected > electedBefore) {
            recount();
            context.timeline()
                    .note(
                            "leaders-back",
                            "",
                            Sentence.of(
                                    "{}: {} of {} partitions back on their preferred brokers, acknowledged messages "
                                            + "lost: {}",
                                    topic.name(),
                                    elected - electedBefore,
                                    partitions.size(),
                                    lost - lostBefore));
        }
    }

    /**
     * Records the election of a leader, which may truncate the log.
     *
     * @param leaderChanged whether the leader has changed
     * @param outOfSync whether the new leader was out of sync
     * @param truncatedMessages number of truncated messages
     * @param acknowledged number of these that were acknowledged to their publishers
     */
    void onElected(boolean leaderChanged, boolean outOfSync, long truncatedMessages, long acknowledged) {
        measures.truncated().add(topic.now(), truncatedMessages);
        truncated += truncatedMessages;
        countLost(acknowledged);
        measures.elections().add(topic.now(), leaderChanged ? 1 : 0);
        measures.uncleanElections().add(topic.now(), outOfSync ? 1 : 0);
        elected += leaderChanged ? 1 : 0;
        unclean += outOfSync ? 1 : 0;
    }

    /** Returns the record of lost messages. */
    LossLog losses() {
        return context.audit().losses();
    }

    /** Returns the number of truncated messages. */
    long truncated() {
        return truncated;
    }

    /** Counts a publish call that was refused because of too few in-sync replicas. */
    void onRefused() {
        measures.notEnoughCopies().add(topic.now());
    }

    /** Records the loss of messages that were acknowledged but never stored. */
    void neverStored(long messages, long acknowledgedAt, int source) {
        for (long i = 0; i < messages; i++) {
            losses().record(topic.now(), acknowledgedAt, source);
        }
        countLost(messages);
    }

    private void countLost(long acknowledged) {
        lost += acknowledged;
        measures.lost().add(topic.now(), acknowledged);
    }

    /** Updates the numbers of under-replicated, leaderless and displaced partitions. */
    void recount() {
        if (size() == 1) {
            return;
        }
        int fewer = 0;
        int leaderless = 0;
        int displaced = 0;
        for (PartitionReplicas partition : partitions) {
            fewer += partition.inSync() < size() ? 1 : 0;
            leaderless += partition.isLed() && host(partition.leader()).isUp() ? 0 : 1;
            displaced += partition.isDisplaced() ? 1 : 0;
        }
        measures.underReplicated().set(topic.now(), fewer);
        measures.leaderless().set(topic.now(), leaderless);
        measures.displaced().set(topic.now(), displaced);
    }

    private void moveCoordinator() {
        for (int i = 0; i < size(); i++) {
            if (!isFenced(i)) {
                coordinator = i;
                topic.coordinatorMoved();
                return;
            }
        }
    }

    /** State of one broker as seen by the controller. */
    private final class Broker extends Event implements Host.Resident {
        private static final int HEARTBEAT = 0;
        private static final int SILENCE = 1;

        private final int number;
        private final Host host;
        private final Timer silence = new Timer(this);
        private boolean fenced;

        Broker(int number, Host host) {
            this.number = number;
            this.host = host;
        }

        private void begin() {
            topic.simulation().scheduleAfter((long) (phases.uniform() * beatNanos), this, HEARTBEAT);
            await();
        }

        private void await() {
            topic.simulation().cancel(silence);
            topic.simulation()
                    .scheduleAfter(
                            topic.simulation().delay(settings.brokerSession().toNanos()), silence, SILENCE);
        }

        @Override
        public void fire(int step) {
            if (step == SILENCE) {
                fence();
                return;
            }
            topic.simulation().scheduleAfter(beatNanos, this, HEARTBEAT);
            if (host.isUp()) {
                await();
                if (fenced) {
                    onControllerRecovered();
                }
            }
        }

        private void onControllerRecovered() {
            fenced = false;
            long uncleanBefore = unclean;
            long lostBefore = lost;
            partitions.forEach(partition -> partition.addBackToSync(number));
            if (isFenced(coordinator) && settings.uncleanElection()) {
                moveCoordinator();
            }
            recount();
            String leads = unclean == uncleanBefore
                    ? ""
                    : ": leader of " + (unclean - uncleanBefore) + " of " + partitions.size() + " partitions by"
                            + " unclean election, acknowledged messages lost: " + (lost - lostBefore);
            context.timeline()
                    .note(
                            "broker-back",
                            host.node(),
                            Sentence.of("session of {} restored{}", topic.name() + "/" + host.node(), leads));
        }

        private void fence() {
            fenced = true;
            long electedBefore = elected;
            long lostBefore = lost;
            partitions.forEach(partition -> partition.onBrokerFenced(number));
            if (number == coordinator) {
                moveCoordinator();
            }
            recount();
            context.timeline()
                    .note(
                            "broker-lost",
                            host.node(),
                            Sentence.of(
                                    "session of {} timed out: {} of {} partitions get a new leader, acknowledged "
                                            + "messages lost: {}",
                                    topic.name() + "/" + host.node(),
                                    elected - electedBefore,
                                    partitions.size(),
                                    lost - lostBefore));
        }

        @Override
        public void onCrash() {
            for (PartitionReplicas partition : partitions) {
                if (partition.leader() == number) {
                    partition.onLeaderCrash();
                }
            }
        }

        @Override
        public void stateChanged() {
            if (size() > 1) {
                partitions.forEach(partition -> partition.onHostStateChanged(number));
                recount();
            }
        }
    }
}
