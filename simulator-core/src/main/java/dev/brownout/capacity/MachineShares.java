package dev.brownout.capacity;

import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares of the calls that the equivalent machines of a tier receive from load balancers. Each place gets a share in
 * proportion to its number of machines. A balancer that considers calls in flight gives each machine a share in
 * proportion to its speed, as far as it compares enough machines.
 */
final class MachineShares {
    /** Minimum slowdown. It bounds the weight of a machine without work. */
    private static final double LEAST_SLOWDOWN = 1e-6;

    /** Tolerance. A share below its minimum by no more than this is not corrected. */
    private static final double ROUNDING = 1e-12;

    private final List<OfferedDemand> demands;
    private final Map<String, Double> shares = new TreeMap<>();

    /**
     * A machine of the tier.
     *
     * @param name its name
     * @param place its place
     * @param slowdown the factor by which its work is slowed down
     * @param fromNanos its age at the start of the stage, in nanoseconds
     * @param toNanos its age at the end of the stage, in nanoseconds
     */
    record Machine(String name, String place, double slowdown, long fromNanos, long toNanos) {}

    private MachineShares(List<OfferedDemand> demands) {
        this.demands = demands;
    }

    /** Returns the share of each machine by its name. The sum of the shares is 1. */
    static Map<String, Double> of(List<OfferedDemand> demands, List<Machine> machines) {
        MachineShares all = new MachineShares(
                demands.stream().filter(calls -> calls.perSecond() > 0).toList());
        Map<String, List<Machine>> machinesByLocation = new TreeMap<>();
        machines.forEach(machine -> machinesByLocation
                .computeIfAbsent(machine.place(), location -> new ArrayList<>())
                .add(machine));
        machinesByLocation
                .values()
                .forEach(localMachines ->
                        all.addLocation(localMachines, (double) localMachines.size() / machines.size()));
        return all.shares;
    }

    private void addLocation(List<Machine> machines, double shareOfAll) {
        List<Machine> slowestFirst = machines.stream()
                .sorted(Comparator.comparingDouble(Machine::slowdown).reversed())
                .toList();
        double[] sum = new double[machines.size()];
        double perSecond =
                demands.stream().mapToDouble(OfferedDemand::perSecond).sum();
        for (OfferedDemand calls : demands) {
            double[] machineShares = calls.spread()
                    .filter(CallDistribution::even)
                    .map(spread -> shares(spread, slowestFirst))
                    .orElse(null);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += calls.perSecond() / perSecond * (machineShares == null ? 1.0 / sum.length : machineShares[i]);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            shares.put(slowestFirst.get(i).name(), shareOfAll * (demands.isEmpty() ? 1.0 / sum.length : sum[i]));
        }
    }

    private static double[] shares(CallDistribution spread, List<Machine> slowestFirst) {
        double[] shares = new double[slowestFirst.size()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            Machine machine = slowestFirst.get(i);
            double weight = spread.weight(machine.fromNanos(), machine.toNanos()) * spread.weightOf(machine.name());
            shares[i] = spread.followsLoad() ? weight / Math.max(LEAST_SLOWDOWN, machine.slowdown()) : weight;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        if (spread.followsLoad()) {
            raiseToMinimum(spread, shares);
        }
        return shares;
    }

    /**
     * Raises the shares of the slowest machines to their minimum, where they are smaller. The other shares are lowered
     * in proportion.
     */
    private static void raiseToMinimum(CallDistribution spread, double[] shares) {
        int raisedCount = 0;
        double missing = ROUNDING;
        double before = 0;
        double sum = 0;
        for (int machineCount = 1; machineCount < shares.length; machineCount++) {
            sum += shares[machineCount - 1];
            double deficit = spread.leastShare(machineCount, shares.length) - sum;
            if (deficit > missing) {
                missing = deficit;
                raisedCount = machineCount;
                before = sum;
            }
        }
        for (int i = 0; i < shares.length && raisedCount > 0; i++) {
            shares[i] *= i < raisedCount ? (before + missing) / before : (1 - before - missing) / (1 - before);
        }
    }
}
