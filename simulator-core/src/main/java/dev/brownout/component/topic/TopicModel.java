package dev.brownout.component.topic;

import dev.brownout.random.KeyNames;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.OfferedDemand;
import java.util.Arrays;
import java.util.List;

/** Analytical model of a topic: each group gets every message, divided by partition. */
record TopicModel(TopicSpec spec, CapacityModel model) {
    /** Adds the messages of the topic to the load of each group. Tiers of one group get equal shares. */
    void addToModel() {
        model.demands().forEach(published -> model.pause(published, spec.send()));
        model.groups().forEach((group, tiers) -> {
            model.declare(new ConsumerBacklogModel(group, "lag", Double.POSITIVE_INFINITY));
            CallDistribution spread = new ByPartition(spec.partitions(), tiers.size());
            for (OfferedDemand published : model.demands()) {
                OfferedDemand messages = published
                        .messages(published.messagesPerSecond() / tiers.size())
                        .spread(spread);
                tiers.forEach(tier -> model.forward(
                        tier,
                        model.fails(tier)
                                ? messages.withUnknownRate(Sentence.of("failed messages are processed again"))
                                : messages));
            }
        });
    }

    /** Distribution of messages by partitions. Each consumer host gets an equal number of these. */
    private record ByPartition(int partitionCount, int tiers) implements CallDistribution {
        @Override
        public boolean byKey() {
            return true;
        }

        @Override
        public boolean isUniform() {
            return true;
        }

        @Override
        public int partitions() {
            return partitionCount;
        }

        @Override
        public Sentence unknown() {
            return tiers == 1
                    ? Sentence.EMPTY
                    : Sentence.of("the assignment of partitions to the tiers of the group depends on the order in "
                            + "which the consumers joined");
        }

        @Override
        public double[] shares(OfferedDemand calls, List<String> machines, int index, KeyNames names) {
            double[] shares = new double[machines.size()];
            Arrays.fill(shares, 1.0 / shares.length);
            return shares;
        }
    }
}
