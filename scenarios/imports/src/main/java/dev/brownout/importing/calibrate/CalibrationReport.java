package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.DistributionFit;
import dev.brownout.importing.fitting.Fit;
import dev.brownout.importing.fitting.Fit.Estimate;
import dev.brownout.importing.fitting.Fit.Quantile;
import dev.brownout.importing.fitting.KolmogorovSmirnov;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.fitting.ZipfFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Human-readable report of a calibration: each estimate with its confidence interval and goodness of fit. */
public final class CalibrationReport {
    private static final int DIGITS = 4;

    private CalibrationReport() {}

    /** Returns the whole report. */
    public static List<String> lines(Calibration calibration) {
        List<String> lines = new ArrayList<>();
        for (MeasuredLog log : calibration.logs()) {
            lines.add(log.name() + ": " + log.calls().size() + " successful responses of " + log.lines()
                    + ", times in steps of " + LanguageNumbers.nanos(log.resolutionNanos()));
        }
        if (calibration.isClosed()) {
            lines.add("closed loop: work and cores are reliable; the waits of requests that a "
                    + "slow response delayed are missing, so the percentiles under load are not "
                    + "those of independent users");
        }
        add(
                lines,
                "cores",
                List.of(calibration.machine().cores() + " "
                        + calibration.machine().reason()));
        add(lines, "outside", List.of(fixedLatencyText(calibration.machine())));
        for (RequestFit request : calibration.requests()) {
            String text = request.work()
                    .best()
                    .map(Fit::text)
                    .orElse("no distribution of the language fits: recorded values");
            add(lines, "work", List.of(request.name() + ": " + text));
            add(lines, "", work(request));
            request.keys().ifPresent(keys -> {
                add(
                        lines,
                        "keys",
                        List.of(request.name() + ": "
                                + (keys.isAccepted() ? keys.text() : "recorded, nearest to " + keys.text())));
                add(lines, "", keys(keys));
            });
        }
        for (int i = 0; i < calibration.logs().size(); i++) {
            add(lines, "arrivals", load(calibration, i));
        }
        return lines;
    }

    private static void add(List<String> lines, String heading, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            lines.add(String.format(Locale.ROOT, "%-12s%s", i == 0 ? heading : "", texts.get(i)));
        }
    }

    private static String fixedLatencyText(MachineEstimate machine) {
        if (Double.isNaN(machine.offsetError())) {
            return "unknown: too few requests waited for a core";
        }
        double low = Math.max(0, machine.offsetNanos() - machine.offsetError());
        return LanguageNumbers.nanos(machine.offsetNanos(), DIGITS) + " of a response time, between "
                + LanguageNumbers.nanos(low) + " and "
                + LanguageNumbers.nanos(machine.offsetNanos() + machine.offsetError());
    }

    /**
     * Returns the goodness of fit of the service time distribution of a request type, and the distributions that fit as
     * well.
     */
    static List<String> work(RequestFit request) {
        DistributionFit work = request.work();
        WeightedSample sample = work.sample();
        List<String> lines = new ArrayList<>();
        lines.add("mean " + LanguageNumbers.nanos(sample.mean(), DIGITS) + " of " + sample.size() + ", give or take "
                + LanguageNumbers.nanos(1.96 * Math.sqrt(sample.variance() / sample.size())));
        Optional<Fit> best = work.best();
        best.or(() -> work.fits().stream().findFirst()).ifPresent(fit -> {
            lines.add((best.isPresent() ? "" : "the nearest, " + fit.text() + ", does not: ") + quality(fit, sample));
            lines.add(fit.quantiles().stream().map(CalibrationReport::quantile).collect(Collectors.joining(", ")));
            String intervals = fit.intervals().stream()
                    .filter(estimate -> estimate.high() > estimate.low())
                    .map(CalibrationReport::interval)
                    .collect(Collectors.joining(", "));
            if (!intervals.isEmpty()) {
                lines.add(intervals + " (95 %)");
            }
            alternatives(work, fit).ifPresent(lines::add);
        });
        return lines;
    }

    private static String quality(Fit fit, WeightedSample sample) {
        return "KS distance " + LanguageNumbers.format(fit.distance(), 3) + ", by random variation in at most "
                + LanguageNumbers.percent(KolmogorovSmirnov.probability(fit.distance(), sample.size())) + " of samples";
    }

    private static String quantile(Quantile quantile) {
        String measured = "p" + LanguageNumbers.format(quantile.p() * 100, DIGITS) + " "
                + LanguageNumbers.nanos(quantile.measured());
        return measured
                + (quantile.carried() ? " fitted " + LanguageNumbers.nanos(quantile.fitted()) : " (too few beyond it)");
    }

    private static String interval(Estimate estimate) {
        boolean amount = estimate.amount();
        String low =
                amount ? LanguageNumbers.nanos(estimate.low(), DIGITS) : LanguageNumbers.format(estimate.low(), DIGITS);
        String high = amount
                ? LanguageNumbers.nanos(estimate.high(), DIGITS)
                : LanguageNumbers.format(estimate.high(), DIGITS);
        return estimate.name() + " " + low + " to " + high;
    }

    private static Optional<String> alternatives(DistributionFit work, Fit fit) {
        List<Fit> rivals = work.rivals();
        if (!rivals.isEmpty()) {
            return Optional.of("NOT DISTINGUISHABLE from "
                    + rivals.stream().map(Fit::text).collect(Collectors.joining(", "))
                    + ": no likelihood ratio reaches 20");
        }
        return work.fits().stream()
                .filter(other -> !other.family().equals(fit.family())
                        && other.aic() - fit.aic() > DistributionFit.MIN_AIC_DIFFERENCE)
                .findFirst()
                .map(other -> "next: " + other.text() + ", AIC +" + Math.round(other.aic() - fit.aic()));
    }

    /** Returns the confidence intervals and the goodness of fit of a key distribution. */
    static List<String> keys(ZipfFit keys) {
        List<String> lines = new ArrayList<>();
        lines.add("exponent " + LanguageNumbers.format(Math.max(0, keys.low()), DIGITS) + " to "
                + LanguageNumbers.format(keys.high(), DIGITS) + " (95 %); " + keys.seen() + " keys seen, "
                + keys.fewest()
                + " to " + keys.most() + " in total");
        lines.add(
                "requested once: " + LanguageNumbers.percent((double) keys.once() / keys.seen()) + " of the keys seen, "
                        + LanguageNumbers.percent(keys.expectedOnce() / keys.seen())
                        + " expected; largest difference of shares "
                        + LanguageNumbers.format(keys.distance(), 3)
                        + (keys.isAccepted()
                                ? ""
                                : ": not a Zipf distribution; the keys are replayed with their frequencies, "
                                        + "in another order"));
        return lines;
    }

    /** Returns a description of the arrivals of a log. */
    static List<String> load(Calibration calibration, int log) {
        Optional<ArrivalFit> arrivals = calibration.arrivals().get(log);
        if (calibration.logs().get(log).loop().isPresent()) {
            UserLoop loop = calibration.logs().get(log).loop().orElseThrow();
            return List.of("closed loop: "
                    + calibration.logs().get(log).closedLoad().text() + "; number of users: "
                    + loop.origin() + "; "
                    + LanguageNumbers.format(arrivals.map(ArrivalFit::rate).orElse(0.0), DIGITS)
                    + "/s is the throughput, not the demand of independent users");
        }
        return arrivals.map(ArrivalLoad::describe).orElse(List.of("too few for a fit: they are replayed"));
    }
}
