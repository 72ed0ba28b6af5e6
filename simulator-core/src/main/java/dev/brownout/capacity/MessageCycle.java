package dev.brownout.capacity;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.OfferedDemand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Components on a cycle of messages. Computes the total call rate of each component from the external calls with the
 * traffic equations of Jackson (1957), λ = a + λP. P holds the calls caused by one call of each kind. A solution exists
 * if the calls die out, that is, if the spectral radius of P is below 1.
 */
final class MessageCycle {
    /** Maximum number of kinds of calls. Cycles with more kinds are not solved. */
    private static final int MAXIMUM = 200;

    /** Minimum pivot. With a smaller pivot, the calls are considered not to die out. */
    private static final double MINIMUM = 1e-9;

    private final Set<String> members;
    private final BiFunction<String, OfferedDemand, ComponentCapacityModel> pages;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<Kind, Integer> numbers = new LinkedHashMap<>();
    private final List<Map<Integer, Double>> makes = new ArrayList<>();
    private final boolean diesOut;
    private final double[] perSecond;

    /** Calls to a component with equal properties, at a rate of one per second. */
    private record Kind(String component, OfferedDemand one) {}

    /**
     * Solves the traffic equations.
     *
     * @param outside the calls of each component from outside the cycle
     * @param pages the model of a component for a call
     */
    MessageCycle(
            Map<String, List<OfferedDemand>> outside, BiFunction<String, OfferedDemand, ComponentCapacityModel> pages) {
        this.members = outside.keySet();
        this.pages = pages;
        Map<Integer, Double> first = new TreeMap<>();
        outside.forEach((name, calls) -> add(name, calls, first));
        for (int i = 0; i < kinds.size() && kinds.size() <= MAXIMUM; i++) {
            Map<Integer, Double> callRates = new TreeMap<>();
            ComponentCapacityModel componentModel =
                    pages.apply(kinds.get(i).component(), kinds.get(i).one());
            componentModel.calls().forEach((target, calls) -> add(target, calls, callRates));
            makes.add(callRates);
        }
        while (makes.size() < kinds.size()) {
            makes.add(Collections.emptyMap());
        }
        double[] a = new double[kinds.size()];
        first.forEach((kind, rate) -> a[kind] = rate);
        double[] solved = kinds.size() > MAXIMUM ? null : solve(a);
        this.diesOut = solved != null;
        this.perSecond = diesOut ? solved : new double[a.length];
    }

    private void add(String target, List<OfferedDemand> calls, Map<Integer, Double> to) {
        for (OfferedDemand call : members.contains(target) ? calls : List.<OfferedDemand>of()) {
            if (call.perSecond() > 0) {
                Kind kind = new Kind(target, call.withRate(1));
                Integer number = numbers.putIfAbsent(kind, kinds.size());
                if (number == null) {
                    number = kinds.size();
                    kinds.add(kind);
                }
                to.merge(number, call.perSecond(), Double::sum);
            }
        }
    }

    /**
     * Solves the equations by Gaussian elimination without pivoting. All pivots are positive exactly if the calls die
     * out. Otherwise the result is {@code null}.
     */
    private double[] solve(double[] a) {
        int n = a.length;
        double[][] coefficients = new double[n][n];
        for (int from = 0; from < n; from++) {
            coefficients[from][from]++;
            for (Map.Entry<Integer, Double> entry : makes.get(from).entrySet()) {
                coefficients[entry.getKey()][from] -= entry.getValue();
            }
        }
        for (int pivot = 0; pivot < n; pivot++) {
            if (!(coefficients[pivot][pivot] > MINIMUM)) {
                return null;
            }
            for (int row = pivot + 1; row < n; row++) {
                double times = coefficients[row][pivot] / coefficients[pivot][pivot];
                for (int column = pivot; times != 0 && column < n; column++) {
                    coefficients[row][column] -= times * coefficients[pivot][column];
                }
                a[row] -= times * a[pivot];
            }
        }
        for (int row = n - 1; row >= 0; row--) {
            for (int column = row + 1; column < n; column++) {
                a[row] -= coefficients[row][column] * a[column];
            }
            a[row] /= coefficients[row][row];
        }
        return a;
    }

    /** Returns whether the calls caused by the external calls die out. */
    boolean diesOut() {
        return diesOut;
    }

    /** Returns all calls of a component. Their rates are unknown if the calls do not die out. */
    List<OfferedDemand> demands(String component) {
        List<OfferedDemand> demands = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).component().equals(component)) {
                OfferedDemand one = kinds.get(i).one();
                demands.add(
                        diesOut
                                ? one.withRate(perSecond[i])
                                : one.withUnknownRate(Sentence.of("messages multiply in a cycle")));
            }
        }
        return demands;
    }

    /**
     * Returns the shortest path around the cycle, with its first component at both ends; empty if there is no cycle.
     */
    List<String> shortestPath() {
        for (Kind start : kinds) {
            if (!pages.apply(start.component(), start.one())
                    .declared(ConsumerBacklogModel.class)
                    .isEmpty()) {
                List<String> path = shortestPath(start.component());
                if (!path.isEmpty()) {
                    return path;
                }
            }
        }
        return List.of();
    }

    private List<String> shortestPath(String start) {
        Map<String, String> before = new TreeMap<>();
        ArrayDeque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty() && !before.containsKey(start)) {
            String from = next.poll();
            for (int i = 0; i < kinds.size(); i++) {
                if (kinds.get(i).component().equals(from)) {
                    for (int to : makes.get(i).keySet()) {
                        if (before.putIfAbsent(kinds.get(to).component(), from) == null) {
                            next.add(kinds.get(to).component());
                        }
                    }
                }
            }
        }
        List<String> path = new ArrayList<>();
        for (String place = before.containsKey(start) ? start : null; place != null; ) {
            path.add(0, place);
            place = path.size() > 1 && place.equals(start) ? null : before.get(place);
        }
        return path;
    }
}
