package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LossLog;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The machines of a topic, of which each has a copy of every partition, and the controller, a quorum that stands apart:
 * of which machine it has heard nothing for its session, is out, and another copy leads its partitions.
 */
final class Brokers {
    /** Kafka's controller hears of a broker every 2 s of the 9 s of its session. */
    private static final double BEAT = 2.0 / 9;

    private final TopicComponent topic;
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

    /** Machines without partitions. */
    Brokers(TopicComponent topic, ComponentContext context, Location site) {
        this.topic = topic;
        this.context = context;
        this.phases = context.stream("brokers");
        this.beatNanos = (long) (topic.spec().broker_session().toNanos() * BEAT);
        for (int i = 0; i < topic.spec().copies(); i++) {
            brokers.add(new Broker(i, context.host(Integer.toString(i + 1), site)));
        }
        if (size() > 1 || topic.spec().acks().equals(TopicSpec.NOBODY)) {
            measures = context.measures(LeaderMetrics.class);
            context.identity(": messages lost = losses kept", () -> lost, () -> losses().count());
        }
    }

    /** Gives them the partitions, whose leaders are spread over them. */
    void keep(List<PartitionLog> logs) {
        for (PartitionLog log : logs) {
            partitions.add(new PartitionReplicas(topic, this, partitions.size(), log));
        }
        brokers.forEach(broker -> broker.host.attach(broker));
    }

    /** What is measured of copies; only where there are several. */
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
     * The machine that coordinates the groups: the first that is there when the one that did is not heard of any more.
     * Where none is, what groups have finished is with the last one, as messages are, and waits for it as they do.
     */
    Host coordinator() {
        return host(coordinator);
    }

    /** Tells a group when the process of its coordinator runs again. */
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

    /** Whether a machine is out as far as the controller knows. */
    boolean fenced(int broker) {
        return brokers.get(broker).fenced;
    }

    /** The run begins: the controller hears of all. */
    void begin() {
        if (size() > 1) {
            brokers.forEach(Broker::begin);
            long lag = topic.spec().insync_lag().toNanos();
            new Check(Math.max(1, lag / 2), this::dropLate).await();
            topic.spec().leaders_return().ifPresent(every -> new Check(every.toNanos(), this::restore).await());
        }
    }

    /** What is looked at from time to time, from the beginning of the run on. */
    private final class Check extends Event {
        private final long every;
        private final Runnable look;

        Check(long every, Runnable look) {
            this.every = every;
            this.look = look;
        }

        private void await() {
            topic.simulation().after(every, this, 0);
        }

        @Override
        public void fire(int step) {
            await();
            look.run();
        }
    }

    /** Whether copies are late: Kafka looks every half of replica.lag.time.max.ms. */
    private void dropLate() {
        partitions.forEach(PartitionReplicas::dropLate);
    }

    /** Whether leaders are elsewhere: Kafka looks every leader.imbalance.check.interval.seconds. */
    private void restore() {
        long electedBefore = elected;
        long lostBefore = lost;
        partitions.forEach(PartitionReplicas::restore);
        if (coordinator != 0 && !fenced(0)) {
            moveCoordinator();
        }
        if (elected > electedBefore) {
            recount();
            context.note(
                    "leaders-back",
                    "",
                    topic.name() + ": " + (elected - electedBefore) + " of " + partitions.size()
                            + " partitions are led again by the machines that are to, " + (lost - lostBefore)
                            + " acknowledged messages are lost");
        }
    }

    /**
     * A partition gets a leader, and may lose the end of its log.
     *
     * @param another whether it is another one than before
     * @param behind whether it was not in sync
     * @param gone messages that nobody has any more
     * @param acknowledged those of them of which their publishers were told that they are stored
     */
    void elected(boolean another, boolean behind, long gone, long acknowledged) {
        measures.truncated().add(topic.now(), gone);
        truncated += gone;
        lose(acknowledged);
        measures.elections().add(topic.now(), another ? 1 : 0);
        measures.unclean_elections().add(topic.now(), behind ? 1 : 0);
        elected += another ? 1 : 0;
        unclean += behind ? 1 : 0;
    }

    /** The messages that are lost. */
    LossLog losses() {
        return context.losses();
    }

    /** How many messages were cut off. */
    long truncated() {
        return truncated;
    }

    /** A publisher was refused for want of copies. */
    void refused() {
        measures.not_enough_copies().add(topic.now());
    }

    /** Messages are gone that were acknowledged at an instant, and never were stored. */
    void neverStored(long messages, long acknowledgedAt, int source) {
        for (long i = 0; i < messages; i++) {
            losses().lost(topic.now(), acknowledgedAt, source);
        }
        lose(messages);
    }

    private void lose(long acknowledged) {
        lost += acknowledged;
        measures.lost().add(topic.now(), acknowledged);
    }

    /** Counts the partitions that are short of copies, or of a leader. */
    void recount() {
        if (size() == 1) {
            return;
        }
        int fewer = 0;
        int leaderless = 0;
        int displaced = 0;
        for (PartitionReplicas partition : partitions) {
            fewer += partition.inSync() < size() ? 1 : 0;
            leaderless += partition.led() && host(partition.leader()).up() ? 0 : 1;
            displaced += partition.displaced() ? 1 : 0;
        }
        measures.under_replicated().set(topic.now(), fewer);
        measures.leaderless().set(topic.now(), leaderless);
        measures.displaced().set(topic.now(), displaced);
    }

    private void moveCoordinator() {
        for (int i = 0; i < size(); i++) {
            if (!fenced(i)) {
                coordinator = i;
                topic.coordinatorMoved();
                return;
            }
        }
    }

    /** A machine, and what the controller knows of it. */
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
            topic.simulation().after((long) (phases.uniform() * beatNanos), this, HEARTBEAT);
            await();
        }

        private void await() {
            topic.simulation().cancel(silence);
            topic.simulation()
                    .after(
                            topic.simulation()
                                    .delay(topic.spec().broker_session().toNanos()),
                            silence,
                            SILENCE);
        }

        @Override
        public void fire(int step) {
            if (step == SILENCE) {
                fence();
                return;
            }
            topic.simulation().after(beatNanos, this, HEARTBEAT);
            if (host.up()) {
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
            if (fenced(coordinator) && topic.spec().unclean_election()) {
                moveCoordinator();
            }
            recount();
            String leads = unclean == uncleanBefore
                    ? ""
                    : ": it leads " + (unclean - uncleanBefore) + " of " + partitions.size()
                            + " partitions though it is behind, " + (lost - lostBefore)
                            + " acknowledged messages are lost";
            context.note("broker-back", host.node(), topic.name() + "/" + host.node() + " is heard of again" + leads);
        }

        private void fence() {
            fenced = true;
            long electedBefore = elected;
            long lostBefore = lost;
            partitions.forEach(partition -> partition.lose(number));
            if (number == coordinator) {
                moveCoordinator();
            }
            recount();
            context.note(
                    "broker-lost",
                    host.node(),
                    topic.name() + "/" + host.node() + " is not heard of any more: " + (elected - electedBefore)
                            + " of " + partitions.size() + " partitions get another leader, "
                            + (lost - lostBefore) + " acknowledged messages are lost");
        }

        @Override
        public void onCrash() {
            for (PartitionReplicas partition : partitions) {
                if (partition.leader() == number) {
                    partition.died();
                }
            }
        }

        @Override
        public void stateChanged() {
            if (size() > 1) {
                partitions.forEach(partition -> partition.turned(number));
                recount();
            }
        }
    }
}
