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
    private static final List<Importer> IMPORTERS =
            ServiceLoader.load(Importer.class, Importer.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /**
     * Format of an input.
     *
     * @param importer importer of the format; empty if there is none
     * @param refusal reason why the input is not imported, as the end of a sentence; empty with an importer
     */
    public record Recognition(Optional<Importer> importer, String refusal) {}

    private record Candidate(Evidence evidence, Recognition recognition) {}

    private InputRecognizer() {}

    /** Returns the importers of all formats. Of importers with equal evidence, the first is used. */
    public static List<Importer> importers() {
        return IMPORTERS;
    }

    /**
     * Returns the format with the strongest evidence. Of equal evidence, a format without an importer is preferred, as
     * the evidence for it is exact. The source is opened and closed.
     *
     * @throws ImportException if it cannot be read
     */
    public static Recognition recognize(ImportSource source) throws ImportException {
        InputHead head = InputHead.of(source);
        Stream<Candidate> refused = UnsupportedFormat.ALL.stream()
                .map(format -> new Candidate(
                        format.evidence().when(format.recognizer().test(head)),
                        new Recognition(Optional.empty(), format.refusal())));
        Stream<Candidate> imported = IMPORTERS.stream()
                .map(importer -> new Candidate(importer.recognize(head), new Recognition(Optional.of(importer), "")));
        Candidate strongest = Stream.concat(refused, imported)
                .min(Comparator.comparing(Candidate::evidence))
                .orElseThrow();
        if (strongest.evidence() != Evidence.NONE) {
            return strongest.recognition();
        }
        return new Recognition(
                Optional.empty(),
                IMPORTERS.stream()
                        .map(importer -> importer.explain(head))
                        .filter(sentence -> !sentence.isEmpty())
                        .findFirst()
                        .orElse(UnsupportedFormat.UNKNOWN));
    }
}
