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
 * The scenario that a workbench was begun with.
 *
 * @param name by which the library has it, or of its file without the ending
 * @param text as it was written
 * @param file where it stands; empty for one of the library. What it names may then be named by every text that is run
 */
public record InitialScenario(String name, String text, Optional<Path> file) {

    /**
     * Reads a text that somebody has made of it, or of another one.
     *
     * @param called what messages call it
     * @throws InvalidScenarioException with everything that is wrong with it
     */
    ScenarioFile read(Library library, String called, String changed) throws InvalidScenarioException {
        return new Loader(library)
                .load(called, called, changed, files(), Overrides.NONE)
                .checked(Overrides.NONE);
    }

    /** Those beside the file; none where there is no file, or where it has gone. */
    private ReferencedFiles files() {
        try {
            if (file.isPresent()) {
                return ReferencedFiles.beside(file.get(), other -> {});
            }
        } catch (IOException gone) {
            // As if it had come without one.
        }
        return new ReferencedFiles(Optional.empty(), Optional.empty());
    }
}
