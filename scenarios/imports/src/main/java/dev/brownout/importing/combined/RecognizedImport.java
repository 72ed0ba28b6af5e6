package dev.brownout.importing.combined;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.Importer.Content;
import dev.brownout.importing.recognition.Importer.Input;
import dev.brownout.importing.recognition.InputRecognizer;
import dev.brownout.importing.recognition.InputRecognizer.Recognition;
import dev.brownout.importing.system.SystemDescription;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Import of files of any format, alone or combined. */
public final class RecognizedImport {
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
    public static SystemDescription read(List<ImportSource> inputs, List<ImportSource> found) throws ImportException {
        Map<Importer, List<ImportSource>> byFormat = new LinkedHashMap<>();
        List<String> refusals = add(inputs, byFormat);
        if (!refusals.isEmpty()) {
            throw new ImportException(Sentence.quote(String.join("\n", refusals)));
        }
        List<String> skipped = add(found, byFormat);
        if (byFormat.isEmpty()) {
            throw new ImportException(Sentence.quote(String.join("\n", skipped)));
        }
        List<String> summary = new ArrayList<>();
        byFormat.forEach((format, all) -> all.forEach(source -> summary.add(is(source, format))));
        skipped.forEach(refusal -> summary.add("not imported: " + refusal));
        return imported(byFormat).withSummary(summary);
    }

    /** Adds the sources by their format. Returns the refusals of sources without an importer. */
    private static List<String> add(List<ImportSource> sources, Map<Importer, List<ImportSource>> byFormat)
            throws ImportException {
        List<String> refusals = new ArrayList<>();
        for (ImportSource source : sources) {
            Recognition found = InputRecognizer.recognize(source);
            found.importer()
                    .ifPresentOrElse(
                            format -> byFormat.computeIfAbsent(format, key -> new ArrayList<>())
                                    .add(source),
                            () -> refusals.add(source.name() + ": " + found.refusal()));
        }
        return refusals;
    }

    private static SystemDescription imported(Map<Importer, List<ImportSource>> byFormat) throws ImportException {
        Map<String, List<ImportSource>> byCommand = new LinkedHashMap<>();
        byFormat.forEach((format, sources) -> byCommand.put(format.format().command(), sources));
        boolean single = byFormat.size() == 1;
        List<Importer> formats = byFormat.keySet().stream()
                .filter(format -> single || !isMeasured(format) && !isComplement(format, byFormat.keySet()))
                .toList();
        if (formats.size() != 1 || !single && formats.get(0).format().content() != Content.TOPOLOGY) {
            throw new ImportException(Sentence.quote(mixture(byFormat)));
        }
        Importer format = formats.get(0);
        SystemDescription system = format.read(new Input(byFormat.get(format), Map.of(), byCommand));
        List<ImportSource> logs = sources(Content.REQUESTS, byFormat);
        List<ImportSource> loadTests = sources(Content.LOAD_TEST, byFormat);
        return single || logs.isEmpty() && loadTests.isEmpty()
                ? system
                : CombinedImport.combine(system, logs, loadTests);
    }

    private static boolean isMeasured(Importer format) {
        return format.format().content() == Content.REQUESTS || format.format().content() == Content.LOAD_TEST;
    }

    private static boolean isComplement(Importer format, Set<Importer> others) {
        return others.stream()
                .anyMatch(other -> other.complements().contains(format.format().command()));
    }

    private static List<ImportSource> sources(Content content, Map<Importer, List<ImportSource>> byFormat) {
        return byFormat.entrySet().stream()
                .filter(entry -> entry.getKey().format().content() == content)
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    private static String is(ImportSource source, Importer format) {
        return source.name() + " is " + format.format().label();
    }

    private static String mixture(Map<Importer, List<ImportSource>> byFormat) {
        return byFormat.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream().map(source -> is(source, entry.getKey())))
                        .collect(Collectors.joining("; "))
                + ": these are not combined; import each of them";
    }
}
