package dev.brownout.spi;

import dev.brownout.result.PartitionLoss;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * Property of a component in one stage of the analytical model, other than its stations and its calls. Each kind of
 * component declares those that it has by {@link CapacityModel#declare}.
 */
public sealed interface CapacityProperty {
    /**
     * Analytical model of slots of hosts, one of which each call occupies from its acceptance to its response, also
     * while it waits for other components. They limit the calls of a tier with little work and long waits.
     *
     * @param name name of the slots: {@code workers}
     * @param nodes names of the hosts with slots; empty if only some of the calls need them, on any host
     * @param slotsPerHost slots of a host, more than 0
     * @param occupyingCalls the calls that occupy a slot
     * @param remotelyFed whether a free slot receives its next call from another host, after a round trip
     * @param totalSlots slots of all hosts together, more than 0 if there are hosts
     * @param description description of the slots; empty for {@code slotsPerHost} slots on each host
     */
    record WorkerPoolModel(
            String name,
            List<String> nodes,
            int slotsPerHost,
            List<OfferedDemand> occupyingCalls,
            boolean remotelyFed,
            double totalSlots,
            Optional<Sentence> description)
            implements CapacityProperty {
        /** Creates slots of hosts that all have the same number. */
        public WorkerPoolModel(
                String name,
                List<String> nodes,
                int slotsPerHost,
                List<OfferedDemand> occupyingCalls,
                boolean remotelyFed) {
            this(
                    name,
                    nodes,
                    slotsPerHost,
                    occupyingCalls,
                    remotelyFed,
                    (double) nodes.size() * slotsPerHost,
                    Optional.empty());
        }

        /** Copies the lists. */
        public WorkerPoolModel {
            nodes = List.copyOf(nodes);
            occupyingCalls = List.copyOf(occupyingCalls);
        }
    }

    /**
     * Narrower queue inside the hosts, in which some of their calls wait while the hosts work on others.
     *
     * @param station the model of the queue
     */
    record InnerStation(StationModel station) implements CapacityProperty {}

    /**
     * Analytical model of hosts that together store some of the requested keys, such as a cache.
     *
     * @param part common name of these hosts; empty for all hosts of a component
     * @param entries capacity in keys, more than 0; infinite for no limit
     * @param keys number of different requested keys; 0 if the calls have none
     * @param hotKeys the smallest number of keys that receive half of the reads
     * @param hitRatio share of the reads that hit once the store has filled, 0 to 1
     */
    record WorkingSetModel(String part, double entries, long keys, long hotKeys, double hitRatio)
            implements CapacityProperty {}

    /**
     * Messages that are queued until a consumer takes them.
     *
     * @param part the consumer group for which they are queued; empty without groups
     * @param depth name of the metric of the queue depth
     * @param places queue capacity; infinite for no limit
     */
    record ConsumerBacklogModel(String part, String depth, double places) implements CapacityProperty {}

    /** Partitions that are lost if hosts are lost together. */
    record PartitionLossModel(PartitionLoss loss) implements CapacityProperty {}

    /**
     * Estimates of the component's hosts that are not reported.
     *
     * @param reason the reason, as in "machines follow the depth of the queue"
     * @param headroom factor by which their capacity may exceed the modelled capacity; overloads beyond that are
     *     reported nevertheless
     */
    record WithheldEstimates(Sentence reason, double headroom) implements CapacityProperty {}

    /**
     * Calls that wait for a time that the model does not know, so that the holding times of their callers are unknown.
     *
     * @param reason the reason, as in "a quorum of replicas responds at the same time"
     */
    record UnknownTime(Sentence reason) implements CapacityProperty {}

    /**
     * Order of calls in which the component calls others only after its own work for a call. An overloaded component
     * then makes only as many calls as it serves.
     *
     * @param before components that are called before that work
     */
    record CallsAfterWork(List<String> before) implements CapacityProperty {
        /** Copies the list. */
        public CallsAfterWork {
            before = List.copyOf(before);
        }
    }

    /** Calls that the component answers with an error by its own settings. */
    record ErrorResponses() implements CapacityProperty {}

    /** Writes to which the component responds before it forwards them, so that its callers do not wait for them. */
    record WriteBehind() implements CapacityProperty {}
}
