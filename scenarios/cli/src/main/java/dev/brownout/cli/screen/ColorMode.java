package dev.brownout.cli.screen;

/** Colour mode of the output. */
public enum ColorMode {
    /** Colours on a terminal that supports them, unless the environment disables them. */
    auto,
    /** Colours on every output. */
    always,
    /** No colours. */
    never
}
