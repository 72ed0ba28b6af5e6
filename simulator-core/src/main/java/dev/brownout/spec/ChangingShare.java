package dev.brownout.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A part of a whole that may become another one while a scenario runs, written {@code 10%} or {@code 10% until 5m then
 * 50%}.
 *
 * @param shares what it is, one after the other: one more than it has changes
 * @param changesAt when each but the first begins to hold, in nanoseconds from the start of the run, each later than
 *     the one before
 */
public record ChangingShare(List<Share> shares, List<Long> changesAt) {
    /** How far sums of shares may be from the whole, by rounding. */
    private static final double EXACTNESS = 1e-9;

    /** Takes the lists as they are now; refuses others than said with an IllegalArgumentException. */
    public ChangingShare {
        shares = List.copyOf(shares);
        changesAt = List.copyOf(changesAt);
        if (shares.size() != changesAt.size() + 1) {
            throw new IllegalArgumentException("a share that changes n times has n + 1 values");
        }
        for (int i = 1; i < changesAt.size(); i++) {
            if (changesAt.get(i) <= changesAt.get(i - 1)) {
                throw new IllegalArgumentException("each change of a share is later than the one before");
            }
        }
    }

    /** One that stays as it is. */
    public static ChangingShare always(double ratio) {
        return new ChangingShare(List.of(new Share(ratio)), List.of());
    }

    /** What it is at an instant, 0 to 1. */
    public double at(long nanos) {
        int now = 0;
        while (now < changesAt.size() && changesAt.get(now) <= nanos) {
            now++;
        }
        return shares.get(now).ratio();
    }

    /** The moments at which some of several change, in their order. */
    public static List<Long> changes(List<ChangingShare> several) {
        TreeSet<Long> moments = new TreeSet<>();
        several.forEach(one -> moments.addAll(one.changesAt));
        return List.copyOf(moments);
    }

    /** What several leave of the whole; refuses with an IllegalArgumentException more than the whole. */
    public static ChangingShare rest(List<ChangingShare> several) {
        List<Long> changes = changes(several);
        List<Share> left = new ArrayList<>();
        left.add(new Share(left(several, 0)));
        changes.forEach(at -> left.add(new Share(left(several, at))));
        return new ChangingShare(left, changes);
    }

    private static double left(List<ChangingShare> several, long at) {
        double left = 1 - several.stream().mapToDouble(one -> one.at(at)).sum();
        if (left < -EXACTNESS) {
            throw new IllegalArgumentException("the shares add to more than 100%");
        }
        return left < EXACTNESS ? 0 : left;
    }
}
