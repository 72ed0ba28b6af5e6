package dev.brownout.component.topic;

import dev.brownout.hashing.KeyShares;
import dev.brownout.random.KeyNames;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.OfferedDemand;
import java.util.Arrays;
import java.util.List;

/** Analytical model of a topic: each group gets every message, divided by partition. */
record TopicModel(TopicSpec spec, CapacityModel model) {
    /** Adds the messages of the topic to the load of each group. Tiers of one group get equal shares. */
    void draw() {
        model.demands().forEach(published -> model.pause(published, spec.send()));
        model.groups().forEach((group, tiers) -> {
            model.declare(new ConsumerBacklogModel(group, "lag", tiers, Double.POSITIVE_INFINITY, false));
            CallDistribution spread = new ByPartition(spec.partitions(), tiers.size());
            for (OfferedDemand published : model.demands()) {
                OfferedDemand messages = published
                        .messages(published.messagesPerSecond() / tiers.size())
                        .spread(spread);
                tiers.forEach(tier -> model.handOver(
                        tier,
                        model.fails(tier)
                                ? messages.withUnknownRate("failed messages are processed again")
                                : messages));
            }
        });
    }

    /** Distribution of messages by the partitions of their keys. Each consumer host gets a range of partitions. */
    private record ByPartition(int partitions, int tiers) implements CallDistribution {
        @Override
        public boolean byKey() {
            return true;
        }

        @Override
        public String unknown() {
            return tiers == 1
                    ? ""
                    : "the assignment of partitions to the tiers of the group depends on the order"
                            + " in which the consumers joined";
        }

        @Override
        public double[] shares(OfferedDemand calls, List<String> machines, int index, KeyNames names) {
            double[] partitionShares = lanes(calls, names);
            double[] shares = new double[machines.size()];
            int next = 0;
            for (int i = 0; i < shares.length; i++) {
                int count = partitions / shares.length + (i < partitions % shares.length ? 1 : 0);
                for (; count > 0; count--) {
                    shares[i] += partitionShares[next++];
                }
            }
            return shares;
        }

        @Override
        public double[] lanes(OfferedDemand calls, KeyNames names) {
            double[] even = new double[partitions];
            Arrays.fill(even, 1.0 / partitions);
            return calls.keys()
                    .map(keys -> KeyShares.of(keys, names, TopicSpec.placement(partitions), partitions))
                    .orElse(even);
        }
    }
}
