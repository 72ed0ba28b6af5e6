package dev.brownout.importing.recognition;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Recognition of the format of a file by its first 64 kB. The name of the file is not used. */
public final class InputRecognizer {
    /** Importers of all formats. Of importers with equal evidence, the first is used. */
    public static final List<Importer> IMPORTERS =
            ServiceLoader.load(Importer.class, Importer.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /**
     * Format of an input.
     *
     * @param evidence strength of the evidence; none for an unknown format
     * @param importer importer of the format; empty if there is none
     * @param refusal reason why the input is not imported, as the end of a sentence; empty with an importer
     */
    public record Recognition(Evidence evidence, Optional<Importer> importer, String refusal) {}

    private InputRecognizer() {}

    /**
     * Returns the format with the strongest evidence. Of equal evidence, a format without an importer is preferred, as
     * the evidence for it is exact. The source is opened and closed.
     *
     * @throws ImportException if it cannot be read
     */
    public static Recognition recognize(ImportSource source) throws ImportException {
        InputHead head = InputHead.of(source);
        Stream<Recognition> refused = UnsupportedFormat.ALL.stream()
                .map(format -> new Recognition(
                        format.evidence().when(format.recognizer().test(head)), Optional.empty(), format.refusal()));
        Stream<Recognition> imported = IMPORTERS.stream()
                .map(importer -> new Recognition(importer.recognize(head), Optional.of(importer), ""));
        return Stream.concat(refused, imported)
                .filter(found -> found.evidence() != Evidence.NONE)
                .min(Comparator.comparing(Recognition::evidence))
                .orElseGet(() -> new Recognition(Evidence.NONE, Optional.empty(), explanation(head)));
    }

    private static String explanation(InputHead unknown) {
        return IMPORTERS.stream()
                .map(importer -> importer.explain(unknown))
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse(UnsupportedFormat.UNKNOWN);
    }
}
