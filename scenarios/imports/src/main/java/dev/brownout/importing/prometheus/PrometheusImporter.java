package dev.brownout.importing.prometheus;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Importer of responses of Prometheus to range queries. */
public final class PrometheusImporter implements Importer {
    private static final double LEAST_UNDERSTOOD = 0.95;

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                "a response of Prometheus",
                Content.METRICS,
                "prometheus",
                "Create a scenario from responses of Prometheus range queries: load over time, distributions from"
                        + " histograms, replicas and CPU. Each value has a comment with its origin. Unused metrics"
                        + " are listed.",
                "responses of /api/v1/query_range, plain or compressed with gzip; - for standard input");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return Evidence.SIGNATURE.when(head.hasField("data.resultType"));
    }

    /**
     * Reads responses to range queries of one service.
     *
     * @throws ImportException if they cannot be read, less than 95 % of their series are understood, none of them
     *     counts requests, or they belong to several services
     */
    @Override
    public SystemDescription read(Input input) throws ImportException {
        List<ImportSource> sources = input.sources();
        MetricMapping measured = new MetricMapping();
        RangeFiles files = new RangeFiles(measured::addSeries);
        for (ImportSource source : sources) {
            files.read(source);
        }
        String names = String.join(", ", ImportSource.fileNames(sources));
        if (files.understood() < LEAST_UNDERSTOOD * files.series()) {
            throw new ImportException(
                    "{}: of {} series {} are parsed; at least 95 % are required: ascending times, each with a value",
                    names, files.series(), files.understood());
        }
        String metric = measured.loadFrom();
        if (metric.isEmpty()) {
            String text = measured.unused().isEmpty()
                    ? "it has no series"
                    : "it has " + String.join(", ", measured.unused().keySet());
            throw new ImportException(
                    "{}: no request counter increases; expected a counter such as "
                            + "http_server_request_duration_seconds_count or http_requests_total, raw and "
                            + "without rate(); {}",
                    names,
                    text);
        }
        Set<String> services = measured.services(metric);
        if (services.size() > 1) {
            throw new ImportException(
                    "{}: {} is of several services ({}), and one service is imported at a time; query one of "
                            + "them, as in {}{job=\"...\"}",
                    names,
                    metric,
                    String.join(", ", services),
                    metric);
        }
        RangeScenario scenario = new RangeScenario(measured);
        return new SystemDescription(scenario.system(names), summary(files, scenario));
    }

    private static List<String> summary(RangeFiles files, RangeScenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(files.understood() + " of " + files.series() + " series are parsed ("
                + QuantityFormat.format(files.understood() / (double) files.series(), "ratio") + "), load is from "
                + scenario.metric());
        lines.add("they are of " + QuantityFormat.nanos(scenario.load().seconds() * 1e9) + ", with up to "
                + QuantityFormat.format(scenario.load().highest(), "1/s"));
        return lines;
    }
}
