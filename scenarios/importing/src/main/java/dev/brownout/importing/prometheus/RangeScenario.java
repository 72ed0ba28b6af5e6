package dev.brownout.importing.prometheus;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.BucketFit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.prometheus.MetricMapping.Requests;
import dev.brownout.importing.system.CommentedYaml;
import dev.brownout.importing.system.NameAnonymizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Generates a scenario from metrics: one tier that serves the requests, with the origin of each value. */
final class RangeScenario {
    /**
     * Number of spare cores, as a multiple of the square root of the busy cores. With it, about one in a hundred
     * requests waits (Halfin and Whitt, Operations Research 1981), as measured durations already include waiting.
     */
    private static final double SPARE = 3;

    /** Default mean service time of a server, in nanoseconds: lognormal(p50=8ms p99=40ms). */
    private static final double UNSAID_MEAN_NANOS = 10.2e6;

    private static final double USUAL_TIMEOUT_NANOS = 10e9;
    private static final int MOST_KINDS = 12;
    private static final double LEAST_SHARE = 0.005;
    private static final double LEAST_TIMED = 100;
    private static final double LEAST_PREDICTED = 1000;
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.99;
    private static final double CLOSE = 0.02;
    private static final int DIGITS = 4;

    /** Requests of one name. */
    private record Kind(
            String name, String label, double all, double failed, Histogram times, Optional<BucketFit> law) {}

    private final MetricMapping measured;
    private final String metric;
    private final double unit;
    private final CounterSeries load = new CounterSeries();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<String> untold = new ArrayList<>();
    private final CommentedYaml yaml = new CommentedYaml();

    RangeScenario(MetricMapping measured) {
        this.measured = measured;
        this.metric = measured.loadFrom();
        this.unit = measured.timesFrom().contains("_milliseconds") ? 1e6 : 1e9;
        measured.requests(metric).values().forEach(requests -> load.add(requests.all()));
        kinds();
        tellUntold();
    }

    CounterSeries load() {
        return load;
    }

    String metric() {
        return metric;
    }

    List<String> untold() {
        return untold;
    }

    private void kinds() {
        List<Map.Entry<String, Requests>> sorted =
                new ArrayList<>(measured.requests(metric).entrySet());
        sorted.removeIf(entry -> entry.getValue().all().sum() <= 0);
        sorted.sort((one, other) -> Double.compare(
                other.getValue().all().sum(), one.getValue().all().sum()));
        Set<String> names = new TreeSet<>(Set.of("web"));
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
        boolean told = times.whole() && times.size() >= LEAST_TIMED;
        Optional<BucketFit> law = told ? BucketFit.of(times.bounds(unit), times.counts()) : Optional.empty();
        return new Kind(name, label, all, failed, told ? times : null, law);
    }

    private void tellUntold() {
        untold.add("how much of a time is work on a core, and how much waiting for others: here all of it is work");
        untold.add("times within a bucket: only bounds are known, so a law is fitted to the probabilities of buckets");
        for (Kind kind : kinds) {
            if (kind.law().isEmpty()) {
                untold.add("how long " + kind.name() + " takes: "
                        + (kind.times() == null
                                ? "no histogram with one set of bounds and a hundred values"
                                : "all values are in one bucket")
                        + "; its law here is a placeholder and must be measured");
            } else if (kind.times().above() > 1 - TAIL) {
                untold.add("the slowest of " + kind.name() + ": "
                        + QuantityFormat.of(kind.times().above(), "ratio") + " are above the last bound");
            }
        }
        if (!measured.tellsFailures(metric)) {
            untold.add("failures: " + metric + " has no label of a status");
        }
        untold.add("bursts within " + load.stepSeconds() + " s, and what arrived before the first value of a counter");
        untold.add("keys, sizes, users: who asks for what, how large it is, how far away they are");
        if (measured.twice() > 0) {
            untold.add("series that are there twice: " + measured.twice() + " are left out");
        }
        measured.unused()
                .forEach((name, count) -> untold.add("not used: "
                        + (name.isEmpty()
                                ? count + " series without a name, as a function drops it: ask for the counter itself"
                                : name + " (" + count + " series)")));
    }

    /**
     * Returns the text of the scenario file.
     *
     * @param files description of the input
     */
    String text(String files) {
        yaml.remark("Made by 'brownout import prometheus' of " + files + ".");
        yaml.remark("From " + Instant.ofEpochSecond((long) load.start()) + " to "
                + Instant.ofEpochSecond((long) load.end()) + "; load from " + metric + ".");
        yaml.value("version", "1", "");
        yaml.value("scenario", CommentedYaml.quoted("What metrics tell"), "");
        List<Double> rates = load.rates();
        long seconds = Math.min((long) Math.ceil(load.seconds()), rates.size() * load.stepSeconds());
        yaml.value("run", "{ duration: " + Math.max(1, seconds) + "s, seed: 1 }", "as long as the series");
        yaml.blank();
        List<String> steps = new ArrayList<>();
        rates.forEach(rate -> steps.add(LanguageNumbers.bare(rate, DIGITS) + "/s"));
        String origin = "origin: growth of " + metric + " in steps of " + load.stepSeconds()
                + " s; a counter that fell had begun anew at 0";
        yaml.value(
                "load",
                steps.size() == 1
                        ? steps.get(0)
                        : "step(" + String.join(" ", steps) + " every=" + load.stepSeconds() + "s)",
                origin);
        yaml.blank();
        yaml.value("network", "none", "metrics of a server do not tell how far away its users are");
        yaml.blank();
        server();
        yaml.blank();
        yaml.open("requests", "");
        requests();
        yaml.close();
        failures();
        predictions();
        yaml.blank();
        yaml.remark("What the metrics do not tell:");
        untold.forEach(line -> yaml.remark("- " + line));
        return yaml.text();
    }

    private void server() {
        double work = 0;
        for (Kind kind : kinds) {
            work += kind.all()
                    / load.sum()
                    * kind.law().map(law -> law.law().mean()).orElse(UNSAID_MEAN_NANOS)
                    / 1e9;
        }
        String replicas = measured.replicasFrom();
        long nodes = replicas.isEmpty() ? 1 : Math.max(1, Math.round(measured.replicas(replicas)));
        double busy = load.highest() * work;
        double each = busy / nodes;
        long cores = Math.max(1, (long) Math.ceil(each + SPARE * StrictMath.sqrt(each)));
        double mean = load.sum() / load.seconds() * work;
        yaml.open("components", "");
        yaml.open("web", "");
        yaml.value("kind", "server", "origin: whoever counted the requests, and all behind it");
        yaml.value(
                "nodes",
                Long.toString(nodes),
                replicas.isEmpty() ? "could not be told" : "origin: the mean of " + replicas);
        yaml.remark("could not be told: cores. At " + LanguageNumbers.bare(load.highest(), DIGITS)
                + "/s the times here keep " + QuantityFormat.of(busy, "1") + " cores busy (Little's law); on average "
                + QuantityFormat.of(mean, "1") + ", which is a rho of "
                + QuantityFormat.of(mean / cores / nodes, "ratio")
                + " of the cores below, which are so many that hardly anything waits");
        String processors = measured.processorsFrom();
        if (!processors.isEmpty()) {
            CounterSeries used = measured.processors(processors);
            yaml.remark("measured: " + processors + " grew by " + QuantityFormat.of(used.sum() / used.seconds(), "1")
                    + " cores on average, " + QuantityFormat.of(used.highest(), "1") + " in the busiest "
                    + used.stepSeconds() + " s, which is a rho of "
                    + QuantityFormat.of(used.sum() / used.seconds() / cores / nodes, "ratio")
                    + " of the cores below; what times are longer than that is waiting, not work");
        }
        yaml.value("cores", Long.toString(Math.min(1_000_000, cores)), "could not be told");
        yaml.value("service", "0ms", "what requests take is said with each of them");
        yaml.close();
        yaml.close();
    }

    private void requests() {
        long left = 1_000_000;
        for (int i = 0; i < kinds.size(); i++) {
            Kind kind = kinds.get(i);
            boolean last = i == kinds.size() - 1;
            long share = last ? left : Math.min(left, Math.round(kind.all() / load.sum() * 1e6));
            left -= share;
            yaml.open(kind.name(), kind.label());
            yaml.value(
                    "share",
                    LanguageNumbers.bare(share / 1e4, 6) + "%",
                    "origin: " + Math.round(kind.all()) + " of " + Math.round(load.sum()) + " requests");
            double longest = kind.law().map(law -> law.law().quantile(0.9999)).orElse(0.0);
            if (longest > USUAL_TIMEOUT_NANOS / 2) {
                yaml.value(
                        "timeout",
                        (long) Math.ceil(2 * longest / 1e9) + "s",
                        "could not be told: twice what one in ten thousand takes");
            }
            yaml.open("steps", "");
            yaml.item("web", "");
            if (kind.law().isPresent()) {
                BucketFit law = kind.law().get();
                yaml.item(
                        "cpu: " + law.text(),
                        "origin: " + Math.round(kind.times().size()) + " values in buckets of " + measured.timesFrom()
                                + "; " + law.family() + " by maximum likelihood of the buckets, off by at most "
                                + QuantityFormat.of(law.distance(), "ratio") + " at their bounds"
                                + (law.distance() > CLOSE ? "; NO LAW FITS THEM, this is the nearest" : ""));
            } else {
                yaml.item("cpu: lognormal(p50=8ms p99=40ms)", "could not be told: A PLACEHOLDER, to be measured");
            }
            yaml.close();
            yaml.close();
        }
    }

    private void failures() {
        double failed = kinds.stream().mapToDouble(Kind::failed).sum();
        if (failed < 1) {
            return;
        }
        yaml.blank();
        yaml.open("faults", "");
        yaml.item(
                "at 0s: errors web " + LanguageNumbers.bare(100 * failed / load.sum(), 3) + "% as failures",
                "origin: " + Math.round(failed) + " answers with a status from 500 on");
        yaml.close();
    }

    private void predictions() {
        List<Kind> told = kinds.stream()
                .filter(kind -> kind.times() != null
                        && kind.times().size() >= LEAST_PREDICTED
                        && kind.times().quantile(MEDIAN) > 0)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        yaml.blank();
        yaml.remark("What was measured, evenly within its bucket as histogram_quantile has it:");
        yaml.open("predict", "");
        for (Kind kind : told) {
            predict(kind, "p50", MEDIAN);
            predict(kind, "p99", TAIL);
        }
        yaml.close();
    }

    private void predict(Kind kind, String statistic, double share) {
        double value = kind.times().quantile(share) * unit;
        if (value > 0) {
            yaml.value(
                    kind.name() + " " + statistic,
                    kind.name() + "." + statistic + " ~ " + LanguageNumbers.nanos(value) + " +/- 20%",
                    "");
        }
    }
}
