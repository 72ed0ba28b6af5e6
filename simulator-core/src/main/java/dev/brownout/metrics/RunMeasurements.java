package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.network.CallCounts;
import dev.brownout.network.TransferCounters;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.Component;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What a run consists of as far as anybody reads it: what counts, and what it is called. The maps are those of the run
 * itself, by the names of its components, and fill while it is built.
 *
 * @param scenario what is run
 * @param grid the cells of time into which everything counts
 * @param components the tiers
 * @param hosts their machines
 * @param instruments what they measure
 * @param policyInstruments what the policies of requests measure, by the requests' names
 * @param journeyInstruments what is measured of the visitors of journeys, by the journeys' names
 * @param alerts when the alerts began to fire and what else is measured of them, by their names
 * @param paid how many machines there are and paid for
 * @param paidBySize the same by the cores that each of them has, of components whose machines change their size
 * @param chronicle what happened when
 * @param calls what calls came to, by caller and callee; users under the names of their requests' wiring
 * @param policies the policies that stand where those of an owner are counted, each as often as it is made
 * @param sites in how many places a component stands
 * @param transfers the bytes between zones and regions
 */
public record RunMeasurements(
        Scenario scenario,
        TimeGrid grid,
        Map<String, Component> components,
        Map<String, List<Host>> hosts,
        Map<String, InstrumentRegistry> instruments,
        Map<String, InstrumentRegistry> policyInstruments,
        Map<String, InstrumentRegistry> journeyInstruments,
        Map<String, AlertLog> alerts,
        Map<String, TimeWeighted> paid,
        Map<String, NavigableMap<Integer, TimeWeighted>> paidBySize,
        RunTimeline chronicle,
        Map<String, Map<String, CallCounts>> calls,
        Function<String, List<FilterSpec>> policies,
        ToIntFunction<String> sites,
        Supplier<TransferCounters> transfers) {
    /** What the name of a request begins with where owners of policies are named. */
    public static final String REQUESTS = KeySpaces.REQUESTS;

    /** The names of the regions, in their order. */
    List<String> regions() {
        return List.copyOf(scenario.regions().keySet());
    }

    /** The places where users live: all regions, or the one place without a name. */
    List<String> places() {
        return scenario.regions().isEmpty() ? List.of("") : regions();
    }

    /** The names of the components, in the order of their numbers from 1. */
    List<String> names() {
        return List.copyOf(scenario.components().keySet());
    }

    /** The part of the run that results are of: all that follows the warm-up. */
    CellRange measured() {
        return grid.span(scenario.warmupNanos(), scenario.durationNanos());
    }

    /** How many machines there are in all. */
    int machines() {
        return hosts.values().stream().mapToInt(List::size).sum();
    }

    /** The names that can be asked for and hit. */
    public MetricSubject.Scope scope() {
        return new MetricSubject.Scope(
                components.keySet(),
                scenario.requests().keySet(),
                scenario.regions().keySet(),
                scenario.journeys().keySet(),
                scenario.alerts().keySet(),
                unbuilt -> OptionalInt.empty());
    }

    /** Why a component has no such machines: it has others, or some in other regions only. */
    public ScenarioException missing(MetricSubject machines, String path) {
        List<Host> all = hosts.getOrDefault(machines.name(), List.of());
        Set<String> where = new TreeSet<>();
        all.forEach(host -> where.add(host.site().region()));
        if (!scenario.regions().containsKey(machines.part()) || where.contains(machines.part())) {
            return machines.missing(all, path);
        }
        return new ScenarioException(
                path,
                machines + ": " + machines.name() + " has no machine in region '" + machines.part() + "'"
                        + (where.isEmpty() ? "" : ", only in " + String.join(", ", where)));
    }
}
