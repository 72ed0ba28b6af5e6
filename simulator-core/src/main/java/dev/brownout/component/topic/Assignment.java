package dev.brownout.component.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Assignment of partitions to consumers, and of replicas to brokers. Both are identified by numbers. */
final class Assignment {
    /** Owner of a partition without a consumer. */
    static final int NO_CONSUMER = -1;

    private Assignment() {}

    /**
     * Returns the broker of a replica of a partition. The first replicas are assigned round-robin. The following ones
     * have a shift that grows by one after each round over all brokers, so that all remaining brokers share the
     * partitions of a lost broker.
     *
     * <p>This is Kafka's {@code AdminUtils.assignReplicasToBrokers}, but it starts with the first broker, where Kafka
     * starts with a random one. Kafka's {@code StripedReplicaPlacer}, used since 3.0 without ZooKeeper, shuffles the
     * brokers instead, with the same purpose.
     *
     * @param index index of the replica; replica 0 is the preferred leader
     */
    static int copy(int partition, int index, int brokers) {
        int shift = index == 0 ? 0 : 1 + (partition / brokers + index - 1) % (brokers - 1);
        return (partition + shift) % brokers;
    }

    /**
     * Assigns contiguous ranges of partitions, as in Kafka's RangeAssignor. The first ranges are larger by one if the
     * division leaves a remainder.
     *
     * @param members numbers of the consumers, in order
     * @return the owner of each partition
     */
    static int[] range(int partitions, List<Integer> members) {
        int[] owners = new int[partitions];
        Arrays.fill(owners, NO_CONSUMER);
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
            for (int n = quota(partitions, members.size(), i); n > 0; n--) {
                owners[next++] = members.get(i);
            }
        }
        return owners;
    }

    /**
     * Assigns partitions as evenly as ranges do, with as few changes as possible, as in Kafka's sticky assignors.
     *
     * @param before current owner of each partition
     * @param members numbers of the consumers
     * @return the owner of each partition
     */
    static int[] sticky(int[] before, List<Integer> members) {
        int[] owners = before.clone();
        List<Integer> byLoad = new ArrayList<>(members);
        byLoad.sort((a, b) -> Integer.compare(count(before, b), count(before, a)));
        int[] quotas = new int[byLoad.size()];
        for (int i = 0; i < quotas.length; i++) {
            quotas[i] = quota(owners.length, quotas.length, i);
        }
        int[] has = new int[quotas.length];
        for (int p = 0; p < owners.length; p++) {
            int index = byLoad.indexOf(owners[p]);
            if (index >= 0 && has[index] < quotas[index]) {
                has[index]++;
            } else {
                owners[p] = NO_CONSUMER;
            }
        }
        for (int p = 0; p < owners.length && quotas.length > 0; p++) {
            if (owners[p] == NO_CONSUMER) {
                int index = mostUnderQuota(quotas, has);
                owners[p] = byLoad.get(index);
                has[index]++;
            }
        }
        return owners;
    }

    private static int mostUnderQuota(int[] quotas, int[] has) {
        int index = 0;
        for (int i = 1; i < quotas.length; i++) {
            index = quotas[i] - has[i] > quotas[index] - has[index] ? i : index;
        }
        return index;
    }

    private static int count(int[] owners, int member) {
        return (int) Arrays.stream(owners).filter(owner -> owner == member).count();
    }

    private static int quota(int partitions, int members, int index) {
        return partitions / members + (index < partitions % members ? 1 : 0);
    }
}
