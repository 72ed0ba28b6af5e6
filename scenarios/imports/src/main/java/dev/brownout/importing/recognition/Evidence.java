package dev.brownout.importing.recognition;

/** Strength of the evidence that an input has a format. The format with the strongest evidence is that of the input. */
public enum Evidence {
    /** Lines with a syntax that only this format has. */
    SYNTAX,
    /** Keys or fields that together only this format has. */
    SIGNATURE,
    /** Keys or fields of the format, which files of other formats can have as well. */
    KEYS,
    /** Lines of the format, which files of other formats can contain as a part. */
    LINES,
    /** Lines that only exclude a format with an importer. */
    HINTS,
    /** No evidence. */
    NONE;

    /** Returns this evidence if a condition is met. */
    public Evidence when(boolean condition) {
        return condition ? this : NONE;
    }
}
