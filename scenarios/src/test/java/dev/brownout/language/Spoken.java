package dev.brownout.language;

import dev.brownout.sla.Relation;

/** Single sentences of the language, for tests of other packages. */
public final class Spoken {
    private Spoken() {}

    /** The assertion that a text says. */
    public static Relation relation(String text) {
        return Relations.relation(text);
    }
}
