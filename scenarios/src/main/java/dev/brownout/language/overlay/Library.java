package dev.brownout.language.overlay;

import java.util.Optional;

/** Finds the text of a scenario by its name in the library. */
@FunctionalInterface
public interface Library {
    /** Returns the text of a scenario; empty if the library has no such scenario. */
    Optional<String> text(String name);
}
