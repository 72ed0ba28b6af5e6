package dev.brownout.importing.recognition;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.compose.ImportedCompose;
import dev.brownout.importing.k8s.ImportedManifests;
import dev.brownout.importing.log.ImportedLog;
import dev.brownout.importing.prometheus.ImportedRanges;
import dev.brownout.importing.resilience4j.ImportedPolicies;
import dev.brownout.importing.spans.ImportedSpans;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Import of files whose formats are recognized. */
public final class RecognizedImport {
    private RecognizedImport() {}

    /**
     * Recognizes the format of each source and creates one scenario from all of them.
     *
     * @param sources files that can be opened several times
     * @throws ImportException if a format is not known or has no importer, the formats cannot be combined, or the
     *     importer fails; the message has one line for each file that is not imported
     */
    public static ImportResult of(List<ImportSource> sources) throws ImportException {
        Map<InputFormat, List<ImportSource>> byFormat = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        for (ImportSource source : sources) {
            InputFormat format = InputRecognizer.of(source);
            if (format.group().isEmpty()) {
                refusals.add(format.refusal(source.name()));
            }
            byFormat.computeIfAbsent(format, key -> new ArrayList<>()).add(source);
        }
        if (!refusals.isEmpty()) {
            throw new ImportException(String.join("\n", refusals));
        }
        if (byFormat.size() > 1) {
            throw new ImportException(mixture(byFormat));
        }
        Map.Entry<InputFormat, List<ImportSource>> only =
                byFormat.entrySet().iterator().next();
        ImportResult result = imported(only.getKey(), only.getValue());
        List<String> summary = new ArrayList<>();
        sources.forEach(
                source -> summary.add(source.name() + " is " + only.getKey().label()));
        summary.addAll(result.summary());
        return new ImportResult(result.scenario(), summary);
    }

    private static ImportResult imported(InputFormat format, List<ImportSource> sources) throws ImportException {
        return switch (format) {
            case COMPOSE -> ImportedCompose.of(sources, List.of());
            case KUBERNETES -> ImportedManifests.of(sources);
            case SPRING -> ImportedPolicies.of(sources);
            case LOG -> ImportedLog.of(sources, Optional.empty());
            case SPANS -> ImportedSpans.of(sources);
            case PROMETHEUS -> ImportedRanges.of(sources);
            default -> throw new IllegalArgumentException(format + " has no importer");
        };
    }

    private static String mixture(Map<InputFormat, List<ImportSource>> byFormat) {
        return byFormat.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(source ->
                                        source.name() + " is " + entry.getKey().label()))
                        .collect(Collectors.joining("; "))
                + ": these are not combined; import each of them";
    }
}
