package dev.brownout.component.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which consumer of a group reads which partition, and which brokers have a copy of it; both are numbers, and nobody is
 * {@link #NOBODY}.
 */
final class Assignment {
    /** Reads nothing. */
    static final int NOBODY = -1;

    private Assignment() {}

    /**
     * The broker that has a copy of a partition: the first ones in turn, the others behind it with a shift that grows
     * by one whenever all brokers have had a turn, so that the partitions of a broker that is lost are led by all
     * others. Kafka's {@code AdminUtils.assignReplicasToBrokers}, from the first broker on where Kafka begins with any;
     * its {@code StripedReplicaPlacer}, since 3.0 without ZooKeeper, shuffles the brokers instead, to the same end.
     *
     * @param place which copy; the first one leads where nothing has happened
     */
    static int copy(int partition, int place, int brokers) {
        int shift = place == 0 ? 0 : 1 + (partition / brokers + place - 1) % (brokers - 1);
        return (partition + shift) % brokers;
    }

    /**
     * Ranges of partitions that follow each other, the first ones larger by one where it does not come out even:
     * Kafka's RangeAssignor.
     *
     * @param members the numbers of the consumers, in their order
     */
    static int[] range(int partitions, List<Integer> members) {
        int[] owners = new int[partitions];
        Arrays.fill(owners, NOBODY);
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
            for (int n = quota(partitions, members.size(), i); n > 0; n--) {
                owners[next++] = members.get(i);
            }
        }
        return owners;
    }

    /**
     * As balanced as ranges, and with as few changes as that allows: Kafka's sticky assignors.
     *
     * @param before who has read each partition so far
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
            int place = byLoad.indexOf(owners[p]);
            if (place >= 0 && has[place] < quotas[place]) {
                has[place]++;
            } else {
                owners[p] = NOBODY;
            }
        }
        for (int p = 0; p < owners.length && quotas.length > 0; p++) {
            if (owners[p] == NOBODY) {
                int place = neediest(quotas, has);
                owners[p] = byLoad.get(place);
                has[place]++;
            }
        }
        return owners;
    }

    private static int neediest(int[] quotas, int[] has) {
        int place = 0;
        for (int i = 1; i < quotas.length; i++) {
            place = quotas[i] - has[i] > quotas[place] - has[place] ? i : place;
        }
        return place;
    }

    private static int count(int[] owners, int member) {
        return (int) Arrays.stream(owners).filter(owner -> owner == member).count();
    }

    private static int quota(int partitions, int members, int place) {
        return partitions / members + (place < partitions % members ? 1 : 0);
    }
}
