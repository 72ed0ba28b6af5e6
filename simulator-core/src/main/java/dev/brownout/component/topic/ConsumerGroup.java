package dev.brownout.component.topic;

import dev.brownout.component.topic.TopicSpec.ConsumerGroupSettings;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Consumer group with its coordinator. Each message goes to one member of the group. The coordinator assigns the
 * partitions. It removes a member without a heartbeat for the session timeout, and a rebalance gives its partitions to
 * the remaining members.
 */
final class ConsumerGroup implements Host.Resident {
    private final TopicComponent topic;
    private final ConsumerGroupSettings settings;
    private final String name;
    private final TopicMetrics measures;
    private final TopicMetrics all;
    private final List<GroupPartition> partitions;
    private final ProcessedMessages processed;
    private final List<GroupMember> allMembers = new ArrayList<>();
    private final Map<GroupMember, Session> sessions = new LinkedHashMap<>();
    /** Sessions of killed processes that a new process of the same consumer has followed. */
    private final List<Session> formerSessions = new ArrayList<>();

    private int epoch;
    private int completions;
    private boolean rebalancing;
    private int[] target = {};
    private Set<GroupMember> planned = new LinkedHashSet<>();
    /** Earliest end of the current rebalance, in ns. */
    private long completesAt;

    private GroupMember trigger;
    private String reason = "";

    ConsumerGroup(
            TopicComponent topic,
            String name,
            TopicMetrics measures,
            TopicMetrics all,
            List<GroupPartition> partitions) {
        this.topic = topic;
        this.settings = topic.spec().consumers();
        this.name = name;
        this.measures = measures;
        this.all = all;
        this.partitions = partitions;
        this.processed = new ProcessedMessages(topic, measures, all, partitions);
        measures.oldestAge().from(this::oldestAgeNanos);
    }

    String name() {
        return name;
    }

    GroupPartition partition(int number) {
        return partitions.get(number);
    }

    /** Returns the host of the group coordinator. */
    Host coordinator() {
        return topic.coordinator();
    }

    /** Returns the messages that the group has processed. */
    ProcessedMessages processed() {
        return processed;
    }

    long depth() {
        return measures.lag().value();
    }

    long oldestAgeNanos() {
        long oldest = 0;
        for (GroupPartition partition : partitions) {
            oldest = Math.max(oldest, partition.oldestAgeNanos());
        }
        return oldest;
    }

    /** Adds a consumer that may join. */
    void admit(GroupMember member) {
        allMembers.add(member);
    }

    /** Returns the number of consumers that may join, with those that have joined. */
    int size() {
        return allMembers.size();
    }

    /** Starts the group. The consumers in service get the initial assignment. */
    void begin() {
        List<Integer> initialMembers = new ArrayList<>();
        for (GroupMember member : allMembers) {
            if (member.host().membership().inService() && member.host().isUp()) {
                sessions.put(member, new Session(member, member.process()));
                initialMembers.add(member.number());
            }
        }
        assign(Assignment.range(partitions.size(), initialMembers));
        sessions.keySet().forEach(member -> {
            member.onAssigned(epoch, of(member));
            member.begin();
        });
    }

    private void assign(int[] owners) {
        int[] has = new int[allMembers.size()];
        for (int p = 0; p < owners.length; p++) {
            GroupPartition partition = partitions.get(p);
            boolean hasOwner = owners[p] != Assignment.NO_CONSUMER && sessions.containsKey(allMembers.get(owners[p]));
            partition.owner = hasOwner ? owners[p] : Assignment.NO_CONSUMER;
            partition.stopped = false;
            if (hasOwner) {
                has[owners[p]]++;
            }
        }
        long idle = sessions.keySet().stream()
                .filter(member -> has[member.number()] == 0)
                .count();
        all.idle().add(topic.now(), idle - measures.idle().value());
        measures.idle().set(topic.now(), idle);
        epoch++;
    }

    /** Returns the partitions that a consumer may read now, each with its committed offset. */
    private Map<Integer, Long> of(GroupMember member) {
        Map<Integer, Long> from = new TreeMap<>();
        for (int p = 0; p < partitions.size(); p++) {
            GroupPartition partition = partitions.get(p);
            if (partition.owner == member.number() && !partition.stopped) {
                from.put(p, partition.committed());
            }
        }
        return from;
    }

    private void sendAssignment(GroupMember member) {
        int now = epoch;
        Map<Integer, Long> from = of(member);
        ControlMessage.send(
                topic, coordinator(), member.host(), member.nextLetter(), () -> member.onAssigned(now, from));
    }

    /**
     * Handles a join request. A known member keeps its assignment. A new member triggers a rebalance. The new process
     * of a consumer is a new member, unless membership is static: its partitions have no owner until the session of its
     * former process ends.
     *
     * @param process number of the joining process; a consumer with static membership has one
     * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-345">KIP-345</a>
     */
    void join(GroupMember member, int process) {
        Session session = sessions.get(member);
        if (session != null && session.process == process) {
            session.lastHeartbeat = topic.now();
            sendAssignment(member);
            return;
        }
        if (session != null) {
            sessions.remove(member);
            release(member);
            session.awaitFormer();
        }
        sessions.put(member, new Session(member, process));
        rebalance(member, session == null ? "joins" : "rejoins");
    }

    private void release(GroupMember member) {
        for (GroupPartition partition : partitions) {
            if (partition.owner == member.number()) {
                partition.owner = Assignment.NO_CONSUMER;
            }
        }
    }

    /**
     * Handles a leave request and triggers a rebalance. The member may still commit its partitions until they are
     * reassigned.
     */
    void leave(GroupMember member) {
        if (sessions.remove(member) != null) {
            rebalance(member, "leaves");
        }
    }

    /**
     * Handles a heartbeat: commits the offsets and renews the session. A member with an old epoch gets its assignment
     * again. An unknown member receives a notification and joins again.
     *
     * @param memberEpoch epoch of the assignment that the consumer has
     * @param offsets offset of each partition before which the consumer has finished all messages
     */
    void heartbeat(GroupMember member, int memberEpoch, Map<Integer, Long> offsets) {
        Session session = sessions.get(member);
        if (session == null) {
            ControlMessage.send(topic, coordinator(), member.host(), member.nextLetter(), member::onExpelled);
            return;
        }
        offsets.forEach((partition, offset) -> commit(member, partition, offset));
        session.lastHeartbeat = topic.now();
        if (memberEpoch == epoch) {
            ControlMessage.send(topic, coordinator(), member.host(), member.nextLetter(), member::alive);
        } else {
            sendAssignment(member);
        }
    }

    /**
     * Commits an offset of a partition and renews the session. The commit has no effect if the consumer does not own
     * the partition.
     */
    void commit(GroupMember member, int partition, long offset) {
        Session session = sessions.get(member);
        if (session != null) {
            session.lastHeartbeat = topic.now();
        }
        GroupPartition groupPartition = partitions.get(partition);
        if (groupPartition.owner == member.number() && offset > groupPartition.committed()) {
            groupPartition.commit(offset);
            topic.copies(partition).trim(topic.groups().committed(partition));
        }
    }

    private void rebalance(GroupMember member, String newReason) {
        trigger = member;
        reason = newReason;
        if (!rebalancing) {
            rebalance();
        }
    }

    private void rebalance() {
        rebalancing = true;
        planned = new LinkedHashSet<>(sessions.keySet());
        List<Integer> members =
                planned.stream().map(GroupMember::number).sorted().toList();
        int[] before = partitions.stream().mapToInt(p -> p.owner).toArray();
        boolean eager = settings.rebalance() instanceof Rebalance.Eager;
        target = eager ? Assignment.range(before.length, members) : Assignment.sticky(before, members);
        int moved = 0;
        for (int p = 0; p < before.length; p++) {
            moved += before[p] == target[p] ? 0 : 1;
            partitions.get(p).stopped = eager || before[p] != target[p];
        }
        measures.rebalances().add(topic.now());
        all.rebalances().add(topic.now());
        Host host = trigger.host();
        String concurrent = (eager ? "all paused" : "the others continue")
                + (formerSessions.isEmpty() ? "" : ", until the session of the killed process ends");
        topic.note(
                "rebalance",
                Sentence.of(
                        "{} {} group {}; rebalance: {} of {} partitions move, {}",
                        host.component() + "/" + host.node(),
                        reason,
                        name,
                        moved,
                        before.length,
                        concurrent));
        epoch++;
        planned.forEach(this::sendAssignment);
        complete();
    }

    private void complete() {
        long lastingNanos = settings.rebalance().lasting().toNanos();
        completesAt = topic.now() + lastingNanos;
        complete(lastingNanos);
    }

    /**
     * Returns whether a member still processes a poll of a partition that changes its owner. The rebalance waits for
     * it.
     */
    private boolean hasPolledPartition() {
        for (int p = 0; p < partitions.size(); p++) {
            GroupPartition partition = partitions.get(p);
            if (partition.stopped && partition.owner != Assignment.NO_CONSUMER) {
                GroupMember owner = allMembers.get(partition.owner);
                if (sessions.containsKey(owner) && owner.isPolled(p)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void complete(long afterNanos) {
        int completion = ++completions;
        coordinator().schedule(afterNanos, () -> {
            if (completion != completions || !formerSessions.isEmpty()) {
                return;
            }
            if (hasPolledPartition()) {
                complete(settings.heartbeat().toNanos());
                return;
            }
            rebalancing = false;
            assign(target);
            sessions.keySet().forEach(this::sendAssignment);
            if (!planned.equals(sessions.keySet())) {
                rebalance();
            }
        });
    }

    /**
     * Continues after a restart of the coordinator, or after a move to another broker. Committed offsets are kept, and
     * each member gets a new session.
     */
    @Override
    public void onRestart() {
        sessions.values().forEach(Session::renew);
        formerSessions.forEach(Session::renew);
        if (rebalancing) {
            complete();
        }
    }

    /** Session of a member. It expires when no heartbeat arrives for the session timeout. */
    private final class Session extends Event {
        private final GroupMember member;
        private final int process;
        private long lastHeartbeat = topic.now();

        Session(GroupMember member, int process) {
            this.member = member;
            this.process = process;
            await();
        }

        /**
         * Waits for the end of the session of a killed process. A rebalance does not wait longer for a member than
         * {@code max.poll.interval.ms}, the rebalance timeout of a consumer.
         */
        private void awaitFormer() {
            formerSessions.add(this);
            long waitNanos =
                    settings.maxPollInterval().minus(settings.sessionTimeout()).toNanos();
            lastHeartbeat = Math.min(lastHeartbeat, topic.now() + waitNanos);
            await();
        }

        private void renew() {
            lastHeartbeat = topic.now();
            await();
        }

        private void await() {
            int incarnation = coordinator().incarnation();
            // A suspended coordinator has not yet ended a session that is over.
            long remainingNanos = lastHeartbeat + settings.sessionTimeout().toNanos() - topic.now();
            topic.simulation().scheduleAfter(Math.max(0, remainingNanos), this, incarnation);
        }

        @Override
        public void fire(int incarnation) {
            Host host = coordinator();
            boolean former = formerSessions.contains(this);
            if (!former && sessions.get(member) != this || host.incarnation() != incarnation) {
                return;
            }
            if (host.isSuspended()) {
                host.defer(this, incarnation);
            } else if (topic.now() - lastHeartbeat < settings.sessionTimeout().toNanos()) {
                await();
            } else if (former) {
                formerSessions.remove(this);
                complete(Math.max(0, completesAt - topic.now()));
            } else {
                sessions.remove(member);
                release(member);
                rebalance(member, "timed out in");
            }
        }
    }
}
