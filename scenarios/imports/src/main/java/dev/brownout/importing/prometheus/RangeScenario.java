package dev.brownout.importing.prometheus;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.BucketFit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.prometheus.MetricMapping.Requests;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import dev.brownout.importing.system.LatencyFigures;
import dev.brownout.importing.system.NameAnonymizer;
import dev.brownout.importing.system.QueueFreeCores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Generates a scenario from metrics: one tier that serves the requests, with the origin of each value. */
final class RangeScenario {
    /** Default mean service time of a server, in nanoseconds: lognormal(p50=8ms p99=40ms). */
    private static final double DEFAULT_MEAN_NANOS = 10.2e6;

    private static final double USUAL_TIMEOUT_NANOS = 10e9;
    private static final int MOST_KINDS = 12;
    private static final double LEAST_SHARE = 0.005;
    private static final double LEAST_TIMED = 100;
    private static final double LEAST_PREDICTED = 1000;
    private static final double TAIL = 0.99;
    private static final List<Double> PERCENTILES = List.of(0.5, 0.9, TAIL);

    /** Number of standard errors that a run exceeds once in a hundred times. */
    private static final double RATE_ERRORS = 2.6;

    private static final FailingCalls FAILURES = new FailingCalls(FailingCalls.NAME);
    private static final int DIGITS = 4;
    private static final String SERVER = "web";

    /** Requests of one name. */
    private record Kind(
            String name, String label, double all, double failed, Histogram times, Optional<BucketFit> distribution) {}

    private final MetricMapping measured;
    private final String metric;
    private final double unit;
    private final CounterSeries load = new CounterSeries();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<String> missingInformation = new ArrayList<>();

    RangeScenario(MetricMapping measured) {
        this.measured = measured;
        this.metric = measured.loadFrom();
        this.unit = measured.timesFrom().contains("_milliseconds") ? 1e6 : 1e9;
        measured.requests(metric).values().forEach(requests -> load.add(requests.all()));
        kinds();
        addMissingInformation();
    }

    CounterSeries load() {
        return load;
    }

    String metric() {
        return metric;
    }

    private void kinds() {
        List<Map.Entry<String, Requests>> sorted =
                new ArrayList<>(measured.requests(metric).entrySet());
        sorted.removeIf(entry -> entry.getValue().all().sum() <= 0);
        sorted.sort((one, other) -> Double.compare(
                other.getValue().all().sum(), one.getValue().all().sum()));
        Set<String> names = new TreeSet<>(Set.of(SERVER, FAILURES.name()));
        double rest = 0;
        double restFailed = 0;
        List<String> others = new ArrayList<>();
        for (Map.Entry<String, Requests> entry : sorted) {
            double all = entry.getValue().all().sum();
            double failed = entry.getValue().failed().sum();
            if (kinds.size() < MOST_KINDS && all >= LEAST_SHARE * load.sum()) {
                kinds.add(kind(
                        NameAnonymizer.slug(entry.getKey(), names),
                        entry.getKey(),
                        all,
                        failed,
                        List.of(entry.getKey())));
                continue;
            }
            rest += all;
            restFailed += failed;
            others.add(entry.getKey());
        }
        if (rest > 0) {
            kinds.add(kind(NameAnonymizer.slug("other", names), "all others", rest, restFailed, others));
        }
    }

    private Kind kind(String name, String label, double all, double failed, List<String> kinds) {
        Histogram times = measured.times(measured.timesFrom(), kinds);
        boolean isReported = times.hasEqualBounds() && times.size() >= LEAST_TIMED;
        Optional<BucketFit> distribution =
                isReported ? BucketFit.of(times.mean() * unit, times.bounds(unit), times.counts()) : Optional.empty();
        return new Kind(name, label, all, failed, isReported ? times : null, distribution);
    }

    private void addMissingInformation() {
        missingInformation.add("the parts of a response time that are work on a core and waiting for "
                + "other services: here all of it is work");
        missingInformation.add("times within a bucket: only bounds are known, so a distribution is fitted "
                + "to the probabilities of the buckets");
        for (Kind kind : kinds) {
            if (kind.distribution().isEmpty()) {
                missingInformation.add("how long " + kind.name() + " takes: "
                        + (kind.times() == null
                                ? "no histogram with one set of bounds and a hundred values"
                                : "all values are in one bucket")
                        + "; its distribution here is a placeholder and must be measured");
            } else if (kind.times().shareAbove() > 1 - TAIL) {
                missingInformation.add("the slowest of " + kind.name() + ": "
                        + QuantityFormat.format(kind.times().shareAbove(), "ratio") + " are above the last bound");
            }
        }
        if (!measured.hasStatusLabel(metric)) {
            missingInformation.add("failures: " + metric + " has no label of a status");
        }
        missingInformation.add(
                "bursts within " + load.stepSeconds() + " s, and arrivals before the first value of a counter");
        missingInformation.add("keys, sizes, users: the requested keys, the sizes of responses, the distance of users");
        if (measured.duplicates() > 0) {
            missingInformation.add("duplicate series: " + measured.duplicates() + " are left out");
        }
        measured.unused()
                .forEach((name, count) -> missingInformation.add("not used: "
                        + (name.isEmpty()
                                ? count + " series without a name, as functions drop it: query the raw counter"
                                : name + " (" + count + " series)")));
    }

    /**
     * Returns the system that the metrics describe.
     *
     * @param files description of the input
     */
    ImportedSystem system(String files) {
        String period = "From " + Instant.ofEpochSecond((long) load.start()) + " to "
                + Instant.ofEpochSecond((long) load.end()) + "; load from " + metric + ".";
        List<Double> rates = load.rates();
        long seconds = Math.min((long) Math.ceil(load.seconds()), rates.size() * load.stepSeconds());
        List<String> steps = new ArrayList<>();
        rates.forEach(rate -> steps.add(LanguageNumbers.format(rate, DIGITS) + "/s"));
        ImportedSettings settings = new ImportedSettings()
                .set("run", "{ duration: " + Math.max(1, seconds) + "s, seed: 1 }", "the length of the series")
                .set(
                        "load",
                        steps.size() == 1
                                ? steps.get(0)
                                : "step(" + String.join(" ", steps) + " every=" + load.stepSeconds() + "s)",
                        "origin: growth of " + metric + " in steps of " + load.stepSeconds()
                                + " s; a decrease of a counter is a restart at 0")
                .set("network", "none", "the metrics of a server do not contain the distance of its users");
        return new ImportedSystem(
                new Header("import prometheus", files, period, ImportedSettings.quote("What metrics tell")),
                settings,
                failed() < 1
                        ? List.of(server())
                        : List.of(server(), FAILURES.component("failed requests of the metrics")),
                List.of(),
                requests(),
                measurements(),
                new Gaps("unknown from the metrics", missingInformation));
    }

    private ImportedComponent server() {
        double work = 0;
        for (Kind kind : kinds) {
            work += kind.all()
                    / load.sum()
                    * kind.distribution().map(fit -> fit.distribution().mean()).orElse(DEFAULT_MEAN_NANOS)
                    / 1e9;
        }
        String replicas = measured.replicasFrom();
        long nodes = replicas.isEmpty() ? 1 : Math.max(1, Math.round(measured.replicas(replicas)));
        double busy = load.highest() * work;
        double each = busy / nodes;
        long cores = QueueFreeCores.count(each);
        double mean = load.sum() / load.seconds() * work;
        ImportedComponent server = new ImportedComponent(SERVER);
        server.settings()
                .set("kind", "server", "origin: the service that counted the requests, with all services behind it")
                .set("nodes", Long.toString(nodes), replicas.isEmpty() ? "unknown" : "origin: the mean of " + replicas)
                .note("unknown: cores. At " + LanguageNumbers.format(load.highest(), DIGITS)
                        + "/s the times here keep " + QuantityFormat.format(busy, "1")
                        + " cores busy (Little's law); on average " + QuantityFormat.format(mean, "1")
                        + ", which is a rho of " + QuantityFormat.format(mean / cores / nodes, "ratio")
                        + " of the cores below, enough for almost no queueing");
        String processors = measured.processorsFrom();
        if (!processors.isEmpty()) {
            CounterSeries used = measured.processors(processors);
            server.settings()
                    .note("measured: " + processors + " grew by "
                            + QuantityFormat.format(used.sum() / used.seconds(), "1") + " cores on average, "
                            + QuantityFormat.format(used.highest(), "1") + " in the busiest " + used.stepSeconds()
                            + " s, which is a rho of "
                            + QuantityFormat.format(used.sum() / used.seconds() / cores / nodes, "ratio")
                            + " of the cores below; longer times are waiting, not work");
        }
        server.settings()
                .set("cores", Long.toString(Math.min(1_000_000, cores)), "unknown")
                .set("service", "0ms", "the service times are given with each request class");
        return server;
    }

    private List<ImportedActivity> requests() {
        List<ImportedActivity> requests = new ArrayList<>();
        long left = 1_000_000;
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            boolean last = i == kinds.size() - 1;
            long share = last ? left : Math.min(left, Math.round(kind.all() / load.sum() * 1e6));
            left -= share;
            ImportedSettings settings = new ImportedSettings()
                    .set(
                            "share",
                            LanguageNumbers.format(share / 1e4, 6) + "%",
                            "origin: " + Math.round(kind.all()) + " of " + Math.round(load.sum()) + " requests");
            double longest = kind.distribution()
                    .map(fit -> fit.distribution().quantile(0.9999))
                    .orElse(0.0);
            if (longest > USUAL_TIMEOUT_NANOS / 2) {
                settings.set(
                        "timeout", (long) Math.ceil(2 * longest / 1e9) + "s", "unknown: twice the 99.99th percentile");
            }
            Work work = kind.distribution()
                    .map(fit -> new Work(fit.text(), origin(kind, fit)))
                    .orElse(new Work("lognormal(p50=8ms p99=40ms)", "unknown: A PLACEHOLDER, to be measured"));
            List<ImportedStep> stepsOfKind = new ArrayList<>(List.of(new Call("", SERVER, ""), work));
            if (kind.failed() >= 1) {
                stepsOfKind.add(FAILURES.call(
                        Math.min(1, kind.failed() / kind.all()),
                        "origin: " + Math.round(kind.failed()) + " responses with status 500 or above"));
            }
            requests.add(new ImportedActivity(kind.name(), kind.label(), settings, stepsOfKind));
        }
        return requests;
    }

    private String origin(Kind kind, BucketFit fit) {
        String values = "origin: " + Math.round(kind.times().size()) + " values in buckets of " + measured.timesFrom();
        String known = Double.isNaN(kind.times().mean())
                ? ""
                : ", mean "
                        + QuantityFormat.signedPercent(
                                fit.distribution().mean() / (kind.times().mean() * unit) - 1) + " against their sum";
        if (fit.family().equals(BucketFit.MIXTURE)) {
            return values + "; no family fits, the values of each bucket" + known;
        }
        return values + "; " + fit.family() + " by maximum likelihood of the buckets, off by at most "
                + QuantityFormat.format(fit.distance(), "ratio") + " at their bounds" + known;
    }

    private double failed() {
        return kinds.stream().mapToDouble(Kind::failed).sum();
    }

    private Measurements measurements() {
        List<MeasuredPercentile> times = new ArrayList<>();
        List<MeasuredFigure> figures = new ArrayList<>();
        for (Kind kind : kinds) {
            if (kind.times() != null && kind.times().size() >= LEAST_PREDICTED) {
                times.addAll(times(kind));
            }
            if (measured.hasStatusLabel(metric) && kind.all() >= LEAST_TIMED) {
                figures.add(LatencyFigures.availability(kind.name(), kind.failed(), kind.all(), ""));
            }
        }
        double good = load.sum() - failed();
        if (good >= LEAST_TIMED) {
            figures.add(new MeasuredFigure(
                    "all",
                    "throughput",
                    LanguageNumbers.format(good / load.seconds(), DIGITS) + "/s",
                    LatencyFigures.tolerance(RATE_ERRORS / Math.sqrt(good)),
                    "origin: growth of " + metric + " without failed requests"));
        }
        return new Measurements(
                failed() < 1 ? List.of() : List.of(FAILURES.failure()),
                "Measurements, linear within a bucket as in histogram_quantile:",
                times,
                figures);
    }

    /** Returns the mean and the percentiles of the requests of a name. A percentile may be anywhere in its bucket. */
    private List<MeasuredPercentile> times(Kind kind) {
        List<MeasuredPercentile> figures = new ArrayList<>();
        Histogram times = kind.times();
        if (times.mean() > 0) {
            figures.add(new MeasuredPercentile(kind.name(), "mean", times.mean() * unit, "10%", ""));
        }
        for (double share : PERCENTILES) {
            double value = times.quantile(share);
            double[] bucket = times.bucket(share);
            if (value > 0) {
                double deviation = Math.max(value - bucket[0], bucket[1] - value) / value;
                figures.add(new MeasuredPercentile(
                        kind.name(),
                        "p" + LanguageNumbers.format(share * 100, 2),
                        value * unit,
                        LatencyFigures.tolerance(deviation),
                        ""));
            }
        }
        return figures;
    }
}
