package dev.brownout.component.quorumstore;

import dev.brownout.hashing.HashRing;
import java.util.List;
import java.util.function.IntPredicate;

/** The nodes of a hash ring from the position of a key on. The keys between two points are a partition. */
final class RingNodeOrder implements NodeOrder {
    private final HashRing ring;
    private final long[] places;

    RingNodeOrder(List<String> names, int virtualNodes) {
        this.ring = HashRing.of(names, virtualNodes);
        this.places = ring.places();
    }

    @Override
    public int next(long hash, int chosen, IntPredicate accepts) {
        return ring.nodeOf(hash, accepts);
    }

    @Override
    public int partitions() {
        return places.length;
    }

    @Override
    public long hash(int partition) {
        return places[partition] << 32;
    }
}
