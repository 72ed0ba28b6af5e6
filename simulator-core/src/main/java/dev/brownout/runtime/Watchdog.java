package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.metrics.RequestStats;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Stops a run that cannot end. Either it is in a livelock, in which no simulated time passes, or its memory use grows
 * without bound.
 */
final class Watchdog {
    /** Maximum memory of all growing collections together, in bytes. */
    static final long BYTES_MOST = 2_000_000_000L;

    /** Minimum progress of simulated time, in ns. Less counts as none for the livelock detection. */
    private static final long NO_TIME = 1_000_000;

    /** Number of events without progress before a run is stopped, in addition to those allowed per request. */
    private static final long EVENTS_MOST = 3 << 18;

    /**
     * Number of events without progress allowed per request in flight. Calls are not counted, because a livelock makes
     * as many calls as events.
     */
    private static final long EVENTS_EACH = 1024;

    /** Number of events without progress allowed per request sent before, as its messages can still be waiting. */
    private static final long EVENTS_SENT = 16;

    private static final long SENT_MOST = 1 << 20;

    /** Number of checks per count of all collections. With 8 checks this is about every 131,072 events. */
    private static final int CHECKS_PER_COUNT = 8;

    /** Maximum number of collections named in a message. */
    private static final int NAMED = 4;

    private final RunModel model;
    private final RunEnvironment run;
    private final Map<String, RequestClass> classes;
    private final List<Growth> growing = new ArrayList<>();
    private final HeapGuard heap = new HeapGuard();
    private long startNanos;
    private long firedBefore;
    private long sentBefore;
    private long mostInFlight;
    private long checks;
    private Map<String, Long> before;
    private Optional<Sentence> abortReason = Optional.empty();
    private boolean brokenOff;

    /**
     * A collection that can grow without bound.
     *
     * @param description its name, in the plural
     * @param bytesEach approximate size of one element, in bytes
     * @param count number of elements
     */
    record Growth(String description, int bytesEach, LongSupplier count) {
        long bytes() {
            return bytesEach * count.getAsLong();
        }

        /** Returns the sum of both collections with their present sizes. */
        Growth and(Growth other) {
            long total = count.getAsLong() + other.count.getAsLong();
            return new Growth(description, bytesEach, () -> total);
        }
    }

    Watchdog(RunModel model) {
        this.model = model;
        this.run = model.run();
        this.classes = model.classes();
        growing.addAll(run.audit.growing);
        classes.forEach((name, type) -> grows("requests of " + name + " in flight", 550, type::inFlight));
        model.components().forEach((name, own) -> {
            grows("calls at " + name, 450, () -> callsInside(own.hosts()));
            grows("suspended events at " + name, 60, () -> heldUp(own.hosts()));
            grows("lost writes of " + name, 40, own.losses::length);
        });
        grows("pending events", 60, run.simulation::pending);
        grows("versions of data", 24, run.versions::retainedCount);
        grows("timeline events", 200, run.chronicle::length);
    }

    void grows(String collection, int bytesEach, LongSupplier count) {
        growing.add(new Growth(collection, bytesEach, count));
    }

    private static long callsInside(List<Host> hosts) {
        long inside = 0;
        for (Host host : hosts) {
            inside += host.meter().callsInside() + host.meter().waiting();
        }
        return inside;
    }

    private static long heldUp(List<Host> hosts) {
        return hosts.stream().mapToLong(Host::heldUp).sum();
    }

    /** Returns the reason why the run was stopped; empty if it was not. */
    Optional<Sentence> stopReason() {
        return abortReason;
    }

    /** Stops the run after an out-of-memory error within an event. Accounting identities no longer hold. */
    void ranOut() {
        brokenOff = true;
        heap.release();
        run.simulation.abandon();
        end(outOfMemoryText());
    }

    /** Returns whether the run was stopped within an event. */
    boolean brokenOff() {
        return brokenOff;
    }

    private Sentence outOfMemoryText() {
        return Sentence.of(
                "out of memory ({} MB): {}",
                String.format(Locale.ROOT, "%,d", HeapGuard.megabytes()),
                largestCollections());
    }

    /** Checks memory and progress. Stops the simulation if the run cannot continue. */
    void check() {
        long now = run.simulation.now();
        long fired = run.simulation.fired();
        if (now - startNanos >= NO_TIME) {
            startNanos = now;
            firedBefore = fired;
            sentBefore = RequestClass.issued(classes.values());
            mostInFlight = 0;
            before = null;
        }
        mostInFlight = Math.max(mostInFlight, inFlight());
        if (heap.isShort()) {
            heap.release();
            end(outOfMemoryText());
        } else if (++checks % CHECKS_PER_COUNT == 0) {
            count(fired - firedBefore);
        }
    }

    /** Stops the run at the request of the user. */
    void interrupt() {
        end(Sentence.of("interrupted"));
    }

    /** Reports the progress of the wholeRun, as a share. Stops the run if the listener asks for it. */
    void report(Run.Progress progress, double share) {
        if (!progress.onProgress(share, run.simulation.fired(), inFlight())) {
            interrupt();
        }
    }

    /** Stops the run if its use exceeds a limit of the listener. */
    void limit(Run.Progress progress) {
        progress.exceeded(() -> RequestClass.issued(classes.values()), this::bytes)
                .ifPresent(this::end);
    }

    /** Returns the approximate memory of all growing collections, in bytes. */
    long bytes() {
        long bytes = 0;
        for (Growth growth : growing) {
            bytes += growth.bytes();
        }
        return bytes;
    }

    /**
     * Checks the size of all collections and the number of events without progress.
     *
     * @param eventsWithoutProgress number of events without progress
     */
    void count(long eventsWithoutProgress) {
        long bytes = bytes();
        long events = EVENTS_MOST + EVENTS_EACH * mostInFlight + EVENTS_SENT * Math.min(SENT_MOST, sentBefore);
        if (bytes > BYTES_MOST) {
            end(Sentence.of(
                    "the run needs more than {} MB of memory: {}", BYTES_MOST / 1_000_000, largestCollections()));
        } else if (before == null && eventsWithoutProgress > events / 2) {
            before = counts();
        } else if (before != null && eventsWithoutProgress > events) {
            String time =
                    run.simulation.now() == startNanos ? "at one instant" : "in less than " + TimeFormat.text(NO_TIME);
            end(Sentence.of(
                    "simulated time does not advance: {} events {}{}",
                    String.format(Locale.ROOT, "%,d", eventsWithoutProgress),
                    time,
                    livelockCounters()));
        }
    }

    private long inFlight() {
        return classes.values().stream().mapToLong(RequestClass::inFlight).sum();
    }

    private void end(Sentence reason) {
        if (abortReason.isEmpty()) {
            abortReason = Optional.of(reason);
            run.simulation.stop();
        }
    }

    /** Returns the collections that use the most memory. Collections of the same name are added up. */
    private String largestCollections() {
        Map<String, Growth> named = new TreeMap<>();
        for (Growth growth : growing) {
            named.merge(growth.description(), growth, Growth::and);
        }
        List<Growth> largest = new ArrayList<>(named.values());
        largest.sort(Comparator.comparingLong(Growth::bytes).reversed());
        long bytes = largest.stream().mapToLong(Growth::bytes).sum();
        return largest.stream()
                .limit(NAMED)
                .filter(growth -> growth.bytes() * 10 > bytes)
                .map(growth -> String.format(Locale.ROOT, "%,d ", growth.count().getAsLong()) + growth.description())
                .reduce((list, next) -> list + ", " + next)
                .orElse("too many instruments");
    }

    /** Returns the counters with the largest increase since a livelock was suspected. */
    private String livelockCounters() {
        Map<String, Long> increases = counts();
        increases.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        long maxIncrease =
                increases.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return increases.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && entry.getValue() * 10 > maxIncrease)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .reduce((list, next) -> list + ", " + next)
                .map(names -> ": " + names)
                .orElse("");
    }

    /** Returns all counters of the wholeRun, by name. */
    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        CellRange wholeRun = run.wholeRun();
        classes.forEach((name, type) -> {
            for (RequestStats stats : type.stats()) {
                counts.merge("requests of " + name, stats.issued(), Long::sum);
            }
        });
        model.components().forEach((component, own) -> {
            own.hosts()
                    .forEach(host ->
                            counts.merge("calls at " + component, host.meter().arrivals(), Long::sum));
            for (String name : own.instruments.names()) {
                if (own.instruments.of(name) instanceof Counter counter) {
                    counts.merge(component + "." + name, counter.total(wholeRun), Long::sum);
                }
            }
        });
        return counts;
    }
}
