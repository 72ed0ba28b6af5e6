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
 * proportion to its number of machines. For a balancer that considers calls in flight, shares in proportion to the
 * speed of the machines tell whether all of them are overloaded.
 */
final class MachineShares {
    /** Minimum slowdown. It bounds the weight of a machine without work. */
    private static final double LEAST_SLOWDOWN = 1e-6;

    private final List<OfferedDemand> demands;
    private final Map<String, Double> shares = new TreeMap<>();

    /**
     * A machine of the tier.
     *
     * @param name its name
     * @param place its place
     * @param slowdown the factor by which its work is slowed down
     */
    record Machine(String name, String place, double slowdown) {}

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
            double weight = spread.weightOf(machine.name());
            shares[i] = spread.followsLoad() ? weight / Math.max(LEAST_SLOWDOWN, machine.slowdown()) : weight;
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
