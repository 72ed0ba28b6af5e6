package dev.brownout.export;

import dev.brownout.io.BoundedFile;
import dev.brownout.io.NewerFormatException;
import dev.brownout.io.OutputFolder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files that an earlier command left in a folder, as its own list of them says, and that may go: those that every
 * command leaves are written anew.
 */
public final class EarlierFiles {
    /** What a run says of itself, in its folder. */
    static final String FACTS = "run.json";

    private static final int MOST_BYTES = 20_000_000;
    private static final Pattern OF_A_RUN =
            Pattern.compile("charts/[^/\\\\]+\\.(svg|png)|traces\\.(otlp|chrome)\\.json");
    private static final Pattern OF_AN_EXPERIMENT = Pattern.compile("[^/\\\\]+\\.(svg|png)");

    private final OutputFolder folder;
    private final List<String> names;

    private EarlierFiles(OutputFolder folder, List<String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * The charts and traces of a run, by its {@code run.json}; none where there was none, or that is torn.
     *
     * @throws NewerFormatException if that is written for a newer program
     */
    static EarlierFiles ofRun(OutputFolder folder) throws NewerFormatException {
        return in(folder, FACTS, OF_A_RUN);
    }

    /**
     * The charts of an experiment, by its {@code index.json}; none where there was none, or that is torn.
     *
     * @throws NewerFormatException if that is written for a newer program
     */
    public static EarlierFiles ofExperiment(OutputFolder folder) throws NewerFormatException {
        return in(folder, "index.json", OF_AN_EXPERIMENT);
    }

    private static EarlierFiles in(OutputFolder folder, String list, Pattern mayGo) throws NewerFormatException {
        try {
            byte[] listed = BoundedFile.bytes(folder.path().resolve(list), MOST_BYTES);
            List<String> names = ResultJson.outputs(listed).stream()
                    .filter(name -> mayGo.matcher(name).matches())
                    .toList();
            return new EarlierFiles(folder, names);
        } catch (NewerFormatException newer) {
            throw newer;
        } catch (IOException none) {
            return new EarlierFiles(folder, List.of());
        }
    }

    /**
     * Deletes those that are not among these.
     *
     * @throws IOException if one cannot be removed
     */
    public void removeAllBut(Collection<String> kept) throws IOException {
        for (String name : names) {
            if (!kept.contains(name)) {
                folder.remove(name);
            }
        }
    }
}
