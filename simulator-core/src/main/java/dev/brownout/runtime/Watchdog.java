package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeFormat;
import dev.brownout.metrics.RequestStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Looks after a run from time to time and stops one that would not end, since it goes round in a circle in which no
 * time passes, or for which no memory would suffice, since something in it grows without bound.
 */
final class Watchdog {
    /** What all that grows may take together, in bytes. */
    static final long BYTES_MOST = 2_000_000_000L;

    /** Less time than this, in nanoseconds, is none where so many events happen in it. */
    private static final long NO_TIME = 1_000_000;

    /** The events that happen in no time before a run is stopped, besides those that requests may cause. */
    private static final long EVENTS_MOST = 3 << 18;

    /** The events of each request in flight. Calls are not counted: a circle makes as many of them as events. */
    private static final long EVENTS_EACH = 1024;

    /** The events of each request that was sent before, whose message may still wait. */
    private static final long EVENTS_SENT = 16;

    private static final long SENT_MOST = 1 << 20;

    /** What there is is counted at one look of so many, which is about every 131,072 events. */
    private static final int LOOKS = 8;

    /** So many things are named. */
    private static final int NAMED = 4;

    private final Assembly assembly;
    private final Map<String, RequestClass> classes;
    private final List<Growth> growing = new ArrayList<>();
    private final HeapGuard heap = new HeapGuard();
    private long since;
    private long firedBefore;
    private long sentBefore;
    private long mostInFlight;
    private long looked;
    private Map<String, Long> before;
    private String why = "";
    private boolean brokenOff;

    /**
     * Something without a bound.
     *
     * @param what it is, in the plural
     * @param bytesEach about what one takes
     * @param count how many there are
     */
    record Growth(String what, int bytesEach, LongSupplier count) {
        long bytes() {
            return bytesEach * count.getAsLong();
        }

        /** Both, as many as there are now. */
        Growth and(Growth other) {
            long both = count.getAsLong() + other.count.getAsLong();
            return new Growth(what, bytesEach, () -> both);
        }
    }

    Watchdog(Assembly assembly, Map<String, RequestClass> classes) {
        this.assembly = assembly;
        this.classes = classes;
        growing.addAll(assembly.growing);
        classes.forEach((name, type) -> grows("requests of " + name + " in flight", 550, type::inFlight));
        assembly.hosts.forEach((name, hosts) -> grows("calls at " + name, 450, () -> inside(hosts)));
        assembly.hosts.forEach((name, hosts) -> grows("events held up at " + name, 60, () -> heldUp(hosts)));
        grows("events to come", 60, assembly.simulation::pending);
        grows("versions of data", 24, assembly.versions::kept);
        grows("lines of the timeline", 200, assembly.chronicle::length);
    }

    void grows(String what, int bytesEach, LongSupplier count) {
        growing.add(new Growth(what, bytesEach, count));
    }

    private static long inside(List<Host> hosts) {
        long inside = 0;
        for (Host host : hosts) {
            inside += host.meter().inside() + host.meter().waiting();
        }
        return inside;
    }

    private static long heldUp(List<Host> hosts) {
        return hosts.stream().mapToLong(Host::heldUp).sum();
    }

    /** Why the run was stopped; empty while it was not. */
    String why() {
        return why;
    }

    /** There was no memory for what was about to happen, which is broken off: books are not balanced any more. */
    void ranOut() {
        brokenOff = true;
        heap.release();
        assembly.simulation.abandon();
        end(tooLittle());
    }

    /** Whether the run stands in the middle of what happened last. */
    boolean brokenOff() {
        return brokenOff;
    }

    private String tooLittle() {
        return String.format(Locale.ROOT, "%,d MB of memory are too little: there are ", HeapGuard.megabytes())
                + most();
    }

    /** Looks, after some more events; stops the simulation if it must end here. */
    void look() {
        long now = assembly.simulation.now();
        long fired = assembly.simulation.fired();
        if (now - since >= NO_TIME) {
            since = now;
            firedBefore = fired;
            sentBefore = sent();
            mostInFlight = 0;
            before = null;
        }
        mostInFlight = Math.max(mostInFlight, inFlight());
        if (heap.isShort()) {
            end(tooLittle());
        } else if (++looked % LOOKS == 0) {
            count(fired - firedBefore);
        }
    }

    /** Ends the run where it stands, as its user asks. */
    void interrupt() {
        end("interrupted");
    }

    /** Counts what there is, and what has happened in no time. */
    void count(long still) {
        long bytes = 0;
        for (Growth growth : growing) {
            bytes += growth.bytes();
        }
        long events = EVENTS_MOST + EVENTS_EACH * mostInFlight + EVENTS_SENT * Math.min(SENT_MOST, sentBefore);
        if (bytes > BYTES_MOST) {
            end("more is kept than " + BYTES_MOST / 1_000_000 + " MB of memory hold: there are " + most());
        } else if (before == null && still > events / 2) {
            before = counts();
        } else if (before != null && still > events) {
            String time =
                    assembly.simulation.now() == since ? "at one moment" : "in less than " + TimeFormat.text(NO_TIME);
            String what = String.format(Locale.ROOT, "no time passes: %,d events %s go round in a circle", still, time);
            end(what + circle());
        }
    }

    private long inFlight() {
        return classes.values().stream().mapToLong(RequestClass::inFlight).sum();
    }

    private long sent() {
        long sent = 0;
        for (RequestClass type : classes.values()) {
            for (RequestStats stats : type.stats()) {
                sent += stats.issued();
            }
        }
        return sent;
    }

    private void end(String reason) {
        if (why.isEmpty()) {
            why = reason;
            assembly.simulation.stop();
        }
    }

    /** What takes most; things of one name are told together. */
    private String most() {
        Map<String, Growth> named = new TreeMap<>();
        for (Growth one : growing) {
            named.merge(one.what(), one, Growth::and);
        }
        List<Growth> most = new ArrayList<>(named.values());
        most.sort(Comparator.comparingLong(Growth::bytes).reversed());
        long bytes = most.stream().mapToLong(Growth::bytes).sum();
        return most.stream()
                .limit(NAMED)
                .filter(growth -> growth.bytes() * 10 > bytes)
                .map(growth -> String.format(Locale.ROOT, "%,d ", growth.count().getAsLong()) + growth.what())
                .reduce((one, other) -> one + ", " + other)
                .orElse("too many instruments");
    }

    /** What has been counted most often since the circle was noticed. */
    private String circle() {
        Map<String, Long> more = counts();
        more.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
        long most = more.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return more.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && entry.getValue() * 10 > most)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(NAMED)
                .map(Map.Entry::getKey)
                .reduce((one, other) -> one + ", " + other)
                .map(names -> ": " + names)
                .orElse("");
    }

    /** Everything that the run counts, by name. */
    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        CellRange run = assembly.grid.span(0, assembly.grid.end());
        classes.forEach((name, type) -> {
            for (RequestStats stats : type.stats()) {
                counts.merge("requests of " + name, stats.issued(), Long::sum);
            }
        });
        assembly.hosts.forEach((name, hosts) -> hosts.forEach(
                host -> counts.merge("calls at " + name, host.meter().arrivals(), Long::sum)));
        assembly.instruments.forEach((component, instruments) -> {
            for (String name : instruments.names()) {
                if (instruments.of(name) instanceof Counter counter) {
                    counts.merge(component + "." + name, counter.total(run), Long::sum);
                }
            }
        });
        return counts;
    }
}
