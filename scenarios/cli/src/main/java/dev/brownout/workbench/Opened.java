package dev.brownout.workbench;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.layer.Library;
import dev.brownout.language.layer.Overrides;
import dev.brownout.language.problem.Problems;
import dev.brownout.language.value.Files;
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
public record Opened(String name, String text, Optional<Path> file) {

    /**
     * Reads a text that somebody has made of it, or of another one.
     *
     * @param called what messages call it
     * @throws Problems with everything that is wrong with it
     */
    ScenarioFile read(Library library, String called, String changed) throws Problems {
        Loader loader = new Loader(library);
        if (file.isEmpty()) {
            return loader.load(called, changed, Overrides.NONE).checked(Overrides.NONE);
        }
        try {
            Files beside = Files.beside(file.get(), other -> {});
            return loader.load(called, called, changed, beside, Overrides.NONE).checked(Overrides.NONE);
        } catch (IOException gone) {
            return loader.load(called, changed, Overrides.NONE).checked(Overrides.NONE);
        }
    }
}
