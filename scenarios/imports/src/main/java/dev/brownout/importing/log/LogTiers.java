package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.detail.BackendCounts;
import dev.brownout.importing.detail.RouteCache;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.log.LogActivities.TimedClass;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.QueueFreeCores;
import java.util.ArrayList;
import java.util.List;

/**
 * Tiers of the scenario of a log: the server that wrote it and, if that has a cache, the caches and the origin.
 *
 * @param classes request classes with their times
 * @param cached whether the server has a cache
 * @param spare spare cores, as a multiple of the square root of the busy cores; NaN for the default
 */
record LogTiers(AccessLog log, LoadSteps load, List<TimedClass> classes, boolean cached, double spare) {
    /** Placeholder of the service times of a log without response times. */
    private static final String DEFAULT_TIMES = "lognormal(p50=8ms p99=40ms)";

    /** Mean of {@link #DEFAULT_TIMES} in microseconds. */
    private static final double DEFAULT_MEAN_MICROS = 10_200;

    /** Placeholder of the time of a hit in a log without response times. */
    private static final String DEFAULT_HIT_TIME = "0.2ms";

    /** Value of {@link #DEFAULT_HIT_TIME} in microseconds. */
    private static final double DEFAULT_HIT_MICROS = 200;

    LogTiers {
        classes = List.copyOf(classes);
    }

    /** Returns whether the times of a class are those of the period of low load. */
    boolean quiet() {
        return classes.stream()
                .anyMatch(timed ->
                        timed.serviceTimes() != null && timed.serviceTimes().quiet()
                                || timed.origin() != null && timed.origin().quiet());
    }

    private boolean isMeasured() {
        return classes.stream().anyMatch(timed -> timed.serviceTimes() != null);
    }

    /** Returns the mean service time of all requests at the server, in seconds. */
    double meanWork() {
        double work = 0;
        for (TimedClass timed : classes) {
            work += atOrigin(timed) ? 0 : share(timed) * micros(timed) / 1e6;
        }
        return work;
    }

    /** Returns the mean service time of all requests at the origin, in seconds. */
    private double meanWorkOfOrigin() {
        double work = 0;
        for (TimedClass timed : classes) {
            LogRequestClass requests = timed.requests();
            if (atOrigin(timed)) {
                work += share(timed) * micros(timed) / 1e6;
            } else if (timed.cache().isPresent()) {
                double misses = 1 - requests.hitRatio();
                double each = timed.origin() == null
                        ? DEFAULT_MEAN_MICROS
                        : timed.origin().meanMicros();
                work += share(timed) * (1 - requests.failedShare()) * misses * each / 1e6;
            }
        }
        return work;
    }

    private boolean atOrigin(TimedClass timed) {
        return cached && timed.requests().isPassed();
    }

    private double share(TimedClass timed) {
        return timed.requests().requests() / (double) log.understood();
    }

    /** Returns the mean service time of a class in microseconds. */
    private double micros(TimedClass timed) {
        ServiceTimes times = timed.serviceTimes();
        if (times == null) {
            return cached && !atOrigin(timed) ? DEFAULT_HIT_MICROS : DEFAULT_MEAN_MICROS;
        }
        double all = timed.requests().requests();
        double failed = times.failedText().isEmpty() ? 0 : timed.requests().failedShare() * all;
        return ((all - failed) * times.meanMicros()
                        + (failed > 0 ? failed * times.failed().mean() : 0))
                / all;
    }

    /** Returns the number of backends, or 1 if it is unknown. */
    private int backends() {
        BackendCounts backends = log.details().backends();
        return backends.isKnown() ? backends.concurrent() : 1;
    }

    private int nodes() {
        return cached ? 1 : backends();
    }

    /** Returns the highest rate of the load. */
    private double highestRate() {
        return log.users().isClosed() ? log.users().rate() : load.highest();
    }

    /** Returns the number of cores of all nodes of the server. */
    long cores() {
        return nodes() * coresOfNode(highestRate() * meanWork(), nodes());
    }

    private long coresOfNode(double busy, int nodes) {
        if (!quiet()) {
            long users = log.users().isClosed() ? log.users().users() : 1;
            return Math.max((users + nodes - 1) / nodes, QueueFreeCores.count(busy / nodes));
        }
        double target = Double.isNaN(spare) ? busy / LogScenario.BUSY_CORES : busy + spare * Math.sqrt(busy);
        return Math.max(1, Math.min(QueueFreeCores.MAX, (long) Math.ceil(target / nodes)));
    }

    /** Returns the components. */
    List<ImportedComponent> components() {
        List<ImportedComponent> components = new ArrayList<>();
        components.add(server());
        for (TimedClass timed : classes) {
            timed.cache().ifPresent(cache -> components.add(cache(timed, cache)));
        }
        if (cached) {
            components.add(origin());
        }
        return components;
    }

    private ImportedComponent server() {
        ImportedComponent server = new ImportedComponent(LogScenario.SERVER);
        String kind = cached
                ? "origin: the server with the cache, which wrote the log; its work is the times of hits"
                : nodes() > 1
                        ? "origin: the backends of the balancer that wrote the log, with all services behind them"
                        : "origin: the server that wrote the log, with all services behind it";
        server.settings().set("kind", "server", kind);
        size(server.settings(), highestRate() * meanWork(), nodes(), !cached);
        service(server.settings(), cached ? DEFAULT_HIT_TIME : DEFAULT_TIMES);
        return server;
    }

    /** Sets the service time of a server: none if the request classes have them, else a placeholder. */
    private void service(ImportedSettings settings, String placeholder) {
        if (isMeasured()) {
            settings.set("service", "0ms", "the service times are given with each request class");
        } else {
            settings.set("service", placeholder, "unknown: A PLACEHOLDER, to be measured");
        }
    }

    /**
     * Sets the nodes of a tier, and the cores of each.
     *
     * @param isBehindProxy whether the backends of the log are the nodes
     */
    private void size(ImportedSettings settings, double busy, int nodes, boolean isBehindProxy) {
        boolean isReported = isMeasured();
        boolean known = isBehindProxy && log.details().backends().isKnown();
        long each = coresOfNode(busy, nodes);
        settings.note("unknown: cores" + (known ? "" : ", nodes") + ". At "
                        + LanguageNumbers.format(highestRate(), LogScenario.RATE_DIGITS) + "/s the times here"
                        + (isReported ? "" : ", which are not measured,") + " keep " + QuantityFormat.format(busy, "1")
                        + " cores busy (Little's law), which is "
                        + QuantityFormat.format(busy / (nodes * each), "ratio") + " of the cores below"
                        + (quiet() || !isReported
                                ? ""
                                : "; almost no request waits, as the times contain the waiting already"))
                .set(
                        "nodes",
                        Integer.toString(nodes),
                        known ? "origin: the number of different backends in the log" : "unknown")
                .set("cores", Long.toString(each), "unknown");
    }

    private ImportedComponent origin() {
        ImportedComponent origin = new ImportedComponent(LogScenario.ORIGIN);
        origin.settings().set("kind", "server", "origin: the server behind the cache; its work is the times of misses");
        size(origin.settings(), highestRate() * meanWorkOfOrigin(), backends(), true);
        service(origin.settings(), DEFAULT_TIMES);
        return origin;
    }

    private static ImportedComponent cache(TimedClass timed, RouteCache cache) {
        LogRequestClass requests = timed.requests();
        ImportedComponent component = new ImportedComponent(timed.cacheName());
        ImportedSettings settings = component.settings();
        settings.set(
                "kind",
                "cache",
                "origin: " + requests.hits() + " of " + requests.lookups() + " lookups of " + requests.label()
                        + " are hits (" + QuantityFormat.format(requests.hitRatio(), "ratio")
                        + ")");
        settings.note(cache.origin());
        cache.entries().ifPresent(entries -> settings.set("entries", Integer.toString(entries), ""));
        cache.warm().ifPresent(warm -> settings.set("warm", Integer.toString(warm), ""));
        cache.ttlSeconds().ifPresent(ttl -> settings.set("ttl", LanguageNumbers.nanos(ttl * 1e9), ""));
        settings.set("lookup", "0ms", "contained in the time of a hit");
        return component;
    }
}
