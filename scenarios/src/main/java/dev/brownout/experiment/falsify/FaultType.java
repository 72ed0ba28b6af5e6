package dev.brownout.experiment.falsify;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Types of faults of the fault model, each with its places, durations and strengths. The unit of failure is one node, a
 * zone, a region, or the network between two of them. The ranges of durations and strengths are assumptions unless the
 * source names them.
 */
public enum FaultType {
    /** The process of a node dies and starts again. */
    NODE_CRASH(
            "crash",
            "crash",
            FaultPlace.NODE,
            10,
            120,
            FaultStrength.NONE,
            "kill nemesis of Jepsen; pod-kill of Chaos Mesh; stop and start of instances in AWS FIS"),
    /** A node pauses and continues, as in a garbage collection. */
    NODE_PAUSE(
            "pause",
            "pause",
            FaultPlace.NODE,
            1,
            30,
            FaultStrength.NONE,
            "pause nemesis of Jepsen (SIGSTOP, SIGCONT); pauses of collectors and of migrated machines"),
    /** A node accepts connections and does not respond. */
    NODE_HANG(
            "hang",
            "hang",
            FaultPlace.NODE,
            10,
            120,
            FaultStrength.NONE,
            "Gunawi et al., Why Does the Cloud Stop Computing?, SoCC 2016: hanging without a detected failure"),
    /** The work of a node takes longer. */
    SLOW(
            "slow",
            "slow",
            FaultPlace.NODE,
            30,
            300,
            FaultStrength.FACTOR,
            "Gunawi et al., Fail-Slow at Scale, FAST 2018; CPU attack of Gremlin; StressChaos of Chaos Mesh"),
    /** A share of the calls to a node fails. */
    ERRORS(
            "errors",
            "errors",
            FaultPlace.NODE,
            30,
            300,
            FaultStrength.SHARE,
            "HTTPChaos of Chaos Mesh; fault injection (abort) of Istio; Huang et al., Gray Failure, HotOS 2017"),
    /** The network drops all traffic of a node. */
    NODE_BLACKHOLE(
            "blackhole",
            "blackhole",
            FaultPlace.NODE,
            10,
            120,
            FaultStrength.NONE,
            "blackhole attack of Gremlin; NetworkChaos (loss 100 %) of Chaos Mesh"),
    /** The callers of a component cannot reach one of its nodes, or two regions cannot reach each other. */
    PARTITION(
            "partition",
            "partition",
            FaultPlace.CALL,
            5,
            60,
            FaultStrength.NONE,
            "partition nemeses of Jepsen; Alquraan et al., Network-Partitioning Failures, OSDI 2018"),
    /** A zone loses power. */
    ZONE_OUTAGE(
            "zone-outage",
            "power-off",
            FaultPlace.ZONE,
            60,
            600,
            FaultStrength.NONE,
            "AZ Availability: Power Interruption of AWS FIS, 30 minutes by default"),
    /** A region loses power. */
    REGION_OUTAGE(
            "region-outage",
            "power-off",
            FaultPlace.REGION,
            60,
            600,
            FaultStrength.NONE,
            "Gunawi et al., SoCC 2016: outages by power and network; Cross-Region Connectivity of AWS FIS"),
    /** The link between two regions gets a higher latency. */
    SLOW_LINK(
            "slow-link",
            "degrade",
            FaultPlace.REGION_LINK,
            30,
            300,
            FaultStrength.LATENCY,
            "latency attack of Gremlin, 100 ms by default; NetworkChaos (delay) of Chaos Mesh"),
    /** The disk of a node is slow. */
    SLOW_DISK(
            "slow-disk",
            "slow",
            FaultPlace.DISK,
            30,
            300,
            FaultStrength.FACTOR,
            "IOChaos (latency) of Chaos Mesh; Gunawi et al., Fail-Slow at Scale, FAST 2018"),
    /** A cache loses its entries. */
    FLUSH(
            "flush",
            "flush",
            FaultPlace.CACHE,
            0,
            0,
            FaultStrength.NONE,
            "restart of a cache in memory: kill nemesis of Jepsen; reboot of ElastiCache nodes in AWS"),
    /** The clock of a node steps back. */
    CLOCK_JUMP(
            "clock-jump",
            "clock-jump",
            FaultPlace.NODE,
            10,
            120,
            FaultStrength.STEP_BACK,
            "clock nemesis of Jepsen (bump); TimeChaos of Chaos Mesh"),
    /** The users send more requests. Not a part of the default fault model. */
    TRAFFIC(
            "traffic",
            "traffic",
            FaultPlace.USERS,
            10,
            120,
            FaultStrength.FACTOR_OF_LOAD,
            "Bronson et al., Metastable Failures, HotOS 2021: load spikes as triggers");

    private final String word;
    private final String verb;
    private final FaultPlace place;
    private final long shortestNanos;
    private final long longestNanos;
    private final FaultStrength strength;
    private final String source;

    FaultType(
            String word,
            String verb,
            FaultPlace place,
            long shortestSeconds,
            long longestSeconds,
            FaultStrength strength,
            String source) {
        this.word = word;
        this.verb = verb;
        this.place = place;
        this.shortestNanos = shortestSeconds * 1_000_000_000L;
        this.longestNanos = longestSeconds * 1_000_000_000L;
        this.strength = strength;
        this.source = source;
    }

    /** Returns the types of the default fault model. */
    public static List<FaultType> defaults() {
        return Stream.of(values()).filter(type -> type != TRAFFIC).toList();
    }

    /**
     * Returns the type of a word.
     *
     * @throws IllegalArgumentException if there is none; the message suggests a word
     */
    public static FaultType of(String word) {
        List<String> words = new ArrayList<>();
        for (FaultType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
            words.add(type.word);
        }
        throw new InvalidValueException(SpellingSuggestion.unknown("fault", word, words));
    }

    /** Returns the word on the command line. */
    public String word() {
        return word;
    }

    /** Returns the verb of the scenario language. */
    public String verb() {
        return verb;
    }

    /** Returns the places where it can occur. */
    public FaultPlace place() {
        return place;
    }

    /** Returns the shortest duration in nanoseconds; 0 for a momentary fault. */
    public long shortestNanos() {
        return shortestNanos;
    }

    /** Returns the longest duration in nanoseconds; 0 for a momentary fault. */
    public long longestNanos() {
        return longestNanos;
    }

    /** Returns the kind and range of its strength. */
    public FaultStrength strength() {
        return strength;
    }

    /** Returns the source of the type. */
    public String source() {
        return source;
    }
}
