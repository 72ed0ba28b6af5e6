package dev.brownout.workbench;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Library;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ReferencedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Scenario with which a workbench was started.
 *
 * @param name name in the library, or file name without its extension
 * @param text unprocessed text of the scenario
 * @param file path of the scenario; empty for a scenario of the library. Every text that is run may refer to the files
 *     that may be referenced from this path
 */
public record InitialScenario(String name, String text, Optional<Path> file) {

    /**
     * Reads an edited text of this or another scenario.
     *
     * @param called name of the scenario in messages
     * @throws InvalidScenarioException with all problems of the text
     */
    ScenarioFile read(Library library, String called, String changed) throws InvalidScenarioException {
        return new Loader(library)
                .load(called, called, changed, files(), Overrides.NONE)
                .checked(Overrides.NONE);
    }

    /**
     * Returns the access to files beside the scenario file; no access if the scenario has no file or the file is
     * deleted.
     */
    private ReferencedFiles files() {
        try {
            if (file.isPresent()) {
                return ReferencedFiles.beside(file.get(), other -> {});
            }
        } catch (IOException gone) {
            // The scenario is then read as one without a file.
        }
        return ReferencedFiles.none();
    }
}
