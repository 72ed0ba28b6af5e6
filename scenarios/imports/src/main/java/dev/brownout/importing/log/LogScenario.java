package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.detail.RouteCache;
import dev.brownout.importing.detail.RouteCache.CacheLookups;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.loadtest.ClosedLoopLoad;
import dev.brownout.importing.log.LogActivities.TimedClass;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scenario derived from a log: one tier that serves the requests of the log, and a cache and its origin if the log has
 * the results of lookups. Each value has a remark about its origin.
 */
final class LogScenario {
    /** Utilization of the cores at the highest rate, from which the number of cores is derived. */
    static final double BUSY_CORES = 0.6;

    static final int RATE_DIGITS = 4;

    /** Spare cores of the alternatives, as multiples of the square root of the busy cores, the fewest first. */
    private static final double[] OTHER_SPARE = {0.1, 0.3, 0.6, 1, 1.5};

    private static final long YEAR_MICROS = 365L * 86_400 * 1_000_000;

    /** Name of the server that wrote the log. */
    static final String SERVER = "web";

    /** Name of the server behind the cache. */
    static final String ORIGIN = "origin";

    /** Name of a cache, or the beginning of the names of several. */
    static final String CACHE = "cache";

    /** Failures of the requests. */
    static final FailingCalls FAILURES = new FailingCalls(FailingCalls.NAME);

    private final AccessLog log;
    private final LoadSteps load;
    private final QuietPeriod times;
    private final List<TimedClass> classes = new ArrayList<>();
    private final boolean cached;
    private final LogTiers tiers;
    private final List<String> missingInformation;

    /**
     * Creates the preferred scenario: that of the period of low load, if requests are slower at the busiest time.
     *
     * @param withCache whether the cache of the log is a component; otherwise its hits and misses are one distribution
     */
    LogScenario(AccessLog log, boolean withCache) {
        this(log, withCache, true, Double.NaN);
    }

    /**
     * Creates a scenario.
     *
     * @param quietOnly whether the service times are those of the period of low load
     * @param spare spare cores, as a multiple of the square root of the busy cores; NaN for the default: a utilization
     *     of {@link #BUSY_CORES}, or almost no waiting if the times contain the waiting already
     */
    private LogScenario(AccessLog log, boolean withCache, boolean quietOnly, double spare) {
        this.log = log;
        this.load = LoadSteps.of(log.counts());
        this.times = QuietPeriod.of(log);
        PeriodStatistics whole = log.stretches()
                .sum(log.stretches().all().firstKey(), log.stretches().span());
        List<LogRequestClass> requests =
                withCache ? LogRequestClass.byCache(log.routes()) : LogRequestClass.of(log.routes());
        long lookups = requests.stream().filter(LogRequestClass::isCached).count();
        for (LogRequestClass one : requests) {
            classes.add(timed(one, whole, quietOnly, lookups > 1));
        }
        this.cached = lookups > 0;
        this.tiers = new LogTiers(log, load, classes, cached, spare);
        this.missingInformation = LogGaps.gaps(log, load, times, service());
    }

    private TimedClass timed(LogRequestClass requests, PeriodStatistics whole, boolean quietOnly, boolean several) {
        ServiceTimes serviceTimes = ServiceTimes.of(log, times, whole, requests, quietOnly);
        if (!requests.isCached()) {
            return new TimedClass(requests, serviceTimes, null, Optional.empty(), "");
        }
        ServiceTimes downstream = serviceTimes == null
                ? null
                : ServiceTimes.ofOrigin(log, times, whole, requests, quietOnly, serviceTimes.meanMicros());
        boolean fixed = requests.routes().size() == 1 && requests.keys() == null;
        return new TimedClass(
                requests,
                serviceTimes,
                downstream,
                Optional.of(RouteCache.of(lookups(requests), LogActivities.keyFit(requests), fixed)),
                several ? CACHE + "-" + requests.name() : CACHE);
    }

    private CacheLookups lookups(LogRequestClass requests) {
        Optional<Double> ttl =
                requests.routes().size() == 1 && requests.routes().get(0).ages() != null
                        ? requests.routes().get(0).ages().ttlSeconds()
                        : Optional.empty();
        return new CacheLookups(requests.hits(), requests.lookups(), requests.lookups() / (double) load.seconds(), ttl);
    }

    /**
     * Returns other scenarios of the same log: with fewer cores, so that queueing explains the slower responses of the
     * busiest time, and with the times at any load. There are none if the times at any load are used already.
     */
    List<LogScenario> alternatives() {
        List<LogScenario> alternatives = new ArrayList<>();
        if (!tiers.quiet()) {
            return alternatives;
        }
        Set<Long> tried = new TreeSet<>(Set.of(tiers.cores()));
        for (double other : OTHER_SPARE) {
            LogScenario alternative = new LogScenario(log, cached, true, other);
            if (tried.add(alternative.tiers.cores())) {
                alternatives.add(alternative);
            }
        }
        alternatives.add(new LogScenario(log, cached, false, Double.NaN));
        return alternatives;
    }

    /** Returns the response times per request class; null for a class without logged response times. */
    Map<LogRequestClass, ServiceTimes> service() {
        Map<LogRequestClass, ServiceTimes> service = new LinkedHashMap<>();
        classes.forEach(timed -> service.put(timed.requests(), timed.serviceTimes()));
        return service;
    }

    /** Returns the classes with a cache, by the name of the cache. */
    Map<String, LogRequestClass> caches() {
        Map<String, LogRequestClass> caches = new LinkedHashMap<>();
        classes.stream()
                .filter(timed -> timed.cache().isPresent())
                .forEach(timed -> caches.put(timed.cacheName(), timed.requests()));
        return caches;
    }

    LoadSteps load() {
        return load;
    }

    QuietPeriod times() {
        return times;
    }

    /** Returns the system that the log describes. */
    ImportedSystem system() {
        String files = Header.files(log.names());
        String lines = log.understood() + " of " + log.lines() + " lines are parsed, as "
                + log.format().name()
                + (log.lastMicros() < YEAR_MICROS
                        ? "; the times have no year."
                        : ", from " + Header.time(log.firstMicros()) + " to " + Header.time(log.lastMicros()) + ".");
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "run",
                        "{ duration: " + length(load.seconds()) + ", seed: 1 }",
                        "the length of the log; --for shortens it, such as --for 10m for the beginning");
        load(settings);
        settings.set(
                "network",
                "none",
                log.format().measuredByClient()
                        ? "the times of a load generator contain its network"
                        : "the log has the times at the server, without the distance of the users");
        List<ImportedActivity> requests = new ArrayList<>();
        LogActivities activities = new LogActivities(log, cached);
        shares().forEach((timed, share) -> requests.add(activities.activity(timed, share)));
        return new ImportedSystem(
                new Header("import log", files, lines, Header.title(files, "an access log")),
                settings,
                components(),
                periods(),
                requests,
                new LogMeasurements(log, load, service(), caches())
                        .measurements(SERVER, tiers.meanWork(), tiers.cores()),
                new Gaps("unknown from the log", missingInformation));
    }

    /** Returns a number of seconds in the notation of the scenario language, such as {@code 1h30m}. */
    static String length(long seconds) {
        StringBuilder text = new StringBuilder();
        long hours = seconds / 3600;
        long minutes = seconds % 3600 / 60;
        text.append(hours > 0 ? hours + "h" : "").append(minutes > 0 ? minutes + "m" : "");
        return text.append(seconds % 60 > 0 || seconds == 0 ? seconds % 60 + "s" : "")
                .toString();
    }

    private void load(ImportedSettings settings) {
        if (log.users().isClosed()) {
            closedLoop(settings);
            return;
        }
        if (load.steps().size() == 1) {
            settings.set(
                    "load",
                    LanguageNumbers.format(load.highest(), RATE_DIGITS) + "/s",
                    "origin: " + log.understood() + " requests in " + length(load.seconds()));
            return;
        }
        String bursts = Double.isNaN(load.dispersion())
                ? ""
                : "; index of dispersion " + QuantityFormat.format(load.dispersion(), "1") + " in windows of "
                        + length(load.windowSeconds()) + " (1 for Poisson arrivals, as here)";
        settings.set(
                "load",
                steps(),
                "origin: arrivals counted in steps of " + length(load.everySeconds())
                        + (load.hasPeaks() ? ", and in shorter ones around peaks" : "") + bursts);
    }

    /** Returns the steps of the load as a list of sequences of equal length, or as the only one. */
    private String steps() {
        List<String> sequences = new ArrayList<>();
        List<String> rates = new ArrayList<>();
        int last = load.steps().size() - 1;
        for (int i = 0; i <= last; i++) {
            long seconds = load.steps().get(i - rates.size()).seconds();
            rates.add(LanguageNumbers.format(load.steps().get(i).rate(), RATE_DIGITS) + "/s");
            // The last rate of a load lasts to the end, so its length is no reason for a sequence of its own.
            if (i == last || i + 1 < last && load.steps().get(i + 1).seconds() != seconds) {
                sequences.add("step(" + String.join(" ", rates) + " every=" + length(seconds) + ")");
                rates.clear();
            }
        }
        return sequences.size() == 1 ? sequences.get(0) : "[" + String.join(", ", sequences) + "]";
    }

    /** Sets the closed loop of a load generator. */
    private void closedLoop(ImportedSettings settings) {
        PeakUsers users = log.users();
        double mean = service().values().stream()
                        .filter(serviceTimes -> serviceTimes != null)
                        .mapToDouble(ServiceTimes::sumMicros)
                        .sum()
                / Math.max(1, log.timed());
        ClosedLoopLoad loop = new ClosedLoopLoad(users.users(), users.thinkMicros(mean) * 1e3, mean * 1e3);
        settings.set(
                "load",
                loop.text(),
                "origin: closed loop of " + users.users() + " users, of which each waits for its response"
                        + (loop.hasThinkTime()
                                ? "; think time by Little's law: users divided by "
                                        + LanguageNumbers.format(users.rate(), RATE_DIGITS)
                                        + "/s, minus the mean response time"
                                : ""));
    }

    private List<ImportedComponent> components() {
        List<ImportedComponent> components = tiers.components();
        if (failed() > 0) {
            components.add(FAILURES.component("failed responses of the log"));
        }
        return components;
    }

    private long failed() {
        return classes.stream().mapToLong(timed -> timed.requests().failed()).sum();
    }

    private List<String> periods() {
        return times.isReported()
                ? List.of("The period of low load: " + Header.time(times.quietFrom()) + " to "
                        + Header.time(times.quietTo()) + ", " + times.quiet().requests()
                        + " requests. The busiest: " + Header.time(times.busyFrom()) + " to "
                        + Header.time(times.busyTo()) + ", " + times.busy().requests() + " requests.")
                : List.of();
    }

    /** Returns the shares of all classes in parts per million, with a sum of one million. */
    private Map<TimedClass, Long> shares() {
        List<Long> millionths = ShareRounding.millionths(classes.stream()
                .map(timed -> (double) timed.requests().requests())
                .toList());
        Map<TimedClass, Long> shares = new LinkedHashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            shares.put(classes.get(i), millionths.get(i));
        }
        shares.values().removeIf(share -> share == 0);
        return shares;
    }
}
