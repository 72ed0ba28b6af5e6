package dev.brownout.capacity;

import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FaultSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A part of a run during which the load, the machines and their pace stay as they are.
 *
 * @param fromNanos its start
 * @param toNanos its end
 * @param faults that hold in it
 * @param renewals by which machines have been replaced before
 * @param asked whether both its ends are such that a run keeps what it measures between them
 * @param keys the key spaces of the scenario's components, which are those of the whole run
 * @param carried the state that earlier stages have left behind
 */
record LoadStage(
        long fromNanos,
        long toNanos,
        List<FaultEntry> faults,
        List<FaultEntry> renewals,
        boolean asked,
        KeySpaces keys,
        CarriedState carried) {
    LoadStage {
        faults = List.copyOf(faults);
        renewals = List.copyOf(renewals);
    }

    /** A part of the stage, with the state at its start. */
    LoadStage part(long from, long to, CarriedState state) {
        return new LoadStage(from, to, faults, renewals, asked && from == fromNanos && to == toNanos, keys, state);
    }

    /** The same stage in which shares of the calls to components fail, and consumers fail on messages. */
    LoadStage failing(Map<String, Double> shares, Map<String, List<FailingMessages>> messages) {
        return new LoadStage(fromNanos, toNanos, faults, renewals, asked, keys, carried.failing(shares, messages));
    }

    /** By how much faults multiply the load. */
    double loadFactor() {
        double factor = 1;
        for (FaultEntry fault : faults) {
            factor *= fault.spec().loadFactor();
        }
        return factor;
    }

    /** How many machines the newest fault wants that says so of a component; empty where none does. */
    OptionalInt nodes(String component) {
        return newest(component, FaultSpec::nodesWanted);
    }

    /** How many cores the newest fault wants that says so of the machines of a component; empty where none does. */
    OptionalInt cores(String component) {
        return newest(component, FaultSpec::coresWanted);
    }

    private OptionalInt newest(String component, Function<FaultSpec, OptionalInt> wanted) {
        OptionalInt newest = OptionalInt.empty();
        for (FaultEntry fault : faults) {
            OptionalInt its = wanted.apply(fault.spec());
            newest = its.isPresent() && fault.hits(component) ? its : newest;
        }
        return newest;
    }

    /** Whether a fault says how many machines a component is to have. */
    static boolean scales(FaultEntry fault, String component) {
        return fault.spec().nodesWanted().isPresent() && fault.hits(component);
    }

    /** Whether no fault takes a machine away. */
    boolean whole() {
        return faults.stream().noneMatch(fault -> fault.spec().stops());
    }

    /** Whether a fault hits a machine, as far as it is named. */
    static boolean takes(FaultEntry fault, String component, String node, String place) {
        return fault.target().filter(t -> hits(t, component, node, place)).isPresent();
    }

    /** Whether no fault takes a machine away, as far as it is named. */
    boolean up(String component, String node, String place) {
        for (FaultEntry fault : faults) {
            if (fault.spec().stops()
                    && takes(fault, component, node, place)
                    && !over(fault, component, node, place, true)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a fault has ended on a machine because a new machine or process replaces the one that it hit. */
    private boolean over(FaultEntry fault, String component, String node, String place, boolean down) {
        boolean ofProcess = !fault.spec().silent() && !fault.spec().takesMachines();
        return renewals.stream().anyMatch(renewal -> {
            boolean hit = takes(renewal, component, node, place);
            if (renewal.spec().renews()) {
                return renewal.startAt() > fault.startAt() && (hit || down && replacesFailed(renewal, component));
            }
            return ofProcess
                    && hit
                    && Stages.renewed(renewal, node)
                            .filter(at -> at > fault.startAt() && at <= fromNanos)
                            .isPresent();
        });
    }

    private static boolean replacesFailed(FaultEntry renewal, String component) {
        return renewal.target()
                .filter(target -> target.head().equals(component))
                .filter(target -> target.parts().equals(List.of(Selector.DOWN)))
                .isPresent();
    }

    /** Whether a machine that is not there has lost its process. */
    boolean restarts(String component, String node, String place) {
        return faults.stream().anyMatch(fault -> fault.spec().restarts() && takes(fault, component, node, place));
    }

    /** How many times as long the work of a machine takes. */
    double slowdown(String component, String node, String place) {
        double times = 1;
        for (FaultEntry fault : faults) {
            boolean hit = fault.target()
                    .filter(t -> hits(t, component, node, place) || hitsGroup(t, component, node))
                    .isPresent();
            times *= hit && !over(fault, component, node, place, false)
                    ? fault.spec().slowdown()
                    : 1;
        }
        return times;
    }

    /** The share of the calls to a machine that fail at once. */
    double failureShare(String component, String node, String place) {
        double passes = 1;
        for (FaultEntry fault : faults) {
            boolean hit = fault.target()
                    .filter(t -> hits(t, component, node, place) || hitsGroup(t, component, node))
                    .isPresent();
            passes *= hit && !over(fault, component, node, place, false)
                    ? 1 - fault.spec().failureShare()
                    : 1;
        }
        return 1 - passes;
    }

    /** Whether no fault takes a part of a machine away that the machine itself does not miss. */
    boolean partUp(String component, String node, String part) {
        return faults.stream().noneMatch(fault -> fault.spec().stops() && hitsPart(fault, component, node, part));
    }

    /** How many times as long the work of a part of a machine takes, besides what makes the whole machine slow. */
    double partSlowdown(String component, String node, String part) {
        double times = 1;
        for (FaultEntry fault : faults) {
            times *= hitsPart(fault, component, node, part) ? fault.spec().slowdown() : 1;
        }
        return times;
    }

    private static boolean hitsPart(FaultEntry fault, String component, String node, String part) {
        List<String> parts = fault.target()
                .filter(t -> t.head().equals(component))
                .map(Selector::parts)
                .orElse(List.of());
        int last = parts.size() - 1;
        return last >= 0
                && parts.get(last).equals(part)
                && (last == 0
                        || Selector.matches(String.join("/", parts.subList(0, last)), node)
                        || node.startsWith(String.join("/", parts.subList(0, last)) + "/"));
    }

    /** Whether all machines of a group are meant, such as those of a shard. */
    private static boolean hitsGroup(Selector target, String component, String node) {
        return target.head().equals(component) && node.startsWith(String.join("/", target.parts()) + "/");
    }

    private static boolean hits(Selector target, String component, String node, String place) {
        String part = String.join("/", target.parts());
        if (target.begins() == Selector.Head.REGION) {
            return part.equals(place);
        }
        if (!target.head().equals(component)) {
            return false;
        }
        return part.isEmpty() || part.equals(Selector.ANY)
                ? part.isEmpty() || node.equals("1")
                : Selector.matches(part, node) || part.equals(place);
    }
}
