package dev.brownout.cli.screen;

/** When what is printed is coloured. */
public enum ColorMode {
    /** Where a terminal shows it and nobody has asked for none. */
    auto,
    /** Wherever it goes. */
    always,
    /** Nowhere. */
    never
}
