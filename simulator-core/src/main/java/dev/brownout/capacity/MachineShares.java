package dev.brownout.capacity;

import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shares of the calls that like machines of a tier get, by the balancers before it. Places get shares by their
 * numbers of machines. A balancer that looks at the calls in flight gives each machine a share that is proportional to
 * its speed, as far as it compares enough machines for that.
 */
final class MachineShares {
    /** A machine with no work counts as that much faster than others. */
    private static final double LEAST_SLOWDOWN = 1e-6;

    /** A share that is smaller than its least by no more than this is not corrected. */
    private static final double ROUNDING = 1e-12;

    private final List<OfferedDemand> demands;
    private final Map<String, Double> shares = new TreeMap<>();

    /**
     * A machine of the tier.
     *
     * @param name its name
     * @param place its place
     * @param slowdown how many times as long its work takes
     * @param fromNanos its age at the start of the stage
     * @param toNanos its age at the end of the stage
     */
    record Machine(String name, String place, double slowdown, long fromNanos, long toNanos) {}

    private MachineShares(List<OfferedDemand> demands) {
        this.demands = demands;
    }

    /** The share of each machine by its name; they add up to 1. */
    static Map<String, Double> of(List<OfferedDemand> demands, List<Machine> machines) {
        MachineShares all = new MachineShares(
                demands.stream().filter(calls -> calls.perSecond() > 0).toList());
        Map<String, List<Machine>> places = new TreeMap<>();
        machines.forEach(machine -> places.computeIfAbsent(machine.place(), place -> new ArrayList<>())
                .add(machine));
        places.values().forEach(those -> all.place(those, (double) those.size() / machines.size()));
        return all.shares;
    }

    private void place(List<Machine> machines, double ofAll) {
        List<Machine> slowestFirst = machines.stream()
                .sorted(Comparator.comparingDouble(Machine::slowdown).reversed())
                .toList();
        double[] sum = new double[machines.size()];
        double perSecond =
                demands.stream().mapToDouble(OfferedDemand::perSecond).sum();
        for (OfferedDemand calls : demands) {
            double[] each = calls.spread()
                    .filter(CallDistribution::even)
                    .map(spread -> shares(spread, slowestFirst))
                    .orElse(null);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += calls.perSecond() / perSecond * (each == null ? 1.0 / sum.length : each[i]);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            shares.put(slowestFirst.get(i).name(), ofAll * (demands.isEmpty() ? 1.0 / sum.length : sum[i]));
        }
    }

    private static double[] shares(CallDistribution spread, List<Machine> slowestFirst) {
        double[] shares = new double[slowestFirst.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            Machine machine = slowestFirst.get(i);
            double weight = spread.weight(machine.fromNanos(), machine.toNanos());
            shares[i] = spread.followsLoad() ? weight / Math.max(LEAST_SLOWDOWN, machine.slowdown()) : weight;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        if (spread.followsLoad()) {
            raise(spread, shares);
        }
        return shares;
    }

    /** Raises the shares of the slowest machines to the least that they get, where they are smaller. */
    private static void raise(CallDistribution spread, double[] shares) {
        int most = 0;
        double missing = ROUNDING;
        double before = 0;
        double sum = 0;
        for (int some = 1; some < shares.length; some++) {
            sum += shares[some - 1];
            double less = spread.leastShare(some, shares.length) - sum;
            if (less > missing) {
                missing = less;
                most = some;
                before = sum;
            }
        }
        for (int i = 0; i < shares.length && most > 0; i++) {
            shares[i] *= i < most ? (before + missing) / before : (1 - before - missing) / (1 - before);
        }
    }
}
