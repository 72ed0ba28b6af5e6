package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.QueueFreeCores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scenario derived from a log: one tier that serves the requests of the log. Each value has a remark about its origin.
 */
final class LogScenario {
    /** Utilization of the cores at the highest rate, from which the number of cores is derived. */
    static final double BUSY_CORES = 0.6;

    /** Mean service time in microseconds if the log has no response times: that of lognormal(p50=8ms p99=40ms). */
    private static final double UNSAID_MEAN_MICROS = 10_200;

    static final int RATE_DIGITS = 4;

    /** Spare cores of the alternatives, as multiples of the square root of the busy cores, the fewest first. */
    private static final double[] OTHER_SPARE = {0.1, 0.3, 0.6, 1, 1.5};

    private static final long YEAR_MICROS = 365L * 86_400 * 1_000_000;
    private static final double USUAL_TIMEOUT_MICROS = 10e6;

    /** Name of the component that serves the requests. */
    static final String SERVER = "web";

    /** Failures of the requests. */
    static final FailingCalls FAILURES = new FailingCalls(FailingCalls.NAME);

    private static final long LEAST_KEYED = 1000;

    private final AccessLog log;
    private final LoadSteps load;
    private final QuietPeriod times;
    private final Map<LogRequestClass, ServiceTimes> service = new LinkedHashMap<>();
    private final List<String> untold;
    private final double spare;

    /** Creates the preferred scenario: that of the period of low load, if requests are slower at the busiest time. */
    LogScenario(AccessLog log) {
        this(log, true, Double.NaN);
    }

    /**
     * Creates a scenario.
     *
     * @param quietOnly whether the service times are those of the period of low load
     * @param spare spare cores, as a multiple of the square root of the busy cores; NaN for the default: a utilization
     *     of {@link #BUSY_CORES}, or almost no waiting if the times contain the waiting already
     */
    private LogScenario(AccessLog log, boolean quietOnly, double spare) {
        this.log = log;
        this.spare = spare;
        this.load = LoadSteps.of(log.counts());
        this.times = QuietPeriod.of(log);
        PeriodStatistics whole = log.stretches()
                .joined(log.stretches().all().firstKey(), log.stretches().span());
        for (LogRequestClass requests : LogRequestClass.of(log.routes())) {
            service.put(requests, ServiceTimes.of(log, times, whole, requests, quietOnly));
        }
        this.untold = LogGaps.of(log, load, times, service);
    }

    /**
     * Returns other scenarios of the same log: with fewer cores, so that queueing explains the slower responses of the
     * busiest time, and with the times at any load. There are none if the times at any load are used already.
     */
    List<LogScenario> alternatives() {
        List<LogScenario> alternatives = new ArrayList<>();
        if (!quiet()) {
            return alternatives;
        }
        Set<Long> tried = new TreeSet<>(Set.of(cores()));
        for (double other : OTHER_SPARE) {
            LogScenario alternative = new LogScenario(log, true, other);
            if (tried.add(alternative.cores())) {
                alternatives.add(alternative);
            }
        }
        alternatives.add(new LogScenario(log, false, Double.NaN));
        return alternatives;
    }

    /** Returns whether the times of a class are those of the period of low load. */
    private boolean quiet() {
        return service.values().stream().anyMatch(took -> took != null && took.quiet());
    }

    /** Returns the busy cores at the highest rate. */
    private double busy() {
        return load.highest() * meanWork();
    }

    /** Returns the mean service time of all requests, in seconds. */
    private double meanWork() {
        double work = 0;
        for (var entry : service.entrySet()) {
            ServiceTimes took = entry.getValue();
            double failed = took == null || took.failedText().isEmpty()
                    ? 0
                    : took.failed().size();
            double all = entry.getKey().requests();
            double micros = took == null
                    ? UNSAID_MEAN_MICROS
                    : ((all - failed) * took.meanMicros()
                                    + (failed > 0 ? failed * took.failed().mean() : 0))
                            / all;
            work += all / log.understood() * micros / 1e6;
        }
        return work;
    }

    private long cores() {
        double busy = busy();
        if (!quiet()) {
            return QueueFreeCores.of(busy);
        }
        double wanted = Double.isNaN(spare) ? busy / BUSY_CORES : busy + spare * Math.sqrt(busy);
        return Math.max(1, Math.min(QueueFreeCores.MAX, (long) Math.ceil(wanted)));
    }

    /** Returns the response times per request class; null for a class without logged response times. */
    Map<LogRequestClass, ServiceTimes> service() {
        return service;
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
        shares().forEach((requestClass, share) -> requests.add(request(requestClass, share)));
        return new ImportedSystem(
                new Header("import log", files, lines, Header.title(files, "an access log")),
                settings,
                components(),
                periods(),
                requests,
                new LogMeasurements(log, load, service).measurements(SERVER, meanWork(), cores()),
                new Gaps("unknown from the log", untold));
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
        List<String> rates = new ArrayList<>();
        load.rates().forEach(rate -> rates.add(LanguageNumbers.bare(rate, RATE_DIGITS) + "/s"));
        if (rates.size() == 1) {
            settings.set(
                    "load", rates.get(0), "origin: " + log.understood() + " requests in " + length(load.seconds()));
            return;
        }
        String bursts = Double.isNaN(load.dispersion())
                ? ""
                : "; index of dispersion " + QuantityFormat.of(load.dispersion(), "1") + " in windows of "
                        + length(load.windowSeconds()) + " (1 for Poisson arrivals, as here)";
        settings.set(
                "load",
                "step(" + String.join(" ", rates) + " every=" + length(load.everySeconds()) + ")",
                "origin: arrivals counted in steps of " + length(load.everySeconds()) + bursts);
    }

    private ImportedComponent server() {
        boolean told = service.values().stream().anyMatch(took -> took != null);
        double busy = busy();
        long cores = cores();
        ImportedComponent server = new ImportedComponent(SERVER);
        server.settings()
                .set("kind", "server", "origin: the server that wrote the log, with all services behind it")
                .note("unknown: cores, nodes. At " + LanguageNumbers.bare(load.highest(), RATE_DIGITS)
                        + "/s the times here"
                        + (told ? "" : ", which are not measured,") + " keep " + QuantityFormat.of(busy, "1")
                        + " cores busy (Little's law), which is " + QuantityFormat.of(busy / cores, "ratio")
                        + " of the cores below"
                        + (quiet() || !told
                                ? ""
                                : "; almost no request waits, as the times contain the waiting already"))
                .set("nodes", "1", "unknown")
                .set("cores", Long.toString(cores), "unknown")
                .set(
                        "service",
                        told ? "0ms" : "lognormal(p50=8ms p99=40ms)",
                        told
                                ? "the service times are given with each request class"
                                : "unknown: A PLACEHOLDER, to be measured");
        return server;
    }

    private List<ImportedComponent> components() {
        return failed() == 0 ? List.of(server()) : List.of(server(), FAILURES.component("failed responses of the log"));
    }

    private long failed() {
        return service.keySet().stream().mapToLong(LogRequestClass::failed).sum();
    }

    private List<String> periods() {
        return times.told()
                ? List.of("The period of low load: " + Header.time(times.quietFrom()) + " to "
                        + Header.time(times.quietTo()) + ", " + times.quiet().requests()
                        + " requests. The busiest: " + Header.time(times.busyFrom()) + " to "
                        + Header.time(times.busyTo()) + ", " + times.busy().requests() + " requests.")
                : List.of();
    }

    /** Returns the shares of all classes in parts per million, with a sum of one million. */
    private Map<LogRequestClass, Long> shares() {
        List<LogRequestClass> classes = List.copyOf(service.keySet());
        List<Long> millionths = ShareRounding.millionths(
                classes.stream().map(requests -> (double) requests.requests()).toList());
        Map<LogRequestClass, Long> shares = new LinkedHashMap<>();
        for (int i = 0; i < classes.size(); i++) {
            shares.put(classes.get(i), millionths.get(i));
        }
        shares.values().removeIf(share -> share == 0);
        return shares;
    }

    private ImportedActivity request(LogRequestClass requests, long millionths) {
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "share",
                        ShareRounding.percent(millionths),
                        "origin: " + requests.requests() + " of " + log.understood() + " requests");
        keys(requests, settings);
        double bytes = requests.meanBytes();
        if (bytes >= 1) {
            settings.set("size", size(bytes), "origin: the mean of its responses");
        }
        if (log.longestMicros() > USUAL_TIMEOUT_MICROS) {
            long seconds = (long) Math.ceil(2 * log.longestMicros() / 1e6);
            settings.set("timeout", length(seconds), "unknown: twice the longest time in the log");
        }
        ServiceTimes took = service.get(requests);
        if (took == null && requests.failed() == 0) {
            settings.set("path", "[" + SERVER + "]", "");
            return new ImportedActivity(requests.name(), requests.label(), settings, List.of());
        }
        List<ImportedStep> steps = new ArrayList<>();
        steps.add(new Call("", SERVER, ""));
        steps.addAll(work(requests, took));
        return new ImportedActivity(requests.name(), requests.label(), settings, steps);
    }

    /** Returns the work of a request and its failures, which take a time of their own if it is known. */
    private static List<ImportedStep> work(LogRequestClass requests, ServiceTimes took) {
        List<ImportedStep> steps = new ArrayList<>();
        double share = requests.failed() / (double) requests.requests();
        String origin =
                "origin: " + requests.failed() + " of " + requests.requests() + " responses with status 500 or above";
        if (took != null && !took.failedText().isEmpty()) {
            long millionths = Math.max(1, Math.round(share * 1e6));
            steps.add(new Choice(
                    List.of(
                            new Alternative(
                                    1_000_000 - millionths, List.of(new Work(took.text(), "origin: " + took.origin()))),
                            new Alternative(
                                    millionths,
                                    List.of(
                                            new Work(took.failedText(), "origin: " + took.failedOrigin()),
                                            FAILURES.call(1, "")))),
                    origin));
            return steps;
        }
        if (took != null) {
            steps.add(new Work(took.text(), "origin: " + took.origin()));
        }
        if (requests.failed() > 0) {
            steps.add(FAILURES.call(share, origin));
        }
        return steps;
    }

    private static String size(double bytes) {
        if (bytes >= 1e6) {
            return LanguageNumbers.bare(bytes / 1e6, 3) + "MB";
        }
        return bytes >= 1e3 ? LanguageNumbers.bare(bytes / 1e3, 3) + "kB" : LanguageNumbers.bare(bytes, 3) + "B";
    }

    private static void keys(LogRequestClass requests, ImportedSettings settings) {
        KeyCounts keys = requests.keys();
        if (keys == null) {
            return;
        }
        if (!keys.known()) {
            settings.note("unknown: key (" + requests.requests() + " requests; more distinct keys than are ranked)");
            return;
        }
        long[] counts = keys.ranked();
        boolean once = counts[0] == 1;
        if (once || requests.requests() < LEAST_KEYED || counts.length < 2) {
            settings.note("unknown: key (" + requests.requests() + " requests; distinct keys: " + counts.length + ")");
            return;
        }
        ZipfFit fit = ZipfFit.of(counts);
        settings.set(
                "key",
                fit.text(),
                "origin: " + fit.seen() + " distinct keys in " + requests.requests() + " requests, "
                        + QuantityFormat.of(fit.once() / (double) fit.seen(), "ratio") + " of them requested once"
                        + (keys.complete() ? "" : " (of the rare keys one of " + keys.oneOf() + " was counted)")
                        + "; exponent " + LanguageNumbers.bare(Math.max(0, fit.low()), 3) + " to "
                        + LanguageNumbers.bare(fit.high(), 3)
                        + (fit.accepted() ? "" : "; NOT A ZIPF DISTRIBUTION")
                        + ", Kolmogorov-Smirnov distance " + QuantityFormat.of(fit.distance(), "ratio"));
    }
}
