package dev.brownout.importing;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.brownout.importing.recognition.Importer;
import dev.brownout.importing.recognition.Importer.Input;
import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.List;
import java.util.Map;

/** Scenarios of files that tests import. Each of them, and each alternative, is read as a scenario. */
public final class ImportedFiles {
    private ImportedFiles() {}

    /** Returns the scenario of files. */
    public static ImportResult read(Importer importer, List<ImportSource> sources) throws ImportException {
        return valid(importer.read(new Input(sources, Map.of(), Map.of())).result());
    }

    /** Returns the scenario of files, with an option. */
    public static ImportResult read(Importer importer, List<ImportSource> sources, String option, List<String> values)
            throws ImportException {
        return valid(importer.read(new Input(sources, Map.of(option, values), Map.of()))
                .result());
    }

    private static ImportResult valid(ImportResult result) {
        Loader loader = new Loader(new ShippedLibrary());
        assertThatCode(() -> loader.load("imported", result.scenario(), Overrides.NONE))
                .as(result.scenario())
                .doesNotThrowAnyException();
        result.alternatives().forEach(ImportedFiles::valid);
        return result;
    }
}
