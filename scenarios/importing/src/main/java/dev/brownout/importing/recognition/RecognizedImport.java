package dev.brownout.importing.recognition;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.combined.CombinedImport;
import dev.brownout.importing.compose.ImportedCompose;
import dev.brownout.importing.k8s.ImportedManifests;
import dev.brownout.importing.log.ImportedLog;
import dev.brownout.importing.prometheus.ImportedRanges;
import dev.brownout.importing.proxy.ImportedHaproxy;
import dev.brownout.importing.proxy.ImportedNginx;
import dev.brownout.importing.recognition.InputFormat.Group;
import dev.brownout.importing.resilience4j.ImportedPolicies;
import dev.brownout.importing.spans.ImportedSpans;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.importing.terraform.ImportedTerraform;
import dev.brownout.importing.topology.Product;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Import of files of any format, alone or combined. */
public final class RecognizedImport {
    /** Configurations that complement a compose file, with the product of the service that they belong to. */
    private static final Map<InputFormat, Product> PROXIES =
            new EnumMap<>(Map.of(InputFormat.NGINX, Product.NGINX, InputFormat.HAPROXY, Product.HAPROXY));

    private RecognizedImport() {}

    /**
     * Recognizes the format of each source and creates one scenario from all of them.
     *
     * @param inputs files that can be opened several times; each must be importable
     * @param found files of folders that can be opened several times; those without an importer are listed in the
     *     summary
     * @throws ImportException if a given file has no known format or no importer, no file has one, the formats cannot
     *     be combined, or the importer fails; the message has one line for each file that is not imported
     */
    public static ImportResult read(List<ImportSource> inputs, List<ImportSource> found) throws ImportException {
        Map<InputFormat, List<ImportSource>> byFormat = new LinkedHashMap<>();
        List<String> refusals = add(inputs, byFormat);
        if (!refusals.isEmpty()) {
            throw new ImportException(Sentence.quote(String.join("\n", refusals)));
        }
        List<String> skipped = add(found, byFormat);
        if (byFormat.isEmpty()) {
            throw new ImportException(Sentence.quote(String.join("\n", skipped)));
        }
        List<String> summary = new ArrayList<>();
        byFormat.forEach((format, all) -> all.forEach(source -> summary.add(source.name() + " is " + format.label())));
        skipped.forEach(refusal -> summary.add("not imported: " + refusal));
        return with(summary, importResult(byFormat));
    }

    /** Adds the sources by their format. Returns the refusals of sources without an importer. */
    private static List<String> add(List<ImportSource> sources, Map<InputFormat, List<ImportSource>> byFormat)
            throws ImportException {
        List<String> refusals = new ArrayList<>();
        for (ImportSource source : sources) {
            InputFormat format = InputRecognizer.recognize(source);
            if (format.group().isEmpty()) {
                refusals.add(InputRecognizer.refusal(source, format));
            } else {
                byFormat.computeIfAbsent(format, key -> new ArrayList<>()).add(source);
            }
        }
        return refusals;
    }

    /** Returns a result and its alternatives with further lines at the beginning of their summaries. */
    private static ImportResult with(List<String> first, ImportResult result) {
        return new ImportResult(
                result.scenario(),
                Stream.concat(first.stream(), result.summary().stream()).toList(),
                result.alternatives().stream()
                        .map(alternative -> with(first, alternative))
                        .toList());
    }

    private static ImportResult importResult(Map<InputFormat, List<ImportSource>> byFormat) throws ImportException {
        List<InputFormat> formats = List.copyOf(byFormat.keySet());
        if (formats.size() == 1) {
            return importResult(formats.get(0), byFormat.get(formats.get(0)));
        }
        List<InputFormat> topologies = formats.stream()
                .filter(format -> format.group().equals(Optional.of(Group.TOPOLOGY)))
                .filter(format -> !formats.contains(InputFormat.COMPOSE) || !PROXIES.containsKey(format))
                .toList();
        boolean others = formats.stream()
                .map(format -> format.group().orElseThrow())
                .anyMatch(group -> group != Group.TOPOLOGY && group != Group.REQUESTS);
        if (topologies.size() > 1 || others) {
            throw new ImportException(Sentence.quote(mixture(byFormat)));
        }
        List<ImportSource> logs = byFormat.getOrDefault(InputFormat.LOG, List.of());
        List<ImportSource> loadTests = byFormat.getOrDefault(InputFormat.LOAD_TEST, List.of());
        if (topologies.isEmpty()) {
            throw new ImportException(Sentence.quote(mixture(byFormat)));
        }
        SystemDescription site = topology(topologies.get(0), byFormat);
        return (logs.isEmpty() && loadTests.isEmpty() ? site : CombinedImport.combine(site, logs, loadTests)).result();
    }

    private static ImportResult importResult(InputFormat format, List<ImportSource> sources) throws ImportException {
        return switch (format) {
            case SPRING -> ImportedPolicies.read(sources);
            case LOG, LOAD_TEST -> ImportedLog.read(sources, Optional.empty());
            case SPANS -> ImportedSpans.read(sources);
            case PROMETHEUS -> ImportedRanges.read(sources);
            default -> topology(format, Map.of(format, sources)).result();
        };
    }

    private static SystemDescription topology(InputFormat format, Map<InputFormat, List<ImportSource>> byFormat)
            throws ImportException {
        List<ImportSource> sources = byFormat.get(format);
        return switch (format) {
            case COMPOSE -> {
                Map<Product, List<ImportSource>> proxies = new LinkedHashMap<>();
                PROXIES.forEach((proxy, product) -> {
                    if (byFormat.containsKey(proxy)) {
                        proxies.put(product, byFormat.get(proxy));
                    }
                });
                yield ImportedCompose.description(sources, List.of(), proxies);
            }
            case KUBERNETES -> ImportedManifests.description(sources);
            case NGINX -> ImportedNginx.description(sources);
            case HAPROXY -> ImportedHaproxy.description(sources);
            case TERRAFORM -> ImportedTerraform.description(sources);
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
