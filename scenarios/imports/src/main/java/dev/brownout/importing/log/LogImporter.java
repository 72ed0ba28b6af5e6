package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.loadtest.SummaryScenario;
import dev.brownout.importing.recognition.Evidence;
import dev.brownout.importing.recognition.ImportFormat;
import dev.brownout.importing.recognition.ImportFormat.Option;
import dev.brownout.importing.recognition.ImportFormat.Values;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.InputHead;
import dev.brownout.importing.system.SystemDescription;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Importer of access logs. Its command reads results of load generators too. */
public final class LogImporter implements Importer {
    private static final String OPTION = "--format";
    private static final int ROUTES = 5;

    /** Maximum length of the summary of a load test, in bytes. */
    private static final int LONGEST_SUMMARY = 1 << 22;

    @Override
    public ImportFormat format() {
        return new ImportFormat(
                        "an access log",
                        Content.REQUESTS,
                        "log",
                        "Create a scenario from access logs or results of load generators: load over time, routes, key"
                                + " distribution, response times. Each value has a comment with its origin. No user,"
                                + " address, query or id is copied.",
                        "logs, plain or compressed with gzip, in any order; - for standard input")
                .withOption(new Option(
                        OPTION,
                        "FORMAT",
                        "combined, common, alb, elb, s3, haproxy, envoy, istio, ingress-nginx, traefik,"
                                + " w3c, json, logfmt, the text of a log_format of nginx or a LogFormat of"
                                + " Apache, or 'tomcat:' and a pattern of Tomcat 9; default: detected",
                        Values.ONE))
                .withFailure("less than 95 % of the lines are understood");
    }

    @Override
    public Evidence recognize(InputHead head) {
        return requests(head).when(FormatRecognition.recognized(head.lines()) != null);
    }

    /** Returns the evidence of requests: JSON and XML are requests if they are nothing else. */
    static Evidence requests(InputHead head) {
        return head.isPlain() ? Evidence.SYNTAX : Evidence.KEYS;
    }

    @Override
    public String explain(InputHead unknown) {
        return ForeignLog.description(unknown.lines());
    }

    @Override
    public SystemDescription read(Input input) throws ImportException {
        Optional<String> format = input.option(OPTION).stream().findFirst();
        List<ImportSource> sources = input.sources();
        if (sources.size() == 1 && format.isEmpty()) {
            return ofOne(sources.get(0));
        }
        Optional<SystemDescription> pair = format.isEmpty() ? pair(sources) : Optional.empty();
        return pair.isPresent() ? pair.get() : ofLogs(sources, format);
    }

    /** Reads the two files of the summary of a load test. Empty if the sources are others. */
    private static Optional<SystemDescription> pair(List<ImportSource> sources) throws ImportException {
        boolean areFiles =
                sources.stream().allMatch(source -> source.path().stream().anyMatch(Files::isRegularFile));
        if (sources.size() != 2 || !areFiles) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (ImportSource source : sources) {
            try (InputStream stream = source.unpacked()) {
                texts.add(new String(stream.readNBytes(LONGEST_SUMMARY), StandardCharsets.UTF_8));
            } catch (IOException damaged) {
                // The reader of the lines reports it, with the number of lines before it.
                return Optional.empty();
            }
        }
        String names = String.join(" and ", ImportSource.fileNames(sources));
        return SummaryScenario.system(names, texts.get(0), texts.get(1));
    }

    /** Reads one file, which may also be the summary of a load test. */
    private static SystemDescription ofOne(ImportSource source) throws ImportException {
        byte[] head;
        InputStream rest;
        try {
            rest = new BufferedInputStream(source.opener().open());
            head = rest.readNBytes(LONGEST_SUMMARY);
        } catch (IOException failed) {
            throw ImportException.unreadable(source.name(), failed);
        }
        Optional<SystemDescription> summary = summary(source, head);
        if (summary.isPresent()) {
            return summary.get();
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), rest);
        return ofLogs(List.of(new ImportSource(source.name(), () -> whole)), Optional.empty());
    }

    private static Optional<SystemDescription> summary(ImportSource source, byte[] head) throws ImportException {
        return SummaryScenario.system(ImportSource.fileName(source.name()), new String(head, StandardCharsets.UTF_8));
    }

    private static SystemDescription ofLogs(List<ImportSource> sources, Optional<String> format)
            throws ImportException {
        AccessLog log = AccessLog.read(sources, format);
        LogScenario scenario = new LogScenario(log, true);
        return new SystemDescription(
                scenario.system(),
                summary(log, scenario),
                scenario.alternatives().stream()
                        .map(alternative -> new SystemDescription(alternative.system(), summary(log, alternative)))
                        .toList());
    }

    /**
     * Reads logs, or the summary of a load test, and describes one tier behind them, without a cache of its own.
     *
     * @param sources the files; can be opened several times
     * @throws ImportException as {@link #read}
     */
    public static SystemDescription tier(List<ImportSource> sources) throws ImportException {
        if (sources.size() == 1) {
            try (InputStream stream = sources.get(0).unpacked()) {
                Optional<SystemDescription> summary = summary(sources.get(0), stream.readNBytes(LONGEST_SUMMARY));
                if (summary.isPresent()) {
                    return summary.get();
                }
            } catch (IOException damaged) {
                // The reader of the lines reports it, with the number of lines before it.
            }
        }
        AccessLog log = AccessLog.read(sources, Optional.empty());
        LogScenario scenario = new LogScenario(log, false);
        return new SystemDescription(scenario.system(), summary(log, scenario));
    }

    private static List<String> summary(AccessLog log, LogScenario scenario) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d of %d lines are parsed (%s), as %s",
                log.understood(),
                log.lines(),
                QuantityFormat.format(log.understood() / (double) log.lines(), "ratio"),
                log.format().name()));
        if (log.asides() > 0) {
            lines.add("  " + log.asides() + (log.asides() == 1 ? " line" : " lines") + " more without a request");
        }
        log.misread().forEach(misread -> lines.add("  not parsed: " + misread));
        double span = (log.lastMicros() - log.firstMicros()) * 1e3;
        lines.add("they are of " + QuantityFormat.nanos(span) + ", with "
                + QuantityFormat.format(scenario.load().lowest(), "1/s") + " to "
                + QuantityFormat.format(scenario.load().highest(), "1/s") + " in steps of "
                + QuantityFormat.nanos(scenario.load().everySeconds() * 1e9)
                + (scenario.load().hasPeaks() ? ", and shorter ones around peaks" : ""));
        scenario.service().keySet().stream()
                .limit(ROUTES)
                .forEach(requests ->
                        lines.add("  " + QuantityFormat.format(requests.requests() / (double) log.understood(), "ratio")
                                + "  " + requests.label()));
        if (!log.details().cacheWords().isEmpty()) {
            lines.add("cache results: " + log.details().cacheWords().text());
        }
        scenario.caches()
                .forEach((cache, requests) ->
                        lines.add("  " + cache + ": " + requests.hits() + " of " + requests.lookups()
                                + " lookups are hits ("
                                + QuantityFormat.format(requests.hitRatio(), "ratio") + ")"));
        return lines;
    }
}
