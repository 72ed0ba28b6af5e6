package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.loadtest.SummaryScenario;
import dev.brownout.importing.system.ScenarioWriter;
import dev.brownout.importing.system.SystemDescription;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Conversion of access logs to scenarios. */
public final class ImportedLog {
    private static final int ROUTES = 5;

    /** Maximum length of the summary of a load test, in bytes. */
    private static final int LONGEST_SUMMARY = 1 << 22;

    private ImportedLog() {}

    /**
     * Reads logs and creates a scenario. Equal input bytes give an equal scenario on any machine.
     *
     * @param sources the files, in any order of time
     * @param format format of the lines: a name, or a template as in the configuration of nginx or Apache; empty to
     *     recognize it
     * @throws ImportException if the files cannot be read, or less than 95 % of their lines are parsed
     */
    public static ImportResult read(List<ImportSource> sources, Optional<String> format) throws ImportException {
        if (sources.size() == 1 && format.isEmpty()) {
            return ofOne(sources.get(0));
        }
        return ofLogs(sources, format);
    }

    /** Reads one file, which may also be the summary of a load test. */
    private static ImportResult ofOne(ImportSource source) throws ImportException {
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
            return summary.get().result();
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), rest);
        return ofLogs(List.of(new ImportSource(source.name(), () -> whole)), Optional.empty());
    }

    private static Optional<SystemDescription> summary(ImportSource source, byte[] head) throws ImportException {
        return SummaryScenario.system(ImportSource.fileName(source.name()), new String(head, StandardCharsets.UTF_8));
    }

    private static ImportResult ofLogs(List<ImportSource> sources, Optional<String> format) throws ImportException {
        AccessLog log = AccessLog.read(sources, format);
        LogScenario scenario = new LogScenario(log, true);
        ImportResult preferred = written(log, scenario);
        List<ImportResult> alternatives = scenario.alternatives().stream()
                .map(alternative -> written(log, alternative))
                .toList();
        return new ImportResult(preferred.scenario(), preferred.summary(), alternatives);
    }

    /**
     * Reads logs, or the summary of a load test, and describes the system behind them.
     *
     * @param sources the files; can be opened several times
     * @throws ImportException as {@link #read}
     */
    public static SystemDescription description(List<ImportSource> sources, Optional<String> format)
            throws ImportException {
        if (sources.size() == 1 && format.isEmpty()) {
            try (InputStream stream = sources.get(0).unpacked()) {
                Optional<SystemDescription> summary = summary(sources.get(0), stream.readNBytes(LONGEST_SUMMARY));
                if (summary.isPresent()) {
                    return summary.get();
                }
            } catch (IOException damaged) {
                // The reader of the lines reports it, with the number of lines before it.
            }
        }
        AccessLog log = AccessLog.read(sources, format);
        LogScenario scenario = new LogScenario(log, false);
        return new SystemDescription(scenario.system(), summary(log, scenario));
    }

    /** Returns whether at least half of the lines are requests in a known format. */
    public static boolean recognizes(List<String> lines) {
        return FormatRecognition.recognized(lines) != null;
    }

    /** Returns whether at least half of the lines are results of a load generator in a known format. */
    public static boolean recognizesLoadTest(List<String> lines) {
        LogFormat format = FormatRecognition.recognized(lines);
        return format != null && format.measuredByClient();
    }

    /**
     * Returns the kind of a file without requests, such as an application log, as a sentence; an empty text if it is
     * unknown.
     */
    public static String foreign(List<String> lines) {
        return ForeignLog.description(lines);
    }

    private static ImportResult written(AccessLog log, LogScenario scenario) {
        return ScenarioWriter.write(scenario.system(), summary(log, scenario));
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
                + QuantityFormat.nanos(scenario.load().everySeconds() * 1e9));
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
