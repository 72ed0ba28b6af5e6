package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A share that may change during a run, written {@code 10%} or {@code 10% until 5m then 50%}.
 *
 * @param shares values in temporal order, one more than there are changes
 * @param changesAt times of the changes, in ns from the start of the run, strictly increasing
 */
public record ChangingShare(List<Share> shares, List<Long> changesAt) {
    /** Tolerance for the rounding of a sum of shares. */
    private static final double EXACTNESS = 1e-9;

    /**
     * Copies the lists and validates them.
     *
     * @throws IllegalArgumentException if the number of values does not match, or if the times do not increase
     */
    public ChangingShare {
        shares = List.copyOf(shares);
        changesAt = List.copyOf(changesAt);
        if (shares.size() != changesAt.size() + 1) {
            throw new InvalidValueException("a share that changes n times has n + 1 values");
        }
        for (int i = 1; i < changesAt.size(); i++) {
            if (changesAt.get(i) <= changesAt.get(i - 1)) {
                throw new InvalidValueException("each change of a share is later than the one before");
            }
        }
    }

    /** Returns a constant share. */
    public static ChangingShare constant(double ratio) {
        return new ChangingShare(List.of(new Share(ratio)), List.of());
    }

    /** Returns the value at an instant in ns, 0 to 1. */
    public double valueAt(long nanos) {
        int now = 0;
        while (now < changesAt.size() && changesAt.get(now) <= nanos) {
            now++;
        }
        return shares.get(now).ratio();
    }

    /** Returns the times at which at least one of several shares changes, sorted, in ns. */
    public static List<Long> changes(List<ChangingShare> several) {
        TreeSet<Long> moments = new TreeSet<>();
        several.forEach(one -> moments.addAll(one.changesAt));
        return List.copyOf(moments);
    }

    /**
     * Returns the remainder of several shares.
     *
     * @throws IllegalArgumentException if they add up to more than 100 %
     */
    public static ChangingShare remainder(List<ChangingShare> several) {
        List<Long> changes = changes(several);
        List<Share> left = new ArrayList<>();
        left.add(new Share(remainderAt(several, 0)));
        changes.forEach(instant -> left.add(new Share(remainderAt(several, instant))));
        return new ChangingShare(left, changes);
    }

    private static double remainderAt(List<ChangingShare> several, long instant) {
        double left =
                1 - several.stream().mapToDouble(one -> one.valueAt(instant)).sum();
        if (left < -EXACTNESS) {
            throw new InvalidValueException("the shares add to more than 100%");
        }
        return left < EXACTNESS ? 0 : left;
    }
}
