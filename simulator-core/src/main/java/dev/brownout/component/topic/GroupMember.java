package dev.brownout.component.topic;

import dev.brownout.component.topic.PartitionReader.PartitionDelivery;
import dev.brownout.component.topic.TopicSpec.ConsumerGroupSettings;
import dev.brownout.component.topic.TopicSpec.Membership;
import dev.brownout.host.Host;
import dev.brownout.network.CallCounts;
import dev.brownout.policy.retry.BackoffSequence;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import dev.brownout.spi.component.MessageSource.Delivery;
import dev.brownout.spi.component.MessageSource.Inbox;
import dev.brownout.spi.component.MessageSource.Subscription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Member of a consumer group: the client library on a consumer host. It reads its assigned partitions, commits finished
 * messages, and sends heartbeats.
 */
final class GroupMember implements Subscription, Host.Resident {
    private final TopicComponent topic;
    private final ConsumerGroupSettings groupSettings;
    private final ConsumerGroup group;
    private final Host host;
    private final ConsumerSettings settings;
    private final Inbox inbox;
    private final int number;
    private final long key;
    private final CallCounts deliveries;
    private final MessagePoll poll;
    private final Map<Integer, PartitionReader> readers = new TreeMap<>();
    /** Readers in the order of their partitions, cached; {@code null} after a change. */
    private List<PartitionReader> orderedReaders;

    private final Map<Integer, Long> finished = new TreeMap<>();
    private final Set<PartitionDelivery> working = new LinkedHashSet<>();
    private long messagesSent;
    private long waitsDrawn;
    private int requestedMessages;
    private int last = -1;
    private boolean offering;
    private boolean joined;
    private int epoch = -1;
    private long lastHeartbeat;
    private int heartbeats;

    GroupMember(
            TopicComponent topic, ConsumerGroup group, Host host, ConsumerSettings settings, Inbox inbox, int number) {
        this.topic = topic;
        this.groupSettings = topic.spec().consumers();
        this.group = group;
        this.host = host;
        this.settings = settings;
        this.inbox = inbox;
        this.number = number;
        this.deliveries = topic.deliveryCounts(host);
        this.poll = new MessagePoll(settings.poll());
        this.key = KeyedRandom.key(0, 0, topic.name() + " read by " + host.component() + "/" + host.node());
        host.attach(this);
    }

    Host host() {
        return host;
    }

    ConsumerGroup group() {
        return group;
    }

    int number() {
        return number;
    }

    long now() {
        return topic.now();
    }

    /** Returns the random seed of the next message between this member and the group. */
    long nextLetter() {
        return KeyedRandom.child(key, messagesSent++, 1, 0);
    }

    private void write(Runnable action) {
        ControlMessage.sendToCoordinator(topic, host, group, nextLetter(), action);
    }

    /** Commit of all messages of a partition before an offset. */
    private record Commit(ConsumerGroup group, GroupMember by, int partition, long offset) implements Runnable {
        @Override
        public void run() {
            group.commit(by, partition, offset);
        }
    }

    /** Starts the heartbeats at a random phase. Joins the group first, unless the member already has an assignment. */
    void begin() {
        int heartbeatRun = ++heartbeats;
        lastHeartbeat = now();
        long phase = (long) (groupSettings.heartbeat().toNanos() * topic.phase(nextLetter()));
        if (!joined) {
            join();
        }
        host.schedule(phase, () -> beat(heartbeatRun));
    }

    private void beat(int heartbeatRun) {
        if (heartbeatRun != heartbeats || !host.membership().consumes() && !poll.isOpen()) {
            return;
        }
        if (joined && now() - lastHeartbeat >= groupSettings.sessionTimeout().toNanos()) {
            drop();
        }
        boolean pollTimedOut = !working.isEmpty()
                && now() - polledAt() > groupSettings.maxPollInterval().toNanos();
        if (pollTimedOut && joined) {
            working.forEach(delivery -> delivery.reader.markLost());
            leave();
        } else if (!joined && !pollTimedOut) {
            rejoin();
        } else if (joined) {
            int lastEpoch = epoch;
            Map<Integer, Long> offsets = new TreeMap<>();
            readers.forEach((partition, reader) -> {
                if (!reader.isLost()) {
                    offsets.put(partition, reader.finished());
                }
            });
            write(() -> group.heartbeat(this, lastEpoch, offsets));
        }
        host.schedule(groupSettings.heartbeat().toNanos(), () -> beat(heartbeatRun));
    }

    /** Returns the start time of the open poll, or of the oldest unfinished message, in ns. */
    private long polledAt() {
        return poll.isOpen() ? poll.beganAt() : working.iterator().next().deliveredAt;
    }

    /** Joins the group again. A consumer with an open poll joins with its next poll. */
    private void rejoin() {
        if (!poll.isOpen() && host.membership().consumes()) {
            join();
        }
    }

    private void join() {
        int process = process();
        write(() -> group.join(this, process));
    }

    /** Returns the number of the process that joins; with static membership, all processes of a host are one. */
    int process() {
        return groupSettings.membership() == Membership.STATIC ? 0 : host.incarnation();
    }

    /** Leaves the group. A static member sends no request, so that its session must end first. */
    private void leave() {
        drop();
        if (groupSettings.membership() == Membership.DYNAMIC) {
            write(() -> group.leave(this));
        }
    }

    /** Handles the response to a heartbeat. */
    void alive() {
        lastHeartbeat = now();
    }

    /** Handles the notification that the group has removed this member. */
    void onExpelled() {
        if (joined) {
            drop();
            rejoin();
        }
    }

    private void drop() {
        joined = false;
        epoch = -1;
        readers.values().forEach(PartitionReader::close);
        if (poll.several()) {
            readers.values().forEach(PartitionReader::markLost);
            finished.clear();
        }
    }

    /** Returns whether the member polls several messages at a time. */
    boolean polls() {
        return poll.several();
    }

    /** Returns whether the open poll has messages of a partition. */
    boolean isPolled(int partition) {
        return readers.containsKey(partition) && readers.get(partition).isPolled();
    }

    /**
     * Handles a new assignment.
     *
     * @param newEpoch epoch of the assignment; older ones than the current epoch are ignored
     * @param from committed offset of each assigned partition
     */
    void onAssigned(int newEpoch, Map<Integer, Long> from) {
        lastHeartbeat = now();
        if (newEpoch < epoch || !host.membership().consumes()) {
            return;
        }
        epoch = newEpoch;
        joined = true;
        readers.forEach((partition, reader) -> {
            if (!from.containsKey(partition)) {
                reader.close();
            }
        });
        from.forEach((partition, offset) -> {
            PartitionReader reader = readers.get(partition);
            long first = Math.max(offset, finished.getOrDefault(partition, 0L));
            if (reader != null && !reader.isLost() && (reader.isOpen() || reader.isBusy())) {
                reader.reopen(first);
            } else {
                readers.put(partition, new PartitionReader(this, partition, first));
                orderedReaders = null;
            }
        });
        offer();
    }

    /** Sends a fetch request for a partition. */
    FetchRequest fetch(PartitionReader reader, long offset) {
        FetchRequest fetch = new FetchRequest(topic, reader, offset, nextLetter());
        fetch.send();
        return fetch;
    }

    ConsumerGroupSettings groupSettings() {
        return groupSettings;
    }

    /** Schedules an action after the next wait of a sequence. */
    void schedule(BackoffSequence waits, Runnable action) {
        host.schedule(waits.nextNanos(topic.waits(KeyedRandom.child(key, waitsDrawn++, 2, 0))), action);
    }

    @Override
    public void receive(int maxMessages) {
        requestedMessages += maxMessages;
        offer();
    }

    @Override
    public void stop() {
        requestedMessages = 0;
    }

    /** Delivers available messages to the consumer, partition by partition, up to its capacity. */
    void offer() {
        if (offering) {
            return;
        }
        offering = true;
        for (List<Delivery> next = collectDeliveries(); !next.isEmpty(); next = collectDeliveries()) {
            requestedMessages -= next.size();
            inbox.onDelivery(next, next.size());
        }
        offering = false;
    }

    private List<Delivery> collectDeliveries() {
        if (requestedMessages == 0) {
            return List.of();
        }
        if (orderedReaders == null) {
            orderedReaders = List.copyOf(readers.values());
        }
        List<Delivery> next = new ArrayList<>();
        List<PartitionReader> all = orderedReaders;
        int first = first(all);
        if (poll.several() && !poll.isOpen()) {
            poll.begin(all, first, now());
        }
        for (int i = 0; i < all.size() && next.size() < requestedMessages; i++) {
            PartitionReader reader = all.get((first + i) % all.size());
            PartitionDelivery delivery = poll.several() ? reader.handPolled() : reader.nextDelivery();
            if (delivery != null) {
                last = reader.partition();
                working.add(delivery);
                deliveries.countDelivery(now());
                next.add(delivery);
            }
        }
        return next;
    }

    /** Returns the index of the next partition after the last one served. */
    private int first(List<PartitionReader> all) {
        int first = 0;
        while (first < all.size() && all.get(first).partition() <= last) {
            first++;
        }
        return first;
    }

    /**
     * Ends the poll and commits its messages, except for partitions lost with the membership. Rejoins or leaves the
     * group if that is due.
     */
    private void endPoll() {
        for (PartitionReader reader : readers.values()) {
            if (reader.isPolled()) {
                commit(reader.partition(), reader.endPoll());
            }
        }
        if (!joined) {
            rejoin();
        } else if (!host.membership().consumes()) {
            leave();
        }
    }

    @Override
    public boolean isUnfinished() {
        return poll.isOpen();
    }

    @Override
    public void onFinished(Delivery delivery, boolean done) {
        PartitionDelivery inProcess = (PartitionDelivery) delivery;
        working.remove(inProcess);
        boolean finished = inProcess.reader.release(
                inProcess, done, groupSettings.maxReceives().orElse(Integer.MAX_VALUE));
        int partition = inProcess.reader.partition();
        if (done) {
            group.processed().apply(inProcess.message, partition, settings.deduplicateNanos());
        }
        if (finished && readers.get(partition) == inProcess.reader && !inProcess.reader.isLost()) {
            if (!done && inProcess.reader.isOpen()) {
                group.partition(partition).skip(inProcess.message.offset());
            }
            if (!poll.several()) {
                commit(partition, inProcess.message.offset() + 1);
            }
        }
        if (finished && poll.several() && poll.finish()) {
            endPoll();
        }
        offer();
    }

    /** Returns whether the consumers of the group recognize a message as processed before. */
    boolean isProcessed(StoredMessage message) {
        return group.processed().isProcessed(message, settings.deduplicateNanos());
    }

    /** Commits a recognized duplicate without processing it. */
    void skip(PartitionReader reader, StoredMessage message) {
        group.processed().onRecognized();
        commit(reader.partition(), message.offset() + 1);
    }

    private void commit(int partition, long offset) {
        finished.put(partition, offset);
        write(new Commit(group, this, partition, offset));
    }

    @Override
    public void onCrash() {
        requestedMessages = 0;
        heartbeats++;
        poll.discard();
        working.clear();
        finished.clear();
        drop();
        readers.clear();
        orderedReaders = null;
    }

    @Override
    public void onRestart() {
        if (host.membership().consumes()) {
            begin();
        }
    }

    /** Joins the group when the host enters service. Leaves it when the host leaves service, after an open poll. */
    @Override
    public void membershipChanged() {
        if (host.membership().consumes()) {
            if (!joined && host.membership().isAlive()) {
                begin();
            }
        } else if (joined && !poll.isOpen()) {
            leave();
        }
    }
}
