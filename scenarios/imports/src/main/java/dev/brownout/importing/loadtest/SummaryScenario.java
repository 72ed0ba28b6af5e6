package dev.brownout.importing.loadtest;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem;
import dev.brownout.importing.system.ImportedSystem.FailureRate;
import dev.brownout.importing.system.ImportedSystem.Gaps;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import dev.brownout.importing.system.NameAnonymizer;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Scenario of the summary of a load test: its load, and a server with the response times of its percentiles. */
public final class SummaryScenario {
    private static final String SERVER = "web";

    /**
     * Number of standard deviations of the requests in progress for which there are cores, so that almost none waits.
     * The number of requests in progress is Poisson if none waits (M/G/infinity).
     */
    private static final double DEVIATIONS = 4;

    private static final double SHORT_THINK = 0.05;
    /** Share of failed requests up to which the times of all requests are those of successful ones. */
    private static final double MOST_FAILED = 0.05;

    private static final int RATE_DIGITS = 4;
    private static final Map<Double, String> STATISTICS = new TreeMap<>(Map.of(0.5, "p50", 0.95, "p95", 0.99, "p99"));

    private final LoadTestSummary summary;
    /** Name of each row in the scenario. */
    private final List<String> names;

    private final double meanMicros;

    private SummaryScenario(LoadTestSummary summary) {
        this.summary = summary;
        this.names = names(summary);
        this.meanMicros = summary.rows().stream()
                        .mapToDouble(row -> row.requests() * mean(row))
                        .sum()
                / summary.requests();
    }

    /** Returns the name of the form of a summary at the beginning of a file, or an empty text if it is none. */
    public static String form(String text) {
        return read(text).map(LoadTestSummary::tool).orElse("");
    }

    /**
     * Returns the system that a summary describes.
     *
     * @param file name of the file
     * @return empty if the text is no summary of a known load generator
     * @throws ImportException if the summary has no requests or no response times
     */
    public static Optional<SystemDescription> system(String file, String text) throws ImportException {
        Optional<LoadTestSummary> summary = read(text);
        return summary.isEmpty() ? Optional.empty() : Optional.of(system(file, summary.get()));
    }

    /**
     * Returns the system that the two files of one test describe: the statistics and the history of Locust.
     *
     * @param file names of the files
     * @return empty if the texts are not these
     * @throws ImportException as {@link #system(String, String)}
     */
    public static Optional<SystemDescription> system(String file, String text, String other) throws ImportException {
        Optional<LoadTestSummary> summary = LocustStatistics.read(text, other);
        return summary.isEmpty() ? Optional.empty() : Optional.of(system(file, summary.get()));
    }

    private static SystemDescription system(String file, LoadTestSummary found) throws ImportException {
        boolean timed =
                found.rows().stream().noneMatch(row -> row.quantiles().isEmpty() && Double.isNaN(row.meanMicros()));
        if (!(found.requests() > 0) || !(found.seconds() > 0) || !timed) {
            throw new ImportException(
                    "{}: this is the {}, without its requests, its duration or its response times (wrk: --latency)",
                    file,
                    found.tool());
        }
        SummaryScenario scenario = new SummaryScenario(found);
        return new SystemDescription(scenario.system(file), scenario.lines());
    }

    /** Returns the summary in a text; empty if the text is none. */
    static Optional<LoadTestSummary> read(String text) {
        try {
            Optional<LoadTestSummary> json = JsonSummaries.read(text);
            return json.isPresent() ? json : TextSummaries.read(text);
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static double mean(Row row) {
        return Double.isNaN(row.meanMicros()) ? row.quantiles().firstEntry().getValue() : row.meanMicros();
    }

    private double rate() {
        return summary.requests() / summary.seconds();
    }

    private List<String> lines() {
        return List.of(
                "this is the " + summary.tool() + ": " + LanguageNumbers.format(summary.requests(), 9) + " requests in "
                        + QuantityFormat.nanos(summary.seconds() * 1e9) + ", "
                        + QuantityFormat.format(rate(), "1/s"));
    }

    private ImportedSystem system(String file) {
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "run",
                        "{ duration: " + (long) Math.ceil(summary.seconds()) + "s, seed: 1 }",
                        "the length of the test");
        load(settings);
        settings.set("network", "none", "the times of a load generator contain its network");
        List<ImportedActivity> requests = new ArrayList<>();
        List<MeasuredPercentile> percentiles = new ArrayList<>();
        List<Long> shares = ShareRounding.millionths(
                summary.rows().stream().map(Row::requests).toList());
        for (int i = 0; i < names.size(); i++) {
            Row row = summary.rows().get(i);
            if (shares.get(i) == 0) {
                continue;
            }
            requests.add(request(names.get(i), row, shares.get(i)));
            if (failedShare(row) <= MOST_FAILED) {
                percentiles.addAll(figures(names.get(i), row));
            }
        }
        double failed = summary.failed();
        List<FailureRate> failures = failed == 0
                ? List.of()
                : List.of(new FailureRate(
                        SERVER,
                        100 * failed / summary.requests(),
                        "failures",
                        "origin: " + LanguageNumbers.format(failed, 9) + " failed requests"));
        return new ImportedSystem(
                new Header(
                        "import log",
                        file,
                        "It is the " + summary.tool() + ", with " + LanguageNumbers.format(summary.requests(), 9)
                                + " requests.",
                        Header.title(file, "a load test")),
                settings,
                List.of(server()),
                List.of(),
                requests,
                new Measurements(
                        failures,
                        "Measurements of the test, to validate a run against:",
                        percentiles,
                        List.of(throughput())),
                new Gaps("unknown from the load test", gaps()));
    }

    /** Returns the mean and the percentiles of the requests of a name. */
    private static List<MeasuredPercentile> figures(String name, Row row) {
        List<MeasuredPercentile> figures = new ArrayList<>();
        if (!Double.isNaN(row.meanMicros())) {
            figures.add(new MeasuredPercentile(name, "mean", row.meanMicros() * 1e3, "10%", ""));
        }
        STATISTICS.forEach((share, statistic) -> {
            if (row.quantiles().containsKey(share)) {
                figures.add(
                        new MeasuredPercentile(name, statistic, row.quantiles().get(share) * 1e3, "10%", ""));
            }
        });
        return figures;
    }

    private MeasuredFigure throughput() {
        double good = summary.requests() - summary.failed();
        return new MeasuredFigure(
                "all",
                "throughput",
                LanguageNumbers.format(good / summary.seconds(), RATE_DIGITS) + "/s",
                "5%",
                "origin: successful requests divided by the duration of the test");
    }

    private List<String> gaps() {
        List<String> gaps = new ArrayList<>(List.of(
                "cores and nodes: the number of nodes, and the cores of each",
                "the parts of a response time that are work, and waiting for cores and for other services: here all of"
                        + " it is work",
                "the load over time and the keys, which are not in a summary; paths and sizes, which are not read"));
        for (int i = 0; i < names.size(); i++) {
            double failed = failedShare(summary.rows().get(i));
            if (failed > MOST_FAILED) {
                gaps.add("response times of " + names.get(i) + ": " + QuantityFormat.percent(failed)
                        + " of its requests failed, and their times are among those of successful ones");
            }
        }
        gaps.addAll(summary.leftOut());
        return gaps;
    }

    /**
     * Sets the closed loop of the users, with the think time of the interactive response time law (Denning and Buzen
     * 1978), or the rate.
     */
    private void load(ImportedSettings settings) {
        int users = summary.users().number();
        if (users == 0) {
            settings.set(
                    "load",
                    LanguageNumbers.format(rate(), RATE_DIGITS) + "/s",
                    "origin: requests divided by the duration of the test");
            return;
        }
        double think = users / rate() * 1e6 - meanMicros;
        boolean thinks = summary.users().thinks() && think > SHORT_THINK * meanMicros;
        settings.set(
                "load",
                "users(" + users + " think=" + (thinks ? LanguageNumbers.nanos(think * 1e3) : "0ms") + ")",
                "origin: closed loop of " + users + " users or connections, "
                        + summary.users().origin()
                        + (thinks ? "; their think time from their number, the rate and the mean response time" : ""));
    }

    private ImportedComponent server() {
        double busy = rate() * meanMicros / 1e6;
        int users = summary.users().number();
        long cores = users > 0 ? users : (long) Math.ceil(busy + DEVIATIONS * Math.sqrt(busy) + 1);
        ImportedComponent server = new ImportedComponent(SERVER);
        server.settings()
                .set("kind", "server", "origin: the tested server, with all services behind it")
                .note("unknown: cores. " + QuantityFormat.format(busy, "1")
                        + " requests are in progress at a time (Little's law). Waiting is a part of the measured times,"
                        + " so there are enough cores for no more of it")
                .set("nodes", "1", "unknown")
                .set("cores", Long.toString(Math.min(1_000_000, cores)), "unknown")
                .set("service", "0ms", "the service times are given with each request");
        return server;
    }

    private ImportedActivity request(String name, Row row, long millionths) {
        QuantileDistribution times = QuantileDistribution.of(row);
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "share",
                        ShareRounding.percent(millionths),
                        "origin: " + LanguageNumbers.format(row.requests(), 9) + " requests");
        if (row.maxMicros() > 5e6) {
            settings.set(
                    "timeout",
                    (long) Math.ceil(2 * row.maxMicros() / 1e6) + "s",
                    "unknown: twice the longest time of the test");
        }
        return new ImportedActivity(
                name,
                NameAnonymizer.label(row.name()),
                settings,
                List.of(new Call("", SERVER, ""), new Work(times.text(), "origin: " + times.origin())));
    }

    private static double failedShare(Row row) {
        return row.requests() == 0 ? 0 : row.failed() / row.requests();
    }

    private static List<String> names(LoadTestSummary summary) {
        List<String> names = new ArrayList<>();
        Set<String> used = new HashSet<>(Set.of(SERVER));
        for (Row row : summary.rows()) {
            names.add(NameAnonymizer.slug(NameAnonymizer.label(row.name()), used));
        }
        return names;
    }
}
