package dev.brownout.cli;

import dev.brownout.library.ShippedLibrary;
import java.util.Iterator;

/** Candidates for shell completion: the names of the scenarios that come with the program. */
final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return new ShippedLibrary().names().iterator();
    }
}
