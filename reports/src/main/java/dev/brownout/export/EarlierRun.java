package dev.brownout.export;

import dev.brownout.files.BoundedFile;
import dev.brownout.files.NewerFormatException;
import dev.brownout.files.OutputFolder;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The charts that an earlier run left in a folder, as its {@code run.json} says; its other files are written anew. */
record EarlierRun(OutputFolder folder, List<String> charts) {
    /** Its file, in the folder. */
    static final String FACTS = "run.json";

    private static final int MOST_BYTES = 20_000_000;
    private static final Pattern CHART = Pattern.compile("charts/[^/\\\\]+\\.(svg|png)");

    /**
     * What an earlier run left; nothing where there was none, or its {@code run.json} is torn.
     *
     * @throws NewerFormatException if that is written for a newer program
     */
    static EarlierRun in(OutputFolder folder) throws NewerFormatException {
        try {
            byte[] facts = BoundedFile.bytes(folder.path().resolve(FACTS), MOST_BYTES);
            List<String> charts = ResultJson.outputs(facts).stream()
                    .filter(name -> CHART.matcher(name).matches())
                    .toList();
            return new EarlierRun(folder, charts);
        } catch (NewerFormatException newer) {
            throw newer;
        } catch (IOException none) {
            return new EarlierRun(folder, List.of());
        }
    }

    /** Deletes those that are not among these. */
    void removeAllBut(List<String> names) throws IOException {
        for (String name : charts) {
            if (!names.contains(name)) {
                folder.remove(name);
            }
        }
    }
}
