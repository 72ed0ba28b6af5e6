package dev.brownout.importing;

import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.Importer.Input;
import java.util.List;
import java.util.Map;

/** Scenarios of files that tests import. */
public final class ImportedFiles {
    private ImportedFiles() {}

    /** Returns the scenario of files. */
    public static ImportResult read(Importer importer, List<ImportSource> sources) throws ImportException {
        return importer.read(new Input(sources, Map.of(), Map.of())).result();
    }

    /** Returns the scenario of files, with an option. */
    public static ImportResult read(Importer importer, List<ImportSource> sources, String option, List<String> values)
            throws ImportException {
        return importer.read(new Input(sources, Map.of(option, values), Map.of()))
                .result();
    }
}
