package dev.brownout.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes of one key that come by chance, where of two the one with the later timestamp stays. Each takes a time A until
 * its caller is told, and is stamped by a clock that is ahead by C. One is overwritten unseen if another one of a later
 * timestamp was told before it, or is told next of all such and was made before it was told itself. Of a write that is
 * made at 0 the others of later timestamps are told by a time t as often as w E[(t - A + C - c)+] says; those that were
 * made after it had been told follow likewise. Times and clocks are given as values, each with its probability, for
 * which this is exact.
 */
final class WriteRace {
    private final List<Write> writes;
    /** What becomes of writes by a clock that is ahead by so much. */
    private final List<ByClock> byClock = new ArrayList<>();
    /** What hides each of them. */
    private final List<ByClock> stamps = new ArrayList<>();

    /**
     * A kind of writes.
     *
     * @param share of all
     * @param tellingNanos from being made until the caller is told
     * @param aheadNanos by how much the clock is ahead that stamps them
     */
    record Write(double share, double tellingNanos, double aheadNanos) {}

    /** At a moment a rate changes, as a share of the rate of all writes. */
    private record Change(double at, double later, double knowing) {}

    /** In the order of time: when it happens, and what the rates are from then on. */
    private record ByClock(double[] at, double[] later, double[] knowing) {}

    WriteRace(List<Write> writes) {
        this.writes = List.copyOf(writes);
        double[] clocks =
                writes.stream().mapToDouble(Write::aheadNanos).distinct().toArray();
        for (double clock : clocks) {
            byClock.add(byClock(clock));
        }
    }

    private ByClock byClock(double clock) {
        List<Change> changes = new ArrayList<>();
        for (Write other : writes) {
            double behind = clock - other.aheadNanos();
            changes.add(new Change(other.tellingNanos() + behind, other.share(), 0));
            for (Write one : writes) {
                if (one.aheadNanos() == clock) {
                    double made = Math.max(one.tellingNanos(), behind);
                    changes.add(new Change(made + other.tellingNanos(), 0, one.share() * other.share()));
                }
            }
        }
        return sorted(changes);
    }

    private static ByClock sorted(List<Change> changes) {
        changes.sort((one, other) -> Double.compare(one.at(), other.at()));
        double[] at = new double[changes.size()];
        double[] later = new double[at.length];
        double[] knowing = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            Change change = changes.get(i);
            at[i] = change.at();
            later[i] = (i == 0 ? 0 : later[i - 1]) + change.later();
            knowing[i] = (i == 0 ? 0 : knowing[i - 1]) + change.knowing();
        }
        return new ByClock(at, later, knowing);
    }

    /**
     * Share of the writes that another one overwrites which has not seen them.
     *
     * @param perNano how often the key is written
     */
    double overwritten(double perNano) {
        double rightly = 0;
        for (ByClock clock : byClock) {
            double left = 1;
            for (int i = 0; i < clock.at().length; i++) {
                boolean last = i + 1 == clock.at().length;
                double nanos = last ? Double.POSITIVE_INFINITY : clock.at()[i + 1] - clock.at()[i];
                double after = clock.later()[i] > 0 ? left * StrictMath.exp(-perNano * clock.later()[i] * nanos) : left;
                rightly += after < left ? (left - after) * clock.knowing()[i] / clock.later()[i] : 0;
                left = after;
            }
        }
        return Math.max(0, 1 - rightly);
    }

    /**
     * Share of the writes that were made after their caller could have seen another one, which a clock that is ahead
     * lets overwrite them: of those of later timestamps that had been told before they are, the last by its timestamp
     * had been told before they were made.
     *
     * @param perNano how often the key is written
     */
    double hidden(double perNano) {
        if (stamps.isEmpty()) {
            writes.forEach(write -> stamps.add(stamps(write)));
        }
        double hidden = 0;
        for (int i = 0; i < writes.size(); i++) {
            hidden += writes.get(i).share()
                    * hidden(perNano, stamps.get(i), writes.get(i).aheadNanos());
        }
        return hidden;
    }

    /** By falling timestamps: how often those are written that are told before a write is, and before it is made. */
    private ByClock stamps(Write write) {
        List<Change> changes = new ArrayList<>();
        for (Write other : writes) {
            double stamp = other.aheadNanos() - other.tellingNanos();
            if (stamp > write.aheadNanos()) {
                changes.add(new Change(-stamp, 0, other.share()));
            }
            if (stamp + write.tellingNanos() > write.aheadNanos()) {
                changes.add(new Change(-stamp - write.tellingNanos(), other.share(), 0));
            }
        }
        return sorted(changes);
    }

    private static double hidden(double perNano, ByClock stamps, double aheadNanos) {
        double hidden = 0;
        double left = 1;
        for (int i = 0; i < stamps.at().length && stamps.knowing()[stamps.at().length - 1] > 0; i++) {
            double until = i + 1 < stamps.at().length ? stamps.at()[i + 1] : -aheadNanos;
            double after = left * StrictMath.exp(-perNano * stamps.later()[i] * (until - stamps.at()[i]));
            hidden += after < left ? (left - after) * stamps.knowing()[i] / stamps.later()[i] : 0;
            left = after;
        }
        return hidden;
    }

    /** The same writes, those of the same time and clock taken together. */
    static List<Write> together(List<Write> writes) {
        Write[] sorted = writes.toArray(Write[]::new);
        Arrays.sort(sorted, (one, other) -> {
            int clocks = Double.compare(one.aheadNanos(), other.aheadNanos());
            return clocks != 0 ? clocks : Double.compare(one.tellingNanos(), other.tellingNanos());
        });
        List<Write> all = new ArrayList<>();
        for (Write write : sorted) {
            Write last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null
                    && last.aheadNanos() == write.aheadNanos()
                    && last.tellingNanos() == write.tellingNanos()) {
                all.set(
                        all.size() - 1,
                        new Write(last.share() + write.share(), write.tellingNanos(), write.aheadNanos()));
            } else {
                all.add(write);
            }
        }
        return all;
    }
}
