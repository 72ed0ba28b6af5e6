package dev.brownout.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.brownout.io.BoundedFile;
import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Obsolete files of an earlier command in a folder, according to its own list of outputs. Only optional files are
 * removed; files that every command writes are overwritten.
 */
public final class EarlierFiles {
    /** Name of the file with the facts of a run. */
    static final String FACTS = "run.json";

    private static final int MOST_BYTES = 20_000_000;
    private static final Pattern OF_A_RUN =
            Pattern.compile("charts/[^/\\\\]+\\.(svg|png)|traces\\.(otlp|chrome)\\.json");
    private static final Pattern OF_AN_EXPERIMENT =
            Pattern.compile("[^/\\\\]+\\.(svg|png)|findings/[^/\\\\]+\\.yaml|frontier\\.csv");

    private final OutputFolder folder;
    private final List<String> names;

    private EarlierFiles(OutputFolder folder, List<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Returns the charts and traces of an earlier run, according to its {@code run.json}; none if that is missing or
     * corrupt.
     *
     * @throws NewerFormatException if the file requires a newer program
     */
    static EarlierFiles ofRun(OutputFolder folder) throws NewerFormatException {
        return in(folder, FACTS, RunFacts.FORMAT, "format", OF_A_RUN);
    }

    /**
     * Returns the charts, scenarios and frontier of an earlier experiment, according to its {@code index.json}; none if
     * that is missing or corrupt.
     *
     * @throws NewerFormatException if the file requires a newer program
     */
    public static EarlierFiles ofExperiment(OutputFolder folder) throws NewerFormatException {
        return in(folder, "index.json", Dataset.FORMAT, "version", OF_AN_EXPERIMENT);
    }

    private static EarlierFiles in(OutputFolder folder, String list, FileFormat format, String key, Pattern removable)
            throws NewerFormatException {
        try {
            byte[] listed = BoundedFile.bytes(folder.path().resolve(list), MOST_BYTES);
            JsonVersion.check(format, key, listed);
            List<String> names = outputs(listed).stream()
                    .filter(name -> removable.matcher(name).matches())
                    .toList();
            return new EarlierFiles(folder, names);
        } catch (NewerFormatException newer) {
            throw newer;
        } catch (IOException none) {
            return new EarlierFiles(folder, List.of());
        }
    }

    /** Returns the names of the output files in a list; none if it has no such names. */
    private static List<String> outputs(byte[] list) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(list)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRequested = parser.currentName().equals("outputs");
                if (parser.nextToken() == JsonToken.START_ARRAY && isRequested) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        names.add(parser.getText());
                    }
                }
                parser.skipChildren();
            }
        }
        return names;
    }

    /**
     * Deletes the files except those with the given names.
     *
     * @throws IOException if a file cannot be removed
     */
    public void removeAllBut(Collection<String> kept) throws IOException {
        for (String name : names) {
            if (!kept.contains(name)) {
                folder.remove(name);
            }
        }
    }
}
