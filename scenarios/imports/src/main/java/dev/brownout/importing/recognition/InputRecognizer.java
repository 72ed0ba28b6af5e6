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
        return strongest(head).orElseGet(() -> new Recognition(Evidence.NONE, Optional.empty(), explanation(head)));
    }

    /**
     * Returns the description of an input that is not of the format of a command, with the way to import it; empty for
     * an input of this format, of an unknown one, or of bytes.
     *
     * @param text beginning of the input
     */
    public static String description(String text, String command) {
        InputHead head = InputHead.of(text);
        return strongest(head)
                .filter(found -> !head.binary() && !text.isBlank())
                .map(found -> found.importer()
                        .map(Importer::format)
                        .map(format -> format.command().equals(command)
                                        || format.command().isEmpty()
                                ? ""
                                : "has the form of " + format.label() + "; 'brownout import " + format.command()
                                        + "' imports it")
                        .orElse(found.refusal()))
                .orElse("");
    }

    private static Optional<Recognition> strongest(InputHead head) {
        Stream<Recognition> refused = UnsupportedFormat.ALL.stream()
                .map(format -> new Recognition(
                        format.evidence().when(format.recognizer().test(head)), Optional.empty(), format.refusal()));
        Stream<Recognition> imported = IMPORTERS.stream()
                .map(importer -> new Recognition(importer.recognize(head), Optional.of(importer), ""));
        return Stream.concat(refused, imported)
                .filter(found -> found.evidence() != Evidence.NONE)
                .min(Comparator.comparing(Recognition::evidence));
    }

    private static String explanation(InputHead unknown) {
        return IMPORTERS.stream()
                .map(importer -> importer.explain(unknown))
                .filter(sentence -> !sentence.isEmpty())
                .findFirst()
                .orElse(UnsupportedFormat.UNKNOWN);
    }
}
