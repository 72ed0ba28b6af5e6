package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.importing.provenance.OriginYaml;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scenario derived from a log: one tier that serves the requests of the log. Each value has a remark about its origin.
 */
final class LogScenario {
    /** Utilization of the cores at the highest rate, from which the number of cores is derived. */
    static final double BUSY_CORES = 0.6;

    /** Mean service time in microseconds if the log has no response times: that of lognormal(p50=8ms p99=40ms). */
    private static final double UNSAID_MEAN_MICROS = 10_200;

    private static final int RATE_DIGITS = 4;
    private static final double MEDIAN = 0.5;
    private static final double TAIL = 0.99;
    private static final int MEDIAN_LEAST = 200;
    private static final int TAIL_LEAST = 1000;
    private static final int PREDICTED = 4;
    private static final double USUAL_TIMEOUT_MICROS = 10e6;
    private static final int MOST_LISTED = 3;
    private static final long LEAST_KEYED = 1000;

    private final AccessLog log;
    private final LoadSteps load;
    private final QuietPeriod times;
    private final Map<LogRequestClass, ServiceTimes> service = new LinkedHashMap<>();
    private final List<String> untold;
    private final OriginYaml yaml = new OriginYaml();

    LogScenario(AccessLog log) {
        this.log = log;
        this.load = LoadSteps.of(log.counts());
        this.times = QuietPeriod.of(log);
        PeriodStatistics whole = log.stretches()
                .joined(log.stretches().all().firstKey(), log.stretches().span());
        for (LogRequestClass requests : LogRequestClass.of(log.routes())) {
            service.put(requests, ServiceTimes.of(log, times, whole, requests));
        }
        this.untold = LogGaps.of(log, load, times, service);
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

    /** Returns the information missing from the log, as sentences. */
    List<String> untold() {
        return untold;
    }

    /** Returns the scenario as the text of a file. */
    String text() {
        String files = String.join(
                        ", ",
                        log.names().subList(0, Math.min(MOST_LISTED, log.names().size())))
                + (log.names().size() > MOST_LISTED ? " and " + (log.names().size() - MOST_LISTED) + " more" : "");
        yaml.remark("Made by 'brownout import log' of " + files + ".");
        yaml.remark(log.understood() + " of " + log.lines() + " lines are understood, as "
                + log.format().name() + ", from " + time(log.firstMicros()) + " to " + time(log.lastMicros()) + ".");
        yaml.value("version", "1", "");
        yaml.value("scenario", OriginYaml.quoted(title(files)), "");
        long seconds = load.seconds();
        yaml.value(
                "run",
                "{ duration: " + length(seconds) + ", seed: 1 }",
                "as long as the log; --for says less, such as --for 10m for its beginning");
        yaml.blank();
        steps();
        yaml.blank();
        yaml.value("network", "none", "the log knows when the server had answered, not how far away its users are");
        yaml.blank();
        components();
        yaml.blank();
        yaml.open("requests", "");
        shares().forEach((requests, share) -> requests(requests, share));
        yaml.close();
        failures();
        predictions();
        yaml.blank();
        yaml.remark("What the log does not tell:");
        untold.forEach(line -> yaml.remark("- " + line));
        return yaml.text();
    }

    private static String title(String files) {
        String title = "What " + files + " tells";
        return title.length() > 150 ? "What an access log tells" : title;
    }

    private static String time(long micros) {
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    /** Returns a number of seconds in the notation of the scenario language, such as {@code 1h30m}. */
    private static String length(long seconds) {
        StringBuilder text = new StringBuilder();
        long hours = seconds / 3600;
        long minutes = seconds % 3600 / 60;
        text.append(hours > 0 ? hours + "h" : "").append(minutes > 0 ? minutes + "m" : "");
        return text.append(seconds % 60 > 0 || seconds == 0 ? seconds % 60 + "s" : "")
                .toString();
    }

    private void steps() {
        List<String> rates = new ArrayList<>();
        load.rates().forEach(rate -> rates.add(LanguageNumbers.bare(rate, RATE_DIGITS) + "/s"));
        if (rates.size() == 1) {
            yaml.value("load", rates.get(0), "origin: " + log.understood() + " requests in " + length(load.seconds()));
            return;
        }
        String bursts = Double.isNaN(load.dispersion())
                ? ""
                : "; index of dispersion " + QuantityFormat.of(load.dispersion(), "1") + " in windows of "
                        + length(load.windowSeconds()) + " (1 for Poisson arrivals, as here)";
        yaml.value(
                "load",
                "step(" + String.join(" ", rates) + " every=" + length(load.everySeconds()) + ")",
                "origin: arrivals counted in steps of " + length(load.everySeconds()) + bursts);
    }

    private void components() {
        double work = 0;
        boolean told = false;
        for (var entry : service.entrySet()) {
            double share = entry.getKey().requests() / (double) log.understood();
            ServiceTimes took = entry.getValue();
            told |= took != null;
            work += share * (took == null ? UNSAID_MEAN_MICROS : took.meanMicros()) / 1e6;
        }
        double busy = load.highest() * work;
        long cores = Math.max(1, Math.min(1_000_000, (long) Math.ceil(busy / BUSY_CORES)));
        yaml.open("components", "");
        yaml.open("web", "");
        yaml.value("kind", "server", "origin: whoever wrote the log, and all behind it");
        yaml.remark("could not be told: cores, nodes. At " + LanguageNumbers.bare(load.highest(), RATE_DIGITS)
                + "/s the times here"
                + (told ? "" : ", which nobody has measured,") + " keep " + QuantityFormat.of(busy, "1")
                + " cores busy (Little's law); these are " + QuantityFormat.of(busy / cores, "ratio")
                + " of the cores below");
        yaml.value("nodes", "1", "could not be told");
        yaml.value("cores", Long.toString(cores), "could not be told");
        if (told) {
            yaml.value("service", "0ms", "what requests take is said with each of them");
        } else {
            yaml.value("service", "lognormal(p50=8ms p99=40ms)", "could not be told: A PLACEHOLDER, to be measured");
        }
        yaml.close();
        yaml.close();
        if (times.told()) {
            yaml.remark("The quiet time: " + time(times.quietFrom()) + " to " + time(times.quietTo()) + ", "
                    + times.quiet().requests() + " requests. The busiest: " + time(times.busyFrom()) + " to "
                    + time(times.busyTo()) + ", " + times.busy().requests() + " requests.");
        }
    }

    /**
     * Returns the shares of all classes in parts per million, with a sum of one million. The classes with the largest
     * remainders are rounded up.
     */
    private Map<LogRequestClass, Long> shares() {
        long all = log.understood();
        Map<LogRequestClass, Long> shares = new LinkedHashMap<>();
        List<LogRequestClass> byRemainder = new ArrayList<>(service.keySet());
        service.keySet().forEach(requests -> shares.put(requests, requests.requests() * 1_000_000 / all));
        byRemainder.sort(
                (one, other) -> Long.compare(other.requests() * 1_000_000 % all, one.requests() * 1_000_000 % all));
        long missing =
                1_000_000 - shares.values().stream().mapToLong(share -> share).sum();
        for (int i = 0; i < missing; i++) {
            shares.merge(byRemainder.get(i), 1L, Long::sum);
        }
        shares.values().removeIf(share -> share == 0);
        return shares;
    }

    private void requests(LogRequestClass requests, long millionths) {
        yaml.open(requests.name(), requests.label());
        yaml.value(
                "share",
                LanguageNumbers.bare(millionths / 1e4, 6) + "%",
                "origin: " + requests.requests() + " of " + log.understood() + " requests");
        keys(requests);
        double bytes = requests.meanBytes();
        if (bytes >= 1) {
            yaml.value("size", size(bytes), "origin: the mean of its answers");
        }
        if (log.longestMicros() > USUAL_TIMEOUT_MICROS) {
            long seconds = (long) Math.ceil(2 * log.longestMicros() / 1e6);
            yaml.value("timeout", length(seconds), "could not be told: twice the longest time in the log");
        }
        ServiceTimes took = service.get(requests);
        if (took == null) {
            yaml.value("path", "[web]", "");
        } else {
            yaml.open("steps", "");
            yaml.item("web", "");
            yaml.item().value("cpu", took.text(), "origin: " + took.origin());
            yaml.close();
        }
        yaml.close();
    }

    private static String size(double bytes) {
        if (bytes >= 1e6) {
            return LanguageNumbers.bare(bytes / 1e6, 3) + "MB";
        }
        return bytes >= 1e3 ? LanguageNumbers.bare(bytes / 1e3, 3) + "kB" : LanguageNumbers.bare(bytes, 3) + "B";
    }

    private void keys(LogRequestClass requests) {
        KeyCounts keys = requests.keys();
        if (keys == null) {
            return;
        }
        if (!keys.known()) {
            yaml.remark("could not be told: key (" + requests.requests()
                    + " requests; more different ones than are ranked)");
            return;
        }
        long[] counts = keys.ranked();
        boolean once = counts[0] == 1;
        if (once || requests.requests() < LEAST_KEYED || counts.length < 2) {
            yaml.remark("could not be told: key (" + requests.requests() + " requests; different ones: " + counts.length
                    + ")");
            return;
        }
        ZipfFit fit = ZipfFit.of(counts);
        yaml.value(
                "key",
                fit.text(),
                "origin: " + fit.seen() + " different ones in " + requests.requests() + " requests, "
                        + QuantityFormat.of(fit.once() / (double) fit.seen(), "ratio") + " of them once"
                        + (keys.complete() ? "" : " (of those that are rare one of " + keys.oneOf() + " was counted)")
                        + "; exponent " + LanguageNumbers.bare(Math.max(0, fit.low()), 3) + " to "
                        + LanguageNumbers.bare(fit.high(), 3)
                        + (fit.accepted() ? "" : "; IT IS NOT ZIPF'S LAW")
                        + ", Kolmogorov-Smirnov distance " + QuantityFormat.of(fit.distance(), "ratio"));
    }

    private void failures() {
        long failed =
                service.keySet().stream().mapToLong(LogRequestClass::failed).sum();
        if (failed == 0) {
            return;
        }
        yaml.blank();
        yaml.open("faults", "");
        yaml.item(
                "at 0s: errors web " + LanguageNumbers.bare(100.0 * failed / log.understood(), 3) + "% as failures",
                "origin: " + failed + " answers with a status from 500 on");
        yaml.close();
    }

    /** Writes the percentiles measured over the whole log as predictions, to validate the model against them. */
    private void predictions() {
        List<Map.Entry<LogRequestClass, ServiceTimes>> told = new ArrayList<>(service.entrySet());
        told.removeIf(
                entry -> entry.getValue() == null || entry.getValue().all().size() < MEDIAN_LEAST);
        if (told.isEmpty()) {
            return;
        }
        yaml.blank();
        yaml.remark("What was measured over the whole log, against which a run is held:");
        yaml.open("predict", "");
        for (var entry : told.subList(0, Math.min(PREDICTED, told.size()))) {
            String name = entry.getKey().name();
            TookHistogram all = entry.getValue().all();
            predict(name, "p50", all.percentile(MEDIAN), "10%");
            if (all.size() >= TAIL_LEAST) {
                predict(name, "p99", all.percentile(TAIL), "20%");
            }
        }
        yaml.close();
    }

    private void predict(String name, String statistic, double micros, String tolerance) {
        double told = Math.rint(micros / log.resolutionMicros()) * log.resolutionMicros();
        if (told > 0) {
            yaml.value(
                    name + " " + statistic,
                    name + "." + statistic + " ~ " + LanguageNumbers.nanos(told * 1e3) + " +/- " + tolerance,
                    "");
        }
    }
}
