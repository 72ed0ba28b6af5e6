package dev.brownout.cli;

import dev.brownout.library.ShippedLibrary;
import java.util.Iterator;

/** The names of the scenarios that come with the program, for shells that complete what is typed. */
final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return new ShippedLibrary().names().iterator();
    }

    /** The names of the rungs of the ladder. */
    static final class Rungs implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return new ShippedLibrary().ladder().iterator();
        }
    }
}
